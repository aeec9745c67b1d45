"""Question → Hits: vectors and terms, fused.

The score is the cosine, in standard deviations above what any passage of its script has with the question
(see `index.vectors`), plus a share of BM25 as it is. So passages in several languages are judged alike.
Ranks, and scores stretched to a common range, lose the magnitude: a stray name or digit of a question in
another language then gives the terms a sure and wrong first place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.document import Passage
from index.postings import Clause
from index.vectors import Background

if TYPE_CHECKING:
    from index.snapshot import Snapshot
    from index.vectors import Matrix

DEPTH = 200
"""Candidates taken from terms, and from the vectors of each script."""
BM25_WEIGHT = 0.17
"""What a point of BM25 is worth in standard deviations; flat between 0.13 and 0.2 (see DESIGN.md)."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A candidate: its fused score, and why. Ranks count from 1; None: not among that side's candidates.

    `background`: what its cosine is judged against.
    """

    passage: Passage
    score: float
    cosine: float
    background: Background
    bm25: float
    vector_rank: int | None
    term_rank: int | None

    @property
    def standard(self) -> float:
        """The cosine in standard deviations above its background."""
        return self.background.standard(self.cosine)


def retrieve(
    snapshot: Snapshot, question: Matrix, clauses: Sequence[Clause], limit: int, depth: int = DEPTH
) -> list[Hit]:
    """The `limit` best passages for a question's vector, shape (dimension,), and its clauses; best first."""
    near = snapshot.vectors.search(question, depth)
    bm25 = dict(snapshot.postings.search(clauses, depth))
    vector_ranks = {one.row: rank for rank, one in enumerate(near, 1)}
    term_ranks = {row: rank for rank, row in enumerate(bm25, 1)}
    near += snapshot.vectors.near(question, [row for row in bm25 if row not in vector_ranks])
    scores = {one.row: one.standard + BM25_WEIGHT * bm25.get(one.row, 0.0) for one in near}
    best = sorted(near, key=lambda one: (-scores[one.row], one.row))[:limit]
    return [
        Hit(
            snapshot.passage(one.row),
            scores[one.row],
            one.cosine,
            one.background,
            bm25.get(one.row, 0.0),
            vector_ranks.get(one.row),
            term_ranks.get(one.row),
        )
        for one in best
    ]
