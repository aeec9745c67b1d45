"""Which names of a question a passage has to have, and what else may stand for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from index.dates import FEASTS
from index.lexicon import Lexicon
from index.places import WORD
from index.postings import Clause
from qa.notion import Notion

_HALVES = frozenset("农村 城镇 乡村 男性 女性 rural urban female male".split())  # noqa: SIM905
"""They say of which half of all something is told: what all earn is not what those in villages do."""
_DECADE = re.compile(r"\d{3}0s")


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
        half = notion.met and notion.words in _HALVES
        kind = "half" if half else notion.kind
        yield replace(notion, name=half or (notion.name and not inside), kind=kind)


def dated(notion: Notion, known: Callable[[str], bool]) -> Notion:
    """A feast may also be told by its day, a decade by its years, if the index has these: 元旦 is 1月1日."""
    words = notion.clause.alternatives
    days = [FEASTS[word] for word in words if word in FEASTS]
    years = [f"{word[:3]}{last}" for word in words if _DECADE.fullmatch(word) for last in range(10)]
    told = tuple(filter(known, dict.fromkeys([*days, *years])))
    return replace(notion, clause=Clause((*words, *told)), met=True) if told else notion
