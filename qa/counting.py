"""What a question counts: of 12个盟市,103个旗县 the figure for "how many leagues and cities"; and of which
enumeration a text says that it is of what the question asks for, of as many items (两大体系, 等部门)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from index.numerals import CARDINALS, DIGITS
from index.terms import Analyser
from qa.answer import Met
from qa.enumerated import ITEM, most_said, trimmed
from qa.read import Offsets

_MARKS = "，,、。；;"
_ITEM_AT_MOST = 21
_NEAR = 6
"""Characters behind a figure that say what it counts."""
_REST = (
    "of|in|on|at|to|by|for|from|with|under|over|that|who|which|whose|there|does|do|did|is|are|was|were|be|been"
    "|has|have|had|can|could|will|would|should|must|may|got|get|gets|received?|across|within|during|since|out"
)
_PHRASE = rf"((?:(?!(?:{_REST})\b)[a-z'’-]+ ?){{1,4}})"
_MANY = re.compile(
    rf"\bhow many {_PHRASE}|(?<![近这前后好])(?:多少|几)[个名家所座处位间条项件]?([^，,。?？]{{1,6}})",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    "(?:[a-z'’-]+[^su'’]s|people|children|men|women|persons|criteria|media|staff)", re.IGNORECASE
)
_NO_THINGS = re.compile(r"\b(?:dollars|yuan|euros|percent|out of)\b", re.IGNORECASE)
_NUMBERS = {
    word: number
    for word, number in (
        DIGITS | {"十": 10} | CARDINALS | {str(number): number for number in range(2, 11)}
    ).items()
    if 2 <= number <= 10
}
_SAID = "|".join(_NUMBERS)
_MEASURES = "[大个项条类种份部名支位家所座处点]|方面"
_WHOLE = r"(?<![第\d一二三四五六七八九十百])"
"""Before a number that is not part of another: 十三项, 第三项."""
_ITEMS = re.compile(
    rf"哪({_SAID})(?:{_MEASURES})(?:方面)?的?([^，,。?？]{{0,6}})"
    rf"|{_WHOLE}({_SAID})(?:{_MEASURES})([^，,。?？的]{{1,6}})(?:分别)?"
    r"(?:是|指|包括|有)(?:指|的是)?(?:什么|哪些|哪几个|啥)[呢?？]*$"
    rf"|\b(?:which|what)(?: (?:are|were) the)? ({_SAID})"
    rf" (?!percent|hours|days|years)(?:kinds? of )?{_PHRASE}",
    re.IGNORECASE,
)
_OF_ITEMS = rf"(?:{_MEASURES})([^，,。?？的]{{1,6}})"
_WHICH = re.compile(
    rf"\b(?:which|what) (?:(?:kinds?|types?|sorts?) of )?{_PHRASE}|哪(?:些|几[个类种])([^，,。?？]{{1,6}})",
    re.IGNORECASE,
)
_PLACES = "省市县区州旗盟乡镇村岛山湖河"
_ONE = re.compile(
    rf"\b(?:which|what) {_PHRASE}|哪一?[个家座所支条项种类款][^，,。?？的]{{0,4}}?([^，,。?？的]{{2,6}})",
    re.IGNORECASE,
)
_CALLED = re.compile(
    "([\u4e00-\u9fff]{2})(?:的?(?:名字|名称))?叫(?:什么|啥|做什么)"
    r"|\bname of the ([a-z]+)|\bwhat (?:is|was) the ([a-z]+) (?:called|named)\b",
    re.IGNORECASE,
)
_SUMMED_UP = re.compile(rf"({ITEM}(?:、{ITEM})+)等([^，,。；;、\n]{{1,6}})")


def counting(
    question: str,
    text: str,
    chosen: Offsets,
    places: Sequence[Offsets],
    found: Collection[Met],
    analyser: Analyser,
) -> Offsets:
    """Of `places`, figures, the one behind which most of what `question` counts stands; `chosen` where none
    has more. `found`: which of its words met which of the text's.

    Where `chosen` is no figure, it is that before which, in its part of the sentence, most of what met is.
    """
    asked = _MANY.search(question)
    if not asked or _NO_THINGS.search(question):
        return chosen
    here = [one for one in found if not one.in_context]
    words = _meant(_nouns(asked), here)
    words.update(_spelled(asked[2] or "", text))

    def said(part: str) -> int:
        return sum(word in part for word in words)

    behind = {place: said(text[place[1] : place[1] + _NEAR]) for place in places}
    best = max(places, key=lambda place: behind[place], default=chosen)
    if chosen in places:
        alone = list(behind.values()).count(behind[best]) == 1
        more = alone and behind[best] > said(_part(text, *chosen))
        at_once = [place for place in places if _follows(text, place, words)]
        if len(at_once) == 1 and not behind[chosen]:  # 15个|民族的2万多人
            best, more = at_once[0], True
        return best if more and _counts(text, chosen, analyser) else chosen
    parts = {place: _part(text, place[0], place[0]) for place in places}
    return most_said(parts, chosen, {one.passage for one in here})


def _follows(text: str, figure: Offsets, words: Collection[str]) -> bool:
    return any(text.startswith(word, figure[1]) for word in words if len(word) > 1)


def _counts(text: str, figure: Offsets, analyser: Analyser) -> bool:
    """Whether a figure says what it counts: 103个旗县, 2万人. 其中12家罚款 counts what was said before."""
    return text[figure[1] - 1] == "人" or any(
        low <= figure[1] < high and tag[0] == "n" for low, high, tag in analyser.tagged(text)
    )


def _meant(heads: Collection[str], found: Collection[Met]) -> set[str]:
    """The words of the text that these nouns of the question met; Chinese ones begin one of `heads`."""
    return {
        one.passage
        for one in found
        for head in heads
        if (one.question.lower().split()[-1] == head if head.isascii() else _opens(head, one.question, found))
    }


def _opens(phrase: str, words: str, found: Collection[Met]) -> bool:
    """Whether `phrase` begins with `words`, or with others that met and then these: 重点 工作."""
    before, at, _ = phrase.partition(words)
    return bool(at) and (not before or any(one.question == before for one in found))


def _spelled(phrase: str, text: str) -> list[str]:
    """The longest word that `phrase` may begin with and `text` has, which no dictionary need know: 辅警."""
    return [phrase[:size] for size in range(len(phrase), 1, -1) if phrase[:size] in text][:1]


def _nouns(asked: re.Match[str]) -> set[str]:
    """What is asked about: of an English phrase the nouns, of a Chinese one (the second group) all."""
    return _heads(asked[1]) if asked[1] else {asked[2]}


def _heads(phrase: str) -> set[str]:
    """Of "newly built leagues and cities attend" the nouns that are counted."""
    words = phrase.lower().split()
    first = next((at for at, word in enumerate(words) if _PLURAL.fullmatch(word)), len(words) - 1)
    return (
        {words[first], words[first + 2]}
        if words[first + 1 : first + 2] == ["and"] and len(words) > first + 2
        else {words[first]}
    )


def _part(text: str, start: int, end: int) -> str:
    """The part of the sentence that text[start:end] is in, from mark to mark; if that is empty, to there."""
    before = text[max(text.rfind(mark, 0, start) for mark in _MARKS) + 1 : end]
    return before if start == end else before + re.split(f"[{_MARKS}]", text[end:], maxsplit=1)[0]


def enumerated(
    question: str, text: str, found: Collection[Met], analyser: Analyser
) -> tuple[int, list[Offsets]]:
    """How many items `question` asks for, 0 where it does not say; and the enumerations of which `text` says
    that they have as many, of the kind: for "what three tasks" 3, and 试点、宣传、执法 before 三项工作.
    """
    asked = _ITEMS.search(question)
    if not asked:
        return 0, []
    number = _NUMBERS[(asked[1] or asked[3] or asked[5]).lower()]
    heads = _heads(asked[6]) if asked[6] else {asked[2] or asked[4] or ""}
    same = "|".join(word for word, value in _NUMBERS.items() if value == number)
    heads |= {match[1] for match in re.finditer(f"(?:{same}){_OF_ITEMS}", question)}
    words = _meant(heads, [one for one in found if not one.in_context])
    places = []
    for closing in _closing(number).finditer(text):
        behind = text[closing.end() : closing.end() + _NEAR]
        items = _before(number).search(
            text, max(0, closing.start() - _ITEM_AT_MOST * number), closing.start()
        )
        if (
            items
            and any(word in behind for word in words)
            and text[items.start() - 1 : items.start()] != "、"
        ):
            usual = max(map(len, items[0].split("、")[1:]))
            places.append(trimmed(text, *items.span(), analyser, usual))
    return number, places


def summed_up(question: str, text: str, found: Collection[Met], analyser: Analyser) -> list[Offsets]:
    """The enumerations that `text` says are of what `question` asks for: 民政、教育、司法 before 等多部门,
    for "which departments"."""
    asked = _WHICH.search(question)
    if not asked:
        return []
    words = _meant(_nouns(asked), found)
    places = []
    for match in _SUMMED_UP.finditer(text):
        if any(word in match[2] for word in words):
            usual = max(map(len, match[1].split("、")[1:]))
            places.append(trimmed(text, *match.span(1), analyser, usual))
    return places


def called(question: str, found: Collection[Met]) -> set[str]:
    """Of what a question asks how it is called, as the text has it: 行动 of 这次行动叫什么."""
    asked = _CALLED.search(question)
    noun = asked[asked.lastindex or 1].lower() if asked else ""
    return {one.passage for one in found if one.question.lower() == noun and len(one.passage) > 1}


def kinds_asked(question: str, found: Collection[Met]) -> set[str]:
    """What a question asks the name of, as the text has it: 水库 for "at which reservoir"."""
    asked = _ONE.search(question)
    if not asked:
        return set()
    # Of "which village turned" the noun may be any of the first words.
    words = _meant(set(asked[1].lower().split()[:3]) if asked[1] else {asked[2]}, found)
    return {word for word in words if len(word) > 1 or word in _PLACES}


@cache
def _closing(number: int) -> re.Pattern[str]:
    """What follows an enumeration of so many items: 三项工作, “六大保护”."""
    words = "|".join(word for word, value in _NUMBERS.items() if value == number and not word.isascii())
    return re.compile(rf"[”）)]?等?[“]?{_WHOLE}(?:{words}|{number})(?:{_MEASURES})")


@cache
def _before(number: int) -> re.Pattern[str]:
    return re.compile(rf"{ITEM}(?:、{ITEM}){{{number - 1}}}$")
