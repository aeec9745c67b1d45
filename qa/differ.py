"""When several articles answer the same "how many" with different figures: which, the newest first.

A quote counts only if it has one figure among its words, in the unit of the others, and meets each word of
the question that the first quote meets; values are compared as `index.figures` reads them (34 = 三十四).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.figures import figures
from index.terms import normalise
from qa.answer import Quote, Stated
from qa.expect import expectation
from qa.latest import dated
from qa.units import MEASURE

_ASKED = frozenset({"number", "count", "money", "percent", "age"})
# What counts things (34个, 34家, 34 courts) says no more than the figure; what measures does.
_COUNTERS = frozenset(
    "个名人户份家所次件项条座处部架艘台套张对双栋只头匹辆起宗批种支间集卷册章节楼站点区市县省国位届期场"
)
_MONEY = re.compile("(?:元|块钱?|yuan|rmb)(?:人民币)?")
_UNIT = re.compile(rf"\s*[多余]?(?P<unit>{MEASURE}|yuan|rmb)?", re.IGNORECASE)


def differing(question: str, quotes: Sequence[Quote]) -> tuple[Stated, ...]:
    """The quotes that answer with a figure, one an article; none unless they differ. `quotes`: best first."""
    if not quotes or expectation(question).kind not in _ASKED:
        return ()
    first = _stated(quotes[0])
    if first is None:
        return ()
    if not (asked := {met.question for met in quotes[0].met}):
        return ()
    found: dict[tuple[str, int], Stated] = {}
    for quote in quotes:
        stated = _stated(quote)
        article = quote.passage.article
        meets = asked <= {met.question for met in quote.met}
        if stated and meets and _kind(stated) == _kind(first):
            found.setdefault((article.document_id, article.span.start), stated)
    if len({stated.value for stated in found.values()}) < 2:
        return ()
    return tuple(sorted(found.values(), key=lambda one: dated(one.quote.passage.article.date), reverse=True))


def _stated(quote: Quote) -> Stated | None:
    """The figure that a quote answers with, if its words are one, and one alone."""
    if len(quote.answers) != 1:
        return None
    text = normalise(quote.answers[0].text)
    found = figures(text)
    if len(found) != 1 or len(found[0].terms) != 1 or not found[0].terms[0][0].isdecimal():
        return None
    unit = _UNIT.match(text, found[0].end)
    said = (unit["unit"] or "") if unit else ""
    if _MONEY.fullmatch(said):
        said = "元"
    return Stated(found[0].terms[0], "" if said in _COUNTERS else said, quote)


def _kind(stated: Stated) -> tuple[str, bool]:
    """What two figures must share to be compared: the unit, and whether they are shares."""
    return stated.unit, stated.value.endswith("%") or "/" in stated.value
