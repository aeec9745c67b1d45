"""How a question was understood, why nothing was found, which figures differ; as HTML."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from page.answer import Turn, quote_at, render_conversation
from page.scope import values_of
from page.talk import clicked, render_history, render_searched, render_understood
from qa.answer import Answer, Searched
from qa.filters import EVERYTHING, Filters
from tests.page.fakes import FakeEngine, answer_of
from tests.page.test_marks import Read

ENGINE = FakeEngine()
BEFORE = "内蒙古有多少个少年法庭？"


def scopes(answer: Answer) -> list[dict[str, Any]]:
    """The filters of the buttons that are offered."""
    read = Read(render_searched(answer))
    return [json.loads(given["data-filters"] or "") for _, given in read.tags if "data-filters" in given]


def test_a_question_as_understood_can_be_edited_or_taken_literally() -> None:
    answer = ENGINE.ask("那海南呢？", before=BEFORE)
    read = Read(render_conversation([Turn("那海南呢？", answer)]))
    assert "海南有多少个少年法庭？" in read.text
    buttons = [given for tag, given in read.tags if tag == "button"]
    assert "海南有多少个少年法庭？" in [given.get("data-edit") for given in buttons]
    literally = [given["data-ask"] for given in buttons if given.get("class") == "literally"]
    assert literally == ["那海南呢？"]
    assert not render_understood(ENGINE.ask("那海南呢？"))


def test_the_words_that_occur_nowhere() -> None:
    html = render_searched(ENGINE.ask("海南有多少个少年法庭？"))
    read = Read(html)
    assert "documents 3, passages 120" in read.text
    assert "Words that occur in none of them:少年法庭<b>bold</b>" in read.text
    assert "b" not in {tag for tag, _ in read.tags}


def test_each_filter_can_be_dropped() -> None:
    filters = Filters(places=("海南", "河南"), since="2021", until="2022")
    answer = replace(answer_of("x"), filters=filters)
    assert scopes(answer) == [
        {"since": "2021", "until": "2022"},
        {"places": ["海南", "河南"], "until": "2022"},
        {"places": ["海南", "河南"], "since": "2021"},
        {},
    ]
    assert "海南 / 河南" in Read(render_searched(answer)).text
    assert scopes(replace(answer, filters=Filters(since="2021"))) == [{}]
    assert scopes(replace(answer, filters=EVERYTHING)) == []


def test_the_nearest_say_where_to_narrow_to() -> None:
    answer = ENGINE.ask("海南")
    near = answer.nearest[0]
    article = replace(near.passage.article, regions=("海南", "中国"))
    placed = replace(near, passage=replace(near.passage, article=article))
    answer = replace(answer, nearest=(placed, placed))
    publishers = {"publishers": ["《内蒙古日报》"]}
    year, file = {"since": "2022", "until": "2022"}, {"documents": ["发布会/内蒙古.txt"]}
    assert scopes(answer) == [{"places": ["海南"]}, publishers, year, file]
    within = replace(answer, filters=Filters(places=("海南",)), nearest=(near,))
    assert scopes(within) == [{}, *({"places": ["海南"], **one} for one in (publishers, year, file))]


def test_figures_that_differ_are_a_table_whose_quotes_open() -> None:
    turn = Turn("设立了多少？", ENGINE.ask("设立了多少？"))
    read = Read(render_conversation([turn]))
    table = [given for tag, given in read.tags if given.get("class") == "cite"][:2]
    assert [given["data-quote"] for given in table] == ["0", "1"]
    assert "2021年海南未注明not stated" in read.text
    assert turn.answer
    for number, stated in enumerate(turn.answer.differing):
        assert quote_at([turn], 0, number) == stated.quote
    assert quote_at([turn], 0, 2) is None


def test_a_turn_says_what_is_to_be_kept_of_it() -> None:
    answer = replace(ENGINE.ask('"><b>', Filters(places=("海南",))), understood="x")
    turn = Turn(answer.question, answer)
    ((_, given),) = [one for one in Read(render_conversation([turn])).tags if "data-id" in one[1]]
    assert (given["data-question"], given["data-understood"]) == ('"><b>', "x")
    assert json.loads(given["data-filters"] or "") == {"places": ["海南"]}
    assert given["data-id"] == turn.id != Turn("x").id
    assert "data-id" not in render_conversation([Turn("x"), Turn("x", error=ValueError())])


@pytest.mark.parametrize(
    ("data", "given"),
    [
        ({"question": "x", "filters": {"places": ["海南"]}}, ("x", Filters(places=("海南",)), False)),
        ({"question": "x", "filters": {}, "literally": True}, ("x", EVERYTHING, True)),
        ({"question": "x", "filters": None, "literally": 1}, ("x", None, False)),
        ({"question": "x", "filters": {"path": "/etc"}}, ("x", None, False)),
        ({"question": "x", "filters": [1]}, ("x", None, False)),
        ({"question": 1}, ("", None, False)),
        (None, ("", None, False)),
    ],
)
def test_a_click_is_not_trusted(data: Any, given: tuple[str, Filters | None, bool]) -> None:
    assert clicked(data) == given


def test_the_row_is_set_to_filters() -> None:
    filters = Filters(documents=("a.txt",), places=("海南",), since="2021")
    assert values_of(filters) == (["a.txt"], [], ["海南"], "2021", "")


def test_the_history_is_empty_on_the_server() -> None:
    assert "<li>" not in render_history()
    assert Searched(0, 0) == answer_of("x").searched
