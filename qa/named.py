"""Which hits have the names of a question: persons, places, institutions and figures, years among them.

A passage of an article need not repeat what the article has said: a year or a town may be lent to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from index.context import context_text
from index.document import Article
from index.gazetteer import PROVINCES
from index.terms import Analyser, is_han, normalise
from qa.notion import Notion
from qa.retrieve import Hit

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
class _Passage:
    """A hit's terms, those of them that its title and place have, and whether it says a year."""

    hit: Hit
    terms: set[str]
    context: set[str]
    dated: bool


@dataclass(slots=True)
class _Article:
    """The terms of an article's hits, and whether one of these says a year."""

    terms: set[str] = field(default_factory=set)
    dated: bool = False


def named(
    notions: Iterable[Notion], hits: Sequence[Hit], text: Callable[[Hit], str], analyser: Analyser
) -> list[Hit]:
    """The hits that meet all names among `notions`, themselves or by their title; none if there is none.

    Those that have all themselves come before those to which the article lends one.
    """
    names = [notion for notion in notions if notion.name and notion.understood]
    if not names:
        return []
    persons = [name for name in names if name.kind == "person" and is_han(name.words)]
    passages = _passages(persons, hits, text, analyser)
    articles: dict[Article, _Article] = {}
    for passage in passages:
        article = articles.setdefault(passage.hit.passage.article, _Article())
        article.terms |= passage.terms
        article.dated |= passage.dated
    themselves, lent = [], []
    for passage in passages:
        missed = [name for name in names if not meets(name, passage.terms)]
        article = articles[passage.hit.passage.article]
        if not missed:
            themselves.append(passage.hit)
        elif all(
            _has_year(name, names, passage, article) or _is_lent(name, names, passage, article)
            for name in missed
        ):
            lent.append(passage.hit)
    return themselves + lent


def meets(notion: Notion, words: set[str]) -> bool:
    """Whether a text with these terms has one of the alternatives that stand for `notion`."""
    return any(all(term in words for term in option.split()) for option in notion.clause.alternatives)


def _passages(
    persons: Sequence[Notion], hits: Sequence[Hit], text: Callable[[Hit], str], analyser: Analyser
) -> list[_Passage]:
    contexts: dict[str, set[str]] = {}
    found = []
    for hit in hits:
        about, said = context_text(hit.passage), text(hit)
        if about not in contexts:
            contexts[about] = set(analyser.terms(about))
        terms = {*contexts[about], *analyser.terms(said)}
        # Next to other words a name may be cut otherwise: 李强调研.
        if persons and (spelled := normalise(said)):
            there = (person for person in persons if person.words in spelled)
            terms.update(term for person in there for term in person.clause.alternatives[0].split())
        found.append(_Passage(hit, terms, contexts[about], bool(_SAYS.search(f"{about} {said}"))))
    return found


def _has_year(name: Notion, names: Sequence[Notion], passage: _Passage, article: _Article) -> bool:
    """Whether a passage that says no year has the one that is asked for: that of its article or, if that says
    none either, the year of the day that the passage has.
    """
    if passage.dated or not any(map(_TIME.fullmatch, name.clause.alternatives)):
        return False
    days = [other for other in names if any("-" in term for term in other.clause.alternatives)]
    return meets(name, article.terms) or (
        not article.dated and any(meets(day, passage.terms) for day in days)
    )


def _is_lent(name: Notion, names: Sequence[Notion], passage: _Passage, article: _Article) -> bool:
    """Whether a passage may have a town that its article names.

    Not where it names another one: what is told of that is not so of the other.
    """
    asked = {term for other in names for term in other.clause.alternatives}
    others = (
        term in PROVINCES or (_TOWN.fullmatch(term) and not _NO_TOWN.fullmatch(term))
        for term in passage.terms - passage.context - asked
    )
    province = PROVINCES.intersection(name.clause.alternatives)
    return name.kind == "place" and not province and meets(name, article.terms) and not any(others)
