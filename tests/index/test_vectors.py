from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.vectors import Vectors, write


@pytest.fixture
def matrix() -> np.ndarray:
    drawn = np.random.default_rng(0).standard_normal((300, 32)).astype(np.float32)
    drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
    return drawn


def test_finds_what_exact_search_finds(tmp_path: Path, matrix: np.ndarray) -> None:
    write(tmp_path / "v", matrix)
    vectors = Vectors(tmp_path / "v")
    assert vectors.count == len(matrix)
    for question in matrix[:20]:
        exact = np.argsort(-(matrix @ question))[:10]
        found = [row for row, _ in vectors.search(question, 10)]
        assert found[0] == exact[0]
        assert len(set(found) & set(exact)) >= 9


def test_scores_are_those_of_search(tmp_path: Path, matrix: np.ndarray) -> None:
    write(tmp_path / "v", matrix)
    vectors = Vectors(tmp_path / "v")
    found = vectors.search(matrix[7], 5)
    rows = [row for row, _ in found]
    assert vectors.scores(matrix[7], rows) == pytest.approx([score for _, score in found], abs=1e-4)
    assert vectors.scores(matrix[7], []) == []


def test_more_than_there_are(tmp_path: Path, matrix: np.ndarray) -> None:
    write(tmp_path / "v", matrix[:3])
    assert len(Vectors(tmp_path / "v").search(matrix[0], 10)) == 3


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Vectors:
    path = tmp_path_factory.mktemp("vectors") / "v"
    drawn = np.random.default_rng(1).standard_normal((203, 16)).astype(np.float32)
    drawn[50:60] = drawn[50]  # ties
    write(path, drawn / np.linalg.norm(drawn, axis=1, keepdims=True))
    return Vectors(path)


@given(st.sets(st.integers(0, 202)), st.integers(0, 210), st.integers(0, 9))
def test_among_some_rows_the_ranking_is_the_same(
    stored: Vectors, allowed: set[int], limit: int, seed: int
) -> None:
    question = np.random.default_rng(seed).standard_normal(16).astype(np.float32)
    rows = np.zeros(stored.count, np.bool_)
    rows[list(allowed)] = True
    everything = stored.search(question, stored.count)
    assert stored.search(question, limit, rows) == [hit for hit in everything if hit[0] in allowed][:limit]
