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
_SAYS = re.compile(
    r"(?<!\d)(?:1[89]|20)\d\d(?= ?年|[-/.]\d{1,2}[-/.])"
    r"|\b(?:(?:in|of|by|since|from|until) |, ?)(?:19|20)\d\d\b"
    "|[〇零○一二三四五六七八九]{4}年|十[一二三四五六七八九]五"
)
"""A year, a five-year plan: as terms, and where a text says one (2000元 is none)."""
_TOWN = re.compile("..+[省市县区州旗盟]|.+国")
_NO_TOWN = re.compile("(?:自治|开发|工业|社|地|小)区|[中全我各祖外两该本爱]国")


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
    about = [context_text(hit.passage) for hit in hits]
    cut = {text: set(analyser.terms(text)) for text in dict.fromkeys(about)}
    contexts = [cut[text] for text in about]
    words = [{*own, *analyser.terms(text(hit))} for hit, own in zip(hits, contexts, strict=True)]
    for person in (name for name in names if name.kind == "person" and is_han(name.words)):
        # Next to other words it may be cut otherwise: 李强调研.
        for hit, own in zip(hits, words, strict=True):
            if person.words in normalise(text(hit)):
                own.update(person.clause.alternatives[0].split())
    says = [bool(_SAYS.search(f"{own} {text(hit)}")) for hit, own in zip(hits, about, strict=True)]
    everywhere: dict[Article, set[str]] = {}
    dated = {hit.passage.article for hit, year in zip(hits, says, strict=True) if year}
    for hit, own in zip(hits, words, strict=True):
        everywhere.setdefault(hit.passage.article, set()).update(own)
    themselves, lent = [], []
    for hit, own, context, year in zip(hits, words, contexts, says, strict=True):
        missed = [name for name in names if not meets(name, own)]
        article, undated = everywhere[hit.passage.article], hit.passage.article not in dated
        if not missed:
            themselves.append(hit)
        elif all(
            not year and _has_year(name, names, own, article, undated)
            if name.kind == "figure"
            else _is_lent(name, names, own - context, article)
            for name in missed
        ):
            lent.append(hit)
    return themselves + lent


def _has_year(name: Notion, names: Sequence[Notion], own: set[str], article: set[str], undated: bool) -> bool:
    """Whether a passage that says no year has the one that is asked for: that of its article or, if that says
    none either, the year of the day that the passage has.
    """
    if not any(map(_TIME.fullmatch, name.clause.alternatives)):
        return False
    days = [other for other in names if any("-" in term for term in other.clause.alternatives)]
    return meets(name, article) or (undated and any(meets(day, own) for day in days))


def _is_lent(name: Notion, names: Sequence[Notion], own: set[str], article: set[str]) -> bool:
    """Whether a passage, with the terms `own` besides its title's, may have a place that its article names.

    Not where it names another one: what is told of that is not so of the other.
    """
    asked = {term for other in names for term in other.clause.alternatives}
    others = {
        term
        for term in own - asked
        if term in PROVINCES or (_TOWN.fullmatch(term) and not _NO_TOWN.fullmatch(term))
    }
    return (
        name.kind == "place"
        and not PROVINCES.intersection(name.clause.alternatives)
        and meets(name, article)
        and not others
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
