from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index import bundled, embed
from index.embed import OnnxEmbedder, SentenceTransformerEmbedder, open_embedder
from index.errors import MissingExtra, ModelError
from tests.index.conftest import CHINESE, ENGLISH, MIXED, ODD

ROOT = Path(__file__).parent.parent.parent
TEXTS = (*CHINESE, *ENGLISH, *MIXED, *ODD)


def test_vectors_are_float32_of_length_one(onnx_embedder: OnnxEmbedder) -> None:
    for vectors in (onnx_embedder.embed_passages(TEXTS), onnx_embedder.embed_questions(TEXTS)):
        assert vectors.shape == (len(TEXTS), onnx_embedder.dimension)
        assert vectors.dtype == np.float32
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_nothing_gives_no_rows(
    onnx_embedder: OnnxEmbedder, torch_embedder: SentenceTransformerEmbedder
) -> None:
    for embedder in (onnx_embedder, torch_embedder):
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
