from __future__ import annotations

import pytest

from index.cache import cache_folder
from index.lexicon import Lexicon, open_lexicon
from index.terms import Analyser
from qa.persons import english
from qa.question import parse

ANALYSER = Analyser()


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return open_lexicon(cache_folder())


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("李建华是什么职务?", ["李建华"]),
        ("顾雪非是谁?", ["顾雪非"]),
        ("王伟说了什么?", ["王伟"]),
        ("厅长何卫东哪年任职?", ["何卫东"]),
        ("丁薛祥在会上说了什么?", ["丁薛祥"]),
        ("许可证怎么办理?", []),
        ("申请人是谁?", []),
        ("林长制是什么?", []),
        ("方案是谁定的?", []),
        ("金融机构有几家?", []),
    ],
)
def test_a_persons_name_is_a_name(lexicon: Lexicon, question: str, names: list[str]) -> None:
    known = set(ANALYSER.terms("高建华的职务许可证，申请人")).__contains__
    found = parse(question, lexicon, ANALYSER, known).notions
    assert [one.words for one in found if one.kind == "person"] == names
    assert [one.words for one in found if one.name] == names


def test_a_name_of_two_words_is_one_notion(lexicon: Lexicon) -> None:
    known = set(ANALYSER.terms("副主席何卫东出席")).__contains__
    found = [one for one in parse("何卫东出席了吗?", lexicon, ANALYSER, known).notions if one.name]
    assert [(one.words, one.clause.alternatives, one.met) for one in found] == [
        ("何卫东", ("heweidong",), True)
    ]


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("高建华", ["gao jianhua"]),
        ("王毅", ["wang yi"]),
        ("欧阳修", ["ouyang xiu"]),
        ("会议", []),
        ("高", []),
    ],
)
def test_how_english_texts_have_a_name(name: str, spelled: list[str]) -> None:
    assert english(name) == spelled
