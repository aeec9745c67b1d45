"""Scores of a passage's tokens → the likeliest words, as offsets into the passage's text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.tokens import Token

LONGEST = 80
"""Tokens of the longest answer."""
ACROSS = 0.25
"""What words count for that run on into another clause: each end may be likely, but hardly ever are both
those of one answer (of 101 such answers on XQuAD, 3 were right)."""
_ENDS = 12  # of the likeliest first and last tokens, how many are paired
_AGREED = 0.3  # of the likeliest span's probability: how much must speak for words of the kind
_OUTER = " \t\n\u3000，,、。；;：:！!？?…"
_PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "(": ")", "「": "」", "『": "』", "【": "】", '"': '"'}
_REACH = 12  # how many characters away the other half of a pair of marks is looked for
_CLAUSE = re.compile(r"[，；。;]|,(?!\d)")
_TITLE = re.compile("《([^《》]{2,60})》")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*[%％‰]?")


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a text, by half-open offsets, and how probably they are the answer if the text has it."""

    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class Part:
    """What was made of some tokens of a text: the odds, as a logarithm, that they answer; and their scores,
    (tokens, 2), of being the first and the last of the answer."""

    odds: float
    scores: NDArray[np.float32]
    tokens: Sequence[Token]


def best(
    parts: Sequence[Part],
    text: str,
    count: int = 5,
    across: float = ACROSS,
    known: Sequence[tuple[int, int]] = (),
) -> list[Span]:
    """The likeliest spans, best first, in parts of a text that may overlap.

    A span's probability is the product of its ends' (Devlin et al. 2019, 4.2), times that its part is the one
    that answers, and times `across` if it runs on into another clause; spans that become the same words when
    snapped, to the words `known` too, count together.
    """
    found: dict[tuple[int, int], float] = {}
    inside = {at: word for word in known for at in range(word[0] + 1, word[1])}
    shares = _softmax(np.array([part.odds for part in parts], np.float32))
    for part, share in zip(parts, shares, strict=True):
        if not len(part.tokens):
            continue
        first, last = (_softmax(part.scores[:, column]) for column in (0, 1))
        for start in np.argsort(-first, kind="stable")[:_ENDS]:
            for end in np.argsort(-last, kind="stable")[:_ENDS]:
                if start <= end < start + LONGEST:
                    low, high = part.tokens[start].start, part.tokens[end].end
                    low, high = inside.get(low, (low, 0))[0], inside.get(high, (0, high))[1]
                    place = snapped(text, low, high)
                    if place[0] < place[1]:
                        found[place] = found.get(place, 0.0) + float(share * first[start] * last[end])
    for place in found:
        if _CLAUSE.search(text, *place):
            found[place] *= across
    ordered = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    return [Span(*place, probability) for place, probability in ordered[:count]]


def settled(spans: Sequence[Span], places: Sequence[tuple[int, int]]) -> list[Span]:
    """The spans, behind that of `places` which they agree on most; as they are if on none of them.

    `places` are words of the kind that is asked for: 34个, where the likeliest spans are 34 and 少年法庭34个.
    A span speaks for a place by its probability, as far as the two are the same characters (their F1).
    """
    best, agreed = None, _AGREED * (spans[0].probability if spans else 1.0)
    for start, end in places:
        agreement = sum(
            span.probability
            * 2
            * max(0, min(end, span.end) - max(start, span.start))
            / (end - start + span.end - span.start)
            for span in spans
        )
        if agreement > agreed:
            best, agreed = Span(start, end, min(1.0, agreement)), agreement
    if best is None:
        return list(spans)
    return [best, *(span for span in spans if (span.start, span.end) != (best.start, best.end))]


def snapped(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without outer punctuation, with whole pairs of marks and whole figures: 34, not 3.

    Half a pair at an end is left out; of one further inside the other half is taken in, if it is near.
    """
    for match in _FIGURE.finditer(text):
        if match.start() < start < match.end():
            start = match.start()
        if match.start() < end < match.end():
            end = match.end()
    while start < end and text[start] in _OUTER:
        start += 1
    while start < end and text[end - 1] in _OUTER:
        end -= 1
    for opening, closing in _PAIRS.items():
        inside = text[start:end]
        if inside.startswith(opening) and closing not in inside[1:]:
            start += 1
        elif inside.endswith(closing) and opening not in inside[:-1]:
            end -= 1
        elif opening != closing and (opening in inside or closing in inside):
            start, end = _paired(text, start, end, opening, closing)
    if text.startswith("》", end):
        for title in _TITLE.finditer(text):
            if title.start(1) < start < end == title.end(1):
                start = title.start(1)  # of hardly any title the end alone is an answer
    return start, end


def _paired(text: str, start: int, end: int, opening: str, closing: str) -> tuple[int, int]:
    inside = text[start:end]
    if closing in inside and opening not in inside[: inside.index(closing)]:
        at = text.rfind(opening, max(0, start - _REACH), start)
        start = at if at >= 0 else start
    if opening in inside and closing not in inside[inside.rindex(opening) :]:
        at = text.find(closing, end, end + _REACH)
        end = at + 1 if at >= 0 else end
    return start, end


def _softmax(values: NDArray[np.float32]) -> NDArray[np.float32]:
    odds = np.exp(values - values.max())
    return np.asarray(odds / odds.sum())
