"""Dates in Chinese and English → their terms.

A day, a month and a year have terms of their own, so that a date meets what says less of it: 2021年6月15日
and "June 15th, 2021" are 2021, 2021-06, m06 and 06-15; "June 15" is m06 and 06-15, 6月 is m06. A year is a
plain number, a month never. 1990s, 90年代 and 九十年代 are 1990s.
"""

from __future__ import annotations

import re
from datetime import date

from index.numerals import HAN, numeral_value

_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NUMBERS = {name[:3]: number for number, name in enumerate(_NAMES, 1)}
MONTHS = (*_NAMES, *_NUMBERS, "sept")
_MONTH = rf"(?:{'|'.join(_NAMES)}|(?:{'|'.join(_NUMBERS)}|sept)(?![a-z])\.?)(?![a-z])"
_ALONE = rf"(?:{'|'.join(name for name in _NAMES if name not in ('march', 'may'))})"
"""The months that need no day or year beside them."""

FEASTS = {
    "元旦": "01-01",
    "妇女节": "03-08",
    "植树节": "03-12",
    "劳动节": "05-01",
    "五一": "05-01",
    "青年节": "05-04",
    "五四": "05-04",
    "儿童节": "06-01",
    "六一": "06-01",
    "七一": "07-01",
    "建军节": "08-01",
    "八一": "08-01",
    "教师节": "09-10",
    "烈士纪念日": "09-30",
    "国庆": "10-01",
    "国庆节": "10-01",
    "宪法日": "12-04",
    "国家公祭日": "12-13",
    "圣诞节": "12-25",
}
"""Feasts of one day of the year, as words, and the day."""

TO = r"(?: ?[-‐-―~〜至到] ?| to )"
_AND = rf"(?:{TO}| ?[、和及与] ?| and )"
_PART = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_DAY = rf"{_PART}(?: ?[日号])?"
_DAY_EN = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![a-z\d]|[.:]\d|,\d{3}(?!\d)| ?%)"
_DAYS_EN = rf"(?P<days>{_DAY_EN}(?:{_AND}{_DAY_EN}){{0,3}})"
_YEAR_EN = r"(?P<year>[12][0-9]{3})(?![a-z\d%]|[.,]\d)"
# Three that begin with a number, two that begin with a name.
_PATTERNS = (
    r"(?:(?P<year>[0-9]{4}|[〇零○一二三四五六七八九]{4}) ?年(?!代))?"
    rf"(?: ?(?P<months>{_PART}(?: ?月?{_AND}{_PART}){{0,3}}) ?月"
    rf"(?: ?(?P<days>{_DAY}(?:{_AND}{_DAY}){{0,3}})(?<=[日号]))?)?(?(year)|(?(months)|(?!)))",
    r"(?P<year>[0-9]{4})(?P<mark>[-/.])(?P<months>[0-9]{1,2})(?P=mark)(?P<days>[0-9]{1,2})(?!\d)",
    # "Article 5 may be amended" is no date.
    rf"{_DAYS_EN}(?: of |[ -])(?P<months>{_MONTH})(?!(?:(?<=\bmay)|(?<=\bmarch)) [a-z])"
    rf"(?:(?:,? | of |-){_YEAR_EN})?",
    rf"(?P<months>{_MONTH})(?: (?:the )?{_DAYS_EN})?(?:(?:, ?| of | ){_YEAR_EN})?(?(days)|(?(year)|(?!)))",
    rf"(?P<months>{_ALONE})(?![a-z])(?P<days>)(?P<year>)",
)
_DATES = tuple(re.compile(pattern) for pattern in _PATTERNS)
_PIECE = re.compile(rf"[0-9]+|[{HAN}]+|{'|'.join(_NUMBERS)}")
_DECADE = re.compile(
    rf"(?:(?P<century>{_PART}) ?世纪 ?)?(?P<decade>(?:[0-9]{{2}})?[0-9]0|[二三四五六七八九]十) ?年代"
    r"|(?P<decades>[0-9]{3}0|(?<=the )[2-9]0|(?<=['’])[0-9]0)['’]?s(?![a-z])"
)


def date_at(text: str, at: int) -> tuple[int, tuple[str, ...]] | None:
    """Where the date that begins at `at` ends, and its terms; None if there is none."""
    for pattern in _DATES[3:] if "a" <= text[at] <= "z" else _DATES[:3]:
        if (found := pattern.match(text, at)) and (terms := _terms(found)):
            return found.end(), terms
    if found := _DECADE.match(text, at):
        return found.end(), _decade(found)
    return None


def finest(terms: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The notions of a figure, each with the terms that may stand for it: of a date the finest."""
    months = [term for term in terms if term[0] == "m" or term[4:5] == "-"]
    others = tuple((term,) for term in terms if term not in months)
    if any(term[2:3] == "-" for term in terms):
        return others
    numbers = dict.fromkeys(month[-2:] for month in months)
    return others + tuple(tuple(month for month in months if month.endswith(end)) for end in numbers)


def _terms(found: re.Match[str]) -> tuple[str, ...]:
    """The terms of a date; none if there is no such day."""
    years, months, days = (
        [_value(piece) for piece in _PIECE.findall(found[part] or "")] for part in ("year", "months", "days")
    )
    try:
        for month in months:
            for day in days or [1]:
                date(years[0] if years else 2000, month, day)
    except ValueError:
        return ()
    of_months = [
        term for month in months for term in (*(f"{year}-{month:02}" for year in years), f"m{month:02}")
    ]
    of_days = [f"{month:02}-{day:02}" for month in months[-1:] for day in days]
    return (*map(str, years), *of_months, *of_days)


def _decade(found: re.Match[str]) -> tuple[str, ...]:
    decade = _value(found["decade"] or found["decades"])
    if decade > 99:
        return (f"{decade}s",)
    if not found["century"]:
        return (f"{decade + (1900 if decade > 10 else 2000)}s",)
    century = _value(found["century"])
    return str(century), f"{100 * (century - 1) + decade}s"


def _value(piece: str) -> int:
    """The number of a year, a month or a day; 0 for what is none."""
    return _NUMBERS.get(piece) or int(numeral_value(piece) or 0 if piece[0] in HAN else piece)
