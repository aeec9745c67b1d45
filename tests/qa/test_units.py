from __future__ import annotations

import pytest

from qa.units import unit_asked, unlike


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


@pytest.mark.parametrize(
    ("question", "kind", "words", "expected"),
    [
        ("How many people died?", "count", "14天", True),
        ("How many people died?", "count", "48人", False),
        ("有多少辆车掉了下去?", "count", "48人", True),
        ("有多少辆车掉了下去?", "count", "23辆", False),
        ("有多少户贫困户?", "count", "10倍", True),
        ("有多少名游客?", "count", "2000元", True),
        ("伙食费最多收多少?", "money", "1200万人", True),
        ("伙食费最多收多少?", "money", "每月300元", False),
        ("How much is it raised each time?", "money", "0.25个百分点", False),
        ("What is the total amount of loans?", "money", "30%", True),
        ("What is the maximum amount of the fine?", "money", "销售额的5%", False),
        ("审批需要多少个工作日?", "count", "15个工作日", False),
        ("How many US dollars did it donate?", "count", "500万美元", False),
        ("How many times higher is it?", "count", "3倍", False),
        ("By how many basis points?", "count", "3.1%", True),
        ("By how many basis points?", "count", "25个基点", False),
        ("How many days?", "count", "三个月", False),
        ("How many days?", "count", "48人", True),
        ("How many courts are there?", "count", "34个", False),
        ("How many sites are free?", "count", "0—6岁", True),
        ("拖多久再交?", "number", "170万元", True),
        ("拖多久再交?", "number", "6个月", False),
        ("How much time do they have?", "number", "60天", False),
        ("How long did it take?", "count", "213人", True),
        ("How long was the canal?", "number", "1794公里", False),
        ("逾期多久以后每天罚款多少元?", "money", "500元", False),
        ("How many years old is he?", "number", "65岁", False),
        ("How many acres were planted?", "count", "300亩", False),
    ],
)
def test_figures_of_something_else(question: str, kind: str, words: str, expected: bool) -> None:
    assert unlike(question, kind, words) is expected


@pytest.mark.parametrize(
    ("question", "words", "behind", "expected"),
    [
        ("How long do they have?", "17日", "在法国", True),
        ("How long do they have?", "17日", "内作出", False),
        ("How many doctors were sent?", "19个", "省份", True),
        ("How many doctors were sent?", "19个", "医生", False),
        ("How many provinces helped?", "19个", "省份", False),
        ("拿了多少枚金牌?", "37个", "代表团", True),
        ("多少名企业家参加?", "19个", "企业家", False),
        ("几名领导出席?", "3个", "市领导", False),
    ],
)
def test_figures_by_what_follows(question: str, words: str, behind: str, expected: bool) -> None:
    assert unlike(question, "count", words, behind) is expected
