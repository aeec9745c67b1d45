"""How else an English word may stand in a dictionary: as Americans spell it, or without comparison.

>>> list(spellings("organised")), list(spellings("metres")), list(spellings("heaviest"))
(['organized'], ['meters'], ['heavi', 'heavie', 'heavy'])
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_AMERICAN = (
    (re.compile("is(?=(?:e[ds]?|ers?|ing|ations?|ational)$)"), "iz"),
    (re.compile("ys(?=(?:e[ds]?|ing)$)"), "yz"),
    (re.compile("our(?=(?:s|ed|ing|ites?|able|hoods?|ly)?$)"), "or"),
    (re.compile("tre(?=s?$)"), "ter"),
    (re.compile("ogue(?=s?$)"), "og"),
    (re.compile("ence(?=s?$)"), "ense"),
    (re.compile("ll(?=(?:ed|ing|ers?)$)"), "l"),
    (re.compile("mme(?=s?$)"), "m"),
    (re.compile("ae"), "e"),
)
_COMPARED = re.compile("(.{3,})(?:er|est)")


def spellings(word: str) -> Iterator[str]:
    """Other forms of a word in lower case, some of them no words."""
    yield from (other for british, american in _AMERICAN if (other := british.sub(american, word)) != word)
    if compared := _COMPARED.fullmatch(word):
        base = compared[1]
        yield from (base, f"{base}e")
        if base[-1] == "i":
            yield f"{base[:-1]}y"
        elif base[-1] == base[-2]:
            yield base[:-1]
