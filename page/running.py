"""One `python -m eval` at a time, in a process of its own, so that questions go on being answered."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Lock, Thread

from index.child import environment, stop

_ASKED = re.compile(r"asked (\d+)/(\d+)\n")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is. `failure`: what the process said when it failed; "" if it did not."""

    running: bool
    done: int = 0
    total: int = 0
    stopped: bool = False
    failure: str = ""


class Runner:
    """Runs a command of Python's, `-m eval …`, and tells how far it is. Safe to use from several threads."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._command = [sys.executable, *arguments]
        self._lock = Lock()
        self._process: subprocess.Popen[str] | None = None
        self._progress = Progress(running=False)

    @property
    def progress(self) -> Progress:
        with self._lock:
            return self._progress

    def start(self) -> None:
        """Begins a run, unless one is under way."""
        with self._lock:
            if self._progress.running:
                return
            process = subprocess.Popen(  # noqa: S603
                self._command,
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                errors="replace",
            )
            self._process, self._progress = process, Progress(running=True)
        Thread(target=self._follow, args=(process,), daemon=True).start()

    def stop(self) -> None:
        """Ends the run that is under way; it keeps nothing."""
        with self._lock:
            if self._progress.running and self._process:
                self._progress = replace(self._progress, stopped=True)
                stop(self._process)

    def _follow(self, process: subprocess.Popen[str]) -> None:
        last: deque[str] = deque(maxlen=5)
        assert process.stdout
        for line in process.stdout:
            if found := _ASKED.fullmatch(line):
                with self._lock:
                    stopped = self._progress.stopped
                    self._progress = Progress(True, int(found[1]), int(found[2]), stopped)
            else:
                last.append(line.strip())
        failed = process.wait() != 0
        with self._lock:
            before = self._progress
            said = "" if before.stopped or not failed else " ".join(last) or f"exit {process.returncode}"
            self._progress = Progress(False, before.done, before.total, before.stopped, said)
