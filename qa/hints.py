"""Words of a passage that say what a question in another language says: juvenile courts → 少年法庭.

By the dictionaries that retrieval uses. A small encoder follows a question's own language better than a
translation; with these beside the question it reads across languages (see `qa.reader`).
"""

from __future__ import annotations

from index.terms import Analyser, is_han
from qa.met import met
from qa.question import Question

MOST = 12


def hints(question: Question, text: str, analyser: Analyser) -> tuple[str, ...]:
    """What of `text` met words of `question` that are written in another script, in the question's order."""
    found = [
        one.passage
        for one in met(question, text, "", analyser)
        if is_han(one.passage) != is_han(one.question)
    ]
    return tuple(dict.fromkeys(found))[:MOST]
