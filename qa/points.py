"""Questions for one of several things that are told apart: the third point, one of two options.

>>> asked_point("六条举措的第三条是什么?"), points("一是甲。二是乙；三是丙丁，戊。", 3)
(3, [(10, 12)])
>>> options("上午开的还是下午开的?", "15日上午召开", Analyser())
[(3, 5)]
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.numerals import EARLY, numeral_value
from index.terms import Analyser, normalise

_NUMERALS = "一二三四五六七八九十"
_POINT = "(?:[条点项]|个?方面|[个条项]?(?:举措|措施|任务|要求|工作))"
# 第三条 alone is mostly one of a law.
_LISTED = re.compile("举措|措施|方面|要求|任务|工作|建议|倡议|对策|做法|意见")
_OF_A_LAW = re.compile("(?<![司执违])法(?![院官治])|条例|办法|规定|细则|章程|解释|《")
_IS_WHAT = "(?:的?内容)?(?:[讲说指]的?)?[是为]?(?:什么|啥|哪[一个项条点]*)(?:内容)?[呢啊呀]?[?。]*$"
_ASKED = (
    re.compile(rf"第(?P<number>[{_NUMERALS}]|\d{{1,2}}){_POINT}{_IS_WHAT}"),
    re.compile(rf"(?P<first>头一|首){_POINT}{_IS_WHAT}"),
    re.compile(
        rf"what (?:is|was) the (?P<word>{'|'.join(EARLY)}) "
        r"(?:measure|point|aspect|requirement|task|step|item|area)\b"
    ),
)
_OR = re.compile("还是在?")
_MARKS = re.compile("[呢啊呀?。]+$")
_NOT = re.compile("(?:[不未无非没]|不[得能可准许]|禁止)$")


@lru_cache(maxsize=64)
def asked_point(question: str) -> int:
    """Which of the points of a text `question` asks for, 0 for none."""
    question = normalise(question)
    for pattern in _ASKED:
        if found := pattern.search(question):
            said = found.groupdict()
            clause = "条" in found[0] and not _LISTED.search(question)
            if clause or _OF_A_LAW.search(question):
                return 0
            if said.get("word"):
                return EARLY.index(said["word"]) + 1
            if said.get("first"):
                return 1
            number = said["number"]
            return int(number if number.isdecimal() else numeral_value(number) or 0)
    return 0


def points(text: str, number: int) -> list[tuple[int, int]]:
    """Where the points stand that a text numbers so (三是…, 第三，…, （三）…), to the first comma or stop."""
    if not 0 < number <= len(_NUMERALS):
        return []
    numeral = _NUMERALS[number - 1]
    pattern = (
        rf"(?:^|(?<=[，,。；;：:\s]))(?:{numeral}是(?:要(?!求))?|第{numeral}[，,]|[（(]{numeral}[）)](?![、项款目]))“?"
        r"(?P<words>[^，,。；;：:\s]+)"
    )
    return [found.span("words") for found in re.finditer(pattern, text)]


def options(question: str, text: str, analyser: Analyser) -> list[tuple[int, int]]:
    """Where a text has the one of two words that a question gives to choose from (上午还是下午); none where
    it has both, or says it is not so.
    """
    there = [word for word in _choice(normalise(question), analyser) if word in text]
    if len(there) != 1:
        return []
    places = [match.span() for match in re.finditer(re.escape(there[0]), text)]
    return [] if any(_NOT.search(text, max(0, low - 2), low) for low, _ in places) else places


def _choice(question: str, analyser: Analyser) -> list[str]:
    """The words before and behind 还是, or before what both ends have alike (上午开的还是下午开的)."""
    question = _MARKS.sub("", question)
    found = _OR.search(question)
    if not found:
        return []
    known = analyser.known(question)
    for same in range(_alike(question[: found.start()], question[found.end() :]) + 1):
        ends = found.start() - same, len(question) - same
        one = [question[low:high] for low, high in known if high == ends[0]]
        other = [question[low:high] for low, high in known if (low, high) == (found.end(), ends[1])]
        if one and other:
            return one + other
    one = [question[low:high] for low, high in known if high == found.start()]
    other = [question[low:high] for low, high in known if low == found.end()]
    return one + other if one and other else []


def _alike(one: str, other: str) -> int:
    """How many characters the two end with alike."""
    same = 0
    while same < min(len(one), len(other)) and one[-1 - same] == other[-1 - same]:
        same += 1
    return same
