from __future__ import annotations

import pytest

from qa.units import unit_asked


@pytest.mark.parametrize(
    ("question", "amount", "fits"),
    [
        ("How many days does the court have?", "七十二小时", False),
        ("How many days does the court have?", "三日", True),
        ("Within how many working days?", "十五个工作日", True),
        ("需要多少天?", "三十日以内", True),
        ("需要多少天?", "十八周岁", False),
        ("多少个月?", "6个月", True),
        ("几小时内?", "24小时内", True),
        ("How many kilometers of road?", "12公里", True),
        ("How many months?", "six months", True),
        ("判了几年?", "三年六个月", True),
    ],
)
def test_a_unit_that_is_asked_for(question: str, amount: str, fits: bool) -> None:
    unit = unit_asked(question)
    assert unit
    assert bool(unit.search(amount)) is fits


@pytest.mark.parametrize(
    "question",
    [
        *("有多少个少年法庭?", "多少人?", "How many courts?", "几年级?", "多少年龄?", "多少周年?"),
        *("近几年新建了多少所学校?", "多年来资助了多少名学生?", "几天之内接待了多少名游客?"),
        *("有多少天津企业?", "新增多少日间照料中心?", "多少周边国家?", "多少年度预算?"),
        *("How many day care centres?", "How many year-end inspections?"),
    ],
)
def test_what_counts_things_is_no_unit(question: str) -> None:
    assert unit_asked(question) is None
