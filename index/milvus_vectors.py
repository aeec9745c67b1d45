"""Row ↔ vector in Milvus, searched script by script as `index.background` says.

Vectors are kept as they are, 32 bits a dimension. Up to `EXACT` of them are all compared; of more, the lists
of an inverted file that are nearest to the question are searched, in which 8 bits stand for a dimension.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.background import Backgrounds, Near, spread
from index.milvus import Milvus, Record, among
from index.sealed import Collection, Seal, check
from index.vectors import SEARCHED, lists_of

if TYPE_CHECKING:
    from index.vectors import Matrix, Rows

EXACT = 2_000_000
"""Vectors up to which every one is compared with the question."""
_MOST, _LEAST = 65_536, 8
"""Lists that Milvus makes at most; that are searched at least."""
_FIELDS = ("script", "vector")


class MilvusVectorsWriter:
    """Writes vectors into a new collection; beside it, in `folder`, what backgrounds are estimated on."""

    def __init__(self, milvus: Milvus, name: str, folder: Path, rows: int, dimension: int) -> None:
        self._milvus, self._name, self._folder, self._count = milvus, name, folder, rows
        self._scripts: list[int] = []
        self._seal = Seal(name, rows)
        milvus.create(name, script=("INT8", {}), vector=("FLOAT_VECTOR", {"dim": dimension}))

    def add(self, vectors: Matrix, scripts: Sequence[int]) -> None:
        """The next rows: vectors, shape (rows, dimension), normalised, and the script of each."""
        first = len(self._scripts)
        records = [
            {"row": first + number, "script": int(script), "vector": vector}
            for number, (vector, script) in enumerate(zip(vectors, scripts, strict=True))
        ]
        self._milvus.insert(self._name, records)
        for record in records:
            self._seal.add(record["row"], _content(record))
        self._scripts += scripts

    def close(self) -> Collection:
        kind, told, _ = _kind(self._count)
        self._milvus.complete(self._name, "vector", kind, told)
        scripts = np.asarray(self._scripts, np.uint8)
        kept: dict[str, NDArray[Any]] = {}
        for script in np.unique(scripts):
            rows = np.flatnonzero(scripts == script)
            records = self._milvus.records(self._name, spread(rows).tolist(), ["vector"])
            kept[f"size {script}"] = np.asarray(len(rows))
            kept[f"sample {script}"] = np.asarray([record["vector"] for record in records], np.float32)
        self._folder.mkdir()
        np.savez(self._folder / "samples.npz", **kept)  # type: ignore[arg-type]  # stubs know no names with a blank
        return self._seal.stated()


class MilvusVectors:
    """Finished vectors, read-only. Safe to use from several threads."""

    def __init__(self, milvus: Milvus, stated: Collection, folder: Path) -> None:
        check_vectors(milvus, stated)
        self._milvus, self._name, self.count = milvus, str(stated["name"]), int(stated["rows"])
        with np.load(folder / "samples.npz") as kept:
            scripts = [int(name.removeprefix("size ")) for name in kept if name.startswith("size ")]
            self._backgrounds = Backgrounds(
                {script: kept[f"sample {script}"] for script in scripts},
                {script: int(kept[f"size {script}"]) for script in scripts},
            )

    @property
    def scripts(self) -> frozenset[str]:
        return self._backgrounds.scripts

    def search(self, question: Matrix, limit: int, rows: Rows | None = None) -> list[Near]:
        """As `Vectors.search`."""
        backgrounds = self._backgrounds.of(question)
        if not limit or not (rows is None or rows.any()):
            return []
        only = "" if rows is None or rows.all() else among(rows, self.count)
        _, _, told = _kind(self.count)
        found = []
        for script in self._backgrounds.sizes:
            own = f"script == {script}" if len(self._backgrounds.sizes) > 1 else ""
            both = " and ".join(f"({one})" for one in (own, only) if one)
            ((nearest, cosines),) = self._milvus.search(self._name, "vector", [question], limit, both, told)
            found += [
                Near(row, cosine, backgrounds[script]) for row, cosine in zip(nearest, cosines, strict=True)
            ]
        return sorted(found, key=lambda near: (-near.standard, near.row))

    def near(self, question: Matrix, rows: Sequence[int]) -> list[Near]:
        """The given rows as `search` has them."""
        if not rows:
            return []
        backgrounds = self._backgrounds.of(question)
        records = self._milvus.records(self._name, rows, _FIELDS)
        cosines = np.asarray([record["vector"] for record in records], np.float32) @ question
        return [
            Near(row, float(cosine), backgrounds[int(record["script"])])
            for row, record, cosine in zip(rows, records, cosines, strict=True)
        ]

    def close(self) -> None:
        """Nothing is open but the connection, which the parts of a snapshot share."""


def check_vectors(milvus: Milvus, stated: Collection, thoroughly: bool = False) -> None:
    """As `check`."""
    check(milvus, stated, _FIELDS, _content, thoroughly)


def _kind(count: int) -> tuple[str, dict[str, int], dict[str, int]]:
    """By which index of Milvus so many vectors are searched; what it is told when built, and when asked."""
    if count <= EXACT:
        return "FLAT", {}, {}
    lists = min(_MOST, lists_of(count))
    return "IVF_SQ8", {"nlist": lists}, {"nprobe": max(_LEAST, int(lists * SEARCHED))}


def _content(record: Record) -> bytes:
    return f"{record['row']} {record['script']} ".encode() + np.asarray(record["vector"], "<f4").tobytes()
