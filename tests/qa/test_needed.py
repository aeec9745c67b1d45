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
