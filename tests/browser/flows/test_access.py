"""By the keyboard alone, from the question to the source and back; nothing serious for who does not see."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.flows.folder import ASKED, HOMES, HOMES_ASKED, NOTICE_ASKED
from tests.browser.visitor import FOCUSED, IN_VIEW, ask, documents, evaluation, findings, open_source

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def go_to(page: Page, kind: str, key: str = "Tab") -> None:
    """Presses `key` until what has the focus is of this class; and that is seen."""
    for _ in range(60):
        page.keyboard.press(key)
        if kind in page.evaluate(FOCUSED).split():
            break
    assert kind in page.evaluate(FOCUSED).split()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_the_keyboard_alone(visit: Visit) -> None:
    page = visit("en-GB")
    _, older, undated = HOMES.values()
    while page.evaluate("document.activeElement.tagName") != "TEXTAREA":
        page.keyboard.press("Tab")
    page.keyboard.type(HOMES_ASKED["en-GB"])
    page.keyboard.press("Enter")
    expect(page.locator(".found > .quote .words")).to_have_text("9800个")
    go_to(page, "cite", "Shift+Tab")  # past the other quotes, which are folded
    page.keyboard.press("Enter")
    title, steps = page.locator("#source .title"), page.locator("#source .steps")
    expect(title).to_have_text(undated[0])
    expect(page.locator(".source .scroll")).to_be_focused()
    page.wait_for_function(f"({IN_VIEW})() > 0")
    go_to(page, "step", "Shift+Tab")
    for way, at, report in (
        ("The next quote", "2 / 3", older),
        ("The quote before", "1 / 3", undated),
    ):
        button = page.get_by_role("button", name=way)
        if not button.evaluate("it => it === document.activeElement"):
            page.keyboard.press("Shift+Tab")
        expect(button).to_be_focused()
        page.keyboard.press("Enter")
        expect(steps).to_contain_text(at)
        expect(title).to_have_text(report[0])
        page.wait_for_function(f"({IN_VIEW})() > 0")
    page.keyboard.press("Escape")
    expect(page.locator("article.source")).to_have_count(0)
    expect(page.locator(".found > .quote .cite")).to_be_focused()


def differing(page: Page, locale: str) -> None:
    ask(page, HOMES_ASKED[locale])
    page.locator(".other summary").first.click()
    open_source(page)


def printed(page: Page, locale: str) -> None:
    ask(page, NOTICE_ASKED[locale])
    open_source(page)
    expect(page.locator("#source .sheet img")).to_be_visible()


def followed(page: Page, locale: str) -> None:
    ask(page, ASKED[locale])
    ask(page, {"zh-CN": "那海南呢?", "en-GB": "And Hainan?"}[locale])
    ask(page, "河南省有多少家滑雪场？")
    expect(page.locator(".understood")).to_be_visible()
    expect(page.locator(".narrow")).to_be_visible()


def in_the_tab_of_documents(page: Page, locale: str) -> None:
    documents(page)


def in_the_tab_of_evaluation(page: Page, locale: str) -> None:
    evaluation(page)


@pytest.mark.parametrize(("locale", "scheme"), [("zh-CN", "light"), ("en-GB", "dark")])
@pytest.mark.parametrize(
    "state",
    [differing, printed, followed, in_the_tab_of_documents, in_the_tab_of_evaluation],
    ids=lambda it: it.__name__,
)
def test_nothing_serious(visit: Visit, state: Callable[[Page, str], None], locale: str, scheme: str) -> None:
    page = visit(locale, color_scheme=scheme, reduced_motion="reduce")
    state(page, locale)
    assert not findings(page)
