"""Quotes taken along from the page, in a real browser: which, and how they are chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import OVERFLOW, ask, ask_example, export
from tests.page.fakes import ENGLISH, ORPHANS

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def test_chosen_quotes_stay_chosen_as_the_conversation_goes_on(visit: Visit, tmp_path: Path) -> None:
    page = visit("en-GB")
    ask_example(page, 0)
    page.locator(".choose:visible").first.click()
    expect(page.locator(".export summary")).to_have_text("Export 1 chosen", use_inner_text=True)
    ask(page, "orphans")
    page.locator(".turn-of-talk").last.get_by_label("Choose").check()
    expect(page.locator(".export summary")).to_have_text("Export 2 chosen", use_inner_text=True)
    _, made = export(page, ".md", tmp_path)
    assert [item.passage.text for item in made.items] == [ENGLISH, ORPHANS]
    page.locator(".choose input:checked").last.uncheck()
    page.locator(".choose input:checked").uncheck()
    expect(page.locator(".export summary")).to_have_text("Export all 3", use_inner_text=True)
    page.locator("#new").click()
    expect(page.locator("#parcel")).to_be_hidden()


def test_escape_closes_the_menu_and_only_then_the_source(visit: Visit) -> None:
    page = visit()
    ask_example(page, 0)
    page.locator(".cite").first.click()
    source = page.locator("article.source")
    expect(source).to_be_visible()
    button, menu = page.locator(".export summary"), page.locator(".export > div")
    button.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(menu.locator("button").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    expect(source).to_be_visible()
    page.keyboard.press("Escape")
    expect(source).to_have_count(0)
    expect(page.locator(".cite").first).to_be_focused()


def test_the_tools_of_a_quote_stand_side_by_side(visit: Visit) -> None:
    """No style of another tab reaches them: all style sheets are on the page at once."""
    page = visit()
    ask_example(page, 0)
    # Both at once: the conversation may still be scrolling.
    boxes = "it => ['.copy', '.choose'].map(name => it.querySelector(name).getBoundingClientRect().toJSON())"
    copy, choose = page.locator(".quote .tools").first.evaluate(boxes)
    assert abs(copy["y"] + copy["height"] / 2 - choose["y"] - choose["height"] / 2) < 8
    assert 0 < choose["x"] - copy["x"] - copy["width"] < 40


def test_on_a_phone(visit: Visit, tmp_path: Path) -> None:
    page = visit("zh-CN", 390)
    ask_example(page, 0)
    page.locator(".export summary").click()
    assert page.evaluate(OVERFLOW) <= 0
    box = page.locator(".export > div").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
