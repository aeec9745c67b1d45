"""What the trainings are made with: the same settings over the same examples give the same."""

from __future__ import annotations

import math
from dataclasses import dataclass

SEED = 20261124
"""Of what is drawn, and of the first training."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`rate` is the greatest learning rate, after `warmup` of all steps; then it falls to 0 in a line.

    `seed`: of the order of batches and of dropout. `clozes`: whether they come first. `first`: the first of
    the epochs that are drawn, of which it sees so many. `tokens`: of a batch. `frozen`: layers not trained.
    """

    seed: int
    clozes: bool = True
    first: int = 0
    epochs: float = 3.0
    tokens: int = 8192
    frozen: int = 0
    dropout: float = 0.1
    rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    decay: float = 0.01
    every: int = 500

    @property
    def parts(self) -> list[str]:
        """The epochs that it sees."""
        return [str(self.first + number) for number in range(math.ceil(self.epochs))]


def _without_clozes(seed: int, first: int) -> Settings:
    return Settings(seed, clozes=False, first=first)


def _upper(seed: int, first: int) -> Settings:
    """Of the upper layers alone, and short."""
    return Settings(seed, False, first, epochs=1.5, tokens=4096, frozen=4, dropout=0.0, rate=1.5e-4)


FAMILIES: tuple[tuple[Settings, ...], ...] = (
    tuple(Settings(SEED + number) for number in range(4)),
    tuple(Settings(seed, first=first, epochs=1.5) for seed, first in ((1, 0), (2, 2), (3, 3))),
    tuple(_without_clozes(seed, first) for seed, first in ((21, 0), (22, 2))),
    tuple(_upper(11 + number, first=number) for number in range(4)),
)
"""What ships is the mean of these trainings, and each family counts the same."""
