"""Our passages beside windows of a fixed size."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.datasets import load
from eval.windows import main, windowed, windows
from index.document import Source, Span
from tests.index.formats.conftest import PARAGRAPHS, TITLE


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    made = tmp_path / "set"
    made.mkdir()
    passage = {"id": "p", "title": TITLE, "text": TITLE + "\n" + "\n".join(PARAGRAPHS)}
    (made / "passages.jsonl").write_text(json.dumps(passage) + "\n", "utf-8")
    question = {"id": "q", "question": "全区建成多少个少年法庭？", "positive_ids": ["p"], "answers": ["34个"]}
    (made / "questions.jsonl").write_text(json.dumps(question) + "\n", "utf-8")
    return made


def test_each_way_is_measured(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(dataset), "--widths", "250", "--windows", "20", "500"]) == 0
    head, ours, narrow, wide = capsys.readouterr().out.splitlines()
    assert "first_quote_holds" in head
    assert ours.split()[:5] == ["passages", "of", "250", "1", "1.000"]
    assert narrow.startswith("windows of 20 ")
    assert "[+0.000, +0.000]" in wide


@given(st.integers(0, 50), st.integers(0, 200), st.integers(1, 60))
def test_windows_cover_the_span(start: int, length: int, size: int) -> None:
    found = list(windows(Span(start, start + length), size))
    assert [at for span in found for at in range(span.start, span.end)] == list(range(start, start + length))
    assert all(len(span) == size for span in found[:-1])


def test_only_the_cuts_are_others(dataset: Path) -> None:
    (whole,), (cut,) = load(dataset).sources, windowed(load(dataset), 10).sources
    assert isinstance(whole, Source)
    assert isinstance(cut, Source)
    assert cut.document == whole.document
    ((article, paragraphs),) = cut.articles
    assert article == whole.articles[0][0]
    assert "".join(whole.document.slice(one.spans) for one in paragraphs) == whole.document.text
