"""Question and passage → does it answer, and with which words. In ONNX Runtime, without torch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from index.runtime import open_session
from index.tokens import EOS, Token, Tokenizer
from qa.reader.encode import encode
from qa.reader.spans import Span, best

WINDOW, STEP = 256, 128
"""Tokens of a passage that are read at once, and from one such window to the next."""


@dataclass(frozen=True, slots=True)
class Scored:
    """`odds`: the logarithm of the odds that a text answers; `spans`: the likeliest words, best first."""

    odds: float
    spans: tuple[Span, ...]


class ReaderModel:
    """The prepared reader. Safe to use from several threads; a call runs on one."""

    def __init__(self, path: Path, tokenizer: Tokenizer) -> None:
        """Opens what `qa.reader.prepared` made. Raises ModelError."""
        try:
            self._session = open_session(path)
        except Exception as error:  # ONNX Runtime's own have no base of their own
            raise ModelError(
                f"{path}: the reader cannot be opened ({error}); delete that folder, it is made again"
            ) from error
        self._tokenizer = tokenizer

    def read(
        self, question: str, hints: Sequence[str], title: str, text: str, phrase: bool = False
    ) -> Scored:
        """Reads `text` in windows; the one that most probably answers counts.

        `phrase`: the words are to be a whole phrase, and not the barest (see `qa.reader.encode`).
        """
        head = encode(self._tokenizer, question, hints, title, phrase)
        tokens = self._tokenizer.tokens(text)
        readings = [self._window(head, part, text) for part in windows(tokens)]
        return max(readings, key=lambda one: one.odds)

    def _window(self, head: Sequence[int], tokens: Sequence[Token], text: str) -> Scored:
        ids = np.array([[*head, *(token.id for token in tokens), EOS]], np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        scores: NDArray[np.float32] = self._session.run(["scores"], inputs)[0][0]
        inside = scores[len(head) : len(head) + len(tokens), :2]
        return Scored(float(scores[0, 2]), tuple(best(inside, tokens, text)))


def windows(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """Overlapping windows that together hold all tokens; a last one is as long as the others."""
    if len(tokens) <= WINDOW:
        return [tokens]
    starts = [*range(0, len(tokens) - WINDOW, STEP), len(tokens) - WINDOW]
    return [tokens[start : start + WINDOW] for start in starts]
