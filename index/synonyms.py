"""Chinese names of one institution, country, dynasty: 工信部 and 工业和信息化部, 法兰西 and 法国.

Two names are taken for one where the glossary renders them alike, where the dictionary says that one is an
abbreviation of the other, or glosses both alike in two words or more ("Ottoman Empire").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import permutations

_SHORT = re.compile(
    "abbr\\.? (?:for|to) (?:[\u3400-\u9fff]+\\|)?(?P<whole>[\u3400-\u9fff]+)"
    r"(?:\[[^\]]*\])?(?![^/;,)(])"
)
_MOST = 6
"""Names with one gloss; more are of places or people that are only called alike."""


def abbreviated(han: str, glosses: str) -> Iterator[tuple[str, str]]:
    """What a word is an abbreviation of, by its glosses, as pairs either way round.

    >>> list(abbreviated("发改委", "abbr. for 國家發展和改革委員會|国家发展和改革委员会[Guo2 jia1]"))
    [('发改委', '国家发展和改革委员会'), ('国家发展和改革委员会', '发改委')]
    """
    for whole in _SHORT.findall(glosses):
        yield han, whole
        yield whole, han


def alike(rendered: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Of English phrases and Chinese words: the words with one phrase, as pairs either way round.

    >>> list(alike([("ministry of commerce", "商务部"), ("nato", "北约"), ("nato", "北大西洋公约组织")]))
    [('北约', '北大西洋公约组织'), ('北大西洋公约组织', '北约')]
    """
    groups: dict[str, dict[str, None]] = {}
    for phrase, han in rendered:
        groups.setdefault(phrase, {})[han] = None
    for group in groups.values():
        if len(group) <= _MOST:
            yield from permutations(group, 2)
