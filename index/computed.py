"""What passages were embedded and cut to, by content: nothing is computed twice, whatever moves where."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np

from index import terms
from index.embed import Embedder, Progress, Vectors
from index.store import Store

EMBEDDINGS, TERMS = "embeddings.sqlite", "terms.sqlite"
"""Where the two are kept in the folder of an index."""
_AT_ONCE = 256
"""Passages between two commits: as much as an interruption loses."""


class CachedEmbedder:
    """`embedder`, with the vectors of passages kept in a `Store`, as they are computed.

    Their key is a hash of the embedder's name and the text. Equal texts are computed once; `computed` counts
    those that were; what `known` has is not. Of use to one thread at a time.
    """

    def __init__(self, embedder: Embedder, path: Path, known: Path | None = None) -> None:
        self._embedder = embedder
        self._store = Store(path, known)
        self._used: set[bytes] = set()
        self.name = embedder.name
        self.dimension = embedder.dimension
        self.computed = 0

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        return self._embedder.embed_questions(texts)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        rows: dict[bytes, list[int]] = {}
        for row, text in enumerate(texts):
            rows.setdefault(_key(self.name, text), []).append(row)
        self._used.update(rows)
        matrix = np.empty((len(texts), self.dimension), np.float32)
        done = 0
        known = self._store.read(list(rows))
        missing = []
        for key, own in rows.items():
            if len(blob := known.get(key, b"")) == 4 * self.dimension:
                matrix[own] = np.frombuffer(blob, "<f4")
                done += len(own)
            else:
                missing.append(key)
        if progress and done:
            progress(done)
        for start in range(0, len(missing), _AT_ONCE):
            keys = missing[start : start + _AT_ONCE]
            vectors = self._embedder.embed_passages([texts[rows[key][0]] for key in keys])
            self.computed += len(keys)
            self._store.write(
                {key: vector.astype("<f4").tobytes() for key, vector in zip(keys, vectors, strict=True)}
            )
            for key, vector in zip(keys, vectors, strict=True):
                matrix[rows[key]] = vector
                done += len(rows[key])
            if progress:
                progress(done)
        return matrix

    def close(self, prune: bool = False) -> None:
        """With `prune`, what was not asked for may be forgotten."""
        _close(self._store, self._used, prune)


class CachedAnalyser:
    """An analyser whose terms are kept in a `Store`. `words` are a user's own, see `index.vocabulary`."""

    def __init__(self, words: tuple[str, ...], path: Path, known: Path | None = None) -> None:
        self._analyser = terms.Analyser(words)
        self._store = Store(path, known)
        self._used: set[bytes] = set()
        self._name = f"{terms.VERSION} {_key('words', *words).hex()}"

    def terms(self, texts: Sequence[str]) -> list[list[str]]:
        """The terms of each text, as `Analyser.terms` has them."""
        keys = [_key(self._name, text) for text in texts]
        self._used.update(keys)
        known = {key: _loaded(blob) for key, blob in self._store.read(list(dict.fromkeys(keys))).items()}
        new = {}
        for key, text in zip(keys, texts, strict=True):
            if key not in known:
                known[key] = self._analyser.terms(text)
                new[key] = " ".join(known[key]).encode("utf-8", "surrogatepass")
        if new:
            self._store.write(new)
        return [known[key] for key in keys]

    def close(self, prune: bool = False) -> None:
        """With `prune`, what was not asked for may be forgotten."""
        _close(self._store, self._used, prune)


def _close(store: Store, used: Collection[bytes], prune: bool) -> None:
    if prune:
        store.prune(used)
    store.close()


def _loaded(blob: bytes) -> list[str]:
    return blob.decode("utf-8", "surrogatepass").split(" ") if blob else []


def _key(*parts: str) -> bytes:
    # A text may hold a lone surrogate, for which UTF-8 proper has no place.
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()
