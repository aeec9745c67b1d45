"""Units that figures are counted and measured in, and which of them a question names.

>>> unit_asked("How many days does the court have?").search("三日")
<re.Match object; span=(1, 2), match='日'>
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.terms import normalise

CURRENCY = "美元|欧元|港[元币]|日[元圆]|英镑|韩元|卢布|澳元|加元|瑞士法郎"
MEASURE = (
    "万?人次|[户件场批车]次|平方公里|平方千米|平方米|立方米|千瓦时|公里|公顷|公斤|千克|千米|千瓦|兆瓦"
    "|个?(?:工作日|自然日|小时|星期|季度|学期)|分钟|个月|周年|周(?!岁)|毫米|厘米|毫升|英里|英尺|摄氏度|[度℃](?!假)"
    f"|{CURRENCY}"
    "|人(?!民币)|日(?![圆元])"
    "|[个名户份家所次件元项条座处篇部门级岁年月天届期辆艘架艘台套张对双栋只头匹亩吨米秒倍场起宗批种类位支间集卷册页款"
    "章节字号楼层站点区市县省国克]"
)
_SAME = {
    "天": "[天日]",
    "日": "[天日]",
    "月": "月",
    "小时": "小时|时",
    "年": "年",
    "周": "周|星期",
    "星期": "周|星期",
    "分钟": "分",
    "公里": "公里|千米",
    "公斤": "公斤|千克",
    "度": "[度℃]",
}
"""What else measures the same. What counts things (个, 名) is not here: a text may have another word."""
_ENGLISH = {
    "days": "[天日]",
    "hours": "时",
    "minutes": "分",
    "months": "月",
    "years": "年|岁",
    "weeks": "周|星期",
    "kilometers": "公里|千米",
    "kilometres": "公里|千米",
    "kilograms": "公斤|千克",
    "meters": "米",
    "metres": "米",
    "tons": "吨",
    "tonnes": "吨",
    "hectares": "公顷",
    "mu": "亩",
    "basis points": "基点",
}
_TIMES = re.compile("[天日月年周分时]|星期")
_KINDS = {
    "share": re.compile(r"(?:[%％‰倍]|百分点|percent)$"),
    "money": re.compile(rf"(?:元|{CURRENCY}|yuan|dollars)(?:以[上下内])?$|^[$¥￥]"),
    "time": re.compile(
        r"(?:年|月|天|日|小时|分钟|周|星期)(?:以[上下内])?$|\b(?:day|week|month|year|hour|minute)s?$"
    ),
    "people": re.compile(r"(?:人|人次|名|people)$"),
    "age": re.compile("岁(?:以[上下])?$"),
    "measure": re.compile(r"(?:公顷|[亩米吨]|平方公里|公里|千米)$"),
}
"""What a figure is of, by how it ends."""
_UNLIKE = {
    "count": {"share", "money", "time", "age", "measure"},
    "money": {"time", "people", "age", "measure"},
}
_SUM = re.compile(r"多少(?:钱|元)|总额|\btotal\b", re.IGNORECASE)
_NAMED = {
    "share": re.compile(r"倍|\b(?:times|percent)\b", re.IGNORECASE),
    "money": re.compile(rf"{CURRENCY}|元|\b(?:dollars|euros|pounds|yuan|rmb)\b", re.IGNORECASE),
    "time": re.compile("(?:工作|自然|交易)日"),
    "measure": re.compile(
        r"[亩吨米里]|公顷|\b(?:acres?|miles?|feet|square|tons?|tonnes?|hectares?|mu|(?:kilo)?met(?:re|er)s?)\b",
        re.IGNORECASE,
    ),
}
"""What a question counts itself."""
_HOW_LONG = re.compile(
    r"(?:多久|多长时间)(?!一次)(?!.*(?:多少|几))|\bhow much time\b"
    r"|\bhow long (?:do|does|did|can|may|must|will|should)\b",
    re.IGNORECASE,
)
_NO_WHILE = {"share", "money", "people", "age"}
_DAY = re.compile(r"\d{1,2}日")
_ON_THAT_DAY = re.compile("[在上下中凌晚早傍举宣发表签会抵对]")
"""Behind a day of the month: 17日在京签署, which is no while."""
_OF_THINGS = re.compile("(?:多少|几)(?:万|亿)?[辆台架艘座所栋间棵条匹枚吨米亩户]")
_OF_PEOPLE = re.compile(
    r"(?:多少|几)(?:万|亿)?(?:人|名|位|医生|护士|医护|患者|学生|老师|教师|工人|职工|党员|游客)"
    r"|\bhow many (?:[a-z-]+ ){0,2}?(?:people|persons|men|women|children|students|pupils|teachers"
    r"|doctors|nurses|medics|patients|workers|employees|officers|soldiers|tourists|visitors|residents|villagers|farmers)\b",
    re.IGNORECASE,
)
_NO_PEOPLE = re.compile(
    "省(?!级|领导|部)|[州盟市县区乡镇村](?!长|委|民|级|领导|干部|里|人)|国家(?!级|公|安|队)|地区|城市|代表团|医疗队|工作组"
    "|社区(?!工作|居民|矫正)|企业(?!家|职工|员工)|单位(?!职工|员工)|部门(?!领导|负责|干部)|项目(?!负责|经理)"
)
_OF_PIECES = re.compile("(?:多少|几)(?:万|亿)?[枚辆艘匹]")
_UNITS = "|".join(sorted(_SAME, key=len, reverse=True))
# 多少天然气, 多少日本企业, 多少年度 ask for no days and years.
_ZH = re.compile(
    rf"(?:多少|几)\s*(?:万|亿)?个?(?P<unit>{_UNITS})"
    "(?![然津桥山文空本间元圆均常照语用活嫂饼薪供度产轻级龄报货会终边围岁年转口末工假])"
)
_EN = re.compile(rf"\bhow many (?:[a-z]+ ){{0,2}}?(?P<unit>{'|'.join(_ENGLISH)})\b(?!-)")


@lru_cache(maxsize=64)
def unit_asked(question: str) -> re.Pattern[str] | None:
    """The unit that measures what `question` asks for, within an amount; None if it names none.

    What is asked for last is meant: 近几年新建了多少所学校 asks for no years.
    """
    question = normalise(question)
    last = max(question.rfind("多少"), question.rfind("几"))
    if last >= 0 and (found := _ZH.match(question, last)):
        return re.compile(_SAME[found["unit"]])
    if found := _EN.search(question):
        word = found["unit"]
        return re.compile(rf"{_ENGLISH[word]}|\b{word.removesuffix('s')}s?\b")
    return None


def unlike(question: str, kind: str, words: str, behind: str = "") -> bool:
    """Whether a figure is surely none of what `question` asks for, a `kind` of figures: 14天 is none for how
    many people, 48人 none for 多少辆. `behind`: what follows it, as 省份 in 19个省份.
    """
    of = next((name for name, ends in _KINDS.items() if ends.search(words)), None)
    if _HOW_LONG.search(question):
        return of in _NO_WHILE or bool(_DAY.fullmatch(words) and _ON_THAT_DAY.match(behind))
    if unit := unit_asked(question):
        asked = "time" if _TIMES.search(unit.pattern) else "measure"
        return of is not None and of != asked and not (of == "age" and "岁" in unit.pattern)
    if of in _NAMED and _NAMED[of].search(question):
        return False
    if (kind, of) == ("money", "share"):  # how much it is raised may be by a share
        return bool(_SUM.search(question))
    if of in _UNLIKE.get(kind, ()) or (of == "people" and _OF_THINGS.search(question)):
        return True
    if words.endswith("个"):
        return bool(_OF_PIECES.search(question) or (_NO_PEOPLE.match(behind) and _OF_PEOPLE.search(question)))
    return False
