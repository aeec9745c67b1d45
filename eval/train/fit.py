"""The training loop: clozes first, once for all seeds; then, from there, the questions."""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from eval.train.drawn import Batch, Drawn
from eval.train.mined import CLOZES, HELD, checkpoint_of, drawn_of
from eval.train.model import Model, check, losses
from eval.train.settings import Settings
from index.bundled_bin import Weights
from index.errors import YinjuError

State = dict[str, Any]


def batches(lengths: Sequence[int], tokens: int, draw: random.Random) -> list[list[int]]:
    """Batches of like length, as places in `lengths`, of about `tokens` with padding, in random order."""
    found: list[list[int]] = []
    pool = 4000
    order = list(range(len(lengths)))
    draw.shuffle(order)
    for start in range(0, len(order), pool):
        batch: list[int] = []
        for one in sorted(order[start : start + pool], key=lambda one: lengths[one]):
            if batch and lengths[one] * (len(batch) + 1) > tokens:
                found.append(batch)
                batch = []
            batch.append(one)
        found.append(batch)
    draw.shuffle(found)
    return found


def fit(made: Path, weights: Weights, settings: Settings) -> None:
    """Trains the encoder, or goes on from the training's checkpoint (`checkpoint_of`), which has its curve.

    Those with clozes begin with one training on them, which is made first. On the same device the same comes
    out, bit for bit. Raises YinjuError where a checkpoint was made with other settings or examples, or these
    are not drawn.
    """
    parts = [HELD, *settings.parts, *([CLOZES] if settings.clozes else [])]
    if missing := [part for part in parts if not drawn_of(made, part).exists()]:
        raise YinjuError(f"{drawn_of(made, missing[0])}: not drawn; `python -m eval.train draw` draws it")
    held, *drawn = (Drawn(drawn_of(made, part)) for part in parts)
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")  # or products are not repeated exactly
    torch.use_deterministic_algorithms(True)
    torch.utils.deterministic.fill_uninitialized_memory = False  # type: ignore[attr-defined]
    torch.manual_seed(0)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = Model(weights, settings.frozen, settings.dropout).to(device).train()
    begun: State | None = None
    if settings.clozes:
        general = replace(settings, seed=0, first=0, epochs=1)
        begun = _Training(model, [drawn.pop()], held, general, checkpoint_of(made, CLOZES)).run()
    _Training(model, drawn, held, settings, checkpoint_of(made, settings.seed)).run(begun)


