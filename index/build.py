"""All of it, in order: sources → passages → vectors and terms → a published snapshot.

What the current snapshot has already is taken over: passages of unchanged files, vectors and terms of
unchanged passages.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from index import split, terms
from index.catalog import Catalog
from index.compute import EMBEDDED, Progress, cut, embedded
from index.computed import EMBEDDINGS, TERMS, CachedAnalyser, CachedEmbedder
from index.document import Document, File, Skipped, Source
from index.embed import Embedder
from index.errors import DocumentError
from index.inventory import READ, Inventory
from index.load import iter_documents
from index.manifest import Manifest
from index.parts import ARTICLES, POSTINGS, PartsWriter
from index.previous import Changes, Previous
from index.reasons import Reason
from index.repair import articles
from index.seen import note, stamps
from index.share import take_in
from index.snapshot import KEEP, Judge, building, publish
from index.vocabulary import Vocabulary

# What of a manifest decides over its vectors: a word more moves none.
_SAME_VECTORS = ("model", "embedder", "dimension", "embedded_version", "content", "milvus")
# What was settled before a build began, and what it means when that has changed.
_SETTINGS = (
    (("read_version", "split_limit"), "files are read by other rules: all are read again"),
    (("model", "embedder", "dimension"), "another embedding model: all passages are embedded by it"),
    (("embedded_version",), "other text is embedded: passages whose text it is are embedded again"),
    (("folder",), "the documents are in another folder"),
    (("milvus",), "vectors and postings are to be in another place"),
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
    milvus: str = "",
    keep: int = KEEP,
    judge: Judge | None = None,
    progress: Progress | None = None,
) -> Report:
    """Index `sources` into the folder `index` and publish the snapshot.

    Of several files with the same bytes the first is indexed, and cites the others. `model` is what
    `open_embedder` takes, kept for asking; `folder`, where the files are; `milvus`, the address of the Milvus
    that is to hold vectors and postings, "" for files; `keep`, how many snapshots remain. What workers have
    computed (`index.share`) is taken in.

    Raises IndexBusy, DocumentError when nothing of the sources can be indexed, StoreError, MissingExtra, and
    what `judge` raises of the new snapshot; the current one then stays.
    """
    started = time.perf_counter()
    report = progress or (lambda stage, done, total: None)
    vocabulary = vocabulary or Vocabulary()
    with building(index) as made, closing(PartsWriter(index, made, milvus)) as parts:
        take_in(index)
        stamped = stamps(folder) if folder else {}
        with closing(Previous(index)) as before:
            inventory = Inventory(made / "catalog.sqlite", before, limit)
            for source in sources:
                inventory.add(source)
                report("read", inventory.writer.documents, 0)
            inventory.close()
        if folder:
            note(index, stamped, inventory.hashes, inventory.skipped)
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
            milvus=milvus,
        )
        current, why = before.manifest, _why(before, manifest)
        unchanged = current is not None and not why and current.content == manifest.content
        computed = 0
        if not unchanged:
            with closing(Catalog(made / "catalog.sqlite")) as catalog:
                if current and _alike(current, manifest, *_SAME_VECTORS):
                    parts.take_vectors(before.folder, current)
                else:
                    computed = _embed(catalog, CachedEmbedder(embedder, index / EMBEDDINGS), parts, report)
                _cut(catalog, CachedAnalyser(vocabulary.words, index / TERMS), parts, report)
            (made / "vocabulary.json").write_text(vocabulary.dump(), "utf-8")
            publish(index, made, replace(manifest, collections=parts.collections), keep, judge).close()
        return Report(
            current.id if current is not None and unchanged else manifest.id,
            writer.documents,
            writer.articles,
            writer.passages,
            computed,
            tuple(inventory.skipped),
            tuple(inventory.copies),
            before.changes(inventory.files) if current else Changes(),
            why,
            time.perf_counter() - started,
            unchanged=unchanged,
        )


def _embed(catalog: Catalog, embedder: CachedEmbedder, parts: PartsWriter, report: Progress) -> int:
    """Writes the vectors of all passages, and their scripts; how many had to be computed."""
    with parts.vectors(catalog.count(), embedder.dimension) as writer:
        for vectors, scripts in embedded(catalog, embedder, report):
            writer.add(vectors, scripts)
    embedder.close(prune=True)
    return embedder.computed


def _cut(catalog: Catalog, analyser: CachedAnalyser, parts: PartsWriter, report: Progress) -> None:
    """Writes the terms of passages, and of whole articles."""
    with parts.postings(POSTINGS) as own, parts.postings(ARTICLES) as whole:
        for number, passages in groupby(cut(catalog, analyser, report), itemgetter(0)):
            together, context = list[str](), list[str]()
            for _, row, found, context in passages:
                own.add(row, found, context)
                together += found
            whole.add(number, together, context)
    analyser.close(prune=True)


def _why(before: Previous, manifest: Manifest) -> tuple[str, ...]:
    """Why what the snapshot before has is not good enough."""
    if before.why:
        return (f"the current snapshot cannot be gone on from ({before.why})",)
    if not before.manifest:
        return ()
    return tuple(said for names, said in _SETTINGS if not _alike(before.manifest, manifest, *names))


def _alike(one: Manifest, other: Manifest, *names: str) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _nothing(skipped: list[Skipped]) -> Reason:
    if not skipped:
        return Reason("nothing")
    return Reason("none_read", {"reasons": "; ".join(f"{item.path}: {item.reason}" for item in skipped[:5])})
