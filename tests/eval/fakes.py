"""Answers made by hand, and an engine that gives them."""

from __future__ import annotations

from collections.abc import Sequence

from eval.datasets import Question
from eval.metrics import Asked
from index.document import Article, Passage, Span
from qa.answer import Answer, Extract, Quote
from qa.filters import EVERYTHING, Filters
from qa.retrieve import Hit
from tests.conftest import hit

TEXT = "河桥镇有三所小学。镇上的图书馆建于1987年，藏书四万册。"


def passage(name: str = "p1", title: str = "河桥镇", text: str = TEXT, piece: int = 1) -> Passage:
    return Passage(
        f"{name}#{piece}", Article(name, title, "", "", Span(0, len(text))), 1, (Span(0, len(text)),)
    )


def quote(text: str = TEXT, words: str | None = None, title: str = "河桥镇", name: str = "p1") -> Quote:
    start = text.index(words) if words else 0
    answers = (Extract(words, (Span(start, start + len(words)),)),) if words else ()
    return Quote(passage(name, title, text), text, name, "0" * 64, None, None, answers, 1.0)


def answer(*quotes: Quote, nearest: Sequence[Quote] = ()) -> Answer:
    return Answer("?", quotes, tuple(nearest), "s1", 1.0, 1.0)


def asked(
    question: Question,
    *quotes: Quote,
    ranking: Sequence[str] = (),
    relevant: Sequence[str] | None = None,
    milliseconds: float = 1.0,
) -> Asked:
    right = question.positive_ids if relevant is None else frozenset(relevant)
    return Asked(question, answer(*quotes), tuple(ranking), right, milliseconds)


class FakeEngine:
    """Finds the given passages in the given order and quotes the first, whatever is asked."""

    def __init__(self, *found: Passage, quotes: Sequence[Quote] = ()) -> None:
        self.found = found
        self.quotes = tuple(quotes)
        self.limits: list[int] = []

    def ask(self, question: str, filters: Filters = EVERYTHING) -> Answer:
        return answer(*self.quotes)

    def search(self, question: str, limit: int = 10, filters: Filters = EVERYTHING) -> list[Hit]:
        self.limits.append(limit)
        return [hit(item, -rank, rank) for rank, item in enumerate(self.found[:limit], 1)]
