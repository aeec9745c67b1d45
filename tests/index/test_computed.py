"""What was embedded and cut once is not computed again."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index import computed
from index.computed import CachedAnalyser, CachedEmbedder
from index.terms import Analyser
from tests.conftest import FakeEmbedder


class Interrupted(FakeEmbedder):
    """Fails at the second call."""

    def embed_passages(self, texts: Sequence[str], progress: object = None) -> np.ndarray:
        if self.texts:
            raise KeyboardInterrupt
        return super().embed_passages(texts)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "embeddings.sqlite"


def test_what_is_known_is_not_computed_again(path: Path, embedder: FakeEmbedder) -> None:
    cached = CachedEmbedder(embedder, path)
    assert (cached.name, cached.dimension) == (embedder.name, embedder.dimension)
    missed = cached.embed_passages(["一二", "三四", "一二"])
    assert embedder.texts == 2
    hit = CachedEmbedder(embedder, path).embed_passages(["三四", "一二", "五六", "一二"])
    assert embedder.texts == 3
    assert np.array_equal(missed[[1, 0, 0]], hit[[0, 1, 3]])
    assert np.array_equal(hit, embedder.embed_passages(["三四", "一二", "五六", "一二"]))


def test_progress_counts_what_is_known_and_equal(path: Path, embedder: FakeEmbedder) -> None:
    cached = CachedEmbedder(embedder, path)
    cached.embed_passages(["一二"])
    done: list[int] = []
    cached.embed_passages(["一二", "三四", "三四"], done.append)
    assert done == [1, 3]


def test_an_interrupted_build_keeps_what_it_had(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(computed, "_AT_ONCE", 2)
    with pytest.raises(KeyboardInterrupt):
        CachedEmbedder(Interrupted(), path).embed_passages(["一", "二", "三"])
    embedder = FakeEmbedder()
    CachedEmbedder(embedder, path).embed_passages(["一", "二", "三"])
    assert embedder.texts == 1


def test_another_model_has_other_vectors(path: Path, embedder: FakeEmbedder) -> None:
    CachedEmbedder(embedder, path).embed_passages(["一二"])
    other = FakeEmbedder()
    other.name = "other"
    CachedEmbedder(other, path).embed_passages(["一二"])
    assert other.texts == 1


def test_questions_pass_through(path: Path, embedder: FakeEmbedder) -> None:
    questions = CachedEmbedder(embedder, path).embed_questions(["一二"])
    assert np.array_equal(questions, embedder.embed_questions(["一二"]))


def test_a_lone_surrogate_is_no_obstacle(path: Path, embedder: FakeEmbedder) -> None:
    assert CachedEmbedder(embedder, path).embed_passages(["a\ud800b"]).shape == (1, 64)


def _overwrite_all(path: Path) -> None:
    path.write_bytes(b"not a database" * 1000)


def _overwrite_the_rows(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))


@pytest.mark.parametrize("damage", [_overwrite_all, _overwrite_the_rows])
def test_a_damaged_file_is_begun_again(
    path: Path, embedder: FakeEmbedder, caplog: pytest.LogCaptureFixture, damage: object
) -> None:
    assert callable(damage)
    cached = CachedEmbedder(embedder, path)
    before = cached.embed_passages(["一二", "三四"])
    cached.close()
    damage(path)
    cached = CachedEmbedder(embedder, path)
    assert np.array_equal(cached.embed_passages(["一二", "三四"]), before)
    assert "damaged" in caplog.text
    assert path.with_name(path.name + ".damaged").exists()
    cached.embed_passages(["一二", "三四"])
    assert embedder.texts == 4


def test_a_vector_of_the_wrong_size_is_computed_again(path: Path, embedder: FakeEmbedder) -> None:
    cached = CachedEmbedder(embedder, path)
    before = cached.embed_passages(["一二"])
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE computed SET value = x'00'")
    connection.close()
    assert np.array_equal(cached.embed_passages(["一二"]), before)


def test_a_file_that_cannot_be_opened_is_done_without(
    tmp_path: Path, embedder: FakeEmbedder, caplog: pytest.LogCaptureFixture
) -> None:
    cached = CachedEmbedder(embedder, tmp_path / "missing" / "embeddings.sqlite")
    assert cached.embed_passages(["一二"]).shape == (1, 64)
    assert "not kept" in caplog.text


def test_nothing_gives_no_rows(path: Path, embedder: FakeEmbedder) -> None:
    assert CachedEmbedder(embedder, path).embed_passages([]).shape == (0, 64)


def test_what_is_not_used_any_more_is_forgotten(path: Path, embedder: FakeEmbedder) -> None:
    first = CachedEmbedder(embedder, path)
    first.embed_passages([f"第{n}段" for n in range(5)])
    first.close(prune=True)
    second = CachedEmbedder(embedder, path)
    second.embed_passages(["第0段", "第1段"])
    second.close(prune=True)
    third = CachedEmbedder(embedder, path)
    third.embed_passages(["第0段", "第1段"])
    assert embedder.texts == 5
    third.embed_passages(["第4段"])
    assert embedder.texts == 6


TEXTS = ["成立少年法庭34个。", "", "a\ud800b", "Juvenile courts", "成立少年法庭34个。"]


def test_terms_are_those_of_the_analyser(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [Analyser().terms(text) for text in TEXTS]
    analyser = CachedAnalyser((), path)
    assert analyser.terms(TEXTS) == expected
    analyser.close()
    monkeypatch.setattr(Analyser, "terms", None)
    assert CachedAnalyser((), path).terms(TEXTS) == expected


def test_other_words_cut_otherwise(path: Path) -> None:
    assert "三码合一" not in CachedAnalyser((), path).terms(["推进三码合一"])[0]
    assert "三码合一" in CachedAnalyser(("三码合一",), path).terms(["推进三码合一"])[0]
