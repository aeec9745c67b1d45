"""Citations: as GB/T 7714—2015 has them, and plainly.

Only what the document states is said. Files in a folder are neither books nor online, so their type is [Z],
"other"; what a newspaper published, by its name, is [N].
"""

from __future__ import annotations

import re

from index.days import days
from qa.export.item import Cited

_NEWSPAPER = re.compile("(?<![简公通快])报$|(?:Daily|Times|Post|Herald|News)$")


def gbt7714(cited: Cited, accessed: str) -> str:
    """The citation by the Chinese national standard; `accessed`: the day on which it was read, ISO.

    >>> notice = Cited("a.txt", "关于帮扶的通知", "民政部", "民发〔2020〕1号", "2020年1月2日", "", 3, 5, None)
    >>> gbt7714(notice, "2026-11-25")
    '民政部. 关于帮扶的通知: 民发〔2020〕1号[Z]. (2020-01-02)[2026-11-25]: 5.'
    >>> news = Cited("b.txt", "未保工作发布会召开", "《河南日报》", "", "2021年6月", "", 3, None, None)
    >>> gbt7714(news, "2026-11-25")
    '未保工作发布会召开[N]. 河南日报, 2021-06[2026-11-25].'
    """
    publisher = cited.publisher.strip("《》")
    number = cited.number if cited.number not in cited.title else ""
    title = cited.title + (f": {number}" if number else "")
    page = f": {cited.page}" if cited.page else ""
    day = _day(cited.date)
    if _NEWSPAPER.search(publisher):
        said = ", ".join(filter(None, (publisher, day)))
        return f"{title}[N]. {said}[{accessed}]{page}."
    issued = f"{publisher}. " if publisher else ""
    return f"{issued}{title}[Z]. {f'({day})' if day else ''}[{accessed}]{page}."


def plain(cited: Cited) -> str:
    """Title · publisher · number · date · file · clause or paragraph · page.

    >>> plain(Cited("a/b.txt", "通知", "民政部", "", "2020年", "第十二条", 3, 5, None))
    '通知 · 民政部 · 2020年 · a/b.txt · 第十二条 · p. 5'
    """
    said = (
        cited.title,
        cited.publisher,
        cited.number if cited.number not in cited.title else "",
        cited.date,
        cited.path,
        cited.clause or f"¶{cited.paragraph}",
        f"p. {cited.page}" if cited.page else "",
    )
    return " · ".join(filter(None, said))


def _day(date: str) -> str:
    """A date as the standard writes it, 2021-06-15, 2021-06 or 2021; else as the document has it."""
    meant = days(date)
    if meant is None or not meant.has_year:
        return date
    if meant.first == meant.last:
        return meant.first
    for length in (7, 4):
        whole = days(meant.first[:length])
        if whole == meant:
            return meant.first[:length]
    return date
