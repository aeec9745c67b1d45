"""What the page's events do: asking, opening sources, telling how things stand."""

from typing import Any

import pytest

from index.errors import IndexMissing
from page.answer import Turn
from page.desk import Desk
from qa.answer import Answer
from qa.filters import EVERYTHING, Filters
from tests.page.fakes import FakeEngine, FakeSnapshot, document_of


@pytest.fixture
def desk() -> Desk:
    return Desk(FakeEngine)


def ask(desk: Desk, question: str) -> list[Turn]:
    *_, turns = desk.ask([], question)
    return turns


def test_a_question_is_shown_before_its_answer(desk: Desk) -> None:
    earlier = Turn("earlier")
    pending, answered = desk.ask([earlier], "内蒙古有多少个少年法庭？")
    assert [turn.answer for turn in pending] == [None, None]
    assert answered[0] is earlier
    assert answered[1].answer
    assert answered[1].answer.found


def test_a_question_has_its_scope(desk: Desk) -> None:
    *_, (turn,) = desk.ask([], "内蒙古", Filters(places=("海南",)))
    assert turn.answer
    assert not turn.answer.found
    assert turn.answer.filters == Filters(places=("海南",))


def test_a_question_may_lean_on_the_last_that_was_answered(desk: Desk) -> None:
    turns = [*ask(desk, "内蒙古有多少个少年法庭？"), Turn("x", error=ValueError())]
    *_, (*_, second) = desk.ask(turns, "那海南呢？")
    *_, (*_, third) = desk.ask([*turns, second], "那内蒙古呢？")
    *_, (*_, literal) = desk.ask(turns, "那海南呢？", literally=True)
    assert second.answer
    assert third.answer
    assert literal.answer
    assert second.answer.understood == "海南有多少个少年法庭？"
    assert third.answer.understood == "内蒙古有多少个少年法庭？"
    assert literal.answer.understood == ""


def test_what_there_is_to_choose(desk: Desk) -> None:
    documents, publishers, places = desk.choices()
    assert "large.txt" in documents
    assert "人民日报" in publishers
    assert places == ("内蒙古", "海南")


def test_without_an_index_there_is_nothing_to_choose() -> None:
    def missing() -> FakeEngine:
        raise IndexMissing("none in .index")

    assert Desk(missing).choices() == ((), (), ())


@pytest.mark.parametrize("question", ["", "  \n", "\u3000"])
def test_no_question_changes_nothing(desk: Desk, question: str) -> None:
    turns = [Turn("earlier")]
    assert list(desk.ask(turns, question)) == [turns]


def test_an_error_is_part_of_the_conversation(desk: Desk) -> None:
    assert "1000" in str(ask(desk, "长" * 1001)[0].error)


def test_an_unexpected_error_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    class Broken(FakeEngine):
        def ask(self, question: str, filters: Filters = EVERYTHING, before: str = "") -> Answer:
            raise RuntimeError("broken")

    assert isinstance(ask(Desk(Broken), "x")[0].error, RuntimeError)
    assert "broken" in caplog.text


def test_a_missing_index_is_looked_for_again() -> None:
    tries: list[FakeEngine | IndexMissing] = [IndexMissing("none in .index"), FakeEngine()]

    def open_engine() -> FakeEngine:
        match tries.pop(0) if len(tries) > 1 else tries[0]:
            case IndexMissing() as error:
                raise error
            case engine:
                return engine

    desk = Desk(open_engine)
    assert desk.health() == (503, {"status": "IndexMissing", "message": "none in .index"})
    assert desk.health() == (200, {"status": "ok", "snapshot": "snapshot-1"})
    assert ask(desk, "内蒙古")[0].answer


def test_a_click_opens_the_source(desk: Desk) -> None:
    html = desk.source(ask(desk, "内蒙古"), {"turn": 0, "quote": 0, "whole": False})
    assert '<mark class="exact">116</mark>' in html


def test_nearest_passages_open_too_with_no_words_marked(desk: Desk) -> None:
    html = desk.source(ask(desk, "海南"), {"turn": 0, "quote": 0})
    assert 'class="quoted"' in html
    assert 'class="exact"' not in html
    assert 'class="sentence"' not in html


@pytest.mark.parametrize(
    "click",
    [
        None,
        [],
        "0",
        {},
        {"turn": 0},
        {"turn": 0, "quote": 9},
        {"turn": -1, "quote": 0},
        {"turn": "0", "quote": "0"},
        {"turn": 0.0, "quote": 0},
        {"turn": 0, "quote": None, "document": "/etc/passwd"},
    ],
)
def test_a_forged_click_opens_nothing(desk: Desk, click: Any) -> None:
    assert "no longer part of the conversation" in desk.source(ask(desk, "内蒙古"), click)


def test_a_document_that_changed_is_not_shown_as_the_source(desk: Desk) -> None:
    turns = ask(desk, "内蒙古")
    changed = FakeEngine()
    changed.snapshot = FakeSnapshot({changed.press.id: document_of("something else")})
    assert "has changed since" in Desk(lambda: changed).source(turns, {"turn": 0, "quote": 0})


def test_a_document_that_cannot_be_read_is_said(desk: Desk) -> None:
    gone = FakeEngine()
    gone.snapshot = FakeSnapshot({})
    html = Desk(lambda: gone).source(ask(desk, "内蒙古"), {"turn": 0, "quote": 0})
    assert "Something unexpected" in html
