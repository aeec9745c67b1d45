"""What readers have in common: what they are given, what they make of it, and which passages come first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from index.context import context_text
from index.document import Article
from index.gazetteer import PROVINCES
from index.terms import Analyser, is_han, normalise
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

    A hit may have a name from another one of its article; those that have all themselves come first.
    """
    names = [notion for notion in notions if notion.name and notion.understood]
    if not names:
        return []
    contexts = [set(analyser.terms(context_text(hit.passage))) for hit in hits]
    words = [{*own, *analyser.terms(text(hit))} for hit, own in zip(hits, contexts, strict=True)]
    for person in (name for name in names if name.kind == "person" and is_han(name.words)):
        # Next to other words it may be cut otherwise: 李强调研.
        for hit, own in zip(hits, words, strict=True):
            if person.words in normalise(text(hit)):
                own.update(person.clause.alternatives[0].split())
    everywhere: dict[Article, set[str]] = {}
    for hit, own in zip(hits, words, strict=True):
        everywhere.setdefault(hit.passage.article, set()).update(own)
    themselves, lent = [], []
    for hit, own, context in zip(hits, words, contexts, strict=True):
        missed = [name for name in names if not meets(name, own)]
        article = everywhere[hit.passage.article]
        if not missed:
            themselves.append(hit)
        elif all(_lent(name, names, own, context, article) for name in missed):
            lent.append(hit)
    return themselves + lent


def _lent(name: Notion, names: Sequence[Notion], own: set[str], context: set[str], article: set[str]) -> bool:
    """Whether a passage has a name from its article: `own` are the passage's terms, `context` those of them
    that its title and place have, `article` all that are known of the article.

    A year, if it says none itself: that of the article, or, where that says none either, the year of the day
    that the passage has.
    """
    if name.kind != "figure":
        # What is told of one province is not so of another that the article tells of, too.
        if name.kind == "person":
            return False
        asked = {term for other in names for term in other.clause.alternatives}
        provinces = PROVINCES.intersection(name.clause.alternatives) or own & PROVINCES - context - asked
        return meets(name, article) and not provinces
    if not any(map(_TIME.fullmatch, name.clause.alternatives)) or any(map(_TIME.fullmatch, own)):
        return False
    days = [other for other in names if any("-" in term for term in other.clause.alternatives)]
    return meets(name, article) or (
        not any(map(_TIME.fullmatch, article)) and any(meets(day, own) for day in days)
    )


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
