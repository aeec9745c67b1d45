"""The server as users start it, in a process of its own; it is watched which addresses it asks for."""

from __future__ import annotations

import ipaddress
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
UNSET = ("HF_", "GRADIO_", "TRANSFORMERS_", "DO_NOT_TRACK")
"""What might keep a library from calling home; a user has none of it."""


def watched(log: Path) -> dict[str, str]:
    """The environment of a process whose every address is written to `log`; see watch/sitecustomize.py."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(UNSET)}
    return {**kept, "PYTHONPATH": str(Path(__file__).parent / "watch"), "YINJU_WATCH": str(log), "LANG": "C"}


def elsewhere(log: Path) -> list[list[str]]:
    """What was asked of other machines, as (event, host)."""
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert lines, "the hook saw nothing, not even the server's own address"
    return [line for line in lines if not _is_here(line[1])]


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@contextmanager
def served(documents: Path, index: Path, *options: str) -> Iterator[str]:
    """`python ui.py` over a folder, as users run it, watched; its address.

    Afterwards: it asked nothing of other machines, and nothing unexpected went wrong in it.
    """
    places = ["--documents", str(documents), "--index", str(index), "--port", "0"]
    log, said = (index.with_name(f"{index.name}.{kind}") for kind in ("addresses", "errors"))
    with (
        said.open("w", encoding="utf-8") as errors,
        subprocess.Popen(
            [sys.executable, "ui.py", *places, *options],
            cwd=ROOT,
            env=watched(log),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            encoding="utf-8",
        ) as server,
    ):
        try:
            assert server.stdout
            at = next((line.split()[-1] for line in server.stdout if "http://" in line), "")
            assert at, said.read_text("utf-8")
            yield at
        finally:
            server.terminate()
    assert not elsewhere(log)
    wrong = said.read_text("utf-8")
    assert "ERROR" not in wrong, wrong
    assert "Traceback" not in wrong, wrong
