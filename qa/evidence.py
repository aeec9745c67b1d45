"""What speaks for a passage as the answer, and the models that weigh it (fitted by `eval.calibrate`)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass

# Of the evidence, in its order: which passage it is, and whether it answers.
RANK = (44.0, 10.9, 1.49, 1.48, -0.115, 1.88, 0.0)
ANSWER = (19.0, 0.0, 0.0, 0.84, 4.9, 3.6, 0.38)
BIAS = -7.3


@dataclass(frozen=True, slots=True)
class Evidence:
    """That a passage answers; each about 0 to 1, more is better."""

    sentence: float
    """Cosine of its best sentence above its script's mean, less that of the hits behind the first."""
    passage: float
    """Its own cosine, likewise."""
    behind: float
    """Its retrieval score, less that of the first hit."""
    share: float
    """Of the question's notions but for names, weighed by rarity: what it meets."""
    names: float
    """Whether it meets all names and figures of the question."""
    kind: float
    """Whether it has words of the kind asked for, in a clause about it (see `qa.rules`)."""
    translated: float
    """Share of the question's notions that only a translation can meet: those are missed more often."""

    def values(self) -> tuple[float, ...]:
        return astuple(self)

    def weighed(self, weights: Sequence[float]) -> float:
        return sum(weight * value for weight, value in zip(weights, self.values(), strict=True))

    @property
    def probability(self) -> float:
        """That the passage answers."""
        return 1 / (1 + math.exp(-BIAS - self.weighed(ANSWER)))
