"""How much of a question's wording each of the first hits has: what tells them apart.

Retrieval weighs words by how rare they are in the index, but of passages on one subject nearly all have the
rare ones. So these few are looked at once more, and what the question says is weighed by how few of them say
it: phrases of up to three words, of which each Chinese character is one, so that 欠债 and 欠款 meet in part,
however they are cut; and of what is asked in another script the translations, as far as they stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from index.postings import idf
from index.stems import stem
from index.terms import HANZI, is_han, normalise
from qa.notion import Notion
from qa.question import Question

PHRASES = 9.0
TRANSLATIONS = 1.5
"""What the two shares are worth in standard deviations of the cosine (see DESIGN.md)."""
_LONGEST = 3
_WORD = re.compile(rf"[{HANZI}]|[^\W_{HANZI}]+")


def wording(question: Question, texts: Sequence[str]) -> list[float]:
    """What its wording adds to the score of each text, of one of the first hits: never less than 0."""
    if not texts:
        return []
    spaced = [_spaced(text) for text in texts]
    asked = dict.fromkeys(_phrases(_spaced(question.text), 1, _LONGEST))
    phrases = _shares([[float(phrase in text) for phrase in asked] for text in spaced])
    meanings = [found for notion in question.notions if (found := _translations(notion))]
    if not meanings:
        return [PHRASES * share for share in phrases]
    stemmed = map(_stemmed, spaced)
    translated = _shares([[max(_met(one, text) for one in each) for each in meanings] for text in stemmed])
    return [PHRASES * own + TRANSLATIONS * other for own, other in zip(phrases, translated, strict=True)]


@lru_cache(maxsize=4096)
def _spaced(text: str) -> str:
    """The words of a text, joined. Kept, as the same passages are found again and again: some 6 MB."""
    return _joined(_WORD.findall(normalise(text)))


@lru_cache(maxsize=4096)
def _stemmed(spaced: str) -> str:
    """The same with Latin words as terms have them."""
    return _joined(word if is_han(word) else stem(word) for word in spaced.split())


def _joined(words: Iterable[str]) -> str:
    """Words with blanks around them, so that words are found in others as whole words only."""
    return f" {' '.join(words)} "


def _phrases(spaced: str, shortest: int, longest: int) -> Iterator[str]:
    """The phrases of so many of the words, spaced."""
    words = spaced.split()
    for length in range(shortest, longest + 1):
        for at in range(len(words) - length + 1):
            yield _joined(words[at : at + length])


@dataclass(frozen=True, slots=True)
class _Term:
    """One that may stand for words of a question: what is looked for in a spaced text, and in part."""

    whole: str
    parts: tuple[str, ...]


def _translations(notion: Notion) -> list[list[_Term]]:
    """The terms of each alternative in another script than the question's words are in."""
    other = (one for one in notion.clause.alternatives if is_han(one) != is_han(notion.words))
    return [[_term(term) for term in one.split()] for one in other]


def _term(term: str) -> _Term:
    """A Chinese one has its pairs of characters for parts."""
    spaced = _joined(_WORD.findall(term))
    return _Term(spaced, tuple(_phrases(spaced, 2, 2)) if is_han(term) else ())


def _met(terms: Sequence[_Term], text: str) -> float:
    """How much of an alternative a stemmed text has; of Latin words ("make use of") all, or nothing."""
    shares = [_has(term, text) for term in terms]
    if any(is_han(term.whole.lstrip()) for term in terms):
        return sum(shares) / len(shares)
    return min(shares, default=0.0)


def _has(term: _Term, text: str) -> float:
    if term.whole in text:
        return 1.0
    return sum(part in text for part in term.parts) / max(1, len(term.parts))


def _shares(has: Sequence[Sequence[float]]) -> list[float]:
    """For each text, which share it has of what the units weigh; `has`, texts by units.

    A unit weighs by how few texts have it: its inverse document frequency among them.
    """
    matrix = np.array(has, np.float64).reshape(len(has), -1)
    weights = np.array([idf(having, len(has)) for having in matrix.sum(axis=0)])
    # Not a product of matrices, which rounds a row's by what stands beside it: the same texts would differ.
    shares: list[float] = ((matrix * weights).sum(axis=1) / max(1e-9, float(weights.sum()))).tolist()
    return shares
