"""Chinese names of one thing, as the dictionaries have them."""

import pytest

from index.cache import cache_folder
from index.lexicon import Lexicon, open_lexicon
from index.synonyms import abbreviated, alike, single


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return open_lexicon(cache_folder())


@pytest.mark.parametrize(
    ("glosses", "pair"),
    [
        ("abbr. for 國家發展和改革委員會|国家发展和改革委员会[Guo2 jia1]", ("此", "国家发展和改革委员会")),
        ("National People's Congress/abbr. to 人大[Ren2 da4]", ("人大", "此")),
        ("Hong Kong and Macau (abbr. for 香港[Xiang1 gang3] + 澳門|澳门[Ao4 men2])", None),
        ("Beijing and Shanghai/abbr. for 北京、上海", None),
        ("a short word", None),
    ],
)
def test_what_a_word_is_short_for(glosses: str, pair: tuple[str, str] | None) -> None:
    assert list(abbreviated("此", glosses)) == ([pair] if pair else [])


def test_what_is_short_for_several_is_a_name_of_none() -> None:
    pairs = [("人大", "全国人民代表大会"), ("人大", "中国人民大学"), ("发改委", "国家发展和改革委员会")]
    assert set(single(pairs)) == {("发改委", "国家发展和改革委员会"), ("国家发展和改革委员会", "发改委")}


def test_glosses_are_free_so_that_names_must_be_nearly_alike() -> None:
    named = [("emperor", "同治"), ("emperor", "道光"), ("empire", "奥斯曼帝国"), ("empire", "鄂图曼帝国")]
    assert set(alike(named, nearly=True)) == {("奥斯曼帝国", "鄂图曼帝国"), ("鄂图曼帝国", "奥斯曼帝国")}


def test_many_with_one_gloss_are_many_things() -> None:
    assert list(alike(("temple", name) for name in "甲乙")) == [("甲", "乙"), ("乙", "甲")]
    assert not list(alike(("temple", name) for name in "甲乙丙丁戊己庚"))


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("工信部", "工业和信息化部"),
        ("全国人民代表大会", "全国人大"),
        ("人大", "人民代表大会"),
        ("内蒙古自治区", "内蒙古"),
        ("奥斯曼帝国", "鄂图曼帝国"),
        ("世卫组织", "世界卫生组织"),
    ],
)
def test_names_of_one_thing(lexicon: Lexicon, name: str, other: str) -> None:
    assert other in lexicon.synonyms(name)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("张仪", "张怡"),
        ("朝阳区", "潮阳区"),
        ("北海", "贝加尔湖"),
        ("部门", "机构"),
        ("人大", "中国人民大学"),
    ],
)
def test_names_that_only_sound_alike_and_words_have_none(lexicon: Lexicon, name: str, other: str) -> None:
    assert other not in lexicon.synonyms(name)