class _Training:
    """A model's training on some epochs, one after the other."""

    def __init__(
        self, model: Model, epochs: Sequence[Drawn], held: Drawn, settings: Settings, checkpoint: Path
    ) -> None:
        self._model, self._epochs, self._settings, self._checkpoint = model, epochs, settings, checkpoint
        self._plan: list[tuple[Drawn, list[int]]] = []
        for number, epoch in enumerate(epochs):
            draw = random.Random(f"{settings.seed}/{number}/order")  # noqa: S311
            some = batches(epoch.lengths.tolist(), settings.tokens, draw)
            share = min(1.0, settings.epochs - number)
            self._plan += [(epoch, places) for places in some[: round(len(some) * share)]]
        if not self._plan:
            raise YinjuError(f"{checkpoint}: these settings make no step; raise `epochs`")
        order = random.Random(0)  # noqa: S311
        some = batches(held.lengths.tolist(), settings.tokens, order)
        self._held = [held.batch(places) for places in some]
        self._random: Any = torch.cuda if model.device.type == "cuda" else torch
        self._trained = [param for param in model.parameters() if param.requires_grad]
        self._optimizer = torch.optim.AdamW(self._groups(), betas=(0.9, 0.98), eps=1e-6, fused=True)
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._optimizer, lambda step: _rate(step / len(self._plan), settings.warmup)
        )

    def _groups(self) -> list[State]:
        body = [
            param
            for name, param in self._model.named_parameters()
            if param.requires_grad and not name.startswith("head")
        ]
        rate, decay = self._settings.rate, self._settings.decay
        return [
            {"params": [param for param in body if param.ndim > 1], "lr": rate, "weight_decay": decay},
            {"params": [param for param in body if param.ndim == 1], "lr": rate, "weight_decay": 0.0},
            {
                "params": list(self._model.head.parameters()),
                "lr": self._settings.head_rate,
                "weight_decay": 0.0,
            },
        ]

    def run(self, begun: State | None = None) -> State:
        """Trains to the end. `begun`: the state of the training on clozes before. Returns the state then."""
        before = begun["drawn"] if begun else []
        made_with = {
            "settings": asdict(self._settings),
            "drawn": [*before, *(epoch.digest for epoch in self._epochs)],
            "steps": len(self._plan),
        }
        more = {"clozes": begun["curve"]} if begun else {}
        torch.manual_seed(self._settings.seed)
        state = {**made_with, **more, "step": 0, "seconds": 0.0, "tokens": 0, "sums": (0.0, 0.0), "curve": []}
        if self._checkpoint.exists():
            state = torch.load(self._checkpoint, weights_only=True, map_location="cpu")
            if other := {name for name, value in made_with.items() if state.get(name) != value}:
                names = " and ".join(sorted(other))
                raise YinjuError(f"{self._checkpoint}: made with other {names}; delete it to begin anew")
            self._restore(state)
        print(f"{self._checkpoint.stem}: {len(self._plan)} steps, from {state['step']}", flush=True)
        sums = torch.tensor(state["sums"], device=self._model.device)
        started = time.time() - state["seconds"]
        while state["step"] < len(self._plan):
            epoch, some = self._plan[state["step"]]
            batch = epoch.batch(some)
            sums = 0.98 * sums + 0.02 * self._step(batch)
            state["step"] += 1
            state["tokens"] += int(batch.lengths.sum())
            if state["step"] % self._settings.every == 0 or state["step"] == len(self._plan):
                state |= {"seconds": time.time() - started, "sums": tuple(sums.tolist())}
                state["curve"].append(self._row(state))
                print(json.dumps(state["curve"][-1]), flush=True)
                self._save(state)
        return state

    def _step(self, batch: Batch) -> Tensor:
        span, pair, _ = losses(self._model, batch)
        (span + pair).backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self._trained, 1.0)
        self._optimizer.step()
        self._optimizer.zero_grad(set_to_none=True)
        self._schedule.step()
        return torch.stack([span.detach(), pair.detach()])

    def _row(self, state: State) -> dict[str, float]:
        so_far = 1 - 0.98 ** state["step"]  # what a running mean that began at 0 lacks
        span, pair = (round(value / so_far, 4) for value in state["sums"])
        return {
            "step": state["step"],
            "span": span,
            "pair": pair,
            **check(self._model, self._held),
            "minutes": round(state["seconds"] / 60, 1),
            "tokens/s": round(state["tokens"] / state["seconds"]),
        }

    def _save(self, state: State) -> None:
        """What is frozen is the bundled model's, and not saved."""
        params = self._model.named_parameters()
        state |= {
            "model": {name: param.detach() for name, param in params if param.requires_grad},
            "optimizer": self._optimizer.state_dict(),
            "schedule": self._schedule.state_dict(),
            "device": self._model.device.type,
            "random": self._random.get_rng_state(),
        }
        unfinished = self._checkpoint.with_suffix(".part")
        torch.save(state, unfinished)
        unfinished.replace(self._checkpoint)

    def _restore(self, state: State) -> None:
        self._model.load_state_dict(state["model"], strict=False)
        self._optimizer.load_state_dict(state["optimizer"])
        self._schedule.load_state_dict(state["schedule"])
        if state["device"] == self._model.device.type:
            self._random.set_rng_state(state["random"])
        elif state["step"] < state["steps"]:
            raise YinjuError(f"{self._checkpoint}: begun on {state['device']}; it goes on there alone")


def _rate(done: float, warmup: float) -> float:
    return done / warmup if done < warmup else max(0.0, (1 - done) / (1 - warmup))
