"""Another process of Python's with this code in it: what it finds around it, and how it is stopped."""

from __future__ import annotations

import os
import subprocess
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

PATIENCE = 15.0
"""Seconds after which a process that does not stop when asked is ended."""


def environment() -> dict[str, str]:
    """This process's, and in it this very code, wherever it was begun; what it prints is UTF-8."""
    root = str(Path(__file__).parent.parent)
    paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"}


def stop(process: subprocess.Popen[Any]) -> None:
    """Asks a process to stop, and ends it if it does not; waits for neither.

    By SIGTERM: what a script begins in the background, and all that it begins, is deaf to SIGINT.
    """
    with suppress(OSError):
        process.terminate()
    last = threading.Timer(PATIENCE, process.kill)
    last.daemon = True
    last.start()
