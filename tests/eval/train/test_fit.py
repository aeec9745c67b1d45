"""The training loop on a tiny encoder; skipped where torch is not installed."""

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from eval.train.drawn import Drawn, Example, save
from eval.train.mined import CLOZES, HELD, drawn_of
from eval.train.settings import Settings
from index.bundled_bin import Weights
from index.errors import YinjuError
from index.tokens import EOS

torch = pytest.importorskip("torch")

from eval.train import fit as training  # noqa: E402
from eval.train import model  # noqa: E402
from eval.train.export import export, quantised  # noqa: E402


def example(length: int, span: tuple[int, int] | None = (4, 5)) -> Example:
    return Example((0, 2, 2, *range(3, length - 1), EOS), 3, span, span is not None)


SOME = [example(12 + n % 3, (4, 5) if n % 2 else None) for n in range(24)]


def test_batches_are_of_like_length_and_hold_each_once() -> None:
    lengths = list(range(10, 60))
    found = training.batches(lengths, 200, random.Random(0))
    assert sorted(one for batch in found for one in batch) == list(range(50))
    assert all(max(lengths[one] for one in batch) * len(batch) <= 200 for batch in found)
    assert all(max(batch) - min(batch) == len(batch) - 1 for batch in found)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """As many examples as a test has time for."""
    return draw(tmp_path / "made")


def draw(folder: Path) -> Path:
    for part in (CLOZES, "0", "1"):
        save(drawn_of(folder, part), SOME)
    save(drawn_of(folder, HELD), SOME[:6])
    return folder


@pytest.fixture
def encoder() -> Weights:
    """Two layers of 16, at random."""
    draw = np.random.default_rng(0)
    hidden, wide, layers, pieces, positions = 16, 32, 2, 80, 64
    shapes = {"emb.word": (pieces, hidden), "emb.pos": (positions, hidden), "emb.type": (hidden,)}
    for layer in range(layers):
        shapes |= {f"l{layer}.{name}.w": (hidden, hidden) for name in ("q", "k", "v", "ao")}
        shapes |= {f"l{layer}.fi.w": (wide, hidden), f"l{layer}.fo.w": (hidden, wide)}
        shapes |= {f"l{layer}.{name}.b": (hidden,) for name in ("q", "k", "v", "ao", "aln", "fo", "oln")}
        shapes |= {f"l{layer}.fi.b": (wide,)}
    tensors = {name: draw.normal(0, 0.02, shape).astype(np.float32) for name, shape in shapes.items()}
    for name in ("emb.ln", "l0.aln", "l0.oln", "l1.aln", "l1.oln"):
        tensors |= {f"{name}.w": np.ones(hidden, np.float32), f"{name}.b": np.zeros(hidden, np.float32)}
    scores = np.zeros(pieces, np.float32)
    return Weights(hidden, layers, 2, wide, pieces, positions, 1, (), scores, tensors)


def fit(encoder: Weights, made: Path, **settings: Any) -> dict[str, Any]:
    """The state at the end."""
    training.fit(made, encoder, of(**settings))
    state: dict[str, Any] = torch.load(made / f"{of(**settings).seed}.pt")
    return state


def of(**settings: Any) -> Settings:
    """Small ones."""
    small = {"seed": 7, "epochs": 1, "tokens": 60, "frozen": 1, "rate": 3e-3, "dropout": 0.1}
    return Settings(**(small | settings))


def exported(made: Path, encoder: Weights, *families: Sequence[Settings]) -> dict[str, Any]:
    """The arrays of what these trainings make."""
    export(made, families, encoder, made / "weights.npz", made / "card.json")
    with np.load(made / "weights.npz") as arrays:
        return dict(arrays)


def losses(state: dict[str, Any]) -> list[tuple[float, ...]]:
    return [tuple(row[name] for name in ("step", "span", "pair", "held auc")) for row in state["curve"]]


