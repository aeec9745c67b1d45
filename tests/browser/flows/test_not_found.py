"""Where the documents do not say: what was searched, which words occur nowhere, what came nearest, and on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from index.manifest import read_manifest
from index.snapshot import current_id
from tests.browser.flows.conftest import Site
from tests.browser.flows.folder import ASKED
from tests.browser.visitor import ask, choose, last, scope

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

HENAN = "河南省政府未成年人保护工作领导小组第二次全体会议召开"


@pytest.mark.parametrize(
    ("locale", "question", "said", "searched", "missing"),
    [
        ("zh-CN", "河南省有多少家滑雪场？", "文件中没有写到。", "查了 {} 份文件，共 {} 段。", ["滑雪场"]),
        (
            "en-GB",
            "How many ski resorts are there in Henan?",
            "The documents do not say.",
            "Searched: documents {}, passages {}.",
            ["ski", "resorts"],
        ),
    ],
)
def test_it_explains_itself(
    visit: Visit, library: Site, locale: str, question: str, said: str, searched: str, missing: list[str]
) -> None:
    answer = ask(visit(locale), question)
    expect(answer.locator(".not-found")).to_have_text(said, use_inner_text=True)
    files = [path for path in library.documents.rglob("*") if path.is_file()]
    passages = read_manifest(library.index / "snapshots" / current_id(library.index)).passages
    searched = searched.format(len(files), passages)
    expect(answer.locator(".searched")).to_have_text(searched, use_inner_text=True)
    expect(answer.locator(".missing li")).to_have_text(missing)
    nearest = answer.locator(".nearest .quote")
    expect(nearest.locator(".title")).to_have_text([HENAN] * 3)
    text = library.documents.joinpath("未成年人保护工作动态.txt").read_text("utf-8")
    passages_shown = nearest.locator("blockquote").evaluate_all("them => them.map(it => it.textContent)")
    # Paragraphs torn by page breaks in the file are joined.
    assert all(passage in text.replace("\n\n", "") for passage in passages_shown)
    for answering in (".words", ".certainty", "mark.exact", "mark.sentence"):
        expect(answer.locator(answering)).to_have_count(0)


def test_one_click_narrows_and_one_widens(visit: Visit) -> None:
    page = visit()
    answer = ask(page, "河南省有多少家滑雪场？")
    narrow = answer.locator(".narrow button")
    expect(narrow).to_have_text(["河南", "河南日报", "未成年人保护工作动态.txt"])
    narrow.first.click()
    expect(page.locator(".turn-of-talk")).to_have_count(2)
    answer = last(page)
    expect(answer.locator(".about .set")).to_have_text("河南")
    expect(page.locator("#switch .set")).to_have_text("河南")  # the row says what is asked
    expect(answer.locator(".not-found")).to_have_text("所选范围内没有写到。", use_inner_text=True)
    expect(answer.locator(".searched")).to_have_text("查了 1 份文件，共 3 段。", use_inner_text=True)
    expect(answer.locator(".narrow button")).to_have_text(["河南日报"])
    answer.locator(".narrow button").click()
    expect(page.locator(".turn-of-talk")).to_have_count(3)
    expect(last(page).locator(".about .set")).to_have_text("河南 · 河南日报")
    widen = last(page).locator(".widen button")
    expect(widen).to_have_text(["不限“河南日报”", "不限“河南”", "在全部文件里再查一次"], use_inner_text=True)
    widen.first.click()
    expect(page.locator(".turn-of-talk")).to_have_count(4)
    expect(last(page).locator(".about .set")).to_have_text("河南")


def test_what_the_chosen_documents_do_not_say_is_found_in_all(visit: Visit) -> None:
    page = visit("en-GB")
    scope(page)
    choose(page, "Places", "河南")
    expect(page.locator("#switch .set")).to_have_text("河南")
    answer = ask(page, ASKED["en-GB"])
    expect(answer.locator(".about .set")).to_have_text("河南")
    said = "The chosen documents do not say."
    expect(answer.locator(".not-found")).to_have_text(said, use_inner_text=True)
    answer.get_by_role("button", name="Ask all documents").click()
    expect(page.locator(".turn-of-talk")).to_have_count(2)
    expect(last(page).locator(".found > .quote .words")).to_have_text("34个")
    expect(last(page).locator(".about")).to_have_count(0)
    expect(page.locator("#switch")).to_contain_text("all documents")
