"""Which of the likeliest words are quoted: whole figures, names, enumerations, by the kind asked for."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from index.split import sentences
from index.terms import Analyser
from qa.enumerated import TITLES, both, counted, deputies, introduced, listed, titled
from qa.expect import candidates, expectation
from qa.points import asked_point, options, point
from qa.reader.spans import Span, settled

EXACT = ("number", "count", "money", "percent", "date", "age", "title", "ordinal")
"""Kinds of words that have a form of their own, with a unit or marks, and are quoted whole."""
COUNTED = ("number", "count", "money")
"""Those of which a sentence often has a row, each with what it counts."""
LIKELY, NEVER = 2.0, -30.0
"""The odds, as a logarithm, of what answers if it is the right article, and of what surely does not."""

_PERSONS = re.compile(
    r"哪[两二三四五六几\d]+位|(?:which|what) (?:[a-z]+|\d+) (?:leaders|officials|people|persons|speakers)\b",
    re.IGNORECASE,
)

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Spans, best first. `kind`: whether the first is of the kind asked for, a half where that cannot be
    told. `least`, `most`: what the odds that the text answers are at least and at most, as a logarithm."""

    spans: tuple[Span, ...]
    kind: float = 0.5
    least: float = -math.inf
    most: float = math.inf


def chosen(
    question: str, text: str, spans: Sequence[Span], said: Collection[str], analyser: Analyser
) -> Chosen:
    """Of `spans`, at least one, the words to quote. `said`: words of `text` that the question's met."""
    if number := asked_point(question):
        place = point(text, number)
        return Chosen((Span(*place, 1.0), *spans), 1.0, least=LIKELY) if place else Chosen(tuple(spans), 0.0)
    if places := options(question, text):
        first, *others = settled(spans, places)
        return Chosen((first, *others), float((first.start, first.end) in places))
    kind = expectation(question).kind
    if kind == "person":
        return _person(question, text, spans, said, analyser)
    if kind == "list":
        if _PERSONS.search(question) and (persons := _persons(spans[0], text, analyser)):
            return Chosen(persons)
        return Chosen(_whole(spans, text, analyser))
    places = candidates(kind, text, analyser)
    if kind == "name":
        return Chosen(tuple(settled(spans, places)))
    if kind not in EXACT:
        return Chosen(tuple(spans))
    first, *others = settled(spans, places)
    of_the_kind = (first.start, first.end) in places
    if of_the_kind and kind in COUNTED and len(places) > 1:
        start, end = both(text, counted(text, (first.start, first.end), places, said), places, said)
        first = replace(first, start=start, end=end)
    return Chosen((first, *others), float(of_the_kind))


def _person(
    question: str, text: str, spans: Sequence[Span], said: Collection[str], analyser: Analyser
) -> Chosen:
    if deputies(question, text, said):
        return Chosen(tuple(spans), most=NEVER)
    persons = candidates("person", text, analyser)
    asked = [place for place in persons if text[slice(*place)] in said]
    if asked and (whole := introduced(question, text, asked[0], persons)):
        first, *others = spans
        return Chosen((replace(first, start=whole[0], end=whole[1]), *others))
    found = _named(spans, text, persons, said)
    if not any(low < found[0].end and found[0].start < high for low, high in persons):
        found = _whole(found, text, analyser)  # offices: 儿童督导员、儿童主任
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
    start, end = listed(text, spans[0].start, spans[0].end, analyser)
    apart = [span for span in spans[1:] if span.end <= start or end <= span.start]
    return replace(spans[0], start=start, end=end), *apart
