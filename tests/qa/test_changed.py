from __future__ import annotations

import re

import pytest

from qa.changed import changed, dated

WAGES = "补助标准由每人每年4.5万元提高至5.5万元，另有3万元奖励"
STAFF = "从原来的120人减少到80人"


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("补助标准提高到多少?", WAGES, ["5.5万元"]),
        ("The subsidy was raised to how much?", WAGES, ["5.5万元"]),
        ("Ningxia raised the subsidy. To how much?", WAGES, ["5.5万元"]),
        ("补助标准从多少提高到多少?", WAGES, ["4.5万元提高至5.5万元"]),
        ("从多少人减到了多少人?", STAFF, ["120人减少到80人"]),
        ("从多少人开始减?", STAFF, ["120人", "80人"]),
        ("升学率为多少?", WAGES, ["4.5万元", "5.5万元", "3万元"]),
        ("减税规模达到多少?", WAGES, ["4.5万元", "5.5万元", "3万元"]),
        ("How much was raised to help children?", WAGES, ["4.5万元", "5.5万元", "3万元"]),
        ("委员会由多少人组成?", STAFF, ["120人", "80人"]),
        ("起征点提高到多少?", "由3500元提高到每月5000元", []),
        ("提高到多少?", "由3.5万元提高到每月5万元", ["5万元"]),
        ("补助标准是多少?", WAGES, ["4.5万元", "5.5万元", "3万元"]),
        ("人口达到多少的旗县?", WAGES, ["4.5万元", "5.5万元", "3万元"]),
        ("提高到多少?", "共34个、5个", ["34个", "5个"]),
    ],
)
def test_which_figures_of_a_change_are_asked_for(question: str, text: str, words: list[str]) -> None:
    places = [match.span() for match in re.finditer(r"\d[\d.]*(?:万元|[人个])", text)]
    assert [text[slice(*place)] for place in changed(question, text, places)] == words


@pytest.mark.parametrize(
    ("text", "said", "words"),
    [
        ("由2021年6月的201人降至104人", ["2021年6月"], ["201人"]),
        ("2020年3个、2021年5个", ["2021年"], ["5个"]),
        ("每月2000个、1700个", ["每月"], ["2000个", "1700个"]),
        ("2021年累计3个、5个", ["2021年"], ["3个", "5个"]),
    ],
)
def test_the_figure_of_a_date(text: str, said: list[str], words: list[str]) -> None:
    places = [match.span() for match in re.finditer(r"\d+[人个]", text)]
    assert [text[slice(*place)] for place in dated(text, places, said)] == words
