"""Where and when an article appeared, as lines say it: `(据《河南日报》)`, `新华社北京6月15日电`.

In Chinese; what is none is looked at as English by `index.bylines_english`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index import bylines_english as english

# Of the same length, so that positions hold in both.
_SIMPLIFIED = str.maketrans(
    "據報網臺轉載來發佈綜記電訊選雜誌戶號頻線時間單門過訂",
    "据报网台转载来发布综记电讯选杂志户号频线时间单门过订",
)
_OUTLET = (
    "(?:报|社|网|台|杂志|刊|客户端|公众号|频道|在线|发布)"  # what the names of those who publish end with
)
_NAME = r"[^\s()（）《》,，。；;:：]"
_REMARK = re.compile(
    rf"[(（]\s{{0,3}}(?:"
    rf"(?:据|摘自|转自|原载|引自|选自|综合)?\s?《(?P<book>[^《》]{{2,30}})》(?:报道|消息|讯|电)?"
    rf"|(?:据|摘自|转自|原载|引自|选自)\s?(?P<outlet>{_NAME}{{0,20}}{_OUTLET})(?:报道|消息|讯|电)?"
    rf"|(?:(?:信息|文章|稿件|资料|内容)?来源|转自|摘自)\s?[:：]\s?《?(?P<named>{_NAME}{{2,30}})》?"
    rf"|(?P<agency>新华社|中新社)[^\s()（）]{{0,20}}电"
    rf")\s{{0,3}}[)）]$"
)
_REPORTER = re.compile(
    rf"[(（](?P<name>{_NAME}{{0,12}}{_OUTLET})?(?:全媒体)?(?:记者|通讯员)[^()（）。]{{1,60}}[)）]$"
)
_SOURCE = re.compile(
    r"[\[【(（]?\s?(?:(?:信息|文章|稿件|资料|内容)?来\s?源(?:单位)?|发布(?:机构|单位|部门)|发文机关)\s?[:：]\s{0,4}"
    rf"《?(?P<name>{_NAME}{{2,30}})?"
)
_EDITOR = re.compile(r"[\[【(（]?\s?(?:责任编辑|责编|编辑|信息审核|打印本页|关闭窗口|字号)\s?[:：】\]]")
_DATE_LABEL = re.compile(r"(?:发布|发表|成文|印发|发文|更新)(?:时间|日期)\s?[:：]\s{0,4}")

_ZH = "[〇○零一二三四五六七八九十]"
_DATE = (
    r"(?:[12][0-9]{3}\s?年\s?)?[0-9]{1,2}\s?月\s?[0-9]{1,2}\s?日(?:(?:至|—|－|-|~)(?:[0-9]{1,2}月)?[0-9]{1,2}日)?"
    rf"|{_ZH}{{4}}年{_ZH}{{1,2}}月{_ZH}{{1,3}}日"
    r"|[12][0-9]{3}(?:-[0-9]{1,2}-|/[0-9]{1,2}/|[.][0-9]{1,2}[.])[0-9]{1,2}(?![0-9])"
)
_DAY = re.compile(_DATE)
DATE = re.compile(rf"{_DATE}|{english.DATE}")
_DATED = re.compile(rf"[(（]?(?:{DATE.pattern})[)）]?(?:\s{{0,4}}[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?)?$")
_HISTORY = re.compile(rf"[(（]?(?:{_DATE})")
_PASSED = re.compile("通过|修正|修订|公布|批准|发布")
_DATELINE = re.compile(
    rf"[【\[(（]?据?(?P<name>[\u4e00-\u9fff]{{0,8}}?{_OUTLET})"
    rf"(?:[\u4e00-\u9fff、]{{0,10}}?(?P<date>{_DATE}))?(?:电|讯|消息)(?=[\s(（:：,，】\])）])"
)
_BYLINE = re.compile(r"(?:\s|[:：,，】\]]|[(（][^()（）]{0,60}[)）])*")


@dataclass(frozen=True, slots=True)
class Byline:
    """What was found in a text: positions within it, `(0, 0)` where nothing was."""

    publisher: tuple[int, int] = (0, 0)
    date: tuple[int, int] = (0, 0)
    start: int = 0  # where the remark begins
    remark: bool = False  # whether it is no part of what the article tells


def closing(text: str) -> Byline | None:
    """The remark that ends an article, such as `(据人民网)`; `start` is where it begins in `text`.

    A reporter's name ends an article too, but is part of its last paragraph.
    """
    text = text.translate(_SIMPLIFIED)
    offset = max(0, len(text) - 120)
    at = max(text.rfind("(", offset), text.rfind("（", offset))
    if at < 0:
        return None
    if found := _REMARK.match(text, at):
        name = next((span for key in found.groupdict() if (span := found.span(key)) != (-1, -1)), (0, 0))
        return Byline(publisher=name, start=at, remark=True)
    if found := _REPORTER.match(text, at):
        return Byline(publisher=_group(found, "name"), start=at)
    if named := english.remark(text, at):
        return Byline(publisher=named, start=at, remark=True)
    return None


def label(text: str) -> Byline | None:
    """What a line of labels says: `来源：人民网 发布时间：2022-06-15`; None when it is none."""
    if len(text) > 100:
        return None
    text = text.translate(_SIMPLIFIED)
    source, editor, dated = _SOURCE.match(text), _EDITOR.match(text), _DATE_LABEL.search(text)
    if not source and not editor and not (dated and dated.start() == 0):
        stated = english.label(text)
        return Byline(*stated, 0, True) if stated else None
    if not source and dated:
        source = _SOURCE.search(text)
    date = DATE.search(text, dated.end() if dated else 0) if source or dated else None
    return Byline(_group(source, "name") if source else (0, 0), date.span() if date else (0, 0), 0, True)


def opening(text: str) -> Byline:
    """Publisher and date in the words that an article opens with: `新华社北京6月15日电`, `6月15日，…`."""
    head = text[:160].translate(_SIMPLIFIED)
    line = _DATELINE.match(head)
    if not line:
        date = _DAY.match(head)
        return Byline(date=date.span()) if date else Byline(*english.opening(head))
    name = _group(line, "name")
    if head[slice(*name)].startswith(("本", "该")):
        name = (0, 0)
    rest = _BYLINE.match(head, line.end())
    date = _DAY.match(head, rest.end() if rest else line.end())
    return Byline(name, _group(line, "date") if line["date"] else date.span() if date else (0, 0))


def dated(text: str) -> bool:
    """Whether a line is a date and nothing else."""
    return len(text) < 50 and bool(_DATED.match(text))


def passed(text: str) -> tuple[int, int] | None:
    """In a line of a law's history, the last date on which it was passed or amended; None in any other line.

    `(0, 0)` when the line only says from when on the law is in force.
    """
    if len(text) > 2000 or not _HISTORY.match(text) or text.endswith(("。", "；", "，")):
        return None
    days = list(DATE.finditer(text))
    for day, after in zip(
        reversed(days), [len(text), *(later.start() for later in reversed(days))], strict=False
    ):
        if _PASSED.search(text, day.end(), after):
            return day.span()
    return (0, 0) if "施行" in text else None


def _group(found: re.Match[str], name: str) -> tuple[int, int]:
    start, end = found.span(name)
    return (start, end) if start >= 0 else (0, 0)
