"""How far the words go that are quoted: whole sayings, what is imposed on whom, the name of an office.

The model is rarely wrong about where an answer is, and often about where it begins and ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.terms import Analyser
from qa.reader.spans import Span

_LONGEST = 120
"""Characters of the longest consequence that is quoted whole."""
_NEARLY = 0.3
"""Of the likeliest span's probability: how likely an office is with another beginning or end."""
_SENTENCE = re.compile(r"[。！？!?\n]|\.(?=\s|$)")
_CLAUSE = re.compile(r"[，。；;：！？!?\n“”]|[,:](?!\d)|\.(?=\s|$)")
_WHY = re.compile(
    r"为什么|为何|为啥|(?:原因|理由)(?:是什么|有哪些|[?？]|$)|\bwhy\b|\breasons?\b", re.IGNORECASE
)
_IMPOSES = re.compile(
    "处罚|惩罚|怎么[判罚]|如何[判罚]|判(?:什么|啥)|被?(?:怎么|如何|怎样)处[置理分]|法律责任|(?:什么|啥)后果|会怎么?[样着]"
    r"|\b(?:penalt(?:y|ies)|punish(?:ed|ment)|sentence|sanctions?|consequences?|what happens)\b",
    re.IGNORECASE,
)
_IMPOSED = re.compile(
    "(?:一律|坚决|应当|可以|由[^，,。；;：:]{2,24}?)?"
    "(?:处以|并?处(?!于|理|分|罚|长)|给予|责令|没收|予以|不予|追究|撤销|吊销|终止|取消|暂停|暂时停止|劝返|列入|禁止|安排到)"
)
_REQUIRES = re.compile(
    r"条件|资质|资格|(?:什么|哪些)要求|\b(?:conditions?|qualif\w+|requirements?|eligible)\b", re.IGNORECASE
)
_UNDER = re.compile(
    r"(?:什么|哪些|何种|啥)(?:情形|情况|条件|前提)下|\b(?:what|which) (?:circumstances|conditions)\b",
    re.IGNORECASE,
)
_BESIDES = re.compile("，(?:并且?|且|而且|同时)[^，,。；;：:\\n]{2,60}(?=[，,。；;：:\\n]|$)")
REMARK = re.compile("[（(][^（）()]{1,24}[）)]")
_MARKS = {"“": "”", "《": "》"}
_SEGMENT = re.compile("[^。；;\\n]+")
_WHERE = re.compile(r"哪里|哪儿|地点|什么地方|何处|\bwhere\b|\bvenue\b", re.IGNORECASE)
_TOWN = re.compile("[\u4e00-\u9fff]{2,}$")
_BUILDING = re.compile("(?:[馆堂厅楼院宫园寺塔桥]|中心|大厦|酒店|机场|车站|广场|体育场)$")
_BUILDING_TAGS = ("n", "ns", "nt", "nz", "nr")
_AN_OFFICE = re.compile(
    "(?:哪一?[个家]?|什么)(?:合作社|单位|机构|部门|公司|企业|协会|学校|组织|银行|医院)"
    r"|\b(?:which|what) (?:[a-z-]+ ){0,2}(?:agency|organi[sz]ation|body|bureau|department|company|firm"
    r"|manufacturer|maker|enterprise|factory|plant|airline|carrier"
    r"|association|institution|institute|ministry|commission|office|centre|center|authority|bank|hospital|university)\b",
    re.IGNORECASE,
)


def reason(question: str, text: str, first: Span) -> Span:
    """For a question why, words to the end of their clause: a reason is one, and no noun of it."""
    if not _WHY.search(question):
        return first
    end = _CLAUSE.search(text, first.end)
    return replace(first, end=end.start() if end else len(text))


def clauses(text: str, first: Span) -> Span | None:
    """All the clauses between semicolons of which the words are the first: 做到：甲；乙；丙。"""
    if not (text[: first.start].endswith(("：", ":")) and text.startswith(("；", ";"), first.end)):
        return None
    end = _SENTENCE.search(text, first.end)
    return replace(first, end=end.start() if end else len(text))


def saying(text: str, first: Span) -> Span:
    """The whole between marks where words are the first clause of that: “人歇机不歇，两班作业倒”; of a title
    its end too: 《乡村全面振兴规划|（2024—2027年）》.
    """
    marks = _MARKS.get(text[first.start - 1 : first.start])
    closing = text.find(marks, first.end) if marks else -1
    inside = text[first.end : closing] if closing >= 0 else ""
    if (inside[:1] in ("，", "、") or REMARK.fullmatch(inside)) and not _SENTENCE.search(inside):
        return replace(first, end=closing)
    return first


def conditions(question: str, text: str, first: Span) -> Span:
    """For a question what is required, what is required besides: 具有学历|，并通过考核. Under which
    circumstances: 危急情况|下.
    """
    if _UNDER.search(question) and text.startswith("下", first.end):
        return replace(first, end=first.end + 1)
    more = _BESIDES.match(text, first.end) if _REQUIRES.search(question) else None
    return replace(first, end=more.end()) if more else first


def imposed(question: str, text: str, first: Span) -> Span:
    """For a question what is done to whom, all of that in the words' part of the sentence: 处…，并处…."""
    if not _IMPOSES.search(question):
        return first
    low, high = next(
        (match.span() for match in _SEGMENT.finditer(text) if match.start() <= first.start < match.end()),
        (first.start, first.end),
    )
    opening = _IMPOSED.search(text, low, high)
    if (
        not opening
        or high - opening.start() > _LONGEST
        or (opening.start() > low and text[opening.start() - 1] not in "，,的：:")
    ):
        return first
    return replace(first, start=opening.start(), end=high)


def office(question: str, text: str, spans: Sequence[Span], analyser: Analyser) -> Span:
    """For a question which office, its name with the place before it, and without the verb behind it."""
    first = spans[0]
    if not _AN_OFFICE.search(question):
        return first
    words = analyser.tagged(text)
    for span in spans[1:]:
        if span.probability < _NEARLY * first.probability:
            break
        before = [tag for low, high, tag in words if span.start <= low and high <= first.start]
        behind = [tag for low, high, tag in words if span.end <= low and high <= first.end]
        if span.end == first.end and before and all(tag[0] == "n" for tag in before):
            return replace(first, start=span.start)
        verb = text[span.end : first.end] not in question  # 哪个组织: its name may end so
        if span.start == first.start and behind and verb and all(tag[0] == "v" for tag in behind):
            return replace(first, end=span.end)
    return first


def place(question: str, text: str, first: Span, analyser: Analyser) -> Span:
    """For a question where, and not which city, the building too: 天津|迎宾馆."""
    if not _WHERE.search(question) or not _TOWN.search(text[first.start : first.end]):
        return first
    end = whole = first.end
    for low, high, tag in analyser.tagged(text):
        if low == end and tag in _BUILDING_TAGS and high - low > 1:
            end = high
            whole = end if _BUILDING.search(text, first.end, end) else whole
    return replace(first, end=whole)
