"""Logging in and out as a person does, behind a proxy that takes a prefix away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from page import users
from page.desk import Desk
from page.users import Users, write
from tests.browser.conftest import outside, serving
from tests.browser.proxy import proxied
from tests.browser.visitor import ask, findings
from tests.page.fakes import FakeEngine

pytestmark = pytest.mark.browser

NAME, PASSWORD = "anna", "the right one"
PREFIX = "/yinju"
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(users, "_COST", 4)
        path = tmp_path_factory.mktemp("users") / "users.txt"
        write(path, NAME, PASSWORD)
        yield path


@pytest.fixture(scope="module")
def url(file: Path) -> Iterator[str]:
    desk, known = Desk(FakeEngine), Users(file)
    with serving(desk, users=known, root_path=PREFIX) as address, proxied(address, PREFIX) as seen:
        yield f"{seen}/"


@pytest.fixture
def visit(browser: Browser, url: str) -> Iterator[Open]:
    """Opens the address in a browser of its own; afterwards: no request left this machine."""
    contexts: list[BrowserContext] = []
    requests: list[str] = []

    def opened(locale: str = "en-GB", **settings: str) -> Page:
        context = browser.new_context(locale=locale, **settings)  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.goto(url)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert requests
    assert not outside(requests)


def log_in(page: Page) -> None:
    """By the keyboard alone."""
    expect(page.locator("#name")).to_be_focused()
    page.keyboard.type(NAME)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.locator(".example:visible").first.wait_for()


def test_in_and_out(url: str, visit: Open) -> None:
    page = visit()
    assert page.url == f"{url}login"
    log_in(page)
    assert page.url == url
    ask(page, "内蒙古有多少个少年法庭？")
    expect(page.locator("figure.quote").first).to_be_visible()
    (cookie,) = page.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Strict", PREFIX)
    page.locator(".leave:visible").click()
    page.locator("#password").wait_for()
    assert not page.context.cookies()
    page.goto(url)
    assert page.url == f"{url}login"


def test_a_session_that_ends_meanwhile_leads_back(visit: Open, file: Path) -> None:
    page = visit()
    log_in(page)
    page.locator(".example:visible").first.wait_for()
    page.locator("#question textarea").fill("内蒙古有多少个少年法庭？")
    write(file, NAME, PASSWORD)  # from now on whatever the page asks for leads back
    page.keyboard.press("Enter")
    page.locator("#password").wait_for()
    assert page.url.endswith("/login")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_nothing_serious(visit: Open, locale: str, scheme: str) -> None:
    page = visit(locale, color_scheme=scheme)
    assert not findings(page)
    page.locator("#name").fill("x")
    page.locator("#password").fill("y")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    assert not findings(page)


@pytest.mark.parametrize(("scheme", "paper"), [("light", "rgb(250, 247, 241)"), ("dark", "rgb(24, 23, 21)")])
def test_it_is_on_the_paper_of_the_page(visit: Open, scheme: str, paper: str) -> None:
    page = visit(color_scheme=scheme)
    expect(page.locator("body")).to_have_css("background-color", paper)
    log_in(page)
    expect(page.locator("body")).to_have_css("background-color", paper)


def test_the_page_with_a_way_out_has_nothing_serious(visit: Open) -> None:
    page = visit()
    log_in(page)
    assert not findings(page)
