"""Nothing leaves this machine: not from the server that answers with the real model, nor from the page."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from page.texts import EXAMPLES
from tests.browser.conftest import outside
from tests.browser.server import ROOT, elsewhere, served, watched
from tests.browser.visitor import ask, open_source

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def test_asking_leaves_this_machine_alone(visit: Visit, tmp_path: Path) -> None:
    with served(ROOT / "documents", tmp_path / "index") as url:  # watches what the server asks for
        page = visit(url=url, expected="net::ERR")  # what the browser does; the page outlives its server
        for question in (EXAMPLES["zh"][0], EXAMPLES["en"][0], "火星上有多少个少年法庭？"):
            ask(page, question)
        open_source(page)
        expect(page.locator("article.source mark").first).to_be_visible()
        page.wait_for_timeout(1000)  # for what starts late


@pytest.mark.parametrize(
    "calls_home",
    [
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('192.0.2.1', 9))",
        "import urllib.request; urllib.request.urlopen('http://outside.invalid', timeout=1)",
        "import subprocess, sys; subprocess.run([sys.executable, '-c', "
        "'import socket; socket.gethostbyname(\"outside.invalid\")'])",
    ],
    ids=["connects", "looks up", "starts a process that does"],
)
def test_a_server_that_called_home_would_be_noticed(calls_home: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    subprocess.run(
        [sys.executable, "-c", calls_home], env=watched(log), stderr=subprocess.DEVNULL, check=False
    )
    assert elsewhere(log)


def test_a_page_that_loaded_from_elsewhere_would_be_noticed(browser: Browser) -> None:
    requests: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: requests.append(request.url))
    page.set_content(
        "<img src='http://outside.invalid/x.png'><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"
    )
    page.close()
    assert outside(requests) == {"outside.invalid"}