def test_it_learns_and_is_exported(tmp_path: Path, made: Path, encoder: Weights) -> None:
    for number in range(10):
        save(drawn_of(made, str(number)), SOME)
    some = {"epochs": 10, "every": 3, "rate": 0.01, "head_rate": 0.05}
    state = fit(encoder, made, **some)
    assert state["step"] == state["steps"] == 60
    assert {name.split(".")[0] for name in state["model"]} == {"layers", "head"}
    assert not any(name.startswith("layers.0.") for name in state["model"])
    _, first, *_ = losses(state)[0]
    _, last, *_ = losses(state)[-1]
    assert last < first / 2
    (made / "card.json").write_text('{"weights": 1}')
    arrays = exported(made, encoder, [of(**some)])
    card = json.loads((made / "card.json").read_text())
    assert card["weights"] == 1
    assert card["trainings"][0]["settings"] == state["settings"]
    assert card["trainings"][0]["curve"] == state["curve"]
    assert [row["step"] for row in card["trainings"][0]["clozes"]] == [3, 6]
    assert arrays["head.w"].shape == (3, 16)
    assert {name.split(".")[0] for name in arrays} == {"head", "l0", "l1"}
    three = state["model"]["layers.1.qkv.weight"].numpy()
    for name, weight in zip("qkv", np.split(three, 3), strict=True):
        again = arrays[f"l1.{name}.w"] * arrays[f"l1.{name}.w.scale"][:, None]
        assert np.abs(again - weight).max() <= np.abs(weight).max() / 63
    frozen = arrays["l0.fo.w"] * arrays["l0.fo.w.scale"][:, None]
    assert np.abs(frozen - encoder.tensors["l0.fo.w"]).max() < 0.002


