"""Growing an index from real passages, in small."""

import json
from pathlib import Path

import numpy as np
import pytest

from eval.scale import NOISE, TOP, Drawn, main, nearest
from index.build import build
from index.embed import Embedder
from tests.conftest import source

TEXTS = ("成立少年法庭34个。", "孤儿每月2004元。", "学校开学了。")


@pytest.fixture
def index(tmp_path: Path, bundled: Embedder) -> Path:
    made = [source(f"{n}.txt", text, title=f"新闻{n}") for n, text in enumerate(TEXTS)]
    build(made, tmp_path / "index", bundled)
    return tmp_path / "index"


def test_an_index_grows_from_real_passages(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(index), "--sizes", "2", "40", "--questions", "2", "--json"]) == 0
    small, large = map(json.loads, capsys.readouterr().out.splitlines())
    assert (small["passages"], small["real"]) == (2, 2)
    assert (large["passages"], large["real"]) == (40, 3)
    assert large["recall@10"] > 0.9
    assert large["kept MB"] >= 0 < large["resident MB"]


def test_what_is_drawn_is_near_what_it_was_drawn_from(index: Path, bundled: Embedder) -> None:
    drawn = Drawn(index, bundled)
    real, near, other = drawn.embed_passages(
        ["新闻0\n" + TEXTS[0], "新闻0\ue001\n" + TEXTS[0], "新闻0\ue002\n" + TEXTS[0]]
    )
    assert np.allclose(real, bundled.embed_passages(["新闻0\n" + TEXTS[0]])[0])
    for one in (near, other):
        assert np.linalg.norm(one) == pytest.approx(1, abs=1e-5)
        assert real @ one == pytest.approx(1 / np.hypot(1, NOISE), abs=0.05)
    assert near @ other < real @ near


def test_the_nearest_are_the_same_however_vectors_are_cut_into_blocks() -> None:
    vectors = np.random.default_rng(0).standard_normal((100, 8), np.float32)
    asked = vectors[::9]
    expected = [{*order[:TOP].tolist()} for order in np.argsort(-asked @ vectors.T, axis=1)]
    for cuts in ([], [1], [3, 50, 51], list(range(1, 100))):
        assert [{*found} for found in nearest(asked, np.split(vectors, cuts))] == expected


def test_no_index_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 1
    assert "no index there" in capsys.readouterr().err
