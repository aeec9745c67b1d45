"""Nothing leaves this machine: not from the server that answers with the real model, nor from the page."""

from __future__ import annotations

import ipaddress
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from page.texts import EXAMPLES
from tests.browser.conftest import outside
from tests.browser.test_page import ask, open_source

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

ROOT = Path(__file__).parent.parent.parent
UNSET = ("HF_", "GRADIO_", "TRANSFORMERS_", "DO_NOT_TRACK")
"""What might keep a library from calling home; a user has none of it."""


def watched(log: Path) -> dict[str, str]:
    """The environment of a process whose every address is written to `log`; see watch/sitecustomize.py."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(UNSET)}
    return {**kept, "PYTHONPATH": str(Path(__file__).parent / "watch"), "YINJU_WATCH": str(log), "LANG": "C"}


def elsewhere(log: Path) -> list[list[str]]:
    """What was asked of other machines, as (event, host)."""
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert lines, "the hook saw nothing, not even the server's own address"
    return [line for line in lines if not _is_here(line[1])]


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@contextmanager
def served(folder: Path, log: Path) -> Iterator[str]:
    """`python ui.py` over the sample documents, as users run it, watched; its address."""
    command = [sys.executable, "ui.py", "--documents", "documents", "--index", str(folder), "--port", "0"]
    with subprocess.Popen(
        command, cwd=ROOT, env=watched(log), stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as server:
        try:
            assert server.stdout
            yield next(line.split()[-1] for line in server.stdout if "http://" in line)
        finally:
            server.terminate()


def test_asking_leaves_this_machine_alone(visit: Visit, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with served(tmp_path / "index", log) as url:
        page = visit(url=url)  # the fixture watches the browser's requests
        for question in (EXAMPLES["zh"][0], EXAMPLES["en"][0], "火星上有多少个少年法庭？"):
            ask(page, question)
        open_source(page)
        expect(page.locator("article.source mark").first).to_be_visible()
        page.wait_for_timeout(1000)  # for what starts late
    assert not elsewhere(log)


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
