"""Buttons under answers, and what a click on them keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from page.answer import Turn, render_conversation
from page.feedback import Labelling, Session, render_given
from qa.feedback import NOTHING, PASSAGE, RIGHT, WRONG, Feedback, Label
from tests.page.fakes import COURTS, COURTS_END, ENGLISH, OTHER, FakeEngine
from tests.page.test_marks import Read

ENGINE = FakeEngine()
FOUND = Turn("内蒙古", ENGINE.ask("内蒙古"))
NOT_FOUND = Turn("海南", ENGINE.ask("海南"))
TURNS = [FOUND, NOT_FOUND, Turn("x", error=ValueError())]


@pytest.fixture
def feedback(tmp_path: Path) -> Feedback:
    return Feedback(tmp_path / "feedback.jsonl")


@pytest.fixture
def labelling(feedback: Feedback) -> Labelling:
    return Labelling(feedback)


def click(turn: int, label: str, quote: int | None = None) -> dict[str, Any]:
    return {"turn": turn, "label": label, "quote": quote}


def only(feedback: Feedback) -> Label:
    (label,), problems = feedback.labels()
    assert not problems
    return label


def buttons(turns: list[Turn]) -> list[tuple[str | None, str | None]]:
    tags = Read(render_conversation(turns)).tags
    return [(given["data-label"], given.get("data-quote")) for _, given in tags if "data-label" in given]


def test_an_answer_can_be_right_wrong_or_not_there_and_each_quote_the_right_one() -> None:
    assert buttons([FOUND]) == [
        *((PASSAGE, "0"), (PASSAGE, "1")),
        *((RIGHT, None), (WRONG, None), (NOTHING, None), ("undo", None)),
    ]
    assert buttons([NOT_FOUND]) == [
        *((PASSAGE, "0"), (PASSAGE, "1")),
        *((NOTHING, None), (WRONG, None), ("undo", None)),
    ]
    assert buttons([TURNS[2], Turn("pending")]) == []


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (click(0, RIGHT), COURTS + COURTS_END),
        (click(0, WRONG), COURTS + COURTS_END),
        (click(0, PASSAGE, 1), ENGLISH),
        (click(1, PASSAGE, 0), OTHER),
        (click(1, WRONG), None),
        (click(0, NOTHING), None),
        (click(1, NOTHING), None),
    ],
)
def test_the_passage_is_taken_from_the_answer(
    labelling: Labelling, feedback: Feedback, given: dict[str, Any], text: str | None
) -> None:
    session, shown = labelling.give(TURNS, {}, given | {"text": "forged", "passage": "forged"})
    label = only(feedback)
    assert label.kind == given["label"]
    assert (label.passage.text if label.passage else None) == text
    assert "forged" not in feedback.path.read_text("utf-8")
    ((turn, said),) = session.items()
    assert (turn, said.kind, said.quote) == (TURNS[given["turn"]].id, given["label"], given["quote"])
    assert "Noted." in shown


def test_a_reader_has_one_say_and_can_take_it_back(labelling: Labelling, feedback: Feedback) -> None:
    session: Session = {}
    for one in (click(0, RIGHT), click(0, PASSAGE, 1), click(0, WRONG)):
        session, _ = labelling.give(TURNS, session, one)
    assert only(feedback).kind == WRONG
    session, shown = labelling.give(TURNS, session, click(0, "undo"))
    assert session == {}
    assert feedback.labels()[0] == []
    assert "Undone." in shown


def test_what_another_reader_said_comes_back(labelling: Labelling, feedback: Feedback) -> None:
    labelling.give(TURNS, {}, click(0, WRONG))
    session, _ = labelling.give(TURNS, {}, click(0, RIGHT))
    assert only(feedback).kind == RIGHT
    labelling.give(TURNS, session, click(0, "undo"))
    assert only(feedback).kind == WRONG


@pytest.mark.parametrize(
    "forged",
    [
        None,
        {},
        click(9, RIGHT),
        click(-1, RIGHT),
        click(2, RIGHT),
        click(1, RIGHT),
        click(0, "deleted"),
        click(0, PASSAGE, 7),
        click(0, PASSAGE, -1),
        click(0, PASSAGE),
        {"turn": 0, "label": PASSAGE, "quote": "0"},
        {"turn": "0", "label": RIGHT},
    ],
)
def test_a_forged_click_keeps_nothing(labelling: Labelling, feedback: Feedback, forged: Any) -> None:
    session, shown = labelling.give(TURNS, {}, forged)
    assert session == {}
    assert "nothing was noted" in shown
    assert not feedback.path.exists()


def test_what_cannot_be_kept_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    session, shown = Labelling(Feedback(tmp_path / "file" / "x.jsonl")).give(TURNS, {}, click(0, RIGHT))
    assert session == {}
    assert "could not be noted" in shown
    assert "x.jsonl: cannot be written" in shown


def test_the_session_is_listed_for_the_browser(labelling: Labelling) -> None:
    session, _ = labelling.give(TURNS, {}, click(0, PASSAGE, 1))
    (item,) = [given for tag, given in Read(render_given(session)).tags if tag == "li"]
    assert item == {"data-id": FOUND.id, "data-label": PASSAGE, "data-quote": "1"}
