import pytest

from index.cache import cache_folder
from index.lexicon import Lexicon, key, open_lexicon


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


def test_unknown_phrases_have_none(lexicon: Lexicon) -> None:
    assert lexicon.translations(key(["qwxyz"])) == ()


def test_names_are_told_from_words(lexicon: Lexicon) -> None:
    assert lexicon.is_name("海南")
    assert lexicon.is_name("内蒙古")
    assert not lexicon.is_name("保护")
    assert not lexicon.is_name("法庭")
