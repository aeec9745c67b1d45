"""How often somebody may get a password wrong."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from threading import Lock

WINDOW = 300.0
"""Seconds after which a failure is forgotten."""


class Attempts:
    """Failures of late, by what made them: an address, a name."""

    def __init__(self, most: int, now: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._now = now
        self._lock = Lock()
        self._failures: dict[str, deque[float]] = {}

    def begin(self, who: str) -> bool:
        """Counts an attempt as failed before it is made, so that many at once count; False: one too many."""
        with self._lock:
            self._forget()
            failures = self._failures.setdefault(who, deque())
            if len(failures) >= self._most:
                return False
            failures.append(self._now())
            return True

    def succeeded(self, who: str) -> None:
        """Takes back what `begin` counted last."""
        with self._lock:
            if failures := self._failures.get(who):
                failures.pop()

    def _forget(self) -> None:
        since = self._now() - WINDOW
        for who, failures in list(self._failures.items()):
            while failures and failures[0] < since:
                failures.popleft()
            if not failures:
                del self._failures[who]
