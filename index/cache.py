"""Where what is prepared once is kept: the bundled model, the reader, the compiled dictionary."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

_UNFINISHED = ".preparing-"


def cache_folder() -> Path:
    """`$YINJU_CACHE`, else `yinju` in `$XDG_CACHE_HOME`, else `~/.cache/yinju`. It may not exist yet."""
    if chosen := os.environ.get("YINJU_CACHE"):
        return Path(chosen).expanduser()
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "yinju"


def make_once(folder: Path, make: Callable[[Path], None]) -> None:
    """Lets `make` fill a new folder, which gets the name `folder` when it is complete. Raises OSError.

    So an interrupted preparation leaves nothing that looks finished, and of several processes at once the
    first to finish wins.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    _sweep(folder.parent)
    with TemporaryDirectory(prefix=_UNFINISHED, dir=folder.parent, ignore_cleanup_errors=True) as unfinished:
        made = Path(unfinished) / "made"
        make(made)
        _publish(made, folder)


def _sweep(cache: Path) -> None:
    """Removes what a killed process left, once it is too old to be in the making."""
    for unfinished in cache.glob(_UNFINISHED + "*"):
        with suppress(FileNotFoundError):  # another process has just finished it
            if time.time() - unfinished.stat().st_mtime > 3600:
                shutil.rmtree(unfinished, ignore_errors=True)


def _publish(made: Path, folder: Path) -> None:
    """Gives `made` its name once its files are on the disk; leaves it where another process came first."""
    for path in made.rglob("*"):
        if path.is_file():
            with path.open("r+b") as file:
                os.fsync(file.fileno())
    try:
        made.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise
