"""Row ↔ vector: FAISS, inner product of normalised vectors, 8 bits a dimension; and each row's script.

The exhaustive 8-bit scalar quantiser searches a million 384-dimensional vectors in some 30 ms, in a quarter
of their memory, and needs no parameters. Where passages are much alike its recall@10 against exact search is
.98; so the cosines of what it finds are taken from the same vectors in 16 bits, of which only those rows are
read from the disk: then it is above .999.

Of more than `EXHAUSTIVE` vectors, each stands in the list of the nearest of some thousand centroids (an
inverted file), and only the lists nearest to the question are searched: the more of them the fewer rows may
be found, so that where a filter leaves few all are searched.

The nearest are sought script by script; `index.background` says why.
"""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.background import Backgrounds, Near, spread
from index.halves import Halves

if TYPE_CHECKING:
    Matrix = NDArray[np.float32]
    Rows = NDArray[np.bool_]

EXHAUSTIVE = 1_000_000
"""Up to so many vectors, every one is compared with the question (`eval.lists` measures)."""
SEARCHED = 1 / 16
"""The share of an inverted file's lists that is searched when all rows may be found."""
_PER_CENTROID = 64
"""Vectors a centroid is trained on: more take longer and find no more."""
_AT_ONCE = 65_536
"""Rows that are quantised at once."""
_SPARE = 40
"""So many more rows than asked for are looked at in 16 bits: those that 8 bits may have put too low."""


def lists_of(vectors: int) -> int:
    """How many lists an inverted file of so many vectors has."""
    return int(4 * vectors**0.5)


def write(folder: Path, vectors: Matrix, scripts: Sequence[int], exhaustive: int = EXHAUSTIVE) -> None:
    """Write `vectors`, shape (rows, dimension), normalised, in row order, and the script of each row.

    Of more than `exhaustive` rows, an inverted file.
    """
    import faiss

    # Opening an index leaves this at one.
    faiss.omp_set_num_threads(os.cpu_count() or 1)
    index = _trained(vectors, exhaustive)
    folder.mkdir()
    halves = np.lib.format.open_memmap(folder / "halves.npy", "w+", np.float16, vectors.shape)
    for start in range(0, len(vectors), _AT_ONCE):
        block = vectors[start : start + _AT_ONCE]
        index.add(block)
        halves[start : start + _AT_ONCE] = block
    halves.flush()
    faiss.write_index(index, str(folder / "vectors.faiss"))
    np.save(folder / "scripts.npy", np.asarray(scripts, np.uint8))


def _trained(vectors: Matrix, exhaustive: int) -> Any:
    """An empty index of FAISS for such vectors."""
    import faiss

    rows, dimension = vectors.shape
    kind, product = faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    if rows <= exhaustive:
        index: Any = faiss.IndexScalarQuantizer(dimension, kind, product)
        sample = vectors
    else:
        lists = lists_of(rows)
        index = faiss.IndexIVFScalarQuantizer(faiss.IndexFlatIP(dimension), dimension, lists, kind, product)
        index.cp.spherical = True
        sample = vectors[spread(np.arange(rows), _PER_CENTROID * lists)]
    if rows:
        index.train(sample)
    return index


class VectorsWriter:
    """Vectors as they come, on disk until all are there, so that memory does not grow with the passages."""

    def __init__(self, folder: Path, rows: int, dimension: int) -> None:
        self._folder, self._unquantised = folder, folder.with_name("unquantised.npy")
        self._matrix = np.lib.format.open_memmap(self._unquantised, "w+", np.float32, (rows, dimension))
        self._scripts: list[int] = []

    def add(self, vectors: Matrix, scripts: Sequence[int]) -> None:
        """The next rows, as `write` has them."""
        first = len(self._scripts)
        self._matrix[first : first + len(vectors)] = vectors
        self._scripts += scripts

    def close(self) -> None:
        write(self._folder, self._matrix, self._scripts)
        self._unquantised.unlink()


class Vectors:
    """Finished vectors, read-only. Safe to use from several threads.

    `lists`: how many there are, 0 when the search is exhaustive. `searched`: the share of them that is
    searched when all rows may be found.
    """

    def __init__(self, folder: Path, searched: float = SEARCHED) -> None:
        import faiss

        # A single question gains nothing from a second thread, and askers do not wait for each other.
        faiss.omp_set_num_threads(1)
        self._faiss = faiss
        self._index: Any = faiss.read_index(
            str(folder / "vectors.faiss"), faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY
        )
        self.lists: int = getattr(self._index, "nlist", 0)
        self._searched = searched
        self._scripts: NDArray[np.uint8] = np.load(folder / "scripts.npy")
        if self._scripts.shape != (self.count,):
            raise ValueError(f"{self.count} vectors, scripts of {len(self._scripts)}")
        self._halves = Halves(folder / "halves.npy", self.count, self._index.d)
        self._rows = {int(script): self._scripts == script for script in np.unique(self._scripts)}
        self._backgrounds = Backgrounds(
            {script: self._halves.rows(spread(np.flatnonzero(rows))) for script, rows in self._rows.items()},
            {script: int(rows.sum()) for script, rows in self._rows.items()},
        )

    @property
    def count(self) -> int:
        return int(self._index.ntotal)

    @property
    def scripts(self) -> frozenset[str]:
        return self._backgrounds.scripts

    def search(self, question: Matrix, limit: int, rows: Rows | None = None) -> list[Near]:
        """The `limit` nearest rows of each script to `question`, shape (dimension,), best first.

        `rows`, shape (count,), says which may be found; by default all.
        """
        backgrounds = self._backgrounds.of(question)
        found = []
        for script, own in self._rows.items():
            allowed = own if rows is None else own & rows
            many = int(allowed.sum())
            if not many:
                continue
            _, nearest = self._index.search(
                question.reshape(1, -1), min(limit + _SPARE, many), params=self._only(allowed, many)
            )
            near = nearest[0][nearest[0] >= 0]  # -1 where the lists that were searched hold too few
            cosines = self._cosines(near, question)
            best = np.lexsort((near, -cosines))[:limit]
            found += [Near(int(near[at]), float(cosines[at]), backgrounds[script]) for at in best]
        return sorted(found, key=lambda near: (-near.standard, near.row))

    def near(self, question: Matrix, rows: Sequence[int]) -> list[Near]:
        """The given rows as `search` has them."""
        if not rows:
            return []
        backgrounds = self._backgrounds.of(question)
        cosines = self._cosines(np.asarray(rows), question)
        return [
            Near(row, float(cosine), backgrounds[int(self._scripts[row])])
            for row, cosine in zip(rows, cosines, strict=True)
        ]

    def _only(self, rows: Rows, many: int) -> Any:
        """What makes FAISS pass over all but these `many` rows, and says how many lists it is to search."""
        made: Any = self._faiss  # its stubs know none of these as Python has them
        told = {}
        if many < self.count:
            told["sel"] = made.IDSelectorBitmap(np.packbits(rows, bitorder="little"))
        if not self.lists:
            return made.SearchParameters(**told)
        share = min(1.0, self._searched * self.count / many)
        return made.SearchParametersIVF(nprobe=math.ceil(share * self.lists), **told)

    def _cosines(self, rows: NDArray[np.int64], question: Matrix) -> Matrix:
        """Row by row: a product of matrices rounds a row's by what stands beside it, and ties would part."""
        cosines: Matrix = (self._halves.rows(rows) * question).sum(axis=1)
        return cosines

    def close(self) -> None:
        self._halves.close()
