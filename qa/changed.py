"""Of a change from one figure to another, or of figures with dates: the one that is asked for.

>>> changed("跟车距离缩短到多少?", "从12米缩短到6米", [(1, 4), (7, 9)])
[(7, 9)]
>>> changed("从多少米缩短到多少米?", "从12米缩短到6米", [(1, 4), (7, 9)])
[(1, 9)]
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

_HOW = "(?:每[人月年户亩]){0,2}(?:多少|几|多[高低大长])"
_VERB = (
    "增加?|减少?|降低?|下降|升|上升|提高?|涨|上涨|上调|下调|调整|缩短|缩减|压减|压缩|精简|扩大|延长|增长|推迟|提前"
    "|变更?|改"
)
_TO = re.compile(
    rf"(?:{_VERB})[到至为成]了?{_HOW}|\bto (?:how (?:much|many)|what)\b"
    r"|\b(?:rise|raised|cut|increased?|reduced|lowered|shortened|fall) to ?[?.]*$"
)
_FROM = re.compile(rf"[从由](?:原来|原先)?的?{_HOW}|\bfrom (?:how|what)\b")
_BEFORE_TO = re.compile(
    r"(?:[到至为成]|达到?)了?(?:每[人月年户亩个]){0,2}(?:最高|平均|现在的?|目前的?)?[约近超]?$"
)
_BEFORE_FROM = re.compile(r"[从由自比][^，,。；;]{0,8}$")
_DATE = re.compile(r"\d[\d年月 ]*[年月日]")
_BETWEEN = 20
"""Characters between the two figures of one change, at most."""


def changed(question: str, text: str, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those of `places`, the figures of `text`, that a change ends with, if that is asked for.

    Where the beginning is asked for too, each is a place from the first figure to the second; all places
    where there is no such.
    """
    question = question.lower()
    if not _TO.search(question):
        return list(places)
    ends = [place for place in places if _BEFORE_TO.search(text, 0, place[0])]
    if not _FROM.search(question):
        return ends or list(places)
    found = [
        (one[0], other[1])
        for one, other in pairwise(places)
        if _BEFORE_FROM.search(text, 0, one[0]) and other in ends and other[0] - one[1] <= _BETWEEN
    ]
    return found or list(places)


def dated(text: str, places: Sequence[tuple[int, int]], said: Collection[str]) -> list[tuple[int, int]]:
    """Those of `places` right behind a date of `said`, which the question met; all if none is.

    >>> dated("由2021年6月的201人降至104人", [(10, 14), (16, 20)], ["2021年6月"])
    [(10, 14)]
    """
    dates = [word for word in said if _DATE.fullmatch(word)]
    behind = [
        place for place in places if any(text[: place[0]].removesuffix("的").endswith(date) for date in dates)
    ]
    return behind or list(places)
