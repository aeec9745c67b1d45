"""Searching on where nothing was found, and history, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import ask, history, last

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

COURTS_ASKED = "内蒙古有多少个少年法庭？"


def test_not_found_says_what_was_searched_and_narrows_and_widens(visit: Visit) -> None:
    page = visit()
    ask(page, "海南有多少个少年法庭？")
    expect(last(page).locator(".searched")).to_have_text("查了 3 份文件，共 120 段。", use_inner_text=True)
    expect(last(page).locator(".missing li")).to_have_text(["少年法庭", "<b>bold</b>"])
    last(page).locator(".narrow").get_by_role("button", name="2022").click()
    expect(page.locator(".turn-of-talk")).to_have_count(2)
    expect(last(page).locator(".about .set")).to_have_text("2022–2022")
    expect(page.locator("#switch .set")).to_have_text("2022–2022")  # the row says what is asked
    last(page).locator(".narrow").get_by_role("button", name="内蒙古日报").click()
    expect(last(page).locator(".about .set")).to_have_text("《内蒙古日报》 · 2022–2022")
    expect(page.locator("#switch .set")).to_have_text("《内蒙古日报》 · 2022–2022")
    last(page).locator(".widen button").first.click()
    expect(last(page).locator(".about .set")).to_have_text("2022–2022")
    last(page).locator(".widen").get_by_role("button", name="在全部文件里再查一次").click()
    expect(page.locator(".turn-of-talk")).to_have_count(5)
    expect(page.locator("#switch")).to_contain_text("全部文件")


def test_history_shows_a_question_as_it_was_typed(visit: Visit) -> None:
    page = visit()
    ask(page, "<img src=x onerror='window.pwned = 1'>孤儿")
    page.reload()
    page.locator(".example:visible").first.wait_for()
    panel = history(page)
    expect(panel.locator("li button")).to_contain_text("<img src=x onerror='window.pwned = 1'>孤儿")
    assert panel.locator("li img").count() == 0
    assert page.evaluate("window.pwned") is None


@pytest.mark.parametrize("kept", ["{", "7", '[{"question": 1}]', '[null, {"question": "x"}]'])
def test_a_history_that_something_else_wrote_does_no_harm(visit: Visit, kept: str) -> None:
    page = visit()
    page.evaluate("kept => localStorage.setItem('yinju.history', kept)", kept)
    ask(page, COURTS_ASKED)
    expect(history(page).locator("li button").first).to_contain_text(COURTS_ASKED)


def test_a_scope_asked_before_is_asked_again(visit: Visit) -> None:
    page = visit()
    ask(page, "海南有多少个少年法庭？")
    last(page).locator(".narrow").get_by_role("button", name="2022").click()
    expect(last(page).locator(".about .set")).to_have_text("2022–2022")
    page.locator("#clear").dispatch_event("click")
    expect(page.locator("#switch")).to_contain_text("全部文件")
    history(page).locator("li button").first.click()
    expect(page.locator(".turn-of-talk")).to_have_count(3)
    expect(last(page).locator(".about .set")).to_have_text("2022–2022")
