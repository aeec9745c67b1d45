"""Row ↔ passage, and the documents they are cut from: one SQLite file, read a row at a time.

Rows count from 0 in the order of `add`; vectors and postings use the same rows.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from index.document import Article, Document, Passage, Source
from index.errors import IndexDamaged
from index.stored import dump_article, dump_reads, dump_spans, load_article, load_reads, load_spans

_AT_ONCE = 500  # rows in one query
_SCHEMA = """
CREATE TABLE documents (id TEXT PRIMARY KEY, path TEXT, sha256 TEXT, pages TEXT, reads TEXT, text TEXT);
CREATE TABLE copies (path TEXT PRIMARY KEY, document TEXT);
CREATE TABLE articles (number INTEGER PRIMARY KEY, document TEXT, value TEXT);
CREATE TABLE passages (
    row INTEGER PRIMARY KEY, id TEXT UNIQUE, article INTEGER, paragraph INTEGER, spans TEXT
);
"""
_INDICES = """
CREATE INDEX articles_document ON articles (document);
CREATE INDEX passages_article ON passages (article);
CREATE INDEX copies_document ON copies (document);
"""
_PASSAGE = (
    "SELECT row, article, passages.id, paragraph, spans, value, document"
    " FROM passages JOIN articles ON article = number"
)


_HELD = """
SELECT documents.path, sha256, json_array_length(pages), reads != '[]', count(number), sum(held)
FROM documents
LEFT JOIN (
    SELECT document, number, (SELECT count(*) FROM passages WHERE article = number) AS held FROM articles
) ON document = documents.id
GROUP BY documents.id
"""


@dataclass(frozen=True, slots=True)
class Held:
    """How much there is of a file; nothing of a copy but the name of the file that is indexed for it."""

    sha256: str
    pages: int = 0
    recognised: bool = False
    articles: int = 0
    passages: int = 0
    copy_of: str = ""


class CatalogWriter:
    """Writes a new catalog; `digest` identifies its whole content."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;" + _SCHEMA)
        self._digest = hashlib.sha256()
        self.documents = self.articles = self.passages = 0

    def add(self, source: Source, passages: Iterable[Passage]) -> None:
        """Add a document with its passages, which must be in the order of their articles."""
        document = source.document
        pages, reads = json.dumps(document.pages), json.dumps(dump_reads(document.reads))
        self._insert("documents", (document.id, document.path, document.sha256, pages, reads, document.text))
        self.documents += 1
        numbers: dict[Article, int] = {}
        for article, _ in source.articles:
            numbers[article] = self.articles
            self._insert("articles", (self.articles, document.id, dump_article(article)))
            self.articles += 1
        for passage in passages:
            spans = dump_spans(passage.spans)
            row = (self.passages, passage.id, numbers[passage.article], passage.paragraph, spans)
            self._insert("passages", row)
            self.passages += 1

    def add_copy(self, path: str, document_id: str) -> None:
        """A file with the same bytes as a document that was added."""
        self._insert("copies", (path, document_id))

    def close(self) -> None:
        self._connection.execute("COMMIT")
        self._connection.executescript(_INDICES)
        self._connection.close()

    @property
    def digest(self) -> str:
        return self._digest.hexdigest()

    def _insert(self, table: str, values: tuple[object, ...]) -> None:
        places = ",".join("?" * len(values))
        self._connection.execute(f"INSERT INTO {table} VALUES ({places})", values)  # noqa: S608
        self._digest.update(repr(values).encode("utf-8", "surrogatepass"))


