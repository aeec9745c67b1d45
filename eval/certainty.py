"""Are probabilities true, and do they tell what answers from what does not?

Every measure takes probabilities, in [0, 1], and whether each came true.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from eval.logistic import Flags, Floats
from eval.matching import holds

if TYPE_CHECKING:
    from eval.metrics import Asked

GROUPS = 10
STEPS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Point:
    """What is answered from a threshold on: the share of it that is right, and of all that could be."""

    threshold: float
    precision: float | None
    recall: float


def auroc(chances: Floats, true: Flags) -> float | None:
    """Area under the ROC curve: of all pairs, how often the true one is higher, ties as halves (Mann and
    Whitney's statistic: Hanley and McNeil 1982, https://doi.org/10.1148/radiology.143.1.7063747).

    None where all are alike.
    """
    if true.all() or not true.any():
        return None
    ordered = np.sort(chances[~true])
    below, up_to = (np.searchsorted(ordered, chances[true], side) for side in ("left", "right"))
    return float((below + up_to).mean() / 2 / len(ordered))


def calibration_error(chances: Floats, true: Flags) -> float:
    """Expected calibration error (Guo et al. 2017, https://arxiv.org/abs/1706.04599): how far probability and
    truth are apart, on average over ten groups of the same size by probability.
    """
    groups = np.array_split(np.argsort(chances, kind="stable"), min(GROUPS, len(chances)))
    return float(sum(len(at) * abs(chances[at].mean() - true[at].mean()) for at in groups) / len(chances))


def curve(chances: Floats, right: Flags, answerable: Flags) -> list[Point]:
    """Precision and recall of answering, by threshold. `right`: what would be answered is right."""
    found = []
    for threshold in STEPS:
        given = chances >= threshold
        precision = float(right[given].mean()) if given.any() else None
        recall = float((given & right).sum() / max(1, answerable.sum()))
        found.append(Point(threshold, precision, recall))
    return found


def of_answers(asked: Sequence[Asked]) -> tuple[Floats, Flags, Flags]:
    """Of each question: the probability that is given for the best passage, whether it holds an answer, and
    whether there is one. Answerable questions whose answers' words are not known are left out.
    """
    rows: list[tuple[float, bool, bool]] = []
    for one in asked:
        question, quotes = one.question, (*one.answer.quotes, *one.answer.nearest)
        if question.answerable and not question.answers:
            continue
        best = max(quotes, key=lambda quote: quote.score, default=None)
        right = question.answerable and best is not None and holds(best.text, question.answers)
        rows.append((best.score if best else 0.0, right, question.answerable))
    found = np.array(rows, float).reshape(-1, 3)
    return found[:, 0], found[:, 1] > 0, found[:, 2] > 0
