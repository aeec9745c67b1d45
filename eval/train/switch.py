"""English paragraphs with most words in Chinese: practice for English questions over Chinese passages.

Code-switched training data, after Qin et al. (2020), CoSDA-ML, https://arxiv.org/abs/2006.06402, by the
dictionaries that retrieval uses. `eval.train.gloss` turns questions that way round; here the question is
real English, and the paragraph is what has the other words. The order of the words stays English.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.lexicon import Lexicon, key
from index.terms import is_han

_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*|['’]s\b")
_JOINED = re.compile(r"(?:, |\. ?|; | )$")
_MARKS = {", ": "，", "; ": "；", ". ": "。", ".": "。", " ": ""}
_PHRASE = 3
_RENDERINGS = 6
"""Of so many first renderings of a phrase the commonest is taken, and words before single characters."""
# fmt: off
_SMALL = {
    "the": "", "a": "", "an": "", "of": "的", "'s": "的", "’s": "的", "and": "和", "or": "或", "in": "在",
    "on": "在", "at": "在", "is": "是", "are": "是", "was": "是", "were": "是", "be": "是", "been": "",
    "by": "被", "to": "到", "from": "从", "with": "与", "for": "为", "as": "作为", "that": "那",
    "this": "这", "which": "它", "who": "谁", "it": "它", "its": "它的", "he": "他", "his": "他的",
    "she": "她", "her": "她的", "they": "他们", "their": "他们的", "not": "不", "no": "没有", "but": "但",
    "has": "有", "have": "有", "had": "有", "would": "会", "can": "能", "could": "能", "also": "也",
    "than": "比", "more": "更", "most": "最", "into": "到", "after": "之后", "before": "之前",
    "during": "期间", "when": "时", "where": "那里", "there": "有", "these": "这些", "such": "这样",
    "other": "其他", "one": "一", "two": "二", "three": "三",
}
# fmt: on


@dataclass(frozen=True, slots=True)
class Switched:
    """A text with other words, and where its pieces stood: piece n began at olds[n] and begins at news[n]."""

    text: str
    olds: tuple[int, ...]
    news: tuple[int, ...]

    def moved(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the old text stands now, whole pieces of it."""
        first, last = bisect_right(self.olds, start) - 1, bisect_right(self.olds, end - 1)
        return self.news[first], self.news[last] if last < len(self.news) else len(self.text)


def switched(text: str, lexicon: Lexicon, draw: random.Random, share: float = 0.8) -> Switched:
    """`text` with a `share` of its words in Chinese, each always alike, phrases of up to three before words.

    A word in a capital within a sentence is a name, and gets only a name.
    """
    import jieba

    jieba.dt.initialize()
    words = list(_WORD.finditer(text))
    known: dict[str, str | None] = {}

    def common(word: str) -> tuple[bool, int]:
        return len(word) > 1, jieba.dt.FREQ.get(word, 0)

    def rendered(some: Sequence[re.Match[str]]) -> str | None:
        said = text[some[0].start() : some[-1].end()]
        if said.lower() in _SMALL:
            return _SMALL[said.lower()]
        if said not in known:
            inside = text[: some[0].start()].rstrip()[-1:] not in ("", ".", "!", "?")
            found = _renderings([word[0] for word in some], lexicon, named=inside and said[0].isupper())
            known[said] = max(found, key=common) if found and draw.random() < share else None
        return known[said]

    parts, olds, news = [""], [0], [0]
    length, done, n = 0, 0, 0
    while n < len(words):
        phrases = (words[n : n + size] for size in range(_PHRASE, 0, -1))
        next_to = (some for some in phrases if all(_follows(text, *two) for two in pairwise(some)))
        size, rendering = next(
            ((len(some), word) for some in next_to if (word := rendered(some)) is not None), (1, None)
        )
        start, end = words[n].start(), words[n + size - 1].end()
        between = text[done:start]
        if rendering is None:
            rendering = text[start:end]
        elif not parts[-1] or is_han(parts[-1][-1]):
            between = _JOINED.sub(lambda match: _MARKS[match[0]], between)
        for old, part in ((done, between), (start, rendering)):
            olds.append(old)
            news.append(length)
            parts.append(part)
            length += len(part)
        n, done = n + size, end
    return Switched("".join(parts) + text[done:], (*olds, done), (*news, length))


def _renderings(words: Sequence[str], lexicon: Lexicon, named: bool) -> tuple[str, ...]:
    found = lexicon.translations(key([word.lower() for word in words]))[:_RENDERINGS]
    return tuple(han for han in found if lexicon.is_name(han)) if named else found


def _follows(text: str, one: re.Match[str], two: re.Match[str]) -> bool:
    return text[one.end() : two.start()] == " "
