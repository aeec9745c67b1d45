from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.halves import Halves


@pytest.fixture
def path(tmp_path: Path) -> Path:
    np.save(tmp_path / "halves.npy", np.arange(12, dtype=np.float16).reshape(4, 3))
    return tmp_path / "halves.npy"


def test_rows_in_any_order_and_more_than_once(path: Path) -> None:
    with closing(Halves(path, 4, 3)) as halves:
        found = halves.rows(np.array([3, 0, 3]))
        assert found.tolist() == [[9, 10, 11], [0, 1, 2], [9, 10, 11]]
        assert found.dtype == np.float32
        assert halves.rows(np.array([], np.int64)).shape == (0, 3)


def test_no_rows_at_all(tmp_path: Path) -> None:
    np.save(tmp_path / "none.npy", np.empty((0, 3), np.float16))
    with closing(Halves(tmp_path / "none.npy", 0, 3)) as halves:
        assert halves.rows(np.array([], np.int64)).shape == (0, 3)


def test_rows_are_there_while_the_file_is_dropped(path: Path) -> None:
    with closing(Halves(path, 4, 3)) as halves:
        path.unlink()
        assert halves.rows(np.array([1])).tolist() == [[3, 4, 5]]


@pytest.mark.parametrize("kind", [np.float32, np.uint16])
def test_other_numbers_are_refused(tmp_path: Path, kind: type) -> None:
    np.save(tmp_path / "other.npy", np.zeros((4, 3), kind))
    with pytest.raises(ValueError, match="4 vectors of 3"):
        Halves(tmp_path / "other.npy", 4, 3)


def test_other_shapes_and_damage_are_refused(path: Path) -> None:
    with pytest.raises(ValueError, match=r"5 vectors of 3, \(4, 3\) in 16 bits"):
        Halves(path, 5, 3)
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(ValueError, match="EOF"):
        Halves(path, 4, 3)
