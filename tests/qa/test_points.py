"""The third point of a text; the one of two options that a text has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.points import asked_point, options, point


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("内蒙古的六个方面里,第三条讲的是什么?", 3),
        ("六条举措,头一条是什么?", 1),
        ("第二项任务是什么?", 2),
        ("What is the fifth measure taken by Inner Mongolia?", 5),
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
        ("一是抓好学校。二是管住网络，守住底线；三是“破积案”。", 2, "管住网络"),
        ("第一，抓好学校。第二，管住网络。", 2, "管住网络"),
        ("（一）抓好学校\n（二）管住网络\n", 2, "管住网络"),
        ("二是要管住网络。", 2, "管住网络"),
        ("三十二是偶数。", 2, None),
        ("一是抓好学校。", 2, None),
        ("一是抓好学校。", 11, None),
    ],
)
def test_where_a_point_stands(text: str, number: int, words: str | None) -> None:
    found = point(text, number)
    assert (text[slice(*found)] if found else None) == words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("会议是上午开的还是下午开的?", ["上午"]),
        ("在郑州还是在开封召开?", []),  # both
        ("是男还是女?", []),  # neither
        ("会议什么时候开?", []),
    ],
)
def test_the_option_that_a_text_has(question: str, words: list[str]) -> None:
    text = "15日上午在郑州召开，开封分会场同时召开。"
    assert [text[low:high] for low, high in options(question, text)] == words


@given(st.text("一二三是第，。还是上下午ab", max_size=30), st.text("一二三是第，。还是上下午ab", max_size=30))
def test_any_text(question: str, text: str) -> None:
    for low, high in (*options(question, text), *filter(None, [point(text, asked_point(question))])):
        assert 0 <= low < high <= len(text)
