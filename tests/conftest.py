"""A tiny embedder and helpers that most tests share; the real model is used only where it is the point."""

from __future__ import annotations

import importlib.util
import zlib
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings

from index.background import Background
from index.document import Article, Document, Paragraph, Passage, Source, Span
from index.embed import Embedder, open_embedder
from qa.retrieve import Hit

# The first to need a dictionary waits for it, and cores are shared.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

SAMPLE = Path(__file__).parent.parent / "documents"
APART = "\n---\n"
"""Between short paragraphs: what keeps them from standing together in one passage."""


class FakeEmbedder:
    """Hashes character pairs into 64 dimensions: texts that share characters are near."""

    name = "fake"
    dimension = 64

    def __init__(self) -> None:
        self.texts = 0

    def embed_questions(self, texts: Sequence[str]) -> np.ndarray:
        return self._embed(texts)

    def embed_passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> np.ndarray:
        self.texts += len(texts)
        if progress:
            progress(len(texts))
        return self._embed(texts)

    def _embed(self, texts: Sequence[str]) -> np.ndarray:
        matrix = np.full((len(texts), self.dimension), 1e-3, np.float32)
        for row, text in enumerate(texts):
            for pair in pairwise(text):
                matrix[row, zlib.crc32("".join(pair).encode("utf-8", "replace")) % self.dimension] += 1
        matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
        return matrix


@pytest.fixture(scope="session")
def bundled() -> Embedder:
    """The model that users have, for what it answers about the sample document."""
    return open_embedder()


@pytest.fixture
def embedder() -> FakeEmbedder:
    return FakeEmbedder()


LITE = all(importlib.util.find_spec(name) for name in ("pymilvus", "milvus_lite"))
STORES = (
    "files",
    pytest.param(
        "milvus", marks=pytest.mark.skipif(not LITE, reason="needs pip install 'yinju[milvus-lite]'")
    ),
)


@pytest.fixture(scope="session")
def lite(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where a Milvus is, with nothing in it that a test could count on."""
    return str(tmp_path_factory.mktemp("milvus") / "lite.db")


@pytest.fixture(scope="module", params=STORES)
def milvus(request: pytest.FixtureRequest, lite: str) -> str:
    """What a build is told: vectors and postings in files, then in Milvus."""
    return lite if request.param == "milvus" else ""


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


PLAIN = Background(0.0, 1.0)
"""Against this, cosines are as they are."""


def hit(passage: Passage, score: float, rank: int | None = None, background: Background = PLAIN) -> Hit:
    """A hit that the vectors alone made, its cosine being its score."""
    return Hit(passage, score, 0.5, score, background, 0.0, 0.0, 0.0, rank, None)


def source(
    name: str, *paragraphs: str, title: str = "", publisher: str = "", date: str = "", between: str = "\n"
) -> Source:
    """A document of one article whose paragraphs are its lines."""
    text = between.join(paragraphs)
    starts = [0]
    for paragraph in paragraphs:
        starts.append(starts[-1] + len(paragraph) + len(between))
    spans = tuple(
        Paragraph((Span(start, start + len(paragraph)),))
        for start, paragraph in zip(starts, paragraphs, strict=False)
    )
    article = Article(name, title, publisher, date, Span(0, len(text)))
    return Source(Document(name, name, "0" * 64, text), ((article, spans),))
