"""How files stand to the snapshot: before and after builds, changes and going back."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from index.build import build
from index.errors import DocumentError, IndexDamaged
from index.history import rollback
from index.load import iter_files
from index.reasons import Reason
from index.seen import read_seen
from index.snapshot import current_id
from index.status import Overview, State, Status
from tests.conftest import FakeEmbedder

LEVY, COURTS = "The levy is 42 yuan a month.", "Thirty-four courts were set up."


class Folder:
    """A folder of documents with its index."""

    def __init__(self, root: Path) -> None:
        self.path, self.index = root / "documents", root / "index"
        self.path.mkdir()
        self.overview = Overview(self.index, self.path)

    def write(self, name: str, text: str) -> None:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def build(self) -> None:
        build(iter_files(self.path), self.index, FakeEmbedder(), folder=self.path)

    def states(self) -> dict[str, str]:
        return {one.name: str(one.state) for one in self.overview.standing().files}

    def file(self, name: str) -> Status:
        return next(one for one in self.overview.standing().files if one.name == name)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path)
    made.write("a.txt", LEVY)
    made.write("of/b.txt", COURTS)
    return made


def test_without_an_index_all_is_new(folder: Folder) -> None:
    assert folder.states() == {"a.txt": "new", "of/b.txt": "new"}
    assert folder.overview.standing().manifest is None


def test_what_was_read_says_how_much_there_is(folder: Folder) -> None:
    folder.build()
    standing = folder.overview.standing()
    assert standing.manifest
    assert standing.manifest.id == current_id(folder.index)
    assert standing.files == (
        Status("a.txt", State.READ, len(LEVY), articles=1, passages=1),
        Status("of/b.txt", State.READ, len(COURTS), articles=1, passages=1),
    )


def test_new_changed_and_removed_since(folder: Folder) -> None:
    folder.write("c.txt", "Nothing changes here.")
    folder.build()
    folder.write("a.txt", LEVY + " And more.")
    folder.write("d.txt", "A new one.")
    (folder.path / "of/b.txt").unlink()
    assert folder.states() == {"a.txt": "changed", "c.txt": "read", "d.txt": "new", "of/b.txt": "removed"}
    assert folder.file("of/b.txt").size is None
    folder.build()
    assert folder.states() == {"a.txt": "read", "c.txt": "read", "d.txt": "read"}


def test_a_file_that_failed_says_why_even_if_nothing_could_be_read(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("program.exe", "MZ")
    with pytest.raises(DocumentError):
        folder.build()
    failed = folder.file("program.exe")
    assert failed.state == State.FAILED
    assert failed.skipped[0].reason == Reason("unsupported", {"ending": ".exe"})


def test_a_file_that_was_mended_is_new(folder: Folder) -> None:
    folder.write("c.txt", "")
    folder.build()
    assert folder.file("c.txt").state == State.FAILED
    folder.write("c.txt", "Words at last.")
    assert folder.file("c.txt").state == State.NEW


def test_touched_is_not_changed(folder: Folder) -> None:
    folder.build()
    os.utime(folder.path / "a.txt", (1, 1))
    assert folder.file("a.txt").state == State.READ


def test_nothing_is_hashed_that_the_build_has_seen(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.build()
    folder.write("c.txt", "New.")
    hashed: list[str] = []

    def counted(path: Path) -> str:
        hashed.append(path.name)
        return "hash"

    monkeypatch.setattr("index.load.sha256_of", counted)
    folder.states()
    folder.states()
    assert hashed == ["c.txt"]


@pytest.mark.parametrize(
    "stated",
    [
        "[",
        '{"a.txt": [1, 2, {}, {"a.txt": "why, in words"}]}',
        '{"a.txt": [1, 2, {}, {"a.txt": {"code": "of another version"}}]}',
    ],
)
def test_without_what_was_seen_files_are_hashed(folder: Folder, stated: str) -> None:
    folder.build()
    (folder.index / "seen.json").write_text(stated, "utf-8")
    assert read_seen(folder.index) == {}
    assert set(folder.states().values()) == {"read"}


def test_a_copy_names_what_is_indexed_for_it(folder: Folder) -> None:
    folder.write("z.txt", LEVY)
    folder.build()
    assert folder.file("z.txt") == Status("z.txt", State.READ, len(LEVY), copy_of="a.txt")


def test_an_archive_is_one_file(folder: Folder) -> None:
    with zipfile.ZipFile(folder.path / "all.zip", "w") as archive:
        archive.writestr("one.txt", "The first of two.")
        archive.writestr("two.txt", "The second of two.")
        archive.writestr("inner.zip", "PK")
    assert folder.file("all.zip").state == State.NEW
    folder.build()
    packed = folder.file("all.zip")
    assert (packed.state, packed.passages) == (State.READ, 2)
    assert [item.path for item in packed.skipped] == ["all.zip/inner.zip"]
    (folder.path / "all.zip").unlink()
    assert folder.file("all.zip") == Status("all.zip", State.REMOVED, None, articles=2, passages=2)


def test_going_back_shows_what_was_current_then(folder: Folder) -> None:
    folder.build()
    folder.write("a.txt", LEVY + " And more.")
    folder.write("c.txt", "A new one.")
    folder.build()
    rollback(folder.index)
    assert folder.states() == {"a.txt": "changed", "c.txt": "new", "of/b.txt": "read"}


def test_without_a_folder_what_the_snapshot_has(folder: Folder) -> None:
    folder.build()
    (folder.path / "a.txt").unlink()
    files = Overview(folder.index, None).standing().files
    assert [(one.name, one.state, one.size) for one in files] == [
        ("a.txt", State.READ, None),
        ("of/b.txt", State.READ, None),
    ]


def test_a_link_out_of_the_folder_is_named(folder: Folder) -> None:
    (folder.path / "link.txt").symlink_to("/etc/hostname")
    assert folder.file("link.txt").state == State.FAILED


def test_a_damaged_index_is_said(folder: Folder) -> None:
    folder.build()
    (folder.index / "snapshots" / current_id(folder.index) / "manifest.json").write_text("{", "utf-8")
    with pytest.raises(IndexDamaged):
        folder.states()