def test_what_goes_on_is_what_was_not_interrupted(
    tmp_path: Path, encoder: Weights, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = fit(encoder, draw(tmp_path / "whole"), epochs=2, every=3)
    parts = draw(tmp_path / "parts")
    calls: list[Any] = []

    def interrupted(*given: Any) -> dict[str, float]:
        calls.append(given)
        if len(calls) in (2, 5):
            raise KeyboardInterrupt
        return model.check(*given)

    monkeypatch.setattr(training, "check", interrupted)
    for checkpoint in (CLOZES, 7):
        with pytest.raises(KeyboardInterrupt):
            fit(encoder, parts, epochs=2, every=3)
        assert torch.load(parts / f"{checkpoint}.pt")["step"] == 3
    state = fit(encoder, parts, epochs=2, every=3)
    assert losses(state) == losses(whole)
    assert all(torch.equal(state["model"][name], weight) for name, weight in whole["model"].items())
    again = fit(encoder, parts, epochs=2, every=3)  # nothing is left to do
    assert again["curve"] == state["curve"]


def test_of_several_families_the_mean_is_exported(made: Path, encoder: Weights) -> None:
    one, two, three = (fit(encoder, made, seed=seed)["model"]["head.weight"].numpy() for seed in (1, 2, 3))
    assert not np.allclose(one, two)
    found = exported(made, encoder, [of(seed=1), of(seed=2)], [of(seed=3)])["head.w"]
    np.testing.assert_allclose(found, ((one + two) / 2 + three) / 2, rtol=1e-5)


def test_layers_that_one_froze_count_as_they_were(made: Path, encoder: Weights) -> None:
    whole = fit(encoder, made, seed=1, frozen=0, clozes=False)["model"]["layers.0.aln.weight"].numpy()
    fit(encoder, made, seed=2, clozes=False)
    assert not np.allclose(whole, 1)
    found = exported(made, encoder, [of(seed=1, frozen=0, clozes=False)], [of(seed=2, clozes=False)])[
        "l0.aln.w"
    ]
    np.testing.assert_allclose(found, (whole + 1) / 2, rtol=1e-5)


def test_without_clozes_none_need_be_drawn(made: Path, encoder: Weights) -> None:
    drawn_of(made, CLOZES).unlink()
    assert "clozes" not in fit(encoder, made, clozes=False)
    with pytest.raises(YinjuError, match=r"clozes\.npz: not drawn"):
        fit(encoder, made)


def test_each_may_begin_with_another_epoch(made: Path, encoder: Weights) -> None:
    save(drawn_of(made, "1"), SOME[::-1])
    found = fit(encoder, made, first=1)["drawn"]
    assert found == [Drawn(drawn_of(made, part)).digest for part in (CLOZES, "1")]
    assert found[1] != Drawn(drawn_of(made, "0")).digest


def test_trainings_begin_with_what_clozes_taught(made: Path, encoder: Weights) -> None:
    fit(encoder, made, seed=1, decay=0.0)
    clozes = torch.load(made / f"{CLOZES}.pt")["model"]
    first = torch.load(made / "1.pt")
    assert not torch.equal(first["model"]["head.weight"], clozes["head.weight"])
    seen: list[Any] = []

    def stop(model: Any, held: Any) -> dict[str, float]:
        seen.append(model.head.weight.detach().clone())
        return {}

    for seed in (2, 3):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(training, "check", stop)
            patch.setattr(training, "_rate", lambda *_: 0.0)
            fit(encoder, made, seed=seed, decay=0.0)
    assert all(torch.equal(one, clozes["head.weight"]) for one in seen)
    assert len(seen) == 2


def test_what_is_not_at_its_end_is_not_exported(made: Path, encoder: Weights) -> None:
    state = fit(encoder, made)
    torch.save(state | {"step": 3}, made / "7.pt")
    with pytest.raises(YinjuError, match="at step 3 of 6; `fit --seed 7`"):
        exported(made, encoder, [of()])
    with pytest.raises(YinjuError, match="no such training; `fit --seed 5`"):
        exported(made, encoder, [of(seed=5)])
    assert not (made / "weights.npz").exists()


def test_other_clozes_do_not_go_on(made: Path, encoder: Weights) -> None:
    fit(encoder, made)
    save(drawn_of(made, CLOZES), SOME[::-1])
    (made / f"{CLOZES}.pt").unlink()
    with pytest.raises(YinjuError, match=r"7\.pt: made with other drawn; delete it"):
        fit(encoder, made)


def test_what_another_device_began_goes_on_there_alone(made: Path, encoder: Weights) -> None:
    state = fit(encoder, made, clozes=False)
    elsewhere = state | {"device": "cuda", "random": state["random"][:16]}
    torch.save(elsewhere, made / "7.pt")
    assert fit(encoder, made, clozes=False)["curve"] == state["curve"]  # nothing is left to do
    torch.save(elsewhere | {"step": 3}, made / "7.pt")
    with pytest.raises(YinjuError, match=r"7\.pt: begun on cuda; it goes on there alone"):
        fit(encoder, made, clozes=False)


def test_settings_that_make_no_step_are_refused(made: Path, encoder: Weights) -> None:
    with pytest.raises(YinjuError, match="make no step; raise `epochs`"):
        fit(encoder, made, epochs=0.01, clozes=False)


def test_other_settings_or_examples_do_not_go_on(made: Path, encoder: Weights) -> None:
    fit(encoder, made)
    with pytest.raises(YinjuError, match=r"clozes\.pt: made with other settings; delete it"):
        fit(encoder, made, frozen=0)
    with pytest.raises(YinjuError, match=r"7\.pt: made with other settings; delete it"):
        exported(made, encoder, [of(rate=1e-3)])
    save(drawn_of(made, "0"), [example(14)] * 24)
    with pytest.raises(YinjuError, match=r"7\.pt: made with other drawn; delete it"):
        fit(encoder, made)
    with pytest.raises(YinjuError, match=r"2\.npz: not drawn; `python -m eval.train draw`"):
        fit(encoder, made, epochs=3)


def test_rows_of_a_matrix_have_scales_of_their_own() -> None:
    matrix = np.array([[63.0, -1.0], [0.5, 0.1]], np.float32)
    found = quantised("m", matrix)
    assert found["m"].tolist() == [[63, -1], [63, 13]]
    np.testing.assert_allclose(found["m.scale"], [1.0, 0.5 / 63], rtol=1e-6)
