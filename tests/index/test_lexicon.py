from pathlib import Path

import pytest

from index.cache import cache_folder
from index.errors import IndexUnwritable
from index.glosses import digest, key
from index.lexicon import VERSION, Lexicon, open_lexicon
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
    assert list(own.own("三码是什么?")) == [(0, 2, ("three codes",))]
    assert list(own.own("what are the three codes?")) == [(13, 24, ("三码",))]


@pytest.mark.parametrize(
    ("text", "found"), [("benches", []), ("a bench", ["bench"]), ("two benchs", ["bench"]), ("workbench", [])]
)
def test_a_term_of_letters_is_whole_words(text: str, found: list[str]) -> None:
    own = open_lexicon(cache_folder(), [("bench", "法庭")])
    assert [text[start:end] for start, end, _ in own.own(text)] == found


def test_of_a_users_terms_the_longest_is_meant() -> None:
    own = open_lexicon(
        cache_folder(), [("法庭", "bench"), ("少年法庭", "juvenile bench"), ("法庭", "court room")]
    )
    assert list(own.own("少年法庭和法庭")) == [(0, 4, ("juvenile bench",)), (5, 7, ("bench", "court room"))]


def test_pairs_that_differ_by_a_figure_stay_two() -> None:
    own = open_lexicon(cache_folder(), [("二十国集团", "g20"), ("第五代移动通信", "5g")])
    assert [others for _, _, others in own.own("g20 or 5g")] == [("二十国集团",), ("第五代移动通信",)]


def test_unknown_phrases_have_none(lexicon: Lexicon) -> None:
    assert lexicon.translations(key(["qwxyz"])) == ()


def test_names_are_told_from_words(lexicon: Lexicon) -> None:
    assert lexicon.is_name("海南")
    assert lexicon.is_name("内蒙古")
    assert not lexicon.is_name("保护")
    assert not lexicon.is_name("法庭")


@pytest.mark.parametrize("size", [0, 5000])
def test_a_damaged_dictionary_is_compiled_again(tmp_path: Path, size: int) -> None:
    path = tmp_path / f"lexicon-{VERSION}-{digest()}.sqlite"
    path.write_bytes((cache_folder() / path.name).read_bytes()[:size])
    assert "海南" in open_lexicon(tmp_path).translations("hainan")


def test_another_glossary_is_another_dictionary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest()
    glossary = tmp_path / "glossary.csv"
    glossary.write_text("english,chinese\nstate council,国务院\n", "utf-8")
    monkeypatch.setattr("index.glosses._glossary", lambda: glossary)
    assert digest() != before


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(IndexUnwritable, match="YINJU_CACHE"):
        open_lexicon(tmp_path / "file")
