"""Vectors in an inverted file: more than are compared one by one."""

from pathlib import Path

import numpy as np
import pytest

from index.vectors import Vectors, write
from tests.index.test_vectors import Matrix, drawn, unit

CLUSTERS, EACH = 60, 40


@pytest.fixture(scope="module")
def clustered() -> Matrix:
    middles = np.repeat(drawn(CLUSTERS, 32), EACH, axis=0)
    return unit(middles + 0.5 * drawn(CLUSTERS * EACH, 32, seed=1))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, clustered: Matrix) -> Path:
    made = tmp_path_factory.mktemp("lists") / "v"
    write(made, clustered, [row % 3 // 2 for row in range(len(clustered))], exhaustive=len(clustered) - 1)
    return made


def nearest(vectors: Vectors, question: Matrix, limit: int) -> list[int]:
    return [near.row for near in vectors.search(question, limit)]


def test_lists_begin_where_they_are_told_to(tmp_path: Path, folder: Path, clustered: Matrix) -> None:
    write(tmp_path / "v", clustered, [0] * len(clustered), exhaustive=len(clustered))
    assert Vectors(tmp_path / "v").lists == 0
    assert Vectors(folder).lists == int(4 * len(clustered) ** 0.5)


def test_all_lists_hold_what_an_exhaustive_search_finds(
    tmp_path: Path, folder: Path, clustered: Matrix
) -> None:
    scripts = [row % 3 // 2 for row in range(len(clustered))]
    write(tmp_path / "v", clustered, scripts)
    all_lists, exhaustive = Vectors(folder, searched=1.0), Vectors(tmp_path / "v")
    for question in drawn(20, 32, seed=2):
        assert all_lists.search(question, 10) == exhaustive.search(question, 10)


def test_a_share_of_the_lists_finds_most(folder: Path, clustered: Matrix) -> None:
    some, all_lists = Vectors(folder), Vectors(folder, searched=1.0)
    asked = unit(clustered[::EACH] + 0.3 * drawn(CLUSTERS, 32, seed=3))
    shares = [
        len({*nearest(some, question, 10)} & {*nearest(all_lists, question, 10)}) / 20 for question in asked
    ]
    assert np.mean(shares) > 0.9


def test_lists_that_hold_too_few_give_what_they_hold(folder: Path) -> None:
    found = nearest(Vectors(folder, searched=1e-9), drawn(1, 32)[0], 2000)
    assert 0 < len(found) < CLUSTERS * EACH
    assert len({*found}) == len(found)
    assert min(found) >= 0


@pytest.mark.parametrize("step", [2, 20, 400, 2399])
def test_the_fewer_rows_may_be_found_the_more_lists_are_searched(
    folder: Path, clustered: Matrix, step: int
) -> None:
    vectors, rows = Vectors(folder), np.arange(len(clustered)) % step == 0
    allowed = np.flatnonzero(rows)
    for question in clustered[:5]:
        found = [near.row for near in vectors.search(question, 5, rows)]
        assert {*found} <= {*allowed}
        best = allowed[np.argmax(clustered[allowed] @ question)]
        assert best in found
        if len(allowed) < len(clustered) / 16:
            assert len(found) == sum(min(5, int((allowed % 3 // 2 == script).sum())) for script in (0, 1))
