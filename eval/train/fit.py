"""The training loop: the bundled encoder, its upper layers trained, and one linear layer on top.

Per token a score for being the first and one for being the last of the answer; on `<s>` the log odds that the
passage answers. Losses are added: cross entropy over the passage's tokens for either end (Devlin et al. 2019,
BERT, https://arxiv.org/abs/1810.04805, 4.2), where the answer is known, and binary cross entropy.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from eval.train.data import Example, Examples
from eval.train.mined import checkpoint_of
from eval.train.settings import Settings
from index.errors import YinjuError
from index.tokens import EOS, PAD

FAR = -1e4
CUT = 8


class Model(nn.Module):
    """The encoder, and a linear layer: start, end, answers."""

    def __init__(self, encoder: Any, frozen: int) -> None:
        super().__init__()
        self.encoder, self.head = encoder, nn.Linear(encoder.config.hidden_size, 3)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)
        for module in (encoder.embeddings, *encoder.encoder.layer[:frozen]):
            module.requires_grad_(False)

    def forward(self, ids: Tensor, mask: Tensor | None) -> Tensor:
        scores: Tensor = self.head(self.encoder(ids, attention_mask=mask).last_hidden_state)
        return scores.float()


def open_model(folder: Path, frozen: int) -> Model:
    from transformers import BertModel

    encoder = BertModel.from_pretrained(folder, attn_implementation="eager", add_pooling_layer=False)
    for module in encoder.modules():
        if isinstance(module, nn.Dropout):  # twice as fast without, and two epochs do not overfit
            module.p = 0.0
    return Model(encoder, frozen)


def losses(model: Model, batch: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Span loss, answer loss, and the scores as (rows, tokens, 3)."""
    batch = even(batch)
    ids = torch.full((len(batch), max(len(one.ids) for one in batch)), PAD)
    inside = torch.zeros(ids.shape, dtype=torch.bool)
    for row, one in enumerate(batch):
        ids[row, : len(one.ids)] = torch.tensor(one.ids)
        inside[row, one.passage : len(one.ids) - 1] = True
    padded = bool((ids == PAD).any())
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = model(ids, (ids != PAD).long() if padded else None)
    answers = torch.tensor([float(one.answers) for one in batch])
    pair = nn.functional.binary_cross_entropy_with_logits(scores[:, 0, 2], answers)
    known = [row for row, one in enumerate(batch) if one.span]
    if not known:
        return torch.zeros(()), pair, scores
    ends = torch.tensor([batch[row].span for row in known])
    within = scores[known, :, :2].masked_fill(~inside[known].unsqueeze(-1), FAR)
    entropy = nn.functional.cross_entropy
    span = entropy(within[..., 0], ends[:, 0]) + entropy(within[..., 1], ends[:, 1])
    return span * len(known) / len(batch), pair, scores


def even(batch: Sequence[Example]) -> list[Example]:
    """The examples cut to the shortest where that costs each a few tokens: without padding, attention needs
    no mask, and a step takes a quarter less. Not where an answer would be cut into.
    """
    shortest = min(len(one.ids) for one in batch)
    last = shortest - 1  # where `</s>` comes to stand
    longest = max(len(one.ids) for one in batch)
    if longest - shortest > CUT or any(one.span and one.span[1] >= last for one in batch):
        return list(batch)
    return [replace(one, ids=(*one.ids[:last], EOS)) for one in batch]


def batches(examples: Sequence[Example], tokens: int, draw: random.Random) -> list[list[Example]]:
    """Batches of like length, of about `tokens` with padding, in random order."""
    found: list[list[Example]] = []
    pool = 2000
    for start in range(0, len(examples), pool):
        batch: list[Example] = []
        for one in sorted(examples[start : start + pool], key=lambda one: len(one.ids)):
            if batch and len(one.ids) * (len(batch) + 1) > tokens:
                found.append(batch)
                batch = []
            batch.append(one)
        found.append(batch)
    draw.shuffle(found)
    return found


