"""The words of a kind in a text: a figure with its unit, a date, a title in 《》, an enumeration.

Patterns; persons and places by jieba's tags. Each kind is a tuple of alternatives: Chinese, then English.
"""

from __future__ import annotations

import re

from index.names import SURNAMES, persons
from index.terms import Analyser
from index.transliteration import NAME
from qa.clause import headings
from qa.enumerated import ENUMERATIONS, trimmed
from qa.units import CURRENCY, MEASURE

_DIGITS = r"\d[\d,]*(?:\.\d+)?"
_NUMERAL = (
    "(?<![零〇一二两三四五六七八九十百千])[零〇一二两三四五六七八九十百千]+(?:点[零〇一二三四五六七八九]+)?"
)
_FIGURE = rf"(?:(?<!\d)(?<!\d[.,]){_DIGITS}|{_NUMERAL})"
_TO = "[-—–~～至到]+"
_RANGE = rf"(?:{_TO}(?:{_DIGITS}|{_NUMERAL}))?"
_SCALED = "[多余]?(?:万亿|[万亿])?[多余]?"
_AMOUNT = rf"{_FIGURE}{_SCALED}(?:{_TO}(?:{_DIGITS}|{_NUMERAL}){_SCALED})?"
_WORD_SCALED = rf"{_DIGITS}(?: (?:thousand|million|billion|trillion))?"
_MONTH = "(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*"
# 2021年初中招生 is no 2021年初, 2021年春节 no 2021年春.
_PART = "(?:初(?![中级步次审选赛一二三])|[末底]|[上下]半年|第?[一二三四]季度|[上中下]旬|[春夏秋冬][季天])?"
_CENTURY = r"(?<!\d)\d{1,2} ?世纪(?: ?\d{2} ?年代)?|(?<!\d)\d{2,4} ?年代"
_MONTH_DAY = r"\d{1,2} ?月(?:份| ?\d{1,2} ?[日号])?"
_DAY = rf"(?<!\d)(?:\d{{2,4}} ?年 ?{_MONTH_DAY}|\d{{2,4}}年|{_MONTH_DAY}){_PART}"
_HOUR = r"(?:(?<!十)[二三]?十[一二三四五六七八九]?|(?<!十)[零一二两三四五六七八九]|(?<!\d)\d{1,2})"
_MINUTE = r"(?:[一二三四五]?十[一二三四五六七八九]?|\d{1,2})"
_CLOCK = (
    r"(?:[每当次]日|上午|下午|中午|凌晨|傍晚|晚上?|早上?){0,2}"
    rf"(?:{_HOUR}(?:时(?![间代期候尚装长])|点(?=[整半钟到至-]|{_MINUTE}分))(?:整|半|钟|{_MINUTE}分)?"
    r"|(?<!\d)\d{1,2}[:：]\d{2}(?!\d))|(?:上午|下午|中午|凌晨|傍晚|晚上?|早上?)\d{1,2}点"
)
_CLOCKS = rf"(?:{_CLOCK})(?: ?[至到—~-] ?(?:{_CLOCK}))?"
_SPAN_OF_TIME = (
    rf"{_AMOUNT}年(?:零|又)?{_AMOUNT}个?月(?:{_AMOUNT}[天日])?|{_AMOUNT}个?小时(?:零|又)?{_AMOUNT}分钟?"
    rf"|(?:{_AMOUNT}个?|(?<!\d))半(?:年|个?月|天|个?小时)|{_AMOUNT}(?:年|天|日|个?小时)[半多](?!数)"
    r"|\d[\d,.]* (?:(?:working|calendar|business) )?(?:days?|hours?|minutes?|months?|years?|weeks?)\b"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|thirty|sixty|ninety)"
    r" (?:(?:working|calendar|business) )?(?:days?|hours?|minutes?|months?|years?|weeks?)\b"
)
_DAY_EN = r"\d{1,2}(?:st|nd|rd|th)?"
_COUNTED = rf"(?:(?:{MEASURE})(?:以[上下])?|以[上下])(?![%％‰.\d])"
_PLAIN = (
    "[一二三四五六七八九十百千万]+分之[一二三四五六七八九十百]+",
    rf"(?<![\dA-Za-z-])(?<!\d[.,]){_DIGITS}(?:[-–—~～]\d+)?"
    r"(?: (?:thousand|million|billion|trillion))?\b(?![%％‰年月日.])",
)


def _bounded(unit: str) -> str:
    """Amounts between two bounds, the unit with both: 二百元以上五百元以下, 3%至5%."""
    return rf"{_AMOUNT}(?:{unit})(?:以上[,，]?(?:不满)?|{_TO}){_AMOUNT}(?:{unit})(?:以[下内])?"


