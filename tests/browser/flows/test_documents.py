"""The Documents tab: files put in and removed; the index built anew while another asks, and gone back to."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from index.snapshot import current_id
from tests.browser.flows.conftest import Site, built, rebuild
from tests.browser.flows.folder import ASKED, NOTICE, typeset
from tests.browser.visitor import ask, documents, row

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

SUBSIDY = "贵州补贴.pdf"
SUBSIDY_TITLE = "贵州省民政厅关于提高困境儿童生活补贴标准的通知"
SUBSIDY_ASKED = "贵州省困境儿童生活补贴标准是多少？"
LEDGER, BROKEN = "走访台账.txt", "损坏.pdf"
NO_PDF = "不是 PDF，或者坏了；请用 PDF 阅读器打开，打印成新的"
HAINAN_ASKED = "海南省设立了多少个少年法庭？"

# Keeps what the stage of a build says, each time that it says something else.
WATCH = """element => {
    window.stages = [];
    const look = () => {
        const stage = element.querySelector(".building .work").innerText;
        if (stage && stage !== window.stages.at(-1)) window.stages.push(stage);
    };
    new MutationObserver(look).observe(element, { childList: true, subtree: true });
}"""


@pytest.fixture
def brought(tmp_path: Path) -> list[Path]:
    """A notice of two pages, a long ledger, and what only calls itself a PDF."""
    notice, ledger, broken = (tmp_path / name for name in (SUBSIDY, LEDGER, BROKEN))
    later = ("自2024年1月1日起，贵州省困境儿童生活补贴标准为每人每月1180元。", "2023年12月28日")
    typeset(notice, ((SUBSIDY_TITLE, "各市、自治州民政局："), later))
    visits = (
        f"第{number}户走访记录：工作人员到户核对了家庭成员、住房和收入情况，登记编号{number * 7919 % 10007}，"
        "走访结果录入系统，由村委会张榜公示，公示期内没有收到不同意见；走访人员讲解了政策，留下了联系电话。"
        for number in range(1, 301)
    )
    ledger.write_text("\n\n".join(("走访台账", *visits)), "utf-8")
    broken.write_bytes(b"%PDF-1.7\nbroken")
    return [notice, ledger, broken]


def state(shelf: Locator, name: str, said: str) -> None:
    expect(row(shelf, name).locator(".state")).to_have_text(said, use_inner_text=True)


def in_conversation(page: Page) -> Page:
    page.get_by_role("tab").first.click()
    return page


def test_put_in_rebuilt_while_another_asks_quoted_and_gone_back(
    visit: Visit, changing: Site, brought: list[Path]
) -> None:
    before = current_id(changing.index)
    page = visit(url=changing.url)
    shelf = documents(page)
    state(shelf, NOTICE, "已读入")
    expect(row(shelf, NOTICE).locator(".figure")).to_contain_text(["2", "1", "1", "KB"])
    expect(row(shelf, "未成年人保护工作动态.txt").locator(".figure")).to_contain_text(["–", "3", "19", "KB"])

    with page.expect_file_chooser() as chooser:
        shelf.get_by_role("button", name="选择文件", exact=True).click()
    chooser.value.set_files(brought)
    expect(shelf.locator(".sent")).to_contain_text("3 份已放入文件夹", use_inner_text=True)
    for path in brought:
        state(shelf, path.name, "新，还没有读入")
        assert (changing.documents / path.name).read_bytes() == path.read_bytes()

    another = visit("en-GB", url=changing.url)
    expect(ask(another, SUBSIDY_ASKED).locator(".not-found")).to_be_visible()
    shelf.evaluate(WATCH)
    shelf.get_by_role("button", name="重建索引").click()
    expect(shelf.get_by_role("button", name="停止")).to_be_visible()
    expect(ask(another, ASKED["en-GB"]).locator(".found > .quote .words")).to_have_text("34个")
    assert current_id(changing.index) == before  # that was answered before the build has ended
    built(shelf)
    assert any(re.match(r"正在计算向量 2/3\s+\d+ / 325", said) for said in page.evaluate("window.stages"))
    for kind, names in (("report_added", [SUBSIDY, LEDGER]), ("report_failed", [BROKEN])):
        shelf.locator(f".{kind} summary").click()
        expect(shelf.locator(f".{kind} li")).to_contain_text(sorted(names))
    expect(shelf.locator(".report_failed")).to_contain_text(NO_PDF)

    state(shelf, SUBSIDY, "已读入")
    expect(row(shelf, SUBSIDY).locator(".figure")).to_contain_text(["2", "1", "1", "B"])
    state(shelf, LEDGER, "已读入")
    expect(row(shelf, LEDGER).locator(".figure")).to_contain_text(["–", "1", "300", "KB"])
    state(shelf, BROKEN, "读不了")
    expect(row(shelf, BROKEN).locator(".bad")).to_contain_text(NO_PDF)
    shelf.get_by_role("button", name="读不了").click()
    expect(shelf.locator("tbody tr")).to_have_count(1)
    shelf.get_by_role("button", name="全部").click()

    page = in_conversation(page)
    quote = ask(page, SUBSIDY_ASKED).locator(".found > .quote")
    expect(quote.locator(".words")).to_have_text("1180元")
    expect(quote.locator(".cite .title")).to_have_text(SUBSIDY_TITLE)
    expect(quote.locator(".cite")).to_contain_text("第 2 页", use_inner_text=True)

    shelf = documents(page)
    shelf.locator(".snapshots summary").click()
    earlier = shelf.locator(".snapshots li").filter(has_text=before)
    earlier.get_by_role("button", name="退回到它").click()
    shelf.get_by_role("button", name="确定").click()
    expect(shelf.locator(".said")).to_contain_text(f"已退回到 {before}", use_inner_text=True)
    expect(earlier.locator(".current")).to_have_text("正在使用", use_inner_text=True)
    state(shelf, SUBSIDY, "新，还没有读入")
    another.locator("#new").click()
    expect(another.locator(".welcome")).to_be_visible()
    answer = ask(another, SUBSIDY_ASKED)
    expect(answer.locator(".not-found")).to_be_visible()
    expect(answer.get_by_text("1180")).to_have_count(0)


def test_removed_it_is_no_longer_quoted_and_put_back_it_is(visit: Visit, changing: Site) -> None:
    name = "海南/少年法庭.txt"
    text = (changing.documents / name).read_bytes()
    page = visit(url=changing.url)
    expect(ask(page, HAINAN_ASKED).locator(".found > .quote .words")).to_have_text("35个")
    shelf = documents(page)
    shelf.get_by_label(name).check()
    shelf.get_by_role("button", name="移到回收站").click()
    shelf.get_by_role("button", name="确定").click()
    state(shelf, name, "已不在文件夹里")
    assert not (changing.documents / name).exists()
    rebuild(shelf)
    shelf.locator(".report_removed summary").click()
    expect(shelf.locator(".report_removed li")).to_have_text([name])
    expect(row(shelf, name)).to_have_count(0)
    page = in_conversation(page)
    page.locator("#new").click()
    answer = ask(page, HAINAN_ASKED)
    expect(answer.locator(".not-found")).to_be_visible()
    expect(answer.get_by_text("35个")).to_have_count(0)

    shelf = documents(page)
    shelf.locator(".trash summary").click()
    shelf.locator(".trash li").filter(has_text=name).get_by_role("button", name="放回").click()
    state(shelf, name, "新，还没有读入")
    assert (changing.documents / name).read_bytes() == text
    rebuild(shelf)
    page = in_conversation(page)
    page.locator("#new").click()
    expect(ask(page, HAINAN_ASKED).locator(".found > .quote .words")).to_have_text("35个")
