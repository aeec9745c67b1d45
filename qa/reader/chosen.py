"""Which of the likeliest words are quoted: whole figures, names, enumerations, by the kind asked for."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from index.terms import Analyser
from qa.answer import Met
from qa.candidates import candidates
from qa.counting import called, enumerated, kinds_asked, summed_up
from qa.defined import defined
from qa.enumerated import listed, most_said
from qa.expect import expectation
from qa.headed import headed
from qa.points import asked_point, options, points
from qa.read import Offsets
from qa.reader.another import of_another
from qa.reader.choice import AND_SO_ON, HARDLY, LIKELY, NEVER, Chosen, at, of_the_kind, whole
from qa.reader.exact import EXACT, exact
from qa.reader.extent import conditions, imposed, office, place, reason, saying
from qa.reader.spans import Span, settled
from qa.reader.whom import several, titles, whom
from qa.titles import TITLES, asks_office

_ALMOST = 0.5
"""Of the likeliest span's probability."""
_NAMED = 0.2
"""Likewise, if they are called what is asked for."""
_SEVERAL = re.compile(r"[两几]|哪些|分别|\b(?:names|titles|two|both)\b", re.IGNORECASE)
_MEETING = re.compile("(?:峰会|会议|大会|论坛|活动|仪式)$")
"""No place, though one goes there."""
_COUNTRY = re.compile(
    r"哪一?个国家(?![级公湿森重])|哪国|\b(?:which|what) country\b(?! [a-z]+ (?:is|was|in)\b)", re.IGNORECASE
)
_PART_OF_ONE = re.compile("(?:地区|[省市县区镇村州])$")
_DIGITS = re.compile(r"[\d\s()（）—–-]+")
_AND = re.compile("[、；;]|和|与|以及|及")
_AND_OTHERS = re.compile(f"(?<=..){AND_SO_ON}(?:[国地省市]|国家|地区|城市)?$")
_AT = re.compile("在(?![建职校线读编册押野])(?=..)")
_MODAL = re.compile("(?:不得|不能|不应|应当|可以|必须|严禁|禁止|不予|无权|有权)$")
_BOUND = re.compile("(?<=[\\d万亿人个岁年天日月元倍%％])以[上下内](?![列述部])")
_NUMERAL = re.compile("[\\d一二两三四五六七八九十百千万亿]")
_TO_THE_STOP = re.compile(r"[^，,。；;：:\n]*")


def chosen(
    question: str, text: str, spans: Sequence[Span], found: Collection[Met], analyser: Analyser
) -> Chosen:
    """Of `spans`, at least one, the words to quote. `found`: what of the question met what of `text`."""
    words = _chosen(question, text, spans, found, analyser)
    if of_another(question, text, found):
        return replace(words, least=-math.inf, most=min(words.most, HARDLY))
    return words


def _chosen(
    question: str, text: str, spans: Sequence[Span], found: Collection[Met], analyser: Analyser
) -> Chosen:
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
    if kind == "name":
        spans = _as_named(text, spans, called(question, found))
    if kind == "name" and (places := _marked(question, spans[0], candidates(kind, text, analyser))):
        return Chosen(tuple(settled(spans, places)))
    if kind in (None, "name") and (places := headed(question, text, analyser)):
        return _headed(spans, places, text)
    if kind in EXACT and (known := exact(kind, question, text, spans, found, analyser)):
        return known
    if kind in (None, "place"):
        spans = _as_named(text, spans, kinds_asked(question, found))
    if kind == "place":
        return _place(question, text, spans, analyser)
    first = office(question, text, spans, analyser)
    if kind is None:
        first = saying(text, imposed(question, text, reason(question, text, first)))
        first = conditions(question, text, first)
    return Chosen((_said(kind, text, first, analyser), *spans[1:]))


def _place(question: str, text: str, spans: Sequence[Span], analyser: Analyser) -> Chosen:
    """Where: no telephone number, no town for a country, no meeting beside other likely words, hardly
    somebody's title.
    """
    spans = [one for one in spans if not _MEETING.search(text, *at(one))] or spans
    part = _COUNTRY.search(question) and _PART_OF_ONE.search(text, *at(spans[0]))
    if part or _DIGITS.fullmatch(text, *at(spans[0])):
        return Chosen(tuple(spans), 0.0, most=NEVER)
    first = place(question, text, office(question, text, spans, analyser), analyser)
    said = _alone(text, _said("place", text, first, analyser))
    return Chosen((said, *spans[1:]), 0.0 if text[spans[0].end - 1] in TITLES else 0.5)


def _alone(text: str, first: Span) -> Span:
    """One place without what says that there are others: 法国|等国."""
    more = _AND_OTHERS.search(text, *at(first)) if "、" not in text[slice(*at(first))] else None
    return replace(first, end=more.start()) if more else first


def _as_named(text: str, spans: Sequence[Span], kinds: Collection[str]) -> Sequence[Span]:
    """Where a question says of what it asks the name ("at which reservoir"), the likeliest words that end so:
    月亮泡水库, of 吉林大安的月亮泡水库. `kinds`: what it says.
    """
    if not kinds or any(kind in text[slice(*at(spans[0]))] for kind in kinds):
        return spans
    for span in spans[1:]:
        if span.probability >= _NAMED * spans[0].probability and text[slice(*at(span))].endswith(
            tuple(kinds)
        ):
            name = replace(span, start=max(span.start, text.rfind("的", span.start, span.end) + 1))
            return (span if text[slice(*at(name))] in kinds else name), *spans
    return spans


def _list(
    question: str, text: str, spans: Sequence[Span], found: Collection[Met], analyser: Analyser
) -> Chosen:
    if persons := several(question, spans[0], text, analyser):
        return Chosen(persons)
    if first := _of_them(spans, summed_up(question, text, found, analyser), text, analyser):
        return Chosen((first,), 1.0)
    first, *others = whole(spans, text, analyser)
    return Chosen((conditions(question, text, first), *others))


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


def _marked(question: str, first: Span, places: Sequence[Offsets]) -> list[Offsets]:
    """What stands between marks: of “春蕾计划” in a title in 《》 the inner ones; of several the first, where
    one is asked for.
    """
    around = [one for one in places if one[0] <= first.start < first.end <= one[1]]
    inside = sorted(one for one in places if first.start <= one[0] < one[1] <= first.end)
    one_of_them = len(inside) > 1 and not _SEVERAL.search(question)
    return sorted(around, key=lambda one: one[1] - one[0])[:1] or inside[:one_of_them]


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


def _said(kind: str | None, text: str, first: Span, analyser: Analyser) -> Span:
    """Other words: 不得 with what must not be, a place without 在, an enumeration to its end."""
    if kind == "place" and (place := _AT.match(text, first.start, first.end)):
        return replace(first, start=place.end())
    if kind is None and "、" in text[slice(*at(first))]:
        return replace(first, end=listed(text, *at(first), analyser)[1])
    if _NUMERAL.search(text, *at(first)) and (bound := _BOUND.match(text, first.end)):
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
