"""Snapshots: an index is written whole, reopened, checked, and only then made current by one rename.

    INDEX/
      CURRENT                 the id of the published snapshot
      lock, holder            held by the one builder, and who that is
      embeddings.sqlite       vectors by content, so that none is computed twice
      terms.sqlite            what passages are cut to, likewise
      shares/                 what workers have computed, see `index.share`
      collections.json        those in Milvus, see `index.parts`
      snapshots/ID/           manifest.json, catalog.sqlite, vectors/, postings/, articles/, vocabulary.json

The manifest names every file with its size and SHA-256, and has a checksum of itself. A snapshot opens only
if all of them are as they were published; a reader holds one snapshot from the beginning to the end of a
question.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from index.catalog import Catalog
from index.digest import sha256_of
from index.document import Article, Document, Passage
from index.errors import IndexDamaged, IndexMissing
from index.lock import holding, replace_text
from index.manifest import REBUILD, Manifest, read_manifest, seal, verify
from index.parts import open_parts, point, sweep
from index.terms import Analyser
from index.vocabulary import Vocabulary

KEEP = 2
"""Snapshots kept after publishing: the new one, and the one before for those who still read it."""

_ID = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{8}")


class Snapshot:
    """A published index, open for reading. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = verify(folder)
        try:
            self._catalog = Catalog(folder / "catalog.sqlite")
            self._parts = open_parts(folder, self.manifest)
            self.vectors, self.postings = self._parts.vectors, self._parts.postings
            self.article_postings = self._parts.articles
            self.vocabulary = Vocabulary.load((folder / "vocabulary.json").read_text("utf-8"))
            counts = {self._catalog.count(), self.vectors.count, self.postings.count}
        except (OSError, RuntimeError, ValueError, KeyError, TypeError) as error:
            raise IndexDamaged(f"{folder}: {error}; {REBUILD}") from error
        if counts != {self.manifest.passages}:
            raise IndexDamaged(f"{folder}: its parts hold {sorted(counts)} passages each; {REBUILD}")
        self.analyser = Analyser(self.vocabulary.words)

    @property
    def id(self) -> str:
        return self.manifest.id

    def passage(self, row: int) -> Passage:
        return self._catalog.passage(row)

    def article_numbers(self, rows: Sequence[int]) -> dict[int, int]:
        """Row of a passage → row of its article in `article_postings`."""
        return self._catalog.article_numbers(rows)

    def document(self, document_id: str) -> Document:
        """The document of that id; KeyError if there is none."""
        return self._catalog.document(document_id)

    def file(self, document: Document) -> Path | None:
        """The file that a document was read from, if it is still there, unchanged, and by itself."""
        if not self.manifest.folder:
            return None
        folder = Path(self.manifest.folder)
        path = folder / document.path
        try:
            if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
                return None
            return path if sha256_of(path) == document.sha256 else None
        except OSError:
            return None

    def articles(self) -> list[tuple[tuple[str, ...], Article, range]]:
        """Each article with passages: its document's path and copies, itself, the rows of its passages."""
        return self._catalog.articles()

    def entry(self, document_id: str) -> tuple[Document, list[Article], list[Passage]]:
        """All that there is of a document; KeyError if there is none."""
        return self._catalog.entry(document_id)

    def passages(self, size: int) -> Iterator[list[tuple[int, int, Passage, str]]]:
        """All passages in blocks of up to `size`, in order: row, number of the article, passage, its text."""
        return self._catalog.passages(size)

    def says(self, words: str) -> bool:
        """Whether any document has `words`, character for character. Reads all of them."""
        return self._catalog.says(words)

    def files(self) -> dict[str, tuple[str, str]]:
        """The path of each file, copies too, with its hash and the id of its document."""
        return self._catalog.files()

    def having(self, words: Sequence[str]) -> list[str]:
        """The ids of documents that have any of `words`, character for character. Reads all of them."""
        return self._catalog.having(words)

    def text(self, passage: Passage) -> str:
        return self._catalog.text(passage)

    def close(self) -> None:
        self._parts.close()
        self._catalog.close()


