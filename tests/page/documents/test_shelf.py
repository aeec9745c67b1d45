"""Files that come into the folder of documents and go out of it."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from page.documents.refused import Refused
from page.documents.shelf import Placed, Shelf
from tests.page.documents.conftest import files, put


@given(
    st.text(st.sampled_from("/\\.. :\0\n\u202eé́aB~$C") | st.characters(codec="utf-8"), max_size=30),
    st.sampled_from([".txt", ".TXT", ".txt ", ".pdf.", ""]),
)
def test_whatever_it_is_called_it_ends_up_in_the_folder(name: str, ending: str) -> None:
    with TemporaryDirectory() as place:
        root = Path(place)
        folder = root / "a" / "documents"
        folder.mkdir(parents=True)
        shelf = Shelf(folder, root / "a" / "index")
        try:
            placed = put(shelf, name + ending)
        except Refused:
            assert files(root) == set()
            return
        assert files(root) == {f"a/documents/{placed.name}"}
        assert (folder / placed.name).read_bytes() == b"words"
        assert [path.name for path in root.iterdir()] == ["a"]


def test_a_taken_name_gets_a_number_unless_the_bytes_are_the_same(shelf: Shelf) -> None:
    assert put(shelf, "a.txt", b"one") == Placed("a.txt")
    assert put(shelf, "a.txt", b"two") == Placed("a (2).txt")
    assert put(shelf, "a.txt", b"one") == Placed("a.txt", already=True)
    assert put(shelf, "a.txt", b"two") == Placed("a (2).txt", already=True)
    assert files(shelf.folder) == {"a.txt", "a (2).txt"}


def test_folders_are_made(shelf: Shelf) -> None:
    assert put(shelf, "通知/2020/a.txt") == Placed("通知/2020/a.txt")
    put(shelf, "b.txt")
    with pytest.raises(Refused, match="folder_file"):
        put(shelf, "b.txt/c.txt")


def test_a_folder_in_the_way_is_not_touched(shelf: Shelf) -> None:
    (shelf.folder / "a.txt").mkdir()
    assert put(shelf, "a.txt") == Placed("a (2).txt")


def test_no_link_is_followed(shelf: Shelf, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "b.txt").write_bytes(b"theirs")
    (shelf.folder / "link").symlink_to(outside)
    (shelf.folder / "b.txt").symlink_to(outside / "b.txt")
    with pytest.raises(Refused, match="folder_link"):
        put(shelf, "link/a.txt")
    assert put(shelf, "b.txt", b"ours") == Placed("b (2).txt")
    for name in ("link/b.txt", "b.txt"):
        with pytest.raises(Refused, match="folder_link"):
            shelf.remove(name)
    assert files(outside) == {"b.txt"}
    assert (outside / "b.txt").read_bytes() == b"theirs"


def test_a_link_for_staging_is_refused(shelf: Shelf, tmp_path: Path) -> None:
    (shelf.folder / ".uploads").symlink_to(tmp_path)
    with pytest.raises(Refused, match="folder_link"):
        put(shelf, "a.txt")


@pytest.mark.parametrize("name", ["a.exe", "a", "a.txt.sh", ".txt"])
def test_only_what_can_be_read(shelf: Shelf, name: str) -> None:
    with pytest.raises(Refused, match="type_unknown"):
        put(shelf, name)


@pytest.mark.parametrize("name", ["glossary.csv", "Userdict.TXT", "/glossary.csv"])
def test_the_dictionaries_are_not_replaced(shelf: Shelf, name: str) -> None:
    with pytest.raises(Refused, match="name_reserved"):
        put(shelf, name)
    assert put(shelf, f"of/{name}").name.lower().startswith("of/")


def test_what_is_too_large_leaves_nothing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, tmp_path.parent / "index", max_bytes=10)
    with pytest.raises(Refused, match="file_large"):
        put(shelf, "a.txt", b"0123456789+")
    assert files(tmp_path) == set()
    put(shelf, "a.txt", b"0123456789")


def test_the_folder_holds_only_so_many(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, tmp_path.parent / "index", max_files=2)
    put(shelf, "a.txt")
    put(shelf, "b.txt", b"other")
    with pytest.raises(Refused, match="files_many"):
        put(shelf, "c.txt", b"third")
    assert files(tmp_path) == {"a.txt", "b.txt"}
    shelf.remove("a.txt")
    put(shelf, "c.txt", b"third")


def test_what_others_put_there_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(tmp_path, tmp_path.parent / "index", max_files=2)
    put(shelf, "a.txt")
    (tmp_path / "theirs.txt").write_bytes(b"theirs")
    monkeypatch.setattr("page.documents.shelf._RECOUNT", 0)
    with pytest.raises(Refused, match="files_many"):
        put(shelf, "b.txt", b"other")


def test_what_was_left_behind_long_ago_is_cleared(shelf: Shelf) -> None:
    put(shelf, "a.txt")
    old, fresh = shelf.folder / ".uploads" / "old", shelf.folder / ".uploads" / "fresh"
    old.touch()
    fresh.touch()
    os.utime(old, (1, 1))
    put(shelf, "b.txt", b"other")
    assert not old.exists()
    assert fresh.exists()


def test_many_at_once_lose_nothing(shelf: Shelf) -> None:
    def upload(number: int) -> None:
        put(shelf, "a.txt", str(number % 10).encode())

    threads = [threading.Thread(target=upload, args=(number,)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    held = [(shelf.folder / name).read_bytes() for name in files(shelf.folder)]
    assert sorted(held) == [str(number).encode() for number in range(10)]


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../index", "/etc/passwd", "a/../b.txt", ".uploads/x", "b.txt\0", "of", "no.txt"]
)
def test_only_files_of_the_folder_are_removed(shelf: Shelf, name: str) -> None:
    put(shelf, "b.txt")
    put(shelf, "of/c.txt", b"other")
    with pytest.raises(Refused, match="file_gone"):
        shelf.remove(name)
    assert shelf.removed() == []


def test_a_disk_that_refuses_is_said(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("page.documents.shelf.os.replace", full)
    with pytest.raises(Refused, match="disk_full"):
        put(shelf, "a.txt")
