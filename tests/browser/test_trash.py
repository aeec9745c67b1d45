"""The trash of the Documents tab, in a real browser: emptied, and what is damaged in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from page.desk import Desk
from page.documents.room import Room
from tests.browser.conftest import serving
from tests.browser.visitor import documents, findings, row
from tests.page.documents.conftest import Place
from tests.page.fakes import FakeEngine

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(tmp_path)
    made.write("a.txt", "The levy is 42 yuan a month.")
    made.write("<b>.txt", "Thirty-four courts were set up.")
    made.build()
    return made


@pytest.fixture
def url(place: Place) -> Iterator[str]:
    with serving(Desk(FakeEngine), room=Room(place.index, place.folder)) as address:
        yield address


def test_the_trash_is_emptied_once_it_is_meant(url: str, visit: Visit, place: Place) -> None:
    page = visit(url=url)
    shelf = documents(page)
    for name in ("a.txt", "<b>.txt"):
        row(shelf, name).get_by_role("checkbox").check()
        shelf.get_by_role("button", name="移到回收站").click()
        shelf.get_by_role("button", name="确定").click()
        expect(row(shelf, name).locator(".state")).to_have_text("已不在文件夹里", use_inner_text=True)
    trash = place.index.with_name("index-trash")
    first, _ = sorted(path.name for path in trash.iterdir())
    (trash / first / "entry.json").write_text("{", "utf-8")
    page.reload()
    shelf = documents(page)
    shelf.locator(".trash summary").click()
    nameless = shelf.locator(".trash li").filter(has_text=first)
    expect(nameless).to_contain_text("原来的名字读不出来了", use_inner_text=True)
    nameless.get_by_role("button", name="彻底删除").click()
    shelf.get_by_role("button", name="确定").click()
    expect(shelf.locator(".trash li")).to_have_count(1)
    expect(shelf.locator(".trash li .name")).to_have_text("<b>.txt")
    expect(shelf.locator(".trash summary")).to_be_focused()
    assert not findings(page)
    empty = shelf.get_by_role("button", name="清空回收站")
    empty.click()
    expect(shelf.locator("dialog")).to_contain_text("再也放不回来", use_inner_text=True)
    shelf.get_by_role("button", name="取消").click()
    assert len(list(trash.iterdir())) == 1
    empty.click()
    shelf.get_by_role("button", name="确定").click()
    expect(shelf.locator(".trash .none")).to_be_visible()
    expect(shelf.locator(".said")).to_have_text("已彻底删除：1 份。", use_inner_text=True)
    expect(shelf.locator(".trash summary")).to_be_focused()
    assert list(trash.iterdir()) == []
