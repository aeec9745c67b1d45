"""Files that were removed: each in a folder of its own beside the index, with the name that it had."""

from __future__ import annotations

import json
import re
import secrets
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from index.lock import replace_text
from page.documents.refused import Refused

_ID = re.compile(r"\d{8}T\d{6}\d{6}Z-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Trashed:
    """A file in the trash: the name that it had, bytes, and when it was removed (ISO 8601).

    Where the record of them is damaged, there is only the id.
    """

    id: str
    name: str = ""
    size: int = 0
    removed: str = ""


class Trash:
    """The folder TRASH/ID/ has `file` and `entry.json`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, path: Path, name: str) -> None:
        """Moves a file in here. Raises OSError."""
        now = datetime.now(UTC)
        made = self._folder / f"{now:%Y%m%dT%H%M%S%fZ}-{secrets.token_hex(4)}"
        made.mkdir(parents=True)
        stated = {"name": name, "size": path.stat().st_size, "removed": now.isoformat(timespec="seconds")}
        # Named before it is moved: what is in the trash can always be put back.
        replace_text(made / "entry.json", json.dumps(stated, ensure_ascii=False))
        shutil.move(path, made / "file")

    def items(self) -> list[Trashed]:
        """What is here, the latest first."""
        return [_trashed(path) for path in self._entries() if (path / "file").is_file()]

    def file(self, identity: str) -> tuple[Path, str]:
        """The file of that id, and the name that it had. Raises Refused."""
        path = self._entry(identity)
        if not (name := _trashed(path).name):
            raise Refused("trash_unnamed", 409)
        return path / "file", name

    def forget(self, identity: str) -> None:
        """Deletes a file for good. Raises Refused, OSError."""
        shutil.rmtree(self._entry(identity))

    def empty(self, latest: str) -> int:
        """Deletes for good all that was removed up to the file of that id, and says how many. Raises OSError.

        What another visitor removed since, who asked has not seen.
        """
        gone = [one.id for one in self.items() if one.id <= latest]
        for path in self._entries():
            if path.name <= latest:
                shutil.rmtree(path)
        return len(gone)

    def _entries(self) -> list[Path]:
        """The folders of the files, the latest first."""
        folders = self._folder.iterdir() if self._folder.is_dir() else ()
        return sorted((path for path in folders if _ID.fullmatch(path.name)), reverse=True)

    def _entry(self, identity: str) -> Path:
        path = self._folder / identity
        if not _ID.fullmatch(identity) or not (path / "file").is_file():
            raise Refused("trash_gone", 404)
        return path


def _trashed(path: Path) -> Trashed:
    try:
        stated = json.loads((path / "entry.json").read_text("utf-8"))
        name = str(stated["name"])
        if {"", ".", ".."} & set(re.split(r"[/\\]", name)):
            raise ValueError(f"{name!r} would not stay in the folder")
        return Trashed(path.name, name, int(stated["size"]), str(stated["removed"]))
    except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return Trashed(path.name)
