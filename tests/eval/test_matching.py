"""The numbers are worked out by hand beside them."""

import pytest

from eval.matching import exact_match, f1, holds, normalise


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共 １７４ 万人。", "共174万人"),
        ("“少年法庭”", "少年法庭"),
        ("The U.S. Team", "theusteam"),
        ("1.5%", "1.5%"),
        ("１，０００．５％", "1000.5%"),
        ("1987年.", "1987年"),
        ("。！", ""),
    ],
)
def test_normalise(text: str, expected: str) -> None:
    assert normalise(text) == expected


def test_holds_one_of_the_answers_whatever_the_spacing() -> None:
    assert holds("镇上有 三所，小学。", ["五所", "三所小学"])
    assert not holds("镇上有15人", ["1.5"])
    assert not holds("镇上有三所小学。", [])


@pytest.mark.parametrize(
    ("prediction", "answers", "expected"),
    [
        ("“三所”。", ["三所小学", "三所"], 1),
        ("三所小", ["三所小学", "三所"], 0),
        ("136次", ["136 次"], 1),
        ("the Old Bridge", ["Old bridge."], 1),
        ("Old Bridges", ["Old bridge"], 0),
        ("", ["三所"], 0),
        ("The", ["A"], 0),
    ],
)
def test_exact_match(prediction: str, answers: list[str], expected: float) -> None:
    assert exact_match(prediction, answers) == expected


@pytest.mark.parametrize(
    ("prediction", "answers", "expected"),
    [
        # 建 于 1987 年 | 1987 年: the longest common run has 2; P 2/4, R 2/2, so 2·½·1/(½+1) = 2/3.
        ("建于1987年", ["1987年"], 2 / 3),
        # 甲 丙 乙 | 甲 乙: no run is longer than 1; P 1/3, R 1/2, so 2/5.
        ("甲丙乙", ["甲乙"], 2 / 5),
        # A number is one unit: 1987 and 198 have nothing in common.
        ("1987年", ["198"], 0),
        # SQuAD: common words old, bridge in any order, "the" not counted; P 2/3, R 2/2, so 4/5.
        ("the bridge, old town", ["Old Bridge"], 4 / 5),
        # Repeats count as often as both have them: P 1/2, R 1/1, so 2/3.
        ("bridge bridge", ["bridge"], 2 / 3),
        # The best of several: 1 for the second.
        ("三所", ["三所小学", "三所"], 1),
        # Digits against Chinese: units 308 分 | 308, so P 1/2, R 1, 2/3.
        ("308分", ["308"], 2 / 3),
        ("", ["三所"], 0),
        ("三所", [], 0),
    ],
)
def test_f1(prediction: str, answers: list[str], expected: float) -> None:
    assert f1(prediction, answers) == pytest.approx(expected)
