"""English paragraphs with Chinese words: what is rendered, what stays, and where the pieces stand now."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.train.switch import switched
from index.cache import cache_folder
from index.lexicon import Lexicon, open_lexicon

TEXT = "The juvenile court of Hainan was opened in May 2018, and Bonomi visited the school."


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return open_lexicon(cache_folder())


def test_phrases_before_words_and_names_stay(lexicon: Lexicon) -> None:
    found = switched(TEXT, lexicon, random.Random(1), share=1.0).text
    assert "少年法庭" in found  # not 少年 and 法庭 by themselves
    assert "海南" in found
    assert "Bonomi" in found
    assert "2018" in found
    assert "，" in found
    assert "school" not in found


def test_a_span_is_found_again(lexicon: Lexicon) -> None:
    found = switched(TEXT, lexicon, random.Random(1), share=1.0)
    for words, now in (("juvenile court", "少年法庭"), ("2018", "2018"), ("Bonomi", "Bonomi")):
        start = TEXT.index(words)
        low, high = found.moved(start, start + len(words))
        assert now in found.text[low:high]
        assert high - low <= len(now) + 8


def test_the_same_seed_gives_the_same(lexicon: Lexicon) -> None:
    assert switched(TEXT, lexicon, random.Random(2)) == switched(TEXT, lexicon, random.Random(2))


def test_without_a_share_nothing_but_the_small_words_changes(lexicon: Lexicon) -> None:
    assert switched("Bonomi visited Zyx, XY 12.", lexicon, random.Random(0), share=0.0).text == (
        "Bonomi visited Zyx, XY 12."
    )


@given(st.text(st.sampled_from("the court of,. 12Ab's-学\n"), max_size=60), st.data())
def test_every_span_stays_within_the_text(lexicon: Lexicon, text: str, data: st.DataObject) -> None:
    found = switched(text, lexicon, random.Random(0))
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(start + 1, max(start + 1, len(text))))
    low, high = found.moved(start, end)
    assert 0 <= low <= high <= len(found.text)
    assert found.moved(0, max(1, len(text))) == (0, len(found.text))
