"""A command run beside the page: how far it is, one at a time, failed or stopped."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from page.running import Progress, Runner


def until(runner: Runner, holds: Callable[[Progress], bool]) -> Progress:
    for _ in range(600):
        if holds(runner.progress):
            return runner.progress
        time.sleep(0.05)
    raise AssertionError(runner.progress)


def test_a_run_tells_how_far_it_is_and_only_one_runs_at_a_time(tmp_path: Path) -> None:
    script = (
        "import sys, time, pathlib\n"
        f"pathlib.Path({str(tmp_path / 'begun')!r}).open('a').write('x')\n"
        "for n in (1, 2): print(f'asked {n}/2', flush=True)\n"
        f"while not pathlib.Path({str(tmp_path / 'go')!r}).exists(): time.sleep(.02)"
    )
    runner = Runner(["-c", script])
    runner.start()
    runner.start()
    assert until(runner, lambda it: it.done == 2).running
    (tmp_path / "go").touch()
    assert until(runner, lambda it: not it.running) == Progress(False, 2, 2)
    assert (tmp_path / "begun").read_text() == "x"


def test_a_run_that_fails_says_why() -> None:
    runner = Runner(["-c", "import sys; sys.exit('eval: 没有标注')"])
    runner.start()
    assert until(runner, lambda it: not it.running).failure == "eval: 没有标注"


def test_a_run_is_stopped() -> None:
    runner = Runner(["-c", "import time; print('asked 1/9', flush=True); time.sleep(60)"])
    runner.start()
    until(runner, lambda it: it.done == 1)
    runner.stop()
    assert until(runner, lambda it: not it.running) == Progress(False, 1, 9, stopped=True)


def test_a_run_that_does_not_stop_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.child.PATIENCE", 0.1)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    runner = Runner(["-c", deaf + "print('asked 1/9', flush=True); time.sleep(60)"])
    runner.start()
    until(runner, lambda it: it.done == 1)
    runner.stop()
    assert until(runner, lambda it: not it.running) == Progress(False, 1, 9, stopped=True)
