"""Which of the likeliest words are quoted: whole figures, names, enumerations, by the kind asked for."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from index.split import sentences
from index.terms import Analyser
from qa.candidates import candidates, shorn
from qa.changed import changed
from qa.defined import defined
from qa.enumerated import TITLES, both, counted, deputies, introduced, items, listed, most_said, titled
from qa.expect import expectation
from qa.points import asked_point, options, points
from qa.read import Offsets
from qa.reader.spans import Span, settled
from qa.units import unit_asked

EXACT = frozenset(
    ["number", "count", "money", "percent", "date", "time", "age", "title", "ordinal", "phone", "frequency"]
)
"""Kinds of words that have a form of their own, with a unit or marks, and are quoted whole."""
COUNTED = ("number", "count", "money")
"""Those of which a sentence often has a row, each with what it counts."""
LIKELY, NEVER = 2.0, -30.0
"""The odds, as a logarithm, of what answers if it is the right article, and of what surely does not."""

_PERSONS = re.compile(
    r"哪[两二三四五六几\d]+位|(?:which|what) (?:[a-z]+|\d+) (?:leaders|officials|people|persons|speakers)\b",
    re.IGNORECASE,
)

_AT = re.compile("在(?![建职校线读编册押野])(?=..)")
_MODAL = re.compile("(?:不得|不能|不应|应当|可以|必须|严禁|禁止|不予|无权|有权)$")
_TO_THE_STOP = re.compile(r"[^，,。；;：:\n]*")
_PRICE = re.compile(
    r"多少(?:万|亿)?(?:元|钱)|价格|how much (?:does|did|do|will|would) .*\bcosts?\b|\bprice\b", re.IGNORECASE
)
_THINGS = re.compile("(?:[台辆套张只头棵座艘架匹吨米把]|公里|公斤)(?:以[上下])?$")
_NO_ONE = re.compile(
    "(?:(?<!村民)(?<!居民)(?<!代表)(?<!联席)(?<!股东)(?<!大会)会议|工作|活动|行动|制度|机制|条例|办法|场所|设施|项目|问题)$"
)
# What no enumeration of offices has.
_CLAUSE = re.compile("[由将把向对处获]|分别|给予|负责|设立|应当|可以|依法|批准")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Spans, best first. `kind`: whether the first is of the kind asked for, a half where that cannot be
    told. `least`, `most`: what the odds that the text answers are at least, if it meets names that the
    question has, and at most, as a logarithm."""

    spans: tuple[Span, ...]
    kind: float = 0.5
    least: float = -math.inf
    most: float = math.inf


def chosen(
    question: str, text: str, spans: Sequence[Span], said: Collection[str], analyser: Analyser
) -> Chosen:
    """Of `spans`, at least one, the words to quote. `said`: words of `text` that the question's met."""
    if places := points(text, asked_point(question)):
        meant = _at(settled(spans, places)[0])
        first = Span(*(meant if meant in places else places[0]), 1.0)
        return Chosen((first, *spans), 1.0, least=LIKELY)
    if places := defined(question, text, said):
        return Chosen((Span(*places[0], 1.0), *spans), 1.0, least=LIKELY)
    if places := options(question, text, analyser):
        return _of_the_kind(spans, places)
    kind = expectation(question).kind
    if kind == "person":
        return _person(question, text, spans, said, analyser)
    if kind == "list":
        return _list(question, text, spans, analyser)
    if kind == "article":
        return _article(text, spans, candidates(kind, text, analyser), said)
    if kind == "name":
        return _name(spans, candidates(kind, text, analyser))
    places = candidates(kind, text, analyser) if kind in EXACT else []
    if kind == "date" and not places:
        places = candidates("time", text, analyser)
    if kind in EXACT and (places or kind != "ordinal"):
        return _exact(kind, question, text, spans, places, said, analyser)
    return Chosen((_said(kind, text, spans[0], analyser), *spans[1:]))


def _exact(
    kind: str,
    question: str,
    text: str,
    spans: Sequence[Span],
    places: Sequence[Offsets],
    said: Collection[str],
    analyser: Analyser,
) -> Chosen:
    """A figure, a date, a title: one of `places`, with its unit or marks."""
    if kind == "phone" and not places:
        return Chosen(tuple(spans), 0.0, most=NEVER)
    places = changed(question, text, places)
    if kind in COUNTED and (unit := unit_asked(question)):
        # Of days it is asked: no answer is 十八周岁.
        places = [place for place in places if unit.search(text[slice(*place)])]
    found = _of_the_kind(spans, places)
    if kind == "money" and not places and _PRICE.search(question) and _is_of_things(text, spans[0], analyser):
        return replace(found, most=NEVER)
    first, *others = found.spans
    if found.kind and kind in COUNTED and len(places) > 1:
        start, end = both(question, text, counted(text, _at(first), places, said), places, said)
        return replace(found, spans=(replace(first, start=start, end=end), *others))
    return found


