"""Names among Latin words."""

import pytest

from index.cache import cache_folder
from index.lexicon import Lexicon, open_lexicon
from qa.question import parse
from tests.qa.test_question import ANALYSER


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return open_lexicon(cache_folder())


def names(text: str, index: str, lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    known = set(ANALYSER.terms(index)).__contains__
    return {one.words: one.clause.alternatives for one in parse(text, lexicon, ANALYSER, known).names}


def test_what_is_of_a_country_is_met_by_its_name(lexicon: Lexicon) -> None:
    assert names("Where did the Algerian minister go?", "阿尔及利亚总理", lexicon) == {
        "algerian": ("阿尔及利亚",)
    }
    assert names("Which UK court?", "英国法院", lexicon) == {"uk": ("英国",)}


def test_what_only_sounds_like_a_name_is_none(lexicon: Lexicon) -> None:
    assert names("What does Boke make?", "博科公司", lexicon) == {}
    assert names("Courts in Hainan?", "内蒙古", lexicon) == {"hainan": ("hainan",)}


def test_who_is_of_a_country_in_the_words_of_news(lexicon: Lexicon) -> None:
    text = "伊朗、日本、斯里兰卡、美国、特朗普"
    for asked, name in (
        ("Iranian", "伊朗"),
        ("Japanese", "日本"),
        ("Sri Lankan", "斯里兰卡"),
        ("US", "美国"),
        ("U.S.", "美国"),
        ("Trump", "特朗普"),
    ):
        (found,) = names(f"How many ships did the {asked} fleet have?", text, lexicon).values()
        assert name in found


def test_abbreviations_that_are_words_in_small_letters(lexicon: Lexicon) -> None:
    assert names("Did it surprise us?", "美国", lexicon) == {}
    assert names("DID IT SURPRISE US?", "美国", lexicon) == {}
    assert list(names("US关税多少？", "美国", lexicon).values()) == [("美国",)]
    assert names("WHO attended the meeting?", "世界卫生组织", lexicon) == {}


def test_an_acronym_behind_a_place_is_no_surname(lexicon: Lexicon) -> None:
    found = names("How many Guangdong AI firms are there?", "广东", lexicon)
    assert found == {"guangdong": ("广东",)}
    assert list(names("How old is Jianhua Gao?", "广东", lexicon)) == ["jianhua gao"]


def test_a_city_for_those_who_govern_from_there(lexicon: Lexicon) -> None:
    assert "美国" in names("What did Washington's tariffs do?", "美国关税", lexicon)["washington"]
    assert "日本" not in names("How many people live in Tokyo?", "日本", lexicon)["tokyo"]
    assert "法国" not in names("Who opened the Paris Olympics?", "法国巴黎", lexicon)["paris"]


def test_a_foreign_name_by_its_sound(lexicon: Lexicon) -> None:
    def clause(text: str) -> tuple[str, ...]:
        known = set(ANALYSER.terms("总理马拉佩表示")).__contains__
        (found,) = (one for one in parse(text, lexicon, ANALYSER, known).notions if one.words == "marape")
        return found.clause.alternatives

    assert clause("What did Marape say?") == ("~mlp",)
    assert clause("what did marape say?") == ("marap",)


def test_before_a_foreign_surname_a_given_name_need_not_be_met(lexicon: Lexicon) -> None:
    assert names("What did James Marape say?", "总理马拉佩表示", lexicon) == {}
    assert list(names("What did James say?", "詹姆斯表示", lexicon)) == ["james"]
    assert list(names("What did Huawei Pura cost?", "华为手机", lexicon)) == ["huawei"]


def test_a_village_by_its_pinyin(lexicon: Lexicon) -> None:
    known = set(ANALYSER.terms("南宁蟠龙社区")).__contains__
    notions = parse("Who lives in Panlong?", lexicon, ANALYSER, known).notions
    assert next(one for one in notions if one.words == "panlong").clause.alternatives == ("panlong",)


def test_beijing_stands_for_the_state_among_states(lexicon: Lexicon) -> None:
    text = "斐济是首个同中国建交的岛国"
    assert "中国" in names("Who opened diplomatic ties with Beijing?", text, lexicon)["beijing"]
    assert "中国" not in names("How many courts has Beijing?", text, lexicon)["beijing"]


def test_words_as_britons_spell_them(lexicon: Lexicon) -> None:
    known = set(ANALYSER.terms("组织的活动")).__contains__
    notions = parse("Which activity was organised?", lexicon, ANALYSER, known).notions
    assert "组织" in next(one for one in notions if one.words == "organised").clause.alternatives
