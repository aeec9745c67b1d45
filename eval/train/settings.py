"""What a training is made with: the same settings over the same data give the same."""

from __future__ import annotations

from dataclasses import dataclass

SEED = 20261124


@dataclass(frozen=True, slots=True)
class Settings:
    """`rate` is the greatest learning rate, after `warmup` of all steps; then it falls to 0 in a line."""

    seed: int = SEED
    epochs: float = 1.5
    tokens: int = 4096
    frozen: int = 4
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    decay: float = 0.01
    every: int = 250
