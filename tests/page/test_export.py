"""Quotes taken along from the page: only those of the conversation, as the index has them."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable
from typing import Any

import pytest

from index.errors import IndexMissing
from page import export
from page.answer import Turn, render_conversation
from page.desk import Desk
from page.export import Exporter
from qa.export.file import KINDS, parse
from qa.export.item import Evidence
from tests.page.fakes import (
    COURTS,
    COURTS_END,
    ENGLISH,
    HOSTILE,
    ORPHANS,
    OTHER,
    FakeEngine,
    FakeSnapshot,
    document_of,
)

QUESTIONS = ("内蒙古有多少个少年法庭？", "海南有多少个少年法庭？", "孤儿")


@pytest.fixture
def turns() -> list[Turn]:
    """Two quotes; the two nearest passages; an error; one quote."""
    return talk(*QUESTIONS[:2], "长" * 1001, QUESTIONS[2])


def talk(*questions: str) -> list[Turn]:
    turns: list[Turn] = []
    for question in questions:
        *_, turns = Desk(FakeEngine).ask(turns, question)
    return turns


def unpacked(html: str) -> Evidence:
    found = re.search('data-file="([^"]+)"', html)
    assert found, html
    return parse(b64decode(found[1]))


def texts(evidence: Evidence) -> list[str]:
    return [item.passage.text for item in evidence.items]


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_conversation(turns: list[Turn], kind: str) -> None:
    html = Exporter(FakeEngine).file(turns, {"kind": kind, "quotes": None})
    assert re.search(rf'data-name="yinju-\d{{4}}-\d\d-\d\d-\d{{6}}\{kind}"', html)
    evidence = unpacked(html)
    assert texts(evidence) == [COURTS + COURTS_END, ENGLISH, OTHER, ORPHANS, ORPHANS]
    assert [item.found for item in evidence.items] == [True, True, False, False, True]
    assert [words.text for words in evidence.items[0].words] == ["116", "个，"]
    assert not evidence.items[2].words


def test_chosen_quotes_in_their_order(turns: list[Turn]) -> None:
    html = Exporter(FakeEngine).file(turns, {"kind": ".md", "quotes": [[3, 0], [0, 1]]})
    assert texts(unpacked(html)) == [ENGLISH, ORPHANS]


@pytest.mark.parametrize(
    "click",
    [
        None,
        [],
        {"kind": ".md"},
        {"kind": ".pdf", "quotes": None},
        {"kind": ".md", "quotes": []},
        {"kind": ".md", "quotes": [[0, 9]]},
        {"kind": ".md", "quotes": [[2, 0]]},
        {"kind": ".md", "quotes": [[-1, 0]]},
        {"kind": ".md", "quotes": [[False, 0]]},
        {"kind": ".md", "quotes": [[0]]},
        {"kind": ".md", "quotes": [{"turn": 0, "quote": 0, "text": "forged"}]},
        {"kind": ".md", "quotes": "all"},
        {"kind": ".md", "quotes": [[0, 0]] * 9},
    ],
)
def test_what_is_not_in_the_conversation_is_not_exported(turns: list[Turn], click: Any) -> None:
    html = Exporter(FakeEngine).file(turns, click)
    assert "no longer part of the conversation" in html
    assert "data-file" not in html


def test_a_document_that_changed_is_not_exported(turns: list[Turn]) -> None:
    changed = FakeEngine()
    changed.snapshot = FakeSnapshot({changed.press.id: document_of("something else")})
    html = Exporter(lambda: changed).file(turns, {"kind": ".md", "quotes": None})
    assert "has changed since" in html


def test_what_goes_wrong_is_said(turns: list[Turn], caplog: pytest.LogCaptureFixture) -> None:
    def missing() -> FakeEngine:
        raise IndexMissing("none in .index")

    def broken() -> FakeEngine:
        raise RuntimeError("broken")

    def said(engine: Callable[[], FakeEngine]) -> str:
        return Exporter(engine).file(turns, {"kind": ".md", "quotes": None})

    assert "none in .index" in said(missing)
    assert "Something unexpected" in said(broken)
    assert "broken" in caplog.text


def test_too_many_are_said(turns: list[Turn], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "MOST", 4)
    assert "at most 4" in Exporter(FakeEngine).file(turns, {"kind": ".md", "quotes": None})
    assert "data-file" in Exporter(FakeEngine).file(turns, {"kind": ".md", "quotes": [[0, 0]]})


def test_a_hostile_document_is_only_text() -> None:
    for kind in KINDS:
        html = Exporter(FakeEngine).file(talk("hostile"), {"kind": kind, "quotes": None})
        assert texts(unpacked(html)) == [HOSTILE]


def test_there_is_a_menu_where_there_is_something_to_export(turns: list[Turn]) -> None:
    html = render_conversation(turns)
    assert "Export all 5" in html
    assert html.count('type="checkbox"') == 5
    assert 'class="export"' not in render_conversation([])
    assert 'class="export"' not in render_conversation(turns[2:3])
