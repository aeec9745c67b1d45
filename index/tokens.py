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
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

BOS, PAD, EOS, UNK, MASK = 0, 1, 2, 3, 250_001
SPACE = "▁"  # stands for a space, and starts every word
KEPT = "～"  # SentencePiece's map leaves the full-width tilde as it is; NFKC does not

# What SentencePiece's "nmt" rules do before NFKC: control characters go, these become spaces.
_SPACES = [*range(0x200B, 0x2010), *map(ord, "\t\n\f\r\u1680\u2028\u2029▁\ufeff\ufffd")]
_DROPPED = [*range(1, 9), 0x0B, *range(0x0E, 0x20), 0x7F, 0x8F, 0x9F]
_NMT: dict[int, str | None] = dict.fromkeys(_SPACES, " ") | dict.fromkeys(_DROPPED, None)
# A character and what may combine with it (marks; Indic, Thai, Lao): what can be normalised alone.
_CLUSTER = re.compile(
    r".[\u0300-\u036f\u0483-\u0487\u0591-\u06ed\u0900-\u0eff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a]*",
    re.DOTALL,
)
_PARTS = re.compile(rf"{SPACE}?(?:\d+(?:[.,]\d+)*|的|[^\w{SPACE}]|[^\W\d的]+)|{SPACE}")


class Token(NamedTuple):
    """A piece's id, and the half-open code points of the text that it stands for."""

    id: int
    start: int
    end: int


def normalise(text: str) -> str:
    """`text` as the vocabulary spells it: "nmt_nfkc", with `▁` for each run of spaces and at the start.

    >>> normalise("ＡＢ  c～")
    '▁AB▁c～'
    """
    kept = text.translate(_NMT).split(KEPT)
    text = re.sub(" +", SPACE, KEPT.join(unicodedata.normalize("NFKC", part) for part in kept))
    return text if text.startswith(SPACE) else SPACE + text


@lru_cache(maxsize=2)
def open_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer in `folder`, opened once for all that use it: embedder and reader."""
    return Tokenizer.open(folder)


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
            ids += [piece for piece, _, _ in self._cut(SPACE + word)]
            if len(ids) >= limit:
                break
        return [*ids[: limit - 1], EOS]

    def tokens(self, text: str) -> list[Token]:
        """The pieces of the whole `text` and where in it they stand, without `<s>` and `</s>`.

        For marking words: unlike those of `encode`, no piece goes beyond a figure, a mark or a 的, so that 34
        and 年 stand for themselves.
        """
        spelled, places = _aligned(text)
        found = []
        for part in _PARTS.finditer(spelled):
            for piece, start, end in self._cut(part[0]):
                low, high = part.start() + start, part.start() + end
                # The space before a word is in its first piece, but not part of the word.
                low += spelled[low] == SPACE and high - low > 1
                found.append(Token(piece, places[low][0], places[high - 1][1]))
        return found

    def _cut(self, word: str) -> list[tuple[int, int, int]]:
        """The pieces of a word: id, and where in it they start and end."""
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
        found: list[tuple[int, int, int]] = []
        while size:
            start, piece = last[size]
            if piece == UNK and found and found[-1][0] == UNK:
                found[-1] = (UNK, start, found[-1][2])
            else:
                found.append((piece, start, size))
            size = start
        return found[::-1]


def _aligned(text: str) -> tuple[str, list[tuple[int, int]]]:
    """`normalise(text)`, and for each of its characters the part of `text` that it stands for."""
    spelled, places = [SPACE], [(0, 0)]
    for match in _CLUSTER.finditer(text):
        for character in _normal(match[0]):
            if character == SPACE and spelled[-1] == SPACE:
                places[-1] = (places[-1][0], match.end())
            else:
                spelled.append(character)
                places.append(match.span())
    return "".join(spelled), places


@lru_cache(maxsize=65_536)
def _normal(cluster: str) -> str:
    """A character and what combines with it, normalised; a space for a space."""
    kept = cluster.translate(_NMT)
    return (kept if KEPT in kept else unicodedata.normalize("NFKC", kept)).replace(" ", SPACE)
