"""How far a build is, on standard error: a bar for each stage, or lines for another program to read."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from tqdm import tqdm

    from index.compute import Progress

EVERY = 0.2
"""Seconds between two lines of a stage."""


def bars() -> Progress:
    """A bar for each stage."""
    from tqdm import tqdm

    shown: dict[str, tqdm[NoReturn]] = {}

    def report(stage: str, done: int, total: int) -> None:
        if stage not in shown:
            for finished in shown.values():
                finished.close()
            unit = "document" if stage == "read" else "passage"
            shown[stage] = tqdm(total=total or None, desc=stage, unit=unit, file=sys.stderr)
        bar = shown[stage]
        bar.update(done - bar.n)
        if total and done >= total:
            bar.close()

    return report


def lines() -> Progress:
    """One JSON object a line, {"stage", "done", "total"}: when a stage begins and ends, and now and then."""
    stage_before, said = "", 0.0

    def report(stage: str, done: int, total: int) -> None:
        nonlocal stage_before, said
        now = time.monotonic()
        if stage == stage_before and done != total and now - said < EVERY:
            return
        stage_before, said = stage, now
        print(json.dumps({"stage": stage, "done": done, "total": total}), file=sys.stderr, flush=True)

    return report
