"""Files that were removed: put back, or deleted for good."""

from __future__ import annotations

from pathlib import Path

import pytest

from page.documents.refused import Refused
from page.documents.shelf import Placed, Shelf
from tests.page.documents.conftest import files, put


def test_removed_and_put_back(shelf: Shelf) -> None:
    put(shelf, "of/a.txt")
    shelf.remove("of/a.txt")
    assert files(shelf.folder) == set()
    (item,) = shelf.removed()
    assert (item.name, item.size) == ("of/a.txt", 5)
    assert shelf.restore(item.id) == Placed("of/a.txt")
    assert (shelf.folder / "of/a.txt").read_bytes() == b"words"
    assert shelf.removed() == []


def test_put_back_where_another_has_its_name(shelf: Shelf) -> None:
    put(shelf, "a.txt", b"one")
    shelf.remove("a.txt")
    put(shelf, "a.txt", b"two")
    (item,) = shelf.removed()
    assert shelf.restore(item.id) == Placed("a (2).txt")


def test_what_is_put_back_may_be_larger_than_what_is_taken(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "documents", tmp_path / "index", max_bytes=1)
    shelf.folder.mkdir()
    (shelf.folder / "large.txt").write_bytes(b"large")
    shelf.remove("large.txt")
    assert shelf.restore(shelf.removed()[0].id) == Placed("large.txt")


def trashed(shelf: Shelf, *names: str) -> list[str]:
    """Puts files of these names into the trash; their ids, in that order."""
    for name in names:
        put(shelf, name, name.encode())
        shelf.remove(name)
    return [item.id for item in reversed(shelf.removed())]


def test_the_trash_is_emptied_of_what_was_seen(shelf: Shelf, tmp_path: Path) -> None:
    first, second, third = trashed(shelf, "a.txt", "b.txt", "c.txt")
    trash = tmp_path / "index-trash"
    half = trash / first.replace(first[-8:], "00000000")  # it was stopped before the file was moved
    half.mkdir()
    (trash / "theirs").mkdir()
    before = shelf.changes
    assert shelf.empty(second) == 2
    assert shelf.changes > before
    assert {path.name for path in trash.iterdir()} == {third, "theirs"}
    assert [item.name for item in shelf.removed()] == ["c.txt"]
    assert shelf.empty(third) == 1
    assert shelf.removed() == []
    assert shelf.empty(third) == 0


@pytest.mark.parametrize(
    "record",
    [
        *(None, "", "[]", '"', '{"name": "a.txt"}', '{"name": "a.txt", "size": Infinity, "removed": ""}'),
        *(
            f'{{"name": "{name}", "size": 1, "removed": ""}}'
            for name in ("../a.txt", "a/../../b", "/a.txt", "")
        ),
    ],
)
def test_a_damaged_record_is_named_and_deleted_and_the_others_stay(
    shelf: Shelf, tmp_path: Path, record: str | None
) -> None:
    bad, good = trashed(shelf, "a.txt", "b.txt")
    path = tmp_path / "index-trash" / bad / "entry.json"
    path.unlink() if record is None else path.write_text(record, "utf-8")
    assert [(item.id, item.name) for item in shelf.removed()] == [(good, "b.txt"), (bad, "")]
    with pytest.raises(Refused, match="trash_unnamed"):
        shelf.restore(bad)
    shelf.discard(bad)
    assert [item.id for item in shelf.removed()] == [good]
    assert not path.parent.exists()
    assert shelf.restore(good) == Placed("b.txt")


def test_with_a_damaged_record_the_trash_is_emptied(shelf: Shelf, tmp_path: Path) -> None:
    bad, good = trashed(shelf, "a.txt", "b.txt")
    (tmp_path / "index-trash" / bad / "entry.json").write_bytes(b"\xff")
    assert shelf.empty(good) == 2
    assert shelf.removed() == []


def test_a_trash_that_cannot_be_emptied_is_said(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (identity,) = trashed(shelf, "a.txt")
    monkeypatch.setattr("page.documents.trash.shutil.rmtree", refuses)
    for act in (shelf.empty, shelf.discard):
        with pytest.raises(Refused, match="disk_error"):
            act(identity)
    assert [item.id for item in shelf.removed()] == [identity]


@pytest.mark.parametrize("identity", ["", "..", "../../etc", "20200101T000000000000Z-00000000"])
def test_only_what_is_in_the_trash_is_put_back_or_deleted(shelf: Shelf, identity: str) -> None:
    trashed(shelf, "a.txt")
    for act in (shelf.restore, shelf.discard):
        with pytest.raises(Refused, match="trash_gone"):
            act(identity)
    assert len(shelf.removed()) == 1
