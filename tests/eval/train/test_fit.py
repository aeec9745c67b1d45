"""The training loop on a tiny encoder; skipped where torch is not installed."""

import random
from pathlib import Path

import pytest

from eval.train.data import Example
from eval.train.settings import Settings
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
    found = training.even([example(20), example(22, (18, 20)), example(21, None)])
    assert {len(one.ids) for one in found} == {20}
    assert {one.ids[-1] for one in found} == {EOS}
    assert [one.span for one in found] == [(4, 5), None, None]
    assert [one.answers for one in found] == [True, True, False]


def test_far_lengths_are_left() -> None:
    batch = [example(20), example(60)]
    assert training.even(batch) == batch


class Few:
    """As many examples as a test has time for."""

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


def test_it_learns_goes_on_and_is_exported(tmp_path: Path, encoder: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    settings = Settings(epochs=2, tokens=60, frozen=1, rate=3e-3, every=3)
    training.fit(Few(), encoder, made, settings)  # type: ignore[arg-type]
    curve = (made / "20261124.jsonl").read_text().splitlines()
    whole = torch.load(made / "20261124.pt")
    assert whole["step"] == 12
    training.fit(Few(), encoder, made, settings)  # type: ignore[arg-type]  # nothing is left to do
    assert (made / "20261124.jsonl").read_text().splitlines() == curve
    assert not any("layer.0" in name or "embeddings" in name for name in whole["model"])
    export([made / "20261124.pt"], tmp_path / "weights.npz")

    import numpy as np

    with np.load(tmp_path / "weights.npz") as arrays:
        assert arrays["head.w"].shape == (3, 16)
        assert {name.split(".")[0] for name in arrays} == {"head", "l1"}
        weight = whole["model"]["encoder.encoder.layer.1.attention.self.query.weight"].numpy()
        again = arrays["l1.q.w"] * arrays["l1.q.w.scale"][:, None]
    assert np.abs(again - weight).max() <= np.abs(weight).max() / 63


def test_of_several_trainings_the_mean_is_exported(tmp_path: Path, encoder: Path) -> None:
    import numpy as np

    models = []
    for seed in (1, 2):
        settings = Settings(seed=seed, epochs=1, tokens=60, frozen=1, rate=3e-3)
        training.fit(Few(), encoder, tmp_path, settings)  # type: ignore[arg-type]
        models.append(torch.load(tmp_path / f"{seed}.pt")["model"])
    export([tmp_path / "1.pt", tmp_path / "2.pt"], tmp_path / "weights.npz")
    one, other = (model["head.weight"].numpy() for model in models)
    assert not np.allclose(one, other)
    with np.load(tmp_path / "weights.npz") as arrays:
        np.testing.assert_allclose(arrays["head.w"], (one + other) / 2, rtol=1e-5)


def test_other_settings_do_not_go_on(tmp_path: Path, encoder: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    training.fit(Few(), encoder, made, Settings(epochs=1, tokens=60, frozen=1))  # type: ignore[arg-type]
    with pytest.raises(SystemExit, match="delete it"):
        training.fit(Few(), encoder, made, Settings(epochs=1, tokens=60, frozen=0))  # type: ignore[arg-type]


def test_rows_of_a_matrix_have_scales_of_their_own() -> None:
    import numpy as np

    matrix = np.array([[63.0, -1.0], [0.5, 0.1]], np.float32)
    found = quantised("m", matrix)
    assert found["m"].tolist() == [[63, -1], [63, 13]]
    np.testing.assert_allclose(found["m.scale"], [1.0, 0.5 / 63], rtol=1e-6)
