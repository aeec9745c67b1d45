"""What is trained: the bundled encoder, and one linear layer on top.

Per token a score for being the first and one for being the last of the answer; on `<s>` the log odds that the
passage answers. Losses are added: cross entropy over the passage's tokens for either end (Devlin et al. 2019,
BERT, https://arxiv.org/abs/1810.04805, 4.2), where the answer is known, and binary cross entropy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from eval.train.drawn import NONE, Batch
from index.bundled_bin import Weights
from index.bundled_onnx import EPSILON
from index.tokens import PAD

FAR = -1e4
HEAD = "head.weight"


class Layer(nn.Module):
    """One of BERT's layers, its parts named as the bundled model's are."""

    def __init__(self, hidden: int, wide: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.qkv, self.ao = nn.Linear(hidden, 3 * hidden), nn.Linear(hidden, hidden)
        self.fi, self.fo = nn.Linear(hidden, wide), nn.Linear(wide, hidden)
        self.aln, self.oln = nn.LayerNorm(hidden, EPSILON), nn.LayerNorm(hidden, EPSILON)
        self._heads, self._dropout = heads, dropout

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        rows, tokens, hidden = x.shape
        dropout = self._dropout if self.training else 0.0
        three = self.qkv(x).view(rows, tokens, 3, self._heads, hidden // self._heads)
        queries, keys, values = three.permute(2, 0, 3, 1, 4)
        attended = functional.scaled_dot_product_attention(queries, keys, values, mask, dropout)
        out = self.ao(attended.transpose(1, 2).reshape(x.shape))
        x = self.aln(x + functional.dropout(out, dropout))
        out = self.fo(functional.gelu(self.fi(x)))
        normalised: Tensor = self.oln(x + functional.dropout(out, dropout))
        return normalised


class Model(nn.Module):
    """The encoder, and a linear layer: start, end, answers. Embeddings and `frozen` first layers stay."""

    def __init__(self, weights: Weights, frozen: int = 0, dropout: float = 0.0) -> None:
        super().__init__()
        hidden, self._dropout = weights.hidden, dropout
        positions = weights.vector("emb.pos").reshape(-1, hidden) + weights.vector("emb.type")[:hidden]
        self.words: Tensor
        self.positions: Tensor
        self.register_buffer("words", torch.from_numpy(weights.matrix("emb.word", hidden)))
        self.register_buffer("positions", torch.from_numpy(positions))
        self.normalised = nn.LayerNorm(hidden, EPSILON)
        shape = (hidden, weights.feed_forward, weights.heads, dropout)
        self.layers = nn.ModuleList(Layer(*shape) for _ in range(weights.layers))
        self.head = nn.Linear(hidden, 3)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)
        for name, parameter in self.named_parameters():
            parts = bundled_names(name)
            if parts[0] in weights.tensors:
                wide = parameter.shape[-1] if parameter.ndim > 1 else 0
                found = [weights.matrix(part, wide) if wide else weights.vector(part) for part in parts]
                parameter.data = torch.from_numpy(np.concatenate(found))
        for module in (self.normalised, *self.layers[:frozen]):
            module.requires_grad_(False)

    def forward(self, ids: Tensor, mask: Tensor | None) -> Tensor:
        """`ids`, (rows, tokens), and what of them is none: scores, (rows, tokens, 3)."""
        x = self.normalised(functional.embedding(ids, self.words) + self.positions[: ids.shape[1]])
        x = functional.dropout(x, self._dropout, self.training)
        for layer in self.layers:
            x = layer(x, mask)
        scores: Tensor = self.head(x)
        return scores.float()

    @property
    def device(self) -> torch.device:
        return self.head.weight.device


def bundled_names(name: str) -> list[str]:
    """What the bundled model and the reader's weights call a parameter. Queries, keys and values are three
    there, one below the other here.
    """
    *path, part, kind = name.split(".")
    prefix = f"l{path[1]}." if path else ""
    part = "emb.ln" if part == "normalised" else part
    return [f"{prefix}{one}.{kind[0]}" for one in (part if part == "qkv" else [part])]


def parameters(weights: Weights) -> dict[str, Tensor]:
    """What may be trained, by its name, as it is before."""
    model = Model(weights)
    return {
        name: parameter.detach() for name, parameter in model.named_parameters() if parameter.requires_grad
    }


def losses(model: Model, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    """Span loss, answer loss, and the scores as (rows, tokens, 3), of what is no passage's `FAR`."""

    def tensor(array: NDArray[Any]) -> Tensor:
        return torch.from_numpy(array).to(model.device)

    ids, at = tensor(batch.ids), torch.arange(batch.ids.shape[1], device=model.device)
    mask = (ids != PAD)[:, None, None] if batch.padded else None
    with torch.autocast(model.device.type, dtype=torch.bfloat16):
        scores = model(ids, mask)
    pair = functional.binary_cross_entropy_with_logits(scores[:, 0, 2], tensor(batch.answers).float())
    inside = (at >= tensor(batch.passage)[:, None]) & (at < tensor(batch.lengths)[:, None] - 1)
    ends = scores[..., :2].masked_fill(~inside[..., None], FAR)
    target = tensor(np.stack([batch.first, batch.last], axis=1))
    # Row by row and end by end: for more dimensions there is no repeatable computation on a GPU.
    each = ends.transpose(1, 2).flatten(0, 1)
    span = functional.cross_entropy(each, target.flatten(), ignore_index=NONE, reduction="sum")
    return span / len(ids), pair, torch.cat([ends, scores[..., 2:]], dim=-1)


@torch.no_grad()
def check(model: Model, held: Sequence[Batch]) -> dict[str, float]:
    """On paragraphs that are not trained on: both ends right; area under the curve of the odds."""
    right: list[bool] = []
    yes: list[float] = []
    no: list[float] = []
    for batch in held:
        scores = losses(model.eval(), batch)[2].cpu().numpy()
        first, last = scores[..., 0].argmax(axis=1), scores[..., 1].argmax(axis=1)
        right += ((first == batch.first) & (last == batch.last))[batch.first != NONE].tolist()
        yes += scores[batch.answers == 1, 0, 2].tolist()
        no += scores[batch.answers == 0, 0, 2].tolist()
    model.train()
    above = np.sign(np.array(yes)[:, None] - np.array(no)).mean()
    return {
        "held span": round(sum(right) / max(1, len(right)), 4),
        "held auc": round(float(above + 1) / 2, 4),
    }
