"""The Documents tab: what is taken and what is refused, the trash, finding, who may only read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from page.desk import Desk
from page.documents.room import Room
from tests.browser.conftest import serving
from tests.browser.visitor import OVERFLOW, documents, findings, row
from tests.page.documents.conftest import Place
from tests.page.fakes import FakeEngine

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
GONE = "ERR_CONNECTION_REFUSED"
"""What a page says that asks on when its server has ended, after the test."""


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(tmp_path)
    made.write("a.txt", "The levy is 42 yuan a month.")
    made.write("of/<b>b</b>.txt", "Thirty-four courts were set up.")
    made.build()
    return made


@pytest.fixture
def url(place: Place) -> Iterator[str]:
    room = Room(place.index, place.folder, max_bytes=1 << 20)
    with serving(Desk(FakeEngine), room=room) as address:
        yield address


def test_files_are_uploaded(url: str, visit: Visit, place: Place, tmp_path: Path) -> None:
    page = visit("en-GB", url=url)
    shelf = documents(page)
    expect(row(shelf, "<b>b</b>.txt").locator(".state")).to_have_text("Read", use_inner_text=True)
    (tmp_path / "large.txt").write_text("x" * ((1 << 20) + 1), "utf-8")
    (tmp_path / "c.txt").write_text("Something new.", "utf-8")
    (tmp_path / "a.txt").write_text("Another one.", "utf-8")
    (tmp_path / "d.exe").write_text("MZ", "utf-8")
    chosen = [tmp_path / name for name in ("c.txt", "a.txt", "large.txt", "d.exe")]
    with page.expect_file_chooser() as chooser:
        shelf.get_by_role("button", name="choose files").click()
    chooser.value.set_files(chosen)
    expect(shelf.locator(".sent")).to_contain_text("2 now in the folder", use_inner_text=True)
    notes = shelf.locator(".notes")
    expect(notes).to_contain_text("a.txt Taken as: a (2).txt", use_inner_text=True)
    expect(notes).to_contain_text("large.txt Too large; at most 1 MB.", use_inner_text=True)
    expect(notes).to_contain_text("d.exe Files of this kind cannot be read.", use_inner_text=True)
    expect(row(shelf, "c.txt").locator(".state")).to_have_text("New, not indexed yet", use_inner_text=True)
    assert (place.folder / "c.txt").read_text("utf-8") == "Something new."
    assert (place.folder / "a (2).txt").read_text("utf-8") == "Another one."
    assert (place.folder / "a.txt").read_text("utf-8") == "The levy is 42 yuan a month."


def test_a_folder_is_uploaded_with_its_folders(url: str, visit: Visit, place: Place, tmp_path: Path) -> None:
    page = visit("en-GB", url=url)
    shelf = documents(page)
    (tmp_path / "notices" / "2020").mkdir(parents=True)
    (tmp_path / "notices" / "2020" / "c.txt").write_text("Something new.", "utf-8")
    (tmp_path / "notices" / ".hidden.txt").write_text("Not this.", "utf-8")
    with page.expect_file_chooser() as chooser:
        shelf.get_by_role("button", name="choose a folder").click()
    chooser.value.set_files(tmp_path / "notices")
    expect(row(shelf, "notices/2020/c.txt")).to_be_visible()
    assert [path.name for path in (place.folder / "notices").rglob("*.txt")] == ["c.txt"]


DROP = """(element, [name, text]) => {
    const carried = new DataTransfer();
    carried.items.add(new File([text], name));
    for (const kind of ["dragover", "drop"]) {
        const settings = { dataTransfer: carried, bubbles: true, cancelable: true };
        element.dispatchEvent(new DragEvent(kind, settings));
    }
}"""


def test_what_is_dropped_is_uploaded(url: str, visit: Visit, place: Place) -> None:
    shelf = documents(visit("zh-CN", url=url))
    shelf.locator(".adding").evaluate(DROP, ["新的.txt", "新的内容。"])
    expect(row(shelf, "新的.txt")).to_be_visible()
    assert (place.folder / "新的.txt").read_text("utf-8") == "新的内容。"


def test_removed_and_put_back(url: str, visit: Visit, place: Place) -> None:
    page = visit("en-GB", url=url)
    shelf = documents(page)
    remove = shelf.get_by_role("button", name="Move to the trash")
    expect(remove).to_be_disabled()
    shelf.get_by_label("a.txt").check()
    remove.click()
    page.keyboard.press("Escape")  # not meant
    assert (place.folder / "a.txt").exists()
    shelf.locator(".adding").evaluate(DROP, ["new.txt", "Something new."])
    expect(row(shelf, "new.txt")).to_be_visible()
    expect(shelf.get_by_label("a.txt")).to_be_checked()
    remove.click()
    shelf.get_by_role("button", name="Yes").click()
    expect(row(shelf, "a.txt").locator(".state")).to_have_text("No longer in the folder", use_inner_text=True)
    assert not (place.folder / "a.txt").exists()
    shelf.locator(".trash summary").click()
    shelf.get_by_role("button", name="Put back").click()
    expect(row(shelf, "a.txt").locator(".state")).to_have_text("Read", use_inner_text=True)
    expect(shelf.locator(".trash .none")).to_be_visible()
    assert (place.folder / "a.txt").exists()


def test_found_by_name_and_state(url: str, visit: Visit, place: Place) -> None:
    place.write("new.txt", "Something new.")
    shelf = documents(visit("en-GB", url=url))
    shelf.get_by_role("button", name="New, not indexed yet").click()
    expect(shelf.locator("tbody tr")).to_have_count(1)
    expect(shelf.get_by_role("button", name="New, not indexed yet")).to_be_focused()
    shelf.get_by_role("button", name="All").click()
    shelf.get_by_label("Find by name").fill("OF B>.TXT")
    expect(shelf.locator("tbody tr")).to_have_count(1)
    shelf.get_by_label("Find by name").fill("nowhere")
    expect(shelf.locator(".list .none")).to_be_visible()


def test_read_only_says_why(visit: Visit, place: Place) -> None:
    with serving(Desk(FakeEngine), room=Room(place.index)) as url:
        shelf = documents(visit("en-GB", url=url, expected=GONE))
        expect(shelf.locator(".why")).to_contain_text("--documents FOLDER", use_inner_text=True)
        expect(shelf.locator("tbody tr")).to_have_count(2)
        assert shelf.get_by_role("button", name="Rebuild").count() == 0
        assert shelf.locator("input[type=checkbox], input[type=file], .trash").count() == 0
        shelf.page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious(url: str, visit: Visit, place: Place, scheme: str) -> None:
    place.write("bad.txt", "")
    place.build()
    page = visit(
        "en-GB" if scheme == "dark" else "zh-CN", url=url, color_scheme=scheme, reduced_motion="reduce"
    )
    shelf = documents(page)
    shelf.locator("tbody input").first.check()
    shelf.locator(".snapshots summary").click()
    shelf.locator(".trash summary").click()
    page.wait_for_timeout(300)
    assert not findings(page)
    shelf.locator("#docs-remove").click()
    assert not findings(page)


def test_on_a_phone_nothing_hangs_over(url: str, visit: Visit, place: Place) -> None:
    place.write("长" * 60 + ".txt", "Something new.")
    page = visit(url=url, width=390)
    shelf = documents(page)
    assert page.evaluate(OVERFLOW) <= 0
    wide = shelf.evaluate("it => it.scrollWidth - it.clientWidth")
    assert wide <= 0
