"""Hit → the exact words; or nothing. Without a trained model: by what the question names and asks for.

A passage is judged by the share of the question that it meets, weighed by how rare each notion is; its article's
title and publisher lend what a passage leaves out (the title says 内蒙古, the passage 全区). A passage that meets neither
itself nor by its title a name that the question gives does not answer it. Within the passage the sentence that meets
most is marked, and in it the words of the kind asked for that stand closest to what was met.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.build import context_text
from index.split import sentences
from index.terms import normalise, rarity, terms
from qa.expect import Expectation, candidates, expectation
from qa.question import Notion, Question
from qa.retrieve import Hit

Offsets = tuple[int, int]

BREADTH = 10
"""Passages read for a question."""
# In units of the retrieval score, where a passage in place of another is worth some 0.02:
SENTENCE = 0.03
KIND = 0.3
NAME = 0.05
EVEN = 0.37
"""Of a question, apart from its names: the share at which a passage answers as often as not."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a hit. Offsets are into the passage's text; `score` in [0, 1]."""

    hit: Hit
    score: float
    sentence: Offsets | None
    answers: tuple[Offsets, ...]


class Reader(Protocol):
    """Reads passages for a question; best first. Below `threshold` a reading is no answer."""

    threshold: float

    def read(self, question: Question, hits: Sequence[Hit], text: Callable[[Hit], str]) -> list[Reading]: ...


class RuleReader:
    """The reader that needs no weights. Its constants are chosen on `eval/questions/dev.jsonl`."""

    threshold = 0.5

    def read(self, question: Question, hits: Sequence[Hit], text: Callable[[Hit], str]) -> list[Reading]:
        expected = expectation(question.text)
        weights = {notion: _weight(notion) for notion in question.notions if notion.understood}
        judged = [_judge(weights, expected, hit, text(hit)) for hit in hits[:BREADTH]]
        return [reading for _, reading in sorted(judged, key=lambda one: -one[0])]


def _judge(
    weights: dict[Notion, float], expected: Expectation, hit: Hit, text: str
) -> tuple[float, Reading]:
    """The reading of a hit, and its rank value: the retrieval score, corrected by what was read."""
    context = set(terms(context_text(hit.passage)))
    total = sum(weights.values()) or 1.0
    best: tuple[float, Offsets, list[Offsets]] = (-1.0, (0, 0), [])
    everything = set(context)
    for start, end in sentences(text):
        words = set(terms(text[start:end]))
        everything |= words
        here = {notion for notion in weights if _meets(notion, words)}
        found = [(start + low, start + high) for low, high in _choose(expected, text[start:end], here, weights)]
        share = sum(weights[notion] for notion in here) / total
        value = share + (KIND if found else 0.0)
        if value > best[0]:
            best = (value, (start, end), found)
    met = {notion for notion in weights if _meets(notion, everything)}
    value, sentence, found = best
    names_met = all(notion in met for notion in weights if notion.name)
    rank = hit.score + SENTENCE * value - (0.0 if names_met else NAME)
    return rank, Reading(hit, _probability(weights, met, names_met), sentence, tuple(found))


def _probability(weights: dict[Notion, float], met: set[Notion], names_met: bool) -> float:
    """That a passage answers which meets these notions: even when it meets `EVEN` of what is not a name."""
    if not weights:
        return 0.0
    content = {notion: weight for notion, weight in weights.items() if not notion.name}
    total = sum(content.values())
    share = sum(weight for notion, weight in content.items() if notion in met) / total if total else 1.0
    return 1 / (1 + math.exp(10 * (EVEN - share))) * (1.0 if names_met else 0.5)


def _weight(notion: Notion) -> float:
    """Of the likeliest reading, so that a rare wrong translation does not make a notion weighty."""
    return min(max(rarity(term) for term in option.split()) for option in notion.clause.alternatives)


def _meets(notion: Notion, words: set[str]) -> bool:
    return any(all(term in words for term in option.split()) for option in notion.clause.alternatives)


def _choose(
    expected: Expectation, sentence: str, met: set[Notion], weights: dict[Notion, float]
) -> list[Offsets]:
    """The words of the expected kind that stand closest to what the sentence meets of the question."""
    spelled = normalise(sentence)
    anchors = [
        (match.start(), match.end(), weights[notion])
        for notion in met
        for option in notion.clause.alternatives
        for term in option.split()
        for match in re.finditer(re.escape(term), spelled)
    ]
    given = {sentence[low:high] for low, high, _ in anchors}
    scored = [
        (_closeness(sentence, low, high, anchors) + _unit_bonus(expected, sentence[low:high]), low, high)
        for low, high in candidates(expected.kind, sentence)
        if sentence[low:high] not in given
    ]
    if not scored or not anchors:
        return []
    _, low, high = max(scored, key=lambda one: (one[0], -one[1]))
    return [(low, high)]


def _closeness(sentence: str, low: int, high: int, anchors: Sequence[tuple[int, int, float]]) -> float:
    total = 0.0
    for start, end, weight in anchors:
        gap = sentence[end:low] if end <= low else sentence[high:start]
        distance = len(gap) + 12 * sum(gap.count(mark) for mark in "，,；;、。")
        total += weight / (4 + distance)
    return total


def _unit_bonus(expected: Expectation, candidate: str) -> float:
    return 0.5 if expected.unit and candidate.endswith(expected.unit) else 0.0
