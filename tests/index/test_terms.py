import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.terms import Analyser, stem

ANALYSER = Analyser()
terms, tagged = ANALYSER.terms, ANALYSER.tagged


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("34", "３４"),
        ("12,000", "1.2万"),
        ("25.68亿元", "2568000000元"),
        ("少年法庭", "少年法庭"),
        ("內蒙古自治區", "内蒙古自治区"),
        ("Juvenile Courts", "juvenile court"),
        ("91.90%", "９１.９％"),
    ],
)
def test_what_is_the_same_gets_the_same_terms(one: str, other: str) -> None:
    assert terms(one) == terms(other)


def test_a_chinese_numeral_gives_its_figure_too() -> None:
    assert "34" in terms("三十四个")
    assert "2022" in terms("二〇二二年")


def test_long_words_and_the_words_in_them() -> None:
    assert {"内蒙古", "内蒙古自治区", "自治区"} <= set(terms("内蒙古自治区"))


def test_tags_have_offsets() -> None:
    text = "副厅长高建华发布介绍"
    assert [text[start:end] for start, end, tag in tagged(text) if tag == "nr"] == ["高建华"]


@given(st.text())
def test_any_text_has_terms_without_blanks(text: str) -> None:
    assert all(term and not term.isspace() and " " not in term for term in terms(text))


def test_many_threads_stem_as_one() -> None:
    roots = ("nation", "protect", "govern", "educat", "relat")
    ends = ("ally", "ing", "ment", "ions", "izer", "ational")
    words = [root + end for root in roots for end in ends] * 50
    alone = [stem.__wrapped__(word) for word in words]
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(stem.__wrapped__, words)) == alone
    finally:
        sys.setswitchinterval(usual)