# Of two alternatives that match at the same place the first is taken.
_PATTERNS = {
    "money": (
        _bounded(rf"元|{CURRENCY}"),
        rf"{_AMOUNT}(?:元|块钱?|{CURRENCY}|人民币)(?:人民币)?(?:以[上下])?",
        # Fines are of so many times what was gained.
        _bounded("倍"),
        rf"{_AMOUNT}倍(?:以[上下])?",
        rf"(?:[$€£¥]|\b(?:US\$|USD|RMB|CNY))\s?{_WORD_SCALED}",
        rf"(?<![\d.,]){_WORD_SCALED} (?:yuan|dollars|euros|pounds|renminbi|RMB)\b",
    ),
    "percent": (
        r"(?<!\d)(?<!\d\.)\d[\d.]*[%％‰]?(?:[-—~～至到]\d[\d.]*)?"
        r"(?:[%％‰]|个百分点| per ?cent\b)(?:以[上下])?",
        "百分之[零〇一二两三四五六七八九十百点]+(?:[至到](?:百分之)?[零〇一二两三四五六七八九十百点]+)?",
        "[一二三四五六七八九十]成",
        _PLAIN[0],
    ),
    "date": (
        rf"(?:{_CENTURY})(?:[初末]期?|中[叶期]|[前后早晚]期)?",
        rf"(?<!\d)\d{{4}}[-—–~～至到]+(?=\d{{4}}年){_DAY}",
        rf"{_DAY}(?: ?[-—–~～至到] ?(?:{_DAY}|\d{{1,2}}日))?",
        r"\d{4}-\d{1,2}-\d{1,2}",
        "(?:每年)?(?:农历|阴历)?[正一二三四五六七八九十冬腊]{1,2}月(?:初[一二三四五六七八九十]|[二三]?十[一二三四五六七八九]?[日号]?)",
        "[一二三四五六七八九〇零○]{4}年(?:[一二三四五六七八九十]+月(?:[一二三四五六七八九十]+日)?)?",
        rf"{_MONTH} {_DAY_EN}\b(?:,? \d{{4}})?",
        rf"{_DAY_EN} {_MONTH}(?: \d{{4}})?",
        r"(?<!\d)(?<!\d[.,])(?:1\d|20)\d{2}\b(?!年)",
    ),
    "time": (rf"(?:{_DAY} ?)?{_CLOCKS}",),
    "age": (
        _bounded("周?岁"),
        rf"(?<!\d)\d+(?:周岁)?不满\d+周?岁|(?<!\d)\d+{_RANGE}(?:多)?(?:周)?岁(?:以[上下])?",
        rf"{_NUMERAL}周?岁(?:以[上下])?",
        r"\baged? \d+|\d+ years old",
    ),
    "number": (_SPAN_OF_TIME, _bounded(MEASURE), _AMOUNT + _COUNTED, *_PLAIN),
    "count": (
        _SPAN_OF_TIME,
        _bounded(rf"(?!元|{CURRENCY})(?:{MEASURE})"),
        rf"{_AMOUNT}(?!元|{CURRENCY}){_COUNTED}",
        *_PLAIN,
    ),
    "ordinal": (rf"第 ?(?:\d+|{_NUMERAL})(?: ?(?:{MEASURE}|[轮任代]))?",),
    "frequency": (
        r"每(?:隔?(?:[一二三四五六七八九十两半]|\d+)(?:[至到-]\d+)?)?个?(?:年度?|月|季度|周|星期|[日天]|学期|小时|学年)"
        r"(?:定期)?(?:[^，,。；;\d]{0,8}?[一二三四五六七八九十两\d]+次)?",
        r"[一二三四五两\d]+年[一二三四五两\d]+次|按(?:年度?|月|季度?|周|日)(?![照平])",
        r"\b(?:once|twice|every) (?:a |an |\d+ )?(?:minute|hour|day|week|month|quarter|year)s?\b",
    ),
    "phone": (
        r"(?<![\d.,])(?:[+＋]86[- －—]?)?(?:[（(]0\d{2,3}[）)]|0?\d{2,3}[-－—–] ?)?\d{3,11}(?:[-－—]\d{1,4})?"
        r"(?![\d.%％年月日元个人次户家]|,\d)",
    ),
    "title": ("《[^《》]{1,60}》(?:[、和与及]?《[^《》]{1,60}》)*",),
    "name": ("“[^“”，。；]{2,40}”", "《[^《》]{2,60}》"),
    "list": ENUMERATIONS,
}
_CANDIDATES = {kind: re.compile("|".join(alternatives)) for kind, alternatives in _PATTERNS.items()}
_PERSONS = {"nr", "nrt", "nrfg"}
"""jieba's tags (after ICTCLAS): nr a person, nrt a transliterated one."""

