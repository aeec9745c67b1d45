"""Questions for one of several things that are told apart: the third point, one of two options.

>>> asked_point("六条举措的第三条是什么?"), point("一是甲。二是乙；三是丙丁，戊。", 3)
(3, (10, 12))
>>> options("上午开的还是下午开的?", "15日上午召开")
[(3, 5)]
"""

from __future__ import annotations

import re

from index.numerals import numeral_value

_NUMERALS = "一二三四五六七八九十"
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_POINT = "(?:[条点项](?!法|例)|个?方面|[个项]?(?:举措|措施|任务|要求|工作))"
# 第三条 alone is mostly one of a law.
_LISTED = re.compile("举措|措施|方面|要求|任务|工作|建议|倡议|对策|做法|意见")
_OF_A_LAW = re.compile("(?<![司执违])法(?![院官治])|条例|办法|规定|细则|章程|解释|《")
_WHAT = "[^，。；？?]{0,6}(?:什么|啥|哪)"
_ASKED = (
    re.compile(rf"第(?P<number>[{_NUMERALS}]|\d{{1,2}}){_POINT}{_WHAT}"),
    re.compile(rf"(?P<first>头一|首){_POINT}{_WHAT}"),
    re.compile(
        rf"what (?:is|was) the (?P<word>{'|'.join(_ORDINALS)}) "
        r"(?:measure|point|aspect|requirement|task|step|item|area)\b",
        re.IGNORECASE,
    ),
)
_OPTIONS = re.compile(
    r"(?:是|在)?(?P<one>[\u4e00-\u9fff\d]{1,12}?)还是(?:在)?(?P<other>[\u4e00-\u9fff\d]{1,12}?)[呢啊]?[？?]?$"
)


def asked_point(question: str) -> int:
    """Which of the points of a text `question` asks for, 0 for none."""
    for pattern in _ASKED:
        if found := pattern.search(question):
            said = found.groupdict()
            clause = "条" in found[0] and not _LISTED.search(question)
            if clause or _OF_A_LAW.search(question):
                return 0
            if said.get("word"):
                return _ORDINALS.index(said["word"].lower()) + 1
            return 1 if said.get("first") else int(numeral_value(said["number"]) or 0)
    return 0


def point(text: str, number: int) -> tuple[int, int] | None:
    """Where the point stands that a text numbers so (三是…, 第三，…, （三）…), to its first comma or stop."""
    if not 0 < number <= len(_NUMERALS):
        return None
    numeral = _NUMERALS[number - 1]
    found = re.search(
        rf"(?<![{_NUMERALS}第])(?:{numeral}是[要]?|第{numeral}[，,、]|[（(]{numeral}[）)])[“]?(?P<words>[^，,。；;：:\n]+)",
        text,
    )
    return found.span("words") if found else None


def options(question: str, text: str) -> list[tuple[int, int]]:
    """Where the options stand that a question gives (上午还是下午), of which a text has but one."""
    found = _OPTIONS.search(question)
    if not found:
        return []
    one, other = _apart(found["one"], found["other"])
    if not one or not other or (one in text) == (other in text):
        return []
    return [match.span() for match in re.finditer(re.escape(one if one in text else other), text)]


def _apart(one: str, other: str) -> tuple[str, str]:
    """Two options without what they end with alike, as short as each other: 会议是|上午|开的, 下午|开的."""
    while one and other and one[-1] == other[-1] and len(other) > 2:
        one, other = one[:-1], other[:-1]
    return one[-len(other) :], other[: len(one)]
