"""A few seconds of what `python -m eval.load` does for minutes, and what it calls an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.load import Log, described, main
from index.build import build, read_folder
from index.embed import Embedder
from tests.conftest import SAMPLE


def test_all_are_answered_while_the_index_is_built(
    tmp_path: Path, bundled: Embedder, capsys: pytest.CaptureFixture[str]
) -> None:
    build(read_folder(SAMPLE), tmp_path / "index", bundled)
    arguments = ["--index", str(tmp_path / "index"), "--documents", str(SAMPLE), "--rebuild"]
    assert main([*arguments, "--seconds", "4", "--askers", "3"]) == 0
    assert "no errors" in capsys.readouterr().out


def test_without_an_index_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--index", str(tmp_path / "none"), "--seconds", "1"]) == 1
    said = capsys.readouterr().err
    assert "none: no index there" in said
    assert "python -m index" in said


def test_what_is_an_error() -> None:
    log = Log(current={"a"})
    log.answered("a", 0.5)
    assert log.problems() == []
    log.answered("b", 0.7)
    log.failed("refused")
    log.failed("refused")
    assert log.problems() == ["2 × refused", "1 × answered from b, which was never current"]


def test_the_table_has_percentiles() -> None:
    log = Log(seconds=[n / 100 for n in range(101)], current={"a"})
    last = described(log, 4, 10).splitlines()[-1].split()
    assert last[:7] == ["4", "10", "101", "10.1", "0.50", "0.95", "1.00"]