def _list(question: str, text: str, spans: Sequence[Span], analyser: Analyser) -> Chosen:
    if _PERSONS.search(question) and (persons := _persons(spans[0], text, analyser)):
        return Chosen(persons)
    return Chosen(_whole(spans, text, analyser))


def _name(spans: Sequence[Span], places: Sequence[Offsets]) -> Chosen:
    """What stands between marks; of “春蕾计划” within a title in 《》 the inner ones are meant."""
    first = spans[0]
    around = [one for one in places if one[0] <= first.start < first.end <= one[1]]
    return Chosen(tuple(settled(spans, sorted(around, key=lambda one: one[1] - one[0])[:1])))


def _is_of_things(text: str, first: Span, analyser: Analyser) -> bool:
    """Whether words that should be a price are a figure of things: 366台."""
    figures = candidates("count", text, analyser)
    return any(low <= first.start < high and _THINGS.search(text, low, high) for low, high in figures)


def _of_the_kind(spans: Sequence[Span], places: Sequence[Offsets]) -> Chosen:
    first, *others = settled(spans, places)
    return Chosen((first, *others), float(_at(first) in places))


def _at(span: Span) -> Offsets:
    return span.start, span.end


def _said(kind: str | None, text: str, first: Span, analyser: Analyser) -> Span:
    """Other words: 不得 with what must not be, a place without 在, an enumeration to its end."""
    if kind == "place" and (at := _AT.match(text, first.start, first.end)):
        return replace(first, start=at.end())
    if kind is None and "、" in text[slice(*_at(first))]:
        return replace(first, end=listed(text, *_at(first), analyser)[1])
    whole = _TO_THE_STOP.match(text, first.end) if _MODAL.search(text, first.start, first.end) else None
    return replace(first, end=whole.end()) if whole else first


def _article(text: str, spans: Sequence[Span], places: Sequence[Offsets], said: Collection[str]) -> Chosen:
    """The clause of a law with most of what the question says, or the one that the likeliest span is in."""
    bounds = [0, *(low for low, _ in places), len(text)]
    bodies = {place: text[place[1] : end] for place, end in zip(places, bounds[2:], strict=True)}
    opening = (0, 0)  # what stands before the first number is of a clause whose number is not there
    bodies[opening] = text[: bounds[1]]
    around = [place for place in places if place[0] <= spans[0].start]
    start, end = most_said(bodies, around[-1] if around else opening, said)
    if start == end:
        return Chosen(tuple(spans), 0.0)
    return Chosen((replace(spans[0], start=start, end=end), *spans))


def _person(
    question: str, text: str, spans: Sequence[Span], said: Collection[str], analyser: Analyser
) -> Chosen:
    if deputies(question, text, said):
        return Chosen(tuple(spans), most=NEVER)
    first, *others = spans
    spans = (replace(first, end=shorn(text, first.start, first.end)), *others)
    persons = candidates("person", text, analyser)
    asked = [place for place in persons if text[slice(*place)] in said]
    if asked and (whole := introduced(question, text, asked[0], persons)):
        first, *others = spans
        return Chosen((replace(first, start=whole[0], end=whole[1]), *others))
    found = _named(spans, text, persons, said)
    if not any(low < found[0].end and found[0].start < high for low, high in persons):
        offices = _whole(found, text, analyser)  # 儿童督导员、儿童主任
        if not _CLAUSE.search(text, *_at(offices[0])):
            found = offices
        if _NO_ONE.search(text[slice(*_at(found[0]))]):
            return Chosen(found, 0.0)
    return Chosen(found)


def _persons(first: Span, text: str, analyser: Analyser) -> tuple[Span, ...]:
    """All persons in the sentence of the likeliest span; none if that is not about one."""
    low, high = next(place for place in sentences(text) if place[0] <= first.start < place[1])
    inside = [place for place in candidates("person", text, analyser) if low <= place[0] < high]
    about = any(start < first.end and first.start < end for start, end in inside)
    return tuple(replace(first, start=start, end=end) for start, end in inside) if about else ()


def _named(
    spans: Sequence[Span], text: str, persons: Sequence[Offsets], said: Collection[str]
) -> tuple[Span, ...]:
    """The spans, the first as the name alone where it is one with titles before it (副省长戴柏华)."""
    first, *others = spans
    for start, end in persons:
        if end == first.end and (start == first.start or text[start - 1] in TITLES):
            start, end = titled(text, (start, end), persons, said)
            # Of whom the question names (顾雪飞是谁) it asks the titles.
            if text[start:end] not in said:
                return replace(first, start=start, end=end), *others
    return tuple(spans)


def _whole(spans: Sequence[Span], text: str, analyser: Analyser) -> tuple[Span, ...]:
    """The likeliest span as the whole enumeration that it is of, and the others that are no part of that."""
    first = replace(spans[0], start=items(text, spans[0].start, spans[0].end))
    start, end = listed(text, first.start, first.end, analyser)
    apart = [span for span in spans[1:] if span.end <= start or end <= span.start]
    return replace(first, start=start, end=end), *apart
