"""Quotes taken along as Markdown and Word, and verified by the command line, before and after a change."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.flows.conftest import Site, rebuild
from tests.browser.flows.folder import ASKED, COURTS, COURTS_TITLE, NOTICE, NOTICE_ASKED, NOTICE_TITLE
from tests.browser.server import ROOT
from tests.browser.visitor import ask, documents, export

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

HAINAN = "海南/少年法庭.txt"


def verified(file: Path, index: Path) -> tuple[int, list[dict[str, Any]]]:
    """The exit status of `python -m qa verify`, and what it says of each quote."""
    command = [sys.executable, "-m", "qa", "verify", str(file), "--index", str(index), "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    return done.returncode, json.loads(done.stdout)["quotes"]


def statuses(file: Path, index: Path) -> tuple[int, list[str]]:
    status, quotes = verified(file, index)
    return status, [quote["status"] for quote in quotes]


def test_intact_until_the_documents_change(visit: Visit, changing: Site, tmp_path: Path) -> None:
    page = visit(url=changing.url)
    for question in ("海南省设立了多少个少年法庭？", ASKED["zh-CN"], NOTICE_ASKED["zh-CN"]):
        expect(ask(page, question).locator(".cite")).to_have_count(1)
    expect(page.locator(".export summary")).to_have_text("导出全部 3 条", use_inner_text=True)
    notes, made = export(page, ".md", tmp_path)
    page.locator(".choose input").nth(1).check()
    expect(page.locator(".export summary")).to_have_text("导出所选 1 条", use_inner_text=True)
    word, chosen = export(page, ".docx", tmp_path)
    titles = [COURTS[HAINAN][0], COURTS_TITLE, NOTICE_TITLE]
    assert [item.cited.title for item in made.items] == titles
    assert [item.words[0].text for item in made.items] == ["35个", "34个", "753元"]
    assert made.items[2].cited.page == 2
    assert [item.cited.title for item in chosen.items] == [COURTS_TITLE]
    assert statuses(notes, changing.index) == (0, ["intact"] * 3)
    assert statuses(word, changing.index) == (0, ["intact"])

    changed = changing.documents / HAINAN
    changed.write_text(changed.read_text("utf-8").replace("35个", "36个"), "utf-8")
    archive = changing.documents / "归档"
    archive.mkdir()
    (changing.documents / "未成年人保护工作动态.txt").rename(archive / "2022.txt")
    (changing.documents / NOTICE).unlink()
    rebuild(documents(page))

    status, (hainan, courts, notice) = verified(notes, changing.index)
    assert (status, hainan["status"], courts["status"], notice["status"]) == (
        1,
        "changed",
        "moved",
        "missing",
    )
    (difference,) = hainan["differences"]
    assert ("35个" in difference["stated"], "36个" in difference["now"]) == (True, True)
    assert courts["now"]["path"] == "归档/2022.txt"
    assert statuses(word, changing.index) == (0, ["moved"])

    page.get_by_role("tab").first.click()
    page.locator(".cite").first.click()  # the page does not show as quoted what is no longer there
    expect(page.locator("#source")).to_contain_text("这份文件在回答之后变了", use_inner_text=True)
    expect(page.locator("#source mark")).to_have_count(0)
