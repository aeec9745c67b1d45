"""All of it, in order: sources → passages → vectors and terms → a published snapshot."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index import postings, split, terms, vectors
from index.catalog import Catalog, CatalogWriter
from index.document import Document, Passage, Skipped, Source
from index.embed import CachedEmbedder, Embedder
from index.errors import DocumentError, IndexDamaged, IndexMissing
from index.load import iter_documents
from index.repair import articles
from index.snapshot import Manifest, building, current_id, publish, verify

Progress = Callable[[str, int, int], None]
"""Called with the stage ("read", "embed"), how many are done, and how many there are (0: not known)."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. `unchanged`: the current snapshot already holds just this, and stays."""

    snapshot: str
    documents: int
    articles: int
    passages: int
    skipped: tuple[Skipped, ...]
    seconds: float
    unchanged: bool = False


def read_folder(folder: Path) -> Iterator[Source | Skipped]:
    """The documents of a folder with their articles and paragraphs; what cannot be read is named."""
    for item in iter_documents(folder):
        yield Source(item, tuple(articles(item))) if isinstance(item, Document) else item


def build(
    sources: Iterable[Source | Skipped],
    index: Path,
    embedder: Embedder,
    *,
    model: str = "bundled",
    limit: int = split.LIMIT,
    progress: Progress | None = None,
) -> Report:
    """Index `sources` into the folder `index` and publish the snapshot.

    `model` is what `open_embedder` takes, kept for asking. Raises IndexBusy, and DocumentError when nothing
    of the sources can be indexed (the current snapshot stays).
    """
    started = time.perf_counter()
    report = progress or (lambda stage, done, total: None)
    with building(index) as folder:
        writer = CatalogWriter(folder / "catalog.sqlite")
        skipped: list[Skipped] = []
        for source in sources:
            if isinstance(source, Skipped):
                skipped.append(source)
            else:
                writer.add(source, split.split(source, limit))
                report("read", writer.documents, 0)
        writer.close()
        if not writer.passages:
            raise DocumentError(str(index), _nothing(skipped))
        manifest = Manifest(
            id=folder.stem,
            created=folder.stem.split("-")[0],
            model=model,
            embedder=embedder.name,
            dimension=embedder.dimension,
            split_limit=limit,
            terms_version=terms.VERSION,
            content=writer.digest,
            documents=writer.documents,
            articles=writer.articles,
            passages=writer.passages,
        )
        published = _same(index, manifest)
        if published is None:
            catalog = Catalog(folder / "catalog.sqlite")
            rows = [catalog.passage(row) for row in range(writer.passages)]
            texts = [embedded_text(passage, catalog.text(passage)) for passage in rows]
            cached = CachedEmbedder(embedder, index / "embeddings.sqlite")
            matrix = cached.embed_passages(texts, lambda done: report("embed", done, len(texts)))
            vectors.write(folder / "vectors.faiss", matrix)
            cut = ((terms.terms(catalog.text(p)), terms.terms(context_text(p))) for p in rows)
            postings.write(folder / "postings", cut)
            catalog.close()
            publish(index, folder, manifest).close()
        return Report(
            published.id if published else manifest.id,
            writer.documents,
            writer.articles,
            writer.passages,
            tuple(skipped),
            time.perf_counter() - started,
            unchanged=published is not None,
        )


def context_text(passage: Passage) -> str:
    """What a passage's own words may leave out and its article states: title and publisher."""
    return " ".join(filter(None, (passage.article.title, passage.article.publisher)))


def embedded_text(passage: Passage, text: str) -> str:
    """What is embedded of a passage whose own text is `text`: its article's title stands before it."""
    return f"{passage.article.title}\n{text}" if passage.article.title else text


def _same(index: Path, manifest: Manifest) -> Manifest | None:
    """The current snapshot's manifest, if it was made of the same content by the same settings."""
    try:
        current = verify(index / "snapshots" / current_id(index))
    except (IndexMissing, IndexDamaged):
        return None
    same = ("model", "embedder", "dimension", "split_limit", "terms_version", "content")
    return current if all(getattr(current, name) == getattr(manifest, name) for name in same) else None


def _nothing(skipped: list[Skipped]) -> str:
    if not skipped:
        return "no documents to index; put text or Markdown files into the folder"
    return "no document could be read; " + "; ".join(f"{item.path}: {item.reason}" for item in skipped[:5])
