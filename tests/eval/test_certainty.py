"""Worked out by hand, and held against the definition."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.certainty import auroc, calibration_error, curve, of_answers
from eval.datasets import Question
from tests.eval.fakes import asked, quote


@pytest.mark.parametrize(
    ("chances", "true", "area"),
    [
        ([0.9, 0.8, 0.1], [1, 1, 0], 1.0),
        ([0.1, 0.9], [1, 0], 0.0),
        ([0.5, 0.5], [1, 0], 0.5),
        ([0.9, 0.4, 0.6, 0.1], [1, 1, 0, 0], 0.75),
    ],
)
def test_auroc(chances: list[float], true: list[int], area: float) -> None:
    assert auroc(np.array(chances), np.array(true, bool)) == area


def test_auroc_of_one_kind_means_nothing() -> None:
    assert auroc(np.array([0.1, 0.9]), np.array([True, True])) is None


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=2, max_size=30))
def test_auroc_is_the_share_of_pairs(rows: list[tuple[float, bool]]) -> None:
    chances, true = np.array([one for one, _ in rows]), np.array([kind for _, kind in rows])
    yes, no = chances[true], chances[~true]
    pairs = [(a > b) + 0.5 * (a == b) for a in yes for b in no]
    assert auroc(chances, true) == (pytest.approx(np.mean(pairs)) if pairs else None)


def test_calibration_error_of_two_groups() -> None:
    chances = np.array([0.2] * 10 + [0.9] * 10)
    true = np.array([True] * 4 + [False] * 6 + [True] * 9 + [False])
    # Ten groups of two: of the first half |0.2 - share|, of the second |0.9 - share|.
    assert calibration_error(chances, true) == pytest.approx((2 * 0.8 + 3 * 0.2 + 4 * 0.1 + 0.4) / 10)


def test_calibrated_probabilities_have_no_error() -> None:
    assert calibration_error(np.array([0.0] * 5 + [1.0] * 5), np.array([False] * 5 + [True] * 5)) == 0


def test_the_curve_trades_recall_for_precision() -> None:
    chances = np.array([0.95, 0.75, 0.35, 0.15])
    points = curve(chances, np.array([True, False, True, False]), np.array([True, True, True, False]))
    found = {point.threshold: [point.precision, point.recall] for point in points}
    assert found[0.9] == pytest.approx([1.0, 1 / 3])
    assert found[0.3] == pytest.approx([2 / 3, 2 / 3])
    assert found[0.1] == pytest.approx([0.5, 2 / 3])


def test_the_best_passage_speaks_for_a_question() -> None:
    right = asked(Question("q1", "?", "zh", ("三所",), frozenset({"p1"})), quote())
    none = asked(Question("q2", "?", "zh", answerable=False))
    unknown = asked(Question("q3", "?", "zh", (), frozenset({"p1"})), quote())
    chances, true, answerable = of_answers([right, none, unknown])
    assert chances.tolist() == [1.0, 0.0]
    assert true.tolist() == [True, False]
    assert answerable.tolist() == [True, False]
