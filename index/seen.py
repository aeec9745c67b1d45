"""What the last build saw in the folder of documents, in INDEX/seen.json: it saves hashing all files again to
say how they stand, and keeps why some were skipped. It may be lost at any time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.document import Skipped
from index.load import entries, name_of
from index.lock import replace_text
from index.reasons import Reason

Stamp = tuple[int, int]
"""Size in bytes, and when a file was last written, in nanoseconds."""

_NAME = "seen.json"


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was seen: `hashes` of it, or of each file in the archive that it is, by name; `skipped`:
    why those of that name are in no index."""

    stamp: Stamp
    hashes: Mapping[str, str]
    skipped: Mapping[str, Reason]


def stamps(folder: Path) -> dict[str, Stamp]:
    """The stamp of each file in a folder, by name. Raises DocumentError as `entries`."""
    found = {}
    for entry in entries(folder):
        if not isinstance(entry, Skipped) and (stamp := stamp_of(entry)):
            found[name_of(entry, folder)] = stamp
    return found


def stamp_of(path: Path) -> Stamp | None:
    """None for a file that is gone."""
    try:
        stated = path.stat()
    except OSError:
        return None
    return stated.st_size, stated.st_mtime_ns


def owner(name: str, files: Mapping[str, object]) -> str:
    """Which of `files` a document came from: itself, or the archive that it lies in; "" if none."""
    while name and name not in files:
        name = name.rpartition("/")[0]
    return name


def note(
    index: Path, stamped: Mapping[str, Stamp], hashes: Mapping[str, str], skipped: Iterable[Skipped]
) -> None:
    """Keeps what a build saw of files that were `stamped` before it began."""
    kept: dict[str, tuple[dict[str, str], dict[str, Any]]] = {name: ({}, {}) for name in stamped}
    for name, sha256 in hashes.items():
        if place := owner(name, kept):
            kept[place][0][name] = sha256
    for item in skipped:
        if place := owner(item.path, kept):
            kept[place][1][item.path] = asdict(item.reason)
    stated = {name: [*stamp, *kept[name]] for name, stamp in stamped.items()}
    replace_text(index / _NAME, json.dumps(stated, ensure_ascii=False))


def read_seen(index: Path) -> dict[str, Seen]:
    """What the last build saw, by name; nothing where that is not known."""
    try:
        stated = json.loads((index / _NAME).read_text("utf-8"))
        return {
            name: Seen((size, time), dict(hashes), {path: Reason(**why) for path, why in skipped.items()})
            for name, (size, time, hashes, skipped) in stated.items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
