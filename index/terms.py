"""Text → terms: what BM25 matches on, the same for documents and questions.

Full-width and half-width, traditional and simplified, upper and lower case are made one; Chinese is cut by
jieba in search mode (long words and the words in them); Latin words are stemmed (Porter 2); a figure has
one form: 34 = ３４, 12,000 = 1.2万 = 12000, and a Chinese numeral of two characters or more gives its
figure too. A word that looks like a person's name also gives its romanisation: 高建华 is found as Gao
Jianhua.
"""

from __future__ import annotations

import math
import re
import threading
import unicodedata
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION = 1
"""Stored in the manifest: terms cut by another version do not meet."""

_TOKEN = re.compile(
    r"(?P<number>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<unit>[万亿]?)(?P<percent>%?)"
    r"|(?P<han>[\u3400-\u9fff\U00020000-\U0003ffff〇]+)"
    r"|(?P<word>[^\W\d_]+)"
)
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_NUMERAL = re.compile(f"[{''.join(_DIGITS)}{''.join(_SCALES)}]{{2,}}")
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺"
    "顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻"
)
_STEMMING = threading.Lock()
"""The stemmer keeps the word it works on in itself: two threads at once would mix up theirs."""
_UNITS = {"万": Decimal(10**4), "亿": Decimal(10**8)}


def terms(text: str) -> list[str]:
    """The terms of `text`, in order, with repetitions."""
    return list(_terms(normalise(text)))


def normalise(text: str) -> str:
    """`text` in one form: NFKC, lower case, simplified."""
    return str(_simplifier().convert(unicodedata.normalize("NFKC", text).lower()))


def _terms(text: str) -> Iterator[str]:
    for token in _TOKEN.finditer(text):
        if token["number"]:
            yield figure(token["number"], token["unit"]) + token["percent"]
        elif token["han"]:
            for word in _jieba().cut_for_search(token["han"]):
                yield word
                if len(word) == 3 and word[0] in SURNAMES:
                    yield romanised(word)
            for numeral in _NUMERAL.findall(token["han"]):
                if (value := numeral_value(numeral)) is not None:
                    yield value
        else:
            yield stem(token["word"])


@lru_cache(maxsize=100_000)
def romanised(name: str) -> str:
    """A Chinese name in pinyin without tones and spaces: 高建华 is "gaojianhua"."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(name, v_to_u=False))


@cache
def surnames() -> frozenset[str]:
    """The surnames of names that are romanised, in pinyin, with every way to read them."""
    from pypinyin import Style, pinyin

    read = pinyin("".join(sorted(SURNAMES)), style=Style.NORMAL, heteronym=True, v_to_u=False)
    return frozenset(spelling for spellings in read for spelling in spellings)


def figure(digits: str, unit: str = "") -> str:
    """A figure in plain form: `figure("1.2", "万")` is "12000", `figure("12,000")` too."""
    value = Decimal(digits.replace(",", "")) * _UNITS.get(unit, Decimal(1))
    return f"{value.normalize():f}"


def numeral_value(numeral: str) -> str | None:
    """The figure of a Chinese numeral: 三十四 → "34", 二〇二二 → "2022"; None if it is not one."""
    if all(character in _DIGITS for character in numeral):
        return figure("".join(str(_DIGITS[character]) for character in numeral))
    total = section = digit = 0
    smallest = 10_000
    for character in numeral:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
        elif (scale := _SCALES[character]) < 10_000:
            if scale >= smallest:
                return None
            section += (digit or 1) * scale
            digit, smallest = 0, scale
        else:
            amount = section + digit or (0 if total else 1)
            total = (total + amount) * scale if scale > 10_000 else total + amount * scale
            section, digit, smallest = 0, 0, 10_000
    if digit and _SCALES.get(numeral[-2], 0) > 10:
        digit *= _SCALES[numeral[-2]] // 10  # 一百五 is 150, 两万五 is 25000
    return str(total + section + digit)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The Porter 2 stem of a Latin word in lower case; words of other scripts as they are."""
    if not word.isascii():
        return word
    with _STEMMING:
        return str(_stemmer().stemWord(word))


def tagged(text: str) -> list[tuple[int, int, str]]:
    """Offsets of the words of `text` with jieba's part-of-speech tags."""
    result, position = [], 0
    for word, tag in _tagger().cut(text):
        result.append((position, position + len(word), tag))
        position += len(word)
    return result


def rarity(term: str) -> float:
    """How much a term says, from how rare it is in Chinese at large (jieba's counts): 0.5 to 4.

    Unlike an inverse document frequency it does not depend on what happens to be in an index.
    """
    if not ("\u3400" <= term[0] <= "\u9fff"):
        return 3.0
    tokenizer = _jieba()
    tokenizer.initialize()
    count = tokenizer.FREQ.get(term, 0)
    # A word that only jieba's model for unknown words made is as often two words: 没住, 建了.
    return min(4.0, max(0.5, math.log(tokenizer.total / count) - 7)) if count else 2.5


@cache
def _jieba() -> Any:
    import logging

    import jieba

    jieba.setLogLevel(logging.ERROR)
    return jieba.dt


@cache
def _tagger() -> Any:
    # Some half a second to load, so only for those questions that need it.
    from jieba import posseg

    return posseg.POSTokenizer(_jieba())


@cache
def _simplifier() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")
