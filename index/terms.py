"""Text → terms: what BM25 matches on, the same for documents and questions.

Full-width and half-width, traditional and simplified, upper and lower case are made one; Chinese is cut by
jieba in search mode (long words and the words in them); Latin words are stemmed (Porter 2). Figures have one
form, of whichever language (see `figures`); what is written in numerals or words gives these too. A word that
looks like a person's name also gives its romanisation: 高建华 is found as Gao Jianhua.
"""

from __future__ import annotations

import math
import re
import threading
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from index.figures import Figure, figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

VERSION = 2
"""Stored in the manifest: terms cut by another version do not meet."""

_HAN = r"\u3400-\u9fff\U00020000-\U0003ffff〇"
_WORD = re.compile(rf"(?P<han>[{_HAN}]+)|[^\W\d_{_HAN}]+")
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺"
    "顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻"
)
_STEMMING = threading.Lock()
"""The stemmer keeps the word it works on in itself: two threads at once would mix up theirs."""


def terms(text: str) -> list[str]:
    """The terms of `text`, with repetitions: those of its words in order, then those of its figures."""
    text = normalise(text)
    found = figures(text)
    digits = [figure for figure in found if text[figure.start].isdecimal()]
    return [*_words(without(text, digits)), *(term for figure in found for term in figure.terms)]


def words(text: str) -> list[str]:
    """The terms of `text` but for its figures: 三十四 is a word, 34 is not."""
    return list(_words(normalise(text)))


def spans(term: str, text: str) -> list[tuple[int, int]]:
    """Where a term stands in normalised `text`: of a figure, where there is a figure that has it."""
    if any(map(str.isdecimal, term)):
        return [(figure.start, figure.end) for figure in figures(text) if term in figure.terms]
    return [match.span() for match in re.finditer(re.escape(term), text)]


def without(text: str, found: Iterable[Figure]) -> str:
    """`text` with a space in place of each of these figures of it."""
    kept, end = [], 0
    for figure in found:
        kept.append(text[end : figure.start])
        end = figure.end
    return " ".join([*kept, text[end:]])


def normalise(text: str) -> str:
    """`text` in one form: NFKC, lower case, simplified."""
    return str(_simplifier().convert(unicodedata.normalize("NFKC", text).lower()))


def _words(text: str) -> Iterator[str]:
    for found in _WORD.finditer(text):
        if not found["han"]:
            yield stem(found[0])
            continue
        for word in _jieba().cut_for_search(found[0]):
            yield word
            if len(word) == 3 and word[0] in SURNAMES:
                yield romanised(word)


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
