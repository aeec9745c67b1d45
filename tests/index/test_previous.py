"""A build reads, embeds and cuts what is new, and takes the rest from the snapshot before."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import inventory
from index.build import Report, build
from index.document import Document, File, Skipped
from index.load import iter_files, load_file
from index.previous import Changes
from index.snapshot import Snapshot, open_snapshot
from index.terms import Analyser
from index.vocabulary import Vocabulary
from tests.conftest import FakeEmbedder

NEWS = "内蒙古新闻\n\n成立少年法庭34个，覆盖全区各地，{}。" + "会议要求各地抓好落实工作。" * 5 + "\n"


class Folder:
    """A folder of documents with its index; notes what a build reads and cuts."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.documents, self.index = root / "documents", root / "index"
        self.documents.mkdir()
        self.read: list[str] = []
        self.cut: list[str] = []
        real = Analyser.terms

        def reading(file: File) -> Document:
            self.read.append(file.path.name)
            return load_file(file)

        def cutting(analyser: Analyser, text: str) -> list[str]:
            self.cut.append(text)
            return real(analyser, text)

        monkeypatch.setattr(inventory, "load_file", reading)
        monkeypatch.setattr(Analyser, "terms", cutting)

    def write(self, name: str, text: str) -> None:
        path = self.documents / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")

    def build(self, **settings: object) -> Report:
        self.read.clear()
        self.cut.clear()
        sources: Iterator[File | Skipped] = iter_files(self.documents)
        return build(sources, self.index, FakeEmbedder(), **settings)  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    made = Folder(tmp_path, monkeypatch)
    made.write("a.txt", NEWS.format("甲"))
    made.write("b.txt", NEWS.format("乙"))
    made.write("c.txt", "没有标题的一段文字，说的是孤儿每月2004元。" * 3)
    made.build()
    return made


def content(snapshot: Snapshot) -> list[tuple[object, ...]]:
    """All that can be told of a snapshot's passages."""
    found: list[tuple[object, ...]] = []
    for row in range(snapshot.manifest.passages):
        passage = snapshot.passage(row)
        found.append((passage, snapshot.text(passage), snapshot.document(passage.article.document_id)))
    return found


def test_the_first_build_reads_all(folder: Folder) -> None:
    assert folder.read == ["a.txt", "b.txt", "c.txt"]
    assert len(folder.cut) > 3


def test_only_what_changed_is_read_embedded_and_cut(folder: Folder) -> None:
    folder.write("b.txt", NEWS.format("丙"))
    report = folder.build()
    assert report.changes == Changes(changed=("b.txt",))
    assert folder.read == ["b.txt"]
    assert (report.embedded, report.passages) == (1, 3)
    (again,) = folder.cut
    assert "丙" in again
    assert not report.why


def test_added_and_removed_files_are_named(folder: Folder) -> None:
    folder.write("new/d.txt", NEWS.format("丁"))
    (folder.documents / "a.txt").unlink()
    report = folder.build()
    assert report.changes == Changes(added=("new/d.txt",), removed=("a.txt",))
    assert folder.read == ["d.txt"]
    assert {one.path for *_, one in content(open_snapshot(folder.index))} == {"b.txt", "c.txt", "new/d.txt"}  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["a.txt", "c.txt"])
@pytest.mark.parametrize("new", ["elsewhere/{}", "z-{}"])
def test_moved_and_renamed_files_are_not_embedded_again(folder: Folder, name: str, new: str) -> None:
    target = folder.documents / new.format(name)
    target.parent.mkdir(exist_ok=True)
    (folder.documents / name).rename(target)
    report = folder.build()
    assert report.changes == Changes(moved=((name, new.format(name)),))
    assert report.embedded == 0
    # A title that was the file's name is another one now, and the file is read for it.
    assert folder.read == ([target.name] if new.startswith("z") and name == "c.txt" else [])
    snapshot = open_snapshot(folder.index)
    expected = {"a.txt": "内蒙古新闻", "c.txt": target.stem}[name]
    (titled,) = {
        one.article.title
        for one in map(snapshot.passage, range(snapshot.manifest.passages))
        if one.article.document_id == new.format(name)
    }
    assert titled == expected