class Catalog:
    """A finished catalog, read-only. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._path = path
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._lock = threading.Lock()
        # Per instance, so that a closed snapshot takes its documents with it.
        self.document = lru_cache(maxsize=64)(self._document)
        self.passage = lru_cache(maxsize=4096)(self._passage)

    def _document(self, document_id: str) -> Document:
        """The document of that id; KeyError if there is none."""
        found = self._one("SELECT path, sha256, text, pages, reads FROM documents WHERE id = ?", document_id)
        if found is None:
            raise KeyError(document_id)
        path, sha256, text, pages, reads = found
        copies = self._all("SELECT path FROM copies WHERE document = ? ORDER BY path", document_id)
        return Document(
            id=document_id,
            path=path,
            sha256=sha256,
            text=text,
            pages=tuple(json.loads(pages)),
            copies=tuple(copy for (copy,) in copies),
            reads=load_reads(json.loads(reads)),
        )

    def _passage(self, row: int) -> Passage:
        """The passage of that row; KeyError if there is none."""
        found = self._one(_PASSAGE + " WHERE row = ?", row)
        if found is None:
            raise KeyError(row)
        return _load_passage(found)[2]

    def passages(self, size: int) -> Iterator[list[tuple[int, int, Passage, str]]]:
        """All passages in blocks of up to `size`, in order: row, number of the article, passage, its text."""
        for start in range(0, self.count(), size):
            rows = self._all(_PASSAGE + " WHERE row >= ? AND row < ? ORDER BY row", start, start + size)
            yield [(*found, self.text(found[2])) for found in map(_load_passage, rows)]

    def entry(self, document_id: str) -> tuple[Document, list[Article], list[Passage]]:
        """All that was added of a document; KeyError if there is none."""
        rows = self._all(_PASSAGE + " WHERE document = ? ORDER BY row", document_id)
        articles = self._all("SELECT value FROM articles WHERE document = ? ORDER BY number", document_id)
        return (
            self.document(document_id),
            [load_article(document_id, value) for (value,) in articles],
            [_load_passage(row)[2] for row in rows],
        )

    def files(self) -> dict[str, tuple[str, str]]:
        """The path of each file, copies too, with its hash and the id of its document."""
        own = self._all("SELECT path, sha256, id FROM documents")
        copies = self._all(
            "SELECT copies.path, sha256, document FROM copies JOIN documents ON document = documents.id"
        )
        return {path: (sha256, document_id) for path, sha256, document_id in (*own, *copies)}

    def held(self) -> dict[str, Held]:
        """How much there is of each file, by path."""
        found = {
            path: Held(sha256, pages, bool(recognised), articles, passages or 0)
            for path, sha256, pages, recognised, articles, passages in self._all(_HELD)
        }
        copies = self._all(
            "SELECT copies.path, documents.path FROM copies JOIN documents ON document = documents.id"
        )
        return found | {path: Held(found[own].sha256, copy_of=own) for path, own in copies}

    def text(self, passage: Passage) -> str:
        """The passage's text: the slice of its spans."""
        return self.document(passage.article.document_id).slice(passage.spans)

    def article_numbers(self, rows: Sequence[int]) -> dict[int, int]:
        """Row of a passage → number of its article, counted from 0."""
        found: dict[int, int] = {}
        for start in range(0, len(rows), _AT_ONCE):
            part = rows[start : start + _AT_ONCE]
            marks = ",".join("?" * len(part))
            found.update(self._all(f"SELECT row, article FROM passages WHERE row IN ({marks})", *part))  # noqa: S608
        return found

    def articles(self) -> list[tuple[tuple[str, ...], Article, range]]:
        """Each article with passages: its document's path and copies, itself, the rows of its passages."""
        copies: dict[str, list[str]] = {}
        for path, document_id in self._all("SELECT path, document FROM copies ORDER BY path"):
            copies.setdefault(document_id, []).append(path)
        found = self._all(
            "SELECT path, document, value, min(row), max(row) FROM passages"
            " JOIN articles ON article = number JOIN documents ON document = documents.id"
            " GROUP BY number ORDER BY number"
        )
        return [
            (
                (path, *copies.get(document_id, ())),
                load_article(document_id, value),
                range(first, last + 1),
            )
            for path, document_id, value, first, last in found
        ]

    def says(self, words: str) -> bool:
        """Whether any document has `words`, character for character. Reads all of them."""
        return self._one("SELECT 1 FROM documents WHERE instr(text, ?) LIMIT 1", words) is not None

    def having(self, words: Sequence[str]) -> list[str]:
        """The ids of documents that have any of `words`, character for character. Reads all of them."""
        any_of = " OR ".join(["instr(text, ?)"] * len(words))
        return [one for (one,) in self._all(f"SELECT id FROM documents WHERE {any_of} ORDER BY id", *words)]  # noqa: S608

    def count(self) -> int:
        """Number of passages."""
        found = self._one("SELECT count(*) FROM passages")
        return int(found[0]) if found else 0

    def close(self) -> None:
        self._connection.close()

    def _one(self, query: str, *values: object) -> tuple[Any, ...] | None:
        return next(iter(self._all(query, *values)), None)

    def _all(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            with self._lock:
                return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(f"{self._path}: {error}; rebuild it: python -m index documents/") from error


def _load_passage(found: tuple[Any, ...]) -> tuple[int, int, Passage]:
    """Row, number of the article, passage."""
    row, number, passage_id, paragraph, spans, article, document_id = found
    return (
        row,
        number,
        Passage(passage_id, load_article(document_id, article), paragraph, load_spans(spans)),
    )
