"""One builder at a time, and small files that are whole or not there."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from index.errors import IndexBusy, IndexUnwritable


@contextmanager
def holding(index: Path) -> Iterator[None]:
    """The lock that only one process has at a time, to build, publish or roll back; it goes with its process.

    Raises IndexBusy, which says who has it, and IndexUnwritable when the folder cannot be written.
    """
    import filelock

    holder = index / "holder"
    try:
        (index / "snapshots").mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(index / "lock", timeout=0):
            started = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
            replace_text(holder, f"process {os.getpid()} on {platform.node()}, since {started}")
            try:
                yield
            finally:
                holder.unlink(missing_ok=True)
    except filelock.Timeout:
        who = holder.read_text("utf-8", "replace").strip() if holder.is_file() else "another process"
        raise IndexBusy(f"{index}: {who} is building this index; wait for it to end") from None
    except (OSError, sqlite3.Error) as error:
        raise IndexUnwritable(
            f"{index}: cannot be written ({error}); choose another folder: --index"
        ) from error


def replace_text(path: Path, text: str) -> None:
    """Replace a small file in one step, on disk before it is named."""
    temporary = path.with_name(path.name + ".new")
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
