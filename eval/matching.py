"""Whether words answer: compared as SQuAD and CMRC 2018 compare, so that figures can be set beside theirs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher

# `%` and the decimal point of a number stay: 5 is not 5%, nor 1.5 15.
_PUNCTUATION = re.compile(r"(?<!\d)\.|\.(?!\d)|_|[^\w\s%‰.]")
_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MIXED = re.compile(rf"[{_CJK}]|[^\s{_CJK}]+")
_ARTICLES = frozenset({"a", "an", "the"})


def normalise(text: str) -> str:
    """`text` as it is compared: NFKC, lower case, without white space and punctuation.

    After the evaluation scripts of SQuAD (Rajpurkar et al. 2016, https://arxiv.org/abs/1606.05250) and
    CMRC 2018 (Cui et al. 2019, https://aclanthology.org/D19-1600). As in the latter, `%` stays; unlike in
    the former, so does a decimal point.

    >>> normalise("共 １７４ 万人，占 1.5％。")
    '共174万人占1.5%'
    """
    return "".join(_clean(text).split())


def holds(text: str, answers: Iterable[str]) -> bool:
    """Whether `text` holds one of `answers`, both normalised."""
    normalised = normalise(text)
    return any(normalise(answer) in normalised for answer in answers)


def exact_match(prediction: str, answers: Iterable[str]) -> float:
    """1 if `prediction` equals one of `answers` once normalised, else 0 (Rajpurkar et al. 2016).

    English articles (a, an, the) count for nothing where both are without Chinese or Japanese characters.
    """
    return float(any(_exact(prediction, answer) for answer in answers))


def f1(prediction: str, answers: Iterable[str]) -> float:
    """The best F1 of `prediction` against one of `answers`.

    In Chinese as CMRC 2018 counts (Cui et al. 2019): texts are cut into single Chinese characters and
    whole words or numbers of other scripts; what agrees is the longest run that both have. Precision is
    its share of the prediction, recall of the answer. Where neither holds a Chinese or Japanese
    character, as SQuAD counts (Rajpurkar et al. 2016): words that both have, in any order, articles aside.
    """
    return max((_f1(prediction, answer) for answer in answers), default=0.0)


def _exact(prediction: str, answer: str) -> bool:
    if _latin(prediction, answer):
        return _words(prediction) == _words(answer) != []
    return normalise(prediction) == normalise(answer)


def _f1(prediction: str, answer: str) -> float:
    if _latin(prediction, answer):
        predicted, expected = _words(prediction), _words(answer)
        common = (Counter(predicted) & Counter(expected)).total()
    else:
        predicted, expected = _MIXED.findall(_clean(prediction)), _MIXED.findall(_clean(answer))
        common = SequenceMatcher(None, predicted, expected, autojunk=False).find_longest_match().size
    return 2 * common / (len(predicted) + len(expected)) if common else 0.0


def _latin(*texts: str) -> bool:
    return not any(re.search(f"[{_CJK}]", text) for text in texts)


def _words(text: str) -> list[str]:
    return [word for word in _clean(text).split() if word not in _ARTICLES]


def _clean(text: str) -> str:
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text).lower())
