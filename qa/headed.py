"""What a question asks for by its kind: 什么样的原则, "what activity" → words that end with 原则, 活动."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.terms import Analyser
from qa.read import Offsets

_ENGLISH = {
    "principles?": "原则",
    "systems?": "制度|体系|系统",
    "mechanisms?": "机制",
    "projects?|schemes?": "工程|项目|计划",
    "programmes?|programs?|initiatives?": "工程|项目|计划|行动",
    "campaigns?": "专项行动|行动|活动",
    "operations?": "行动",
    "activity|activities|events?": "活动",
    "teams?": "队伍|团队|小组",
    "formats?|forms?": "形式|方式|模式",
    "methods?|ways?|approach(?:es)?": "方式|方法|办法|模式|形式",
    "platforms?": "平台",
    "rights?": "权利|权(?![益力威限利])",
    "atmosphere": "氛围",
    "pilots?": "试点",
    "bottom lines?": "底线",
}
# These ask for a name only as "what kind of".
_KINDS = {
    "education": "教育",
    "training": "培训",
    "development": "发展",
    "help|aid|assistance|support": "帮扶|救助|援助|支持",
    "environment": "环境",
}
_WORDS = _ENGLISH | _KINDS
_CHINESE = (
    "原则|制度|体系|机制|工程|项目|计划|专项行动|行动|活动|队伍|团队|小组|形式|方式|方法|模式|平台|理念|战略|方针|基地|称号|品牌|氛围|底线"
    "|权利|权(?![益力威限利])"
)
_CHINESE_KINDS = "发展|环境|教育|培训|机构|系统|中心|服务"
_ALIKE = {
    "方式": "方式|形式",
    "形式": "形式|方式",
    "方法": "方法|办法|方式",
    "工程": "工程|项目",
    "项目": "项目|工程",
}
_NO_VERB = r"(?:is|are|was|were|do|does|did|has|have|in|of|for|to|on|by)\b"
# Behind "what project", no other noun may follow: project goals.
_NO_NOUN = (
    "(?! (?:goals?|targets?|standards?|levels?|conditions?|requirements?|plans?|polic(?:y|ies)|measures?"
    "|of vehicles?))"
)
_ASKS_EN = re.compile(
    r"\b(?:what|which|under what|name of the)(?: (?:kind|type|sort|form|name)s? of)?(?: an?| the)?"
    rf"(?: (?!{_NO_VERB})[a-z'’-]+){{0,2}}? ({'|'.join(_ENGLISH)})\b{_NO_NOUN}"
    rf"|\b(?:what|which) (?:kind|type|sort)s? of (?:[a-z'’-]+ )?({'|'.join(_KINDS)})\b{_NO_NOUN}",
    re.IGNORECASE,
)
_ASKS_ZH = re.compile(
    r"(?:什么|啥|何种|怎样的?|哪一?[个项种类场])(?:样的?|类型的?|性质的?)?[^，,。?？的]{0,4}?"
    rf"(?:({_CHINESE})(?![化违])|({_CHINESE_KINDS})(?=[呢吗?？]|$))"
)
_MARKS = "，,。；;：:、！!？?\n“”‘’《》"
# Behind what something is named: 建立|了|…制度, 以|…形式.
_OPENS = re.compile(
    "(?:建立|健全|完善|确立|构建|实施|开展|启动|形成|打造|组建|成立|设立|举办|举行|召开|采取|采用|落实|执行|坚持|遵循|贯彻|推行|制定|出台|加大"
    "|给予|开通|搭建|参加|参与|发起|紧盯|抓好|做好|守牢|畅通|营造|进一步|全面|加快|扎实|不断|积极|持续|着力|切实|深入|常态化|了|着|过|以|将|把"
    "|对|在|为|由|从|用|通过|按照|根据|实行|使用|登录|从事|接受|应当|可以|不得|其中|依托|结合|围绕|纳入|要|是|并|同时|当前|今年|去年|全方位)+"
)
# Verbs that may be part of a name as well (家庭支持推广项目), but not its first word.
_MAY_OPEN = re.compile(
    "支持|鼓励|引导|促进|保障|防止|预防|推广|加强|强化|深化|推进|推动|组织|部署|建设|创新|维护|规范|优化|细化|提供|实现"
)
_LONGEST = 24


def headed(question: str, text: str, analyser: Analyser) -> list[Offsets]:
    """Where `text` names something of the kind that `question` asks for; none where it asks for no kind."""
    heads = _heads(question)
    if not heads:
        return []
    places = []
    words = analyser.tagged(text)
    ends = {high for _, high, _ in words}
    for match in re.finditer(heads, text):
        if match.end() not in ends:  # 教育 of 教育厅
            continue
        start = _begin(text, match.start(), words)
        if start < match.start() and text[start - 1 : start] != "、" and text[start] != "的":
            places.append((start, match.end()))
    return places


def _heads(question: str) -> str:
    if asked := _ASKS_ZH.search(question):
        head = asked[1] or asked[2]
        return _ALIKE.get(head, head)
    if asked := _ASKS_EN.search(question):
        head = asked[1] or asked[2]
        return next(heads for words, heads in _WORDS.items() if re.fullmatch(words, head, re.IGNORECASE))
    return ""


def _begin(text: str, end: int, words: Sequence[tuple[int, int, str]]) -> int:
    """Where the name begins that goes on until `end`: behind a mark, or a word that no name has."""
    if text[end - 1] == "”":  # “团圆”行动
        return _opened(text, end - 1, end)
    begin = max(end - _LONGEST, *(text.rfind(mark, 0, end) + 1 for mark in _MARKS))
    if text[begin - 1 : begin] == "”":  # “安全生产月”宣传活动
        return end if "和" in text[begin:end] else _opened(text, begin - 1, end)
    inside = [word for word in words if begin <= word[0] and word[1] <= end]
    opened = [number for number, (low, high, _) in enumerate(inside, 1) if _OPENS.fullmatch(text, low, high)]
    named = inside[opened[-1] if opened else 0 :]
    while named and _may_open(text, *named[0]):
        named = named[1:]
    return named[0][0] if named else end


def _opened(text: str, closed: int, end: int) -> int:
    """Where the marks open that close at `closed`; `end`, if they do not in that sentence."""
    opened = text.rfind("“", max(0, closed - _LONGEST), closed)
    return end if opened < 0 or "。" in text[opened:closed] else opened


def _may_open(text: str, low: int, high: int, tag: str) -> bool:
    """Whether a word is no first word of a name: a verb, an adverb (全方位, but 最有利的)."""
    return bool(_MAY_OPEN.fullmatch(text, low, high)) or (tag == "d" and high - low > 1)
