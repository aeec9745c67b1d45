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

_ALIKE = (
    ("rural", "农村", "乡村", "农民", "农户", "村民"),
    ("urban", "城镇", "城市", "城区", "市民"),
    ("female", "女性", "妇女", "女子", "女职工", "女童", "女生", "女"),
    ("male", "男性", "男子", "男职工", "男童", "男生", "男"),
)
_HALVES = {word: alike for alike in _ALIKE for word in alike[:3]}
_HALF = re.compile(
    "(农村|乡村|城镇|女性|男性)(?:常住)?(?:居民|人口|家庭|低保|职工|患者|学生|劳动力)"
    r"|\b(rural|urban|female|male) (?:residents?|population|households?|people|workers?|students?|patients?"
    r"|incomes?)\b",
    re.IGNORECASE,
)
"""Which half of all something is asked of: what all earn is not what those in villages do."""
_DECADE = re.compile(r"\d{3}0s")


def needed(notions: Sequence[Notion], lexicon: Lexicon, text: str) -> Iterator[Notion]:
    """The notions of a question's text; no name is a place in which another of them lies: who says 海东 need
    not say 青海. Which half of all is asked of is one.
    """
    places = [notion for notion in notions if notion.kind == "place"]
    around = {
        outer
        for notion in places
        if len(places) > 1
        for option in notion.clause.alternatives
        for found in lexicon.places.find(option, WORD)
        for outer in found.place.within
    }
    halves = {half.lower() for found in _HALF.findall(text) for half in found if half}
    for notion in notions:
        inside = notion.kind == "place" and around.intersection(notion.clause.alternatives)
        if notion.met and notion.words in halves:
            clause = Clause(tuple(dict.fromkeys((*notion.clause.alternatives, *_HALVES[notion.words]))))
            yield replace(notion, clause=clause, name=True, kind="half")
        else:
            yield replace(notion, name=False) if inside else notion


def dated(notion: Notion, known: Callable[[str], bool]) -> Notion:
    """A feast may also be told by its day, a decade by its years, if the index has these: 元旦 is 1月1日."""
    words = notion.clause.alternatives
    days = [FEASTS[word] for word in words if word in FEASTS]
    years = [f"{word[:3]}{last}" for word in words if _DECADE.fullmatch(word) for last in range(10)]
    told = tuple(filter(known, dict.fromkeys([*days, *years])))
    return replace(notion, clause=Clause((*words, *told)), met=True) if told else notion
