"""Question → Hits: vectors and terms, fused, and the first of them by their wording.

The score adds up three things, each as it is: the cosine in standard deviations above what any passage of its
script has with the question (see `index.background`), so that passages in several languages are judged alike;
and of BM25, for the passage and for its whole article, the share of what the question's known words could
weigh, so that words count for as much as the index knows of the question. Ranks, and scores stretched to a
common range, lose the magnitude: a stray name or digit of a question in another language then gives the terms
a sure and wrong first place. The first hits' scores have what their wording adds besides (`qa.wording`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.background import Background
from index.document import Passage
from index.postings import BM25, Clause
from qa.question import Question
from qa.wording import wording

if TYPE_CHECKING:
    from index.snapshot import Snapshot
    from index.vectors import Matrix, Rows

DEPTH = 200
"""Candidates taken from terms, and from the vectors of each script."""
PASSAGE_WEIGHT = 2.0
ARTICLE_WEIGHT = 0.7
"""What the two shares of BM25 are worth in standard deviations (see DESIGN.md)."""
LOOKED_AT = 30
"""So many of the first have their wording looked at. It only adds: what stands behind them stays behind."""

TEMPERATURE = 0.58
"""By which scores become probabilities; fitted by `eval.chances`."""
LIKELY = 30
"""The first so many hits share the probability."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A candidate: its fused score, and why. Ranks count from 1; None: not among that side's candidates.

    `probability`: that it answers the question, if any of the first candidates does.
    `background`: what its cosine is judged against. `terms`, `article`: shares of BM25 of the passage and of
    its article. `wording`: what its wording adds to the score.
    """

    passage: Passage
    score: float
    probability: float
    cosine: float
    background: Background
    terms: float
    article: float
    wording: float
    vector_rank: int | None
    term_rank: int | None

    @property
    def standard(self) -> float:
        """The cosine in standard deviations above its background."""
        return self.background.standard(self.cosine)


def retrieve(
    snapshot: Snapshot,
    question: Question,
    vector: Matrix,
    limit: int,
    depth: int = DEPTH,
    rows: Rows | None = None,
) -> list[Hit]:
    """The `limit` best passages for a question and its vector, shape (dimension,); best first.

    `rows`, shape (passages,), says which may be found; by default all.
    """
    near = snapshot.vectors.search(vector, depth, rows)
    clauses = question.clauses
    terms = _shares(snapshot.postings, clauses, depth, rows)
    vector_ranks = {one.row: rank for rank, one in enumerate(near, 1)}
    term_ranks = {row: rank for rank, row in enumerate(terms, 1)}
    near += snapshot.vectors.near(vector, [row for row in terms if row not in vector_ranks])
    numbers = snapshot.article_numbers([one.row for one in near])
    articles = _shares(snapshot.article_postings, clauses, 5 * depth)

    scores = {
        one.row: one.standard
        + PASSAGE_WEIGHT * terms.get(one.row, 0.0)
        + ARTICLE_WEIGHT * articles.get(numbers[one.row], 0.0)
        for one in near
    }
    best = sorted(near, key=lambda one: (-scores[one.row], one.row))[: max(limit, LOOKED_AT, LIKELY)]
    passages = {one.row: snapshot.passage(one.row) for one in best}
    first = [one.row for one in best[:LOOKED_AT]]
    gains = dict(zip(first, wording(question, [snapshot.text(passages[row]) for row in first]), strict=True))
    for row, gain in gains.items():
        scores[row] += gain
    best.sort(key=lambda one: (-scores[one.row], one.row))
    chances = softmax([scores[one.row] for one in best])
    return [
        Hit(
            passages[one.row],
            scores[one.row],
            chance,
            one.cosine,
            one.background,
            terms.get(one.row, 0.0),
            articles.get(numbers[one.row], 0.0),
            gains.get(one.row, 0.0),
            vector_ranks.get(one.row),
            term_ranks.get(one.row),
        )
        for one, chance in zip(best[:limit], chances, strict=False)
    ]


def softmax(scores: Sequence[float], temperature: float = TEMPERATURE) -> list[float]:
    """Probabilities of the first candidates by their scores, best first; nothing for those behind them."""
    odds = [math.exp((score - scores[0]) / temperature) for score in scores[:LIKELY]]
    return [odd / sum(odds) for odd in odds] + [0.0] * (len(scores) - len(odds))


def _shares(
    postings: BM25, clauses: Sequence[Clause], depth: int, rows: Rows | None = None
) -> dict[int, float]:
    """Of the best rows, best first, BM25 over what the clauses that are known weigh together.

    A row has more than 1 where it uses the words often.
    """
    weight = postings.weight(clauses)
    return {row: score / weight for row, score in postings.search(clauses, depth, rows)}
