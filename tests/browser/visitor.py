"""What a visitor does on the page, and what can be seen there."""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from qa.export.file import read
from qa.export.item import Evidence

# How far the first exact mark of the source lies inside what is visible of it; negative: outside.
IN_VIEW = """() => {
    const mark = document.querySelector('#source mark.exact').getBoundingClientRect();
    const view = document.querySelector('#source .scroll').getBoundingClientRect();
    return Math.min(mark.top - view.top, view.bottom - mark.bottom);
}"""
# Where on the picture of a page the first mark lies: left, right, top, bottom, as shares of the picture.
ON_SHEET = """() => {
    const image = document.querySelector('#source .sheet img').getBoundingClientRect();
    const mark = document.querySelector('#source .sheet i').getBoundingClientRect();
    return [(mark.left - image.left) / image.width, (mark.right - image.left) / image.width,
            (mark.top - image.top) / image.height, (mark.bottom - image.top) / image.height];
}"""
OVERFLOW = "() => document.scrollingElement.scrollWidth - window.innerWidth"
FOCUSED = "document.activeElement.className"

# What axe-core is to look for: WCAG 2.1 at level AA, and what it calls best practice.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}


def ask(page: Page, question: str) -> Locator:
    """Asks; the answer, once it is there."""
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".question").last).to_have_text(question[:600] + "…" * (len(question) > 600))
    page.locator(".searching").wait_for(state="detached")
    return last(page)


def ask_example(page: Page, number: int) -> None:
    page.locator(".example:visible").nth(number).click()
    page.locator(".turn-of-talk figure").first.wait_for()


def last(page: Page) -> Locator:
    return page.locator(".turn-of-talk").last


def open_source(page: Page) -> None:
    page.locator(".cite:visible").first.click()
    page.locator("article.source").wait_for()


def scope(page: Page) -> Locator:
    """The row in which it is said which documents are asked, shown."""
    page.locator("#switch .switch").click()
    row = page.locator("#scope")
    expect(row).to_be_visible()
    return row


def choose(page: Page, label: str, typed: str) -> None:
    """Chooses in the row what comes first of what has the characters typed."""
    page.get_by_role("combobox", name=label).click()
    page.locator("[role=option]").first.wait_for()
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")


def history(page: Page) -> Locator:
    """The questions asked before, shown."""
    page.locator("#past .switch").click()
    panel = page.locator("#past-questions")
    expect(panel).to_be_visible()
    return panel


def documents(page: Page) -> Locator:
    """The tab, once its list is there."""
    page.get_by_role("tab").nth(1).click()
    page.locator("#shelf .states").wait_for()
    return page.locator("#shelf")


def row(shelf: Locator, name: str) -> Locator:
    return shelf.locator("tbody tr").filter(has_text=name)


def evaluation(page: Page) -> Page:
    """The tab, shown."""
    page.locator("#tabs [role=tab]").last.click()
    expect(page.locator("#labelled h2")).to_be_visible()
    return page


def export(page: Page, kind: str, folder: Path) -> tuple[Path, Evidence]:
    """What is chosen, or all, as a file that is downloaded to `folder`; and what the file states."""
    page.locator(".export summary").click()
    with page.expect_download() as download:
        page.locator(f'.export button[data-kind="{kind}"]').click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    expect(page.locator("#parcel")).to_contain_text(path.name)
    assert path.suffix == kind
    return path, read(path)


def findings(page: Page) -> list[str]:
    """What axe-core calls serious or critical, each with the places where it was found."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{one['impact']} {one['id']}: {one['help']} at {[node['target'] for node in one['nodes']]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
