"""Row ↔ terms in Milvus: the same BM25 as Tantivy's, over terms that we cut ourselves.

A row is a sparse vector with a dimension for each of its terms, in its own words or in its context; the value
is what BM25 gives that term there. A question's inner product with it is then the sum of all that meets, at
least what the row scores, since of a clause's alternatives not all count in full. So Milvus gives the rows
with the highest sums, their terms are weighed exactly here, and it goes on until no other row can be among
the best (the threshold algorithm: Fagin, Lotem & Naor 2003).

Milvus' own BM25 knows neither alternatives nor weights of fields, and cuts and hashes terms in its own way.
How often a term occurs is kept beside the catalogue, in `terms.sqlite`.
"""

from __future__ import annotations

import sqlite3
import struct
import threading
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexDamaged
from index.manifest import REBUILD
from index.milvus import MOST, Milvus, Record, among
from index.postings import BM25, FIELDS, TIE_BREAKER, Clause
from index.sealed import Collection, Seal, check

if TYPE_CHECKING:
    from index.vectors import Rows

K1, B = 1.2, 0.75
"""Tantivy's."""
_HERE = 0
"""A dimension that every row has, since Milvus takes no empty vector."""
_AT_ONCE = 500_000  # values in one insertion: 4 MB
_TIES = 4096
"""Rows that are looked at to see which of those with equal scores come first."""
_LENGTHS = [*range(40), *accumulate(chain.from_iterable(repeat(2**n, 8) for n in range(1, 28)), initial=40)]
"""The lengths of texts that BM25 tells apart, as Tantivy rounds them down to a byte."""
_SCHEMA = (
    "CREATE TABLE terms (term TEXT PRIMARY KEY, number INTEGER, body INTEGER, context INTEGER) WITHOUT ROWID"
)


class MilvusPostingsWriter:
    """Writes postings into a new collection, and in `folder` how often each term occurs."""

    def __init__(self, milvus: Milvus, name: str, folder: Path) -> None:
        folder.mkdir()
        self._milvus, self._name, self._folder = milvus, name, folder
        # BM25 needs to know how long texts are on average: until all are there, they wait on disk.
        self._waiting = (folder / "waiting").open("w+b")
        self._numbers: dict[str, int] = {}
        self._frequencies: tuple[list[int], ...] = tuple([] for _ in FIELDS)
        self._lengths = [0] * len(FIELDS)
        self._rows = 0
        milvus.create(name, terms=("SPARSE_FLOAT_VECTOR", {}))

    def add(self, row: int, body: Sequence[str], context: Sequence[str]) -> None:
        """The terms of a row's own words, and of its context. Rows come in order."""
        for field, terms in enumerate((body, context)):
            counts = Counter(terms)
            pairs = np.empty((len(counts), 2), np.uint32)
            for place, (term, count) in enumerate(counts.items()):
                number = self._numbers.setdefault(term, len(self._numbers))
                if number == len(self._frequencies[0]):
                    for frequencies in self._frequencies:
                        frequencies.append(0)
                self._frequencies[field][number] += 1
                pairs[place] = number, count
            self._waiting.write(struct.pack("<II", len(counts), len(terms)) + pairs.tobytes())
            self._lengths[field] += len(terms)
        self._rows += 1

    def close(self) -> Collection:
        seal = Seal(self._name, self._rows)
        batch: list[dict[str, object]] = []
        values = 0
        for row, terms in enumerate(self._weighed()):
            seal.add(row, _content({"row": row, "terms": terms}))
            batch.append({"row": row, "terms": terms})
            values += len(terms)
            if values >= _AT_ONCE:
                self._milvus.insert(self._name, batch)
                batch, values = [], 0
        if batch:
            self._milvus.insert(self._name, batch)
        self._waiting.close()
        (self._folder / "waiting").unlink()
        self._milvus.complete(self._name, "terms", "SPARSE_INVERTED_INDEX", {})
        with sqlite3.connect(self._folder / "terms.sqlite") as connection:
            connection.execute(_SCHEMA)
            table = zip(self._numbers, self._numbers.values(), *self._frequencies, strict=True)
            connection.executemany("INSERT INTO terms VALUES (?, ?, ?, ?)", sorted(table))
        connection.close()
        return seal.stated()

    def _weighed(self) -> Iterator[dict[int, float]]:
        """Of each row dimension → weight."""
        means = [length / max(1, self._rows) for length in self._lengths]
        self._waiting.seek(0)
        for _ in range(self._rows):
            terms = {_HERE: 1.0}
            for field, mean in enumerate(means):
                number, length = struct.unpack("<II", self._waiting.read(8))
                pairs = np.frombuffer(self._waiting.read(8 * number), np.uint32).reshape(-1, 2)
                rounded = _LENGTHS[bisect_right(_LENGTHS, length) - 1]
                norm = K1 * (1 - B + B * rounded / mean) if mean else 0.0
                weights = (K1 + 1) * pairs[:, 1] / (pairs[:, 1] + norm)
                dimensions = [_dimension(term, field) for term in pairs[:, 0].tolist()]
                terms.update(zip(dimensions, weights.astype(np.float32).tolist(), strict=True))
            yield terms


