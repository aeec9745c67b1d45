"""The third point of a text; the one of two options that a text has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.terms import Analyser
from qa.points import asked_point, options, points


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("内蒙古的六个方面里,第三条讲的是什么?", 3),
        ("六条举措,头一条是什么?", 1),
        ("第二项任务是什么?", 2),
        ("What is the fifth measure taken by Inner Mongolia?", 5),
        ("垃圾分类的第3項措施是什麼？", 3),
        ("第１5项任务的内容是什么", 15),
        ("第二项任务由哪个部门负责?", 0),
        ("第二项工作要求什么时候完成?", 0),
        ("第三方面临哪些风险?", 0),
        ("第一工作组的组长是什么人?", 0),
        ("第三条是什么?", 0),  # of a law
        ("未成年人保护法第三条的要求是什么?", 0),
        ("第二次会议在哪里召开?", 0),
        ("What was the first film?", 0),
    ],
)
def test_which_point_is_asked_for(question: str, number: int) -> None:
    assert asked_point(question) == number


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("一是抓好学校。二是管住网络，守住底线；三是“破积案”。", 2, ["管住网络"]),
        ("第一，抓好学校。第二，管住网络。", 2, ["管住网络"]),
        ("（一）抓好学校\n（二）管住网络\n", 2, ["管住网络"]),
        ("甲项：一是登记；二是救助。乙项：一是培训；二是安全。", 2, ["救助", "安全"]),
        ("二是要管住网络；三是要求各地监管", 2, ["管住网络"]),
        ("二是要管住网络；三是要求各地监管", 3, ["要求各地监管"]),
        ("三十二是偶数。周二是休息日，其中之二是小学。", 2, []),
        ("第二、三季度完成，（二）、（三）项规定的情形", 2, []),
        ("维护国家统一是全体公民的义务。", 1, []),
        ("一是抓好学校。", 2, []),
        ("一是抓好学校。", 11, []),
    ],
)
def test_where_points_stand(text: str, number: int, words: list[str]) -> None:
    assert [text[low:high] for low, high in points(text, number)] == words


OPENED = "15日上午在郑州召开，开封分会场同时召开。由司法局负责。不得收费。国家级。一律不公开审理。"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("会议是上午开的还是下午开的?", ["上午"]),
        ("在郑州还是在洛阳召开?", ["郑州"]),
        ("由公安局还是司法局负责?", ["司法局"]),
        ("是省级还是国家级？", ["国家级"]),
        ("在郑州还是在开封召开?", []),  # both
        ("幼儿园收费还是免费?", []),  # it says it is not so
        ("案件公开审理还是不公开审理?", []),
        ("这项工作现在还是由司法局负责?", []),
        ("会议什么时候开?", []),
    ],
)
def test_the_option_that_a_text_has(question: str, words: list[str]) -> None:
    assert [OPENED[low:high] for low, high in options(question, OPENED, Analyser())] == words


@given(st.text("一二三是第，。还是上下午ab", max_size=30), st.text("一二三是第，。还是上下午ab", max_size=30))
def test_any_text(question: str, text: str) -> None:
    for low, high in (*options(question, text, Analyser()), *points(text, asked_point(question))):
        assert 0 <= low < high <= len(text)
