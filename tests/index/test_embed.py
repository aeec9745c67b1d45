from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index import bundled, embed
from index.embed import CachedEmbedder, OnnxEmbedder, SentenceTransformerEmbedder, open_embedder
from index.errors import MissingExtra, ModelError
from tests.conftest import FakeEmbedder
from tests.index.conftest import CHINESE, ENGLISH, MIXED, ODD

ROOT = Path(__file__).parent.parent.parent
TEXTS = (*CHINESE, *ENGLISH, *MIXED, *ODD)


def test_vectors_are_float32_of_length_one(onnx_embedder: OnnxEmbedder) -> None:
    for vectors in (onnx_embedder.embed_passages(TEXTS), onnx_embedder.embed_questions(TEXTS)):
        assert vectors.shape == (len(TEXTS), onnx_embedder.dimension)
        assert vectors.dtype == np.float32
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_nothing_gives_no_rows(
    onnx_embedder: OnnxEmbedder, torch_embedder: SentenceTransformerEmbedder, tmp_path: Path
) -> None:
    for embedder in (onnx_embedder, torch_embedder, CachedEmbedder(onnx_embedder, tmp_path / "cache")):
        assert embedder.embed_passages([]).shape == (0, 384)
        assert embedder.embed_questions([]).shape == (0, 384)


def test_a_vector_does_not_depend_on_its_neighbours(onnx_embedder: OnnxEmbedder) -> None:
    together = onnx_embedder.embed_passages(TEXTS)
    assert np.array_equal(together[::-1], onnx_embedder.embed_passages(TEXTS[::-1]))
    for row in (0, 7, len(TEXTS) - 1):
        assert np.array_equal(together[row], onnx_embedder.embed_passages([TEXTS[row]])[0])


def test_a_question_is_nearest_to_what_answers_it(onnx_embedder: OnnxEmbedder) -> None:
    passages = onnx_embedder.embed_passages(["今天下了大雨。", "会议由戴柏华主持。", "苹果的价格上涨了。"])
    for question in ("谁主持了会议？", "Who chaired the meeting?"):
        assert (passages @ onnx_embedder.embed_questions([question])[0]).argmax() == 1


def test_progress_counts_up(onnx_embedder: OnnxEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embed, "_BLOCK", 2)
    done: list[int] = []
    onnx_embedder.embed_passages(["一", "二", "三"], done.append)
    assert done == [2, 3]


def test_the_bundled_model_opens_without_torch(bundled_folder: Path) -> None:
    code = (
        "import sys; from index.embed import open_embedder; "
        "assert open_embedder('bundled').embed_questions(['好']).shape == (1, 384); "
        "print(sorted({'torch', 'transformers', 'sentence_transformers', 'onnx'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_damaged_folder_names_the_way_out(tmp_path: Path, bundled_folder: Path) -> None:
    with pytest.raises(ModelError, match="delete that folder"):
        OnnxEmbedder(tmp_path)
    for name in ("config_sentence_transformers.json", "pieces.txt", "scores.npy"):
        (tmp_path / name).write_bytes((bundled_folder / name).read_bytes())
    (tmp_path / bundled.ONNX_FILE).parent.mkdir()
    (tmp_path / bundled.ONNX_FILE).write_bytes(b"not a graph")
    with pytest.raises(ModelError, match="delete that folder"):
        OnnxEmbedder(tmp_path)


def test_any_other_model_goes_through_sentence_transformers(bundled_folder: Path) -> None:
    embedder = open_embedder(str(bundled_folder))
    assert isinstance(embedder, SentenceTransformerEmbedder)
    assert embedder.dimension == 384
    assert embedder.name.startswith(bundled_folder.name + "@")
    done: list[int] = []
    assert embedder.embed_passages(["一", "二"], done.append).shape == (2, 384)
    assert done == [2]


def test_an_unknown_model_names_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"nowhere: cannot be loaded.*give the folder"):
        open_embedder(str(tmp_path / "nowhere"))


def test_a_missing_package_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(MissingExtra, match=r"pip install 'yinju\[models\]'"):
        open_embedder("some/model")


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("intfloat/multilingual-e5-base", {"query": "query: ", "passage": "passage: "}),
        ("models/e5-small-v2", {"query": "query: ", "passage": "passage: "}),
        ("intfloat/multilingual-e5-large-instruct", {}),
        ("BAAI/bge-m3", {}),
    ],
)
def test_prompts_of_e5(model: str, expected: dict[str, str]) -> None:
    assert embed._e5_prompts(model) == expected


def test_a_folder_is_called_by_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "weights").write_bytes(bytes(100_000))
    first = embed._identity(str(tmp_path))
    assert embed._identity(str(tmp_path)) == first
    (tmp_path / "weights").write_bytes(bytes(99_999) + b"1")
    assert embed._identity(str(tmp_path)) != first
    assert embed._identity("some/model") == "some/model"


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
    monkeypatch.setattr(embed, "_BLOCK", 2)
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
    assert not path.exists()


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
    damage(path)
    assert np.array_equal(cached.embed_passages(["一二", "三四"]), before)
    assert "damaged" in caplog.text
    assert path.with_name(path.name + ".damaged").exists()
    cached.embed_passages(["一二", "三四"])
    assert embedder.texts == 4


def test_a_vector_of_the_wrong_size_is_computed_again(path: Path, embedder: FakeEmbedder) -> None:
    cached = CachedEmbedder(embedder, path)
    before = cached.embed_passages(["一二"])
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE vectors SET vector = x'00'")
    connection.close()
    assert np.array_equal(cached.embed_passages(["一二"]), before)


def test_a_file_that_cannot_be_opened_is_done_without(
    tmp_path: Path, embedder: FakeEmbedder, caplog: pytest.LogCaptureFixture
) -> None:
    cached = CachedEmbedder(embedder, tmp_path / "missing" / "embeddings.sqlite")
    assert cached.embed_passages(["一二"]).shape == (1, 64)
    assert "not kept" in caplog.text
