from pathlib import Path

import pytest

from index.cache import cache_folder
from index.errors import IndexUnwritable
from index.lexicon import VERSION, Lexicon, key, open_lexicon


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


@pytest.mark.parametrize("size", [0, 5000])
def test_a_damaged_dictionary_is_compiled_again(tmp_path: Path, size: int) -> None:
    path = tmp_path / f"lexicon-{VERSION}.sqlite"
    path.write_bytes((cache_folder() / path.name).read_bytes()[:size])
    assert "海南" in open_lexicon(tmp_path).translations("hainan")


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(IndexUnwritable, match="YINJU_CACHE"):
        open_lexicon(tmp_path / "file")
