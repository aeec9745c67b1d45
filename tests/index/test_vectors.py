from pathlib import Path

import numpy as np
import pytest

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
