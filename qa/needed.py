"""Which names of a question a passage has to have, and what else may stand for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from index.dates import FEASTS
from index.lexicon import Lexicon
from index.places import WORD
from index.postings import Clause
from qa.notion import Notion


def needed(notions: Sequence[Notion], lexicon: Lexicon) -> Iterator[Notion]:
    """The notions; no name is a place in which another of them lies: who says 海东 need not say 青海."""
    places = [notion for notion in notions if notion.kind == "place"]
    around = {
        outer
        for notion in places
        if len(places) > 1
        for option in notion.clause.alternatives
        for found in lexicon.places.find(option, WORD)
        for outer in found.place.within
    }
    for notion in notions:
        inside = notion.kind == "place" and around.intersection(notion.clause.alternatives)
        yield replace(notion, name=False) if inside else notion


def dated(notion: Notion, known: Callable[[str], bool]) -> Notion:
    """A feast may also be told by its day, if the index has that: 元旦 is 1月1日."""
    words = notion.clause.alternatives
    days = {FEASTS[word]: None for word in words if word in FEASTS}
    told = tuple(filter(known, days))
    return replace(notion, clause=Clause((*words, *told)), met=True) if told else notion
