"""Dates as documents state them → the days that they may mean.

A date is given by its first and last day, as ISO 8601 writes them: 2021年3月 is 2021-03-01 to 2021-03-31.
Without a year, 6月15日 is --06-15: a day of some year, no one knows which.

>>> days("6月15日至17日"), days("March 2021")
(Days(first='--06-15', last='--06-17'), Days(first='2021-03-01', last='2021-03-31'))
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_LEAP_YEAR = 2000  # a day without a year may be 29 February
_NUMERALS = {ord(character): str(value) for value, character in enumerate("零一二三四五六七八九")}
_NUMERALS |= {ord("〇"): "0", ord("○"): "0"}
_TENS = re.compile("([一二三四五六七八九]?)十([一二三四五六七八九]?)")
_TO = r"\s?(?:至|到|—+|－|-|–|~|～)\s?"
_CHINESE = re.compile(
    r"(?:(?P<year>\d{4})\s?年\s?)?(?:(?P<month>\d{1,2})\s?月\s?(?:(?P<day>\d{1,2})\s?[日号號])?"
    rf"(?:{_TO}(?:(?P<month2>\d{{1,2}})\s?月\s?)?(?P<day2>\d{{1,2}})\s?[日号號])?)?"
)
_NUMERIC = re.compile(r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|t?ember|ober|t)?\.?"
)
_ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:(?:,\s?|\s)(?P<year>\d{4}))?"
_ENGLISH = (
    re.compile(rf"(?:{_ORDINAL}\s(?:of\s)?)?{_MONTH}{_YEAR}"),
    re.compile(rf"{_MONTH}\s{_ORDINAL}{_YEAR}"),
)


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last day that a date may mean, `YYYY-MM-DD`; both `--MM-DD` without a year."""

    first: str
    last: str

    @property
    def has_year(self) -> bool:
        return not self.first.startswith("--")

    def may_lie(self, since: str, until: str) -> bool:
        """Whether one of the days lies from `since` to `until`, ISO days or "" for no end.

        Without a year: in some year.
        """
        if self.has_year:
            return self.last >= since and (not until or self.first <= until)
        if not since or not until:
            return True
        turns = self.last < self.first  # over the end of the year
        return any(
            f"{year + turns:04}{self.last[1:]}" >= since and f"{year:04}{self.first[1:]}" <= until
            for year in range(int(since[:4]) - 1, int(until[:4]) + 1)
        )


@lru_cache(maxsize=4096)
def days(text: str) -> Days | None:
    """The days that a date means, in Chinese or English; None for what is no date."""
    spelled = _TENS.sub(lambda found: f"{found[1] or 1}{found[2] or 0}", text.strip().lower())
    spelled = spelled.translate(_NUMERALS)
    for pattern in (_CHINESE, _NUMERIC, *_ENGLISH):
        if spelled and (found := pattern.fullmatch(spelled)):
            stated = found.groupdict()
            return _between(*map(stated.get, ("year", "month", "day", "month2", "day2")))
    return None


def _between(
    year: str | None, month: str | None, day: str | None, month2: str | None, day2: str | None
) -> Days | None:
    if month in _MONTHS:
        month = str(_MONTHS.index(month) + 1)
    try:
        first = date(int(year or _LEAP_YEAR), int(month or 1), int(day or 1))
        last = first.replace(month=int(month2 or month or 12), day=1)
        last = last.replace(day=int(day2 or day or monthrange(last.year, last.month)[1]))
        if year and last < first:  # over the end of the year
            last = last.replace(year=last.year + 1)
    except ValueError:  # no such day
        return None
    if year:
        return Days(first.isoformat(), last.isoformat())
    return Days(f"--{first:%m-%d}", f"--{last:%m-%d}")
