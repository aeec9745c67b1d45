"""Examples as arrays."""

from pathlib import Path

import pytest

from eval.train.drawn import NONE, Batch, Drawn, Example, save
from index.errors import YinjuError
from index.tokens import EOS, PAD


def example(length: int, span: tuple[int, int] | None = (4, 5)) -> Example:
    return Example((0, 2, 2, *range(3, length - 1), EOS), 3, span, span is not None)


def test_near_lengths_are_made_even(tmp_path: Path) -> None:
    found = together(tmp_path, example(20), example(22, (17, 18)), example(21, None))
    assert found.ids.shape == (3, 20)
    assert not found.padded
    assert found.ids[:, -1].tolist() == [EOS] * 3
    assert list(zip(found.first, found.last, found.answers, strict=True)) == [
        (4, 5, 1),
        (17, 18, 1),
        (NONE, NONE, 0),
    ]


def test_no_answer_is_cut_into(tmp_path: Path) -> None:
    found = together(tmp_path, example(20), example(22, (18, 19)))
    assert found.ids.shape == (2, 22)
    assert found.padded
    assert found.ids[0, 18:].tolist() == [18, EOS, PAD, PAD]


def test_far_lengths_are_padded(tmp_path: Path) -> None:
    found = together(tmp_path, example(20), example(60))
    assert found.lengths.tolist() == [20, 60]
    assert found.ids[0].tolist() == [*example(20).ids, *[PAD] * 40]
    assert found.ids[1].tolist() == list(example(60).ids)


def together(folder: Path, *examples: Example) -> Batch:
    save(folder / "some.npz", examples)
    return Drawn(folder / "some.npz").batch(range(len(examples)))


def test_what_is_saved_is_read(tmp_path: Path) -> None:
    some = [example(12 + n % 3, (4, 5) if n % 2 else None) for n in range(6)]
    save(tmp_path / "one.npz", some)
    save(tmp_path / "other.npz", some[1:])
    found, other = Drawn(tmp_path / "one.npz"), Drawn(tmp_path / "other.npz")
    assert found.lengths.tolist() == [12, 13, 14, 12, 13, 14]
    batch = found.batch([4, 1])
    assert batch.ids.tolist() == [list(example(13).ids)] * 2
    assert (batch.passage.tolist(), batch.first.tolist()) == ([3, 3], [NONE, 4])
    assert batch.last.tolist() == [NONE, 5]
    assert found.digest == Drawn(tmp_path / "one.npz").digest != other.digest


def test_nothing_is_not_saved(tmp_path: Path) -> None:
    with pytest.raises(YinjuError, match=r"none\.npz: there is nothing to draw"):
        save(tmp_path / "none.npz", [])
    assert not (tmp_path / "none.npz").exists()
