"""What a text says a term means, where a question asks for that.

>>> defined("什么是家庭暴力?", "本法所称家庭暴力，是指家庭成员之间的侵害行为。", ["家庭暴力"])
[(12, 23)]
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from index.terms import normalise

_ASKS = re.compile(
    "^(?:请问)?什么(?:是|叫做?|算是?)|(?:是指|指的是?|指)什么|是什么意思|^何[为谓]|的?(?:定义|含义)(?:是|[?？]|$)"
    "|(?:如何|怎[么样])(?:界定|定义)"
    r"|what (?:is|are) meant by|what (?:counts|qualifies) as|what constitutes|(?:definition|meaning) of"
    r"|what (?:do|does) .{2,60} mean\b|how (?:do|does|is|are) .{2,60} define"
    r"|^what(?: is|'s) an? [a-z' -]+\?*$"
)
_MEANS = re.compile(
    r"(?:所称的?)?(?P<term>[^，,。；;：:、\s]{2,20}?)[，,]?(?:是指|系指|指的是)(?P<words>[^。；;：:\n]{4,})"
)


@lru_cache(maxsize=64)
def asks_meaning(question: str) -> bool:
    """Whether `question` asks what a term means."""
    return bool(_ASKS.search(normalise(question).strip()))


def defined(question: str, text: str, said: Collection[str]) -> list[tuple[int, int]]:
    """Where `text` says what the term means that is asked for, to the first stop; the nearest term first.

    `said`: words of `text` that the question's met. One of them must be most of the term.
    """
    if not asks_meaning(question):
        return []
    found = []
    for match in _MEANS.finditer(text):
        term = match["term"].rpartition("所称")[2].removeprefix("的")
        share = max((len(word) / len(term) for word in said if term.endswith(word)), default=0.0)
        if share > 0.5:
            found.append((-share, match.span("words")))
    return [place for _, place in sorted(found)]
