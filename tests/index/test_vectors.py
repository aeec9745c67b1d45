from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.background import Background
from index.milvus import Milvus
from index.milvus_vectors import MilvusVectors, MilvusVectorsWriter
from index.scripts import SCRIPTS
from index.vectors import Vectors, write

Matrix = NDArray[np.float32]
_NUMBERS = count()


def unit(matrix: NDArray[np.floating]) -> Matrix:
    made: Matrix = (matrix / np.linalg.norm(matrix, axis=-1, keepdims=True)).astype(np.float32)
    return made


def drawn(rows: int, dimension: int, seed: int = 0) -> Matrix:
    return unit(np.random.default_rng(seed).standard_normal((rows, dimension)))


Stored = Callable[..., Vectors | MilvusVectors]


@pytest.fixture(scope="module")
def stored(milvus: str) -> Stored:
    """What writes a matrix, with the script of each row, and opens it: in files, then in Milvus."""

    def in_files(folder: Path, matrix: Matrix, scripts: Sequence[int] | None = None) -> Vectors:
        write(folder / "v", matrix, [0] * len(matrix) if scripts is None else scripts)
        return Vectors(folder / "v")

    def in_milvus(folder: Path, matrix: Matrix, scripts: Sequence[int] | None = None) -> MilvusVectors:
        connection, name = Milvus(milvus), f"v{next(_NUMBERS)}"
        writer = MilvusVectorsWriter(connection, name, folder / "v", len(matrix), matrix.shape[1])
        writer.add(matrix[:2], [0, 0] if scripts is None else scripts[:2])
        writer.add(matrix[2:], [0] * len(matrix[2:]) if scripts is None else scripts[2:])
        return MilvusVectors(connection, writer.close(), folder / "v")

    return in_milvus if milvus else in_files


@pytest.fixture
def matrix() -> Matrix:
    return drawn(300, 32)


def test_finds_what_exact_search_finds(tmp_path: Path, stored: Stored, matrix: Matrix) -> None:
    vectors = stored(tmp_path, matrix)
    assert vectors.count == len(matrix)
    for question in matrix[:20]:
        exact = np.sort(matrix @ question)[::-1][:10]
        found = [near.row for near in vectors.search(question, 10)]
        assert matrix[found] @ question == pytest.approx(exact, abs=1e-3)


def test_what_eight_bits_cannot_tell_apart(tmp_path: Path, stored: Stored) -> None:
    alike = unit(drawn(1, 32) + 0.03 * drawn(30, 32, seed=1))  # beside what makes the steps of a bit wide
    matrix = np.vstack([alike, np.eye(32, dtype=np.float32), -np.eye(32, dtype=np.float32)])
    vectors = stored(tmp_path, matrix)
    exact = [int(np.argmax(matrix @ question)) for question in alike]
    assert [vectors.search(question, 1)[0].row for question in alike] == exact


def test_given_rows_are_as_search_has_them(tmp_path: Path, stored: Stored, matrix: Matrix) -> None:
    vectors = stored(tmp_path, matrix, [1, 4] * 150)
    found = vectors.search(matrix[7], 5)
    assert len(found) == 10  # five of each script
    again = vectors.near(matrix[7], [near.row for near in found])
    assert [near.cosine for near in again] == pytest.approx([near.cosine for near in found], abs=1e-4)
    assert again == [replace(near, cosine=one.cosine) for near, one in zip(found, again, strict=True)]
    assert vectors.near(matrix[7], []) == []


def test_more_than_there_are(tmp_path: Path, stored: Stored, matrix: Matrix) -> None:
    assert len(stored(tmp_path, matrix[:3], [1, 1, 4]).search(matrix[0], 10)) == 3


def test_scripts_of_other_vectors_are_refused(tmp_path: Path, matrix: Matrix) -> None:
    write(tmp_path / "v", matrix, [1, 4])
    with pytest.raises(ValueError, match="300 vectors, scripts of 2"):
        Vectors(tmp_path / "v")


@pytest.mark.parametrize(
    ("background", "cosine", "standard"),
    [
        (Background(0.5, 0.2), 0.9, 2.0),
        (Background(0.5, 0.2), 0.3, -1.0),
        (Background(0.5, 0.2), 0.5, 0.0),
        (Background(0.5, 0.0), 0.9, 0.0),  # all are alike: none is nearer than another
    ],
)
def test_a_cosine_in_standard_deviations(background: Background, cosine: float, standard: float) -> None:
    assert background.standard(cosine) == pytest.approx(standard)