def fit(examples: Examples, encoder: Path, made: Path, settings: Settings) -> None:
    """Trains, or goes on from the seed's checkpoint (`checkpoint_of`), which has its curve too.

    Raises YinjuError where that was made with other settings or examples, or there is nothing to do.
    """
    torch.manual_seed(0)  # all begin with the same head, so that several can be averaged
    model = open_model(encoder, settings.frozen)
    model.train()
    body = [p for name, p in model.named_parameters() if p.requires_grad and not name.startswith("head")]
    groups: list[dict[str, Any]] = [
        {"params": [p for p in body if p.ndim > 1], "lr": settings.rate, "weight_decay": settings.decay},
        {"params": [p for p in body if p.ndim == 1], "lr": settings.rate, "weight_decay": 0.0},
        {"params": list(model.head.parameters()), "lr": settings.head_rate, "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6)
    plan = _plan(examples, settings)
    total = len(plan)
    if not total:
        raise YinjuError(f"{settings.epochs} epochs of what was mined are no step; give more")
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step / total, settings.warmup))
    checkpoint = checkpoint_of(made, settings.seed)
    made_with = {"settings": asdict(settings), "mined": examples.digest, "steps": total}
    step, seconds, seen, sums = 0, 0.0, 0, (0.0, 0.0)
    curve: list[dict[str, float]] = []
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        if other := {name for name, value in made_with.items() if state.get(name) != value}:
            raise YinjuError(
                f"{checkpoint}: made with other {' and '.join(sorted(other))}; delete it to begin anew"
            )
        model.load_state_dict(state["model"], strict=False)
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        step, seconds, seen, sums = (state[name] for name in ("step", "seconds", "tokens", "sums"))
        curve = state["curve"]
    held = batches(examples.held_out(400), settings.tokens, random.Random(0))  # noqa: S311
    started = time.time() - seconds
    print(f"{total} steps, from {step}", flush=True)
    while step < total:
        span, pair, _ = losses(model, plan[step])
        (span + pair).backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_([*body, *model.head.parameters()], 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        schedule.step()
        step += 1
        seen += sum(len(one.ids) for one in plan[step - 1])
        sums = 0.98 * sums[0] + 0.02 * span.item(), 0.98 * sums[1] + 0.02 * pair.item()
        if step % settings.every == 0 or step == total:
            seconds = time.time() - started
            so_far = 1 - 0.98**step  # what a running mean that began at 0 lacks
            row = {"step": step, "span": round(sums[0] / so_far, 4), "pair": round(sums[1] / so_far, 4)}
            row |= _check(model, held)
            row |= {"minutes": round(seconds / 60, 1), "tokens/s": round(seen / seconds)}
            print(json.dumps(row), flush=True)
            curve.append(row)
            unfinished = checkpoint.with_suffix(".part")
            torch.save(
                {
                    **made_with,
                    # What is frozen is the bundled model's.
                    "model": {name: p.detach() for name, p in model.named_parameters() if p.requires_grad},
                    "optimizer": optimizer.state_dict(),
                    "schedule": schedule.state_dict(),
                    "step": step,
                    "seconds": seconds,
                    "tokens": seen,
                    "sums": sums,
                    "curve": curve,
                },
                unfinished,
            )
            unfinished.replace(checkpoint)


def _plan(examples: Examples, settings: Settings) -> list[list[Example]]:
    """All batches in order; of the last epoch only a part, if there is a part of one."""
    plan: list[list[Example]] = []
    left, number = settings.epochs, 0
    while left > 0:
        draw = random.Random(f"{settings.seed}/{number}/order")  # noqa: S311
        some = batches(examples.epoch(number), settings.tokens, draw)
        plan += some[: round(len(some) * min(1.0, left))]
        left, number = left - 1, number + 1
    return plan


def _rate(done: float, warmup: float) -> float:
    return done / warmup if done < warmup else max(0.0, (1 - done) / (1 - warmup))


@torch.no_grad()
def _check(model: Model, held: Sequence[Sequence[Example]]) -> dict[str, float]:
    """On paragraphs that are not trained on: both ends right; area under the curve of the odds."""
    right = known = 0
    odds: list[tuple[float, bool]] = []
    for batch in map(even, held):
        _, _, scores = losses(model, batch)
        for row, one in enumerate(batch):
            odds.append((scores[row, 0, 2].item(), one.answers))
            if one.span:
                known += 1
                inside = scores[row, one.passage : len(one.ids) - 1, :2]
                right += tuple((inside.argmax(dim=0) + one.passage).tolist()) == one.span
    yes, no = ([value for value, answers in odds if answers is kind] for kind in (True, False))
    pairs = np.sign(np.array(yes)[:, None] - np.array(no))
    return {"held span": round(right / max(1, known), 4), "held auc": round(float((pairs.mean() + 1) / 2), 4)}
