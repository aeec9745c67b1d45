"""Text → terms: what BM25 matches on, the same for documents and questions.

Full-width and half-width, traditional and simplified, upper and lower case are made one; Chinese is cut by
jieba in search mode (long words and the words in them); Latin words are stemmed (Porter 2); a figure has
one form: 34 = ３４, 12,000 = 1.2万 = 12000, and a Chinese numeral of two characters or more gives its
figure too. A word that looks like a person's name also gives its romanisation: 高建华 is found as Gao
Jianhua.
"""

from __future__ import annotations

import logging
import math
import re
import threading
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
LATIN = re.compile(r"[^\W\d_㐀-鿿]+(?:['’-][^\W\d_㐀-鿿]+)*")
"""A word, or several joined by hyphens and apostrophes."""
_INSIDE = re.compile(r"['’-]")
_POSSESSIVE = re.compile(r"['’]s(?![^\W\d_])")
_STEMMING = threading.Lock()
"""The stemmer keeps the word it works on in itself: two threads at once would mix up theirs."""
_UNITS = {"万": Decimal(10**4), "亿": Decimal(10**8)}


@dataclass(frozen=True, slots=True)
class Term:
    """A term, and where in the normalised text the words stand that it is made of."""

    text: str
    start: int
    end: int


class Analyser:
    """Text → terms, by jieba's dictionary and a user's words. Safe to use from several threads.

    `words` are lines as jieba's user dictionaries have them: a word, and maybe a frequency and a tag.
    Two analysers are interchangeable only if their words are the same.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.words = tuple(words)

    def terms(self, text: str) -> list[str]:
        """The terms of `text`, in order, with repetitions."""
        return [term.text for term in self.cut(normalise(text))]

    def cut(self, text: str) -> Iterator[Term]:
        """The terms of a normalised text, with their places in it."""
        for token in _TOKEN.finditer(text):
            start, end = token.span()
            if token["number"]:
                yield Term(figure(token["number"], token["unit"]) + token["percent"], start, end)
            elif token["han"]:
                yield from self._cut_han(token["han"], start)
            else:
                yield Term(stem(token["word"]), start, end)

    def tagged(self, text: str) -> list[tuple[int, int, str]]:
        """Offsets of the words of `text` with jieba's part-of-speech tags."""
        result, position = [], 0
        for word, tag in self._tagger.cut(text):
            result.append((position, position + len(word), tag))
            position += len(word)
        return result

    def rarity(self, term: str) -> float:
        """How much a term says, from how rare it is in Chinese at large (jieba's counts): 0.5 to 4.

        Unlike an inverse document frequency it does not depend on what happens to be in an index.
        """
        if not ("\u3400" <= term[0] <= "\u9fff"):
            return 3.0
        count = self._jieba.FREQ.get(term, 0)
        # A word that only jieba's model for unknown words made is as often two words: 没住, 建了.
        return min(4.0, max(0.5, math.log(self._jieba.total / count) - 7)) if count else 2.5

    def _cut_han(self, text: str, offset: int) -> Iterator[Term]:
        for word, start, end in self._jieba.tokenize(text, mode="search"):
            yield Term(word, offset + start, offset + end)
            if len(word) == 3 and word[0] in SURNAMES:
                yield Term(romanised(word), offset + start, offset + end)
        for numeral in _NUMERAL.finditer(text):
            if (value := numeral_value(numeral[0])) is not None:
                yield Term(value, offset + numeral.start(), offset + numeral.end())

    @cached_property
    def _jieba(self) -> Any:
        return _with_words(self.words)

    @cached_property
    def _tagger(self) -> Any:
        # Some half a second to load, so only for those questions that need it.
        from jieba import posseg

        return posseg.POSTokenizer(self._jieba)


def normalise(text: str) -> str:
    """`text` in one form: NFKC, lower case, Latin letters without accents, Chinese simplified."""
    folded = unicodedata.normalize("NFKC", text).lower().translate(_accents())
    return str(_simplifier().convert(folded))


def is_han(text: str) -> bool:
    """Whether a text begins with a Chinese character."""
    return "\u3400" <= text[:1] <= "\u9fff" or "\U00020000" <= text[:1] <= "\U0003ffff"


def latin_words(text: str) -> list[str]:
    """The words of a normalised text in scripts that put spaces between them, without 's."""
    words = (part for found in LATIN.findall(text) for part in _INSIDE.split(_POSSESSIVE.sub("", found)))
    return [word for word in words if word]


@lru_cache(maxsize=100_000)
def romanised(name: str) -> str:
    """A Chinese name in pinyin without tones and spaces: 高建华 is "gaojianhua", 吕 is "lu"."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(name)).replace("v", "u")


@cache
def surnames() -> frozenset[str]:
    """The surnames of names that are romanised, in pinyin, with every way to read them."""
    from pypinyin import Style, pinyin

    read = pinyin("".join(sorted(SURNAMES)), style=Style.NORMAL, heteronym=True)
    return frozenset(spelling.replace("v", "u") for spellings in read for spelling in spellings)


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


def _with_words(words: tuple[str, ...]) -> Any:
    """jieba's tokenizer; with `words`, a copy of it, so that no other analyser is changed."""
    import jieba

    # jieba reports each start on standard error, unless told not to.
    jieba.setLogLevel(logging.ERROR)
    jieba.dt.initialize()
    if not words:
        return jieba.dt
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = dict(jieba.dt.FREQ), jieba.dt.total
    tokenizer.initialized = True
    tokenizer.load_userdict(words)
    return tokenizer


@cache
def _accents() -> dict[int, str]:
    """Latin letters with accents → without; other scripts' marks make other letters."""
    letters = map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)))
    bare = ((letter, unicodedata.normalize("NFD", letter)[0]) for letter in letters)
    return {ord(letter): base for letter, base in bare if base != letter and base.isascii()}


@cache
def _simplifier() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")
