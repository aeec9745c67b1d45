"""What cosines passages have with a question anyhow, script by script: what a found cosine is judged against.

An embedding model puts texts of one language near each other, whatever they say: among passages in two
languages the nearest to a question are all in its own. So the nearest are sought script by script, and a
cosine is told in standard deviations from the mean that passages of its script have with the question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.scripts import SCRIPTS

if TYPE_CHECKING:
    Matrix = NDArray[np.float32]

_SAMPLE = 2_000
"""Rows of a script that its mean and deviation are estimated on: within 2 % of a deviation."""
STRAY = 0.01
"""A script of a smaller share of the passages is none that questions are translated for."""
_POOLED = 5
"""A script of few passages is taken to be like all passages, as if so many more of it had been seen."""
_ROUNDING = 1e-6
"""Passages whose cosines are all the same still differ by this little."""


@dataclass(frozen=True, slots=True)
class Background:
    """What cosines any passage of a script has with a question."""

    mean: float
    deviation: float

    def standard(self, cosine: float) -> float:
        """`cosine` in standard deviations above the mean."""
        return (cosine - self.mean) / self.deviation if self.deviation > _ROUNDING else 0.0


@dataclass(frozen=True, slots=True)
class Near:
    """A row, its cosine with the question, and what its cosine is to be judged against."""

    row: int
    cosine: float
    background: Background

    @property
    def standard(self) -> float:
        return self.background.standard(self.cosine)


class Backgrounds:
    """What a question's cosines are judged against, from some vectors of each script.

    `samples`: script → vectors, shape (some, dimension); `sizes`: script → how many rows it has.
    """

    def __init__(self, samples: Mapping[int, Matrix], sizes: Mapping[int, int]) -> None:
        self._samples, self.sizes = samples, sizes
        self._count = sum(sizes.values())

    @property
    def scripts(self) -> frozenset[str]:
        """The scripts that passages are in, but for a stray one: a share of at least `STRAY`."""
        least = STRAY * self._count
        return frozenset(SCRIPTS[script] for script, size in self.sizes.items() if size >= least)

    def of(self, question: Matrix) -> dict[int, Background]:
        """Of each script, its few passages pooled with all."""
        found = {script: sample @ question for script, sample in self._samples.items()}
        weights = {script: size / self._count for script, size in self.sizes.items()}
        mean = sum(weights[script] * cosines.mean() for script, cosines in found.items())
        variance = sum(weights[script] * cosines.var() for script, cosines in found.items())
        pooled = {}
        for script, cosines in found.items():
            share = self.sizes[script] / (self.sizes[script] + _POOLED)
            own = share * cosines.mean() + (1 - share) * mean
            spread = share * cosines.var() + (1 - share) * variance
            pooled[script] = Background(float(own), float(np.sqrt(spread)))
        return pooled


def spread(rows: NDArray[np.int64], most: int = _SAMPLE) -> NDArray[np.int64]:
    """Up to `most` of `rows`, evenly over all of them."""
    chosen: NDArray[np.int64] = rows[np.linspace(0, len(rows) - 1, min(len(rows), most)).astype(int)]
    return chosen
