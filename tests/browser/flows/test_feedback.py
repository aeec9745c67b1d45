"""What readers say of answers are labels, which are asked again: by the command line and in the third tab."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from index.snapshot import current_id
from qa.feedback import NAME
from tests.browser.flows.conftest import BUILD, Site
from tests.browser.flows.folder import ASKED, HOMES, HOMES_ASKED
from tests.browser.server import ROOT
from tests.browser.visitor import ask, evaluation, findings

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

NOWHERE = "河南省有多少家滑雪场？"
NEWEST, _, UNDATED = HOMES
CELLS = "them => them.map(it => it.innerText)"


def say(place: Locator, label: str) -> None:
    button = place.get_by_role("button", name=label, exact=True)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


def measured(index: Path, file: Path) -> dict[str, Any]:
    """What `python -m eval --index` writes down."""
    command = [sys.executable, "-m", "eval", "--index", str(index), "--json", str(file)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    written: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return written


def run(page: Page) -> None:
    page.get_by_role("button", name="现在评测").click()
    expect(page.locator("#run progress")).to_be_visible()
    expect(page.locator("#run [role=status]")).to_have_text("评测完了。", use_inner_text=True, timeout=BUILD)


def by_language(page: Page) -> dict[str, list[str]]:
    """The table's rows: language, then questions and measures."""
    table = page.locator("#runs .table").last
    heads = table.locator("tbody th").evaluate_all(CELLS)
    cells = [line.locator("td").evaluate_all(CELLS) for line in table.locator("tbody tr").all()]
    return dict(zip(heads, cells, strict=True))


def test_labels_are_kept_measured_and_corrected(visit: Visit, library: Site, tmp_path: Path) -> None:
    page = visit(width=1600)
    say(ask(page, ASKED["zh-CN"]), "对")
    answer = ask(page, HOMES_ASKED["zh-CN"])  # the report without a date is quoted first
    answer.locator(".other summary").last.click()
    say(answer.locator(".other").last, "该引这一段")
    say(ask(page, NOWHERE), "对，确实没有")
    say(ask(visit("en-GB"), ASKED["en-GB"]), "Right")

    kept = [json.loads(line) for line in (library.index / NAME).read_text("utf-8").splitlines()]
    assert [(one["label"], one["question"], one["answers"]) for one in kept] == [
        ("right", ASKED["zh-CN"], ["34个"]),
        ("passage", HOMES_ASKED["zh-CN"], []),
        ("nothing", NOWHERE, []),
        ("right", ASKED["en-GB"], ["34个"]),
    ]
    assert (kept[1]["passage"]["path"], kept[1]["passage"]["text"]) == (NEWEST, HOMES[NEWEST][1])

    results = measured(library.index, tmp_path / "results.json")
    assert results["right"] == {"questions": 4, "right": 3}
    assert results["snapshot"] == current_id(library.index)

    page.reload()
    evaluation(page)
    asked = [ASKED["en-GB"], NOWHERE, HOMES_ASKED["zh-CN"], ASKED["zh-CN"]]
    expect(page.locator(".labelled .asked")).to_have_text(asked)
    expect(page.locator(".chart .right circle")).to_have_count(1)
    run(page)
    expect(page.locator(".chart .right circle")).to_have_count(2)
    expect(page.locator(".result")).to_have_text("4 题答对 3 题", use_inner_text=True)
    rows = by_language(page)
    assert {name: cells[0] for name, cells in rows.items()} == {"en": "1", "zh": "3", "全部": "4"}
    assert rows["en"][1:3] == ["100.0", "100.0"]  # the right passage is ranked first, and among the first ten
    assert rows["zh"][1:3] == ["50.0", "100.0"]
    failure = page.locator(".failures li")
    expect(failure.locator(".asked")).to_have_text([HOMES_ASKED["zh-CN"]])
    expected, quoted = failure.locator("dd").all()
    expect(expected).to_contain_text(HOMES[NEWEST][1])
    expect(quoted).to_contain_text(HOMES[UNDATED][1])
    assert not findings(page)

    item = page.locator(".labelled li").nth(2)
    item.get_by_role("button", name="不该引这一段").click()
    expect(page.locator("#labelled .said")).to_contain_text("已改。")
    run(page)
    expect(page.locator(".chart .right circle")).to_have_count(3)
    expect(page.locator(".result")).to_have_text("4 题答对 4 题", use_inner_text=True)
    expect(page.locator("#runs")).to_contain_text("全部答对。", use_inner_text=True)
