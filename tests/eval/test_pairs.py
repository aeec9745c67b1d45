from pathlib import Path

import pytest

from eval.datasets import Question
from eval.pairs import compare, main, pairs
from index.build import build
from qa.engine import Engine
from tests.conftest import FakeEmbedder, source

COURTS = "全区成立少年法庭34个。"


def test_english_is_held_against_the_chinese_of_its_pair(tmp_path: Path) -> None:
    build(
        [source("a.txt", COURTS, title="公报"), source("b.txt", "学校开学了。", title="新闻")],
        tmp_path,
        FakeEmbedder(),
    )
    engine = Engine.open(tmp_path, embedder=FakeEmbedder(), reader="none")
    asked = (
        Question("z1", "少年法庭有多少个?", "zh", answers=("34个",), article="公报"),
        Question("e1", "How many juvenile courts?", "en", answers=("34个",), article="公报"),
        Question("z2", "学校开学了吗?", "zh", answers=("没有",), article="新闻"),
        Question("e2", "Has school begun?", "en", answers=("没有",), article="新闻"),
    )
    found = compare(engine, asked, {"z1": "one", "e1": "one", "z2": "two", "e2": "two"})
    assert found == [("How many juvenile courts?", 1)]


def test_pairs_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_text('{"id": "a", "pair": "p"}\n{"id": "b"}\n', "utf-8")
    assert pairs([tmp_path / "q.jsonl"]) == {"a": "p"}


def test_a_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--questions", str(tmp_path / "none.jsonl")]) == 1
    assert "none.jsonl" in capsys.readouterr().err
