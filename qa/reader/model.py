"""Question and passage → does it answer, and with which words. In ONNX Runtime, without torch."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from index.runtime import open_session
from index.split import sentences
from index.tokens import EOS, Token, Tokenizer
from qa.reader.encode import encode
from qa.reader.spans import ACROSS, Part, Span, best

WINDOW, STEP = 208, 104
"""Tokens of a passage that are read at once, as many as most that it was trained on have, and from one such
window to the next."""


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
        self,
        question: str,
        hints: Sequence[str],
        title: str,
        text: str,
        phrase: bool = False,
        known: Sequence[tuple[int, int]] = (),
    ) -> Scored:
        """Reads `text` in windows. Its odds are those of the likeliest; words count in all of them, by how
        probably each is the one that answers. `known` are the words that no answer begins or ends inside of.

        `phrase`: the words are to be a whole phrase, of several clauses if need be, and not the barest (see
        `qa.reader.encode`).
        """
        head = encode(self._tokenizer, question, hints, title, phrase)
        parts = [self._window(head, part) for part in windows(self._tokenizer.tokens(text), text)]
        spans = best(parts, text, across=1.0 if phrase else ACROSS, known=known)
        return Scored(max(part.odds for part in parts), tuple(spans))

    def _window(self, head: Sequence[int], tokens: Sequence[Token]) -> Part:
        ids = np.array([[*head, *(token.id for token in tokens), EOS]], np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        scores: NDArray[np.float32] = self._session.run(["scores"], inputs)[0][0]
        return Part(float(scores[0, 2]), scores[len(head) : len(head) + len(tokens), :2], tokens)


def windows(tokens: Sequence[Token], text: str) -> list[Sequence[Token]]:
    """Overlapping windows that hold all tokens of `text`, cut at sentence ends where there are any."""
    places = [token.start for token in tokens]
    cuts = sorted({*(bisect_left(places, start) for start, _ in sentences(text)), len(tokens)})
    start, found = 0, []
    while True:
        end = max((cut for cut in cuts if start < cut <= start + WINDOW), default=start + WINDOW)
        found.append(tokens[start:end])
        if end >= len(tokens):
            return found
        begin = start + min(STEP, end - start)
        # As early as the sentence behind `end` still fits in.
        more = min(cut for cut in cuts if cut > end)
        fits = (cut for cut in cuts if begin <= cut <= end and more - cut <= WINDOW)
        start = next(fits, end if end in cuts else begin)
