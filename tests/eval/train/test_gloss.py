import random

from eval.train.gloss import glossed
from index.terms import Analyser


def test_word_for_word() -> None:
    text = glossed("学校有多少本书?", Analyser(), random.Random(3), share=1.0)
    assert text.startswith("school has how many")
    assert text.endswith("?")


def test_the_same_seed_gives_the_same() -> None:
    one, other = (glossed("图书馆是什么时候建成的?", Analyser(), random.Random(5)) for _ in "ab")
    assert one == other


def test_what_is_not_chinese_stays() -> None:
    assert "NBA" in glossed("NBA有30支球队", Analyser(), random.Random(0)).upper()
