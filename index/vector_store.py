"""Vectors by key in a SQLite file, which may be lost at any time: they can be computed again."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_AT_ONCE = 500  # keys in one query
_log = logging.getLogger(__name__)


class VectorStore:
    """Key → vector, bit for bit as written.

    A file that is damaged is moved aside and begun again, one that cannot be opened or written is done
    without; both with a warning, never an error.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = self._open()

    def close(self) -> None:
        self._connection.close()

    def read(self, keys: Sequence[bytes], dimension: int) -> dict[bytes, NDArray[np.float32]]:
        """The vectors of those keys that are there."""
        found: dict[bytes, NDArray[np.float32]] = {}
        try:
            for start in range(0, len(keys), _AT_ONCE):
                part = keys[start : start + _AT_ONCE]
                marks = ",".join("?" * len(part))
                query = f"SELECT key, vector FROM vectors WHERE key IN ({marks})"  # noqa: S608 (only marks)
                for key, blob in self._connection.execute(query, part):
                    if len(blob) == 4 * dimension:
                        found[key] = np.frombuffer(blob, "<f4")
        except sqlite3.DatabaseError as error:
            self._recover(error)
        return found

    def write(self, vectors: dict[bytes, NDArray[np.float32]]) -> None:
        """Keeps vectors, at once."""
        blobs = [(key, vector.astype("<f4").tobytes()) for key, vector in vectors.items()]
        try:
            with self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", blobs)
        except sqlite3.DatabaseError as error:
            self._recover(error)

    def _open(self) -> sqlite3.Connection:
        try:
            return _connect(str(self._path))
        except sqlite3.DatabaseError as error:
            return self._replacement(error)

    def _recover(self, error: sqlite3.DatabaseError) -> None:
        self._connection.close()
        self._connection = self._replacement(error)

    def _replacement(self, error: sqlite3.DatabaseError) -> sqlite3.Connection:
        """A new file for a damaged one; memory where the file can only not be opened, written or locked."""
        if not isinstance(error, sqlite3.OperationalError):
            aside = self._path.with_name(self._path.name + ".damaged")
            try:
                os.replace(self._path, aside)
                _log.warning("%s: damaged (%s); moved to %s and begun again", self._path, error, aside.name)
                return _connect(str(self._path))
            except (OSError, sqlite3.DatabaseError) as again:
                _log.warning("%s: cannot be begun again (%s)", self._path, again)
        _log.warning("%s: vectors are not kept for the next time (%s)", self._path, error)
        return _connect(":memory:")


def _connect(database: str) -> sqlite3.Connection:
    connection = sqlite3.connect(database, timeout=30)
    try:
        with connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID"
            )
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection
