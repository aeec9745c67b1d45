"""What a follow-up names, in its own language or as the question before, in another one, would say it."""

from __future__ import annotations

from dataclasses import dataclass

from index.dates import MONTHS
from index.glosses import key
from index.lexicon import Lexicon
from index.names import romanised
from index.terms import Analyser, is_han

ASKING = {
    "when": ("什么时候", "When"),
    "where": ("在哪里", "Where"),
    "why": ("为什么", "Why"),
    "who": ("谁", "Who"),
    "by": ("由谁", "By whom"),
}
"""The words that ask, by their sense: in Chinese, in English."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the rules know words by."""

    lexicon: Lexicon
    analyser: Analyser


@dataclass(frozen=True, slots=True)
class Core:
    """A follow-up without the words that lead to it (那, and) and end it (呢), by what it names.

    `place`, `date`, `asks`, `person`, `thing` are its words of each kind, "" for none. `asks` is a word that
    asks, in the sense `sense` (see `ASKING`); `han` the place's Chinese name; `preposition` what stood before
    the date. `text` is the core itself where it is a question that has a pronoun or lacks a subject.
    """

    chinese: bool
    text: str = ""
    place: str = ""
    han: str = ""
    date: str = ""
    preposition: str = ""
    asks: str = ""
    sense: str = ""
    person: str = ""
    thing: str = ""

    def place_in(self, chinese: bool, lexicon: Lexicon) -> str:
        """The place as a question in that language says it; a Chinese name without a spelling stays."""
        if self.chinese == chinese:
            return self.place
        if chinese:
            return self.han
        known = next(iter(lexicon.translations(self.place)), "")
        if known == key([romanised(self.place)]):
            return romanised(self.place).capitalize()
        # One stem is no word; of several words (inner mongolia) they are.
        return known.title() if " " in known and not is_han(known) else self.place

    def date_in(self, chinese: bool) -> str:
        """The date as a question in that language says it; "" where that takes more than a year and month."""
        if self.chinese == chinese:
            return self.date
        if self.chinese:
            year, _, rest = self.date.partition("年")
            return year if len(year) == 4 and year.isdecimal() and not rest else ""
        *month, year = self.date.lower().split() or [""]
        if not (len(year) == 4 and year.isdecimal()):
            return ""
        if not month:
            return f"{year}年"
        return (
            f"{year}年{MONTHS.index(month[0]) + 1}月" if month[0] in MONTHS[:12] and len(month) == 1 else ""
        )

    def asks_in(self, chinese: bool) -> str:
        if not self.asks or self.chinese == chinese:
            return self.asks
        return ASKING[self.sense][not chinese]
