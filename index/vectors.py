"""Row ↔ vector: FAISS, inner product of normalised vectors, 8 bits a dimension.

The exhaustive 8-bit scalar quantiser searches a million 384-dimensional vectors in some 30 ms with
recall@10 of 0.99 against exact search, in a quarter of their memory, and needs no parameters.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]
    Rows = NDArray[np.bool_]


def write(path: Path, vectors: Matrix) -> None:
    """Write `vectors`, shape (rows, dimension), normalised, in row order."""
    import faiss

    index = faiss.IndexScalarQuantizer(
        vectors.shape[1], faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    )
    if len(vectors):
        index.train(vectors)
        index.add(vectors)
    faiss.write_index(index, str(path))


class Vectors:
    """A finished vector file, read-only."""

    def __init__(self, path: Path) -> None:
        import faiss

        # A single question gains nothing from a second thread, and askers do not wait for each other.
        faiss.omp_set_num_threads(1)
        self._index: Any = faiss.read_index(str(path), faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY)

    @property
    def count(self) -> int:
        return int(self._index.ntotal)

    def search(self, question: Matrix, limit: int, rows: Rows | None = None) -> list[tuple[int, float]]:
        """The `limit` nearest rows to `question`, shape (dimension,), best first, with their cosines.

        `rows`, shape (count,), says which may be found; by default all.
        """
        limit = min(limit, self.count)
        if not limit:
            return []
        scores, nearest = self._index.search(question.reshape(1, -1), limit, params=_only(rows))
        found = [
            (int(row), float(score)) for row, score in zip(nearest[0], scores[0], strict=True) if row >= 0
        ]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def scores(self, question: Matrix, rows: Sequence[int]) -> list[float]:
        """Cosines of `question`, shape (dimension,), with the given rows."""
        import numpy as np

        if not rows:
            return []
        matrix = self._index.reconstruct_batch(np.asarray(rows, dtype=np.int64))
        return [float(score) for score in matrix @ question]


def _only(rows: Rows | None) -> Any:
    """What makes FAISS pass over the other rows as it searches."""
    import faiss
    import numpy as np

    if rows is None:
        return None
    made: Any = faiss  # its stubs know neither of the two as Python has them
    return made.SearchParameters(sel=made.IDSelectorBitmap(np.packbits(rows, bitorder="little")))
