"""What a question counts: of 12个盟市,103个旗县 the figure for "how many leagues and cities"; and how many
items it says an enumeration has (哪六个方面, which two systems)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from index.terms import Analyser
from qa.answer import Met
from qa.enumerated import ITEM, most_said, trimmed

Offsets = tuple[int, int]
_MARKS = "，,、。；;"
_NEAR = 6
"""Characters behind a figure that say what it counts."""
_REST = (
    "of|in|on|at|to|by|for|from|with|under|over|that|who|which|whose|there|does|do|did|is|are|was|were|be|been"
    "|has|have|had|can|could|will|would|should|must|may|got|get|gets|received?|across|within|during|since"
)
_MANY = re.compile(
    rf"\bhow many ((?:(?!(?:{_REST})\b)[a-z'’-]+ ?){{1,4}})"
    r"|(?:多少|几)[个名家所座处位间条项件]?([^，,。?？]{1,6})",
    re.IGNORECASE,
)
_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "两 二 two",
            "三 three",
            "四 four",
            "五 five",
            "六 six",
            "七 seven",
            "八 eight",
            "九 nine",
            "十 ten",
        ),
        2,
    )
    for word in (str(number), *words.split())
}
_SAID = "|".join(_NUMBERS)
_ITEMS = re.compile(
    rf"哪({_SAID})(?:[大个项条类种方]|方面)"
    rf"|\b(?:which|what)(?: (?:are|were) the)? ({_SAID}) (?!percent|hours|days|years)[a-z]"
    rf"|({_SAID})(?:大|个|项|条|类|种)[^，,。?？]{{1,8}}(?:是|指|包括|分别|有)(?:指|是)?(?:什么|哪些|哪几|啥)"
    rf"|\bthe ({_SAID}) [a-z ]{{3,30}}\?",
    re.IGNORECASE,
)
_WHICH = re.compile(
    rf"\b(?:which|what) (?:(?:kinds?|types?|sorts?) of )?((?:(?!(?:{_REST})\b)[a-z'’-]+ ?){{1,3}})"
    r"|哪(?:些|几[个类种])([^，,。?？]{1,6})",
    re.IGNORECASE,
)
_SUMMED_UP = re.compile(rf"({ITEM}(?:、{ITEM})+)等([^，,。；;、\n]{{1,6}})")


def counting(
    question: str, text: str, chosen: Offsets, places: Sequence[Offsets], found: Collection[Met]
) -> Offsets:
    """Of `places`, figures, the one behind which most of what `question` counts stands; `chosen` where none
    has more. `found`: which of its words met which of the text's.

    Where `chosen` is no figure, it is that before which, in its part of the sentence, most of what met is.
    """
    asked = _MANY.search(question)
    if not asked:
        return chosen
    heads = _heads(asked[1]) if asked[1] else {asked[2]}
    here = [one for one in found if not one.in_context]
    words = {one.passage for one in here if any(_ends(head, one.question) for head in heads)}

    def said(part: str) -> int:
        return sum(word in part for word in words)

    behind = {place: said(text[place[1] : place[1] + _NEAR]) for place in places}
    best = max(places, key=lambda place: behind[place], default=chosen)
    if chosen in places:
        alone = list(behind.values()).count(behind[best]) == 1
        return best if alone and behind[best] > said(_part(text, *chosen)) else chosen
    parts = {place: _part(text, place[0], place[0]) for place in places}
    return most_said(parts, chosen, {one.passage for one in here})


def _heads(phrase: str) -> set[str]:
    """Of "newly built leagues and cities" the nouns."""
    *others, last = phrase.lower().split()
    return {last, others[-2]} if len(others) > 1 and others[-1] == "and" else {last}


def _ends(head: str, words: str) -> bool:
    return words.lower().split()[-1] == head if head.isascii() else words in head


def _part(text: str, start: int, end: int) -> str:
    """The part of the sentence that text[start:end] is in, from mark to mark; if that is empty, to there."""
    before = text[max(text.rfind(mark, 0, start) for mark in _MARKS) + 1 : end]
    return before if start == end else before + re.split(f"[{_MARKS}]", text[end:], maxsplit=1)[0]


def enumerated(question: str, text: str, found: Collection[Met], analyser: Analyser) -> list[Offsets]:
    """The enumerations of which `text` says that they have as many items, of the kind, as `question` says:
    试点示范、宣传教育、执法检查 before 三项工作, for "what three tasks"."""
    asked = _ITEMS.search(question)
    if not asked:
        return []
    number = _NUMBERS[next(filter(None, asked.groups())).lower()]
    words = [one.passage for one in found if not one.in_context]
    places = []
    for closing in _closing(number).finditer(text):
        behind = text[closing.end() : closing.end() + _NEAR]
        items = _before(number).search(text, 0, closing.start())
        if (
            items
            and any(word in behind for word in words)
            and text[items.start() - 1 : items.start()] != "、"
        ):
            usual = max(map(len, items[0].split("、")[1:]))
            places.append(trimmed(text, *items.span(), analyser, usual))
    return places


def summed_up(question: str, text: str, found: Collection[Met], analyser: Analyser) -> list[Offsets]:
    """The enumerations that `text` says are of what `question` asks for: 民政、教育、司法 before 等多部门,
    for "which departments"."""
    asked = _WHICH.search(question)
    if not asked:
        return []
    heads = _heads(asked[1]) if asked[1] else {asked[2]}
    words = {one.passage for one in found if any(_ends(head, one.question) for head in heads)}
    places = []
    for match in _SUMMED_UP.finditer(text):
        if any(word in match[2] for word in words):
            usual = max(map(len, match[1].split("、")[1:]))
            places.append(trimmed(text, *match.span(1), analyser, usual))
    return places


@cache
def _closing(number: int) -> re.Pattern[str]:
    """What follows an enumeration of so many items: 三项工作, “六大保护”."""
    words = "|".join(word for word, value in _NUMBERS.items() if value == number and not word.isascii())
    return re.compile(rf"[”）)]?等?[“]?(?:{words}|{number})[大个项条类种]")


@cache
def _before(number: int) -> re.Pattern[str]:
    return re.compile(rf"{ITEM}(?:、{ITEM}){{{number - 1}}}$")
