"""The numbers that Word counts and does not store as text: 一、 （一） 1. 第一条 (ECMA-376 part 1, 17.9).

Only what Chinese documents use: decimal, Chinese, circled, letters and Roman numerals; bullets give none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "零一二三四五六七八九"
_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])$|^(title|题目|標題|标题)$", re.IGNORECASE)
_DEEPEST = 9


@dataclass
class _Level:
    start: int
    form: str
    text: str


@dataclass
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts along: `label` is to be asked for each paragraph, in order."""

    def __init__(self, document: Any) -> None:
        self._styles = {style.style_id: style for style in document.styles}
        self._lists: dict[str, _List] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):  # there is none
            return
        abstract = {
            one.get(f"{_W}abstractNumId"): _levels(one) for one in root.iterchildren(f"{_W}abstractNum")
        }
        shared: dict[str, _List] = {}
        for one in root.iterchildren(f"{_W}num"):
            base = one.find(f"{_W}abstractNumId")
            name = base.get(f"{_W}val") if base is not None else ""
            restarted = one.find(f"{_W}lvlOverride") is not None
            made = _List(abstract.get(name, {}))
            self._lists[one.get(f"{_W}numId")] = made if restarted else shared.setdefault(name, made)

    def heading(self, paragraph: Any) -> int:
        """The level of a heading, the title's being 1; 0 for other paragraphs."""
        style = self._style(paragraph)
        while style is not None:
            if found := _HEADING.search(style.name or ""):
                return int(found[1]) if found[1] else 1
            outline = style.element.find(f"{_W}pPr/{_W}outlineLvl")
            if outline is not None and int(outline.get(f"{_W}val", 9)) < _DEEPEST:
                return int(outline.get(f"{_W}val")) + 1
            style = getattr(style, "base_style", None)
        outline = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
        level = int(outline.get(f"{_W}val", 9)) if outline is not None else 9
        return level + 1 if level < _DEEPEST else 0

    def label(self, paragraph: Any) -> str:
        """What Word writes before a paragraph; "" if nothing, or a bullet."""
        number, depth = self._where(paragraph)
        if number not in self._lists or depth not in self._lists[number].levels:
            return ""
        own = self._lists[number]
        level = own.levels[depth]
        own.counts[depth] = own.counts.get(depth, level.start - 1) + 1
        own.counts = {at: count for at, count in own.counts.items() if at <= depth}
        if level.form in ("bullet", "none"):
            return ""

        def value(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            shown = own.levels.get(at, level)
            return numeral(own.counts.get(at, shown.start), shown.form)

        text = re.sub(r"%([1-9])", value, level.text)
        return text + " " * text.endswith((".", ")"))

    def _where(self, paragraph: Any) -> tuple[str, int]:
        """The list that a paragraph is in, by itself or by its style, and how deep."""
        holders = [paragraph]
        style = self._style(paragraph)
        while style is not None:
            holders.append(style.element)
            style = getattr(style, "base_style", None)
        number = depth = None
        for holder in holders:
            found = holder.find(f"{_W}pPr/{_W}numPr")
            if found is None:
                continue
            at, identity = found.find(f"{_W}ilvl"), found.find(f"{_W}numId")
            depth = at.get(f"{_W}val") if depth is None and at is not None else depth
            number = identity.get(f"{_W}val") if number is None and identity is not None else number
            if number is not None:
                break
        return number or "0", int(depth or 0)

    def _style(self, paragraph: Any) -> Any:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return self._styles.get(style.get(f"{_W}val")) if style is not None else None


def numeral(number: int, form: str) -> str:
    """`number` as Word writes it in that form (ST_NumberFormat).

    >>> numeral(34, "chineseCounting"), numeral(3, "upperLetter"), numeral(4, "lowerRoman")
    ('三十四', 'C', 'iv')
    """
    if form.startswith(("chinese", "japaneseCounting", "taiwaneseCounting", "ideographTraditional")):
        return _chinese(number) if 0 < number < 10_000 else str(number)
    if form == "decimalEnclosedCircleChinese" or form == "decimalEnclosedCircle":
        return chr(0x2460 + number - 1) if 0 < number <= 20 else str(number)
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = _roman(number)
        return roman if form == "upperRoman" else roman.lower()
    return str(number)


def _levels(abstract: Any) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for level in abstract.iterchildren(f"{_W}lvl"):
        values = {
            name: one.get(f"{_W}val", "")
            for name in ("start", "numFmt", "lvlText")
            if (one := level.find(f"{_W}{name}")) is not None
        }
        start = values.get("start", "1")
        found[int(level.get(f"{_W}ilvl", 0))] = _Level(
            int(start) if start.isdecimal() else 1, values.get("numFmt", "decimal"), values.get("lvlText", "")
        )
    return found


def _chinese(number: int) -> str:
    text, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += "零" * (zero and bool(text)) + _DIGITS[digit] + name
        zero = not digit
    return text.removeprefix("一") if text.startswith("一十") else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        times, number = divmod(number, value)
        text += letters * times
    return text
