"""The same documents in every format."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.datasets import load
from eval.roundtrip import chosen, distance, main
from index.formats import ocr
from tests.index.formats.conftest import PARAGRAPHS, TITLE


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    made = tmp_path / "set"
    made.mkdir()
    text = TITLE + " " + "\n".join(PARAGRAPHS)
    (made / "passages.jsonl").write_text(
        json.dumps({"id": "p", "title": TITLE, "text": text}) + "\n", "utf-8"
    )
    question = {"id": "q", "question": "全区建成多少个少年法庭？", "positive_ids": ["p"], "answers": ["34个"]}
    (made / "questions.jsonl").write_text(json.dumps(question) + "\n", "utf-8")
    return made


def test_every_format_answers_alike(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(dataset)]) == 0
    head, *rows = (line.split() for line in capsys.readouterr().out.splitlines())
    assert head[0] == "format"
    assert len(rows) == 7
    for row in rows[:5]:
        assert row[-4:] == ["1.000", "1.000", "0.00", "0"]

    for row in rows[5:]:  # a few characters are always read otherwise
        assert row[-4:-2] == ["1.000", "1.000"] or not ocr.available()


def test_the_sample_repeats(dataset: Path) -> None:
    assert chosen(load(dataset), 5, 1) == chosen(load(dataset), 5, 1)


def _levenshtein(one: str, other: str) -> int:
    table = np.zeros((len(one) + 1, len(other) + 1), int)
    table[:, 0], table[0] = range(len(one) + 1), range(len(other) + 1)
    for row, a in enumerate(one, 1):
        for column, b in enumerate(other, 1):
            table[row, column] = min(
                table[row - 1, column] + 1,
                table[row, column - 1] + 1,
                table[row - 1, column - 1] + (a != b),
            )
    return int(table[-1, -1])


@given(st.text("甲乙丙丁", max_size=8), st.text("甲乙丙丁", max_size=8))
def test_distance_is_levenshteins(one: str, other: str) -> None:
    assert distance(one, other) == _levenshtein(one, other)
