"""Foreign names in Latin letters and in Chinese characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.terms import Analyser
from index.transliteration import skeleton, skeletons, transliterated


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("marape", "马拉佩"),
        ("dissanayake", "迪萨纳亚克"),
        ("priestley", "普利斯特里"),
        ("kuznets", "库兹涅茨"),
        ("edinburgh", "爱丁堡"),
        ("harris", "哈里斯"),
        ("wilson", "威尔逊"),
        ("kenyatta", "肯雅塔"),
        ("lushkin", "卢什金"),
    ],
)
def test_both_spellings_of_a_name_have_a_skeleton_in_common(word: str, name: str) -> None:
    ((low, high, sounds), *_) = transliterated(name)
    assert (name[low:high], sounds) == (name, skeleton(name))
    assert sounds in skeletons(word)


@pytest.mark.parametrize(
    ("word", "name"), [("marape", "武契奇"), ("kenyatta", "库兹涅茨"), ("harris", "马拉佩")]
)
def test_other_names_have_none(word: str, name: str) -> None:
    assert skeleton(name) not in skeletons(word)


def test_short_names_say_too_little() -> None:
    assert skeletons("lee") == ()
    assert list(transliterated("古巴、马里")) == []


def test_a_name_is_found_beside_other_words() -> None:
    text = "乌克兰武装和总理马拉佩表示"
    assert ("马拉佩", "~mlp") in [(text[low:high], sounds) for low, high, sounds in transliterated(text)]
    assert "~mlp" in Analyser().terms(text)
    assert not list(transliterated("特别连续文化爱国"))


@given(st.text(st.characters(codec="utf-8", categories=["Ll", "Mn", "Nd"]), max_size=40))
def test_any_word_has_few_ways_to_be_said(word: str) -> None:
    ways = skeletons(word)
    assert len(ways) == len({*ways}) <= 48
    assert all(way[0] == "~" and way[1:].isascii() for way in ways)
