"""Who is asked for beside another: 除顾雪飞外还有谁, "apart from the police chief, who …"; and who organised
something, where the text names a spokesman too."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from qa.answer import Met
from qa.read import Offsets
from qa.titles import has_title, holds, titles_of

_APART = re.compile(
    r"(?<![解免清排开消删扣])除(?:了|去|开)?([^，,。?？]{2,20}?)(?:之?[外]|以外|[，,]|还)"
    r"|\b(?:apart from|besides|other than|except(?: for)?|in addition to|aside from) ([^,?]{3,50})",
    re.IGNORECASE,
)
_VERBS = {
    "主办": "主办|举办|召开|举行",
    "承办": "承办",
    "举办": "举办|主办|举行|召开",
    "举行": "举行|召开|举办|主办",
    "召开": "召开|举行|举办|主办",
    "organi": "主办|举办|召开|举行",
    "host": "主办|承办|举办|举行",
    "held": "召开|举行|举办",
    "convene": "召开",
}
_ORGANISES = re.compile(
    r"(?:谁|哪个(?:部门|单位|机构)|什么(?:部门|单位|机构))[^，,。?？]{0,4}(召开|举办|主办|举行|承办)"
    r"|(主办|承办)(?:单位|者|方|的?机构)(?:是|为)"
    r"|\bwho (?:is|are|was|were) the (organi|host)(?:[sz]er)?s?\b"
    r"|\bwho (?:has |had )?(organi|host|held|convene)(?:[sz]?ed|d)? (?:the|this|that)\b"
    r"(?! (?:position|post|office|talks?|title|record|job|role|rank))"
    r"|\b(organi|host|held|convene)(?:[sz]?ed|d)? by wh",
    re.IGNORECASE,
)
_PRESIDES = re.compile(
    f".{{0,8}}(?:{'|'.join({verb for verbs in _VERBS.values() for verb in verbs.split('|')})})"
)
_AN_OFFICE = re.compile(
    "(?:[省市县区旗盟州部厅局委办会院社团室]|政府|法院|集团|公司|协会|中心|组|处|馆|所|校|宫)$"
)


def remaining(
    question: str, text: str, likeliest: Offsets, persons: Sequence[Offsets], found: Collection[Met]
) -> list[Offsets]:
    """The persons with titles in `text` but for those whom `question` leaves out; none if it leaves out none,
    or if the likeliest words have no such person.
    """
    asked = _APART.search(question)
    named = [place for place in persons if has_title(text, place[0])]
    if not asked or not any(low < likeliest[1] and likeliest[0] < high for low, high in named):
        return []
    phrase = (asked[1] or asked[2]).lower()
    words = {one.passage.split(" … ")[-1] for one in found if one.question.lower() in phrase}
    titles = titles_of(text, named, persons)
    said = {place: sum(holds(titles[place], word) for word in words) for place in named}
    most = max(said.values(), default=0)
    out = {place for place in named if text[slice(*place)] in question or (most and said[place] == most)}
    return [place for place in named if place not in out] if out else []


def organises(question: str) -> bool:
    """Whether `question` asks who held something."""
    return bool(_ORGANISES.search(question))


def organiser(question: str, text: str, likeliest: Offsets, found: Collection[Met]) -> Offsets | None:
    """Which office held what `question` asks about: 新闻办 of 新闻办召开发布会; None if it does not ask, or
    if who is likeliest did.
    """
    asked = _ORGANISES.search(question)
    if not asked or _PRESIDES.match(text, likeliest[1]):
        return None
    verbs = _VERBS[next(filter(None, asked.groups())).lower()]
    words = [one.passage.split(" … ")[-1] for one in found]
    for match in _holding(verbs).finditer(text):
        about = any(word in match[1] + match[3] for word in words if word not in verbs)
        if _AN_OFFICE.search(match[2]) and about:
            return match.span(2)
    return None


@cache
def _holding(verbs: str) -> re.Pattern[str]:
    before = r"([^。；;：:，,\n由]*?)(?:由|(?<=[，,。；;：:\n])|^)([^，,。；;：:\n由]{2,30}?)"
    return re.compile(rf"{before}(?:{verbs})了?([^。；;\n]{{0,30}})")
