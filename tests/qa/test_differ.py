"""Several articles that give different figures for the same."""

from __future__ import annotations

import pytest

from index.document import Article, Document, Passage, Span
from qa.answer import Extract, Met, Quote
from qa.differ import differing

QUESTION = "内蒙古有多少个少年法庭？"


def quote(words: str, name: str = "a.txt", date: str = "", met: tuple[str, ...] = ("少年法庭",)) -> Quote:
    """A quote of an article of its own that answers with `words`."""
    document = Document(name, name, "0" * 64, f"成立少年法庭{words}。")
    whole = Span(0, len(document.text))
    span = Span(6, 6 + len(words))
    return Quote(
        passage=Passage(f"{name}#1", Article(name, "", "", date, whole), 1, (whole,)),
        text=document.text,
        path=name,
        sha256=document.sha256,
        page=None,
        sentence=None,
        answers=(Extract(words, (span,)),),
        score=0.9,
        met=tuple(Met(word, word, in_context=False) for word in met),
    )


def test_different_figures_come_newest_first() -> None:
    old, new = quote("34个", "a.txt", "2021年6月15日"), quote("一百一十六个", "b.txt", "2023年")
    undated = quote("90家", "c.txt")
    found = differing(QUESTION, [old, undated, new])
    assert [(one.value, one.unit, one.quote.path) for one in found] == [
        ("116", "", "b.txt"),
        ("34", "", "a.txt"),
        ("90", "", "c.txt"),
    ]
    assert found[0].as_json()["text"] == "一百一十六个"


@pytest.mark.parametrize(
    ("question", "others"),
    [
        (QUESTION, [quote("三十四个", "b.txt")]),  # the same figure
        (QUESTION, [quote("116个")]),  # the same article
        (QUESTION, [quote("116公里", "b.txt")]),
        (QUESTION, [quote("34%", "b.txt")]),
        (QUESTION, [quote("116人次", "b.txt")]),
        (QUESTION, [quote("116个", "b.txt", met=("法庭",))]),  # of something else
        (QUESTION, [quote("若干个", "b.txt")]),
        (QUESTION, [quote("34个、116个", "b.txt")]),
        ("内蒙古的少年法庭在哪里？", [quote("116个", "b.txt")]),
        (QUESTION, []),
    ],
)
def test_otherwise_nothing_differs(question: str, others: list[Quote]) -> None:
    assert differing(question, [quote("34个"), *others]) == ()


def test_money_and_shares() -> None:
    money = [quote("2004元", "a.txt"), quote("1.2万元", "b.txt")]
    assert [one.value for one in differing("补贴标准是多少元？", money)] == ["2004", "12000"]
    shares = [quote("91.9%", "a.txt"), quote("九成", "b.txt")]
    assert [one.value for one in differing("开办率是多少？", shares)] == ["91.9%", "90%"]


def test_without_quotes_nothing_differs() -> None:
    assert differing(QUESTION, []) == ()


def test_of_what_meets_nothing_of_the_question_nothing_differs() -> None:
    assert differing(QUESTION, [quote("34个", met=()), quote("116个", "b.txt", met=())]) == ()
