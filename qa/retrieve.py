"""Question → Hits: vectors and terms, fused.

The score is the cosine plus a share of BM25, both as they are. Ranks, and scores stretched to a common range,
lose the magnitude: a stray name or digit of a question in another language then gives the terms a sure and
wrong first place (of 642 English questions over Chinese paragraphs, a third to a half are lost that way).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.document import Passage
from index.postings import Clause

if TYPE_CHECKING:
    from index.snapshot import Snapshot
    from index.vectors import Matrix, Rows

DEPTH = 200
"""Candidates taken from vectors and from terms each."""
BM25_WEIGHT = 0.003
"""What a point of BM25 is worth in cosine; chosen on XQuAD, flat between 0.002 and 0.004."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A candidate: its fused score, and why. Ranks count from 1; None: not among that side's candidates."""

    passage: Passage
    score: float
    cosine: float
    bm25: float
    vector_rank: int | None
    term_rank: int | None


def retrieve(
    snapshot: Snapshot,
    question: Matrix,
    clauses: Sequence[Clause],
    limit: int,
    depth: int = DEPTH,
    rows: Rows | None = None,
) -> list[Hit]:
    """The `limit` best passages for a question's vector, shape (dimension,), and its clauses; best first.

    `rows`, shape (passages,), says which may be found; by default all.
    """
    near = snapshot.vectors.search(question, depth, rows)
    matching = snapshot.postings.search(clauses, depth, rows)
    cosines = dict(near)
    bm25 = dict(matching)
    missing = [row for row in bm25 if row not in cosines]
    cosines.update(zip(missing, snapshot.vectors.scores(question, missing), strict=True))
    vector_ranks = {row: rank for rank, (row, _) in enumerate(near, 1)}
    term_ranks = {row: rank for rank, (row, _) in enumerate(matching, 1)}
    scores = {row: cosine + BM25_WEIGHT * bm25.get(row, 0.0) for row, cosine in cosines.items()}
    best = sorted(scores, key=lambda row: (-scores[row], row))[:limit]
    return [
        Hit(
            snapshot.passage(row),
            scores[row],
            cosines[row],
            bm25.get(row, 0.0),
            vector_ranks.get(row),
            term_ranks.get(row),
        )
        for row in best
    ]
