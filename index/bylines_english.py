"""Where and when an article in English appeared: `BEIJING, June 15 (Xinhua) --`, `Updated: June 15, 2021`.

Positions within the text, (publisher, date); `(0, 0)` where one is not named. A name alone behind "Source:"
counts where it is one of those who publish: "Source: National Bureau of Statistics" stands below a table.
What is in doubt is text: a line that is taken for such a remark cannot be found.
"""

from __future__ import annotations

import re

Positions = tuple[tuple[int, int], tuple[int, int]]

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:,\s?|\s)(?:19|20)[0-9]{2}"
DATE = rf"(?:{_MONTH}\s{_DAY}(?:{_YEAR})?|{_DAY}\s(?:of\s)?{_MONTH}(?:{_YEAR})?)(?![0-9A-Za-z])"
_ISO = r"(?:19|20)[0-9]{2}(?:-[0-9]{2}-|/[0-9]{1,2}/)[0-9]{2}(?![0-9])"
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?\s)?"
_ZONE = r"(?:\s\(?[A-Z]{2,4}(?:[+-][0-9:]+)?\)?)?"
_TIME = rf"(?:,?\s?(?:at\s)?[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?:\s?[AaPp]\.?[Mm]\.?)?{_ZONE})?"
_NAME = r"[A-Z0-9][\w.,'’&() -]{1,58}[\w)]"
_STATE = "Xinhua(?: News Agency)?|CGTN|ECNS"
_AGENCIES = rf"{_STATE}|Reuters|AP|AFP|UPI|dpa|DPA|TASS|Kyodo(?: News)?|Yonhap|Bloomberg|CNS"
_OWN = (
    rf"{_STATE}|.*\b(?:News|Daily|Times|Post|News Agency|Press|Journal|Gazette|Herald"
    r"|Tribune|Chronicle|Telegraph|Guardian|Observer|Online|Radio|Weekly|Magazine)|.*\.(?:com|cn|org|net|gov)"
)
_PRESS = re.compile(_OWN)
"""Those who publish articles."""
_OUTLET = re.compile(rf"{_OWN}|{_AGENCIES}")
"""Those and agencies, which stand below charts as well."""
_WHEN = (
    r"(?:(?:(?:Last|First)\s)?(?:Published|Updated|Modified|Posted|Issued|Released)(?:\s(?:on|at))?"
    r"|(?:Release|Publication|Publishing|Issue)\sDate)"
)
_DATED = re.compile(
    rf"(?:(?P<when>(?i:{_WHEN})\s?:?\s{{0,3}})|Date\s?:\s{{0,3}})?"
    rf"{_WEEKDAY}(?P<date>{DATE}|{_ISO}){_TIME}(?:\s(?P<name>{_NAME}))?"
)
_SAID = re.compile(rf"(?:Source|Publisher|Published by|Issued by)\s?:\s{{0,3}}(?P<name>{_NAME})")
_STAFF = re.compile(
    r"(?:(?:Editor|Author|Reporter|Writer)s?\s?:|(?:Written |Edited )?[Bb]y\s)\s{0,3}\S[^|]{0,60}"
)
_BAR = re.compile(
    r"\s*[|•·]\s*|\s{3,}"
    r"|(?<=\S)(?<!Release)(?<!Publication)(?<!Publishing)(?<!Issue)\s+"
    r"(?=(?:Last |First )?(?:Source|Editor|Updated|Published|Date)\s?:)"
)
_PLACE = r"[A-Z][A-Za-z.'’ -]{1,30}(?:,\s[A-Z][A-Za-z.' ]{1,20})?"
_DATELINE = re.compile(
    rf"(?:{_PLACE}?(?:,\s|\s(?=\()))?(?:{_WEEKDAY}(?P<date>{DATE})|\((?P<braced>{DATE})\))?\s?"
    rf"(?:[(/](?P<name>{_AGENCIES}|PRNewswire|GLOBE NEWSWIRE|BUSINESS WIRE)[)/])?\s?(?:--|[—–-])\s"
)
_ON = re.compile(rf"On\s{_WEEKDAY}(?P<date>{DATE})|{_WEEKDAY}(?P<first>{DATE})(?=\s?[,:—–-])")
_REMARK = re.compile(
    rf"\(\s?(?:(?:Source|Courtesy of)\s?:?\s(?P<named>{_NAME})|(?P<agency>{_AGENCIES}))\s?\)$"
)
_SENTENCE = re.compile("[.!?][”’\"']?\\s?$")


def label(text: str) -> Positions | None:
    """What a line says that is all about where and when: `By Li Lei | China Daily | Updated: 2021-06-15`.

    A day alone is none, nor one that "Date:" names alone: it may be when something takes place.
    """
    bars = [found.span() for found in _BAR.finditer(text)]
    starts, ends = [0, *(end for _, end in bars)], [*(start for start, _ in bars), len(text)]
    said = outlet = date = bare = (0, 0)
    for at, end in zip(starts, ends, strict=True):
        when = _DATED.fullmatch(text, at, end)
        if when and (not when["name"] or _OUTLET.fullmatch(when["name"])):
            outlet = _span(when, "name") or outlet
            date, bare = (when.span("date"), bare) if when["when"] else (date, when.span("date"))
        elif source := _SAID.fullmatch(text, at, end):
            said = source.span("name")
        elif _OUTLET.fullmatch(text, at, end):
            outlet = at, end
        elif not _STAFF.fullmatch(text, at, end):
            return None
    if not date[1] and not (bare[1] and (said[1] or outlet[1])):
        return (said, date) if said[1] and _PRESS.fullmatch(text, *said) else None
    return said if said[1] else outlet, date if date[1] else bare


def opening(text: str) -> Positions:
    """What the words say that an article opens with; a day that it begins with is its date."""
    line = _DATELINE.match(text)
    if line and line.lastgroup:
        return _span(line, "name") or (0, 0), _span(line, "date") or _span(line, "braced") or (0, 0)
    day = _ON.match(text)
    return (0, 0), (day and (_span(day, "date") or _span(day, "first"))) or (0, 0)


def remark(text: str, at: int) -> tuple[int, int] | None:
    """Who is named by the remark at `at` that ends a sentence: `(Source: China Daily)`, `(Xinhua)`."""
    found = _REMARK.match(text, at)
    if not found or not _SENTENCE.search(text, max(0, at - 3), at):
        return None
    named = _span(found, "named")
    return named if named and _OUTLET.fullmatch(found["named"]) else _span(found, "agency")


def _span(found: re.Match[str], name: str) -> tuple[int, int] | None:
    return found.span(name) if found[name] else None
