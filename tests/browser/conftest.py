"""A served page over the fake engine, and a browser whose every request is watched."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, ConsoleMessage, Frame, Page

import ui
from page.app import build_app
from page.desk import Desk
from tests.browser.chromium import chromium
from tests.page.fakes import FakeEngine

Visit = Callable[..., Page]

LEAVING = "the page is being left"


def outside(urls: list[str]) -> set[str | None]:
    """The hosts other than this machine that were asked for something."""
    return {urlsplit(url).hostname for url in urls if not url.startswith("data:")} - {"127.0.0.1"}


@contextmanager
def serving(desk: Desk, **parts: Any) -> Iterator[str]:
    """The page, with these other parts, served from this process on a free port; its address."""
    listening = ui.listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(build_app(desk, **parts), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="package")
def address() -> Iterator[str]:
    with serving(Desk(FakeEngine)) as url:
        yield url


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Opens the page as a given visitor; `expected` names an error to come, `url` another server, `arrival`
    what is seen there first.

    Afterwards: no request left this machine, and no script failed. What Gradio's client throws where a page
    is left in the middle of an answer (it cuts the stream off in `beforeunload`) is no failure.
    """
    pages: list[Page] = []
    requests: list[str] = []
    problems: list[str] = []

    def open_page(
        locale: str = "zh-CN",
        width: int = 1280,
        expected: str = "",
        url: str = address,
        arrival: str = ".example:visible",
        **settings: Any,
    ) -> Page:
        leaving = False

        def note(message: ConsoleMessage) -> None:
            nonlocal leaving
            if message.text == LEAVING:
                leaving = True
            elif message.type == "error" and not (expected and expected in message.text):
                report(message.text)

        def report(problem: object) -> None:
            if not leaving:
                problems.append(str(problem))

        def arrive(frame: Frame) -> None:
            nonlocal leaving
            if frame == page.main_frame:
                leaving = False

        viewport = {"width": width, "height": 844}
        context = browser.new_context(locale=locale, viewport=viewport, **settings)  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        page = context.new_page()
        pages.append(page)
        page.on("request", lambda request: requests.append(request.url))
        page.on("pageerror", report)
        page.on("console", note)
        page.on("framenavigated", arrive)
        page.add_init_script(f"addEventListener('beforeunload', () => console.debug('{LEAVING}'))")
        page.goto(url)
        page.locator(arrival).first.wait_for()
        return page

    yield open_page
    for page in pages:
        page.context.close()
    assert requests
    assert not outside(requests)
    assert not problems
