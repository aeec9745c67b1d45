"""A source in a real browser: where its quote was joined, and files that are there or are not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import OVERFLOW, ask, ask_example, open_source
from tests.page.fakes import levy

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def test_where_the_quote_was_joined_is_shown_and_no_part_of_the_text(visit: Visit) -> None:
    page = visit()
    ask_example(page, 0)
    open_source(page)
    expect(page.get_by_text("处原文被换页打断")).to_be_visible()
    expect(page.locator("mark.mended")).to_have_count(2)  # the break, before the page's end and after it
    assert "⌇" not in page.locator(".source .text").evaluate("it => it.textContent")


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
