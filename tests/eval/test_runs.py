"""What readers said of answers, asked of an index again: found though positions have moved, lost by name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from eval import __main__ as command
from eval.datasets import read_questions
from eval.gate import Gate
from eval.located import located, lost
from eval.report import Reason, as_json, failure
from eval.runs import keep, over
from index.build import build
from index.errors import IndexRefused, YinjuError
from index.journal import read
from qa.answer import Answer
from qa.engine import Engine
from qa.feedback import NAME, NOTHING, PASSAGE, RIGHT, RUNS, WRONG, Feedback, label_of
from qa.filters import Filters
from tests.conftest import FakeEmbedder, source

COURTS, ORPHANS = "全区成立少年法庭34个，覆盖全区各地。", "孤儿每月补助2004元，按时发放到人。"
HOW_MANY, HOW_MUCH = "成立少年法庭多少个？", "孤儿每月补助多少元？"


def built(index: Path, **texts: str) -> Engine:
    build([source(f"{name}.txt", text) for name, text in texts.items()], index, FakeEmbedder())
    return Engine.open(index, embedder=FakeEmbedder(), reader="none")


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def engine(index: Path) -> Engine:
    return built(index, a=COURTS, b=ORPHANS)


def labelled(engine: Engine, index: Path, *said: tuple[str, str]) -> Sequence[Answer]:
    """Each question asked, and of its answer the kind said."""
    answers = [engine.ask(question) for question, _ in said]
    for answer, (_, kind) in zip(answers, said, strict=True):
        Feedback(index / NAME).add(label_of(answer, kind, (*answer.quotes, *answer.nearest)[0]))
    return answers


def test_labels_are_questions(engine: Engine, index: Path) -> None:
    labelled(engine, index, (HOW_MANY, RIGHT), (HOW_MUCH, PASSAGE), ("大学有多少？", NOTHING))
    first, second, third = read_questions([index / NAME])
    assert (first.text, first.lang, first.file) == (HOW_MANY, "zh", "feedback")
    assert (first.answerable, second.answerable, third.answerable) == (True, True, False)
    assert first.answers
    assert second.answers == ()


def test_right_answers_are_right_again_and_a_wrong_one_is_wrong_again(engine: Engine, index: Path) -> None:
    labelled(engine, index, (HOW_MANY, RIGHT), (HOW_MUCH, WRONG), ("孤儿补助几元", PASSAGE))
    seen: list[tuple[int, int]] = []
    run = over(engine, index, reader="none", progress=lambda done, total: seen.append((done, total)))
    assert [failure(one) for one in run.asked] == ["", Reason.WRONG, ""]
    assert seen == [(1, 3), (2, 3), (3, 3)]
    results = as_json(run)
    assert results["right"] == {"questions": 3, "right": 2}
    assert results["all"]["questions"] == 2  # of the wrong one it is not known what would be right
    assert results["all"]["recall@1"] == 1
    assert run.notes == ()


def test_given_up_wrongly(engine: Engine, index: Path) -> None:
    labelled(engine, index, ("河桥镇的图书馆是哪一年建的？", WRONG), ("大学在哪里？", NOTHING))
    run = over(engine, index, reader="none")
    assert [failure(one) for one in run.asked] == [Reason.GAVE_UP, ""]


def test_a_passage_is_found_again_where_it_has_moved(engine: Engine, index: Path) -> None:
    labelled(engine, index, (HOW_MANY, PASSAGE), (HOW_MUCH, PASSAGE))
    questions = read_questions([index / NAME])
    moved = built(index, a="新的一段在前面，说的是别的事情。" * 9 + "\n---\n" + COURTS, c=ORPHANS)
    placed = located(questions, moved.snapshot)
    texts = {passage.id: text for block in moved.snapshot.passages(10) for _, _, passage, text in block}
    found = [[texts[name] for name in question.passages] for question in placed]
    assert [len(one) for one in found] == [1, 1]
    assert COURTS in found[0][0]  # further down in the same document
    assert ORPHANS in found[1][0]  # in another one
    assert not any(map(lost, placed))


def test_a_passage_that_is_gone_is_named(engine: Engine, index: Path) -> None:
    labelled(engine, index, (HOW_MANY, PASSAGE), (HOW_MUCH, PASSAGE))
    run = over(built(index, a=COURTS, b="学校开学了，一切照旧。"), index, reader="none")
    assert [failure(one) for one in run.asked] == ["", Reason.LOST]
    (note,) = run.notes
    assert HOW_MUCH in note
    assert "b.txt" in note
    assert as_json(run)["all"]["recall@10"] == 0.5


def test_a_scope_is_kept_and_one_that_is_gone_is_named(engine: Engine, index: Path) -> None:
    answer = engine.ask(HOW_MANY, Filters(documents=("a.txt",)))
    Feedback(index / NAME).add(label_of(answer, RIGHT))
    assert over(engine, index, reader="none").asked[0].answer.filters == Filters(documents=("a.txt",))
    labelled(engine, index, (HOW_MUCH, RIGHT))
    run = over(built(index, c=COURTS, b=ORPHANS), index, reader="none")
    assert [one.question.text for one in run.asked] == [HOW_MUCH]
    assert any("cannot be asked" in note and HOW_MANY in note for note in run.notes)


def test_bad_lines_are_named(engine: Engine, index: Path) -> None:
    labelled(engine, index, (HOW_MANY, RIGHT))
    with (index / NAME).open("a", encoding="utf-8") as file:
        file.write('{"label": \n')
    assert [note.split(": ")[0] for note in over(engine, index, reader="none").notes] == [f"{index / NAME}:2"]


def test_nothing_labelled_is_said(engine: Engine, index: Path) -> None:
    with pytest.raises(YinjuError, match=r"feedback\.jsonl: nothing has been labelled"):
        over(engine, index)


def test_the_gate_takes_labels(engine: Engine, index: Path) -> None:
    labelled(engine, index, (HOW_MANY, RIGHT), (HOW_MUCH, PASSAGE))
    questions = read_questions([index / NAME])
    judge = Gate(index, questions, FakeEmbedder(), reader="none")
    build([source("x.txt", COURTS), source("y.txt", ORPHANS)], index, FakeEmbedder(), judge=judge)
    assert judge.verdict
    assert judge.verdict.after == 1
    with pytest.raises(IndexRefused, match=r"50.0% now"):
        build([source("x.txt", COURTS)], index, FakeEmbedder(), judge=judge)
    assert judge.verdict.losses == ((HOW_MUCH, Reason.LOST),)


def test_labels_outlive_builds_and_runs_are_kept(
    engine: Engine, index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    labelled(engine, index, (HOW_MANY, RIGHT), (HOW_MUCH, WRONG))
    built(index, a=COURTS, b=ORPHANS, c="学校开学了，一切照旧。")
    monkeypatch.setattr("qa.engine.open_embedder", lambda model: FakeEmbedder())
    monkeypatch.chdir(index.parent)
    assert command.main(["--index", str(index), "--reader", "none", "--progress"]) == 0
    assert "asked 2/2\n" in capsys.readouterr().out
    assert not Path("runs").exists()
    ((_, kept),) = read(index / RUNS).items
    assert kept["dataset"] == "feedback"
    assert kept["right"] == {"questions": 2, "right": 1}
    assert kept["languages"].keys() == {"zh"}
    (failed,) = kept["failures"]
    assert (failed["question"], failed["reason"], failed["quoted"]) == (HOW_MUCH, Reason.WRONG, True)
    assert failed["found"] == ORPHANS
    assert failed["passage"] == ""  # what was called wrong is not what should have been found
    json.dumps(kept)


def test_a_run_with_many_long_failures_can_be_kept(engine: Engine, index: Path) -> None:
    labelled(engine, index, ("长" * 900 + "孤儿每月补助", NOTHING))
    run = over(engine, index, reader="none")
    keep(index, replace(run, asked=run.asked * 500), as_json(run))
    assert len(read(index / RUNS).items) == 1
