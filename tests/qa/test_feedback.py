"""What readers say of answers is kept, and the latest counts."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.document import Span
from qa.answer import Answer
from qa.feedback import (
    DELETED,
    KINDS,
    NOTHING,
    PASSAGE,
    RIGHT,
    WRONG,
    Feedback,
    Label,
    Labelled,
    is_feedback,
    label_of,
)
from qa.filters import EVERYTHING, Filters
from tests.page.fakes import COURTS, COURTS_END, FakeEngine

ENGINE = FakeEngine()
FOUND = ENGINE.ask("内蒙古有多少个少年法庭？")
NOT_FOUND = ENGINE.ask("海南有多少个少年法庭？")
PLACE = Labelled("一段话", (Span(3, 5), Span(7, 8)), "话", "a.txt", "a.txt", "0" * 64, "题", "s1")
PLACE_WRITTEN = {name: getattr(PLACE, name) for name in Labelled.__slots__}


@pytest.fixture
def feedback(tmp_path: Path) -> Feedback:
    return Feedback(tmp_path / "feedback.jsonl")


@pytest.mark.parametrize(
    ("answer", "kind", "number", "passage", "words"),
    [
        (FOUND, RIGHT, None, 0, ("116", "个，")),
        (FOUND, PASSAGE, 1, 1, ()),
        (FOUND, NOTHING, None, None, ()),
        (FOUND, WRONG, None, 0, ()),
        (NOT_FOUND, WRONG, None, None, ()),
        (NOT_FOUND, NOTHING, None, None, ()),
    ],
)
def test_what_a_label_says(
    answer: Answer, kind: str, number: int | None, passage: int | None, words: tuple[str, ...]
) -> None:
    label = label_of(answer, kind, None if number is None else answer.quotes[number])
    assert (label.kind, label.question, label.filters) == (kind, answer.question, EVERYTHING)
    assert label.answers == words
    if passage is None:
        assert label.passage is None
    else:
        quote = answer.quotes[passage]
        assert label.passage
        assert (label.passage.text, label.passage.spans) == (quote.text, quote.passage.spans)
        assert label.passage.snapshot == answer.snapshot


def test_the_question_is_kept_as_understood_with_its_scope() -> None:
    scope = Filters(places=("海南",))
    answer = replace(FOUND, question="那内蒙古呢？", understood="内蒙古有多少个少年法庭？", filters=scope)
    assert label_of(answer, NOTHING).asked == ("内蒙古有多少个少年法庭？", scope)


def test_what_is_written_comes_back(feedback: Feedback) -> None:
    labels = [label_of(FOUND, RIGHT), label_of(NOT_FOUND, WRONG)]
    for label in labels:
        feedback.add(label)
    assert feedback.labels() == (labels, [])
    line = json.loads(feedback.path.read_text("utf-8").splitlines()[0])
    assert line["passage"]["text"] == COURTS + COURTS_END
    assert line["label"] == RIGHT


def test_one_can_be_corrected_undone_and_deleted(feedback: Feedback) -> None:
    first, second = label_of(FOUND, WRONG), label_of(FOUND, RIGHT)
    feedback.add(first)
    feedback.add(second)
    assert feedback.labels()[0] == [second]
    feedback.undo(second.id)
    assert feedback.labels()[0] == [first]
    feedback.correct(first, PASSAGE)
    (label,) = feedback.labels()[0]
    assert (label.kind, label.passage) == (PASSAGE, first.passage)
    feedback.correct(label, NOTHING)
    assert feedback.labels()[0][0].passage is None
    feedback.correct(label, DELETED)
    assert feedback.labels() == ([], [])
    assert len(feedback.path.read_text("utf-8").splitlines()) == 6


LABELS = st.builds(
    Label,
    st.sampled_from((*KINDS, DELETED)),
    st.sampled_from(("甲？", "乙?", "甲? ")),
    st.sampled_from((EVERYTHING, Filters(since="2021"))),
    st.just(PLACE),
    st.lists(st.text(st.characters(codec="utf-8"), min_size=1), max_size=2).map(tuple),
)


@given(st.lists(st.one_of(LABELS, st.integers(0, 20)), max_size=20))
def test_the_last_label_of_each_question_counts(steps: list[Label | int]) -> None:
    """A number undoes the label that was written so manieth, if there is one."""
    written: list[Label] = []
    undone: set[int] = set()
    with TemporaryDirectory() as folder:
        feedback = Feedback(Path(folder) / "feedback.jsonl")
        for step in steps:
            if isinstance(step, Label):
                feedback.add(step)
                written.append(step)
            elif step < len(written):
                feedback.undo(written[step].id)
                undone.add(step)
        labels, problems = feedback.labels()
    standing = [label for number, label in enumerate(written) if number not in undone]
    last = {label.asked: label for label in standing}
    assert {label.asked: label for label in labels} == {
        asked: label for asked, label in last.items() if label.kind != DELETED
    }
    assert len({label.asked for label in labels}) == len(labels)
    assert not problems


@pytest.mark.parametrize(
    "change",
    [
        {"label": "perhaps"},
        {"label": ["right"]},
        {"question": 7},
        {"filters": {"colour": "red"}},
        {"passage": None},
        {"passage": {"text": "x"}},
        {"passage": "x"},
        *({"passage": PLACE_WRITTEN | {"spans": [ends]}} for ends in ([5, 3], [0, float("inf")], [1, 2, 3])),
        {"answers": "116"},
        {"id": None},
    ],
)
def test_a_line_that_is_no_label_is_named_and_passed_over(
    feedback: Feedback, change: dict[str, object]
) -> None:
    feedback.add(label_of(FOUND, RIGHT))
    line = json.loads(feedback.path.read_text("utf-8"))
    with feedback.path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line | change) + "\n")
    feedback.add(label_of(NOT_FOUND, NOTHING))
    labels, (problem,) = feedback.labels()
    assert [label.kind for label in labels] == [RIGHT, NOTHING]
    assert problem.startswith(f"{feedback.path}:2: no label")


def test_a_file_of_labels_is_told_from_one_of_questions(feedback: Feedback, tmp_path: Path) -> None:
    assert not is_feedback(feedback.path)
    feedback.add(label_of(FOUND, RIGHT))
    assert is_feedback(feedback.path)
    feedback.path.write_text("{torn\n" + feedback.path.read_text("utf-8"), "utf-8")
    assert is_feedback(feedback.path)
    questions = tmp_path / "questions.jsonl"
    questions.write_text('{"id": "q1", "question": "?", "label": "x"}\n', "utf-8")
    assert not is_feedback(questions)
