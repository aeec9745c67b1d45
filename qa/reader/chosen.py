"""Which of the likeliest words are quoted: whole figures, names, enumerations, by the kind asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from index.terms import Analyser
from qa.answer import Met
from qa.candidates import candidates
from qa.changed import changed, dated
from qa.counting import counting, enumerated, summed_up
from qa.defined import defined
from qa.enumerated import both, counted, listed, most_said
from qa.expect import expectation
from qa.headed import headed
from qa.points import asked_point, options, points
from qa.read import Offsets
from qa.reader.choice import EVEN, LIKELY, NEVER, Chosen, at, of_the_kind, whole
from qa.reader.spans import Span, settled
from qa.reader.whom import several, titles, whom
from qa.titles import TITLES, asks_office
from qa.units import unit_asked

EXACT = frozenset(
    ["number", "count", "money", "percent", "date", "time", "age", "title", "ordinal", "phone", "frequency"]
)
"""Kinds of words that have a form of their own, with a unit or marks, and are quoted whole."""
COUNTED = ("number", "count", "money")
"""Those of which a sentence often has a row, each with what it counts."""
_ALMOST = 0.5
"""Of the likeliest span's probability."""
_AND = re.compile("[、；;]|和|与|以及|及")
_AT = re.compile("在(?![建职校线读编册押野])(?=..)")
_MODAL = re.compile("(?:不得|不能|不应|应当|可以|必须|严禁|禁止|不予|无权|有权)$")
_BOUND = re.compile(r"\d[\d.,]*[万亿]?[人个岁年天日元]?以[上下内]$")
_TO_THE_STOP = re.compile(r"[^，,。；;：:\n]*")
_HOW_MANY = re.compile(r"\bhow many |(?:多少|几)[个名家所位条项]?", re.IGNORECASE)
_PRICE = re.compile(
    r"多少(?:万|亿)?(?:元|钱)|价格|how much (?:does|did|do|will|would) .*\bcosts?\b|\bprice\b", re.IGNORECASE
)
_THINGS = re.compile("(?:[台辆套张只头棵座艘架匹吨米把]|公里|公斤)(?:以[上下])?$")


def chosen(
    question: str, text: str, spans: Sequence[Span], found: Collection[Met], analyser: Analyser
) -> Chosen:
    """Of `spans`, at least one, the words to quote. `found`: what of the question met what of `text`."""
    said = {one.passage for one in found}
    if places := points(text, asked_point(question)):
        meant = at(settled(spans, places)[0])
        first = Span(*(meant if meant in places else places[0]), 1.0)
        return Chosen((first, *spans), 1.0, least=LIKELY)
    if places := defined(question, text, said):
        return Chosen((Span(*places[0], 1.0), *spans), 1.0, least=LIKELY)
    if places := options(question, text, analyser):
        return of_the_kind(spans, places)
    kind = expectation(question).kind
    if kind in (None, "list") and (many := _as_many(question, text, spans, found, analyser)):
        return many
    if kind == "person":
        return whom(question, text, spans, found, analyser)
    if kind in (None, "list") and asks_office(question):
        persons = candidates("person", text, analyser)
        if known := titles(question, text, spans, said, persons):
            return known
    if kind == "list":
        return _list(question, text, spans, found, analyser)
    if kind == "article":
        return _article(text, spans, candidates(kind, text, analyser), said)
    if kind == "name" and (places := _marked(spans[0], candidates(kind, text, analyser))):
        return Chosen(tuple(settled(spans, places)))
    if kind in (None, "name") and (places := headed(question, text, analyser)):
        return _headed(spans, places, text)
    places = candidates(kind, text, analyser) if kind in EXACT else []
    if kind == "date" and not places:
        places = candidates("time", text, analyser)
    if kind in EXACT and (places or kind != "ordinal"):
        return _exact(kind, question, text, spans, places, found, analyser)
    no_place = kind == "place" and text[spans[0].end - 1] in TITLES
    return Chosen((_said(kind, text, spans[0], analyser), *spans[1:]), 0.0 if no_place else 0.5)


def _exact(
    kind: str,
    question: str,
    text: str,
    spans: Sequence[Span],
    places: Sequence[Offsets],
    met: Collection[Met],
    analyser: Analyser,
) -> Chosen:
    """A figure, a date, a title: one of `places`, with its unit or marks."""
    if kind == "phone" and not places:
        return Chosen(tuple(spans), 0.0, most=NEVER)
    said = {one.passage for one in met}
    places = changed(question, text, places)
    if kind in COUNTED and (unit := unit_asked(question)):
        # Of days it is asked: no answer is 十八周岁.
        places = [place for place in places if unit.search(text[slice(*place)])]
    if kind in COUNTED:
        places = dated(text, places, said)
    found = of_the_kind(spans, places)
    if kind == "money" and not places and _PRICE.search(question) and _is_of_things(text, spans[0], analyser):
        return replace(found, most=NEVER)
    first, *others = found.spans
    if found.kind and kind in COUNTED and len(places) > 1:
        start, end = both(question, text, counted(text, at(first), places, said), places, said)
        first = replace(first, start=start, end=end)
    single = at(first) in places or not found.kind
    found = replace(found, spans=(first, *others))
    if kind == "count" and single and (found.kind or _is_of(("money", "percent"), text, first, analyser)):
        place = counting(question, text, at(first), places, met, analyser)
        if place != at(first):
            return of_the_kind([Span(*place, first.probability)], places)
    if kind == "count" and found.kind and _beside(question, text, first, met):
        return replace(found, least=EVEN)
    return found


