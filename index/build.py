"""All of it, in order: sources → passages → vectors and terms → a published snapshot.

What the current snapshot has already is taken over: passages of unchanged files, vectors and terms of
unchanged passages.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import numpy as np

from index import split, terms, vectors
from index.catalog import Catalog
from index.computed import CachedAnalyser, CachedEmbedder
from index.context import context_text, embedded_text
from index.document import Document, File, Skipped, Source
from index.embed import Embedder
from index.errors import DocumentError
from index.inventory import READ, Inventory
from index.load import iter_documents
from index.manifest import Manifest
from index.postings import PostingsWriter
from index.previous import Changes, Previous
from index.repair import articles
from index.scripts import script
from index.snapshot import KEEP, Judge, building, publish
from index.vocabulary import Vocabulary

Progress = Callable[[str, int, int], None]
"""Called with the stage ("read", "embed"), how many are done, and how many there are (0: not known)."""


EMBEDDED = 2
"""Counts up when `embedded_text` or scripts change."""
_BLOCK = 1024
"""Passages that are in memory at a time."""
# What of a manifest decides over its vectors: a word more moves none.
_VECTORS = ("model", "embedder", "dimension", "embedded_version", "content")
# What was settled before a build began, and what it means when that has changed.
_SETTINGS = (
    (("read_version", "split_limit"), "files are read by other rules: all are read again"),
    (("model", "embedder", "dimension"), "another embedding model: all passages are embedded by it"),
    (("embedded_version",), "other text is embedded: passages whose text it is are embedded again"),
    (("folder",), "the documents are in another folder"),
    (("terms_version", "vocabulary"), "other words are known: passages are cut again"),
)


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. `unchanged`: the current snapshot already holds just this, and stays.

    `embedded`: passages whose vectors were computed. `copies`: files with the bytes of another, and which.
    `why`: why more was done again than the changes alone would have it.
    """

    snapshot: str
    documents: int
    articles: int
    passages: int
    embedded: int
    skipped: tuple[Skipped, ...]
    copies: tuple[tuple[str, str], ...]
    changes: Changes
    why: tuple[str, ...]
    seconds: float
    unchanged: bool = False


def read_folder(folder: Path) -> Iterator[Source | Skipped]:
    """The documents of a folder with their articles and paragraphs; what cannot be read is named."""
    for item in iter_documents(folder):
        yield Source(item, tuple(articles(item))) if isinstance(item, Document) else item


def build(
    sources: Iterable[Source | File | Skipped],
    index: Path,
    embedder: Embedder,
    *,
    vocabulary: Vocabulary | None = None,
    model: str = "bundled",
    limit: int = split.LIMIT,
    folder: Path | None = None,
    keep: int = KEEP,
    judge: Judge | None = None,
    progress: Progress | None = None,
) -> Report:
    """Index `sources` into the folder `index` and publish the snapshot.

    Of several files with the same bytes the first is indexed, and cites the others. `model` is what
    `open_embedder` takes, kept for asking; `folder`, where the files are; `keep`, how many snapshots remain.

    Raises IndexBusy, DocumentError when nothing of the sources can be indexed, and what `judge` raises of the
    new snapshot; the current one then stays.
    """
    started = time.perf_counter()
    report = progress or (lambda stage, done, total: None)
    vocabulary = vocabulary or Vocabulary()
    with building(index) as made:
        with closing(Previous(index)) as before:
            inventory = Inventory(made / "catalog.sqlite", before, limit)
            for source in sources:
                inventory.add(source)
                report("read", inventory.writer.documents, 0)
            inventory.close()
        writer = inventory.writer
        if not writer.passages:
            raise DocumentError(str(index), _nothing(inventory.skipped))
        manifest = Manifest(
            id=made.stem,
            created=made.stem.split("-")[0],
            model=model,
            embedder=embedder.name,
            dimension=embedder.dimension,
            split_limit=limit,
            read_version=READ,
            embedded_version=EMBEDDED,
            terms_version=terms.VERSION,
            content=writer.digest,
            vocabulary=vocabulary.digest,
            documents=writer.documents,
            articles=writer.articles,
            passages=writer.passages,
            folder=str(folder.resolve()) if folder else "",
        )
        current, why = before.manifest, _why(before, manifest)
        unchanged = current is not None and not why and current.content == manifest.content
        embedded = 0
        if not unchanged:
            with closing(Catalog(made / "catalog.sqlite")) as catalog:
                if current and _alike(current, manifest, *_VECTORS):
                    shutil.copytree(before.folder / "vectors", made / "vectors")
                else:
                    cached = CachedEmbedder(embedder, index / "embeddings.sqlite")
                    embedded = _embed(catalog, cached, made, report)
                _cut(catalog, CachedAnalyser(vocabulary.words, index / "terms.sqlite"), made, report)
            (made / "vocabulary.json").write_text(vocabulary.dump(), "utf-8")
            publish(index, made, manifest, keep, judge).close()
        return Report(
            current.id if current is not None and unchanged else manifest.id,
            writer.documents,
            writer.articles,
            writer.passages,
            embedded,
            tuple(inventory.skipped),
            tuple(inventory.copies),
            before.changes(inventory.files) if current else Changes(),
            why,
            time.perf_counter() - started,
            unchanged=unchanged,
        )


