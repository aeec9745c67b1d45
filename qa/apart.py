"""Who is asked for beside another: 除顾雪飞外还有谁, "apart from the police chief, who …"; and who organised
something, where the text names a spokesman too."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from qa.answer import Met
from qa.enumerated import TITLES, titles_of

Offsets = tuple[int, int]

_APART = re.compile(
    r"除(?:了|去|开)?([^，,。?？]{2,20}?)(?:之?[外]|以外|[，,]|还)"
    r"|\b(?:apart from|besides|other than|except(?: for)?|in addition to|aside from) ([^,?]{3,50})",
    re.IGNORECASE,
)
_ORGANISES = re.compile(
    r"(?:谁|哪个(?:部门|单位|机构)|什么(?:部门|单位|机构))[^，,。?？]{0,4}(?:召开|举办|主办|举行|组织|承办)"
    r"|由谁(?:召开|举办|主办|举行|组织|承办)|(?:召开|举办|主办|承办|组织)(?:单位|者|方|的?机构)"
    r"|\bwho (?:has |had )?(?:organi[sz]ed|hosted|held|convened|sponsored|called)\b"
    r"|\b(?:organi[sz]ed|hosted|held|convened|sponsored) by wh(?:om|o|ich)\b"
    r"|\bwho (?:was|were) the organi[sz]er",
    re.IGNORECASE,
)
_ORGANISER = re.compile(
    r"([^。；;：:，,\n由]*?)(?:由|(?<=[，,。；;：:\n])|^)([^，,。；;：:\n由]{2,30}?)(?:主办|召开|举办|举行|承办|组织召开)了?([^。；;\n]{0,30})"
)
_OFFICE = re.compile("(?:[省市县区旗盟州部厅局委办会院社团室]|政府|法院|集团|公司|协会|中心|组|处|馆|所|校)$")


def remaining(question: str, text: str, persons: Sequence[Offsets], found: Collection[Met]) -> list[Offsets]:
    """The persons with titles in `text` but for those whom `question` leaves out, if it leaves out some."""
    asked = _APART.search(question)
    if not asked:
        return []
    phrase = (asked[1] or asked[2]).lower()
    words = {one.passage.split(" … ")[-1] for one in found if one.question.lower() in phrase}
    named = [place for place in persons if text[place[0] - 1 : place[0]] in TITLES]
    titles = titles_of(text, named, persons)
    said = {place: sum(word in titles[place] for word in words) for place in named}
    most = max(said.values(), default=0)
    out = {place for place in named if text[slice(*place)] in question or (most and said[place] == most)}
    return [place for place in named if place not in out] if out else []


def organiser(question: str, text: str, found: Collection[Met]) -> Offsets | None:
    """Which office held what `question` asks about: 新闻办 of 新闻办召开发布会; None if it does not ask."""
    if not _ORGANISES.search(question):
        return None
    words = [one.passage.split(" … ")[-1] for one in found]
    for match in _ORGANISER.finditer(text):
        if _OFFICE.search(match[2]) and any(word in match[1] + match[3] for word in words):
            return match.span(2)
    return None
