"""Makes docs/images/*.png for the README: indexes documents/, serves the page, photographs it.

    python scripts/screenshots.py

Needs Chromium and Chinese fonts (sh scripts/debian.sh).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from page.texts import EXAMPLES  # noqa: E402
from tests.browser.chromium import chromium  # noqa: E402
from tests.browser.server import served  # noqa: E402

DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}}
CHINESE: dict[str, Any] = {"locale": "zh-CN"}
ENGLISH: dict[str, Any] = {"locale": "en-GB"}
DARK: dict[str, Any] = {"color_scheme": "dark"}


def main() -> None:
    parser = argparse.ArgumentParser(description="Photograph the page for the README.")
    parser.add_argument("--url", help="of a page that is already served (default: serve documents/)")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "images", help="folder for the pictures")
    chosen = parser.parse_args()
    chosen.to.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        if chosen.url:
            photograph(browser, chosen.url, chosen.to)
        else:
            with TemporaryDirectory() as folder, served(ROOT / "documents", Path(folder) / "index") as url:
                photograph(browser, url, chosen.to)


def photograph(browser: Browser, url: str, folder: Path) -> None:
    """One picture for each of what a reader wants to see."""
    courts, _, hainan = EXAMPLES["zh"]
    shots = (
        ("start-zh", {**CHINESE, **DESK}, "", False),
        ("answer-zh", {**CHINESE, **DESK}, courts, True),
        ("answer-en-dark", {**ENGLISH, **DESK, **DARK}, EXAMPLES["en"][0], True),
        ("not-found-zh", {**CHINESE, **DESK}, hainan, False),
        ("phone-zh", {**CHINESE, **PHONE}, courts, False),
        ("phone-source-zh-dark", {**CHINESE, **PHONE, **DARK}, courts, True),
    )
    for name, visitor, question, source in shots:
        context = browser.new_context(**visitor, device_scale_factor=2, reduced_motion="reduce")
        page = context.new_page()
        page.goto(url)
        page.locator(".example:visible").first.wait_for()
        _ask(page, question, source)
        page.mouse.move(0, 0)
        page.wait_for_timeout(800)
        page.screenshot(path=folder / f"{name}.png")
        context.close()
        print(folder / f"{name}.png")
    context = browser.new_context(**CHINESE, **DESK, device_scale_factor=2, reduced_motion="reduce")
    page = context.new_page()
    page.goto(url)
    page.get_by_role("tab").nth(1).click()
    page.locator("section.docs tbody tr").first.wait_for()
    page.wait_for_timeout(800)
    page.screenshot(path=folder / "documents-zh.png")
    context.close()
    print(folder / "documents-zh.png")


def _ask(page: Page, question: str, source: bool) -> None:
    if question:
        page.locator("#question textarea").fill(question)
        page.keyboard.press("Enter")
        page.locator("figure.quote").first.wait_for(timeout=60_000)
    if source:
        page.locator(".cite").first.click()
        page.locator("article.source").wait_for()


if __name__ == "__main__":
    main()
