"""What a text says a term means, where a question asks for that.

>>> defined("什么是家庭暴力?", "本法所称家庭暴力，是指家庭成员之间的侵害行为。", ["家庭暴力"])
[(12, 23)]
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from index.terms import normalise

_END = "[呢呀啊?。]*$"
_ZH = re.compile(
    rf"^(?:请问)?(?:什么|啥)(?:是|叫做?|算是?)(?P<after>[^,?的]{{2,16}}?){_END}|^何[为谓](?P<named>[^,?]{{2,16}}?){_END}"
    r"|(?P<before>[^,?]{2,30}?)(?:(?:到底|究竟)?(?:是指|指的是?|指)什么|是什么(?:意思|东西)?[呢呀啊?。]*$"
    r"|的?(?:定义|含义)(?:是|[?]|$)|(?:到底|究竟)?(?:如何|怎[么样])(?:界定|定义))"
)
_EN = re.compile(
    r"what (?:is|are) meant by|what (?:counts|qualifies) as|what constitutes|\b(?:definition|meaning) of"
    r"|what (?:do|does) .{2,60} mean\b|how (?:do|does|is|are) .{2,60} define"
    # "What is a company required to do" asks for no meaning.
    r"|^what(?: is|'s) (?:an? )?(?:(?!(?:the|for|to|of|in|by|on|required|obliged)\b)[a-z-]+ ?){1,3}\?*$"
)
_MEANS = re.compile(
    r"(?P<term>[^，,。；;：:、\s（(]{2,24}?)(?:[（(][^（）()]{1,24}[）)])?[，,]?"
    r"(?:就|即|一般|主要|通常)?(?:是指(?![导示挥派令定标引明向])|系指|指的是)(?P<words>[^。；;：:\n]{4,})"
)
_MARKS = "“”\"'《》"


@lru_cache(maxsize=64)
def _asked(question: str) -> str | None:
    """The Chinese term whose meaning is asked for, "" where it is in English; None if none is."""
    question = normalise(question).strip()
    if found := _ZH.search(question):
        return (found["after"] or found["named"] or found["before"]).rpartition("的")[2].strip(_MARKS)
    return "" if _EN.search(question) else None


def says_meanings(text: str) -> bool:
    """Whether `text` says of anything what it means."""
    return bool(_MEANS.search(text))


def asks_meaning(question: str) -> bool:
    """Whether `question` asks what a term means."""
    return _asked(question) is not None


def _covered(term: str, words: Collection[str]) -> set[int]:
    """Which characters of a term are of one of the words."""
    places = ((term.find(word), len(word)) for word in words if word and word in term)
    return {at for start, length in places for at in range(start, start + length)}


def defined(question: str, text: str, said: Collection[str]) -> list[tuple[int, int]]:
    """Where `text` says what the term means that is asked for, to the first stop; the nearest term first.

    `said`: words of `text` that the question's met. Of an English question they must be most of the term.
    """
    asked = _asked(question)
    if asked is None:
        return []
    words = [asked] if asked else said
    found = []
    for match in _MEANS.finditer(text):
        term = match["term"].rpartition("所称")[2].removeprefix("的").strip(_MARKS)
        ends = any(word and term.endswith(word) for word in words)
        share = ends * len(_covered(term, words)) / len(term)
        if share > 0.5:
            found.append((-share, match.span("words")))
    return [place for _, place in sorted(found)]
