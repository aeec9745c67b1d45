"""What readers have in common: what they are given, what they make of it, and which passages come first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from index.context import context_text
from index.terms import Analyser
from qa.expect import expectation
from qa.notion import Notion
from qa.question import Question
from qa.retrieve import Hit

if TYPE_CHECKING:
    from index.vectors import Matrix

Offsets = tuple[int, int]
_TIME = re.compile(r"(?:1[89]|20)\d\d|十.五")
"""A year, a five-year plan."""


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


def named(
    notions: Iterable[Notion], hits: Sequence[Hit], text: Callable[[Hit], str], analyser: Analyser
) -> list[Hit]:
    """The hits that meet all names among `notions`, themselves or by their title; none if there is none.

    What says of no time meets the one that other hits of its article say.
    """
    names = [notion for notion in notions if notion.name and notion.understood]
    if not names:
        return []
    words = [set(analyser.terms(f"{context_text(hit.passage)} {text(hit)}")) for hit in hits]
    times = [set(filter(_TIME.fullmatch, own)) for own in words]
    for hit, own, at in zip(hits, words, times, strict=True):
        if not at:
            others = zip(hits, times, strict=True)
            own |= {
                one for other, said in others if other.passage.article == hit.passage.article for one in said
            }
    return [hit for hit, own in zip(hits, words, strict=True) if all(meets(name, own) for name in names)]


def meets(notion: Notion, words: set[str]) -> bool:
    """Whether a text with these terms has one of the alternatives that stand for `notion`."""
    return any(all(term in words for term in option.split()) for option in notion.clause.alternatives)


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
