"""What there is to index: sources as they come, new files, what the snapshot before has of the others."""

from __future__ import annotations

from pathlib import Path

from index import lexicon, split
from index.cache import cache_folder
from index.catalog import CatalogWriter
from index.document import File, Passage, Skipped, Source
from index.errors import DocumentError
from index.formats import ocr
from index.lexicon import open_lexicon
from index.load import load_file
from index.places import located
from index.previous import Previous
from index.reasons import Reason
from index.repair import articles

READ = f"5.{lexicon.VERSION}{'.ocr' * ocr.available()}"
"""Counts up when files are read, mended or split otherwise, or places found: what was read is read again.

So it is when what recognises scans has come or gone."""


class Inventory:
    """Sources as they come, into a new catalog: which there are, what was skipped, what is there twice.

    `files`: those in the catalog, with their hashes; `hashes`: of all that were seen.
    """

    def __init__(self, path: Path, before: Previous, limit: int) -> None:
        self.writer = CatalogWriter(path)
        self.skipped: list[Skipped] = []
        self.copies: list[tuple[str, str]] = []
        self.files: dict[str, str] = {}
        self.hashes: dict[str, str] = {}
        self._before, self._limit = before, limit
        self._places = open_lexicon(cache_folder()).places
        manifest = before.manifest
        self._alike = manifest is not None and (manifest.read_version, manifest.split_limit) == (READ, limit)
        self._first: dict[str, str] = {}

    def add(self, source: Source | File | Skipped) -> None:
        if isinstance(source, File):
            self._add_file(source)
        elif isinstance(source, Skipped):
            self.skipped.append(source)
        else:
            source = located(source, self._places)
            self._put(source, list(split.split(source, self._limit)))

    def close(self) -> None:
        for path, document_id in self.copies:
            self.writer.add_copy(path, document_id)
        self.writer.close()

    def _add_file(self, file: File) -> None:
        self.hashes[file.name] = file.sha256
        if file.sha256 in self._first:
            self.copies.append((file.name, self._first[file.sha256]))
            self.files[file.name] = file.sha256
        elif self._alike and (entry := self._before.entry(file)):
            self._put(*entry)
        else:
            self.add(_read(file))
        if file.name in self.files:
            self._first.setdefault(file.sha256, file.name)

    def _put(self, source: Source, passages: list[Passage]) -> None:
        document = source.document
        if passages:
            self.files[document.path] = document.sha256
            self.writer.add(source, passages)
        else:
            self.skipped.append(Skipped(document.path, Reason("not_quotable")))


def _read(file: File) -> Source | Skipped:
    try:
        document = load_file(file)
    except DocumentError as error:
        return Skipped(error.path, error.reason)
    return Source(document, tuple(articles(document)))
