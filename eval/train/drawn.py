"""Examples as arrays in a file: drawing them takes the dictionaries, training on them the GPU."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import YinjuError
from index.tokens import EOS, PAD

NONE = -1
CUT = 8
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Example:
    """One row to train on: tokens, of which the passage's begin at `passage`.

    `span`: the first and the last token of the answer, None if unknown or none.
    """

    ids: tuple[int, ...]
    passage: int
    span: tuple[int, int] | None
    answers: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples side by side: `ids`, (rows, tokens), and for each row what `Example` has (`NONE`: no span)."""

    ids: Integers
    lengths: Integers
    passage: Integers
    first: Integers
    last: Integers
    answers: Integers

    @property
    def padded(self) -> bool:
        return bool((self.lengths < self.ids.shape[1]).any())


class Drawn:
    """What `save` wrote. `digest`: SHA-256 of the arrays, however they are compressed."""

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as arrays:
            self._ids: NDArray[np.int32] = arrays["ids"]
            self.lengths: NDArray[np.int32] = arrays["lengths"]
            self._rows: NDArray[np.int32] = arrays["rows"]
        self._starts = np.cumsum(self.lengths) - self.lengths
        self.digest = sha256(b"".join(map(bytes, (self._ids, self.lengths, self._rows)))).hexdigest()

    def batch(self, places: Sequence[int]) -> Batch:
        """Some of the examples, padded to the longest.

        Or cut to the shortest, where that costs each a few tokens and none an answer whose place is known:
        without padding, attention needs no mask, and a step takes a quarter less.
        """
        lengths = self.lengths[places].astype(np.int64)
        passage, first, last, answers = self._rows[places].T.astype(np.int64)
        shortest, longest = int(lengths.min()), int(lengths.max())
        if longest - shortest <= CUT and last.max() < shortest - 1:
            lengths[:] = longest = shortest
        at = np.arange(longest)
        where = self._starts[places][:, None] + np.minimum(at, lengths[:, None] - 1)
        ids = np.where(at < lengths[:, None], self._ids[where], PAD).astype(np.int64)
        ids[np.arange(len(ids)), lengths - 1] = EOS
        return Batch(ids, lengths, passage, first, last, answers)


def save(path: Path, examples: Sequence[Example]) -> None:
    """Writes the examples; a file that is there is whole. Raises YinjuError if there are none."""
    if not examples:
        raise YinjuError(f"{path}: there is nothing to draw; mine more questions first")

    def array(values: Iterable[object]) -> NDArray[np.int32]:
        return np.array(list(values), np.int32)

    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part.npz")
    np.savez_compressed(
        unfinished,
        ids=np.concatenate([array(one.ids) for one in examples]),
        lengths=array(len(one.ids) for one in examples),
        rows=array((one.passage, *(one.span or (NONE, NONE)), one.answers) for one in examples),
    )
    unfinished.replace(path)
