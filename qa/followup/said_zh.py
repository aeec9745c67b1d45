"""What a follow-up in Chinese names."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.followup.core import Core, Words
from qa.followup.pieces import dates, only_place, persons, places
from qa.units import MEASURE

_LEAD = re.compile(
    r"(?:请问)?(?P<lead>那么|那(?![里儿边个些时年天次种样位])|还有|另外|至于|换成|要是|如果是)?[，,、\s]*"
)
_TAIL = re.compile(r"(?P<how>又?(?:怎么样|如何|怎样))?(?P<of>的)?(?P<ne>呢)?(?P<mark>[\s？?。.！!…~～]*)$")
SENSES = {
    "when": "什么时候|何时|什么时间|哪一?[年天]|哪个?月|几月几[日号]",
    "where": "在?(?:哪里|哪儿|什么地方|哪个(?:城市|地方|省|市|县|区|国家|地区))",
    "why": "为什么|为何",
    "by": "由(?:谁|哪个部门)",
    "who": "谁|何人|哪位|什么人",
}
ASKS = "|".join(f"(?P<{sense}>{words})" for sense, words in SENSES.items())
_ASKS_ALONE = re.compile(f"是?(?:{ASKS})")
_MANY = re.compile(rf"(?:一共|总共|共)?有(?:多少|几)(?:{MEASURE})?")
_ELLIPSIS = re.compile(rf"(?:又?是)?(?:[在于从由])?(?:{ASKS})(?P<verb>[\u4e00-\u9fff]{{1,4}}?)[的了]?")
PRONOUN = re.compile(
    "(?P<there>(?:那里|那儿|那边|当地))|(?P<they>[它他]们|其中)|(?P<one>它|其(?![他它余次实]))|(?P<person>[他她])(?!们)"
)
_NO_THING = re.compile(
    "[这那哪第几谁何我你您他她它]|其[他它余]|别的|另外|什么|多少|怎|[更最不没还吗是有了和与]|好|谢"
)


def core(question: str, words: Words) -> Core | None:
    """What a Chinese follow-up names; None if it seems to stand by itself."""
    lead = _LEAD.match(question)
    tail = _TAIL.search(question, lead.end() if lead else 0)
    if not lead or not tail or (tail["how"] and not (tail["ne"] or lead["lead"])):
        return None
    text = question[lead.end() : tail.start()].strip()
    marked = bool(lead["lead"] or tail["ne"])
    if not text:
        return None
    if (named := _named(text, words)) and (marked or named.asks or tail["mark"].strip()):
        return named
    if (
        marked
        and (found := persons(text, words.lexicon, words.analyser))
        and found[0].end - found[0].start == len(text)
    ):
        return Core(chinese=True, person=text)
    if PRONOUN.match(text) or _ELLIPSIS.fullmatch(text):
        return Core(chinese=True, text=question[lead.end() :])
    plain = not (_NO_THING.search(text) or dates(text) or places(text, words.lexicon))
    if marked and len(text) < 13 and plain:
        return Core(chinese=True, thing=text)
    return None


def _named(text: str, words: Words) -> Core | None:
    """A place, a date and what asks, if the text has one of them, or several in a row, and nothing else."""
    rest, result = text, Core(chinese=True)
    if found := _MANY.search(rest):  # 江苏有多少家
        if found.start() == 0 or found.end() < len(rest):
            return None
        rest = rest[: found.start()]
    elif (found := _ASKS_ALONE.search(rest)) and found.end() == len(rest):
        sense = str(found.lastgroup)
        result = replace(result, asks=found[0].removeprefix("是"), sense=sense)
        rest = rest[: found.start()]
    if (dated := dates(rest)) and len(dated) == 1:
        date = dated[0]
        result = replace(result, date=rest[date.start : date.end])
        rest = f"{rest[: date.start].removesuffix('在')}{rest[date.end :].removeprefix('的')}"
    rest = rest.removeprefix("在").removesuffix("的")
    if rest and (place := only_place(rest, words.lexicon)):
        result, rest = replace(result, place=rest, han=place.han), ""
    return result if not rest and (result.place or result.date or result.asks) else None
