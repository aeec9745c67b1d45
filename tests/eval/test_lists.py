"""Exhaustive search and lists side by side, in small."""

from pathlib import Path

import numpy as np
import pytest

from eval.lists import main
from index.build import build
from index.embed import Embedder
from tests.conftest import source


def test_lists_are_told_beside_the_exhaustive_search(
    tmp_path: Path, bundled: Embedder, capsys: pytest.CaptureFixture[str]
) -> None:
    made = [source(f"{n}.txt", f"成立少年法庭{n}个。", title=f"新闻{n}") for n in range(5)]
    build(made, tmp_path / "index", bundled)
    assert main([str(tmp_path / "index"), "--sizes", "400", "--questions", "3"]) == 0
    _, exhaustive, *by_lists = capsys.readouterr().out.splitlines()
    assert exhaustive.split()[:3] == ["400", "5", "all"]
    assert [line.split()[2:6] for line in by_lists] == [
        [f"1/{part}", "of", "80", "lists"] for part in (64, 32, 16, 8)
    ]
    recalls = [float(line.split()[-4]) for line in (exhaustive, *by_lists)]
    assert recalls[0] > 0.99
    assert np.all(np.diff(recalls[1:]) >= 0)


def test_no_index_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 1
    assert "no index there" in capsys.readouterr().err
