"""What kind of words a question asks for, by rules over question words: 多少, 什么时候, how many, which law.

Each rule is a tuple of alternatives: Chinese, then English. For the words of a kind see `qa.candidates`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.terms import normalise
from qa.units import MEASURE, unit_asked

_NUMBER_WORD = r"two|three|four|five|six|seven|\d+"
_LAW = "(?:laws?|regulations?|rules|documents?|act|opinions?|statute)"
_BE = "is|are|was|were"
_VERB = rf"(?:{_BE}|do|does|did|has|have|had|can|could|will|would|shall|should|must|may|of|in|by|under)\b"
_PAID = (
    r"\b(?:costs?|prices?|pay|paid|spen[dt]|fined?|fees?|charged?|worth|funds?|money|invest(?:ed|ment)?|budget"
    r"|subsid(?:y|ies)|allowances?|allocated?|grants?|granted|salar(?:y|ies)|wages?|income|earn(?:ed)?|revenue"
    r"|donated?|donations?|compensat(?:ed|ion)|bonus|tax(?:es)?|loans?|awards?|awarded|receive|get|raised?)\b"
)
_AUX = "is|was|are|were|does|do|did|has|have|had|will|would|can|could|must|should|may|a"
_WHOM = (
    r"(?:those|people|persons?|m[ae]n|wom[ae]n|child(?:ren)?|anyone|someone|everyone|one"
    r"|[a-z]+(?:ers?|ors?|ists?|ees?|ants?|ents?|ians?|ials?|ies|minds?))"
)
"""Of whom something is said: a leader who …, those who …."""
_PERSON = (
    "(?:leader|official|person|governor|minister|director|chief|speaker)\\b(?!')|(?:[a-z]+ )?(?:vice[- ])?"
    "(?:envoy|ambassador|diplomat|historian|scholar|expert|professor|scientist|academician|writer|author|artist"
    "|athlete|swimmer|coach|mayor|premier|president|chairman|spokes(?:man|woman|person)|astronaut|captain"
    "|entrepreneur|politician|lawmaker|engineer)"
    "(?= (?:is|was|did|does|has|had|will|would|can|who|that|at|of|from|in|for|with|[a-z]+ed|told"
    "|gave|led|won|met|spoke|said|took|made|wrote|put|drew|held|became|went|came|got)\\b|[?,]|$)"
)
_FEW = "(?:(?<![十百千万这那前后近好数])几|(?<=[提会]前)几|(?<=前)几(?=[名位]))"
"""几 that asks; 十几, 前几年 do not."""
_TO = "(?:to|in|at|on|from|by|for|under|of|with|into|through)"
_MUST = r"(?! (?:does|must|can|need) (?:an?|one|someone)\b.*\b(?:have|need|must|required|allowed)\b)"
_CALL = "(?:联系|咨询|监督|举报|投诉|求助|报警|服务)?(?:电话|热线)"
_QUESTIONS = {
    "article": (
        "第几条|哪一?条(?:法律?|条款)?(?:规定|明确|要求|禁止|说|写|讲|提到|是|适用|$|[?？])",
        r"(?:which|what) (?:articles?|clauses?)\b",
    ),
    "frequency": (
        "(?:多久|多长时间|几[年月天]|隔多久)[^，,。?？]{0,12}一次|多久一[次回届换]",
        r"\bhow (?:often|frequently)\b",
    ),
    "phone": (
        f"号码(?:是|为|多少|[?？]|$)|什么号码|{_CALL}(?:是|为)?(?:多少|几号|什么号)(?![个次部人分年月日天])[?？]*$",
        "拨?打(?:什么|哪个)(?:电话|热线|号码)",
        "(?:phone|telephone|hotline|fax|contact) number",
        r"what number (?:can|should|do|to)\b.{0,30}\b(?:call|dial)",
    ),
    "time": ("几点|几时|什么钟点", r"\bwhat time\b|\bwhat hours?\b"),
    "age": (
        "(?<!面积)(?<!规模)(?<!震级)(?<!影响)(?<!力度)(?<!幅度)(?<!容量)(?<!影响有)(?<!面积有)(?<!规模有)"
        "多大(?:年纪|岁数|年龄)?[了吗呢?？]*$|年龄|年纪(?!念)|几岁|多少岁",
        r"\bhow old\b|\bage of\b",
    ),
    "publisher": (
        "(?:哪一?[家份个]|什么)(?:报纸?|媒体|报社|网站)(?!上?(?:可以|能|怎么|如何|报名|查询|申请|办理|下载))",
        "(?:报道|报导|文章|新闻|消息|稿件?|[本原该]文|这篇)[^，。？?]{0,8}(?:[来出]源|出处)|转载自",
        r"(?:which|what|name of the) newspaper\b",
        "(?:which|what) (?:media|outlet|paper|website)",
        "(?:report|article|news|story|piece)[a-z ]{0,12} (?:taken from|published|carried|source)",
        "source of the (?:report|article|news|story)",
    ),
    "percent": (
        "百分之[几多]|百分比|(?<!增长)(?<!增加)(?<!上升)(?<!下降)(?<!减少)(?<!提高)(?<!降低)几成(?![员标为果效功立长])",
        "(?:比例|占比|率)[^，,]{0,8}(?:多少|几|多高|多大)",
        "多[少高大][^，,]{0,6}(?:比例|率)",
        r"percent|proportion|\brate\b|what share",
    ),
    "change": (
        "(?:增长|增加|上升|上涨|下降|减少|提高|降低|下跌|涨|降)了?(?:多少|几成)"
        "(?![个名人户份家所次件条座处篇部元岁年天倍万亿吨公里])",
        r"\bby how much\b|\bhow much (?:did|has|have|does|do|will)\b.{0,60}\b(?:grow|grown|rise|risen"
        r"|increased?|fall|fallen|drop(?:ped)?|declined?|decreased?)\b",
    ),
    "money": (
        "多少(?:万|亿)?(?:元|钱|美元|资金|经费|款)|几(?:万|亿)?元",
        "多少[^，,家个名人户所]{0,2}(?:资金|补助|补贴(?!券)|金额|经费)",
        "(?:标准|金额|资金|补助|补贴|工资|经费|公益金|(?<![消浪免耗])费用?|租金|押金|罚款)[^，,]{0,6}(?:多少|几)(?![个家名人户所位次处件项])",
        "花了多少",
        "how much (?:money|funds?|funding|compensation|welfare|lottery)",
        rf"\bhow (?:big|large|high|heavy) (?:{_BE}) the (?:fine|penalty|subsidy|allowance|reward|grant|loan)",
        rf"how much (?:{_AUX})\b.*{_PAID}",
        r"(?<!\d )(?<!illion )(?<!usand )(?<!ndred )(?<![\d-])\b(?:yuan|rmb)\b(?! ?\d)",
        "what (?:is|was) the[a-z ,]* (?:amount|allowance|standard|subsidy|cost|price|budget)",
        r"what (?:is|was) the (?:[a-z]+ ){0,2}(?:fine|fee|deposit)\b(?! print)",
    ),
    "date": (
        "什么时候|什么时间|何时|何日|日期",
        r"哪一?[年天日月]|哪[\d两二三四五六七八九十几][天日]|几[月号]|几日(?!内)",
        # "When it is serious, what …" asks for no date, nor "when may a builder".
        rf"^(?:(?!\b(?:what|which|who|where)\b).)*\bwhen\b(?! may (?!i\b|we\b|one\b)){_MUST}"
        r"(?!.*, (?:who|what|which|how|where)\b)|date of",
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
        "(?:长|任|书记|主席|[队议委职店]员|人|者|老板|经理|店主|教师|老师|医生|护士|司机|选手|作家|学者|专家)(?!的).{0,4}名字",
        r"[他她]叫|[一另]位[^，,。]{0,8}(?:叫|名字)",
        rf"name of the {_WHOM} who\b",
        rf"^(?!(?:{_TO} )?(?:which|what|how)\b)(?!.*\b{_WHOM},? who\b).*\bwho(?:se|m)?\b",
        rf"(?:which|what) (?:[a-z-]+ )?(?:{_PERSON})",
        "name of the [a-z ]*(?:governor|director|head|chief|official|minister|president|leader)",
    ),
    "place": (
        "哪里|哪儿|在哪(?![个一些家种类级])|什么地方",
        "哪个(?:省|市|县|区|地方|城市|国家)",
        r"\bwhere\b|\b(?:which|what) venue\b",
        r"(?:which|what) (?:province|city|place|region|country|county)\b(?! (?:and|or)\b)",
    ),
    "list": (
        "哪些|哪几|包括什么",
        "分别(?:是|为|有)",
        r"哪[\d两二三四五六七八九十]",
        rf"which (?:(?!{_VERB}|for\b)[a-z]+ ){{0,2}}?(?!(?:has|is|was|does|as)\b)[a-z]+[^su' ]s\b",
        rf"(?:which|what) (?:{_NUMBER_WORD})\b",
        r"what (?!percentages)[a-z]+[^aiosu' ]s (?:are|were|must|should|may|can|will|do|did|have)\b",
        "what (?:are|were) the|name the|list the|^list |(?:give|show|want|need|provide)[a-z ]* list of",
    ),
    "ordinal": ("第(?:几|多少)|哪一?[届次](?!会|全会|大会)",),
    "count": (f"(?:多少|{_FEW})[个名人户份家所次件条座处篇部]", "how many (?!yuan|dollars|euros|percent)"),
    "number": (
        f"多少|{_FEW}|数量|人数|多久|多长时间|[^次无倍少岁]数[？?]*$|多[长高远宽深重][？?]*$",
        r"how many|number of|how much|how long|how old|how far|what number",
        r"how (?:tall|deep|wide|heavy) (?:is|was|are|were)\b",
        r"\bto what figure\b",
        r"what (?:is|was) the [^,?]*\b(?:pmi|price index|reading (?:for|in))\b",
        "what (?:total )?(?:amount|acreage|length|quantity|volume|tonnage) of",
        r"what (?:total )?area of (?:[a-z-]+ )?(?:land|forests?|grassland|farmland|crops?|grain|trees)\b",
    ),
    "name": (
        "叫(?:什么|啥|做什么|作什么)|(?:名称|名字|全名|全称|主题|口号|题目|标题)(?:是|叫|[?？]|$)|题为什么",
        r"\b(?:full name|names? of|theme|slogan|motto|title) ",
        r"what (?:is|was|are|were) .{1,100}\b(?:called|named|titled)\b",
    ),
}
"""What asks for each kind, in the order in which they are tried: 哪些法律 asks for titles, not for a list. A
count is a number, but of no money, and a change a number or a share."""
_RULES = {kind: re.compile("|".join(words), re.IGNORECASE) for kind, words in _QUESTIONS.items()}
_UNIT = re.compile(rf"(?:多少|{_FEW}|多)\s*(?:万|亿)?({MEASURE})")


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
        # 资金将在多少天内到账 asks for days.
        if rule.search(question) and not (kind == "money" and unit_asked(question)):
            return Expectation(kind, unit[1] if unit else "")
    return Expectation(None)
