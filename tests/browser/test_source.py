"""What one does with a source, in a real browser: walk through the quotes, copy with a citation, download."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import IN_VIEW, OVERFLOW, ask, ask_example, open_source
from tests.page.fakes import ENGLISH, TITLE, levy

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def test_from_quote_to_quote_by_the_keyboard(visit: Visit) -> None:
    page = visit()
    ask_example(page, 0)
    open_source(page)
    steps = page.locator("#source .steps")
    expect(steps).to_contain_text("1 / 2")
    expect(steps.get_by_role("button", name="上一条引文")).to_be_disabled()
    steps.get_by_role("button", name="下一条引文").focus()
    page.keyboard.press("Enter")
    expect(steps).to_contain_text("2 / 2")
    expect(page.locator("#source mark.exact")).to_have_text("116 juvenile courts")
    page.wait_for_function(f"({IN_VIEW})() > 0")
    previous = steps.get_by_role("button", name="上一条引文")
    previous.focus()
    page.keyboard.press("Enter")
    expect(steps).to_contain_text("1 / 2")


def test_where_the_quote_was_joined_is_shown_and_no_part_of_the_text(visit: Visit) -> None:
    page = visit()
    ask_example(page, 0)
    open_source(page)
    expect(page.get_by_text("处原文被换页打断")).to_be_visible()
    expect(page.locator("mark.mended")).to_have_count(2)  # the break, before the page's end and after it
    assert "⌇" not in page.locator(".source .text").evaluate("it => it.textContent")


def test_a_quote_is_copied_with_a_citation(visit: Visit) -> None:
    page = visit("en-GB", permissions=["clipboard-read", "clipboard-write"])
    ask_example(page, 0)
    open_source(page)
    page.get_by_role("button", name="Copy with GB/T 7714 citation").click()
    expect(page.locator("#source .copied")).to_have_count(1)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{ENGLISH}\n—— {TITLE}[N]. 内蒙古日报, 2022-06-16[20")
    page.locator("#source .copied").wait_for(state="detached")
    page.get_by_role("button", name="Copy with source").click()
    expect(page.locator("#source .copied")).to_have_count(1)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("2022年6月16日 · 发布会/内蒙古.txt · ¶14 · p. 1")


def test_the_file_is_downloaded(visit: Visit, tmp_path: Path) -> None:
    page = visit("en-GB", expected="409")
    ask(page, "what is the levy?")
    open_source(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the file").click()
    assert download.value.suggested_filename == "levy.pdf"
    download.value.save_as(tmp_path / "levy.pdf")
    assert (tmp_path / "levy.pdf").read_bytes() == levy()[1].read_bytes()
    page.route("**/original*", lambda route: route.fulfill(status=409, body="changed"))
    page.get_by_role("link", name="Download the file").click()
    expect(page.get_by_text("The file cannot be downloaded")).to_be_visible()
    expect(page.locator("article.source")).to_be_visible()


def test_a_file_that_is_not_there_is_said(visit: Visit) -> None:
    page = visit("zh-CN", 390)
    ask_example(page, 0)
    open_source(page)
    expect(page.get_by_text("原件下载不了")).to_be_visible()
    assert page.evaluate(OVERFLOW) <= 0
