"""The source view: the document's text unchanged, marked where the quote stands."""

from dataclasses import replace

import pytest

from page.source import agrees, render_source
from qa.answer import Quote
from tests.page.fakes import HOSTILE, LARGE, TEXT, FakeEngine, document_of, quote_of
from tests.page.test_marks import Read

ENGINE = FakeEngine()


def text_of(html: str) -> Read:
    """What stands in the text of a source view."""
    return Read(html.split('<div class="text" dir="auto">')[1].rsplit("</div></div></article>")[0])


@pytest.fixture
def courts() -> Quote:
    return ENGINE.ask("内蒙古").quotes[0]


def test_a_short_document_is_shown_whole_and_unchanged(courts: Quote) -> None:
    html = render_source(ENGINE.press, courts, 0, 0)
    assert text_of(html).text == TEXT
    assert "Show the whole document" not in html


def test_marks_are_where_the_quote_stands(courts: Quote) -> None:
    marks = [one for one in text_of(render_source(ENGINE.press, courts, 0, 0)).marks if one[0] != "mended"]
    assert "".join(text for _, text in marks) == courts.text
    assert [text for name, text in marks if name == "exact"] == ["116", "个，"]


def test_pages_are_numbered_outside_the_text(courts: Quote) -> None:
    read = Read(render_source(ENGINE.press, courts, 0, 0))
    pages = [attributes["data-page"] for _, attributes in read.tags if "data-page" in attributes]
    assert pages == ["1", "2"]


def test_a_long_document_opens_around_the_quote() -> None:
    quote = ENGINE.ask("large").quotes[0]
    html = render_source(ENGINE.large, quote, 3, 0)
    text = text_of(html.replace('<p class="excerpt">', '</div><p class="excerpt">')).text
    assert len(html) < 80_000
    assert quote.text in text
    assert html.count('class="whole" data-turn="3" data-quote="0"') == 2
    assert text_of(render_source(ENGINE.large, quote, 3, 0, whole=True)).text == LARGE


def test_a_document_without_lines_is_cut_too() -> None:
    document = document_of("长" * 200_000 + "这里。" + "文" * 200_000)
    html = render_source(document, quote_of(document, ("这里。",)), 0, 0)
    assert len(html) < 80_000
    assert Read(html).text.count("这里。") == 1


def test_a_hostile_document_is_only_text() -> None:
    html = render_source(ENGINE.hostile, ENGINE.ask("hostile").quotes[0], 0, 0)
    assert text_of(html).text == HOSTILE
    assert not {tag for tag, _ in Read(html).tags} & {"script", "img", "a", "form", "input", "style"}


def test_a_quote_agrees_only_with_its_own_document(courts: Quote) -> None:
    assert agrees(ENGINE.press, courts)
    assert not agrees(document_of(TEXT + "!"), courts)
    assert not agrees(ENGINE.press, replace(courts, text=courts.text.replace("116", "117")))


def test_where_a_page_break_was_mended_is_marked_and_said(courts: Quote) -> None:
    html = render_source(ENGINE.press, courts, 0, 0)
    between = TEXT[courts.passage.spans[0].end : courts.passage.spans[1].start]
    assert "".join(text for name, text in text_of(html).marks if name == "mended") == between
    assert "torn by a page break" in html
    whole = ENGINE.ask("孤儿").quotes[0]
    assert "torn by a page break" not in render_source(ENGINE.press, whole, 0, 0)
