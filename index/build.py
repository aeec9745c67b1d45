"""All of it, in order: sources → passages → vectors and terms → a published snapshot."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath

from index import split, terms, vectors
from index.cache import cache_folder
from index.catalog import Catalog, CatalogWriter
from index.document import Document, Passage, Skipped, Source
from index.embed import CachedEmbedder, Embedder
from index.errors import DocumentError, IndexDamaged, IndexMissing
from index.lexicon import open_lexicon
from index.load import iter_documents
from index.places import located
from index.postings import PostingsWriter
from index.repair import articles
from index.scripts import script
from index.snapshot import KEEP, Manifest, building, current_id, publish, verify
from index.vocabulary import Vocabulary

Progress = Callable[[str, int, int], None]
"""Called with the stage ("read", "embed"), how many are done, and how many there are (0: not known)."""


EMBEDDED = 1
"""Counts up when `embedded_text` or scripts change: vectors made otherwise are not kept."""
# What of a manifest decides over its vectors, and over its terms besides: a word more moves no vector.
_VECTORS = ("model", "embedder", "dimension", "split_limit", "embedded_version", "content")
_TERMS = ("terms_version", "vocabulary")


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
    vocabulary: Vocabulary | None = None,
    model: str = "bundled",
    limit: int = split.LIMIT,
    keep: int = KEEP,
    progress: Progress | None = None,
) -> Report:
    """Index `sources` into the folder `index` and publish the snapshot.

    `model` is what `open_embedder` takes, kept for asking; `keep`, how many snapshots remain. Raises
    IndexBusy, and DocumentError when nothing of the sources can be indexed (the current snapshot stays).
    """
    started = time.perf_counter()
    report = progress or (lambda stage, done, total: None)
    vocabulary = vocabulary or Vocabulary()
    places = open_lexicon(cache_folder()).places
    with building(index) as folder:
        writer = CatalogWriter(folder / "catalog.sqlite")
        skipped: list[Skipped] = []
        for source in sources:
            if isinstance(source, Skipped):
                skipped.append(source)
            else:
                source = located(source, places)
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
            embedded_version=EMBEDDED,
            terms_version=terms.VERSION,
            content=writer.digest,
            vocabulary=vocabulary.digest,
            documents=writer.documents,
            articles=writer.articles,
            passages=writer.passages,
        )
        current = _current(index)
        unchanged = current is not None and _alike(current, manifest, *_VECTORS, *_TERMS)
        if not unchanged:
            catalog = Catalog(folder / "catalog.sqlite")
            passages = [catalog.passage(row) for row in range(writer.passages)]
            if current is not None and _alike(current, manifest, *_VECTORS):
                shutil.copytree(index / "snapshots" / current.id / "vectors", folder / "vectors")
            else:
                cached = CachedEmbedder(embedder, index / "embeddings.sqlite")
                vectors.write(folder / "vectors", *_embed(passages, catalog, cached, report))
            _cut(passages, catalog, folder, terms.Analyser(vocabulary.words))
            (folder / "vocabulary.json").write_text(vocabulary.dump(), "utf-8")
            catalog.close()
            publish(index, folder, manifest, keep).close()
        return Report(
            current.id if current is not None and unchanged else manifest.id,
            writer.documents,
            writer.articles,
            writer.passages,
            tuple(skipped),
            time.perf_counter() - started,
            unchanged=unchanged,
        )


def context_text(passage: Passage) -> str:
    """What a passage's own words may leave out: its article's title, publisher, date and place; its file."""
    article = passage.article
    name = PurePosixPath(article.document_id)
    # A file's name may say what it is about; what is no file has a number at most.
    stated = " ".join(
        filter(None, (article.title, article.publisher, article.date, name.stem * bool(name.suffix)))
    )
    return " ".join(filter(None, (stated, *(region for region in article.regions if region not in stated))))


def embedded_text(passage: Passage, text: str) -> str:
    """What is embedded of a passage whose own text is `text`: behind its article's title, place, date."""
    article = passage.article
    place = "" if article.place in article.title else article.place
    heading = " ".join(filter(None, (article.title, place, article.date)))
    return f"{heading}\n{text}" if heading else text


def _embed(
    passages: Sequence[Passage], catalog: Catalog, embedder: Embedder, report: Progress
) -> tuple[vectors.Matrix, list[int]]:
    """The vectors of passages, (passages, dimension), and their scripts."""
    own = [catalog.text(passage) for passage in passages]
    texts = [embedded_text(passage, text) for passage, text in zip(passages, own, strict=True)]
    matrix = embedder.embed_passages(texts, lambda done: report("embed", done, len(texts)))
    return matrix, [script(text) for text in own]


def _cut(passages: Sequence[Passage], catalog: Catalog, folder: Path, analyser: terms.Analyser) -> None:
    """The terms of passages, and of whole articles."""
    own, whole = PostingsWriter(folder / "postings"), PostingsWriter(folder / "articles")
    numbers = catalog.article_numbers(range(len(passages)))
    for number, rows in groupby(range(len(passages)), numbers.__getitem__):
        context: list[str] = []
        together: list[str] = []
        for row in rows:
            context = context or analyser.terms(context_text(passages[row]))
            cut = analyser.terms(catalog.text(passages[row]))
            own.add(row, cut, context)
            together += cut
        whole.add(number, together, context)
    own.close()
    whole.close()


def _current(index: Path) -> Manifest | None:
    """The current snapshot's manifest, if there is one that is whole."""
    try:
        return verify(index / "snapshots" / current_id(index))
    except (IndexMissing, IndexDamaged):
        return None


def _alike(one: Manifest, other: Manifest, *names: str) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _nothing(skipped: list[Skipped]) -> str:
    if not skipped:
        return "no documents to index; put text or Markdown files into the folder"
    return "no document could be read; " + "; ".join(f"{item.path}: {item.reason}" for item in skipped[:5])
