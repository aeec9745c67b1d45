"""The pieces that a question is put together from and that a follow-up may exchange: places, dates, persons.

Offsets are into the text as it was written.

>>> dates("2021年6月内蒙古"), dates("in July 2021")
((Piece(0, 7, year=(0, 5)),), (Piece(3, 12, year=(8, 12)),))
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from index.dates import MONTHS
from index.glosses import key
from index.lexicon import Lexicon
from index.names import SURNAMES, surnames
from index.places import WORD
from index.terms import Analyser, is_han, normalise

Offsets = tuple[int, int]

_NUMERAL = "(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})"
_DATE_ZH = re.compile(
    "(?P<year>(?:[0-9０-９]{4}|[〇零○一二三四五六七八九]{4}) ?年(?![代级龄])|[今去前明]年)?"
    rf"(?:{_NUMERAL}月(?:份|{_NUMERAL}[日号])?)?"
)
_MONTH = (
    rf"(?:{'|'.join(name for name in MONTHS if name not in ('may', 'march'))}|(?:may|march)(?= \d))(?![a-z])"
)
_DATE_EN = re.compile(
    rf"\b(?:{_MONTH}\.?(?: \d{{1,2}}(?:st|nd|rd|th)?(?!\d))?,? ?)?(?P<year>\b(?:19|20)\d\d\b)?", re.IGNORECASE
)
_RANGE = re.compile(
    r"\s?(?:至|到|—|-|–|~|～|、|和|与|to\b|and\b|or\b)\s?(?=[0-9０-９一二三四五六七八九])", re.I
)
WORDS = re.compile(r"[A-Za-z]+(?:[-'’][A-Za-z]+)*")
# To the gazetteer this is none: it would be everywhere.
_WHOLE = re.compile(r"中国(?![\u4e00-\u9fff]{0,6}[法会部局院])|[我全]国|全[省区市县]")
_OWN = re.compile("['’]s?$")
_LONGEST = 4  # words of a place's name in English


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands at [start, end). `year`: where the year of a date stands; `han`: a place's Chinese name."""

    start: int
    end: int
    year: Offsets | None = field(default=None)
    han: str = field(default="", repr=False)

    def __repr__(self) -> str:
        year = f", year={self.year}" if self.year else ""
        return f"Piece({self.start}, {self.end}{year})"


def places(text: str, lexicon: Lexicon, doubt: int = 0) -> tuple[Piece, ...]:
    """The places that a text names, in Chinese or English. `doubt`: see `index.places.Places.find`."""
    normal = normalise(text)
    found = _places_en(text, lexicon)
    if len(normal) == len(text):
        named = [(one.start, one.end) for one in lexicon.places.find(normal, doubt)]
        named += [whole.span() for whole in _WHOLE.finditer(normal)]
        found += [Piece(start, end, han=text[start:end]) for start, end in named]
    return tuple(sorted(found, key=lambda one: one.start))


def dates(text: str) -> tuple[Piece, ...]:
    """The dates of a text; one that begins a range is there twice, as it is not to be exchanged alone."""
    found: list[Piece] = []
    for pattern in (_DATE_ZH, _DATE_EN):
        for match in pattern.finditer(text):
            end = match.start() + len(match[0].rstrip(", "))
            if end > match.start() and not any(one.start < end and match.start() < one.end for one in found):
                piece = Piece(match.start(), end, match.span("year") if match["year"] else None)
                found += [piece, piece] if _RANGE.match(text, end) else [piece]
    return tuple(sorted(found, key=lambda one: one.start))


def persons(text: str, lexicon: Lexicon, analyser: Analyser) -> tuple[Piece, ...]:
    """The persons that a text names: 高建华, Gao Jianhua; not what a dictionary has as a word (顾问)."""
    found = []
    if any(map(is_han, text)):
        found = [
            Piece(start, end)
            for start, end, tag in analyser.tagged(text)
            if tag == "nr" and 1 < end - start < 4 and text[start] in SURNAMES
            if lexicon.is_name(text[start:end]) or not lexicon.translations(text[start:end])
        ]
    words = list(WORDS.finditer(text))
    for one, other in pairwise(words):
        capitals = one[0][0].isupper() and other[0][0].isupper()
        together = text[one.end() : other.start()] == " "
        parts = [_OWN.sub("", word[0]).lower().replace("-", "") for word in (one, other)]
        if capitals and together and parts[0] in surnames() and parts[1].isalpha():
            found.append(Piece(one.start(), one.start() + len(_OWN.sub("", text[one.start() : other.end()]))))
    return tuple(found)


def _places_en(text: str, lexicon: Lexicon) -> list[Piece]:
    words = list(WORDS.finditer(text))
    found, at = [], 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            run = words[at : at + length]
            spelled = [_OWN.sub("", word[0]) for word in run]
            if all(spelled) and (han := _place(spelled, run[0].start() == 0, lexicon)):
                if not _in_a_name(text, words, at, length):
                    found.append(Piece(run[0].start(), run[-1].start() + len(spelled[-1]), han=han))
                at += length
                break
        else:
            at += 1
    return found


def _place(spelled: list[str], first: bool, lexicon: Lexicon) -> str:
    """The Chinese name of the place so spelled, or "". Without capitals only what hardly means else."""
    if spelled == ["China"]:
        return "中国"
    others = lexicon.translations(key([word.lower() for word in spelled]))
    meant = [han for han in others if lexicon.places.names(han)]
    capitals = all(word[0].isupper() for word in spelled)
    sure = bool(others) and others[0] in meant and lexicon.is_name(others[0]) and len(spelled[0]) > 3
    return meant[0] if meant and (sure or (capitals and not first)) else ""


def _in_a_name(text: str, words: list[re.Match[str]], at: int, length: int) -> bool:
    """Whether the place's name is part of another one: Hangzhou Bay Bridge, the Bank of China Tower."""
    last = words[at + length - 1]
    before = (
        words[at - 1] if at > 1 else None
    )  # not the sentence's first word, which has its capital from that
    after = words[at + length] if at + length < len(words) and not _OWN.search(last[0]) else None
    return any(
        one[0][0].isupper() and not one[0].isupper() and text[low:high] == " "
        for one, low, high in (
            *([(before, before.end(), words[at].start())] if before else []),
            *([(after, last.end(), after.start())] if after else []),
        )
    )


def only_place(text: str, lexicon: Lexicon) -> Piece | None:
    """The place that a whole text names, be it one whose name alone may mean something else."""
    found = places(text, lexicon, WORD)
    one = found[0] if len(found) == 1 else None
    return one if one and (one.start, one.end) == (0, len(text)) else None
