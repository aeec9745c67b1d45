"""The page in a real browser: asking, reading, opening sources, in both languages and schemes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visitor import IN_VIEW, OVERFLOW, ask, ask_example, open_source
from tests.page.fakes import COURTS, COURTS_END, HOSTILE, LARGE, TITLE

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def test_an_example_is_answered_with_marks_and_source(visit: Visit) -> None:
    page = visit()
    expect(page).to_have_title("引据 Yinju")
    ask_example(page, 0)
    quote = page.locator("blockquote").first
    assert quote.evaluate("it => it.textContent") == COURTS + COURTS_END
    assert quote.locator("mark.exact").all_inner_texts() == ["116", "个，"]
    expect(page.locator(".cite").first).to_contain_text(TITLE)
    expect(page.locator(".cite").first).to_contain_text("《内蒙古日报》 · 2022年6月16日 · 发布会/内蒙古.txt")
    expect(page.get_by_text("第 12 段").first).to_be_visible()


def test_a_citation_opens_its_source_with_the_words_in_view(visit: Visit) -> None:
    page = visit()
    ask_example(page, 0)
    open_source(page)
    expect(page.locator("article.source .title")).to_have_text(TITLE)
    page.wait_for_function(f"({IN_VIEW})() > 0")
    page.keyboard.press("Escape")
    expect(page.locator("article.source")).to_have_count(0)
    expect(page.locator(".cite").first).to_be_focused()
    open_source(page)  # the same one again
    page.locator(".close").click()
    expect(page.locator("article.source")).to_have_count(0)


def test_english(visit: Visit) -> None:
    page = visit("en-GB")
    expect(page.get_by_text("Every word quoted, every quote sourced")).to_be_visible()
    expect(page.get_by_text("逐字引用")).to_be_hidden()
    expect(page.locator("#question textarea")).to_have_attribute("placeholder", "Ask the documents…")
    expect(page.locator("#new")).to_have_text("New conversation")
    ask_example(page, 0)
    expect(page.locator("mark.exact").first).to_have_text("116 juvenile courts")


def test_chinese(visit: Visit) -> None:
    page = visit("zh-TW")
    expect(page.get_by_text("逐字引用，注明出处")).to_be_visible()
    expect(page.locator("#question textarea")).to_have_attribute("placeholder", "向文件提问…")
    assert not re.search("Every word|For example", page.locator("body").inner_text())


def test_other_languages_see_english(visit: Visit) -> None:
    page = visit("de-DE")
    expect(page.locator("#new")).to_have_text("New conversation")
    expect(page.get_by_text("For example")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_system_says_light_or_dark(visit: Visit, scheme: str) -> None:
    page = visit(color_scheme=scheme)
    brightness = page.evaluate("Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])")
    assert (brightness < 60) == (scheme == "dark")


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_a_phone_needs_no_sideways_scroll(visit: Visit, locale: str) -> None:
    page = visit(locale, 390)
    assert page.evaluate(OVERFLOW) <= 0
    ask(page, "hostile")
    assert page.evaluate(OVERFLOW) <= 0
    open_source(page)
    assert page.evaluate(OVERFLOW) <= 0
    box = page.locator("article.source").bounding_box()
    assert box
    assert (box["x"], box["y"], box["width"]) == (0, 0, 390)


def test_a_hostile_document_is_only_text(visit: Visit) -> None:
    page = visit()
    ask(page, "hostile")
    open_source(page)
    for place in ("blockquote", ".source .text"):
        assert page.locator(place).evaluate("it => it.textContent") == HOSTILE
        assert page.locator(place).locator("script, img, a, form, input, button, style").count() == 0
    assert page.evaluate("window.pwned") is None


def test_the_policy_stops_what_escaping_would_miss(visit: Visit) -> None:
    page = visit(expected="Content Security Policy")
    trap = "<i id=trap onclick='window.pwned = 1'>x</i>"
    page.evaluate("trap => document.body.insertAdjacentHTML('beforeend', trap)", trap)
    page.locator("#trap").dispatch_event("click")
    assert page.evaluate("window.pwned") is None


def test_a_long_document_opens_in_part_and_then_whole(visit: Visit) -> None:
    page = visit("en-US")
    ask(page, "large")
    open_source(page)
    page.wait_for_function(f"({IN_VIEW})() > 0")
    text = page.locator(".source .text")
    assert len(text.evaluate("it => it.textContent")) < 40_000
    page.get_by_text("Show the whole document").first.dispatch_event("click")
    expect(page.locator(".source .excerpt")).to_have_count(0)
    assert text.evaluate("it => it.textContent") == LARGE
    page.wait_for_function(f"({IN_VIEW})() > 0")


def test_questions_that_cannot_be_asked(visit: Visit) -> None:
    page = visit()
    page.locator("#question textarea").fill("   ")
    page.keyboard.press("Enter")
    expect(page.locator("#question textarea")).to_have_value("")
    expect(page.locator(".welcome")).to_be_visible()
    ask(page, "长" * 1001)
    expect(page.get_by_text("这个问题没法查：")).to_be_visible()
    expect(page.locator(".turn-of-talk")).to_have_count(1)


def answering(visit: Visit) -> tuple[Page, Locator]:
    """A page that is answering a question, and the box in which one types the next."""
    page = visit()
    box = page.locator("#question textarea")
    box.fill("slowly: 内蒙古")
    page.keyboard.press("Enter")
    page.locator(".searching").wait_for()
    expect(box).to_have_value("")
    return page, box


def test_a_question_typed_while_another_is_answered_stays(visit: Visit) -> None:
    page, box = answering(visit)
    box.fill("海南呢？")
    page.locator("figure.quote").first.wait_for()
    expect(box).to_have_value("海南呢？")


def test_a_question_asked_while_another_is_answered_comes_next(visit: Visit) -> None:
    page, box = answering(visit)
    box.fill("孤儿")
    page.keyboard.press("Enter")
    expect(page.locator(".question")).to_have_text(["slowly: 内蒙古", "孤儿"])
    expect(page.locator(".words").last).to_have_text("1880元、1350元")
    expect(box).to_have_value("")


def test_a_page_that_is_left_before_the_answer_comes_answers_when_it_is_back(visit: Visit) -> None:
    page, _ = answering(visit)
    page.reload()
    page.locator(".example:visible").first.wait_for()
    expect(ask(page, "内蒙古").locator("mark.exact").first).to_have_text("116")


def test_a_new_conversation(visit: Visit) -> None:
    page = visit()
    ask_example(page, 0)
    open_source(page)
    page.locator("#new").click()
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator("article.source")).to_have_count(0)


def test_everything_has_a_name_to_be_read_aloud(visit: Visit) -> None:
    page = visit()
    ask_example(page, 0)
    open_source(page)
    for role, name in (("button", "提问"), ("textbox", "向文件提问…"), ("button", "关闭原文")):
        expect(page.get_by_role(role, name=name)).to_be_visible()  # type: ignore[arg-type]
    expect(page.get_by_role("log")).to_be_visible()


def test_conversations_are_kept_apart(visit: Visit) -> None:
    one, other = visit(), visit()
    ask_example(one, 0)
    ask_example(other, 1)
    ask(one, "海南呢？")
    expect(one.locator(".turn-of-talk")).to_have_count(2)
    expect(other.locator(".turn-of-talk")).to_have_count(1)
    expect(other.locator("mark.exact").first).to_have_text("1880元")


def test_a_quote_is_copied_with_its_source(visit: Visit) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    ask_example(page, 0)
    page.locator(".copy").first.click()
    expect(page.get_by_text("已复制").first).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(COURTS + COURTS_END + "\n—— " + TITLE)
    assert copied.endswith("第 12 段 · 第 1 页")
