"""The reader without training: the exact words, or nothing, by what the question names and asks for.

Each of the first passages gives evidence: how near its best sentence is to the question, against the cosines
that any passage has here; the share of the question's notions that it meets, weighed by how rare they are,
where its article's title and publisher lend what it leaves out (the title says 内蒙古, the passage 全区);
whether it meets the names; whether it holds words of the kind asked for. Logistic models (`eval.calibrate`)
make of these which passage answers, and how probably. The words closest to what was met are marked.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from index.context import context_text
from index.split import sentences
from index.terms import Analyser, normalise
from qa.candidates import candidates
from qa.evidence import RANK, Evidence
from qa.expect import Expectation, expectation
from qa.named import meets, named
from qa.notion import Notion
from qa.question import Question
from qa.read import Offsets, Reading, publisher
from qa.retrieve import Hit

if TYPE_CHECKING:
    from index.vectors import Matrix

BREADTH = 4  # passages read for a question: what stands further down is rarely right, and reading takes time
_PAUSE = re.compile("[，,；;。：:！？!?]")
# What choosing a sentence heeds besides the share of the notions that it meets: words of the kind, cosine.
KIND = 0.3
NEARNESS = 5.0
# A passage without words of the kind: who did it may be an office, and a list need not have the form of one.
NONE: dict[str | None, float] = {None: 0.5, "person": 0.4, "list": 0.25}


class RuleReader:
    """A reader without weights to load. `embed` makes vectors of sentences, shape (texts, dimension).

    `analyser`: the index's own, for terms meet only those that were cut alike.
    """

    threshold = 0.5
    sure = 1.0  # rules never are

    def __init__(self, embed: Callable[[Sequence[str]], Matrix], analyser: Analyser) -> None:
        self._embed, self._analyser = embed, analyser

    def read(
        self,
        question: Question,
        vector: Matrix,
        hits: Sequence[Hit],
        text: Callable[[Hit], str],
        breadth: int | None = None,
    ) -> list[Reading]:
        weighed = self.weigh(question, vector, hits, text, breadth)
        weighed.sort(key=lambda one: (-one[1].weighed(RANK), -one[0].score))
        readings = [
            Reading(hit, evidence.probability if question.understood else 0.0, sentence, answers)
            for hit, evidence, sentence, answers in weighed
        ]
        return publisher(question.text, [hit for hit, evidence, *_ in weighed if evidence.names]) + readings

    def weigh(
        self,
        question: Question,
        vector: Matrix,
        hits: Sequence[Hit],
        text: Callable[[Hit], str],
        breadth: int | None = None,
    ) -> list[tuple[Hit, Evidence, Offsets, tuple[Offsets, ...]]]:
        """For each of the first hits: the evidence, the sentence that answers, the words that do."""
        expected = expectation(question.text)
        weights = {notion: self._weight(notion) for notion in question.notions if notion.understood}
        others = [hit.cosine - hit.background.mean for hit in hits[1:10]]
        background = sum(others) / len(others) if others else 0.0
        meeting = [hit for hit, _ in named(weights, hits, text, self._analyser)]
        chosen = (meeting or hits)[: breadth or BREADTH]
        read = [(hit, passage, sentences(passage)) for hit in chosen for passage in (text(hit),)]
        spelled = [passage[start:end] for _, passage, cuts in read for start, end in cuts]
        cosines = iter(self._embed(spelled) @ vector)
        result = []
        for hit, passage, cuts in read:
            near = [next(cosines) for _ in cuts]
            result.append(
                (hit, *self._weigh(weights, expected, hit, hits[0], background, passage, cuts, near))
            )
        return result

    def _weigh(
        self,
        weights: dict[Notion, float],
        expected: Expectation,
        hit: Hit,
        first: Hit,
        background: float,
        text: str,
        cuts: Sequence[Offsets],
        cosines: Sequence[float],
    ) -> tuple[Evidence, Offsets, tuple[Offsets, ...]]:
        everything = set(self._analyser.terms(context_text(hit.passage)))
        total = sum(weights.values()) or 1.0
        best: tuple[float, Offsets, list[Offsets]] = (-math.inf, (0, 0), [])
        for (start, end), cosine in zip(cuts, cosines, strict=True):
            words = set(self._analyser.terms(text[start:end]))
            everything |= words
            here = {notion for notion in weights if meets(notion, words)}
            chosen = self._choose(expected, text[start:end], here, weights)
            found = [(start + low, start + high) for low, high in chosen]
            value = (
                sum(weights[notion] for notion in here) / total + (KIND if found else 0.0) + NEARNESS * cosine
            )
            best = max(best, (value, (start, end), found), key=lambda one: one[0])
        met = {notion for notion in weights if meets(notion, everything)}
        content = {notion: weight for notion, weight in weights.items() if not notion.name}
        _, sentence, answers = best
        usual = background + hit.background.mean
        evidence = Evidence(
            sentence=max(cosines, default=usual) - usual,
            passage=hit.cosine - usual,
            behind=hit.score - first.score,
            share=_share(content, met),
            names=float(all(notion in met for notion in weights if notion.name)),
            kind=self._support(expected.kind, content, text, answers),
            translated=sum(notion.translated for notion in weights) / (len(weights) or 1),
        )
        return evidence, sentence, tuple(answers)

    def _support(
        self, kind: str | None, weights: dict[Notion, float], text: str, answers: Sequence[Offsets]
    ) -> float:
        """How much of the question the clause around the answer speaks of: .5 to 1; without one see NONE."""
        if not answers:
            return NONE.get(kind, 0.0)
        start = max((match.end() for match in _PAUSE.finditer(text, 0, answers[0][0])), default=0)
        end = _PAUSE.search(text, answers[-1][1])
        words = set(self._analyser.terms(text[start : end.start() if end else len(text)]))
        return 0.5 + 0.5 * _share(weights, {notion for notion in weights if meets(notion, words)})

    def _weight(self, notion: Notion) -> float:
        """Of the likeliest reading, so that a rare wrong translation does not make a notion weighty."""
        return min(
            max(self._analyser.rarity(term) for term in option.split())
            for option in notion.clause.alternatives
        )

    def _choose(
        self, expected: Expectation, sentence: str, met: set[Notion], weights: dict[Notion, float]
    ) -> list[Offsets]:
        """The words of the expected kind that stand closest to what the sentence meets of the question."""
        spelled = normalise(sentence)
        asked = {
            term: weights[notion]
            for notion in met
            for option in notion.clause.alternatives
            for term in option.split()
        }
        cut = [term for term in self._analyser.cut(spelled) if term.text in asked]
        anchors = [(term.start, term.end, asked[term.text]) for term in cut]
        scored = [
            (_closeness(sentence, low, high, anchors) + _unit_bonus(expected, sentence[low:high]), low, high)
            for low, high in candidates(expected.kind, sentence, self._analyser)
            if spelled[low:high] not in asked
        ]
        if not scored or not anchors:
            return []
        _, low, high = max(scored, key=lambda one: (one[0], -one[1]))
        return [(low, high)]


def _share(weights: dict[Notion, float], met: set[Notion]) -> float:
    total = sum(weights.values())
    return sum(weight for notion, weight in weights.items() if notion in met) / total if total else 1.0


def _closeness(sentence: str, low: int, high: int, anchors: Sequence[tuple[int, int, float]]) -> float:
    total = 0.0
    for start, end, weight in anchors:
        gap = sentence[end:low] if end <= low else sentence[high:start]
        distance = len(gap) + 12 * sum(gap.count(mark) for mark in "，,；;、。")
        total += weight / (4 + distance)
    return total


def _unit_bonus(expected: Expectation, candidate: str) -> float:
    return 0.5 if expected.unit and candidate.endswith(expected.unit) else 0.0