def _beside(question: str, text: str, first: Span, met: Collection[Met]) -> bool:
    """Whether what the question counts stands right before or behind the figure: 少年法庭34个."""
    asked = _HOW_MANY.search(question)
    things = [one for one in met if asked and question.startswith(one.question, asked.end())]
    return any(
        text.endswith(thing.passage, 0, first.start) or text.startswith(thing.passage, first.end)
        for thing in things
    )


def _list(
    question: str, text: str, spans: Sequence[Span], found: Collection[Met], analyser: Analyser
) -> Chosen:
    if persons := several(question, spans[0], text, analyser):
        return Chosen(persons)
    if first := _of_them(spans, summed_up(question, text, found, analyser), text, analyser):
        return Chosen((first,), 1.0)
    return Chosen(whole(spans, text, analyser))


def _as_many(
    question: str, text: str, spans: Sequence[Span], found: Collection[Met], analyser: Analyser
) -> Chosen | None:
    """The enumeration of as many items as asked for, unless the likeliest words are of as many."""
    number, places = enumerated(question, text, found, analyser)
    if not places:
        return None
    first = _of_them(spans, places, text, analyser)
    if not first and len(_AND.split(text[slice(*at(spans[0]))])) == number:
        return None
    return Chosen((first or Span(*places[0], 1.0),), 1.0, least=LIKELY)


def _of_them(spans: Sequence[Span], places: Sequence[Offsets], text: str, analyser: Analyser) -> Span | None:
    """One of these enumerations, whole, that a likely span is of."""
    for span in spans:
        if span.probability < _ALMOST * spans[0].probability:
            break
        for low, high in places:
            if low <= span.start < high:
                begin = whole([span], text, analyser)[0].start
                return Span(begin if begin < high else low, high, 1.0)
    return None


def _marked(first: Span, places: Sequence[Offsets]) -> list[Offsets]:
    """What stands between marks; of “春蕾计划” within a title in 《》 the inner ones are meant."""
    around = [one for one in places if one[0] <= first.start < first.end <= one[1]]
    return sorted(around, key=lambda one: one[1] - one[0])[:1]


def _headed(spans: Sequence[Span], places: Sequence[Offsets], text: str) -> Chosen:
    """Of the names of the kind that is asked for that which the likeliest span is some of, from there to its
    end; or, of an enumeration, the one item that is such.
    """
    first, heads = spans[0], {text[high - 2 : high] for _, high in places}
    if "、" in text[slice(*at(first))]:
        items = re.finditer("[^、]+", text[slice(*at(first))])
        bounds = [(first.start + item.start(), first.start + item.end()) for item in items]
        named = [place for place in bounds if any(text[: place[1]].endswith(head) for head in heads)]
        if len(named) != 1 or named[0] not in places:
            return Chosen(tuple(spans))
        return Chosen((replace(first, start=named[0][0], end=named[0][1]),), 1.0)
    found = of_the_kind(spans, places)
    if found.kind:
        whole_name, *others = found.spans
        inside = whole_name.start < first.start < whole_name.end
        start = first.start if inside else whole_name.start
        return replace(found, spans=(replace(whole_name, start=start), *others))
    if len(places) == 1 and text[: places[0][1]].endswith("原则"):
        return Chosen((replace(first, start=places[0][0], end=places[0][1]), *spans), 1.0)
    return found


def _is_of_things(text: str, first: Span, analyser: Analyser) -> bool:
    """Whether words that should be a price are a figure of things: 366台."""
    figures = candidates("count", text, analyser)
    return any(low <= first.start < high and _THINGS.search(text, low, high) for low, high in figures)


def _is_of(kinds: Sequence[str], text: str, first: Span, analyser: Analyser) -> bool:
    """Whether words have a figure of one of these kinds."""
    figures = [place for kind in kinds for place in candidates(kind, text, analyser)]
    return any(low < first.end and first.start < high for low, high in figures)


def _said(kind: str | None, text: str, first: Span, analyser: Analyser) -> Span:
    """Other words: 不得 with what must not be, a place without 在, an enumeration to its end."""
    if kind == "place" and (place := _AT.match(text, first.start, first.end)):
        return replace(first, start=place.end())
    if kind is None and "、" in text[slice(*at(first))]:
        return replace(first, end=listed(text, *at(first), analyser)[1])
    if bound := _BOUND.match(text, first.start, first.end + 2):
        return replace(first, end=bound.end())
    rest = _TO_THE_STOP.match(text, first.end) if _MODAL.search(text, first.start, first.end) else None
    return replace(first, end=rest.end()) if rest else first


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
