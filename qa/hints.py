"""Words of a passage that say what a question in another language says: juvenile courts → 少年法庭.

By the dictionaries that retrieval uses. A small encoder follows a question's own language better than a
translation; with these beside the question it reads across languages (see `qa.reader`).
"""

from __future__ import annotations

from collections.abc import Iterable

from index.terms import is_han
from qa.answer import Met

MOST = 12


def hints(found: Iterable[Met]) -> tuple[str, ...]:
    """What of a text met words of a question that are written in another script, in the question's order.

    `found`: all that met, as `qa.met` has it.
    """
    translated = [one.passage for one in found if is_han(one.passage) != is_han(one.question)]
    return tuple(dict.fromkeys(translated))[:MOST]
