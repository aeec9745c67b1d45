"""What every system is given, and what it gives back; both cross into its process and out of it as JSON."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from eval.datasets import Dataset, source
from index.document import Source

OURS = "Yinju"
DEPTH = 10
"""Pieces that each of a peer's two retrievers finds, or the peer in all. More made them worse: fused
by ranks, what stands in both lists, however deep, comes before what is first in one, and LangChain and
LlamaIndex fill BM25's with pieces that have no word in common with the question. XQuAD among CMRC, MRR@10
of LlamaIndex at 10, 20 and 50: zh .905, .846, .690; en .669, .639, .511."""
PIECES = 2 * DEPTH
"""Pieces that count at most: two lists together, and as many of ours."""
LARGE = 6000
"""A set with more passages is sampled, because the peers take long to embed it on a CPU ..."""
OTHERS = 5000
"""... down to the passages that some question asks for and so many others."""

Search = Callable[[str], list[str]]
"""A question → ids of pieces, best first."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage of the dataset, or a part of one."""

    id: str
    passage: str
    text: str


@dataclass(frozen=True, slots=True)
class Job:
    """Passages as (id, title, text), questions, and the folder of the bundled model."""

    passages: tuple[tuple[str, str, str], ...]
    questions: tuple[str, ...]
    model: str

    def sources(self) -> list[Source]:
        return [source(*passage) for passage in self.passages]

    def pieces(self) -> list[Piece]:
        """The passages as Yinju splits and embeds them, title before text: no peer has to truncate."""
        from index.context import embedded_text
        from index.split import split

        return [
            Piece(piece.id, item.document.id, embedded_text(piece, item.document.slice(piece.spans)))
            for item in self.sources()
            for piece in split(item)
        ]

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self)), "utf-8")

    @classmethod
    def read(cls, path: Path) -> Job:
        saved = json.loads(path.read_text("utf-8"))
        passages = tuple((name, title, text) for name, title, text in saved["passages"])
        return cls(passages, tuple(saved["questions"]), saved["model"])


@dataclass(frozen=True, slots=True)
class Built:
    """A system that is ready. `seconds`: from the pieces to here, without imports and loading the model."""

    name: str
    seconds: float
    search: Search


@dataclass(frozen=True, slots=True)
class Measured:
    """What a system did: a ranking of passages and the milliseconds it took for each question.

    `peak` is the most memory that its process had held when it was done, in bytes.
    """

    name: str
    seconds: float
    peak: int
    rankings: tuple[tuple[str, ...], ...]
    milliseconds: tuple[float, ...]


def words(text: str) -> list[str]:
    """Jieba's words, as it cuts them for search engines: what the peers' BM25 gets in their second run."""
    import jieba

    return [word for word in jieba.lcut_for_search(text.lower()) if not word.isspace()]


def job(dataset: Dataset, model: str) -> Job:
    """The passages of `dataset`, and those of its questions that name the passages that answer."""
    passages = tuple(
        (item.document.id, item.articles[0][0].title, item.document.text)
        for item in dataset.sources
        if isinstance(item, Source)
    )
    return Job(passages, tuple(question.text for question in dataset.questions), model)


def sample_passages(dataset: Dataset, others: int | None, seed: int) -> Dataset:
    """`dataset` with `others` of the passages that no question asks for, chosen at random, in their order."""
    if others is None:
        if len(dataset.sources) <= LARGE:
            return dataset
        others = OTHERS
    asked_for = frozenset[str]().union(*(question.positive_ids for question in dataset.questions))
    names = [item.document.id for item in dataset.sources if isinstance(item, Source)]
    rest = [name for name in names if name not in asked_for]
    if others >= len(rest):
        return dataset
    kept = asked_for.union(random.Random(seed).sample(rest, others))  # noqa: S311
    sources = tuple(item for item in dataset.sources if isinstance(item, Source) and item.document.id in kept)
    note = f"{len(sources):,} of {len(names):,} passages: those asked for and {others:,} others, seed {seed}"
    return replace(dataset, sources=sources, notes=(*dataset.notes, note))
