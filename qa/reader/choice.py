"""What is made of the likeliest words: which are quoted, and what that says of the odds."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.terms import Analyser
from qa.enumerated import items, listed
from qa.read import Offsets
from qa.reader.extent import clauses
from qa.reader.spans import Span, settled

LIKELY, EVEN, HARDLY, NEVER = 2.0, 0.0, -4.0, -30.0
"""The odds, as a logarithm, of what answers if it is the right article, of what does as likely as not, of
what does not but may be the nearest there is, and of what surely does not."""
_FURTHER, _NEARLY = 0.25, 0.5
"""Of the likeliest span's probability."""
_CLAUSE_END = re.compile("[，,。；;：:]")
AND_SO_ON = "(?<![平高中初同均何劣优上下对相])等"
"""And not the end of a word, 平等, 对等."""
_AND_SO_ON = re.compile(f"{AND_SO_ON}$")
_SO_MANY = re.compile("(?<=[^第、\\d一二两三四五六七八九十])(?:\\d+|[两三四五六七八九十]+)大?[类种项]$")
"""How many items there are, behind the last: 以及食用油8类."""
_ITS_NUMBER = re.compile("[\\d一二两三四五六七八九十]大?[类种项]$")
_APART = re.compile("[、，,。；;：:]")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Spans, best first. `kind`: whether the first is of the kind asked for, a half where that cannot be
    told. `least`, `most`: what the odds that the text answers are at least, if it meets names that the
    question has, and at most, as a logarithm."""

    spans: tuple[Span, ...]
    kind: float = 0.5
    least: float = -math.inf
    most: float = math.inf


def of_the_kind(spans: Sequence[Span], places: Sequence[Offsets]) -> Chosen:
    first, *others = settled(spans, places)
    return Chosen((first, *others), float(at(first) in places))


def at(span: Span) -> Offsets:
    return span.start, span.end


def whole(spans: Sequence[Span], text: str, analyser: Analyser) -> tuple[Span, ...]:
    """The likeliest span as the whole enumeration that it is of, and the others that are no part of that."""
    if several := clauses(text, spans[0]):
        return several, *spans[1:]
    first = _further(spans, text)
    first = replace(first, start=items(text, first.start, first.end))
    start, end = listed(text, first.start, first.end, analyser)
    if "、" in text[start:end]:
        *others, _ = text[start:end].split("、")
        so_many = not any(map(_ITS_NUMBER.search, others)) and _SO_MANY.search(text, start, end)
        end = so_many.start() if so_many else end
        end -= bool(_AND_SO_ON.search(text, start, end))
    apart = [span for span in spans[1:] if span.end <= start or end <= span.start]
    return replace(first, start=start, end=end), *apart


def _further(spans: Sequence[Span], text: str) -> Span:
    """The likeliest span; an enumeration's last item as other likely words have it: 教育令、督促|监护令. Of
    one item, the enumeration that is nearly as likely.
    """
    first = spans[0]
    if "、" not in text[first.start : first.end]:
        several = (
            span for span in spans[1:] if span.start == first.start and "、" in text[span.start : span.end]
        )
        longest = max(several, key=lambda span: span.end, default=first)
        enough = longest.probability >= _NEARLY * first.probability
        return longest if enough and not _CLAUSE_END.search(text, *at(longest)) else first
    longer = (
        span.end
        for span in spans[1:]
        if span.start == first.start
        and span.end > first.end
        and span.probability >= _FURTHER * first.probability
        and not _APART.search(text, first.end, span.end)
    )
    return replace(first, end=next(longer, first.end))
