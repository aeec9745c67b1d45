"""Row ↔ terms: BM25 by Tantivy over terms that we cut ourselves.

A question is a list of clauses. A clause is one notion of the question with the terms that may stand
for it; they count as one term, with one inverse document frequency, so that a rare wrong alternative does
not outweigh the right one (Pirkola 1998, "structured queries"). A passage's own words are one
field, its context (title, publisher) another, which counts less.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.vectors import Rows

CONTEXT_WEIGHT = 0.5
FEW = 0.05
"""The share of rows up to which they are looked up one by one, when only some may be found."""
FIELDS = (("body", 1.0), ("context", CONTEXT_WEIGHT))
TIE_BREAKER = 0.3
"""So much the lesser of a clause's matches add to the best one: a title's to the body's."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One notion of a question: the terms that may stand for it.

    An alternative of several terms, joined by spaces, is met where all of them stand.
    """

    alternatives: tuple[str, ...]


def idf(frequency: float, count: int) -> float:
    """BM25's inverse document frequency (Robertson & Spärck Jones), as Tantivy has it: of what stands in
    `frequency` of `count`."""
    return math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))


class BM25(ABC):
    """What terms and clauses weigh, wherever the postings are kept."""

    @property
    @abstractmethod
    def count(self) -> int:
        """Number of rows."""

    @abstractmethod
    def search(
        self, clauses: Sequence[Clause], limit: int, rows: Rows | None = None
    ) -> list[tuple[int, float]]:
        """The `limit` best rows with their BM25 scores, best first.

        `rows`, shape (count,), says which may be found, by default all; scores do not depend on it.
        """

    def close(self) -> None:  # noqa: B027 (files that are mapped need none)
        """Lets go of what it has open."""

    @abstractmethod
    def _frequencies(self, field: str, terms: Sequence[str]) -> list[int]:
        """In how many rows each term stands in the field."""

    def knows(self, term: str) -> bool:
        """Whether any passage or its context has the term."""
        return self._frequency(term) > 0

    def frequency(self, clause: Clause) -> int:
        """How many passages have one of the clause's terms, at most: frequencies are added up."""
        return min(self.count, sum(map(self._frequency, clause.alternatives)))

    def idf(self, frequency: int) -> float:
        """What stands in so many rows weighs this much here."""
        return idf(frequency, self.count)

    def weight(self, clauses: Sequence[Clause]) -> float:
        """What the clauses that are known here weigh together: their idf, added up."""
        return sum(self.idf(frequency) for clause in clauses if (frequency := self.frequency(clause)))

    def _weighed(self, clause: Clause) -> list[tuple[str, list[str], list[int], float]]:
        """The clause's alternatives in each field that has them: field, terms, their frequencies, boost.

        The boost makes an alternative weigh as if it were as frequent as its clause.
        """
        common = self.idf(self.frequency(clause))
        found = []
        for alternative in clause.alternatives:
            terms = alternative.split()
            for field, weight in FIELDS:
                frequencies = self._frequencies(field, terms)
                if terms and all(frequencies):
                    boost = weight * common / sum(map(self.idf, frequencies))
                    found.append((field, terms, frequencies, boost))
        return found

    def _frequency(self, alternative: str) -> int:
        terms = alternative.split()
        return max((min(self._frequencies(field, terms), default=0) for field, _ in FIELDS), default=0)


class PostingsWriter:
    """Writes postings into a new folder. Added in order, rows come out in order where scores are equal."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        folder.mkdir()
        self._tantivy = tantivy
        # One thread, so that rows stay in order.
        self._writer = tantivy.Index(_schema(), path=str(folder)).writer(heap_size=64_000_000, num_threads=1)

    def add(self, row: int, body: Sequence[str], context: Sequence[str]) -> None:
        """The terms of a row's own words, and of its context."""
        document = self._tantivy.Document(body=" ".join(body), context=" ".join(context))
        document.add_unsigned("row", row)
        self._writer.add_document(document)

    def close(self) -> None:
        self._writer.commit()
        self._writer.wait_merging_threads()


class Postings(BM25):
    """Finished postings, read-only."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        self._tantivy = tantivy
        self._index = tantivy.Index.open(str(folder))
        self._index.config_reader("manual")  # by itself it watches the folder, and writes a lock into it
        self._schema = self._index.schema
        self._searcher = self._index.searcher()

    @property
    def count(self) -> int:
        return int(self._searcher.num_docs)

    def search(
        self, clauses: Sequence[Clause], limit: int, rows: Rows | None = None
    ) -> list[tuple[int, float]]:
        queries = [query for clause in clauses if (query := self._clause_query(clause)) is not None]
        if not queries or not self.count:
            return []
        should = self._tantivy.Occur.Should
        query = self._tantivy.Query.boolean_query([(should, query) for query in queries])
        if rows is None:
            return self._best(query, limit)
        share = int(rows.sum()) / self.count
        if share <= FEW:
            return self._best(self._among(query, rows), limit)
        # To search on until there are enough is faster here than to look up each row that is allowed.
        depth = limit
        while True:
            depth = min(self.count, int(2 * depth / share) + 1)
            hits = self._best(query, depth)
            found = [hit for hit in hits if rows[hit[0]]]
            if len(found) >= limit or len(hits) < depth or depth == self.count:
                return found[:limit]

    def _best(self, query: Any, limit: int) -> list[tuple[int, float]]:
        hits = self._searcher.search(query, min(limit, self.count), count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        found = [
            (int(row), float(score))
            for row, (score, _) in zip(rows, hits, strict=True)
            if row is not None  # every passage was written with its row
        ]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def _among(self, query: Any, rows: Rows) -> Any:
        """`query` for some rows only, scored as before."""
        made, must = self._tantivy.Query, self._tantivy.Occur.Must
        allowed = made.term_set_query(self._schema, "row", rows.nonzero()[0].tolist())
        return made.boolean_query([(must, query), (must, made.const_score_query(allowed, 0.0))])

    def _clause_query(self, clause: Clause) -> Any:
        """The best of the clause's alternatives in each field, weighed as if as frequent as it; or None."""
        query = self._tantivy.Query
        found = [
            query.boost_query(self._all_of(field, terms), boost)
            for field, terms, _, boost in self._weighed(clause)
        ]
        return query.disjunction_max_query(found, tie_breaker=TIE_BREAKER) if found else None

    def _all_of(self, field: str, terms: Sequence[str]) -> Any:
        query, must = self._tantivy.Query, self._tantivy.Occur.Must
        each = [query.term_query(self._schema, field, term, "freq") for term in terms]
        return each[0] if len(each) == 1 else query.boolean_query([(must, one) for one in each])

    def _frequencies(self, field: str, terms: Sequence[str]) -> list[int]:
        return [self._searcher.doc_freq(field, term) for term in terms]


def _schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    for field, _ in FIELDS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    builder.add_unsigned_field("row", fast=True, indexed=True)
    return builder.build()
