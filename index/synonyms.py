"""Chinese names of one institution, country, dynasty: 工信部 and 工业和信息化部, 法兰西 and 法国.

Two names are taken for one where the glossary renders them alike, where the dictionary says that one is an
abbreviation of the other, and of nothing else, or glosses both alike in two words or more ("Ottoman Empire").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import permutations

_SHORT = re.compile(
    "abbr\\.? (?P<way>for|to) (?:[\u3400-\u9fff]+\\|)?(?P<other>[\u3400-\u9fff]+)"
    r"(?:\[[^\]]*\])?(?![^/;,)(])"
)
_MOST = 6
"""Names with one gloss; more are of places or people that are only called alike."""


def abbreviated(han: str, glosses: str) -> Iterator[tuple[str, str]]:
    """An abbreviation and what it stands for, as the glosses of either say.

    >>> list(abbreviated("发改委", "abbr. for 國家發展和改革委員會|国家发展和改革委员会[Guo2 jia1]"))
    [('发改委', '国家发展和改革委员会')]
    """
    for found in _SHORT.finditer(glosses):
        yield (found["other"], han) if found["way"] == "to" else (han, found["other"])


def single(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Abbreviations of one thing alone, either way round: 人大 may be a congress or a university."""
    wholes: dict[str, dict[str, None]] = {}
    for short, whole in pairs:
        wholes.setdefault(short, {})[whole] = None
    for short, meant in wholes.items():
        if len(meant) == 1:
            yield from permutations((short, *meant), 2)


def alike(rendered: Iterable[tuple[str, str]], nearly: bool = False) -> Iterator[tuple[str, str]]:
    """Of English phrases and Chinese words: the words with one phrase, as pairs either way round.

    `nearly`: only words that share most of the shorter one's characters, as glosses are free.

    >>> list(alike([("ministry of commerce", "商务部"), ("nato", "北约"), ("nato", "北大西洋公约组织")]))
    [('北约', '北大西洋公约组织'), ('北大西洋公约组织', '北约')]
    """
    groups: dict[str, dict[str, None]] = {}
    for phrase, han in rendered:
        groups.setdefault(phrase, {})[han] = None
    for group in groups.values():
        if len(group) <= _MOST:
            pairs = permutations(group, 2)
            yield from (pair for pair in pairs if not nearly or _share(*pair))


def _share(one: str, other: str) -> bool:
    return 2 * len({*one} & {*other}) > min(len(one), len(other))
