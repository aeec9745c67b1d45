"""Units that figures are counted and measured in, and which of them a question names.

>>> unit_asked("How many days does the court have?").search("三日")
<re.Match object; span=(1, 2), match='日'>
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.terms import normalise

CURRENCY = "美元|欧元|港元|日元|英镑"
MEASURE = (
    "万?人次|[户件场批车]次|平方公里|平方千米|平方米|立方米|千瓦时|公里|公顷|公斤|千克|千米|千瓦|兆瓦"
    "|个?(?:工作日|自然日|小时|星期|季度|学期)|分钟|个月|周年|周(?!岁)|毫米|厘米|毫升|英里|英尺|摄氏度|[度℃](?!假)"
    f"|{CURRENCY}"
    "|[个名人户份家所次件元项条座处篇部门级岁年月日天届期辆艘架艘台套张对双栋只头匹亩吨米秒倍场起宗批种类位支间集卷册页款"
    "章节字号楼层站点区市县省国克]"
)
_SAME = {
    "天": "[天日]",
    "日": "[天日]",
    "月": "月",
    "个月": "月",
    "小时": "小时|时",
    "个小时": "小时|时",
    "年": "年",
    "周": "周|星期",
    "分钟": "分钟?",
    "公里": "公里|千米",
    "公斤": "公斤|千克",
    "度": "度|℃",
}
"""What else measures the same. What counts things (个, 名) is not here: a text may have another word."""
_ENGLISH = {
    "day": "[天日]",
    "hour": "小时|时",
    "minute": "分钟?",
    "month": "月",
    "year": "年|岁",
    "week": "周|星期",
    "kilometer": "公里|千米",
    "kilometre": "公里|千米",
    "kilogram": "公斤|千克",
    "meter": "米",
    "metre": "米",
    "ton": "吨",
    "tonne": "吨",
    "hectare": "公顷",
    "mu": "亩",
}
_ZH = re.compile(
    rf"(?:多少|几|多)\s*(?:万|亿)?({'|'.join(sorted(_SAME, key=len, reverse=True))})(?![龄轻级])"
)
_EN = re.compile(rf"\bhow many (?:[a-z]+ ){{0,2}}?({'|'.join(_ENGLISH)})s?\b")


@lru_cache(maxsize=64)
def unit_asked(question: str) -> re.Pattern[str] | None:
    """The unit that measures what `question` asks for, at the end of an amount; None if it names none."""
    question = normalise(question)
    if found := _ZH.search(question):
        units, word = _SAME[found[1]], found[1]
    elif found := _EN.search(question):
        units, word = _ENGLISH[found[1]], found[1]
    else:
        return None
    return re.compile(rf"(?:{units}|{word}s?)(?:以[上下内]|之?内)?$")
