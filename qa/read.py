"""What readers have in common: what they are given, what they make of it, and which passages come first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from qa.expect import expectation
from qa.question import Question
from qa.retrieve import Hit

if TYPE_CHECKING:
    from index.vectors import Matrix

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a hit. Offsets are into the passage's text; `score` in [0, 1]."""

    hit: Hit
    score: float
    sentence: Offsets | None
    answers: tuple[Offsets, ...]


class Reader(Protocol):
    """Reads the first passages for a question.

    A reading with a score below `threshold` is no answer; from `sure` on it hardly ever is a wrong one.
    """

    threshold: float
    sure: float

    def read(
        self,
        question: Question,
        vector: Matrix,
        hits: Sequence[Hit],
        text: Callable[[Hit], str],
        breadth: int | None = None,
    ) -> list[Reading]:
        """Readings, best first. `vector` is the question's, (dimension,); `text` gives a hit's passage.

        `breadth`: how many passages are read, by default as many as the reader finds enough.
        """
        ...


def publisher(question: str, hits: Sequence[Hit]) -> list[Reading]:
    """Where it is asked for: the publisher as it stands in the document of the first hit that has one.

    It is as probable as that the article is the one meant, by what retrieval says of its passages.
    """
    if expectation(question).kind == "publisher":
        for hit in hits:
            article = hit.passage.article
            if article.publisher_spans:
                stated = replace(hit, passage=replace(hit.passage, spans=article.publisher_spans))
                score = sum(other.probability for other in hits if other.passage.article == article)
                return [Reading(stated, min(1.0, score), None, ((0, len(article.publisher)),))]
    return []
