"""Checkpoints → `weights.npz`: what was trained, its matrices in 7 bits with a scale for each output.

Of several trainings, which began with the same weights, the mean is taken: it costs nothing when asking, and
is better than any of them, more so if they differ in their settings (Wortsman et al. 2022, Model soups,
https://arxiv.org/abs/2203.05482).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.train.mined import checkpoint_of
from eval.train.settings import Settings
from index.bundled_bin import Weights
from index.bundled_onnx import WEIGHT_MAX
from index.errors import MissingExtra, YinjuError
from qa.reader.prepared import SCALE


def export(
    made: Path, families: Sequence[Sequence[Settings]], weights: Weights, to: Path, card: Path
) -> None:
    """Writes the layers and the head of trainings by `eval.train.fit`: the mean of the families' means; how
    they were made to `card`. `weights`: what they began with, which frozen layers still have.

    Raises MissingExtra, and YinjuError for a training that is not there, not at its end, or another.
    """
    try:
        from eval.train.model import HEAD, bundled_names, parameters
    except ImportError as error:
        raise MissingExtra("torch", "models") from error
    states = [[_ended(made, one) for one in family] for family in families]
    begun = parameters(weights)
    arrays: dict[str, NDArray[Any]] = {}
    for name, value in begun.items():
        means = [
            np.mean([state["model"].get(name, value).numpy() for state in family], 0) for family in states
        ]
        parts = bundled_names(name)
        for part, array in zip(parts, np.split(np.mean(means, 0), len(parts)), strict=True):
            arrays |= {part: array} if array.ndim == 1 or name == HEAD else quantised(part, array)
    np.savez_compressed(to, **arrays)  # type: ignore[arg-type]  # for its flag, which older versions lack
    kept = ("settings", "drawn", "clozes", "curve")
    trainings = [
        {name: state[name] for name in kept if name in state} for family in states for state in family
    ]
    facts = json.loads(card.read_text("utf-8")) if card.exists() else {}
    card.write_text(dumped(facts | {"trainings": trainings}), "utf-8")


def _ended(made: Path, settings: Settings) -> dict[str, Any]:
    import torch

    checkpoint, seed = checkpoint_of(made, settings.seed), settings.seed
    if not checkpoint.exists():
        raise YinjuError(f"{checkpoint}: no such training; `fit --seed {seed}` makes it")
    state: dict[str, Any] = torch.load(checkpoint, weights_only=True, map_location="cpu")
    if state["step"] < state["steps"]:
        raise YinjuError(
            f"{checkpoint}: at step {state['step']} of {state['steps']}; `fit --seed {seed}` goes on with it"
        )
    if state["settings"] != asdict(settings):
        raise YinjuError(f"{checkpoint}: made with other settings; delete it, and `fit --seed {seed}`")
    return state


def dumped(facts: dict[str, Any]) -> str:
    """`reader.json` as it is written."""
    return json.dumps(facts, indent=1, ensure_ascii=False) + "\n"


def quantised(name: str, matrix: NDArray[np.float32]) -> dict[str, NDArray[Any]]:
    """A matrix as integers in ±63 and a scale for each row, as the graph has them."""
    scale = np.abs(matrix).max(axis=1) / WEIGHT_MAX
    return {name: np.round(matrix / scale[:, None]).astype(np.int8), name + SCALE: scale.astype(np.float32)}
