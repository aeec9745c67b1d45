"""The reader's thresholds, of readings made up."""

import numpy as np
import pytest

from eval.train.calibrate import PRECISION, REFUSED, WORDS, Read, fitted
from qa.reader.trained import Evidence, Weights


def reading(odds: float, right: bool, answerable: bool = True, own: bool = True, words: bool = True) -> Read:
    """A question of which two passages were read; the second surely does not answer."""
    rows = np.array([[odds, 0.0, 1.0, 0.0, 1.0, 0.5], [-9.0, 0.0, 1.0, 0.0, 1.0, 0.5]])
    return Read("zh", answerable, own, rows, np.array([right, False]), np.array([right and words, False]))


def chance(weights: Weights, read: Read) -> float:
    return max(weights.probability(Evidence(*row)) for row in read.evidence)


@pytest.fixture(autouse=True)
def _no_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.train.calibrate.SURE", 0.0)


@pytest.fixture
def reads() -> list[Read]:
    """The odds tell what answers from what does not, but for some in between."""
    draw = np.random.default_rng(0)
    return [
        *(reading(odds, right=True) for odds in draw.normal(4, 2, 120)),
        *(reading(odds, right=False, answerable=False) for odds in draw.normal(-2, 2, 40)),
        *(reading(odds, right=False) for odds in draw.normal(0, 1, 10)),
    ]


def test_the_unanswerable_are_refused_and_the_sure_are_right(reads: list[Read]) -> None:
    weights = fitted(reads)
    assert weights.odds > 0
    refused = [chance(weights, one) < weights.threshold for one in reads if not one.answerable]
    assert np.mean(refused) >= REFUSED
    sure = [one.right[0] for one in reads if chance(weights, one) >= weights.sure]
    assert 20 <= len(sure) < len(reads)
    assert np.mean(sure) >= PRECISION
    # The least of each: a step lower, and too many are answered, or too many of the sure are wrong.
    lower = [chance(weights, one) < weights.threshold - 0.01 for one in reads if not one.answerable]
    assert np.mean(lower) < REFUSED
    doubtful = [one.right[0] for one in reads if chance(weights, one) >= weights.sure - 0.001]
    assert np.mean(doubtful) < PRECISION


def test_thresholds_are_the_projects_own(reads: list[Read]) -> None:
    """Of others' questions, all misleading, nothing can be learned but the weights."""
    others = [reading(8, right=False, answerable=False, own=False) for _ in range(4)]
    weights, alone = fitted([*reads, *others]), fitted(reads)

    def answered(one: Weights) -> list[bool]:
        return [chance(one, read) >= one.threshold for read in reads]

    assert answered(weights) == answered(alone)
    assert weights.sure < 1


def test_where_the_likeliest_are_wrong_nothing_is_sure(reads: list[Read]) -> None:
    wrong = [reading(12, right=False) for _ in range(5)]
    assert fitted([*reads, *wrong]).sure == 1


def test_where_words_are_often_wrong_fewer_are_sure(reads: list[Read]) -> None:
    before = fitted(reads).sure
    draw = np.random.default_rng(1)
    wrong = [reading(odds, right=True, words=False) for odds in draw.normal(2.5, 0.3, 12)]
    weights = fitted([*reads, *wrong])
    sure = [one.words[0] for one in [*reads, *wrong] if chance(weights, one) >= weights.sure]
    assert np.mean(sure) >= WORDS
    assert weights.sure > before


def test_nothing_is_sure_below_the_floor(reads: list[Read], monkeypatch: pytest.MonkeyPatch) -> None:
    assert fitted(reads).sure < 0.97
    monkeypatch.setattr("eval.train.calibrate.SURE", 0.97)
    assert fitted(reads).sure == 0.97
