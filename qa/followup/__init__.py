"""A question that leans on the one before it, made whole: 那海南呢？ → 海南有多少个少年法庭？

By rules, and only with words of the two questions: a piece of the question before is exchanged for the piece
that the new one names (a place, a date, a person, the thing that is counted, the word that asks), or what a
pronoun stands for is put in its place. Across languages a place, a year and the word that asks are written
as the question before would have them. What stands by itself, and what could be meant in two ways, is left
as it is: a wrong reading is worse than none.
"""

from __future__ import annotations

import re

from index.lexicon import Lexicon
from index.terms import Analyser, is_han, normalise
from qa.followup import said_en, said_zh, whole_en, whole_zh
from qa.followup.core import Words

LONGEST = 300
"""Characters of the longest question that is read so; who writes more says it all."""


def understood(question: str, before: str, lexicon: Lexicon, analyser: Analyser) -> str | None:
    """The whole question that `question` asks behind `before`; None where it stands by itself."""
    question, before = question.strip(), before.strip()
    if not question or not before or max(len(question), len(before)) > LONGEST:
        return None
    words = Words(lexicon, analyser)
    core = (said_zh if _is_chinese(question) else said_en).core(question, words)
    if core is None:
        return None
    whole = (whole_zh if _is_chinese(before) else whole_en).made_whole(core, before, words)
    return whole if whole and _plain(whole) not in (_plain(before), _plain(question)) else None


def _is_chinese(text: str) -> bool:
    return any(map(is_han, text))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", normalise(text))
