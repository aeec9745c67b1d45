"""What kind of words a question asks for, and the words of that kind in a text.

Rules over question words (多少, 几, 什么时候, how many, when, which law), and patterns over the text: a
figure with its unit, a date, a title in 《》, an enumeration; persons and places by jieba's tags. Each is a
tuple of alternatives: Chinese, then English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.names import SURNAMES
from index.terms import Analyser, normalise
from qa.clause import headings
from qa.enumerated import ENUMERATIONS, trimmed
from qa.units import CURRENCY, MEASURE

_DIGITS = r"\d[\d,]*(?:\.\d+)?"
_NUMERAL = "[零〇一二两三四五六七八九十百千]+(?:点[零〇一二三四五六七八九]+)?"
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
_DAY_EN = r"\d{1,2}(?:st|nd|rd|th)?"
_COUNTED = rf"(?:(?:{MEASURE})(?:以[上下])?|以[上下])(?![%％‰.\d])"
_PLAIN = (
    "[一二三四五六七八九十百]+分之[一二三四五六七八九十百]+",
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
        rf"{_AMOUNT}(?:元|{CURRENCY})(?:人民币)?(?:以[上下])?",
        rf"(?:[$€£¥]|\b(?:US\$|USD|RMB|CNY))\s?{_WORD_SCALED}",
        rf"(?<![\d.,]){_WORD_SCALED} (?:yuan|dollars|euros|pounds|renminbi|RMB)\b",
    ),
    "percent": (
        r"\d[\d.]*[%％‰]?(?:[-—~～至到]\d[\d.]*)?(?:[%％‰]|个百分点| per ?cent\b)",
        "百分之[零〇一二两三四五六七八九十百点]+(?:[至到](?:百分之)?[零〇一二两三四五六七八九十百点]+)?",
        "[一二三四五六七八九十]成",
    ),
    "date": (
        rf"(?:{_CENTURY})(?:[初末]期?|中[叶期]|[前后早晚]期)?",
        rf"(?<!\d)\d{{4}}[-—–~～至到]+(?=\d{{4}}年){_DAY}",
        rf"{_DAY}(?: ?[-—–~～至到] ?(?:{_DAY}|\d{{1,2}}日))?",
        r"\d{4}-\d{1,2}-\d{1,2}",
        "[一二三四五六七八九〇零○]{4}年(?:[一二三四五六七八九十]+月(?:[一二三四五六七八九十]+日)?)?",
        rf"{_MONTH} {_DAY_EN}\b(?:,? \d{{4}})?",
        rf"{_DAY_EN} {_MONTH}(?: \d{{4}})?",
        r"(?<!\d)(?<!\d[.,])(?:1\d|20)\d{2}\b(?!年)",
    ),
    "age": (
        _bounded("周?岁"),
        rf"\d+{_RANGE}(?:多)?(?:周)?岁(?:以[上下])?",
        "[一二三四五六七八九十]+岁",
        r"\baged? \d+|\d+ years old",
    ),
    "number": (_bounded(MEASURE), _AMOUNT + _COUNTED, *_PLAIN),
    "count": (
        _bounded(rf"(?!元|{CURRENCY})(?:{MEASURE})"),
        rf"{_AMOUNT}(?!元|{CURRENCY}){_COUNTED}",
        *_PLAIN,
    ),
    "ordinal": (rf"第 ?(?:\d+|{_NUMERAL})(?: ?(?:{MEASURE}))?",),
    "frequency": (
        r"每(?:隔?(?:[一二三四五六七八九十两半]|\d+))?个?(?:年度?|月|季度|周|星期|[日天]|学期|小时|学年)"
        r"(?:定期)?(?:(?:至少|不少于)?[一二三四五六七八九十两\d]+次)?",
        r"\b(?:once|twice|every) (?:a |an |\d+ )?(?:day|week|month|quarter|year)s?",
    ),
    "phone": (r"(?<![\d.,])(?:\d{3,4}-)?\d{3,8}(?:-\d{1,4})?(?![\d.%％年月日元个人]|,\d)",),
    "title": ("《[^《》]{1,60}》(?:[、和与及]?《[^《》]{1,60}》)*",),
    "name": ("“[^“”，。；]{2,40}”",),
    "list": ENUMERATIONS,
}
_CANDIDATES = {kind: re.compile("|".join(alternatives)) for kind, alternatives in _PATTERNS.items()}
# jieba's tags (after ICTCLAS): nr a person, nrt a transliterated one, ns a place.
_TAGS = {"person": {"nr", "nrt", "nrfg"}, "place": {"ns"}}

_OF_SAYING = re.compile("作(?=[了的关题]|报告)|[说称](?=[，,：:“])")
_NUMBER_WORD = r"two|three|four|five|six|seven|\d+"
_LAW = "(?:laws?|regulations?|rules|documents?|act|opinions?|statute)"
_BE = "is|are|was|were"
_VERB = rf"(?:{_BE}|do|does|did|has|have|had|can|could|will|would|shall|should|must|may|of|in|by|under)\b"
_PAID = (
    r"\b(?:costs?|prices?|pay|paid|spen[dt]|fined?|fees?|charged?|worth|funds?|money|invest(?:ed|ment)?|budget"
    r"|subsid(?:y|ies)|allowances?|allocated?|grants?|granted|salar(?:y|ies)|wages?|income|earn(?:ed)?|revenue"
    r"|donated?|donations?|compensat(?:ed|ion)|bonus|tax(?:es)?|loans?|awards?|awarded|receive|get|raised?)\b"
)
_QUESTIONS = {
    "article": (
        "第几条|哪一?条(?![路街河线江船公铁])",
        r"(?:which|what) (?:article|section|clause)s?\b",
    ),
    "frequency": (
        "(?:多久|多长时间|几[年月天]|隔多久)[^，,。?？]{0,12}一次|多久一[次回届换]",
        r"\bhow (?:often|frequently)\b",
    ),
    "phone": (
        "(?:电话|热线|手机|传真|举报|服务)号码?(?:是|[?？]|$)|什么号码|拨打?(?:什么|哪个|多少)",
        "(?:电话|热线)是?(?:多少|几|什么|[?？]|$)",
        "(?:phone|telephone|hotline|fax|contact) number|what number .{0,40}(?:call|dial)",
    ),
    "age": ("多大(?:年纪|岁数|年龄)?[了吗呢?？]*$|年龄|年纪|几岁|多少岁", r"\bhow old\b|\bage of\b"),
    "publisher": (
        "(?:哪一?[家份个]|什么)(?:报纸?|媒体|报社|网站)(?!上?(?:可以|能|怎么|如何|报名|查询|申请|办理|下载))",
        "(?:报道|报导|文章|新闻|消息|稿件?|[本原该]文|这篇)[^，。？?]{0,8}(?:[来出]源|出处)|转载自",
        r"(?:which|what|name of the) newspaper\b",
        "(?:which|what) (?:media|outlet|paper|website)",
        "(?:report|article|news|story|piece)[a-z ]{0,12} (?:taken from|published|carried|source)",
        "source of the (?:report|article|news|story)",
    ),
    "percent": (
        "百分之[几多]|百分比",
        "(?:比例|占比|率)[^，,]{0,8}(?:多少|几|多高|多大)",
        "多[少高大][^，,]{0,6}(?:比例|率)",
        r"percent|proportion|\brate\b|what share",
    ),
    "money": (
        "多少(?:万|亿)?(?:元|钱|美元|资金|经费|款)|几(?:万|亿)?元",
        "多少[^，,]{0,4}(?:资金|补助|补贴|金额|经费)",
        "(?:标准|金额|资金|补助|补贴|工资|经费|公益金)[^，,]{0,6}(?:多少|几)(?![个家名人户所位次处件项])",
        "花了多少",
        f"how much (?:money|funds?|funding|welfare|lottery)|how much .*{_PAID}",
        r"\byuan\b|\brmb\b",
        "what (?:is|was) the[a-z ,]* (?:amount|allowance|standard|subsidy|cost|price|budget)",
    ),
    "date": (
        "什么时候|什么时间|何时|何日|日期",
        "哪一?[年天日月]|几[月号]|几日(?!内)",
        r"\bwhen\b|date of",
        "(?:what|which) (?:date|day|year|month)",
    ),
    "title": (
        "(?:哪[一个几部些份项]*|什么)(?:法|条例|文件|规则|规定|规划|办法|意见|报纸|report)",
        # "What does the law provide" asks for no title.
        rf"(?:which|what)(?: (?!{_VERB})[a-z]+){{0,3}} {_LAW}\b(?!')",
        rf"names? of the [a-z ]{{0,20}}{_LAW}\b",
        rf"what (?:{_BE}) the (?:[a-z]+ ){{0,2}}{_LAW}(?= called| on| about| that|\?|$)",
    ),
    "person": (
        "谁|哪位|何人|姓名",
        "(?:长|任|书记|人|者).{0,4}名字",
        r"\bwho\b|\bwhose\b|\bwhom\b",
        "name of the [a-z ]*(?:governor|director|head|chief|official|minister|president|leader)",
    ),
    "place": (
        "哪里|哪儿|在哪(?![个一些家种类级])|什么地方",
        "哪个(?:省|市|县|区|地方|城市|国家)",
        r"\bwhere\b",
        r"(?:which|what) (?:province|city|place|region|country|county)\b",
    ),
    "list": (
        "哪些|哪几|包括什么",
        "分别(?:是|为|有)",
        r"哪[\d两二三四五六七八九十]",
        r"which (?:[a-z]+ ){0,2}?(?!(?:has|is|was|does|as)\b)[a-z]+[^su' ]s\b",
        rf"(?:which|what) (?:{_NUMBER_WORD})\b",
        "what (?:are|were) the|name the|list the|list of",
    ),
    "ordinal": ("第(?:几|多少)|哪一?[届次](?!会|全会|大会)",),
    "count": ("(?:多少|几)[个名人户份家所次件条座处篇部]", "how many (?!yuan|dollars|euros|percent)"),
    "number": (
        "多少|几|数量|人数|[^次无倍少岁]数[？?]*$",
        "how many|number of|how much|how long|how old|how far|what number",
    ),
    "name": (
        "叫(?:什么|啥|做什么|作什么)|(?:名称|名字|全名|全称|主题|口号)(?:是|叫|[?？]|$)|题为什么",
        r"\b(?:full name|names? of|theme|slogan|motto|title) ",
        r"what (?:is|was|are|were) .{1,60}\b(?:called|named|titled)\b",
    ),
}
"""What asks for each kind, in the order in which they are tried: 哪些法律 asks for titles, not for a list. A
count is a number, but of no money."""
_RULES = {kind: re.compile("|".join(words), re.IGNORECASE) for kind, words in _QUESTIONS.items()}
_UNIT = re.compile(rf"(?:多少|几|多)\s*(?:万|亿)?({MEASURE})")


@dataclass(frozen=True, slots=True)
class Expectation:
    """The kind of words that a question asks for, None if it cannot be told; and the unit it names, or ""."""

    kind: str | None
    unit: str = ""


@lru_cache(maxsize=64)
def expectation(question: str) -> Expectation:
    """What `question` asks for, by the first rule that it matches."""
    question = normalise(question)
    unit = _UNIT.search(question)
    for kind, rule in _RULES.items():
        if rule.search(question):
            return Expectation(kind, unit[1] if unit else "")
    return Expectation(None)


def candidates(kind: str | None, text: str, analyser: Analyser) -> list[tuple[int, int]]:
    """Offsets of all words of that kind in `text`, in order; empty for None."""
    if kind is None or kind == "publisher":  # that stands with the article, not in its text
        return []
    if kind in _TAGS:
        words = [
            (start, end)
            for start, end, tag in analyser.tagged(text)
            if tag in _TAGS[kind] and end - start > 1
        ]
        # jieba takes 建立健全 for a person; a Chinese one has a surname and at most four characters.
        return [
            (start, shorn(text, start, end) if kind == "person" else end)
            for start, end in words
            if kind != "person" or "·" in text[start:end] or (text[start] in SURNAMES and end - start < 5)
        ]
    if kind == "article":
        return headings(text)
    found = [match.span() for match in _CANDIDATES[kind].finditer(text)]
    if kind == "list":
        return [trimmed(text, start, end, analyser) for start, end in found]
    if kind in ("number", "count"):
        others = [match.span() for of in ("date", "ordinal") for match in _CANDIDATES[of].finditer(text)]
        return [one for one in found if not any(low <= one[0] < high for low, high in others)]
    return found


def shorn(text: str, start: int, end: int) -> int:
    """The end of the name text[start:end], without a verb that jieba takes for part of it: 骆源作了."""
    return end - 1 if end - start > 2 and _OF_SAYING.match(text, end - 1) else end
