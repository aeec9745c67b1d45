import pytest

from index.document import Article, Passage, Span
from qa.answer import Quote
from qa.latest import asks_for_latest, latest_first


def quote(date: str, score: float = 0.9) -> Quote:
    article = Article("a.txt", "", "", date, Span(0, 1))
    return Quote(Passage(date, article, 1, (Span(0, 1),)), "", "a.txt", "", None, None, (), score)


@pytest.mark.parametrize(
    "question",
    [
        "最新的补贴标准是多少？",
        "最近一次会议是哪天开的？",
        "最近的通知说什么",
        "近期召开了哪些会议",
        "What is the latest standard?",
        "The MOST RECENT meeting?",
        "newest rules",
        "最近一次",
    ],
)
def test_the_newest_is_asked_for(question: str) -> None:
    assert asks_for_latest(question)


@pytest.mark.parametrize(
    "question",
    [
        "补贴标准是多少？",
        "Who is the most senior judge?",
        "relatest",
        "远近",
        "最近五年的产量",
        "by May at the latest",
    ],
)
def test_the_newest_is_not_asked_for(question: str) -> None:
    assert not asks_for_latest(question)


def test_the_latest_comes_first_and_what_has_no_date_last() -> None:
    given = ["", "3月1日", "2020年", "6月15日", "2021-06-15", "昨天", "2021-06-14"]
    ordered = [one.passage.article.date for one in latest_first([*map(quote, given)])]
    assert ordered == ["2021-06-15", "2021-06-14", "2020年", "6月15日", "3月1日", "", "昨天"]


def test_what_is_of_the_same_day_stays_in_order() -> None:
    first, second = quote("2021-06-15", 0.9), quote("2021年6月15日", 0.7)
    assert latest_first([first, second]) == [first, second]
    assert latest_first([second, first]) == [second, first]


def test_what_is_newer_must_be_about_as_probable() -> None:
    new, old, other = quote("2022", 0.4), quote("2020", 0.9), quote("2021", 0.5)
    assert latest_first([old, other, new]) == [other, old, new]
    assert latest_first([]) == []
