"""`python -m eval.chances DATASET`: are the probabilities of hits true, and what would make them so?

    python -m eval.chances DATASET [--distractors OTHER ...] [--sample N]

Of every question that the dataset answers, the first hits' scores are asked for. The expected calibration
error (`eval.certainty`) of the first hit, by language: once with the present TEMPERATURE of `qa.retrieve`,
once with the one fitted here (least cross-entropy of all first hits), which should be taken from other data
than is reported.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval import certainty
from eval.__main__ import indexed
from eval.choice import chosen, parser, sampled
from eval.datasets import Dataset
from eval.matching import holds
from index.errors import YinjuError
from qa.retrieve import LIKELY, TEMPERATURE, softmax


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's language, its first hits' scores, and which of them hold an answer."""

    lang: str
    scores: NDArray[np.float64]
    right: NDArray[np.bool_]

    def chances(self, temperature: float) -> NDArray[np.float64]:
        return np.array(softmax(self.scores.tolist(), temperature))


def main(arguments: list[str] | None = None) -> int:
    options = parser("eval.chances", __doc__).parse_args(arguments)
    try:
        asked = ask(sampled(chosen(options), options))
    except YinjuError as error:
        print(f"chances: {error}", file=sys.stderr)
        return 1
    fitted = fit(asked)
    print(f"{'':8}{'first right':>12}{'present':>10}{'fitted':>10}")
    for lang in sorted({one.lang for one in asked}):
        own = [one for one in asked if one.lang == lang]
        right = np.mean([one.right[0] for one in own])
        errors = "".join(f"{calibration_error(own, at):10.3f}" for at in (TEMPERATURE, fitted))
        print(f"{lang:8}{right:12.3f}{errors}")
    print(f"TEMPERATURE = {TEMPERATURE}, fitted {fitted:.2f}")
    return 0


def ask(dataset: Dataset) -> list[Asked]:
    """The questions for which a first hit is right; without answers, what is of the right document."""
    engine, _ = indexed(dataset, reader="none")
    found = []
    for question in dataset.questions:
        hits = engine.search(question.text, LIKELY)
        right = [
            hit.passage.article.document_id in question.positive_ids
            and (not question.answers or holds(engine.snapshot.text(hit.passage), question.answers))
            for hit in hits
        ]
        if any(right):
            scores = np.array([hit.score for hit in hits])
            found.append(Asked(question.lang, scores, np.array(right)))
    if not found:
        raise YinjuError("no question whose answer is found; nothing to hold probabilities against")
    return found


def fit(asked: Sequence[Asked]) -> float:
    """The temperature of the least cross-entropy."""
    return min((step / 100 for step in range(20, 201)), key=lambda at: _entropy(asked, at))


def calibration_error(asked: Sequence[Asked], temperature: float) -> float:
    """Of the first hits (`eval.certainty`)."""
    chances = np.array([one.chances(temperature)[0] for one in asked])
    right = np.array([one.right[0] for one in asked])
    return certainty.calibration_error(chances, right)


def _entropy(asked: Sequence[Asked], temperature: float) -> float:
    chances = np.concatenate([one.chances(temperature) for one in asked]).clip(1e-9, 1 - 1e-9)
    right = np.concatenate([one.right for one in asked])
    return float(-np.log(np.where(right, chances, 1 - chances)).mean())


if __name__ == "__main__":
    raise SystemExit(main())
