"""The snapshots that an index still has: which there are, whether they are whole, and going back to one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.errors import IndexDamaged, IndexMissing, MissingExtra, StoreError
from index.lock import holding
from index.manifest import read_manifest, verify
from index.parts import check_parts, point
from index.snapshot import make_current, names, pointer


@dataclass(frozen=True, slots=True)
class Entry:
    """A snapshot. `problem`: why it cannot be used, "" if nothing is known against it.

    `milvus`: where its vectors and postings are, "" if in its files.
    """

    id: str
    current: bool
    documents: int
    passages: int
    model: str
    bytes: int
    problem: str = ""
    milvus: str = ""


def history(index: Path, thoroughly: bool = False) -> list[Entry]:
    """The snapshots of the folder `index`, the latest first; with `thoroughly`, every file is checked, and
    every record in Milvus.

    Raises IndexMissing when there is none.
    """
    current = pointer(index)
    entries = [_entry(index / "snapshots" / name, name == current, thoroughly) for name in names(index)]
    if not entries:
        raise IndexMissing(f"{index}: no index there; build it: python -m index documents/")
    return entries


def rollback(index: Path, identity: str | None = None) -> str:
    """Makes a snapshot current again, once it has been checked; by default the one before the current one.

    Returns its id. A page that runs goes on with it; the next build makes a new one. Raises IndexMissing when
    there is no such snapshot, IndexDamaged when it is not whole, StoreError when its Milvus
    cannot say, IndexBusy during a build.
    """
    with holding(index):
        known = names(index)
        if identity is None:
            current = pointer(index)
            older = [name for name in known if not current or name < current]
            if not older:
                raise IndexMissing(f"{index}: no snapshot before the current one; see --list")
            identity = older[0]
        elif identity not in known:
            raise IndexMissing(f"{index}: no snapshot {identity[:80]!r}; see --list")
        manifest = verify(index / "snapshots" / identity)
        check_parts(manifest)
        make_current(index, identity)
        point(index, manifest)
    return identity


def _entry(folder: Path, current: bool, thoroughly: bool) -> Entry:
    try:
        manifest = (verify if thoroughly else read_manifest)(folder)
        if thoroughly:
            check_parts(manifest, thoroughly)
    except (IndexDamaged, StoreError, MissingExtra) as error:
        return Entry(folder.name, current, 0, 0, "", 0, str(error))
    size = sum(int(signature["bytes"]) for signature in manifest.files.values())
    return Entry(
        manifest.id,
        current,
        manifest.documents,
        manifest.passages,
        manifest.model,
        size,
        milvus=manifest.milvus,
    )
