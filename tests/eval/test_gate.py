"""A snapshot that answers worse is not published."""

import json
from pathlib import Path

import pytest

from eval.datasets import Question
from eval.gate import Gate
from index.__main__ import main
from index.build import build
from index.errors import IndexRefused
from index.snapshot import current_id, names
from tests.conftest import FakeEmbedder, source

COURTS, ORPHANS = "全区成立少年法庭34个，覆盖全区各地。", "孤儿每月补助2004元，按时发放到人。"
QUESTIONS = [
    Question("q1", "成立少年法庭多少个？", "zh", ("34个",)),
    Question("q2", "孤儿每月补助多少元？", "zh", ("2004元",)),
]


@pytest.fixture
def index(tmp_path: Path) -> Path:
    build([source("a.txt", COURTS), source("b.txt", ORPHANS)], tmp_path / "index", FakeEmbedder())
    return tmp_path / "index"


def gate(index: Path, dropping: float = 0.01) -> Gate:
    return Gate(index, QUESTIONS, FakeEmbedder(), dropping, reader="none")


def rebuilt(index: Path, judge: Gate, *paragraphs: str) -> None:
    made = [source(f"{n}.txt", text) for n, text in enumerate(paragraphs)]
    build(made, index, FakeEmbedder(), judge=judge)


def test_what_answers_as_well_is_published(index: Path) -> None:
    before, judge = current_id(index), gate(index)
    rebuilt(index, judge, COURTS, ORPHANS, "学校开学了。")
    assert current_id(index) != before
    assert judge.verdict is not None
    assert (judge.verdict.before, judge.verdict.after, judge.verdict.losses) == (1, 1, ())


def test_a_loss_is_named_and_refused(index: Path) -> None:
    before, judge = current_id(index), gate(index)
    with pytest.raises(IndexRefused, match=r"100.0% right before, 50.0% now"):
        rebuilt(index, judge, COURTS, "学校开学了。")
    assert current_id(index) == before
    assert names(index) == [before]
    assert judge.verdict is not None
    ((question, why),) = judge.verdict.losses
    assert question == QUESTIONS[1].text
    assert why
    assert any(line.startswith(f"lost {question}") for line in judge.verdict.lines())


def test_a_loss_can_be_allowed(index: Path) -> None:
    before = current_id(index)
    rebuilt(index, gate(index, 0.5), COURTS, "学校开学了。")
    assert current_id(index) != before


def test_a_win_is_named(index: Path) -> None:
    rebuilt(index, gate(index, 1.0), COURTS)
    judge = gate(index)
    rebuilt(index, judge, COURTS, ORPHANS)
    assert judge.verdict is not None
    assert [question for question, _ in judge.verdict.wins] == [QUESTIONS[1].text]


def test_there_is_nothing_to_compare_a_first_snapshot_with(tmp_path: Path) -> None:
    judge = gate(tmp_path)
    rebuilt(tmp_path, judge, "学校开学了。")
    assert judge.verdict is None
    assert current_id(tmp_path)


def test_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("index.embed.open_embedder", lambda model: FakeEmbedder())
    documents, index, pinned = tmp_path / "documents", tmp_path / "index", tmp_path / "pinned.jsonl"
    documents.mkdir()
    lines = [{"id": one.id, "question": one.text, "answers": one.answers} for one in QUESTIONS]
    pinned.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    for name, text in (("a.txt", COURTS), ("b.txt", ORPHANS)):
        (documents / name).write_text(text, "utf-8")
    command = [str(documents), "--index", str(index), "--gate", str(pinned)]
    assert main(command) == 0
    (documents / "b.txt").unlink()
    capsys.readouterr()
    assert main(command) == 1
    printed = capsys.readouterr()
    assert f"lost {QUESTIONS[1].text}: " in printed.out
    assert "not published" in printed.err
    assert main([*command, "--max-drop", "0.5", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["gate"]["after"] == 0.5
    assert report["changes"]["removed"] == ["b.txt"]
    assert main([*command[:-1], str(tmp_path / "nowhere.jsonl")]) == 1
    assert "nowhere.jsonl" in capsys.readouterr().err
