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
