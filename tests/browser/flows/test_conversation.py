"""A conversation: what leans on the question before is understood, shown and corrected; history is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.flows.folder import ASKED, COURTS
from tests.browser.visitor import ask, export, history, last

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

MEANT = "海南有多少个少年法庭？"


@pytest.mark.parametrize(
    ("locale", "follow_up", "meant"),
    [
        ("zh-CN", "那海南呢?", "海南有多少个少年法庭？"),
        ("en-GB", "And Hainan?", "How many juvenile courts are there in Hainan?"),
    ],
)
def test_what_follows_is_understood_from_the_question_before(
    visit: Visit, locale: str, follow_up: str, meant: str
) -> None:
    page = visit(locale)
    expect(ask(page, ASKED[locale]).locator(".found > .quote .words")).to_have_text("34个")
    answer = ask(page, follow_up)
    expect(answer.locator(".question")).to_have_text(follow_up)
    expect(answer.locator(".understood q")).to_have_text(meant)
    expect(answer.locator(".found > .quote .words")).to_have_text("35个")
    expect(answer.locator(".cite .title")).to_have_text(COURTS["海南/少年法庭.txt"][0])


def test_what_was_understood_is_corrected_and_taken_literally(visit: Visit) -> None:
    page = visit()
    ask(page, ASKED["zh-CN"])
    ask(page, "那海南呢?").locator(".edit").click()
    box = page.locator("#question textarea")
    expect(box).to_have_value(MEANT)
    expect(box).to_be_focused()
    for _ in MEANT:
        page.keyboard.press("Backspace")
    page.keyboard.type("海南少年法庭的情况由谁通报？")
    page.keyboard.press("Enter")
    expect(page.locator(".turn-of-talk")).to_have_count(3)
    expect(last(page).locator(".found > .quote .words")).to_have_text("海南省高级人民法院")
    expect(last(page).locator(".understood")).to_have_count(0)
    page.locator(".literally").click()
    expect(page.locator(".turn-of-talk")).to_have_count(4)
    expect(last(page).locator(".question")).to_have_text("那海南呢?")
    expect(last(page)).to_have_attribute("data-understood", "")  # once it is answered
    expect(last(page).locator(".understood")).to_have_count(0)


def test_history_outlives_a_reload_is_searched_asked_again_and_cleared(visit: Visit) -> None:
    page = visit()
    ask(page, ASKED["zh-CN"])
    ask(page, "那海南呢?")
    ask(page, "孤儿每月基本生活保障标准是多少？")
    page.reload()
    page.locator(".example:visible").first.wait_for()
    panel = history(page)
    asked = panel.locator("li button .asked")
    expect(asked).to_have_text(["孤儿每月基本生活保障标准是多少？", "那海南呢?", ASKED["zh-CN"]])
    expect(panel.locator("li").nth(1).locator(".meant")).to_have_text(f"→ {MEANT}")
    panel.get_by_label("在问过的里找").fill("海南 法庭")
    expect(asked).to_have_text(["那海南呢?"])
    panel.locator("li button").click()
    expect(panel).to_be_hidden()
    expect(last(page).locator(".question")).to_have_text(MEANT)  # understood without the one before
    expect(last(page).locator(".found > .quote .words")).to_have_text("35个")
    history(page).locator(".forget").click()
    expect(asked).to_have_count(0)
    page.reload()
    expect(history(page).get_by_text("还没有问过什么。")).to_be_visible()


def test_it_is_taken_along_as_a_file(visit: Visit, tmp_path: Path) -> None:
    page = visit()
    ask(page, ASKED["zh-CN"])
    ask(page, "那海南呢?")
    _, made = export(page, ".md", tmp_path)
    assert [(one.question, one.understood, one.found) for one in made.items] == [
        (ASKED["zh-CN"], "", True),
        ("那海南呢?", MEANT, True),
    ]
    assert [words.text for one in made.items for words in one.words] == ["34个", "35个"]
