"""How each file of the folder of documents stands to the current snapshot: read, new, changed, removed…"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from index.archive import ENDING
from index.catalog import Catalog, Held
from index.document import File, Skipped
from index.errors import IndexDamaged, IndexMissing
from index.load import contents, entries, name_of
from index.manifest import Manifest, read_manifest
from index.seen import Seen, Stamp, owner, read_seen, stamp_of
from index.snapshot import current_id, pointer


class State(StrEnum):
    READ = "read"
    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Status:
    """A file by its name, and what the snapshot has of it. `size` in bytes; None for one that is gone.

    `skipped`: what of it was not read, and why. `copy_of`: another file, which has the same bytes and is
    indexed for both. `recognised`: some of it was read by OCR.
    """

    name: str
    state: State
    size: int | None
    pages: int = 0
    articles: int = 0
    passages: int = 0
    skipped: tuple[Skipped, ...] = ()
    copy_of: str = ""
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """All files, by name, and the manifest of the snapshot they are held against; None if there is none."""

    files: tuple[Status, ...] = ()
    manifest: Manifest | None = None


class Overview:
    """How the files of `folder` stand; without a folder, what the snapshot has.

    A file is hashed only when the last build did not see it as it is now, and then once. Safe to use from
    several threads.
    """

    def __init__(self, index: Path, folder: Path | None) -> None:
        self._index, self._folder = index, folder
        self._lock = threading.Lock()
        self._hashed: dict[str, Seen] = {}
        self._held: tuple[str, dict[str, Held]] = "", {}

    def standing(self) -> Standing:
        """Raises IndexDamaged, DocumentError when the folder is gone."""
        with self._lock:
            manifest, held = self._snapshot()
            if self._folder is None:
                return Standing(tuple(_gathered(held)), manifest)
            return Standing(tuple(self._compared(self._folder, held)), manifest)

    def _snapshot(self) -> tuple[Manifest | None, dict[str, Held]]:
        while True:
            try:
                name = current_id(self._index)
            except IndexMissing:
                return None, {}
            folder = self._index / "snapshots" / name
            try:
                manifest = read_manifest(folder)
                if self._held[0] != name:
                    with closing(Catalog(folder / "catalog.sqlite")) as catalog:
                        self._held = name, catalog.held()
                return manifest, self._held[1]
            except IndexDamaged:
                if (
                    pointer(self._index) == name
                ):  # otherwise others were published meanwhile, this one cleared away
                    raise

    def _compared(self, folder: Path, held: Mapping[str, Held]) -> list[Status]:
        seen = read_seen(self._index)
        now: dict[str, Seen] = {}
        failed: list[Status] = []
        for entry in entries(folder):
            if isinstance(entry, Skipped):
                failed.append(Status(entry.path, State.FAILED, None, skipped=(entry,)))
            elif stamp := stamp_of(entry):
                name = name_of(entry, folder)
                now[name] = self._seen(entry, name, stamp, seen)
        self._hashed = {name: one for name, one in self._hashed.items() if now.get(name) is one}
        parts: dict[str, dict[str, Held]] = {name: {} for name in now}
        gone: dict[str, Held] = {}
        for name, one in held.items():
            place = owner(name, now)
            (parts[place] if place else gone)[name] = one
        found = [_status(name, one, parts[name]) for name, one in now.items()]
        return sorted([*found, *failed, *_gathered(gone, State.REMOVED)], key=lambda one: one.name)

    def _seen(self, entry: Path, name: str, stamp: Stamp, seen: Mapping[str, Seen]) -> Seen:
        for known in (seen.get(name), self._hashed.get(name)):
            if known and known.stamp == stamp:
                return known
        found = list(contents(entry, name))
        self._hashed[name] = Seen(
            stamp,
            {one.name: one.sha256 for one in found if isinstance(one, File)},
            {one.path: one.reason for one in found if isinstance(one, Skipped)},
        )
        return self._hashed[name]


def _status(name: str, seen: Seen, held: Mapping[str, Held]) -> Status:
    readable = {part: sha256 for part, sha256 in seen.hashes.items() if part not in seen.skipped}
    if held:
        same = {part: one.sha256 for part, one in held.items()} == readable
        state = State.READ if same else State.CHANGED
    else:
        state = State.NEW if readable else State.FAILED
    skipped = tuple(Skipped(path, reason) for path, reason in sorted(seen.skipped.items()))
    return _sum(name, state, seen.stamp[0], held, skipped)


def _gathered(held: Mapping[str, Held], state: State = State.READ) -> list[Status]:
    """Files that are known from the snapshot alone; those of an archive together."""
    together: dict[str, dict[str, Held]] = {}
    for name, one in held.items():
        inside = name.lower().find(f"{ENDING}/")
        together.setdefault(name if inside < 0 else name[: inside + len(ENDING)], {})[name] = one
    return [_sum(name, state, None, parts) for name, parts in sorted(together.items())]


def _sum(
    name: str,
    state: State,
    size: int | None,
    held: Mapping[str, Held],
    skipped: tuple[Skipped, ...] = (),
) -> Status:
    copies = {one.copy_of for one in held.values()}
    return Status(
        name,
        state,
        size,
        sum(one.pages for one in held.values()),
        sum(one.articles for one in held.values()),
        sum(one.passages for one in held.values()),
        skipped,
        copies.pop() if len(copies) == 1 else "",
        any(one.recognised for one in held.values()),
    )