def test_the_same_bytes_are_indexed_once_and_cited_everywhere(folder: Folder) -> None:
    folder.write("copy.txt", NEWS.format("甲"))
    folder.write("new/copy.txt", NEWS.format("甲"))
    report = folder.build()
    assert report.copies == (("copy.txt", "a.txt"), ("new/copy.txt", "a.txt"))
    assert report.changes == Changes(added=("copy.txt", "new/copy.txt"))
    assert (report.documents, report.embedded) == (3, 0)
    snapshot = open_snapshot(folder.index)
    assert snapshot.document("a.txt").copies == ("copy.txt", "new/copy.txt")
    assert snapshot.document("b.txt").copies == ()
    (folder.documents / "a.txt").unlink()
    report = folder.build()
    assert report.changes == Changes(removed=("a.txt",))
    assert folder.read == []
    snapshot = open_snapshot(folder.index)
    assert snapshot.document("copy.txt").copies == ("new/copy.txt",)
    assert snapshot.text(snapshot.passage(2)) == NEWS.format("甲").split("\n")[2]


def test_another_ending_is_another_format(folder: Folder) -> None:
    (folder.documents / "a.txt").rename(folder.documents / "a.md")
    assert folder.build().changes == Changes(moved=(("a.txt", "a.md"),))
    assert folder.read == ["a.md"]


def test_nothing_new_reads_nothing(folder: Folder) -> None:
    report = folder.build()
    assert report.unchanged
    assert (folder.read, folder.cut, report.embedded) == ([], [], 0)


def test_other_settings_do_what_they_must_and_say_why(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    (why,) = folder.build(limit=60).why
    assert "files are read by other rules" in why
    assert len(folder.read) == 3
    (why,) = folder.build(limit=60, vocabulary=Vocabulary(words=("少年法庭",))).why
    assert "cut again" in why
    assert folder.read == []
    assert folder.cut
    monkeypatch.setattr(FakeEmbedder, "name", "another")
    report = folder.build(limit=60, vocabulary=Vocabulary(words=("少年法庭",)))
    assert "another embedding model" in report.why[0]
    assert report.embedded == report.passages - 1  # two are alike
    assert (folder.read, folder.cut) == ([], [])


def test_a_damaged_snapshot_is_named_and_made_again(folder: Folder) -> None:
    for path in folder.index.glob("snapshots/*/catalog.sqlite"):
        path.write_bytes(b"")
    report = folder.build()
    assert len(folder.read) == 3
    assert "catalog.sqlite" in report.why[0]
    assert report.embedded == 0  # vectors are kept beside the snapshots
    open_snapshot(folder.index)


def test_a_file_that_breaks_is_skipped_and_the_old_text_goes(folder: Folder) -> None:
    (folder.documents / "b.txt").write_bytes(b"")
    report = folder.build()
    assert [item.path for item in report.skipped] == ["b.txt"]
    assert report.changes == Changes(removed=("b.txt",))


edits = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from("abcd"), st.sampled_from("甲乙丙")),
        st.tuples(st.just("remove"), st.sampled_from("abcd"), st.just("")),
        st.tuples(st.just("move"), st.sampled_from("abcd"), st.sampled_from("abcd")),
    ),
    max_size=5,
)


@settings(max_examples=25)
@given(edits)
def test_whatever_was_edited_the_index_is_as_if_new(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, str]]
) -> None:
    root = tmp_path_factory.mktemp("edited")
    documents = root / "documents"
    documents.mkdir()
    (documents / "e.txt").write_text(NEWS.format("戊"), "utf-8")
    build(iter_files(documents), root / "index", FakeEmbedder())
    for kind, name, value in steps:
        path = documents / f"{name}.txt"
        if kind == "write":
            path.write_text(NEWS.format(value) if value != "丙" else "没有标题。" * 9, "utf-8")
        elif kind == "remove":
            path.unlink(missing_ok=True)
        elif path.exists():
            path.rename(documents / f"{value}.txt")
        build(iter_files(documents), root / "index", FakeEmbedder())
    edited = open_snapshot(root / "index")
    build(iter_files(documents), root / "anew", FakeEmbedder())
    anew = open_snapshot(root / "anew")
    assert content(edited) == content(anew)
    assert edited.manifest.content == anew.manifest.content
    for name in ("vectors.faiss", "halves.npy", "scripts.npy"):
        assert (edited.folder / "vectors" / name).read_bytes() == (
            anew.folder / "vectors" / name
        ).read_bytes()
    shutil.rmtree(root, ignore_errors=True)  # an index that is open still puts locks there