class MilvusPostings(BM25):
    """Finished postings, read-only. Safe to use from several threads."""

    def __init__(self, milvus: Milvus, stated: Collection, folder: Path) -> None:
        check_postings(milvus, stated)
        self._milvus, self._name, self._count = milvus, str(stated["name"]), int(stated["rows"])
        self._path = folder / "terms.sqlite"
        uri = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._lock = threading.Lock()
        self._term = lru_cache(maxsize=65_536)(self._looked_up)

    def close(self) -> None:
        self._connection.close()

    @property
    def count(self) -> int:
        return self._count

    def search(
        self, clauses: Sequence[Clause], limit: int, rows: Rows | None = None
    ) -> list[tuple[int, float]]:
        weighed = [each for clause in clauses if (each := self._alternatives(clause))]
        if not weighed or limit < 1 or not (rows is None or rows.any()):
            return []
        only = "" if rows is None or rows.all() else among(rows, self.count)
        question: dict[int, float] = {}
        for dimensions, weights in chain.from_iterable(weighed):
            for dimension, weight in zip(dimensions, weights, strict=True):
                question[dimension] = question.get(dimension, 0.0) + weight
        scores: dict[int, float] = {}
        depth = min(MOST, max(64, 2 * limit))
        while True:
            unseen = f"row not in {list(scores)}" if scores else ""
            both = " and ".join(f"({one})" for one in (only, unseen) if one)
            ((found, sums),) = self._milvus.search(self._name, "terms", [question], depth, both)
            scores |= self._scores(weighed, found)
            best = sorted(scores.items(), key=lambda hit: (-hit[1], hit[0]))[:limit]
            if len(found) < depth:
                return best
            if len(best) == limit:
                # No row that was not seen scores more than the least of the sums.
                margin = 1e-5 * sums[-1]
                if sums[-1] + margin < best[-1][1]:
                    return best
                if sums[-1] - margin <= best[-1][1] and len(scores) >= _TIES:
                    return best
            depth = min(MOST, 2 * depth)

    def _alternatives(self, clause: Clause) -> list[tuple[list[int], list[float]]]:
        """The clause's alternatives in each field: the dimensions of the terms, and what each is worth."""
        found = []
        for field, terms, frequencies, boost in self._weighed(clause):
            number = [name for name, _ in FIELDS].index(field)
            dimensions = [_dimension(self._term(term)[0], number) for term in terms]
            found.append((dimensions, [boost * self.idf(frequency) for frequency in frequencies]))
        return found

    def _scores(
        self, clauses: Sequence[list[tuple[list[int], list[float]]]], rows: Sequence[int]
    ) -> dict[int, float]:
        """What rows score, from the weights of the question's terms in them."""
        if not rows:
            return {}
        dimensions = sorted({one for each in clauses for found, _ in each for one in found})
        place = {row: number for number, row in enumerate(rows)}
        values = {one: np.zeros(len(rows)) for one in dimensions}
        hits = self._milvus.search(
            self._name, "terms", [{one: 1.0} for one in dimensions], len(rows), f"row in {list(rows)}"
        )
        for one, (found, weights) in zip(dimensions, hits, strict=True):
            values[one][[place[row] for row in found]] = weights
        total = np.zeros(len(rows))
        for clause in clauses:
            met = np.array([_met([values[one] for one in found], worth) for found, worth in clause])
            total += (1 - TIE_BREAKER) * met.max(axis=0) + TIE_BREAKER * met.sum(axis=0)
        return {row: score for row, score in zip(rows, total.tolist(), strict=True) if score > 0}

    def _frequencies(self, field: str, terms: Sequence[str]) -> list[int]:
        number = [name for name, _ in FIELDS].index(field)
        return [self._term(term)[1 + number] for term in terms]

    def _looked_up(self, term: str) -> tuple[int, ...]:
        """A term's number, and in how many rows it stands in each field."""
        try:
            with self._lock:
                found = self._connection.execute(
                    "SELECT number, body, context FROM terms WHERE term = ?", (term,)
                ).fetchone()
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(f"{self._path}: {error}; {REBUILD}") from error
        return tuple(found) if found else (0, *(0 for _ in FIELDS))


def check_postings(milvus: Milvus, stated: Collection, thoroughly: bool = False) -> None:
    """As `check`."""
    check(milvus, stated, ["terms"], _content, thoroughly)


def _met(values: Sequence[NDArray[np.float64]], worth: Sequence[float]) -> NDArray[np.float64]:
    """What an alternative gives each row: all of its terms together, where all of them stand."""
    together = np.zeros_like(values[0])
    for each, weight in zip(values, worth, strict=True):
        together += weight * each
    together[(np.array(values) == 0).any(axis=0)] = 0.0
    return together


def _dimension(number: int, field: int) -> int:
    """Where a term stands in a row's sparse vector."""
    return number * len(FIELDS) + field + 1


def _content(record: Record) -> bytes:
    pairs = sorted(record["terms"].items())
    return struct.pack(f"<Q{'If' * len(pairs)}", record["row"], *chain.from_iterable(pairs))
