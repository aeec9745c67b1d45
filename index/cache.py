"""Where what is prepared once is kept: the bundled model, the compiled dictionary."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """`$YINJU_CACHE`, else `yinju` in `$XDG_CACHE_HOME`, else `~/.cache/yinju`. It may not exist yet."""
    if chosen := os.environ.get("YINJU_CACHE"):
        return Path(chosen).expanduser()
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "yinju"
