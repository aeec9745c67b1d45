"""What was computed, by key, in a SQLite file that may be lost at any time: it can be computed again."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

_AT_ONCE = 500  # keys in one query
_log = logging.getLogger(__name__)


class Store:
    """Key → bytes, as written.

    A file that is damaged is moved aside and begun again, one that cannot be opened or written is done
    without; both with a warning, never an error. What `known` holds, another such file, is only read.
    """

    def __init__(self, path: Path, known: Path | None = None) -> None:
        self._path, self._known = path, known
        self._connection = self._open()

    def close(self) -> None:
        self._connection.close()

    def read(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The values of those keys that are there."""
        found: dict[bytes, bytes] = {}
        try:
            _read(self._connection, keys, found)
        except sqlite3.DatabaseError as error:
            self._recover(error)
        missing = [key for key in keys if key not in found] if self._known else []
        if self._known and missing:
            try:
                with closing(_opened(self._known)) as connection:
                    _read(connection, missing, found)
            except sqlite3.DatabaseError as error:
                _log.warning("%s: cannot be read (%s); done without", self._known, error)
                self._known = None
        return found

    def take_in(self, path: Path) -> None:
        """All that another such file holds. One that is damaged is done without, with a warning."""
        try:
            with closing(_opened(path)) as connection:
                for block in _blocks(connection.execute("SELECT key, value FROM computed")):
                    self.write(block)
        except sqlite3.DatabaseError as error:
            _log.warning("%s: cannot be taken in (%s); what it held is computed again", path, error)

    def write(self, values: Mapping[bytes, bytes]) -> None:
        """Keeps values, at once."""
        try:
            with self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO computed VALUES (?, ?)", values.items())
        except sqlite3.DatabaseError as error:
            self._recover(error)

    def prune(self, used: Collection[bytes]) -> None:
        """Forgets all but `used`, once those are the smaller part: so the file does not grow for ever."""
        try:
            ((count,),) = self._connection.execute("SELECT count(*) FROM computed")
            if count <= 2 * len(used):
                return
            with self._connection:
                self._connection.execute("CREATE TEMP TABLE used (key BLOB PRIMARY KEY) WITHOUT ROWID")
                self._connection.executemany("INSERT INTO used VALUES (?)", ((key,) for key in used))
                self._connection.execute("DELETE FROM computed WHERE key NOT IN (SELECT key FROM used)")
            self._connection.execute("VACUUM")
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
        _log.warning("%s: what is computed is not kept for the next time (%s)", self._path, error)
        return _connect(":memory:")


def _connect(database: str) -> sqlite3.Connection:
    connection = sqlite3.connect(database, timeout=30)
    try:
        with connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS computed (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID"
            )
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _opened(path: Path) -> sqlite3.Connection:
    """To read only."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=30)


def _read(connection: sqlite3.Connection, keys: Sequence[bytes], found: dict[bytes, bytes]) -> None:
    for start in range(0, len(keys), _AT_ONCE):
        part = keys[start : start + _AT_ONCE]
        marks = ",".join("?" * len(part))
        query = f"SELECT key, value FROM computed WHERE key IN ({marks})"  # noqa: S608 (only marks)
        found.update(connection.execute(query, part))


def _blocks(cursor: sqlite3.Cursor) -> Iterator[dict[bytes, bytes]]:
    while block := cursor.fetchmany(10 * _AT_ONCE):
        yield dict(block)
