"""Processes that are begun with this code, and stopped."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import index
from index import child
from index.manifest import read_manifest
from index.snapshot import current_id

SAYS = "print('ready', flush=True)\n"


def begun(*arguments: str, cwd: Path | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=cwd,
        env=child.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def test_it_finds_this_code_from_anywhere_and_what_was_there_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "before")
    code = "import index, os; print(index.__file__, os.environ['PYTHONPATH'].split(os.pathsep)[1:], '引据')"
    said, _ = begun("-c", code, cwd=tmp_path).communicate(timeout=30)
    assert said == f"{index.__file__} ['before'] 引据\n"


def test_one_that_does_not_stop_when_asked_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "PATIENCE", 0.2)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + SAYS + "time.sleep(60)"
    with begun("-c", deaf) as process:
        assert process.stdout
        process.stdout.readline()
        child.stop(process)
        assert process.wait(30) == -9


def test_one_that_has_ended_may_be_stopped() -> None:
    with begun("-c", "") as process:
        process.wait(30)
        child.stop(process)
        assert process.returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="elsewhere nothing is asked, it is ended")
def test_a_build_that_is_stopped_clears_away_even_if_a_script_began_it(tmp_path: Path) -> None:
    folder, made = tmp_path / "documents", tmp_path / "index"
    folder.mkdir()
    (folder / "a.txt").write_text("成立少年法庭34个。\n", "utf-8")
    assert begun("-m", "index", str(folder), "--index", str(made)).wait(120) == 0
    before = current_id(made)
    for number in range(400):
        (folder / f"{number}.txt").write_text(f"第{number}份文件，说的是{'别的事，' * 40}。\n", "utf-8")
    # As a shell does without a terminal: what it begins with & does not hear SIGINT.
    begins = (
        "import signal, runpy, sys; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        f"sys.argv = ['index', {str(folder)!r}, '--index', {str(made)!r}, '--progress', 'json']\n"
        "runpy.run_module('index', run_name='__main__')"
    )
    with begun("-c", begins) as process:
        assert process.stderr
        next(line for line in process.stderr if '"embed"' in line)
        assert [path.suffix for path in (made / "snapshots").iterdir() if path.name != before]
        asked = time.monotonic()
        child.stop(process)
        assert "the old index stays" in process.stderr.read()
        assert process.wait(30) == 130
        assert time.monotonic() - asked < child.PATIENCE
    assert [path.name for path in (made / "snapshots").iterdir()] == [before]
    assert read_manifest(made / "snapshots" / before).documents == 1
