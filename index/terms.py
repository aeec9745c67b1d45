"""Text → terms: what BM25 matches on, the same for documents and questions.

Full-width and half-width, traditional and simplified, upper and lower case are made one; Chinese is cut by
jieba in search mode (long words and the words in them); Latin words are stemmed (Porter 2), irregular forms
taken back to their word. Figures have one form, of whichever language (see `figures`); what is written in
numerals or words gives these too. What looks like a person's name, or a village's, is romanised besides: Gao
Jianhua; a foreign one has the consonants that it has in Latin letters too (see `transliteration`).
"""

from __future__ import annotations

import logging
import math
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from index.figures import Figure, figures
from index.names import persons, romanised, settlements
from index.stems import stem
from index.transliteration import transliterated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

VERSION = 7
"""Stored in the manifest: terms cut by another version do not meet."""

HANZI = r"\u3400-\u9fff\U00020000-\U0003ffff〇"
_WORD = re.compile(rf"(?P<han>[{HANZI}]+)|[^\W\d_{HANZI}]+")
LATIN = re.compile(rf"[^\W\d_{HANZI}]+(?:['’-][^\W\d_{HANZI}]+)*")
"""A word, or several joined by hyphens and apostrophes."""
_INSIDE = re.compile(r"['’-]")
_PLACES = ("乡村", "村镇", "市区", "镇区", "镇村")
"""Of two kinds of places, but words of their own."""
_KINDS = re.compile("[省市县区州盟旗乡镇村]+")
_POSSESSIVE = re.compile(r"['’]s(?![^\W\d_])")


@dataclass(frozen=True, slots=True)
class Term:
    """A term, and where in the normalised text the words stand that it is made of.

    `spelled`: whether it is these words in Latin letters, of a name that may be several words (何|卫东).
    """

    text: str
    start: int
    end: int
    spelled: bool = False


