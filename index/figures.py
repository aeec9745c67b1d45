"""Text → figures: numbers, amounts, percentages, fractions and dates in one form, Chinese or English.

    34, 三十四, thirty-four                      34
    12,000, 1.2万, 壹万贰仟, 12 thousand         12000
    34%, 百分之三十四, thirty-four percent       34%       (三成 30%, 5‰ 0.5%, 3.5 percentage points 3.5%)
    2/3, 三分之二, two thirds                    2/3
    10~20万, 10 to 20 percent                    100000 and 200000, 10% and 20%
    6月15日, June 15                             see `dates`
    〔2022〕12号, [2022]12号                      2022, 12 and 2022号12: the number of an official document
    14th Five-Year Plan, 第十四个五年规划             十四五

Not figures: 一 and one by themselves, numerals in words (三角, 万一), about so many (三四个, 几十个), first
to tenth, which are as often something else (second, third party).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from math import prod
from typing import NamedTuple

from index.dates import MONTHS, TO, date_at
from index.numerals import (
    CARDINALS,
    CONTRACT,
    DIGITS,
    HAN,
    LARGE,
    LATER,
    PARTS,
    PLAIN,
    SCALES,
    UNITS,
    numeral_value,
    spelled,
)

# What a numeral of one character counts. Not what makes another word of it: 四周, 十分, 三门峡.
_COUNTED = (
    "(?:[个名位家次种件项条座部篇章节款类所户份岁年月日天届期元倍级层批点场起支套张吨米亩人省市县号]"
    "|公[里斤顷]|平方|立方|小时|分钟|周[年岁]|季度|[美欧]元)"
)
_LARGE = "|".join(LARGE)
# It begins with one set of characters, for which `re` looks fast; what follows tells which it was.
_START = re.compile(
    rf"[\d{HAN}{CONTRACT}a-z](?:(?<=\d)|(?<=[a-z])[a-z]*|(?<=[{CONTRACT}])[{CONTRACT}零万亿]+"
    rf"|(?<=[{HAN}])(?<![{HAN}].)(?<![几数][十百千万亿])(?:[{HAN}]+"
    rf"|(?<=[二两三四五六七八九十])(?={_COUNTED}|成)|(?<=第一)(?={_COUNTED})|(?<=一)(?=[月成])"
    rf"|(?=点[{HAN}]|分之|{TO}[{HAN}])))"
)
_FIRST = frozenset({*CARDINALS, *LATER, *MONTHS, "a"})
# Repetitions are bounded: a line may be as long as a file.
_NUMBER = re.compile(
    r"(?P<digits>\d{1,3}(?:,\d{3}){1,8}(?!\d)(?:\.\d{1,25})?|\d{1,25}(?:\.\d{1,25})?)"
    rf"|(?P<han>[{HAN}]{{1,25}}|[{CONTRACT}零万亿]{{2,25}})"
    rf"(?:点(?P<decimals>[{''.join(DIGITS)}]{{1,25}})(?![{HAN[:-2]}分]))?"
)
_SCALE = "(?:[百千](?![分米克瓦卡帕赫])|[万亿]){1,3}"
_UNIT = re.compile(
    rf"(?:(?:st|nd|rd|th)(?![a-z]))?(?: ?[多余]?(?P<han>{_SCALE}))?"
    rf"(?:[ -]?(?P<latin>(?:{_LARGE}|bn)(?: (?:{_LARGE}))?)(?![a-z]))?"
    r"(?P<mark> ?[%‰]| ?个?百分点|[ -]?per ?cent(?![a-z])|[ -]?percentage[ -]points?(?![a-z])"
    r"|成(?=[,。、;:!?)以多左的至到]|$))?"
)
_MORE = re.compile(rf"(\d{{1,5}}(?:\.\d{{1,5}})?)({_SCALE})")
_TO, _COUNT = re.compile(TO), re.compile(_COUNTED)
_OF = re.compile(rf"(?:(?P<digits>\d{{1,9}})|(?P<han>[{HAN}]{{1,25}})(?P<decimals>))分之")
_FRACTION = re.compile(
    r"(?P<part>\d{1,2})[/⁄](?P<whole>\d{1,2})(?![\d/⁄])"
    rf"|(?:(?P<a>a)|(?P<parts>{'|'.join(UNITS)}))[ -](?P<wholes>{'|'.join(PARTS)})(?P<plural>s?)(?![a-z])"
    "(?(a)(?= of(?![a-z])))"
)
_DOCUMENT = re.compile(r"(?P<year>[12]\d{3}) ?年?[〕\])】] ?第? ?(?P<number>\d{1,5}) ?号")
_TEENTHS = {word: value for word, value in LATER.items() if value < 20}
_NINE = "一二三四五六七八九"
_PLAN = re.compile(
    rf"十(?P<han>[{_NINE}])(?:五(?![个百千万亿年月日号点分岁元〇六七八九十家天届块项户周名位次条种\d])|个五年(?:规划|计划))"
    rf"|(?:1(?P<digit>[1-9])th|(?P<word>{'|'.join(_TEENTHS)})) (?:five|5)[ -]year plan(?![a-z])"
    "|1(?P<arabic>[1-9]) ?个五年(?:规划|计划)"
)
_ONE = Decimal(1)
_HUNDREDTHS = {100: _ONE, 1000: Decimal("0.1"), 10000: Decimal("0.01")}
_SHARES = {"‰": Decimal("0.1"), "成": Decimal(10)}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at text[start:end], and the terms by which it is found; they have no blanks."""

    start: int
    end: int
    terms: tuple[str, ...]


