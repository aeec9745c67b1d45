"""The training loop on a tiny encoder; skipped where torch is not installed."""

import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from eval.train.data import Example
from eval.train.settings import Settings
from index.errors import YinjuError
from index.tokens import EOS

torch = pytest.importorskip("torch")

from eval.train import fit as training  # noqa: E402
from eval.train.export import export, quantised  # noqa: E402


def example(length: int, span: tuple[int, int] | None = (4, 5)) -> Example:
    return Example((0, 2, 2, *range(3, length - 1), EOS), 3, span, span is not None)


def test_batches_are_of_like_length_and_hold_each_once() -> None:
    examples = [example(length) for length in range(10, 60)]
    found = training.batches(examples, 200, random.Random(0))
    assert sorted((one for batch in found for one in batch), key=lambda one: len(one.ids)) == examples
    assert all(max(len(one.ids) for one in batch) * len(batch) <= 200 for batch in found)


def test_near_lengths_are_made_even() -> None:
    found = training.even([example(20), example(22, (17, 18)), example(21, None)])
    assert {len(one.ids) for one in found} == {20}
    assert {one.ids[-1] for one in found} == {EOS}
    assert [one.span for one in found] == [(4, 5), (17, 18), None]
    assert [one.answers for one in found] == [True, True, False]


def test_no_answer_is_cut_into() -> None:
    batch = [example(20), example(22, (18, 19))]
    assert training.even(batch) == batch


def test_far_lengths_are_left() -> None:
    batch = [example(20), example(60)]
    assert training.even(batch) == batch


class Few:
    """As many examples as a test has time for."""

    digest = "few"

    def epoch(self, number: int) -> list[Example]:
        return [example(12 + n % 3, (4, 5) if n % 2 else None) for n in range(24)]

    def held_out(self, limit: int) -> list[Example]:
        return self.epoch(0)[:6]


@pytest.fixture
def encoder(tmp_path: Path) -> Path:
    from transformers import BertConfig, BertModel

    config = BertConfig(
        vocab_size=80, hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32
    )
    torch.manual_seed(0)
    BertModel(config, add_pooling_layer=False).save_pretrained(tmp_path / "encoder")
    return tmp_path / "encoder"


def fit(encoder: Path, made: Path, **settings: float) -> dict[str, Any]:
    """The state at the end."""
    made.mkdir(exist_ok=True)
    few: Any = Few()
    some = Settings(**({"epochs": 1, "tokens": 60, "frozen": 1, "rate": 3e-3} | settings))  # type: ignore[arg-type]
    training.fit(few, encoder, made, some)
    state: dict[str, Any] = torch.load(made / f"{some.seed}.pt")
    return state


def losses(state: dict[str, Any]) -> list[tuple[float, ...]]:
    return [tuple(row[name] for name in ("step", "span", "pair", "held auc")) for row in state["curve"]]


def test_it_learns_and_is_exported(tmp_path: Path, encoder: Path) -> None:
    state = fit(encoder, tmp_path, epochs=10, every=3, rate=0.01, head_rate=0.05)
    assert state["step"] == state["steps"] == 60
    assert not any("layer.0" in name or "embeddings" in name for name in state["model"])
    _, first, *_ = losses(state)[0]
    _, last, *_ = losses(state)[-1]
    assert last < first / 2
    (tmp_path / "card.json").write_text('{"weights": 1}')
    export([tmp_path / "20261124.pt"], tmp_path / "weights.npz", tmp_path / "card.json")
    card = json.loads((tmp_path / "card.json").read_text())
    assert card["weights"] == 1
    assert card["trainings"][0]["settings"] == state["settings"]
    assert card["trainings"][0]["curve"] == state["curve"]
    with np.load(tmp_path / "weights.npz") as arrays:
        assert arrays["head.w"].shape == (3, 16)
        assert {name.split(".")[0] for name in arrays} == {"head", "l1"}
        weight = state["model"]["encoder.encoder.layer.1.attention.self.query.weight"].numpy()
        again = arrays["l1.q.w"] * arrays["l1.q.w.scale"][:, None]
    assert np.abs(again - weight).max() <= np.abs(weight).max() / 63


def test_what_goes_on_is_what_was_not_interrupted(
    tmp_path: Path, encoder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = fit(encoder, tmp_path / "whole", epochs=2, every=3)
    check, calls = training._check, []

    def interrupted(*given: Any) -> dict[str, float]:
        calls.append(given)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return check(*given)

    monkeypatch.setattr(training, "_check", interrupted)
    with pytest.raises(KeyboardInterrupt):
        fit(encoder, tmp_path / "parts", epochs=2, every=3)
    assert torch.load(tmp_path / "parts" / "20261124.pt")["step"] == 3
    parts = fit(encoder, tmp_path / "parts", epochs=2, every=3)
    assert losses(parts) == losses(whole)
    assert all(torch.equal(parts["model"][name], weight) for name, weight in whole["model"].items())
    again = fit(encoder, tmp_path / "parts", epochs=2, every=3)  # nothing is left to do
    assert again["curve"] == parts["curve"]


def test_of_several_trainings_the_mean_is_exported(tmp_path: Path, encoder: Path) -> None:
    one, other = (fit(encoder, tmp_path, seed=seed)["model"]["head.weight"].numpy() for seed in (1, 2))
    export([tmp_path / "1.pt", tmp_path / "2.pt"], tmp_path / "weights.npz", tmp_path / "card.json")
    assert not np.allclose(one, other)
    with np.load(tmp_path / "weights.npz") as arrays:
        np.testing.assert_allclose(arrays["head.w"], (one + other) / 2, rtol=1e-5)


def test_trainings_begin_alike(tmp_path: Path, encoder: Path) -> None:
    one, other = (
        fit(encoder, tmp_path, seed=seed, rate=0.0, head_rate=0.0, decay=0.0)["model"] for seed in (1, 2)
    )
    assert all(torch.equal(one[name], other[name]) for name in one)


def test_what_is_not_at_its_end_is_not_exported(tmp_path: Path, encoder: Path) -> None:
    state = fit(encoder, tmp_path)
    torch.save(state | {"step": 3}, tmp_path / "20261124.pt")
    with pytest.raises(YinjuError, match="at step 3 of 6; `fit --seed 20261124`"):
        export([tmp_path / "20261124.pt"], tmp_path / "weights.npz", tmp_path / "card.json")
    with pytest.raises(YinjuError, match="no such training; `fit --seed 5`"):
        export([tmp_path / "5.pt"], tmp_path / "weights.npz", tmp_path / "card.json")
    assert not (tmp_path / "weights.npz").exists()


def test_other_settings_or_examples_do_not_go_on(
    tmp_path: Path, encoder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fit(encoder, tmp_path)
    with pytest.raises(YinjuError, match="made with other settings; delete it"):
        fit(encoder, tmp_path, frozen=0)
    monkeypatch.setattr(Few, "digest", "others")
    with pytest.raises(YinjuError, match="made with other mined; delete it"):
        fit(encoder, tmp_path)
    with pytest.raises(YinjuError, match="no step"):
        fit(encoder, tmp_path, epochs=0)


def test_rows_of_a_matrix_have_scales_of_their_own() -> None:
    matrix = np.array([[63.0, -1.0], [0.5, 0.1]], np.float32)
    found = quantised("m", matrix)
    assert found["m"].tolist() == [[63, -1], [63, 13]]
    np.testing.assert_allclose(found["m.scale"], [1.0, 0.5 / 63], rtol=1e-6)