class Analyser:
    """Text → terms, by jieba's dictionary and a user's words. Safe to use from several threads.

    `words` are lines as jieba's user dictionaries have them: a word, and maybe a frequency and a tag.
    Two analysers are interchangeable only if their words are the same.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._userdict = tuple(words)
        # Of a passage that is read several things are asked; it takes 4 ms.
        self.tagged = lru_cache(maxsize=256)(self._tagged)

    def terms(self, text: str) -> list[str]:
        """The terms of `text`, with repetitions: those of its words in order, then those of its figures."""
        return [term.text for term in self.cut(normalise(text))]

    def cut(self, text: str) -> Iterator[Term]:
        """The terms of a normalised text, with their places in it."""
        found = figures(text)
        yield from self.words(blank(text, [figure for figure in found if text[figure.start].isdecimal()]))
        for figure in found:
            yield from (Term(term, figure.start, figure.end) for term in figure.terms)
        for start, end, sounds in transliterated(text):
            yield Term(sounds, start, end, spelled=True)

    def words(self, text: str) -> Iterator[Term]:
        """The terms of a normalised text but for its figures: 三十四 is a word, 34 is not."""
        for found in _WORD.finditer(text):
            start, end = found.span()
            if not found["han"]:
                yield Term(stem(found[0]), start, end)
                continue
            cut = [Term(word, start + low, start + high) for word, low, high in self._words(found[0])]
            yield from cut
            for term in cut:
                yield from self._inside(term)
            whole = [(term.text, term.start, term.end) for term in longest(cut)]
            for low, high in dict.fromkeys([*persons(whole, self.count), *settlements(whole)]):
                yield Term(romanised(text[low:high]), low, high, spelled=True)

    def _words(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Chinese words, and the words in them. 盟市 is no place's name but two kinds of places: 盟, 市."""
        for word, low, high in self._jieba.tokenize(text, mode="search"):
            if word[0] == "个" and high - low > 2 and not self.count(word):
                # Of 12个盟市 jieba's model for unknown words makes 个盟市.
                yield "个", low, low + 1
                yield from (
                    (part, low + 1 + start, low + 1 + end) for part, start, end in self._words(word[1:])
                )
                continue
            yield word, low, high
            if high - low > 1 and word not in _PLACES and _KINDS.fullmatch(word):
                yield from ((kind, at, at + 1) for at, kind in enumerate(word, low))

    def _tagged(self, text: str) -> tuple[tuple[int, int, str], ...]:
        """Offsets of the words of `text` with jieba's part-of-speech tags."""
        result, position = [], 0
        for word, tag in self._tagger.cut(text):
            result.append((position, position + len(word), tag))
            position += len(word)
        return tuple(result)

    def known(self, text: str) -> list[tuple[int, int]]:
        """Offsets of the words of `text` that the dictionary has, of two Chinese characters and more."""
        normal = normalise(text)
        if len(normal) != len(text):
            return []
        return [
            (found.start() + low, found.start() + high)
            for found in _WORD.finditer(normal)
            if found["han"]
            for _, low, high in self._jieba.tokenize(found[0], HMM=False)
            if high - low > 1
        ]

    def _inside(self, term: Term) -> Iterator[Term]:
        """The dictionary's words of four characters and more in a longer one: 博茨瓦纳 in 博茨瓦纳共和国.

        Of shorter ones jieba's search mode takes care.
        """
        for length in range(4, len(term.text)):
            for low in range(len(term.text) - length + 1):
                if self.count(part := term.text[low : low + length]):
                    yield Term(part, term.start + low, term.start + low + length)

    def count(self, word: str) -> int:
        """How often a word stands in Chinese at large, by jieba's dictionary; 0 if that does not have it."""
        return self._jieba.FREQ.get(word) or 0

    def coined(self, word: str) -> bool:
        """Whether a Chinese word is none of jieba's dictionary, but of its model for unknown ones."""
        return is_han(word) and not self.count(word)

    def rarity(self, term: str) -> float:
        """How much a term says, from how rare it is in Chinese at large (jieba's counts): 0.5 to 4.

        Unlike an inverse document frequency it does not depend on what happens to be in an index.
        """
        if not ("\u3400" <= term[0] <= "\u9fff"):
            return 3.0
        count = self.count(term)
        # A word that only jieba's model for unknown words made is as often two words: 没住, 建了.
        return min(4.0, max(0.5, math.log(self._jieba.total / count) - 7)) if count else 2.5

    @cached_property
    def _jieba(self) -> Any:
        return _with_words(self._userdict)

    @cached_property
    def _tagger(self) -> Any:
        # Some half a second to load, so only for those questions that need it.
        from jieba import posseg

        return posseg.POSTokenizer(self._jieba)


def normalise(text: str) -> str:
    """`text` in one form: NFKC, lower case, Latin letters without accents, Chinese simplified."""
    whole = text.encode("utf-8", "replace").decode()  # half a character (a surrogate) is none
    folded = unicodedata.normalize("NFKC", whole).lower().translate(_accents())
    return str(_simplifier().convert(folded))


def longest(cut: Iterable[Term]) -> list[Term]:
    """The terms that are not part of a longer one, in order; a name is longer than no word that it is of."""
    kept: list[Term] = []
    for term in sorted(cut, key=lambda term: (term.start, -term.end, term.spelled)):
        same = bool(kept) and (term.start, term.end) == (kept[-1].start, kept[-1].end)
        if same or (not term.spelled and (not kept or term.end > kept[-1].end)):
            kept.append(term)
    return kept


def blank(text: str, found: Iterable[Figure]) -> str:
    """`text` with spaces in place of these figures of it; all else stays where it is."""
    kept, end = [], 0
    for figure in found:
        kept += [text[end : figure.start], " " * (figure.end - figure.start)]
        end = figure.end
    return "".join([*kept, text[end:]])


def is_han(text: str) -> bool:
    """Whether a text begins with a Chinese character."""
    return "\u3400" <= text[:1] <= "\u9fff" or "\U00020000" <= text[:1] <= "\U0003ffff"


def latin_words(text: str) -> list[str]:
    """The words of a normalised text in scripts that put spaces between them, without 's."""
    words = (part for found in LATIN.findall(text) for part in _INSIDE.split(_POSSESSIVE.sub("", found)))
    return [word for word in words if word]


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
