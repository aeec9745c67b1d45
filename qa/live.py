"""The engine over whatever snapshot is current, for a page or an API that runs for long."""

from __future__ import annotations

import logging
from pathlib import Path
from threading import Lock, Thread

from index.errors import YinjuError
from index.snapshot import current_id
from qa.engine import Engine
from qa.reader import READERS

log = logging.getLogger(__name__)


class LiveEngine:
    """Opens the index when first asked for, and again, in the background, when another snapshot is published.

    Until that is open, and if it cannot be opened, questions go on being answered from the one before. A
    question that has begun keeps its engine. Safe to use from several threads.
    """

    def __init__(self, index: Path, reader: str = READERS[0]) -> None:
        self._index, self._reader = index, reader
        self._lock = Lock()
        self._engine: Engine | None = None
        self._tried = ""  # the snapshot that was last opened, or could not be
        self._opening: Thread | None = None

    def __call__(self) -> Engine:
        """The engine to ask now. Raises what `Engine.open` does, while there is none."""
        with self._lock:
            if self._engine is None:
                self._engine = Engine.open(self._index, reader=self._reader)
                self._tried = self._engine.snapshot.id
            elif self._opening is None and (name := self._published()) != self._tried:
                self._tried = name
                self._opening = Thread(target=self._reopen, args=(self._engine,), daemon=True)
                self._opening.start()
            return self._engine

    def _published(self) -> str:
        try:
            return current_id(self._index)
        except YinjuError:  # a rebuild from nothing may be under way
            return self._tried

    def _reopen(self, old: Engine) -> None:
        try:
            fresh: Engine | None = old.reopened(self._index)
        except YinjuError as error:
            log.warning("the newest snapshot cannot be used, the one before is: %s", error)
            fresh = None
        with self._lock:
            self._engine, self._opening = fresh or old, None
            self._tried = fresh.snapshot.id if fresh else self._tried
