"""A file of JSON lines that many append to at once, and that nobody rewrites.

A line is on the disk when `append` returns, or not in the file at all. What a crash left of one stands on a
line by itself: `read` names it and goes on.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import IndexBusy, IndexUnwritable

LARGEST = 64_000_000
"""Bytes of a file; of more, only the first are read."""
LONGEST = 1_000_000
"""Bytes of a line."""
_WAIT = 20  # seconds that a writer waits for the others


@dataclass(frozen=True, slots=True)
class Contents:
    """The objects of a file, each with the file and line it stands on; `problems`: what was passed over."""

    items: tuple[tuple[str, dict[str, Any]], ...]
    problems: tuple[str, ...]


def append(path: Path, item: Mapping[str, Any]) -> None:
    """Adds a line. Raises IndexUnwritable, where it cannot be written or is too long; IndexBusy."""
    import filelock

    line = json.dumps(item, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace") + b"\n"
    if len(line) > LONGEST:
        raise IndexUnwritable(f"{path}: a line of {len(line):,} bytes; {LONGEST:,} are the most")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(path.with_name(path.name + ".lock"), timeout=_WAIT):
            _append(path, line)
    except filelock.Timeout:
        raise IndexBusy(f"{path}: others are writing; try again") from None
    except OSError as error:
        raise IndexUnwritable(f"{path}: cannot be written ({error.strerror or error})") from error


def _append(path: Path, line: bytes) -> None:
    with path.open("a+b", buffering=0) as file:
        before = file.seek(0, os.SEEK_END)
        if before + len(line) > LARGEST:
            raise IndexUnwritable(f"{path}: {LARGEST:,} bytes are the most; move it elsewhere to begin anew")
        if before:
            file.seek(before - 1)
            if file.read(1) != b"\n":  # someone was killed while writing
                line = b"\n" + line
        try:
            if file.write(line) != len(line):
                raise OSError("the disk is full")
            os.fsync(file.fileno())
        except OSError:
            file.truncate(before)
            raise


def read(path: Path) -> Contents:
    """All lines that are objects, in order; nothing where there is no file. Raises IndexUnwritable."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        return Contents((), ())
    except OSError as error:
        raise IndexUnwritable(f"{path}: cannot be read ({error.strerror})") from error
    items: list[tuple[str, dict[str, Any]]] = []
    problems = [f"{path}: more than {LARGEST:,} bytes; the rest is not read"] * (len(content) > LARGEST)
    for number, line in enumerate(content[:LARGEST].split(b"\n"), 1):
        where = f"{path}:{number}"
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except (ValueError, RecursionError) as error:
            problems.append(f"{where}: not JSON ({str(error)[:80]}); passed over")
            continue
        if isinstance(item, dict):
            items.append((where, item))
        else:
            problems.append(f"{where}: not an object {{…}}; passed over")
    return Contents(tuple(items), tuple(problems))
