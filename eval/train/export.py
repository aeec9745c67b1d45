"""Checkpoints → `weights.npz`: what was trained, its matrices in 7 bits with a scale for each output.

Of several trainings, which began with the same weights, the mean is taken: it costs nothing when asking, and
is mostly better than any of them (Wortsman et al. 2022, Model soups, https://arxiv.org/abs/2203.05482).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.bundled_folder import LAYER
from index.bundled_onnx import WEIGHT_MAX
from index.errors import MissingExtra, YinjuError
from qa.reader.prepared import SCALE


def export(checkpoints: Sequence[Path], to: Path, card: Path) -> None:
    """Writes the upper layers and the head of checkpoints of `eval.train.fit`; how they were made to `card`.

    Raises MissingExtra, and YinjuError for a training that is not there or not at its end.
    """
    try:
        import torch
    except ImportError as error:
        raise MissingExtra("torch", "models") from error
    if missing := [checkpoint for checkpoint in checkpoints if not checkpoint.exists()]:
        raise YinjuError(f"{missing[0]}: no such training; `fit --seed {missing[0].stem}` makes it")
    states = [torch.load(checkpoint, weights_only=True) for checkpoint in checkpoints]
    for checkpoint, state in zip(checkpoints, states, strict=True):
        if state["step"] < state["steps"]:
            raise YinjuError(
                f"{checkpoint}: at step {state['step']} of {state['steps']};"
                f" `fit --seed {checkpoint.stem}` goes on with it"
            )
    (frozen,) = {state["settings"]["frozen"] for state in states}
    models = [state["model"] for state in states]
    model = {name: torch.stack([one[name] for one in models]).mean(dim=0) for name in models[0]}
    arrays: dict[str, NDArray[Any]] = {
        "head.w": model["head.weight"].numpy().astype(np.float32),
        "head.b": model["head.bias"].numpy().astype(np.float32),
    }
    layers = 1 + max(int(name.split(".")[3]) for name in model if name.startswith("encoder.encoder.layer."))
    for layer in range(frozen, layers):
        for ours, theirs in LAYER.items():
            name = f"encoder.encoder.layer.{layer}.{theirs}"
            weight, bias = (model[f"{name}.{kind}"].numpy() for kind in ("weight", "bias"))
            if weight.ndim == 1:
                arrays[f"l{layer}.{ours}.w"] = weight.astype(np.float32)
            else:
                arrays |= quantised(f"l{layer}.{ours}.w", weight)
            arrays[f"l{layer}.{ours}.b"] = bias.astype(np.float32)
    np.savez_compressed(to, **arrays)  # type: ignore[arg-type]  # for its flag, which older versions lack
    trainings = [{name: state[name] for name in ("settings", "mined", "curve")} for state in states]
    facts = json.loads(card.read_text("utf-8")) if card.exists() else {}
    card.write_text(dumped(facts | {"trainings": trainings}), "utf-8")


def dumped(facts: dict[str, Any]) -> str:
    """`reader.json` as it is written."""
    return json.dumps(facts, indent=1, ensure_ascii=False) + "\n"


def quantised(name: str, matrix: NDArray[np.float32]) -> dict[str, NDArray[Any]]:
    """A matrix as integers in ±63 and a scale for each row, as the graph has them."""
    scale = np.abs(matrix).max(axis=1) / WEIGHT_MAX
    return {name: np.round(matrix / scale[:, None]).astype(np.int8), name + SCALE: scale.astype(np.float32)}
