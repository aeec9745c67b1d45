"""Embedding and cutting spread over machines: each does a share of the documents, and the build takes all in.

    INDEX/shares/2-of-8.embeddings.sqlite    finished: of the second of eight shares
    INDEX/shares/2-of-8.terms.sqlite
    INDEX/shares/2-of-8.….part               being made

A document is in the share that the hash of its bytes says, so that every machine knows its own without asking
the others. Each writes files of its own; the folder may be on a disk that they share, or be copied together.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from index import split
from index.catalog import Catalog
from index.compute import Progress, cut, embedded
from index.computed import EMBEDDINGS, TERMS, CachedAnalyser, CachedEmbedder
from index.document import File, Skipped, Source
from index.embed import Embedder
from index.errors import IndexBusy, IndexUnwritable
from index.inventory import Inventory
from index.previous import Previous
from index.store import Store
from index.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Share:
    """The `number`th, from 1, of `of` shares."""

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}-of-{self.of}"

    def has(self, source: Source | File) -> bool:
        document = source if isinstance(source, File) else source.document
        return int(document.sha256[:16], 16) % self.of == self.number - 1


@dataclass(frozen=True, slots=True)
class Shared:
    """What a worker did: its documents and passages; of those, how many were embedded and not known yet."""

    documents: int
    passages: int
    embedded: int
    skipped: tuple[Skipped, ...]


def compute_share(
    sources: Iterable[Source | File | Skipped],
    index: Path,
    embedder: Embedder,
    share: Share,
    *,
    vocabulary: Vocabulary | None = None,
    limit: int = split.LIMIT,
    progress: Progress | None = None,
) -> Shared:
    """Embed and cut the passages of a share of `sources`, for a build into `index` to take in.

    What was interrupted goes on where it was. Raises IndexBusy when the same share is being made elsewhere,
    IndexUnwritable.
    """
    report = progress or (lambda stage, done, total: None)
    with _unfinished(index, share) as (embeddings, terms), TemporaryDirectory(prefix="yinju-share-") as made:
        with closing(Previous(index)) as before:
            inventory = Inventory(Path(made) / "catalog.sqlite", before, limit)
            for source in sources:
                if isinstance(source, Skipped) or share.has(source):
                    inventory.add(source)
                    report("read", inventory.writer.documents, 0)
            inventory.close()
        with closing(Catalog(Path(made) / "catalog.sqlite")) as catalog:
            cached = CachedEmbedder(embedder, embeddings, _known(index / EMBEDDINGS))
            for _ in embedded(catalog, cached, report):
                pass
            cached.close()
            analyser = CachedAnalyser((vocabulary or Vocabulary()).words, terms, _known(index / TERMS))
            for _ in cut(catalog, analyser, report):
                pass
            analyser.close()
    writer = inventory.writer
    return Shared(writer.documents, writer.passages, cached.computed, tuple(inventory.skipped))


def take_in(index: Path) -> None:
    """What workers have finished goes to what the build itself computes; their files are gone then."""
    for name in (EMBEDDINGS, TERMS):
        shares = sorted((index / "shares").glob(f"*.{name}"))
        if shares:
            with closing(Store(index / name)) as store:
                for path in shares:
                    store.take_in(path)
            for path in shares:
                path.unlink(missing_ok=True)


@contextmanager
def _unfinished(index: Path, share: Share) -> Iterator[tuple[Path, Path]]:
    """The files of a share while it is made, by no one else; they get their names when it is done."""
    import filelock

    folder = index / "shares"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(folder / f"{share}.lock", timeout=0):
            final = [folder / f"{share}.{name}" for name in (EMBEDDINGS, TERMS)]
            parts = [path.with_name(path.name + ".part") for path in final]
            for path, part in zip(final, parts, strict=True):
                if path.exists() and not part.exists():  # not taken in yet: more is added to it
                    os.replace(path, part)
            yield parts[0], parts[1]
            for path, part in zip(final, parts, strict=True):
                os.replace(part, path)
    except filelock.Timeout:
        raise IndexBusy(f"{folder}: another process is making share {share}; wait for it to end") from None
    except OSError as error:
        raise IndexUnwritable(
            f"{folder}: cannot be written ({error}); choose another folder: --index"
        ) from error


def _known(path: Path) -> Path | None:
    return path if path.exists() else None
