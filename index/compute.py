"""What a catalogue's passages are embedded and cut to, a block at a time: memory does not grow with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from index.catalog import Catalog
from index.computed import CachedAnalyser, CachedEmbedder
from index.context import context_text, embedded_text
from index.embed import Vectors
from index.scripts import script

Progress = Callable[[str, int, int], None]
"""Called with the stage ("read", "embed", "cut"), how many are done, how many there are (0: not known)."""

EMBEDDED = 2
"""Counts up when `embedded_text` or scripts change."""
_BLOCK = 1024
"""Passages that are in memory at a time."""


def embedded(
    catalog: Catalog, embedder: CachedEmbedder, report: Progress
) -> Iterator[tuple[Vectors, list[int]]]:
    """Vectors of all passages in row order, shape (some, dimension), and the script of each."""
    total, first = catalog.count(), 0
    for block in catalog.passages(_BLOCK):
        texts = [embedded_text(passage, text) for _, _, passage, text in block]
        vectors = embedder.embed_passages(texts, partial(_embedded, report, first, total))
        yield vectors, [script(text) for *_, text in block]
        first += len(block)


def _embedded(report: Progress, first: int, total: int, done: int) -> None:
    report("embed", first + done, total)


def cut(
    catalog: Catalog, analyser: CachedAnalyser, report: Progress
) -> Iterator[tuple[int, int, list[str], list[str]]]:
    """Of each passage the number of its article, its row, its own terms and those of its context."""
    total = catalog.count()
    for block in catalog.passages(_BLOCK):
        contexts = {number: context_text(passage) for _, number, passage, _ in block}
        heads = dict(zip(contexts, analyser.terms(list(contexts.values())), strict=True))
        own = analyser.terms([text for *_, text in block])
        for (row, number, _, _), found in zip(block, own, strict=True):
            yield number, row, found, heads[number]
        report("cut", block[-1][0] + 1, total)
