"""The index built anew by `python -m index` in a process of its own, while questions go on being answered.

How far it is, and what came of it, is kept here: it can be looked at from anywhere, at any time.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from index.child import environment, stop
from index.errors import YinjuError
from index.manifest import read_manifest
from index.snapshot import KEEP, current_id, names
from page.documents.refused import Refused

log = logging.getLogger(__name__)

_WINDOW = 15.0
"""Seconds over which the speed is taken."""
_NICE = 10


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: `done` of `total` (0: not known) documents ("read") or passages ("embed", "cut").

    `rate` is how many a second, `left` how many seconds the stage will take; None where that is not known.
    """

    stage: str = ""
    done: int = 0
    total: int = 0
    rate: float | None = None
    left: float | None = None
    stopping: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a build: its report, as `index.build.Report` in JSON; or what it said, when it failed."""

    ended: datetime
    report: dict[str, Any] = field(default_factory=dict)
    error: str = ""
    cancelled: bool = False


class Rebuild:
    """Builds the index `index` of `folder`, one at a time. `published` is called after a build.

    Safe to use from several threads.
    """

    def __init__(self, folder: Path, index: Path, published: Callable[[], object]) -> None:
        self._folder, self._index, self._published = folder.resolve(), index.resolve(), published
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._progress = Progress()
        self._cancelled = False
        self.outcome: Outcome | None = None
        """Of the last build that has ended."""

    @property
    def progress(self) -> Progress | None:
        """How far the build is that is under way; None while there is none."""
        with self._lock:
            return self._progress if self._process else None

    def start(self) -> None:
        """Begins a build. Raises Refused while one is under way."""
        with self._lock:
            if self._process:
                raise Refused("rebuild_busy", 409)
            self._progress, self._cancelled, self.outcome = Progress(), False, None
            report = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 (closed by the thread)
            self._process = _begun(self._command(), report)
            threading.Thread(target=self._watch, args=(self._process, report), daemon=True).start()

    def cancel(self) -> None:
        """Asks the build under way to stop, and ends it if it does not; the index stays as it is."""
        with self._lock:
            process, self._cancelled = self._process, True
            self._progress = Progress(stopping=True)
        if process:
            stop(process)

    def _command(self) -> list[str]:
        index = ["--index", str(self._index), *as_before(self._index), "--json", "--progress", "json"]
        return [sys.executable, "-m", "index", str(self._folder), *index]

    def _watch(self, process: subprocess.Popen[str], report: IO[str]) -> None:
        said: deque[str] = deque(maxlen=5)
        times: deque[tuple[float, int]] = deque()
        assert process.stderr
        for line in process.stderr:
            try:
                stated = json.loads(line)
                stage, done, total = str(stated["stage"]), int(stated["done"]), int(stated["total"])
            except (ValueError, TypeError, KeyError):
                said.append(line.strip())
                continue
            now = time.monotonic()
            with self._lock:
                if stage != self._progress.stage:
                    times.clear()
                times.append((now, done))
                while now - times[0][0] > _WINDOW:
                    times.popleft()
                rate = _rate(times)
                left = (total - done) / rate if rate and total else None
                self._progress = Progress(stage, done, total, rate, left, self._cancelled)
        status = process.wait()
        process.stderr.close()
        with report:
            report.seek(0)
            outcome = self._outcome(status, report.read(), "\n".join(said))
        with self._lock:
            self.outcome, self._process = outcome, None
        if status == 0:
            self._published()

    def _outcome(self, status: int, printed: str, said: str) -> Outcome:
        now = datetime.now(UTC)
        if status == 0:
            return Outcome(now, report=json.loads(printed))
        if self._cancelled:
            return Outcome(now, cancelled=True)
        log.error("the index could not be built: %s", said)
        return Outcome(now, error=said.removeprefix("index: ") or f"status {status}")


def as_before(index: Path) -> list[str]:
    """Options to build an index as it was made: with its model, in its place, with as many snapshots."""
    options = ["--keep", str(max(KEEP, len(names(index))))]
    with suppress(YinjuError):  # there is none, or it is damaged: a new one
        manifest = read_manifest(index / "snapshots" / current_id(index))
        options += ["--model", manifest.model]
        options += ["--store", "milvus", "--uri", manifest.milvus] if manifest.milvus else []
    return options


def _rate(times: deque[tuple[float, int]]) -> float | None:
    (first, before), (last, after) = times[0], times[-1]
    return (after - before) / (last - first) if last - first >= 1 and after > before else None


def _begun(command: list[str], report: IO[str]) -> subprocess.Popen[str]:
    process = subprocess.Popen(  # noqa: S603 (our own command)
        command,
        stdin=subprocess.DEVNULL,
        stdout=report,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=environment(),
    )
    if os.name == "posix":  # who asks goes first
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process.pid, _NICE)
    return process
