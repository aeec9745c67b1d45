"""The folder of documents: files come in whole or not at all, and never leave it but for the trash.

A file is received in a hidden folder of the documents', and gets its place by a rename. Nothing is ever
overwritten, and no link is followed.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePosixPath

from index.digest import sha256_of
from index.load import entries, readable
from index.vocabulary import GLOSSARY, USERDICT
from page.documents.names import cleaned_path, numbered
from page.documents.refused import Refused
from page.documents.trash import Trash, Trashed

MAX_BYTES = 200 << 20
MAX_FILES = 50_000
_STAGING = ".uploads"
_CHUNK = 1 << 20
_ABANDONED = 24 * 3600
"""Seconds after which what an upload left behind is cleared away."""

_RECOUNT = 60.0
"""Seconds for which the files are not counted again: of 20,000 it takes .3 s, for each that is uploaded."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A file that is in the folder now, by its name; `already`: it was before, with the same bytes."""

    name: str
    already: bool = False


class Incoming:
    """A file as it is received, at `path`. Raises Refused for more than `most` bytes, or a full disk."""

    def __init__(self, path: Path, most: int) -> None:
        self.path = path
        self._most, self._size = most, 0
        self._hash = hashlib.sha256()
        self._file = path.open("xb")

    def write(self, chunk: bytes) -> None:
        self._size += len(chunk)
        if self._size > self._most:
            raise Refused("file_large", 413, most=self._most >> 20)
        self._hash.update(chunk)
        with _disk():
            self._file.write(chunk)

    def finish(self) -> str:
        """The hash of what was received, once it is on disk."""
        with _disk(), self._file as file:
            file.flush()
            os.fsync(file.fileno())
        return self._hash.hexdigest()

    def discard(self) -> None:
        """Deletes it, unless it has gone to its place."""
        self._file.close()
        self.path.unlink(missing_ok=True)


class Shelf:
    """The documents in `folder`, whose index is `index`. Safe to use from several threads.

    `max_bytes` is the size of the largest file that is taken, `max_files` how many the folder may hold.
    """

    def __init__(
        self, folder: Path, index: Path, max_bytes: int = MAX_BYTES, max_files: int = MAX_FILES
    ) -> None:
        self.folder = folder.resolve()
        self.max_bytes, self.max_files = max_bytes, max_files
        self.changes = 0
        """Counts up whenever a file has come or gone."""
        # Beside the index, which may be deleted and made again.
        self._trash = Trash(index.with_name(f"{index.name}-trash"))
        self._lock = threading.Lock()
        self._files, self._counted = 0, -_RECOUNT

    def checked(self, path: str) -> tuple[str, ...]:
        """Where a file that a browser calls `path` belongs. Raises Refused when it cannot be taken."""
        parts = cleaned_path(path)
        if PurePosixPath(parts[-1]).suffix.lower() not in readable():
            raise Refused("type_unknown")
        if len(parts) == 1 and parts[0].lower() in (GLOSSARY, USERDICT):
            raise Refused("name_reserved")
        return parts

    @contextmanager
    def receiving(self, most: int | None = None) -> Iterator[Incoming]:
        """A file to be written, which is gone afterwards unless it was placed."""
        staging = self.folder / _STAGING
        with _disk():
            if staging.is_symlink():
                raise Refused("folder_link")
            staging.mkdir(exist_ok=True)
            _clear(staging)
            incoming = Incoming(staging / secrets.token_hex(16), self.max_bytes if most is None else most)
        try:
            yield incoming
        finally:
            incoming.discard()

    def place(self, incoming: Incoming, parts: tuple[str, ...]) -> Placed:
        """Puts what was received where it belongs; if that name is taken, with a number. Raises Refused."""
        sha256 = incoming.finish()
        with self._lock:
            if self._count() >= self.max_files:
                raise Refused("files_many", 413, most=self.max_files)
            return self._placed(incoming.path, parts, sha256)

    def remove(self, name: str) -> None:
        """Puts a file of the folder into the trash. Raises Refused when there is none of that name."""
        with self._lock, _disk():
            self._trash.put(self._own(name), name)
            self.changes += 1
            self._files -= 1

    def removed(self) -> list[Trashed]:
        """What is in the trash, the latest first."""
        return self._trash.items()

    def restore(self, identity: str) -> Placed:
        """Puts a file of the trash back where it was. Raises Refused."""
        with self.receiving(sys.maxsize) as incoming, self._lock, _disk():
            path, name = self._trash.file(identity)
            with path.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    incoming.write(chunk)
            placed = self._placed(incoming.path, tuple(name.split("/")), incoming.finish())
            self._trash.forget(identity)
            return placed

    def discard(self, identity: str) -> None:
        """Deletes a file of the trash for good. Raises Refused."""
        with self._lock, _disk():
            self._trash.forget(identity)
            self.changes += 1

    def empty(self, latest: str) -> int:
        """Deletes for good what is in the trash, as `Trash.empty`. Raises Refused."""
        with self._lock, _disk():
            self.changes += 1
            return self._trash.empty(latest)

    def _placed(self, path: Path, parts: tuple[str, ...], sha256: str) -> Placed:
        *folders, first = parts
        with _disk():
            folder = self._made(folders)
            for number in count(1):
                name = first if number == 1 else numbered(first, number)
                target = folder / name
                shown = "/".join((*folders, name))
                if _same(target, path, sha256):
                    return Placed(shown, already=True)
                with suppress(FileExistsError):
                    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))  # it is ours now
                    os.replace(path, target)
                    self.changes += 1
                    self._files += 1
                    return Placed(shown)
        raise AssertionError("numbers do not end")

    def _count(self) -> int:
        """How many files the folder holds; what others put there is counted now and then."""
        if time.monotonic() - self._counted >= _RECOUNT:
            self._files, self._counted = sum(1 for _ in entries(self.folder)), time.monotonic()
        return self._files

    def _made(self, folders: list[str]) -> Path:
        """The folder of that name below the documents', made if need be."""
        made = self.folder
        for name in folders:
            made = made / name
            if made.is_symlink():
                raise Refused("folder_link")
            try:
                made.mkdir(exist_ok=True)
            except FileExistsError:
                raise Refused("folder_file", name=name) from None
        return made

    def _own(self, name: str) -> Path:
        """The file of that name, as the list of files has it."""
        path, parts = self.folder, name.split("/")
        for part in parts:
            if part.startswith(".") or "\0" in part or Path(part).name != part:  # nor a drive, on Windows
                raise Refused("file_gone", 404, name=name)
            path = path / part
            if path.is_symlink():
                raise Refused("folder_link")
        if not path.is_file():
            raise Refused("file_gone", 404, name=name)
        return path


@contextmanager
def _disk() -> Iterator[None]:
    """What goes wrong on the disk, as Refused."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise Refused("disk_full" if full else "disk_error", 507, reason=error.strerror or error) from error


def _clear(staging: Path) -> None:
    for path in staging.iterdir():
        with suppress(OSError):  # another is clearing as well
            if time.time() - path.stat().st_mtime > _ABANDONED:
                path.unlink()


def _same(target: Path, path: Path, sha256: str) -> bool:
    if target.is_symlink() or not target.is_file() or target.stat().st_size != path.stat().st_size:
        return False
    return sha256_of(target) == sha256
