"""Vectors in 16 bits on disk, of which a question reads some rows.

The file is mapped only while rows are read: for each row that is touched the system maps the pages around it,
so that after some hundred questions all of them would count as the memory of the process.
"""

from __future__ import annotations

from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]


class Halves:
    """Finished vectors, read-only. Safe to use from several threads.

    Raises ValueError when the file at `path` is none of `rows` vectors of `dimension`.
    """

    def __init__(self, path: Path, rows: int, dimension: int) -> None:
        with path.open("rb") as file:
            np.lib.format.read_magic(file)
            shape, _, kind = np.lib.format.read_array_header_1_0(file)
            self._start = file.tell()
        if shape != (rows, dimension) or kind != np.float16:
            raise ValueError(f"{rows} vectors of {dimension}, {shape} in 16 bits")
        self._dimension = dimension
        self._file = path.open("rb")  # kept, as the snapshot may be dropped while it is asked

    def rows(self, numbers: NDArray[np.int64]) -> Matrix:
        """Of these rows the vectors, shape (rows, dimension)."""
        with mmap(self._file.fileno(), 0, access=ACCESS_READ) as mapped:
            matrix = np.frombuffer(mapped, np.float16, offset=self._start).reshape(-1, self._dimension)
            found: Matrix = matrix[numbers].astype(np.float32)
            del matrix  # while it is there, the map cannot be closed
        return found

    def close(self) -> None:
        self._file.close()
