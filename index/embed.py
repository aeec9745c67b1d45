"""Texts → vectors. Float32, one row a text, of length 1: an inner product is a cosine.

`OnnxEmbedder` runs the bundled model, `SentenceTransformerEmbedder` any other.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index import bundled
from index.errors import MissingExtra, ModelError
from index.runtime import open_session
from index.tokens import open_tokenizer

Vectors = NDArray[np.float32]
Progress = Callable[[int], None]
"""Called with how many of the passages are done."""

_BLOCK = 256
"""Passages that are computed between two calls of `Progress`."""


class Embedder(Protocol):
    """What `name` calls the same gives the same vectors; they have `dimension` numbers."""

    @property
    def name(self) -> str: ...
    @property
    def dimension(self) -> int: ...

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Questions as (texts, dimension)."""
        ...

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Passages as (texts, dimension)."""
        ...


def open_embedder(model: str | None = None, cache: Path | None = None) -> Embedder:
    """The bundled model (None or "bundled"), or any sentence-transformers model by name or folder.

    Raises ModelError and MissingExtra.
    """
    if model in (None, "bundled"):
        return OnnxEmbedder(bundled.prepare(cache))
    return SentenceTransformerEmbedder(str(model))


class OnnxEmbedder:
    """The bundled model in ONNX Runtime. Safe to use from several threads.

    One text at a time, on as many threads as there are processors. Nothing is padded, which made it faster
    than batches; and as 8-bit scales are found for all that is computed together, only so does a text have
    the same vector whatever stands beside it.
    """

    name = bundled.NAME
    dimension = 384

    def __init__(self, folder: Path) -> None:
        """Opens what `bundled.prepare` made. Raises ModelError."""
        try:
            settings = json.loads((folder / "config_sentence_transformers.json").read_bytes())
            self._prompts: dict[str, str] = settings["prompts"]
            self._tokenizer = open_tokenizer(folder)
            self._session = open_session(folder / bundled.ONNX_FILE)
        except Exception as error:  # ONNX Runtime's own have no base of their own
            raise ModelError(
                f"{folder}: the model cannot be opened ({_line(error)}); delete that folder, it is made again"
            ) from error

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        return self._embed_all(self._prompts["query"], texts, None)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        return self._embed_all(self._prompts["passage"], texts, progress)

    def _embed_all(self, prompt: str, texts: Sequence[str], progress: Progress | None) -> Vectors:
        matrix = np.empty((len(texts), self.dimension), np.float32)
        with ThreadPoolExecutor(processors()) as pool:
            for start in range(0, len(texts), _BLOCK):
                block = range(start, min(start + _BLOCK, len(texts)))
                # The longest first, so that no thread is left with one while the others have nothing to do.
                rows = sorted(block, key=lambda row: -len(texts[row]))
                for row, vector in zip(
                    rows, pool.map(self._embed, [prompt + texts[row] for row in rows]), strict=True
                ):
                    matrix[row] = vector
                if progress:
                    progress(block.stop)
        return matrix

    def _embed(self, text: str) -> Vectors:
        """One text as (1, dimension)."""
        ids = np.array([self._tokenizer.encode(text)], np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        try:
            (vector,) = self._session.run(["sentence_embedding"], inputs)
        except Exception as error:
            raise ModelError(f"{self.name}: {text[:40]!r} cannot be embedded ({_line(error)})") from error
        return np.asarray(vector, np.float32)


class SentenceTransformerEmbedder:
    """Any model that sentence-transformers loads, with its own prompts for questions and passages."""

    def __init__(self, model: str) -> None:
        """Opens a model by name or folder. Raises MissingExtra and ModelError."""
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise MissingExtra("sentence-transformers", "models") from error
        try:
            self._model = SentenceTransformer(model)
            self._prompts = _e5_prompts(model) if not any(self._model.prompts.values()) else {}
            self.name = _identity(model)
            self.dimension = int(self._encode("query", ["?"]).shape[1])
        except Exception as error:  # of the hub, of transformers, of torch
            raise ModelError(
                f"{model}: cannot be loaded as a sentence-transformers model ({_line(error)}); "
                "give the folder of one, or the name of one that is on this machine or can be downloaded"
            ) from error

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        return self._encode("query", texts) if texts else np.empty((0, self.dimension), np.float32)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        blocks = [np.empty((0, self.dimension), np.float32)]
        for start in range(0, len(texts), _BLOCK):
            block = texts[start : start + _BLOCK]
            blocks.append(self._encode("passage", block))
            if progress:
                progress(start + len(block))
        return np.concatenate(blocks)

    def _encode(self, kind: str, texts: Sequence[str]) -> Vectors:
        encode = self._model.encode_query if kind == "query" else self._model.encode_document
        vectors = encode(
            list(texts), prompt=self._prompts.get(kind), normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, np.float32)


def _e5_prompts(model: str) -> dict[str, str]:
    """What E5 models were trained with (https://arxiv.org/abs/2212.03533), and few of them declare."""
    name = Path(model).name.lower()
    if re.search(r"\be5\b", name) and "instruct" not in name:
        return {"query": "query: ", "passage": "passage: "}
    return {}


def _identity(model: str) -> str:
    """A name as it is; a folder by its own name and what is in it: each file's size and last 64 KiB."""
    folder = Path(model)
    if not folder.is_dir():
        return model
    digest = blake2b(digest_size=8)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - 65_536))
            digest.update(f"{path.relative_to(folder).as_posix()}\0{size}\0".encode() + file.read())
    return f"{folder.resolve().name}@{digest.hexdigest()}"


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _line(error: Exception) -> str:
    """The first line of what an outside error says, or its kind."""
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
