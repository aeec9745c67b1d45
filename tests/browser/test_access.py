"""The page for those who do not see it or use no mouse: axe-core finds nothing serious in any state."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import ask, ask_example, findings, open_source

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def nothing(page: Page) -> None: ...


def answered(page: Page) -> None:
    ask_example(page, 0)
    page.locator("summary").first.click()


def beside_the_source(page: Page) -> None:
    answered(page)
    open_source(page)


def with_the_menu(page: Page) -> None:
    answered(page)
    page.locator(".export summary").click()
    page.locator(".choose input:visible").first.check()


def not_found(page: Page) -> None:
    ask_example(page, 2)


def with_a_scope(page: Page) -> None:
    page.locator("#switch .switch").click()
    expect(page.locator("#scope")).to_be_visible()


def refused(page: Page) -> None:
    ask(page, "长" * 1001)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "state",
    [nothing, answered, beside_the_source, with_the_menu, not_found, with_a_scope, refused],
    ids=lambda it: it.__name__,
)
def test_nothing_serious(visit: Visit, state: Callable[[Page], None], scheme: str) -> None:
    page = visit("en-GB" if scheme == "dark" else "zh-CN", color_scheme=scheme, reduced_motion="reduce")
    state(page)
    page.wait_for_timeout(300)
    assert not findings(page)


def test_what_cannot_be_read_is_found(visit: Visit) -> None:
    page = visit()
    page.evaluate("document.querySelector('.welcome p [lang=zh]').style.color = '#e8e4dc'")
    assert any("color-contrast" in finding for finding in findings(page))
