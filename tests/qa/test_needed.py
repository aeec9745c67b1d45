"""Which names a passage has to have."""

import pytest

from index.cache import cache_folder
from index.lexicon import Lexicon, open_lexicon
from qa.question import parse
from tests.qa.test_question import ANALYSER


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return open_lexicon(cache_folder())


@pytest.mark.parametrize(("text", "day"), [("元旦放假吗?", "01-01"), ("Closed on New Year's Day?", "01-01")])
def test_a_feast_is_met_by_its_day(lexicon: Lexicon, text: str, day: str) -> None:
    (feast,) = parse(text, lexicon, ANALYSER, {"元旦", day}.__contains__).names
    assert feast.clause.alternatives == ("元旦", day)
    (feast,) = parse(text, lexicon, ANALYSER, {"元旦"}.__contains__).names
    assert feast.clause.alternatives == ("元旦",)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("青海海东有几个法庭?", ["海东"]),
        ("How many courts in Haidong (Qinghai)?", ["haidong"]),
        ("青海、浙江有几个法庭?", ["青海", "浙江"]),
    ],
)
def test_who_names_a_town_need_not_name_its_province(lexicon: Lexicon, text: str, names: list[str]) -> None:
    known = set(ANALYSER.terms("青海 海东 浙江 法庭")).__contains__
    assert [one.words for one in parse(text, lexicon, ANALYSER, known).names] == names


def test_a_decade_is_met_by_its_years(lexicon: Lexicon) -> None:
    (decade,) = parse("八十年代发布的条例?", lexicon, ANALYSER, {"1982", "1990"}.__contains__).names
    assert decade.clause.alternatives == ("1980s", "1982")


@pytest.mark.parametrize(
    ("text", "half"), [("农村居民收入多少?", "农村"), ("Income of rural residents?", "rural")]
)
def test_half_of_all_has_to_be_met(lexicon: Lexicon, text: str, half: str) -> None:
    known = set(ANALYSER.terms("农村 居民 收入")).__contains__
    (found,) = parse(text, lexicon, ANALYSER, known).names
    assert (found.words, found.kind) == (half, "half")
    assert {"农村", "农民"} <= {*found.clause.alternatives}
    assert not parse("农村信用社在哪里?", lexicon, ANALYSER, {"农村", "信用社"}.__contains__).names
    # An index that has nothing of it is not asked to meet it.
    assert not parse(text, lexicon, ANALYSER, {"居民"}.__contains__).names
