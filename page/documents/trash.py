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
    """A file in the trash: the name that it had, bytes, and when it was removed (ISO 8601)."""

    id: str
    name: str
    size: int
    removed: str


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
        folders = sorted(self._folder.iterdir(), reverse=True) if self._folder.is_dir() else []
        return [
            Trashed(path.name, **json.loads((path / "entry.json").read_text("utf-8")))
            for path in folders
            if _ID.fullmatch(path.name) and (path / "file").is_file()
        ]

    def file(self, identity: str) -> tuple[Path, str]:
        """The file of that id, and the name that it had. Raises Refused."""
        path = self._folder / identity / "file"
        if not _ID.fullmatch(identity) or not path.is_file():
            raise Refused("trash_gone", 404)
        stated = json.loads((path.parent / "entry.json").read_text("utf-8"))
        return path, str(stated["name"])

    def forget(self, identity: str) -> None:
        """Deletes a file that was put back."""
        shutil.rmtree(self._folder / identity)
