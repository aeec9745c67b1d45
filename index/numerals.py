"""Numerals in words → numbers: 三十四 and 壹万贰仟, thirty-four and nineteen ninety-eight."""

from __future__ import annotations

import re

DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
HAN = "".join(DIGITS) + "".join(SCALES)
CONTRACT = "壹贰叁肆伍陆柒捌玖拾佰仟"
"""As contracts and receipts have them, beside 零, 万 and 亿."""
PLAIN = str.maketrans(CONTRACT, "一二三四五六七八九十百千")

UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
LARGE = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
CARDINALS = {
    **{word: value for value, word in enumerate([*UNITS, *_TEENS], 1)},
    **{word: 10 * value for value, word in enumerate(_TENS, 2)},
}
LATER = {
    "eleventh": 11,
    "twelfth": 12,
    **{f"{word}th": CARDINALS[word] for word in _TEENS[3:]},
    **{f"{word[:-1]}ieth": CARDINALS[word] for word in _TENS},
}
"""The ordinals that are figures by themselves; those before are as often other words."""
EARLY = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_EARLIER = {word: value for value, word in enumerate(EARLY, 1)}
PARTS = {word: value for word, value in _EARLIER.items() if value > 2} | {"quarter": 4}
"""What the whole of a fraction is called."""
_ORDINALS = _EARLIER | LATER
_VALUES = CARDINALS | LARGE | _ORDINALS
_WORD = re.compile("(?P<and>[ -]and[ -])?[ -]?(?P<word>[a-z]+)")


def numeral_value(numeral: str) -> str | None:
    """The figure of a Chinese numeral: 三十四 → "34", 二〇二二 → "2022"; None if it is not one."""
    numeral = numeral.translate(PLAIN)
    if all(character in DIGITS for character in numeral):
        return str(int("".join(str(DIGITS[character]) for character in numeral)))
    total = section = digit = 0
    smallest = 10_000
    for character in numeral:
        if character in DIGITS:
            if digit:
                return None
            digit = DIGITS[character]
        elif (scale := SCALES[character]) < 10_000:
            if scale >= smallest:
                return None
            section += (digit or 1) * scale
            digit, smallest = 0, scale
        else:
            amount = section + digit or (0 if total else 1)
            total = (total + amount) * scale if scale > 10_000 else total + amount * scale
            section, digit, smallest = 0, 0, 10_000
    if digit and SCALES.get(numeral[-2], 0) > 10:
        digit *= SCALES[numeral[-2]] // 10  # 一百五 is 150, 两万五 is 25000
    return str(total + section + digit)


def spelled(text: str, at: int) -> tuple[int, int] | None:
    """Where the English number that begins at `at` ends, and its value: as many words as make one number.

    "a" may stand for one before hundred, thousand and so on.
    """
    total = section = 0
    least = 10**15
    end = at
    if text.startswith("a ", at) and text[at - 5 : at] != "half ":
        section, end = 1, at + 1
    while (found := _WORD.match(text, end)) and (value := _VALUES.get(found["word"])):
        if found["and"] and section % 100:  # "two and three" are two numbers
            break
        if value >= 1000:
            if not section or value >= least:
                break
            total, section, least = total + section * value, 0, value
        elif value == 100:
            if not 0 < section < 100:
                break
            section *= 100
        elif section % 100 == 0 or (section % 100 >= 20 and section % 10 == 0 and value < 10):
            section += value
        elif 10 < section <= 20 and value >= 10 and not total:
            section = section * 100 + value  # nineteen ninety-eight
        else:
            break
        end = found.end()
        if found["word"] in _ORDINALS:
            break
    return (end, total + section) if end > at else None
