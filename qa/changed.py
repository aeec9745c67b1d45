"""Of a change from one figure to another: the one that is asked for.

>>> changed("跟车距离缩短到多少?", "从12米缩短到6米", [(1, 4), (7, 9)])
[(7, 9)]
>>> changed("从多少米缩短到多少米?", "从12米缩短到6米", [(1, 4), (7, 9)])
[(1, 9)]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_HOW = "(?:多少|几|怎样|什么|多[高低大长])"
_CHANGE = "[增减降升涨跌变改]|提高|缩短|扩大|延长|调整|发展"
_TO = re.compile(
    rf"(?:{_CHANGE})[^，,。；;]{{0,6}}?[到至为成]了?{_HOW}"
    r"|\bto (?:how|what)\b|(?:rise|raised?|cut|increased?|reduced?|fall) to\b"
)
_FROM = re.compile(rf"[从由]原?来?的?{_HOW}|\bfrom (?:how|what)\b")
_BEFORE_TO = re.compile(r"(?:[到至为成]|达到?)了?[约近超]?$")
_BEFORE_FROM = re.compile(r"[从由比][^，,。；;]{0,8}$")
_BETWEEN = 20
"""Characters between the two figures of one change, at most."""


def changed(question: str, text: str, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those of `places`, the figures of `text`, that a change ends or begins with, if that is asked for.

    Where both are, each is a place from the first figure to the second; all places where there is no such.
    """
    question = question.lower()
    to, since = _TO.search(question), _FROM.search(question)
    ends = [place for place in places if _BEFORE_TO.search(text, 0, place[0])]
    begins = [place for place in places if _BEFORE_FROM.search(text, 0, place[0])]
    if to and since:
        found = [
            (one[0], other[1])
            for one, other in pairwise(places)
            if one in begins and other in ends and other[0] - one[1] <= _BETWEEN
        ]
    else:
        found = ends if to else begins if since else []
    return found or list(places)
