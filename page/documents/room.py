"""What the Documents tab shows and changes: a folder and its index, and whether they may be changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from index.snapshot import pointer
from index.status import Overview, Standing
from page.documents.rebuild import Rebuild
from page.documents.refused import Refused
from page.documents.shelf import MAX_BYTES, MAX_FILES, Shelf

_FRESH = 5.0
"""Seconds for which it is remembered how files stand, while nothing has changed from here."""


class Room:
    """The documents in `folder` and their index; without a folder, or `changes`, they can only be looked at.

    `published` is called when another snapshot has become the current one. `why_not` is the text that says
    why nothing can be changed, "" if it can.
    """

    def __init__(
        self,
        index: Path,
        folder: Path | None = None,
        *,
        changes: bool = True,
        published: Callable[[], object] = lambda: None,
        max_bytes: int = MAX_BYTES,
        max_files: int = MAX_FILES,
    ) -> None:
        self.index, self.published = index, published
        self._overview = Overview(index, folder)
        self._stood: tuple[str, float, Standing] | None = None
        self.why_not = "documents_no_folder" if folder is None else "" if changes else "documents_no_changes"
        self._changing = None
        if folder and changes:
            shelf = Shelf(folder, index, max_bytes, max_files)
            self._changing = shelf, Rebuild(shelf.folder, index, published)

    @property
    def shelf(self) -> Shelf:
        """Raises Refused where nothing can be changed."""
        return self._changed()[0]

    @property
    def rebuild(self) -> Rebuild:
        """Raises Refused where nothing can be changed."""
        return self._changed()[1]

    @property
    def version(self) -> str:
        """Another one whenever there is something new to be shown, but for how far a build is."""
        if not self._changing:
            return pointer(self.index)
        shelf, rebuild = self._changing
        return f"{pointer(self.index)} {shelf.changes} {rebuild.outcome.ended if rebuild.outcome else ''}"

    def standing(self) -> Standing:
        """How the files stand: looked at again after a change, and now and then. Raises as `Overview`."""
        version, now, stood = self.version, time.monotonic(), self._stood
        if stood and stood[0] == version and now - stood[1] < _FRESH:
            return stood[2]
        found = self._overview.standing()
        self._stood = version, now, found
        return found

    def close(self) -> None:
        """Stops the build under way: the page is going down, and nobody would look after it."""
        if self._changing:
            self._changing[1].cancel()

    def _changed(self) -> tuple[Shelf, Rebuild]:
        if not self._changing:
            raise Refused(self.why_not, 403)
        return self._changing
