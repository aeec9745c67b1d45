"""Latest first: when a question asks for the newest, of what answers that comes first which is dated last."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.days import days
from index.terms import normalise
from qa.answer import Quote

BREADTH = 12
"""Passages that are read then: more than usual, as the newest need not be the nearest."""

_NEAR = 0.5
_ASKS = re.compile(
    r"最新|最近(?![\d几两一二三四五六七八九十]+(?:年|个月|月|周|天|季度))|近期"
    r"|(?<!at the )\b(?:newest|latest|most recent(?:ly)?)\b"
)
# 离北京最近 is the nearest to Beijing.
_NEAREST = re.compile("[离距][^，。？,.?]{0,12}最近")


def asks_for_latest(question: str) -> bool:
    """Whether the newest is asked for.

    >>> asks_for_latest("最近一次会议是哪天开的？"), asks_for_latest("Who is the most senior judge?")
    (True, False)
    """
    return bool(_ASKS.search(_NEAREST.sub("", normalise(question))))


def latest_first(quotes: Sequence[Quote]) -> list[Quote]:
    """`quotes`, best first, by the dates of their articles, the latest first; as they were where these do
    not tell. Those far less probable than the best stay behind the others: what is newer need not answer.

    Days without a year compare among themselves only, behind those with one; what has no date comes last.
    """
    near = [one for one in quotes if one.score >= _NEAR * quotes[0].score]
    far = [one for one in quotes if one.score < _NEAR * quotes[0].score]
    return sorted(near, key=lambda one: dated(one.passage.article.date), reverse=True) + far


def dated(date: str) -> tuple[int, str]:
    """What a date is sorted by: the later, the larger."""
    stated = days(date)
    return (1 + stated.has_year, stated.last) if stated else (0, "")
