"""Figures, dates and titles, which have a form of their own: which of those in a text are quoted."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from index.terms import Analyser
from qa.answer import Met
from qa.candidates import candidates
from qa.changed import changed, dated
from qa.counting import counting
from qa.enumerated import both, counted, most_said
from qa.read import Offsets
from qa.reader.choice import EVEN, HARDLY, LIKELY, NEVER, Chosen, at, of_the_kind
from qa.reader.extent import REMARK
from qa.reader.spans import Span
from qa.units import unit_asked, unlike

EXACT = frozenset(
    "number count change money percent date time age title ordinal phone frequency".split()  # noqa: SIM905
)
"""Kinds of words that have a form of their own, with a unit or marks, and are quoted whole."""
COUNTED = ("number", "count", "money", "change")
"""Those of which a sentence often has a row, each with what it counts."""
_FIGURES = (*COUNTED, "percent", "age")
"""Those that hardly any words answer without a figure."""
_FIGURE = re.compile(
    "[\\d〇零○一二两三四五六七八九十百千万亿半几数]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    "|teen|ty|hundred|thousand|million|billion|dozen|half|quarter"
    r"|[无没未全各均]|所有|\b(?:no|none|all|every|each)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    "^(?!.*(?:增|升|降|减|涨|跌|提高|扩大|缩小|变化)).*(?:占|比重|比例)"
    r"|^(?!.*\b(?:gr[eo]w|r[io]se|up|f[ae]ll|drop|increas|declin|climb|improv|expand|chang|chip)).*\b(?:share|proportion)\b",
    re.IGNORECASE,
)
_GROWN = re.compile("(?:增长|增加|上升|下降|减少|提高|上涨|下跌)(?:了|约|近|达|超过?)?$")
_FORCE = "(?:施行|实施|生效|执行|适用)"
_WHICH_DAY = "(?:什么时候|何时|哪一?[天年日月])"
_IN_FORCE = re.compile(
    f"{_FORCE}.{{0,4}}{_WHICH_DAY}|{_WHICH_DAY}.{{0,4}}{_FORCE}"
    r"|\b(?:takes?|took|comes?|came|goes?|go|went|enter(?:s|ed)?) (?:into|in) (?:effect|force)\b"
    r"|\btakes? effect\b|\bin force\b|\beffective (?:date|from|as)\b"
    r"|\bfrom (?:what|which) (?:date|day)\b.*\bapply\b",
    re.IGNORECASE,
)
_FORCED = re.compile(
    rf"{_FORCE}|[实试推]行|启用|起效|上线|运行|[年月日天]起"
    r"|\b(?:in force|effect(?:ive)?|appl(?:y|ies|ied)|operation)\b",
    re.IGNORECASE,
)
_SINCE = re.compile("起?(?:正式)?(?:施行|实施|生效|执行)")
_CERTAIN = 0.9
"""From this probability on a figure stays, whatever words stand nearer to another."""
_BEHIND = 4
_NEAR = 24
"""Characters before a telephone number that may say whose it is."""
_DAY = re.compile(r"[天日号]|\b(?:day|date)\b", re.IGNORECASE)
_HOUR = re.compile("(?:凌晨|早上|上午|中午|下午|晚上?)?\\d{1,2}[时点](?:\\d{1,2}分|整|半)?(?!间)")
_PART = re.compile("[^；。\\n]+")
_WORDS = re.compile(r"\w")
_SIGNED = re.compile(
    r"(?:^|[\n。！!]|\s\s)\s?[^\s，,。；;：:]{2,24}(?:[局委府会办部院厅署司处社]|公司|中心)\s{1,8}(?P<day>\d{4}年\d{1,2}月\d{1,2}日)"
)
"""Who signed, and when, as the last lines of a letter have it."""
_ISSUED = re.compile(
    "发布|公布|印发|下发|颁[布发]|发出|成文|签[发署订]|落款|出具|出台|刊登|报道|发表|写[的于]|日期|(?:何时|什么时候)发(?:的|出)"
    "|(?:通知|文件|公告|函|信)是"
    r"|\b(?:issued?|published?|released?|dated|signed|written|sent|document|notice|letter|announce[ds]?)\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\bhow many |(?:多少|几)[个名家所位条项]?", re.IGNORECASE)
_PRICE = re.compile(
    r"多少(?:万|亿)?(?:元|钱)|价格|how much (?:does|did|do|will|would) .*\bcosts?\b|\bprice\b", re.IGNORECASE
)
_THINGS = re.compile("(?:[台辆套张只头棵座艘架匹吨米把]|公里|公斤)(?:以[上下])?$")


def exact(
    kind: str,
    question: str,
    text: str,
    spans: Sequence[Span],
    met: Collection[Met],
    analyser: Analyser,
) -> Chosen | None:
    """A figure, a date, a title with its unit or marks; None for an ordinal where there is none."""
    # Of what is a number, no count, many are shares.
    pattern = "change" if kind == "number" and not unit_asked(question) else kind
    places = candidates(pattern, text, analyser)
    if kind == "date" and not _DAY.search(question):
        places = [one for place in places for one in _to_the_hour(text, place)]
    if kind == "date" and not places:
        places = candidates("time", text, analyser)
    if kind == "date" and not _ISSUED.search(question):
        signed = [match.span("day") for match in _SIGNED.finditer(text)]
        if len(signed) == 1 and not text[signed[0][1] :].strip():  # else it is a row of a table
            if at(spans[0]) in signed:
                return Chosen(tuple(spans), 0.0, most=HARDLY)
            places = [place for place in places if place not in signed]
    if kind == "ordinal" and not places:
        return None
    if (kind == "phone" and not places) or (
        kind == "date" and _only(text, places) and not _ISSUED.search(question)
    ):
        return Chosen(tuple(spans), 0.0, most=NEVER)
    said = {one.passage for one in met}
    if kind == "phone":
        # In a list of offices that which is asked about stands before its number, or behind it in （）.
        bounds = [0, *(end for _, end in places)]
        before = {
            one: text[max(low, one[0] - _NEAR) : one[0]] for low, one in zip(bounds, places, strict=False)
        }
        if behind := {one: said_of[0] for one in places if (said_of := REMARK.match(text, one[1]))}:
            before = behind
        place = most_said(before, at(of_the_kind(spans, places).spans[0]), said)
        return of_the_kind([Span(*place, spans[0].probability)], places)
    if kind == "date" and _IN_FORCE.search(question):
        if not _FORCED.search(text):
            return Chosen(tuple(spans), 0.0, most=HARDLY)
        since = [place for place in places if _SINCE.match(text, place[1])]
        if at(of_the_kind(spans, places).spans[0]) not in since:
            spans = [Span(*place, spans[0].probability) for place in since[:1]] or spans
    places = changed(question, text, places)
    if kind in COUNTED and (unit := unit_asked(question)):
        # Of days it is asked: no answer is 十八周岁.
        places = [place for place in places if unit.search(text[slice(*place)])]
    if kind in COUNTED:
        places = [place for place in places if not _unlike(question, kind, text, place)]
        places = dated(text, places, said)
    if kind == "percent" and _SHARE.search(question):
        grown = [place for place in places if _GROWN.search(text, 0, place[0])]
        if at(spans[0]) in grown:
            return Chosen(tuple(spans), 1.0, most=HARDLY)
        places = [place for place in places if place not in grown]
    found = of_the_kind(spans, places)
    if kind in ("percent", "change") and found.kind:
        place = most_said(_apart(text, places), at(found.spans[0]), said)
        found = of_the_kind([replace(found.spans[0], start=place[0], end=place[1])], places)
    if kind in COUNTED and _unlike(question, kind, text, at(found.spans[0])):
        return replace(found, most=HARDLY)
    start = found.spans[0].start
    if kind == "age" and not places and "第" in text[max(0, start - 1) : start + 1]:
        return replace(found, most=HARDLY)
    if kind in _FIGURES and not _FIGURE.search(text, *at(found.spans[0])):
        # The name of a desert is surely not how many, though a figure beside it may be; how long may be
        # said in words.
        found = replace(found, most=EVEN if places or not _HOW_MANY.search(question) else HARDLY)
    if kind == "money" and not places and _PRICE.search(question) and _is_of_things(text, spans[0], analyser):
        return replace(found, most=NEVER)
    first, *others = found.spans
    if found.kind and kind in COUNTED and len(places) > 1 and spans[0].probability < _CERTAIN:
        start, end = both(question, text, counted(text, at(first), places, said), places, said)
        first = replace(first, start=start, end=end)
    single = at(first) in places or not found.kind
    found = replace(found, spans=(first, *others))
    if kind == "count" and single and (found.kind or _is_of(("money", "percent"), text, first, analyser)):
        place = counting(question, text, at(first), places, met, analyser)
        if place != at(first):
            return of_the_kind([Span(*place, first.probability)], places)
    if kind == "count" and found.kind and _beside(question, text, first, met):
        return replace(found, least=LIKELY)
    return found


def _unlike(question: str, kind: str, text: str, place: Offsets) -> bool:
    low, high = place
    return unlike(question, kind, text[low:high], text[high : high + _BEHIND])


def _to_the_hour(text: str, day: Offsets) -> list[Offsets]:
    """A day, and the day with its hour where one follows: 13日10时."""
    hour = _HOUR.match(text, day[1]) if text.startswith("日", day[1] - 1) else None
    return [day, (day[0], hour.end())] if hour else [day]


def _apart(text: str, places: Sequence[Offsets]) -> dict[Offsets, str]:
    """Shares, each with the part of the sentence between semicolons of which it is the only one."""
    parts = {
        place: _PART.search(text, max(text.rfind(mark, 0, place[0]) + 1 for mark in "；。\n"))
        for place in places
    }
    shares = [place for place in places if text[place[1] - 1] in "%％‰点"]
    alone = {
        place: part[0]
        for place, part in parts.items()
        if part and place in shares and sum(part.start() <= other[0] < part.end() for other in shares) == 1
    }
    return alone if len(alone) > 1 else {}


def _only(text: str, places: Sequence[Offsets]) -> bool:
    """Whether a text is a date and nothing else: the one below a letter."""
    return len(places) == 1 and not _WORDS.search(text[: places[0][0]] + text[places[0][1] :])


def _beside(question: str, text: str, first: Span, met: Collection[Met]) -> bool:
    """Whether what the question counts stands right before or behind the figure: 少年法庭34个."""
    asked = _HOW_MANY.search(question)
    things = [
        one
        for one in met
        if asked and len(one.passage) > 1 and question.startswith(one.question, asked.end())
    ]
    return any(
        text.endswith(thing.passage, 0, first.start) or text.startswith(thing.passage, first.end)
        for thing in things
    )


def _is_of_things(text: str, first: Span, analyser: Analyser) -> bool:
    """Whether words that should be a price are a figure of things: 366台."""
    figures = candidates("count", text, analyser)
    return any(low <= first.start < high and _THINGS.search(text, low, high) for low, high in figures)


def _is_of(kinds: Sequence[str], text: str, first: Span, analyser: Analyser) -> bool:
    """Whether words have a figure of one of these kinds."""
    figures = [place for kind in kinds for place in candidates(kind, text, analyser)]
    return any(low < first.end and first.start < high for low, high in figures)
