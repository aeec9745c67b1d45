"""The parts of a snapshot that search, vectors and postings: in its own files, or in collections of a Milvus.

Which, the manifest says: `milvus` is the address, and each of `collections` what one of them was when it was
written. A snapshot's collections are its own, or those of an older one with the same vectors. What this index
made in Milvus is noted in `collections.json` before it is made; what no snapshot names any more is dropped.
"""

from __future__ import annotations

import json
import logging
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import YinjuError
from index.lock import replace_text
from index.manifest import Manifest
from index.postings import Postings, PostingsWriter
from index.vectors import Vectors, VectorsWriter

if TYPE_CHECKING:
    from index.milvus import Milvus
    from index.milvus_postings import MilvusPostings, MilvusPostingsWriter
    from index.milvus_vectors import MilvusVectors, MilvusVectorsWriter

VECTORS, POSTINGS, ARTICLES = "vectors", "postings", "articles"
_NOTES = "collections.json"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Parts:
    """A snapshot's vectors, the postings of its passages, and those of its articles, open."""

    vectors: Vectors | MilvusVectors
    postings: Postings | MilvusPostings
    articles: Postings | MilvusPostings
    milvus: Milvus | None = None

    def close(self) -> None:
        for part in (self.vectors, self.postings, self.articles):
            part.close()
        if self.milvus:
            self.milvus.close()


def open_parts(folder: Path, manifest: Manifest) -> Parts:
    """The parts of the snapshot in `folder`. Raises IndexDamaged, StoreError, MissingExtra."""
    if not manifest.milvus:
        return Parts(Vectors(folder / VECTORS), Postings(folder / POSTINGS), Postings(folder / ARTICLES))
    from index.milvus import Milvus
    from index.milvus_postings import MilvusPostings
    from index.milvus_vectors import MilvusVectors

    milvus, of = Milvus(manifest.milvus), manifest.collections
    return Parts(
        MilvusVectors(milvus, of[VECTORS], folder / VECTORS),
        MilvusPostings(milvus, of[POSTINGS], folder / POSTINGS),
        MilvusPostings(milvus, of[ARTICLES], folder / ARTICLES),
        milvus,
    )


def check_parts(manifest: Manifest, thoroughly: bool = False) -> None:
    """Whether the collections are as they were written. Raises IndexDamaged, StoreError, MissingExtra."""
    if not manifest.milvus:
        return
    from index.milvus import Milvus
    from index.milvus_postings import check_postings
    from index.milvus_vectors import check_vectors

    with closing(Milvus(manifest.milvus)) as milvus:
        check_vectors(milvus, manifest.collections[VECTORS], thoroughly)
        for part in (POSTINGS, ARTICLES):
            check_postings(milvus, manifest.collections[part], thoroughly)


class PartsWriter:
    """Writes the parts of a new snapshot into `folder`, or into the Milvus at `uri` ("" for none).

    `collections` is what the manifest says of them.
    """

    def __init__(self, index: Path, folder: Path, uri: str) -> None:
        """Raises StoreError, MissingExtra."""
        self._index, self._folder = index, folder
        self._milvus: Milvus | None = None
        self.collections: dict[str, dict[str, str | int]] = {}
        if uri:
            from index.milvus import Milvus

            self._milvus = Milvus(uri)

    def close(self) -> None:
        if self._milvus:
            self._milvus.close()

    @contextmanager
    def vectors(self, rows: int, dimension: int) -> Iterator[VectorsWriter | MilvusVectorsWriter]:
        """To write so many vectors with."""
        if not self._milvus:
            own = VectorsWriter(self._folder / VECTORS, rows, dimension)
            yield own
            own.close()
            return
        from index.milvus_vectors import MilvusVectorsWriter

        name = self._noted(VECTORS)
        far = MilvusVectorsWriter(self._milvus, name, self._folder / VECTORS, rows, dimension)
        yield far
        self.collections[VECTORS] = far.close()

    def take_vectors(self, folder: Path, manifest: Manifest) -> None:
        """Those of another snapshot, which are just the same."""
        shutil.copytree(folder / VECTORS, self._folder / VECTORS)
        self.collections |= {part: of for part, of in manifest.collections.items() if part == VECTORS}

    @contextmanager
    def postings(self, part: str) -> Iterator[PostingsWriter | MilvusPostingsWriter]:
        """To write postings with: `POSTINGS` or `ARTICLES`."""
        if not self._milvus:
            own = PostingsWriter(self._folder / part)
            yield own
            own.close()
            return
        from index.milvus_postings import MilvusPostingsWriter

        far = MilvusPostingsWriter(self._milvus, self._noted(part), self._folder / part)
        yield far
        self.collections[part] = far.close()

    def _noted(self, part: str) -> str:
        """The name of a new collection, once it is noted that it will be made."""
        assert self._milvus
        name = f"yinju_{_plain(self._folder.stem)}_{part}"
        _note(self._index, [*_noted(self._index), (self._milvus.uri, name)])
        return name


def sweep(index: Path, manifests: Iterable[Manifest]) -> None:
    """Drops the collections that were made for `index` and are named by none of `manifests`.

    What cannot be dropped now is dropped another time.
    """
    named = {(each.milvus, str(one["name"])) for each in manifests for one in each.collections.values()}
    left = []
    for uri, name in _noted(index):
        if (uri, name) in named:
            left.append((uri, name))
            continue
        from index.milvus import Milvus

        try:
            with closing(Milvus(uri)) as milvus:
                milvus.drop(name)
        except YinjuError as error:
            _log.warning(
                "the collection %s is not needed any more, and could not be dropped: %s", name, error
            )
            left.append((uri, name))
    if left != _noted(index):
        _note(index, left)


def point(index: Path, manifest: Manifest) -> None:
    """Lets the names that other tools know, `yinju_FOLDER_INDEX_vectors` and so on, mean these collections.

    Yinju itself goes by the manifest; so an error is a warning.
    """
    if not manifest.milvus:
        return
    from index.milvus import Milvus

    folder = index.resolve()
    try:
        with closing(Milvus(manifest.milvus)) as milvus:
            for part, stated in manifest.collections.items():
                alias = f"yinju_{_plain(f'{folder.parent.name}_{folder.name}')}_{part}"
                milvus.point(alias, str(stated["name"]))
    except YinjuError as error:
        _log.warning("published, but the aliases in Milvus are still those of the snapshot before: %s", error)


def _noted(index: Path) -> list[tuple[str, str]]:
    """Address and name of each collection that was made for this index, and not dropped."""
    try:
        return [(uri, name) for uri, name in json.loads((index / _NOTES).read_text("utf-8"))]
    except FileNotFoundError:
        return []


def _note(index: Path, collections: list[tuple[str, str]]) -> None:
    replace_text(index / _NOTES, json.dumps(collections, indent=1) + "\n")


def _plain(name: str) -> str:
    """What Milvus takes for a name."""
    return re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_")
