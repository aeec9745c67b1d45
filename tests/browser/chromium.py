"""Chromium, as it is installed on this machine: nothing is downloaded."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# Chromium is to ask the network for nothing of its own.
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> str:
    """The path of Chromium or Chrome; `YINJU_CHROMIUM` names another one."""
    named = os.environ.get("YINJU_CHROMIUM")
    installed = [path for name in _NAMES if (path := shutil.which(name))]
    found = [named] if named else installed + [place for place in _PLACES if Path(place).exists()]
    if not found:
        raise RuntimeError(
            "Chromium is not installed. On Debian: apt-get install chromium fonts-noto-cjk. "
            "Or set YINJU_CHROMIUM to the path of Chromium or Chrome."
        )
    return found[0]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser with a fresh profile."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
