"""What a manifest says of a collection in Milvus, and whether the collection still is just that."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import numpy as np

from index.errors import IndexDamaged
from index.manifest import REBUILD
from index.milvus import Milvus, Record

_SOME = 64
"""Records that are looked at whenever a snapshot is opened."""
_AT_ONCE = 1024

Collection = dict[str, str | int]
"""`name`, `rows`, and SHA-256 of the records in row order: `all` of them, and `some`, evenly spread."""


class Seal:
    """Digests of a collection's records as they are written."""

    def __init__(self, name: str, rows: int) -> None:
        self._name, self._rows = name, rows
        self._chosen = frozenset(_some(rows))
        self._all, self._some = hashlib.sha256(), hashlib.sha256()

    def add(self, row: int, content: bytes) -> None:
        """The next row, and what stands in its record."""
        self._all.update(content)
        if row in self._chosen:
            self._some.update(content)

    def stated(self) -> Collection:
        return {
            "name": self._name,
            "rows": self._rows,
            "all": self._all.hexdigest(),
            "some": self._some.hexdigest(),
        }


def check(
    milvus: Milvus,
    stated: Collection,
    fields: Sequence[str],
    content: Callable[[Record], bytes],
    thoroughly: bool = False,
) -> None:
    """Raises IndexDamaged when a collection is not what was written, StoreError when it cannot be asked.

    `content` gives the bytes of a record that `Seal` was given. Every record is read if `thoroughly`, else
    some.
    """
    name, rows = str(stated["name"]), int(stated["rows"])
    milvus.load(name)
    if (count := milvus.count(name)) != rows:
        raise IndexDamaged(f"{milvus.uri}: {name} holds {count} rows, {rows} were written; {REBUILD}")
    wanted = range(rows) if thoroughly else _some(rows)
    digest = hashlib.sha256()
    for start in range(0, len(wanted), _AT_ONCE):
        for record in milvus.records(name, wanted[start : start + _AT_ONCE], fields):
            digest.update(content(record))
    if digest.hexdigest() != stated["all" if thoroughly else "some"]:
        raise IndexDamaged(f"{milvus.uri}: {name} is not what was published; {REBUILD}")


def _some(rows: int) -> list[int]:
    chosen: list[int] = np.unique(np.linspace(0, rows - 1, min(rows, _SOME)).astype(int)).tolist()
    return chosen
