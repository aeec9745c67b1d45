from pathlib import Path

import pytest

from index.cache import cache_folder
from index.errors import IndexUnwritable
from index.lexicon import VERSION, Lexicon, key, open_lexicon
from index.terms import latin_words, normalise


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return open_lexicon(cache_folder())


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Inner Mongolia", "内蒙古"),
        ("orphans", "孤儿"),
        ("Hainan", "海南"),
        ("Haikou", "海口"),
        ("library", "图书馆"),
        ("to protect", "保护"),
    ],
)
def test_translations(lexicon: Lexicon, english: str, chinese: str) -> None:
    words = [word for word in english.lower().split() if word != "to"]
    assert chinese in lexicon.translations(key(words))


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("少年法庭", "juvenile court"),
        ("内蒙古", "Inner Mongolia"),
        ("孤儿", "orphan"),
        ("海南", "Hainan"),
        ("图书馆", "library"),
        ("国务院", "State Council"),
    ],
)
def test_both_ways(lexicon: Lexicon, chinese: str, english: str) -> None:
    phrase = key(latin_words(normalise(english)))
    assert phrase in lexicon.translations(chinese)
    assert chinese in lexicon.translations(phrase)


def test_the_official_term_comes_first(lexicon: Lexicon) -> None:
    assert lexicon.translations("少年法庭")[0] == key(["juvenile", "court"])


@pytest.mark.parametrize("pair", [("三码", "three codes"), ("three codes", "三码")])
def test_a_users_pair_either_way_round(pair: tuple[str, str]) -> None:
    own = open_lexicon(cache_folder(), [pair])
    assert own.translations(key(["three", "code"])) == ("三码",)
    assert own.translations("三码") == (key(["three", "codes"]),)
    assert own.is_own("三码")
    assert own.is_own(key(["three", "codes"]))
    assert not own.is_own("法庭")


def test_a_users_glossary_goes_before_the_dictionaries(lexicon: Lexicon) -> None:
    own = open_lexicon(cache_folder(), [("法庭", "bench"), ("法庭", "trial chamber")])
    assert own.translations("法庭") == (key(["bench"]), key(["trial", "chamber"]))
    assert own.translations(key(["bench"])) == ("法庭",)
    assert own.translations(key(["court"])) == lexicon.translations(key(["court"]))
    assert own.translations("孤儿") == lexicon.translations("孤儿")


def test_pairs_that_differ_by_a_figure_stay_two() -> None:
    own = open_lexicon(cache_folder(), [("二十国集团", "g20"), ("第五代移动通信", "5g")])
    assert own.translations("二十国集团") != own.translations("第五代移动通信")


def test_unknown_phrases_have_none(lexicon: Lexicon) -> None:
    assert lexicon.translations(key(["qwxyz"])) == ()


def test_names_are_told_from_words(lexicon: Lexicon) -> None:
    assert lexicon.is_name("海南")
    assert lexicon.is_name("内蒙古")
    assert not lexicon.is_name("保护")
    assert not lexicon.is_name("法庭")


@pytest.mark.parametrize("size", [0, 5000])
def test_a_damaged_dictionary_is_compiled_again(tmp_path: Path, size: int) -> None:
    path = tmp_path / f"lexicon-{VERSION}.sqlite"
    path.write_bytes((cache_folder() / path.name).read_bytes()[:size])
    assert "海南" in open_lexicon(tmp_path).translations("hainan")


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(IndexUnwritable, match="YINJU_CACHE"):
        open_lexicon(tmp_path / "file")