HAN, LATIN = SCRIPTS.index("han"), SCRIPTS.index("latin")
MANY = 600
OWN = [HAN] * MANY + [LATIN] * 2 * MANY


def said(meaning: Matrix, scripts: Sequence[int]) -> Matrix:
    """Vectors of one half what is said, one half the script that it is said in."""
    return unit(np.hstack([meaning, np.eye(len(SCRIPTS))[list(scripts)]]))


@pytest.fixture(scope="module")
def meaning() -> Matrix:
    return drawn(3 * MANY, 64)


@pytest.fixture(scope="module")
def bilingual(
    tmp_path_factory: pytest.TempPathFactory, stored: Stored, meaning: Matrix
) -> Vectors | MilvusVectors:
    return stored(tmp_path_factory.mktemp("two"), said(meaning, OWN), OWN)


def test_the_best_of_another_script_is_found_before_what_is_near_by_its_script(
    bilingual: Vectors | MilvusVectors, meaning: Matrix
) -> None:
    asked = said(unit(0.6 * meaning[:20] + 0.8 * drawn(20, 64, seed=1)), [LATIN] * 20)
    for row, question in enumerate(asked):
        nearest = np.argsort(-(said(meaning, OWN) @ question))[:100]
        assert {OWN[other] for other in nearest} == {LATIN}
        assert bilingual.search(question, 5)[0].row == row


def test_each_script_has_its_own_background(bilingual: Vectors | MilvusVectors, meaning: Matrix) -> None:
    assert bilingual.scripts == {"han", "latin"}
    found = {OWN[near.row]: near.background for near in bilingual.search(said(meaning, OWN)[0], 1)}
    assert found[HAN].mean == pytest.approx(0.5, abs=0.03)
    assert found[LATIN].mean == pytest.approx(0.0, abs=0.03)
    # 1/16 by what is said; a few are taken to be of another script.
    assert [found[script].deviation for script in (HAN, LATIN)] == pytest.approx([1 / 16, 1 / 16], abs=0.03)


def test_a_script_of_few_passages_is_taken_to_be_like_all(tmp_path: Path, stored: Stored) -> None:
    """One row by itself has no deviation, and would be its own mean."""
    matrix = drawn(101, 32)
    near = stored(tmp_path, matrix, [HAN] * 100 + [LATIN]).near(matrix[0], [1, 100])
    many, one = (each.background for each in near)
    cosine = near[1].cosine
    assert one.mean == pytest.approx((cosine + 5 * (matrix @ matrix[0]).mean()) / 6, abs=0.01)
    assert one.deviation == pytest.approx(many.deviation, rel=0.25)


@pytest.mark.parametrize("scripts", [[HAN], [HAN, HAN], [HAN, LATIN]])
def test_passages_that_are_alike_have_no_deviation(
    tmp_path: Path, stored: Stored, scripts: list[int]
) -> None:
    same = np.repeat(drawn(1, 16), len(scripts), axis=0)
    found = stored(tmp_path, same, scripts).search(same[0], 5)
    assert [near.row for near in found] == list(range(len(scripts)))
    assert [near.standard for near in found] == pytest.approx([0.0] * len(scripts), abs=1e-3)


@pytest.fixture(scope="module")
def ties(tmp_path_factory: pytest.TempPathFactory, milvus: str, stored: Stored) -> Vectors | MilvusVectors:
    matrix = drawn(203, 16, seed=1)
    if not milvus:  # which of those that are just alike it finds, it does not say
        matrix[50:60] = matrix[50]
    return stored(tmp_path_factory.mktemp("vectors"), matrix, [row % 3 // 2 for row in range(203)])


@given(st.sets(st.integers(0, 202)), st.integers(0, 210), st.integers(0, 9))
def test_among_some_rows_the_ranking_is_the_same(
    ties: Vectors | MilvusVectors, allowed: set[int], limit: int, seed: int
) -> None:
    question = np.random.default_rng(seed).standard_normal(16).astype(np.float32)
    rows = np.zeros(ties.count, np.bool_)
    rows[list(allowed)] = True
    everything = [near for near in ties.search(question, ties.count) if near.row in allowed]
    found = ties.search(question, limit, rows)
    for other in (False, True):
        own = [near.row for near in everything if (near.row % 3 == 2) is other]
        assert [near.row for near in found if (near.row % 3 == 2) is other] == own[:limit]
    among = {near.row: near for near in everything}
    assert found == sorted(found, key=lambda near: (-near.standard, near.row))
    for near in found:
        assert near.cosine == pytest.approx(among[near.row].cosine, abs=1e-6)
        assert near.background == among[near.row].background
