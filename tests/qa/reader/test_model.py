"""The prepared reader: its graph, its windows; with weights made up here, so that nothing is trained."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import bundled, bundled_bin
from index.errors import ModelError
from index.tokens import BOS, EOS, MASK, Token, open_tokenizer
from qa.reader.encode import HINTS, QUESTION, encode
from qa.reader.model import STEP, WINDOW, ReaderModel, windows
from qa.reader.prepared import ONNX_FILE, merged, prepare, write


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A head at random; the encoder as it is."""
    draw = np.random.default_rng(0)
    path = tmp_path_factory.mktemp("reader") / "weights.npz"
    head = {"head.w": draw.normal(size=(3, 384)).astype(np.float32), "head.b": np.zeros(3, np.float32)}
    np.savez(path, allow_pickle=False, **head)
    return path


@pytest.fixture(scope="module")
def model(trained: Path, tmp_path_factory: pytest.TempPathFactory) -> ReaderModel:
    path = prepare(tmp_path_factory.mktemp("cache"), trained)
    return ReaderModel(path, open_tokenizer(bundled.prepare()))


def test_question_hints_title_and_their_limits() -> None:
    tokenizer = open_tokenizer(bundled.prepare())
    ids = encode(tokenizer, "有多少?", ["少年法庭", "海南"], "")
    assert ids[0] == BOS
    assert ids.count(EOS) == 3
    assert ids[-2:] == [EOS, EOS]
    assert encode(tokenizer, "?", (), "", phrase=True)[:2] == [BOS, MASK]
    long = encode(tokenizer, "好。" * 500, ["好。"] * 500, "")
    assert len(long) == 1 + QUESTION + 1 + HINTS + 1 + 1


def by_character(text: str) -> list[Token]:
    return [Token(at, at, at + 1) for at in range(len(text))]


@pytest.mark.parametrize("length", [0, 1, WINDOW, WINDOW + 1, WINDOW + STEP, 1000])
def test_windows_hold_all_tokens_of_a_text_without_sentences(length: int) -> None:
    text = "字" * length
    found = windows(by_character(text), text)
    assert {token.id for window in found for token in window} == set(range(length))
    assert all(len(window) == WINDOW for window in found[:-1])
    assert all(before[STEP] == after[0] for before, after in pairwise(found))


@given(st.lists(st.integers(1, 2 * WINDOW), max_size=12))
def test_windows_hold_all_tokens_and_whole_sentences(lengths: list[int]) -> None:
    text = "".join("字" * (length - 1) + "。" for length in lengths)
    found = [(window[0].start, window[-1].end) for window in windows(by_character(text), text) if window]
    assert {at for start, end in found for at in range(start, end)} == set(range(len(text)))
    assert all(end - start <= WINDOW for start, end in found)
    assert all(before[0] < after[0] and before[1] < after[1] for before, after in pairwise(found))
    end = 0
    for length in lengths:
        start, end = end, end + length
        if length <= WINDOW - STEP:
            assert any(low <= start and end <= high for low, high in found)


def test_words_count_by_how_probably_their_window_answers(model: ReaderModel) -> None:
    """A long text's words are those of its windows, each read as a text of its own."""
    sentences = [
        f"第{number}项工作由{name}负责，预计年底完成。" * 4 for number, name in enumerate("甲乙丙丁戊己")
    ]
    text = "".join(sentences)
    whole = model.read("谁负责?", (), "", text)
    tokens = open_tokenizer(bundled.prepare()).tokens(text)
    parts = [text[window[0].start : window[-1].end] for window in windows(tokens, text)]
    assert len(parts) > 1
    odds = [model.read("谁负责?", (), "", part).odds for part in parts]
    assert whole.odds == pytest.approx(max(odds), abs=0.3)  # a text's first token differs
    assert sum(span.probability for span in whole.spans) <= 1.0001


def test_words_stand_in_the_text(model: ReaderModel) -> None:
    text = "全区设立少年法庭34个，配备法官120名。" * 30
    scored = model.read("有多少个少年法庭?", (), "内蒙古", text)
    assert scored.spans
    assert all(0 <= span.start < span.end <= len(text) for span in scored.spans)
    assert scored == model.read("有多少个少年法庭?", (), "内蒙古", text)


def test_an_empty_text_has_no_words(model: ReaderModel) -> None:
    assert model.read("?", (), "", "").spans == ()


def test_scores_are_the_head_s_of_the_encoder_s(trained: Path, tmp_path: Path) -> None:
    """The graph's end against the encoder's output, as the embedding model's graph has it."""
    import onnxruntime

    weights = bundled_bin.read(bundled.source())
    with np.load(trained) as arrays:
        write(merged(weights, dict(arrays)), tmp_path / ONNX_FILE)
        head = arrays["head.w"]
    ids = np.array([[0, 6, 4442, 3294, 150154, 2]], np.int64)
    inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
    embedding = bundled.prepare() / bundled.ONNX_FILE
    (states,) = onnxruntime.InferenceSession(str(embedding)).run(["last_hidden_state"], inputs)
    (scores,) = onnxruntime.InferenceSession(str(tmp_path / ONNX_FILE)).run(["scores"], inputs)
    np.testing.assert_allclose(scores, states @ head.T, atol=1e-4)


def test_trained_matrices_take_the_place_of_the_bundled_ones() -> None:
    weights = bundled_bin.read(bundled.source())
    values = np.full((384, 384), 3, np.int8)
    scale = np.linspace(1, 2, 384, dtype=np.float32)
    found = merged(weights, {"l5.q.w": values, "l5.q.w.scale": scale})
    np.testing.assert_allclose(found.matrix("l5.q.w", 384), 3 * scale[:, None] * np.ones(384))
    assert found.tensors["l4.q.w"] is weights.tensors["l4.q.w"]


def test_missing_weights_are_named_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"gone\.npz.*--reader none"):
        prepare(tmp_path, tmp_path / "gone.npz")


def test_damaged_weights_are_named(tmp_path: Path) -> None:
    (tmp_path / "weights.npz").write_bytes(b"PK\x03\x04 half")
    with pytest.raises(ModelError, match=r"weights\.npz"):
        prepare(tmp_path, tmp_path / "weights.npz")


def test_a_damaged_graph_is_named(tmp_path: Path) -> None:
    (tmp_path / "reader.onnx").write_bytes(b"half")
    with pytest.raises(ModelError, match="delete that folder"):
        ReaderModel(tmp_path / "reader.onnx", open_tokenizer(bundled.prepare()))
