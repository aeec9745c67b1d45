"""How else an English word may stand in a dictionary: as Americans spell it.

>>> list(spellings("organised")), list(spellings("metres"))
(['organized'], ['meters'])
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_AMERICAN = (
    (re.compile("is(?=(?:e[ds]?|ers?|ing|ations?|ational)$)"), "iz"),
    (re.compile("ys(?=(?:e[ds]?|ing)$)"), "yz"),
    (re.compile("(?<=[a-z]{3})our(?=(?:s|ed|ing|ites?|able|hoods?|ly)?$)"), "or"),
    (re.compile("tre(?=s?$)"), "ter"),
    (re.compile("ogue(?=s?$)"), "og"),
    (re.compile("ence(?=s?$)"), "ense"),
    (re.compile("ll(?=(?:ed|ing|ers?)$)"), "l"),
    (re.compile("mme(?=s?$)"), "m"),
    (re.compile("ae"), "e"),
)


def spellings(word: str) -> Iterator[str]:
    """Other forms of a word in lower case, some of them no words."""
    yield from (other for british, american in _AMERICAN if (other := british.sub(american, word)) != word)
