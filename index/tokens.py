"""Text → token ids: the unigram tokenizer of SentencePiece, as XLM-R and multilingual E5 use it.

In plain Python, because the `tokenizers` library takes over half a second and 300 MB to load a vocabulary
of 250,000 pieces, which would be most of a one-off question's time. Its ids are the same; cutting a
passage takes some 3 % of the time that embedding it does.

Kudo (2018), "Subword Regularization", https://arxiv.org/abs/1804.10959, section 3.2; the best cut is found
by Viterbi's algorithm.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

BOS, PAD, EOS, UNK = 0, 1, 2, 3
SPACE = "▁"  # stands for a space, and starts every word
KEPT = "～"  # SentencePiece's map leaves the full-width tilde as it is; NFKC does not

# What SentencePiece's "nmt" rules do before NFKC: control characters go, these become spaces.
_SPACES = [*range(0x200B, 0x2010), *map(ord, "\t\n\f\r\u1680\u2028\u2029▁\ufeff\ufffd")]
_DROPPED = [*range(1, 9), 0x0B, *range(0x0E, 0x20), 0x7F, 0x8F, 0x9F]
_NMT: dict[int, str | None] = dict.fromkeys(_SPACES, " ") | dict.fromkeys(_DROPPED, None)


def normalise(text: str) -> str:
    """`text` as the vocabulary spells it: "nmt_nfkc", with `▁` for each run of spaces and at the start.

    >>> normalise("ＡＢ  c～")
    '▁AB▁c～'
    """
    kept = text.translate(_NMT).split(KEPT)
    text = re.sub(" +", SPACE, KEPT.join(unicodedata.normalize("NFKC", part) for part in kept))
    return text if text.startswith(SPACE) else SPACE + text


class Tokenizer:
    """Cuts text into `pieces`, where `scores` (log probabilities) add up to most. A piece's id is its row.

    An unknown character costs 10 more than the rarest piece; a run of them is one token.
    """

    def __init__(self, pieces: Sequence[str], scores: Sequence[float]) -> None:
        self._ids = dict(zip(pieces, range(len(pieces)), strict=True))
        del self._ids[pieces[UNK]]
        self._scores = scores
        self._longest = max(map(len, pieces))
        self._unknown = min(scores) - 10.0

    @classmethod
    def open(cls, folder: Path) -> Tokenizer:
        """The tokenizer that `save` wrote into `folder`. Raises OSError or ValueError."""
        import numpy as np

        pieces = (folder / "pieces.txt").read_bytes().decode("utf-8").split("\n")
        return cls(pieces, np.load(folder / "scores.npy", allow_pickle=False).tolist())

    @staticmethod
    def save(folder: Path, pieces: Sequence[str], scores: Sequence[float]) -> None:
        """Writes a vocabulary in the form that opens fastest."""
        import numpy as np

        (folder / "pieces.txt").write_bytes("\n".join(pieces).encode("utf-8"))
        np.save(folder / "scores.npy", np.asarray(scores, np.float32))

    def encode(self, text: str, limit: int = 512) -> list[int]:
        """The ids of `text`, from `<s>` to `</s>`; at most `limit`, the rest of the text being left out."""
        ids = [BOS]
        # No piece has a space within, so that each word can be cut alone.
        for word in normalise(text).split(SPACE)[1:]:
            ids += self._cut(SPACE + word)
            if len(ids) >= limit:
                break
        return [*ids[: limit - 1], EOS]

    def _cut(self, word: str) -> list[int]:
        lookup, scores, size = self._ids.get, self._scores, len(word)
        best = [0.0] + [float("-inf")] * size  # of word[:i]: the best sum, …
        last = [(0, UNK)] * (size + 1)  # … where its last piece starts, and that piece's id
        for start in range(size):
            so_far = best[start]
            for end in range(start + 1, min(start + self._longest, size) + 1):
                piece = lookup(word[start:end])
                if piece is not None and so_far + scores[piece] > best[end]:
                    best[end] = so_far + scores[piece]
                    last[end] = (start, piece)
            if so_far + self._unknown > best[start + 1]:
                best[start + 1] = so_far + self._unknown
                last[start + 1] = (start, UNK)
        ids: list[int] = []
        while size:
            size, piece = last[size]
            if not (piece == UNK and ids and ids[-1] == UNK):
                ids.append(piece)
        return ids[::-1]