_OFFICE = re.compile(
    "(?:书记|主任|[部省市县区局处科院校会团队组站馆所]长|主席|总理|总统|经理|委员|代表|记者|教授|博士|律师|医生|工程师|负责人|发言人)$"
)
"""Titles behind which a name needs no usual surname."""
_BARE_DAYS = re.compile(r"(?<![\d月])\d{1,2}日(?:[-—~～至到和、]\d{1,2}日)*(?![内报后前])")
_YEARS = re.compile(r"\d\d年")
"""Of the century, or how many: 建交62年来."""
_OF_STATE = re.compile(
    "(?:总[统理]|首相|主席|[议部外校司]长|大臣|国王|酋长|(?:常驻|副|首席|全权)代表|大使|秘书长|书记|领导人|发言人)$"
)
_LONGEST_OFFICE = 6
_BEHIND = re.compile("(?:同志|先生|女士|教授|博士|院士|会[后前]|日前|近日|当[天日])$")
_NO_FIGURES = re.compile("千家万户|千千万万|成千上万|万众一心|百年大计|千军万马")
_OF_SAYING = re.compile("作(?=[了的关题工]|报告|说明)|[说称](?=[，,：:“])")


def candidates(kind: str | None, text: str, analyser: Analyser) -> list[tuple[int, int]]:
    """Offsets of all words of that kind in `text`, in order; empty for None."""
    if kind is None or kind == "publisher":  # that stands with the article, not in its text
        return []
    if kind == "place":
        return [(low, high) for low, high, tag in analyser.tagged(text) if tag == "ns" and high - low > 1]
    if kind == "person":
        return _persons(text, analyser)
    if kind == "change":
        return sorted(place for one in ("percent", "number") for place in candidates(one, text, analyser))
    if kind == "name":  # within the marks of one there may be those of another
        return [match.span() for marks in _PATTERNS[kind] for match in re.finditer(marks, text)]
    if kind == "article":
        return headings(text)
    found = [match.span() for match in _CANDIDATES[kind].finditer(text)]
    if kind == "list":
        return [trimmed(text, start, end, analyser) for start, end in found]
    if kind == "date":  # as figures they may be so many days
        days = [match.span() for match in _BARE_DAYS.finditer(text)]
        return sorted(
            [*found, *(one for one in days if not any(low <= one[0] < high for low, high in found))]
        )
    if kind in ("number", "count"):
        others = [
            match.span()
            for of in ("date", "ordinal")
            for match in _CANDIDATES[of].finditer(text)
            if not _YEARS.fullmatch(match[0])
        ]
        others += [match.span() for match in _NO_FIGURES.finditer(text)]
        return [one for one in found if not any(low <= one[0] < high for low, high in others)]
    return found


def _persons(text: str, analyser: Analyser) -> list[tuple[int, int]]:
    """jieba takes 建立健全 for a person; a Chinese one has a usual surname, or an office before it. Behind an
    office may be others, too, of which it knows few or which it cuts in two: 议长布尔纳比奇, 副总理刘国|中.
    """
    tagged = analyser.tagged(text)
    named = [
        (low, shorn(text, low, high))
        for low, high, tag in tagged
        if tag in _PERSONS
        and high - low > 1
        and (
            "·" in text[low:high]
            or (text[low] in SURNAMES and high - low < 5)
            or (high - low < 9 and _is_behind(_OFFICE, text, low))
        )
    ]
    foreign = [match.span() for match in NAME.finditer(text) if _is_behind(_OF_STATE, text, match.start())]
    words = [(text[low:high], low, high) for low, high, _ in tagged]
    cut = [one for one in persons(words, analyser.count) if _is_behind(_OFFICE, text, one[0])]
    known = named.copy()
    for low, high in (*foreign, *((low, shorn(text, low, high)) for low, high in cut)):
        same = [one for one in known if one[0] < high and low < one[1]]
        if all(low <= one[0] and one[1] <= high for one in same):
            known = [*(one for one in known if one not in same), (low, high)]
    return sorted(known)


def _is_behind(office: re.Pattern[str], text: str, start: int) -> bool:
    return office.search(text, max(0, start - _LONGEST_OFFICE), start) is not None


def shorn(text: str, start: int, end: int) -> int:
    """The end of the name text[start:end], without what jieba takes for part of it (骆源作了) or the model
    does (波利扬斯基会后), and without 同志.
    """
    if behind := _BEHIND.search(text, start + 2, end):
        return behind.start()
    return end - 1 if end - start > 2 and _OF_SAYING.match(text, end - 1) else end
