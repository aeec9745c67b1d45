"""Follow-ups, searching on, differing figures and history in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import OVERFLOW, ask, history, last
from tests.page.fakes import COURTS, COURTS_END

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

COURTS_ASKED = "内蒙古有多少个少年法庭？"


def test_a_follow_up_is_understood_corrected_and_taken_literally(visit: Visit) -> None:
    page = visit()
    ask(page, COURTS_ASKED)
    ask(page, "那海南呢？")
    expect(last(page).locator(".understood")).to_be_visible()
    expect(last(page).locator(".understood q")).to_have_text("海南有多少个少年法庭？")
    expect(last(page).locator(".question")).to_have_text("那海南呢？")
    last(page).locator(".edit").click()
    box = page.locator("#question textarea")
    expect(box).to_have_value("海南有多少个少年法庭？")
    expect(box).to_be_focused()
    page.keyboard.type("孤儿")
    page.keyboard.press("Enter")
    expect(page.locator(".turn-of-talk")).to_have_count(3)
    expect(last(page).locator(".question")).to_have_text("海南有多少个少年法庭？孤儿")
    page.locator(".literally").click()
    expect(page.locator(".turn-of-talk")).to_have_count(4)
    expect(last(page).locator(".question")).to_have_text("那海南呢？")
    expect(last(page).locator(".not-found")).to_be_visible()
    expect(last(page).locator(".understood")).to_have_count(0)


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


def test_the_exact_words_are_the_largest(visit: Visit) -> None:
    page = visit()
    ask(page, COURTS_ASKED)
    size = "it => parseFloat(getComputedStyle(it).fontSize)"
    parts = (".found > .quote > .words", ".found > .quote > .around", ".found > .quote > blockquote")
    sizes = [page.locator(part).evaluate(size) for part in parts]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 3
    assert page.locator(parts[2]).evaluate("it => it.textContent") == COURTS + COURTS_END


@pytest.mark.parametrize("width", [1280, 390])
def test_figures_that_differ_stand_in_a_table(visit: Visit, width: int) -> None:
    page = visit("en-GB", width)
    ask(page, "设立了多少？")
    table = last(page).locator(".differ")
    expect(table).to_contain_text("The documents give different figures; the newest first")
    expect(table.locator("tbody tr")).to_have_count(2)
    assert page.evaluate(OVERFLOW) <= 0
    table.locator(".cite").last.click()
    expect(page.locator("#source mark.exact")).to_have_text("每个")


def test_history_outlives_a_reload_is_searched_asked_again_and_cleared(visit: Visit) -> None:
    page = visit()
    ask(page, COURTS_ASKED)
    ask(page, "那海南呢？")
    ask(page, "<img src=x onerror='window.pwned = 1'>孤儿")
    page.reload()
    page.locator(".example:visible").first.wait_for()
    panel = history(page)
    items = panel.locator("li button")
    expect(items).to_have_count(3)
    expect(items.first).to_contain_text("<img src=x onerror='window.pwned = 1'>孤儿")
    assert panel.locator("li img").count() == 0
    assert page.evaluate("window.pwned") is None
    expect(items.nth(1).locator(".meant")).to_have_text("→ 海南有多少个少年法庭？")
    panel.get_by_label("在问过的里找").fill("海南 那")
    expect(items).to_have_count(1)
    items.first.click()
    expect(panel).to_be_hidden()
    expect(last(page).locator(".question")).to_have_text("海南有多少个少年法庭？")
    history(page).get_by_label("在问过的里找").fill("")
    expect(items).to_have_count(4)
    panel.locator(".forget").click()
    expect(items).to_have_count(0)
    expect(panel.get_by_text("还没有问过什么。")).to_be_visible()
    page.reload()
    expect(history(page).locator("li")).to_have_count(0)


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
