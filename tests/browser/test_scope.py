"""The scope of a question in a real browser: set, said, searched, left."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import OVERFLOW, ask, choose, scope

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def test_the_row_is_closed_and_says_what_is_set(visit: Visit) -> None:
    page = visit()
    switch = page.locator("#switch .switch")
    expect(page.locator("#scope")).to_be_hidden()
    expect(switch).to_have_attribute("aria-expanded", "false")
    expect(switch).to_contain_text("全部文件")
    scope(page)
    expect(switch).to_have_attribute("aria-expanded", "true")
    choose(page, "地点", "海")
    expect(switch).to_contain_text("海南")
    expect(switch).to_have_attribute("aria-expanded", "true")  # though written anew
    page.get_by_label("起始日期").fill("2021")
    expect(switch).to_contain_text("海南 · 2021–")
    switch.click()
    expect(page.locator("#scope")).to_be_hidden()
    expect(switch).to_contain_text("海南 · 2021–")


def test_the_scope_is_cleared(visit: Visit) -> None:
    page = visit()
    scope(page)
    choose(page, "来源", "人民")
    page.get_by_label("截止日期").fill("2022")
    expect(page.locator("#switch")).to_contain_text("人民日报 · –2022")
    page.locator("#clear").click()
    expect(page.locator("#switch")).to_contain_text("全部文件")
    expect(page.get_by_label("截止日期")).to_have_value("")


def test_the_keyboard_reaches_it(visit: Visit) -> None:
    page = visit()
    page.locator("#question textarea").focus()
    page.keyboard.press("Tab")  # to the button that asks
    page.keyboard.press("Tab")
    expect(page.locator("#switch .switch")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#scope")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox", name="文件")).to_be_focused()


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_a_phone_has_room_for_it(visit: Visit, locale: str) -> None:
    page = visit(locale, 390)
    row = scope(page)
    assert page.evaluate(OVERFLOW) <= 0
    expect(page.locator("#question textarea")).to_be_in_viewport()
    row.locator("input").last.scroll_into_view_if_needed()
    expect(row.locator("input").last).to_be_in_viewport()


def test_the_latest_first_is_said(visit: Visit) -> None:
    page = visit()
    ask(page, "内蒙古最新有多少个少年法庭？")
    expect(page.get_by_text("按日期排列，最新的在前")).to_be_visible()
