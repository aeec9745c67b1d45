"""The trained reader: of the first passages, which answers, with which words, and how probably.

The model reads question and passage together (`qa.reader.model`); what it makes of a passage is weighed with
what retrieval says of it and with whether the question's names are met. Weights and thresholds are those in
`reader.json`, fitted on questions that the model was not trained on (`eval.train.calibrate`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.embed import processors
from index.split import sentences
from index.terms import Analyser
from qa.candidates import candidates
from qa.defined import asks_meaning, defined, says_meanings
from qa.expect import expectation
from qa.hints import hints
from qa.met import met
from qa.named import meets, named
from qa.points import asked_point, points
from qa.question import Question
from qa.read import Offsets, Reading, publisher
from qa.reader.chosen import chosen
from qa.reader.model import ReaderModel, Scored
from qa.reader.spans import Span
from qa.retrieve import Hit

if TYPE_CHECKING:
    from index.vectors import Matrix

CARD = Path(__file__).with_name("reader.json")
BREADTH = 8
"""Passages read for a question,"""
FIRST = 4
"""unless one of the first so many surely answers."""
_LEAST = 1e-4
_ALSO = 0.5
"""Of a list: how probable, against the likeliest, further words must be."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Of the evidence, in a logistic model; and from which probability on a passage is said to answer.

    `odds`: the model's; `span`: the logarithm of its likeliest words' probability, and `length` that of how
    many characters they have, as long ones are never as probable as short ones; `behind`: the retrieval
    score less that of the first hit; `names`: how far all of the question's names are met (`qa.named`);
    `kind`: whether the words are of the kind asked for, a half where that cannot be told.
    """

    bias: float
    odds: float
    span: float
    length: float
    behind: float
    names: float
    kind: float
    threshold: float
    sure: float

    @classmethod
    def open(cls, path: Path = CARD) -> Weights:
        return cls(**json.loads(path.read_text(encoding="utf-8"))["weights"])

    def probability(self, evidence: Evidence) -> float:
        value = (
            self.bias
            + self.odds * evidence.odds
            + self.span * evidence.span
            + self.length * evidence.length
            + self.behind * evidence.behind
            + self.names * evidence.names
            + self.kind * evidence.kind
        )
        return 0.5 * (1 + math.tanh(value / 2))  # does not overflow


@dataclass(frozen=True, slots=True)
class Evidence:
    """That a passage answers, as `Weights` has it."""

    odds: float
    span: float
    length: float
    behind: float
    names: float
    kind: float


@dataclass(frozen=True, slots=True)
class Given:
    """What the reader makes of a text: how probably it answers; the likeliest words, best first."""

    probability: float
    spans: tuple[Span, ...]


class TrainedReader:
    """Safe to use from several threads. `analyser`: the index's own."""

    def __init__(self, model: ReaderModel, analyser: Analyser, weights: Weights) -> None:
        self._model, self._analyser, self._weights = model, analyser, weights
        self.threshold, self.sure = weights.threshold, weights.sure
        self._pool = ThreadPoolExecutor(processors(), "reader")

    def read(
        self,
        question: Question,
        vector: Matrix,
        hits: Sequence[Hit],
        text: Callable[[Hit], str],
        breadth: int | None = None,
    ) -> list[Reading]:
        if not hits:
            return []
        ordered = self.order(question, hits, text)
        readings: list[Reading] = []
        for start, end in ((0, FIRST), (FIRST, BREADTH)) if breadth is None else ((0, breadth),):
            if readings and max(one.score for one in readings) >= self.sure:
                break
            weighed = self.weigh(question, ordered[start:end], hits[0].score, text)
            readings += [self._reading(question, *one, text(one[0])) for one in weighed]
        readings.sort(key=lambda one: (-one.score, -one.hit.score))
        met = {hit.passage.id for hit, names in ordered if names}
        stated = publisher(question.text, [one.hit for one in readings if one.hit.passage.id in met])
        return stated + readings

    def order(
        self, question: Question, hits: Sequence[Hit], text: Callable[[Hit], str]
    ) -> list[tuple[Hit, float]]:
        """The hits, and how far each meets all of the question's names (`qa.named`): those first that do, and
        of these those that have the point, or say the meaning, that is asked for.
        """
        ordered = [(hit, 1.0) for hit in hits]
        if question.names:
            meeting = named(question.notions, hits, text, self._analyser)
            ids = {hit.passage.id for hit, _ in meeting}
            ordered = meeting + [(hit, 0.0) for hit in hits if hit.passage.id not in ids]
        if number := asked_point(question.text):
            ordered.sort(key=lambda one: not (one[1] and points(text(one[0]), number)))
        if asks_meaning(question.text):
            ordered.sort(key=lambda one: not (one[1] and self._defines(question, text(one[0]))))
        return ordered

    def _defines(self, question: Question, text: str) -> bool:
        if not says_meanings(text):  # most texts, of which the words that met need not be found
            return False
        said = {one.passage for one in met(question, text, "", self._analyser)}
        return bool(defined(question.text, text, said))

    def weigh(
        self, question: Question, some: Sequence[tuple[Hit, float]], first: float, text: Callable[[Hit], str]
    ) -> list[tuple[Hit, Evidence, Scored]]:
        """Of some hits, as `order` has them: the evidence, and the words. `first`: the first hit's score."""

        def weigh(one: tuple[Hit, float]) -> tuple[Hit, Evidence, Scored]:
            hit, names = one
            scored, kind = self._score(question, hit.passage.article.title, text(hit), names)
            return hit, _evidence(scored, hit.score - first, names, kind), scored

        return list(self._pool.map(weigh, some))

    def given(self, question: Question, title: str, text: str, phrase: bool = False) -> Given:
        """What it makes of a text that no retrieval brought; it may be long. `phrase`: see `ReaderModel`."""
        words = set(self._analyser.terms(f"{title} {text}"))
        names = float(all(meets(one, words) for one in question.names))
        scored, kind = self._score(question, title, text, names, phrase)
        return Given(self._weights.probability(_evidence(scored, 0.0, names, kind)), scored.spans)

    def _score(
        self, question: Question, title: str, text: str, names: float, phrase: bool = False
    ) -> tuple[Scored, float]:
        """What the model makes of a text, and whether its words are of the kind asked for."""
        found = met(question, text, "", self._analyser)
        known = self._analyser.known(text)
        if expectation(question.text).kind == "person":
            # A person's name may look like part of a word: 主任何立峰.
            persons = candidates("person", text, self._analyser)
            known = [
                word for word in known if not any(low < word[1] and word[0] < high for low, high in persons)
            ]
        scored = self._model.read(question.text, hints(found), title, text, phrase, known)
        if phrase or not scored.spans:
            return scored, 0.5
        quoted = chosen(question.text, text, scored.spans, found, self._analyser)
        odds = min(quoted.most, scored.odds)
        if names == 1 and question.names:
            odds = max(quoted.least, odds)
        return Scored(odds, quoted.spans), quoted.kind

    def _reading(
        self, question: Question, hit: Hit, evidence: Evidence, scored: Scored, passage: str
    ) -> Reading:
        probability = self._weights.probability(evidence) if question.understood else 0.0
        answers: list[Offsets] = []
        for span in scored.spans:
            place = span.start, span.end
            also = _lists(question.text) and span.probability >= _ALSO * scored.spans[0].probability
            apart = all(place[1] <= low or high <= place[0] for low, high in answers)
            if not answers or (also and apart):
                answers.append(place)
        sentence = _sentence(passage, *answers[0]) if answers else None
        return Reading(hit, probability, sentence, tuple(sorted(answers)))


def _evidence(scored: Scored, behind: float, names: float, kind: float) -> Evidence:
    first = scored.spans[0] if scored.spans else Span(0, 0, 0.0)
    length = math.log(1 + first.end - first.start)
    return Evidence(scored.odds, math.log(max(_LEAST, first.probability)), length, behind, names, kind)


def _lists(question: str) -> bool:
    return expectation(question).kind == "list"


def _sentence(text: str, start: int, end: int) -> Offsets:
    """The sentences that text[start:end] stands in."""
    around = [(low, high) for low, high in sentences(text) if low < end and high > start]
    return around[0][0], around[-1][1]
