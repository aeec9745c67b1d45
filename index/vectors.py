"""Row ↔ vector: FAISS, inner product of normalised vectors, 8 bits a dimension; and each row's script.

The exhaustive 8-bit scalar quantiser searches a million 384-dimensional vectors in some 30 ms, in a quarter
of their memory, and needs no parameters. Where passages are much alike its recall@10 against exact search is
.98; so the cosines of what it finds are taken from the same vectors in 16 bits, of which only those rows are
read from the disk: then it is above .999.

An embedding model puts texts of one language near each other, whatever they say: among passages in two
languages the nearest to a question are all in its own. So the nearest are sought script by script, and a
cosine is told in standard deviations from the mean that passages of its script have with the question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.scripts import SCRIPTS

if TYPE_CHECKING:
    Matrix = NDArray[np.float32]
    Rows = NDArray[np.bool_]

_AT_ONCE = 65_536
"""Rows that are quantised at once."""
_SPARE = 40
"""So many more rows than asked for are looked at in 16 bits: those that 8 bits may have put too low."""
_SAMPLE = 2_000
"""Rows of a script that its mean and deviation are estimated on: within 2 % of a deviation."""
STRAY = 0.01
"""A script of a smaller share of the passages is none that questions are translated for."""
_POOLED = 5
"""A script of few passages is taken to be like all passages, as if so many more of it had been seen."""


_ROUNDING = 1e-6
"""Passages whose cosines are all the same still differ by this little."""


@dataclass(frozen=True, slots=True)
class Background:
    """What cosines any passage of a script has with a question."""

    mean: float
    deviation: float

    def standard(self, cosine: float) -> float:
        """`cosine` in standard deviations above the mean."""
        return (cosine - self.mean) / self.deviation if self.deviation > _ROUNDING else 0.0


@dataclass(frozen=True, slots=True)
class Near:
    """A row, its cosine with the question, and what its cosine is to be judged against."""

    row: int
    cosine: float
    background: Background

    @property
    def standard(self) -> float:
        return self.background.standard(self.cosine)


def write(folder: Path, vectors: Matrix, scripts: Sequence[int]) -> None:
    """Write `vectors`, shape (rows, dimension), normalised, in row order, and the script of each row."""
    import faiss

    index = faiss.IndexScalarQuantizer(
        vectors.shape[1], faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    )
    folder.mkdir()
    halves = np.lib.format.open_memmap(folder / "halves.npy", "w+", np.float16, vectors.shape)
    if len(vectors):
        index.train(vectors)
        for start in range(0, len(vectors), _AT_ONCE):
            block = vectors[start : start + _AT_ONCE]
            index.add(block)
            halves[start : start + _AT_ONCE] = block
    halves.flush()
    faiss.write_index(index, str(folder / "vectors.faiss"))
    np.save(folder / "scripts.npy", np.asarray(scripts, np.uint8))


class Vectors:
    """Finished vectors, read-only. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        import faiss

        # A single question gains nothing from a second thread, and askers do not wait for each other.
        faiss.omp_set_num_threads(1)
        self._faiss = faiss
        self._index: Any = faiss.read_index(
            str(folder / "vectors.faiss"), faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY
        )
        # An empty file cannot be mapped.
        self._halves: NDArray[np.float16] = np.load(
            folder / "halves.npy", mmap_mode="r" if self.count else None
        )
        if self._halves.shape != (self.count, self._index.d):
            raise ValueError(f"{self.count} vectors of {self._index.d}, {self._halves.shape} in 16 bits")
        self._scripts: NDArray[np.uint8] = np.load(folder / "scripts.npy")
        if self._scripts.shape != (self.count,):
            raise ValueError(f"{self.count} vectors, scripts of {len(self._scripts)}")
        self._rows = {int(script): self._scripts == script for script in np.unique(self._scripts)}
        self._sizes = {script: int(rows.sum()) for script, rows in self._rows.items()}
        self._samples = {script: self._exact(_spread(rows)) for script, rows in self._rows.items()}

    @property
    def count(self) -> int:
        return int(self._index.ntotal)

    @property
    def scripts(self) -> frozenset[str]:
        """The scripts that passages are in, but for a stray one: a share of at least `STRAY`."""
        least = STRAY * self.count
        return frozenset(SCRIPTS[script] for script, size in self._sizes.items() if size >= least)

    def search(self, question: Matrix, limit: int, rows: Rows | None = None) -> list[Near]:
        """The `limit` nearest rows of each script to `question`, shape (dimension,), best first.

        `rows`, shape (count,), says which may be found; by default all.
        """
        backgrounds = self._backgrounds(question)
        found = []
        for script, own in self._rows.items():
            allowed = own if rows is None else own & rows
            many = min(limit + _SPARE, int(allowed.sum()))
            if not many:
                continue
            only = None if allowed.all() else self._only(allowed)
            _, nearest = self._index.search(question.reshape(1, -1), many, params=only)
            cosines = self._cosines(nearest[0], question)
            best = np.lexsort((nearest[0], -cosines))[:limit]
            found += [Near(int(nearest[0][at]), float(cosines[at]), backgrounds[script]) for at in best]
        return sorted(found, key=lambda near: (-near.standard, near.row))

    def near(self, question: Matrix, rows: Sequence[int]) -> list[Near]:
        """The given rows as `search` has them."""
        if not rows:
            return []
        backgrounds = self._backgrounds(question)
        cosines = self._cosines(np.asarray(rows), question)
        return [
            Near(row, float(cosine), backgrounds[int(self._scripts[row])])
            for row, cosine in zip(rows, cosines, strict=True)
        ]

    def _backgrounds(self, question: Matrix) -> dict[int, Background]:
        """Of each script, its few passages pooled with all."""
        found = {script: sample @ question for script, sample in self._samples.items()}
        weights = {script: size / self.count for script, size in self._sizes.items()}
        mean = sum(weights[script] * cosines.mean() for script, cosines in found.items())
        variance = sum(weights[script] * cosines.var() for script, cosines in found.items())
        pooled = {}
        for script, cosines in found.items():
            share = self._sizes[script] / (self._sizes[script] + _POOLED)
            own = share * cosines.mean() + (1 - share) * mean
            spread = share * cosines.var() + (1 - share) * variance
            pooled[script] = Background(float(own), float(np.sqrt(spread)))
        return pooled

    def _only(self, rows: Rows) -> Any:
        """What makes FAISS pass over the other rows as it searches."""
        made: Any = self._faiss  # its stubs know neither of the two as Python has them
        return made.SearchParameters(sel=made.IDSelectorBitmap(np.packbits(rows, bitorder="little")))

    def _cosines(self, rows: NDArray[np.int64], question: Matrix) -> Matrix:
        """Row by row: a product of matrices rounds a row's by what stands beside it, and ties would part."""
        cosines: Matrix = (self._exact(rows) * question).sum(axis=1)
        return cosines

    def _exact(self, rows: NDArray[np.int64]) -> Matrix:
        """The vectors of some rows, as exactly as they are kept."""
        matrix: Matrix = self._halves[rows].astype(np.float32)
        return matrix


def _spread(rows: Rows) -> NDArray[np.int64]:
    """Up to `_SAMPLE` of `rows`, evenly over all of them."""
    numbers = np.flatnonzero(rows)
    chosen: NDArray[np.int64] = numbers[
        np.linspace(0, len(numbers) - 1, min(len(numbers), _SAMPLE)).astype(int)
    ]
    return chosen
