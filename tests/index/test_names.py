from __future__ import annotations

import pytest

from index.names import is_spelled, opens, romanised, surnames
from index.terms import Analyser, longest, normalise

ANALYSER = Analyser()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("副厅长高建华发布介绍", "gaojianhua"),
        ("总理李强出席会议", "liqiang"),
        ("外交部长王毅表示", "wangyi"),
        ("副主席何卫东出席", "heweidong"),
        ("常委丁薛祥指出", "dingxuexiang"),
        ("副总理刘国中主持", "liuguozhong"),
        ("作家欧阳修说", "ouyangxiu"),
        ("委员骆源作了报告", "luoyuan"),
        ("金花委员说", "jinhua"),
        ("国务院副总理曾培炎指出", "zengpeiyan"),
        ("主任解振华同与会者", "xiezhenhua"),
        ("检察长应勇作工作报告", "yingyong"),
        ("部长黄润秋到现场", "huangrunqiu"),
    ],
)
def test_a_name_is_found_as_it_is_spelled_in_pinyin(text: str, name: str) -> None:
    found = [term for term in ANALYSER.words(text) if term.text == name]
    assert [romanised(text[term.start : term.end]) for term in found] == [name]
    assert all(term.spelled for term in found)


@pytest.mark.parametrize("text", ["我们关于方案的任务", "高校毕业生", "任何单位", "成为关键"])
def test_common_words_are_no_names(text: str) -> None:
    assert not [term for term in ANALYSER.words(text) if term.spelled and len(term.text) < 8]


def test_a_name_in_two_words_takes_the_place_of_neither() -> None:
    assert [term.text for term in longest(ANALYSER.words("常委何卫东"))] == ["常委", "何", "卫东"]


@pytest.mark.parametrize(
    ("words", "is_name"),
    [
        (["zhao", "ming"], True),
        (["gao", "jianhua"], True),
        (["gao", "jian", "hua"], True),
        (["ouyang", "xiu"], True),
        (["li", "xian"], True),
        (["song", "dynasty"], False),
        (["beijing", "ming"], False),
        (["li", "abcd"], False),
        (["li"], False),
        ([], False),
    ],
)
def test_what_is_spelled_as_a_name(words: list[str], is_name: bool) -> None:
    assert is_spelled(words) is is_name


def test_surnames_are_spelled_as_normalised_questions_have_them() -> None:
    assert {"lu", "zeng", "ouyang"} <= surnames()
    assert all(normalise(surname) == surname and surname.isascii() for surname in surnames())


@pytest.mark.parametrize(
    ("name", "word", "begins"),
    [
        ("zhangyuze", "张羽泽是", True),
        ("ouyangxiu", "欧阳修", True),
        ("yuze", "羽泽是", False),
        ("zhangyu", "羽张", False),
    ],
)
def test_a_word_may_begin_with_a_name(name: str, word: str, begins: bool) -> None:
    assert opens(word, name) == begins