Judge = Callable[[Snapshot], None]
"""Called with a new snapshot before it is published."""


def open_snapshot(index: Path) -> Snapshot:
    """The current snapshot of the folder `index`.

    Raises IndexMissing when there is none, IndexDamaged when its files are not what was published.
    """
    while True:
        name = current_id(index)
        try:
            return Snapshot(index / "snapshots" / name)
        except IndexDamaged:
            # Others may have been published meanwhile, and this one cleared away.
            if pointer(index) in ("", name):
                raise


def current_id(index: Path) -> str:
    """The id of the current snapshot. Raises IndexMissing, IndexDamaged."""
    try:
        name = (index / "CURRENT").read_text("utf-8").strip()
    except FileNotFoundError:
        raise IndexMissing(f"{index}: no index there; build it: python -m index documents/") from None
    except (OSError, UnicodeDecodeError) as error:
        raise IndexDamaged(f"{index / 'CURRENT'}: {error}; {REBUILD}") from error
    if not _ID.fullmatch(name) or not (index / "snapshots" / name).is_dir():
        raise IndexDamaged(f"{index / 'CURRENT'}: names no snapshot ({name[:80]!r}); {REBUILD}")
    return name


@contextmanager
def building(index: Path) -> Iterator[Path]:
    """A fresh folder to write a snapshot in, while no one else builds here; removed unless published.

    Raises as `holding`.
    """
    with holding(index):
        snapshots = index / "snapshots"
        for abandoned in snapshots.glob("*.building"):
            shutil.rmtree(abandoned)
        _sweep(index)
        now = datetime.now(UTC)
        # Microseconds first, so that ids are in the order in which builds began.
        name = f"{now:%Y%m%dT%H%M%SZ}-{now.microsecond:05x}{secrets.token_hex(2)[:3]}"
        folder = snapshots / f"{name}.building"
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            _sweep(index)


def publish(
    index: Path, folder: Path, manifest: Manifest, keep: int = KEEP, judge: Judge | None = None
) -> Snapshot:
    """Seal what was written in `folder`, reopen and check it, and make it current. Returns it, open.

    If `judge` raises, it is not published. Of the snapshots `keep` remain: it, the one that was current, and
    the latest others.
    """
    sealed = seal(folder, manifest)
    final = folder.with_name(sealed.id)
    os.replace(folder, final)
    before = pointer(index)
    try:
        snapshot = Snapshot(final)
        if judge:
            judge(snapshot)
        make_current(index, sealed.id)
    except BaseException:
        shutil.rmtree(final, ignore_errors=True)
        raise
    point(index, sealed)
    first = dict.fromkeys(name for name in (sealed.id, before, *names(index)) if name)
    for name in list(first)[max(1, keep) :]:
        shutil.rmtree(final.with_name(name), ignore_errors=True)
    return snapshot


def names(index: Path) -> list[str]:
    """The ids of all published snapshots, the latest first."""
    folders = (index / "snapshots").glob("*") if (index / "snapshots").is_dir() else ()
    return sorted((path.name for path in folders if _ID.fullmatch(path.name)), reverse=True)


def make_current(index: Path, identity: str) -> None:
    """Names a snapshot as the one to open, in one step."""
    replace_text(index / "CURRENT", identity + "\n")


def pointer(index: Path) -> str:
    """`current_id`, or "" where there is none."""
    try:
        return current_id(index)
    except (IndexMissing, IndexDamaged):
        return ""


def _sweep(index: Path) -> None:
    """Drops collections that no snapshot names; none, while one of them cannot say what it names."""
    with suppress(IndexDamaged):
        sweep(index, [read_manifest(index / "snapshots" / name) for name in names(index)])