class _Amount(NamedTuple):
    """A number as read: `value` times `factor`, in percent or not; whether it is a figure by itself."""

    end: int
    value: Decimal
    factor: Decimal
    percent: str
    counts: bool


def figures(text: str) -> list[Figure]:
    """The figures of `text`, which is normalised (`terms.normalise`), in order; none overlaps another."""
    found: list[Figure] = []
    end = 0
    for match in _START.finditer(text):
        start = match.start()
        if start < end or (match[0][0].isascii() and match[0].isalpha() and match[0] not in _FIRST):
            continue
        if (
            one := _plan(text, start)
            or _document(text, start)
            or date_at(text, start)
            or _fraction(text, start)
            or _number(text, start)
        ):
            end, terms = one
            found.append(Figure(start - (text[start - 1 : start] == "第"), end, terms))
    return found


def plain(value: Decimal) -> str:
    """3.50 is "3.5", 1.2E+4 is "12000"."""
    return f"{value.normalize():f}"


def _plan(text: str, at: int) -> tuple[int, tuple[str, ...]] | None:
    """Which five-year plan of the state is meant."""
    if not (found := _PLAN.match(text, at)):
        return None
    number = int(found["digit"] or found["arabic"] or _TEENTHS.get(found["word"], 10) - 10)
    return found.end(), (f"十{found['han'] or _NINE[number - 1]}五",)


def _document(text: str, at: int) -> tuple[int, tuple[str, ...]] | None:
    """The number of an official document, whose year stands in brackets, of whichever kind."""
    if text[at - 1 : at] not in tuple("〔[(【") or not (found := _DOCUMENT.match(text, at)):
        return None
    year, number = found["year"], int(found["number"])
    return found.end(), (year, str(number), f"{year}号{number}")


def _fraction(text: str, at: int) -> tuple[int, tuple[str, ...]] | None:
    if (of := _OF.match(text, at)) and (part := _NUMBER.match(text, of.end())):
        whole, value = _value(of), _value(part)
        if not whole or value is None:
            return None
        if scale := _HUNDREDTHS.get(int(whole)):
            return part.end(), (plain(value * scale) + "%",)
        return part.end(), (f"{plain(value)}/{plain(whole)}",)
    if not (found := _FRACTION.match(text, at)):
        return None
    if found["part"]:
        few, many = int(found["part"]), int(found["whole"])
        return (found.end(), (f"{few}/{many}",)) if 0 < few < many else None
    few, many = CARDINALS.get(found["parts"], 1), PARTS[found["wholes"]]
    # "two thirds" is a fraction, "two third parties" are two.
    return (found.end(), (f"{few}/{many}",)) if found["plural"] or few == 1 else None


def _number(text: str, at: int) -> tuple[int, tuple[str, ...]] | None:
    if not (amount := _amount(text, at)):
        return None
    end, value, factor, percent, counts = amount
    # Of "10~20万" and "三至五个" the first shares what stands behind the second.
    shares = factor == 1 and not percent and _TO.match(text, end)
    if shares and (other := _amount(text, shares.end())) and value < other.value:
        factor, percent, counts = other.factor, other.percent, counts or other.counts
    return (end, (plain(value * factor) + percent,)) if counts else None


def _amount(text: str, at: int) -> _Amount | None:
    if found := _NUMBER.match(text, at):
        value, end = _value(found), found.end()
        counts = len(found[0]) > 1 or not found["han"] or bool(_COUNT.match(text, end))
    elif number := spelled(text, at):
        end, value, counts = number[0], Decimal(number[1]), number[1] > 1
    else:
        return None
    if value is None or not (unit := _UNIT.match(text, end)):
        return None
    if unit.end() == end:
        return _Amount(end, value, _ONE, "", counts)
    end, mark = unit.end(), (unit["mark"] or "").strip()
    factor = least = _factor(unit["han"] or "")
    while least > 1 and not mark and (more := _MORE.match(text, end)) and _factor(more[2]) < least:
        least = _factor(more[2])
        value += Decimal(more[1]) * least / factor  # 1亿2000万
        end = more.end()
    factor *= prod(LARGE.get(word, 10**9) for word in (unit["latin"] or "").split())
    factor *= _SHARES.get(mark[:1], _ONE)
    return _Amount(end, value, factor, "%" if mark else "", counts or bool(mark))


def _value(found: re.Match[str]) -> Decimal | None:
    if found["digits"]:
        return Decimal(found["digits"].replace(",", ""))
    numeral = found["han"].translate(PLAIN)
    if len(numeral) == 2 and numeral[0] in DIGITS and numeral[1] in DIGITS:
        return None  # 三四 is three or four
    if numeral[0] in "百千万亿" and numeral.strip("万亿") not in ("百", "千", ""):
        return None  # 万一, 千百
    value = numeral_value(numeral)
    decimals = "".join(str(DIGITS[digit]) for digit in found["decimals"] or "")
    return None if value is None else Decimal(f"{value}.{decimals}")


@cache
def _factor(scale: str) -> Decimal:
    return Decimal(prod(SCALES[character] for character in scale))