def _embed(catalog: Catalog, embedder: CachedEmbedder, folder: Path, report: Progress) -> int:
    """Writes the vectors of all passages, and their scripts; how many had to be computed."""
    total = catalog.count()
    unquantised = folder / "unquantised.npy"
    # On disk, so that memory does not grow with the passages.
    matrix = np.lib.format.open_memmap(unquantised, "w+", np.float32, (total, embedder.dimension))
    scripts: list[int] = []
    for block in catalog.passages(_BLOCK):
        first = len(scripts)
        texts = [embedded_text(passage, text) for _, _, passage, text in block]
        matrix[first : first + len(block)] = embedder.embed_passages(
            texts, partial(_embedded, report, first, total)
        )
        scripts += [script(text) for *_, text in block]
    vectors.write(folder / "vectors", matrix, scripts)
    unquantised.unlink()
    embedder.close(prune=True)
    return embedder.computed


def _embedded(report: Progress, first: int, total: int, done: int) -> None:
    report("embed", first + done, total)


def _cut(catalog: Catalog, analyser: CachedAnalyser, folder: Path, report: Progress) -> None:
    """Writes the terms of passages, and of whole articles."""
    own, whole = PostingsWriter(folder / "postings"), PostingsWriter(folder / "articles")
    for number, passages in groupby(_terms(catalog, analyser, report), itemgetter(0)):
        together, context = list[str](), list[str]()
        for _, row, found, context in passages:
            own.add(row, found, context)
            together += found
        whole.add(number, together, context)
    own.close()
    whole.close()
    analyser.close(prune=True)


def _terms(
    catalog: Catalog, analyser: CachedAnalyser, report: Progress
) -> Iterator[tuple[int, int, list[str], list[str]]]:
    """Of each passage the number of its article, its row, its own terms and those of its context."""
    total = catalog.count()
    for block in catalog.passages(_BLOCK):
        contexts = {number: context_text(passage) for _, number, passage, _ in block}
        heads = dict(zip(contexts, analyser.terms(list(contexts.values())), strict=True))
        cut = analyser.terms([text for *_, text in block])
        for (row, number, _, _), found in zip(block, cut, strict=True):
            yield number, row, found, heads[number]
        report("cut", block[-1][0] + 1, total)


def _why(before: Previous, manifest: Manifest) -> tuple[str, ...]:
    """Why what the snapshot before has is not good enough."""
    if before.why:
        return (f"the current snapshot cannot be gone on from ({before.why})",)
    if not before.manifest:
        return ()
    return tuple(said for names, said in _SETTINGS if not _alike(before.manifest, manifest, *names))


def _alike(one: Manifest, other: Manifest, *names: str) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _nothing(skipped: list[Skipped]) -> str:
    if not skipped:
        return "no documents to index; put text or Markdown files into the folder"
    return "no document could be read; " + "; ".join(f"{item.path}: {item.reason}" for item in skipped[:5])
