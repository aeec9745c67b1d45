"""The source beside the chat: opened at the quote, walked through, cited, downloaded; a PDF as printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.browser.flows.conftest import Site
from tests.browser.flows.folder import (
    ASKED,
    COURTS_TITLE,
    FONT,
    HOMES,
    HOMES_ASKED,
    LEFT,
    NOTICE,
    NOTICE_ASKED,
    NOTICE_TITLE,
    SIZE,
    STANDARD,
    TOP,
)
from tests.browser.visitor import IN_VIEW, ON_SHEET, ask, open_source

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

SAMPLE_FILE = "未成年人保护工作动态.txt"
COPIED = "navigator.clipboard.readText()"


def test_the_document_opens_at_the_quote(visit: Visit, library: Site) -> None:
    page = visit()
    ask(page, ASKED["zh-CN"])
    open_source(page)
    source = page.locator("article.source")
    expect(source.locator(".title")).to_have_text(COURTS_TITLE)
    expect(source.locator("mark.exact")).to_have_text("34个")
    page.wait_for_function(f"({IN_VIEW})() > 0")
    assert page.locator(".source .scroll").evaluate("it => it.scrollTop") > 0  # it stands further down
    text = source.locator(".text").evaluate("it => it.textContent")
    assert text == (library.documents / SAMPLE_FILE).read_text("utf-8")
    quoted = page.locator(".found > .quote blockquote").evaluate("it => it.textContent")
    marked = source.locator("mark.quoted, mark.sentence, mark.exact")
    assert "".join(marked.evaluate_all("them => them.map(it => it.textContent)")) == quoted
    expect(source.get_by_text("处原文被换页打断")).to_be_visible()


def test_from_quote_to_quote_and_back(visit: Visit) -> None:
    page = visit("en-GB")
    ask(page, HOMES_ASKED["en-GB"])
    open_source(page)  # of the table: the newest, which is the third
    source = page.locator("#source")
    newest, older, undated = HOMES.values()
    for way, at, words, report in (
        ("", "3 / 3", "2.3万个", newest),
        ("The quote before", "2 / 3", "1.2万个", older),
        ("The quote before", "1 / 3", "9800个", undated),
        ("The next quote", "2 / 3", "1.2万个", older),
    ):
        if way:
            source.get_by_role("button", name=way).click()
        expect(source.locator(".steps")).to_contain_text(at)
        expect(source.locator(".title")).to_have_text(report[0])
        expect(source.locator("mark.exact")).to_have_text(words)
        page.wait_for_function(f"({IN_VIEW})() > 0")
        expect(source.locator(".previous:disabled")).to_have_count(int(at[0] == "1"))
        expect(source.locator(".next:disabled")).to_have_count(int(at[0] == "3"))


def test_copied_with_a_citation(visit: Visit) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    ask(page, HOMES_ASKED["zh-CN"])
    open_source(page)
    title, quote = HOMES["浙江/2023.txt"][:2]
    for button, citation in (
        ("复制，附 GB/T 7714 引用", f"{title}[N]. 浙江日报, 2023-05-30[{datetime.now(UTC):%Y-%m-%d}]."),
        ("复制，附出处", f"{title} · 浙江日报 · 2023年5月30日 · 浙江/2023.txt · ¶1"),
    ):
        page.locator("#source .copied").wait_for(state="detached")
        page.get_by_role("button", name=button).click()
        expect(page.locator("#source .copied")).to_have_count(1)
        assert page.evaluate(COPIED) == f"{quote}\n—— {citation}"


def test_a_quote_of_a_notice_is_cited_with_number_and_page(visit: Visit) -> None:
    page = visit("en-GB", permissions=["clipboard-read", "clipboard-write"])
    ask(page, NOTICE_ASKED["en-GB"])
    open_source(page)
    page.get_by_role("button", name="Copy with GB/T 7714 citation").click()
    expect(page.locator("#source .copied")).to_have_count(1)
    copied = page.evaluate(COPIED)
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    assert copied.endswith(f"\n—— {NOTICE_TITLE}: 青民发〔2023〕12号[Z]. (2023-06-20)[{today}]: 2.")
    assert STANDARD in copied.splitlines()


@pytest.mark.parametrize(("asked", "name"), [(ASKED, SAMPLE_FILE), (NOTICE_ASKED, NOTICE)])
def test_the_original_is_downloaded(
    visit: Visit, library: Site, tmp_path: Path, asked: dict[str, str], name: str
) -> None:
    page = visit()
    ask(page, asked["zh-CN"])
    open_source(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载原件").click()
    assert download.value.suggested_filename == name
    download.value.save_as(tmp_path / name)
    assert (tmp_path / name).read_bytes() == (library.documents / name).read_bytes()


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_a_pdf_is_shown_as_its_page_with_the_words_marked(visit: Visit, locale: str) -> None:
    page = visit(locale)
    quote = ask(page, NOTICE_ASKED[locale]).locator(".found > .quote")
    expect(quote.locator(".words")).to_have_text("753元")
    expect(quote.locator(".around")).to_have_text(STANDARD)
    on_page = "第 2 页" if locale == "zh-CN" else "page 2"
    expect(quote.locator(".cite")).to_contain_text(on_page, use_inner_text=True)
    open_source(page)
    sheet = page.locator("#source .sheet")
    expect(sheet.locator("figcaption")).to_have_text(on_page, use_inner_text=True)
    expect(sheet.locator("img")).to_be_visible()
    expect(sheet.locator("i")).to_have_count(1)
    expect(sheet.locator("i")).to_be_in_viewport()
    left, right, top, bottom = page.evaluate(ON_SHEET)
    before, words = (stringWidth(text, FONT, SIZE) for text in (STANDARD.partition("753元")[0], "753元"))
    assert left == pytest.approx((LEFT + before) / A4[0], abs=0.006)
    assert right == pytest.approx((LEFT + before + words) / A4[0], abs=0.006)
    assert top < 1 - TOP / A4[1] < bottom  # the line that the words stand on
    assert bottom - top < 0.03
    expect(page.locator("#source .text mark.exact")).to_have_text("753元")
