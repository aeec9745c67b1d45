"""Chinese questions, word for word in English: practice for English questions over Chinese passages.

Code-switched training data, after Qin et al. (2020), CoSDA-ML, https://arxiv.org/abs/2006.06402, here by
CC-CEDICT, and with whole questions switched: "范廷颂是什么时候被任为主教的" becomes "fan ting song is when by
appoint bishop 's". What such a question lacks of grammar, real English questions in the data have.
"""

from __future__ import annotations

import random
import re
from functools import cache

from index.glosses import entries
from index.names import romanised
from index.terms import Analyser, is_han, normalise

# fmt: off
_ASKING = {
    "什么": "what", "甚么": "what", "何": "what", "哪": "which", "哪个": "which", "哪些": "which",
    "哪里": "where", "哪儿": "where", "何处": "where", "多少": "how many", "几": "how many",
    "几个": "how many", "多大": "how old", "谁": "who",
    "哪位": "who", "何时": "when", "什么时候": "when", "时候": "time",
    "哪年": "what year", "哪一年": "what year", "为什么": "why", "为何": "why", "怎么": "how", "怎样": "how",
    "如何": "how", "是": "is", "为": "is", "的": "'s", "之": "'s", "了": "", "第": "", "个": "", "在": "in",
    "于": "in", "和": "and", "与": "and", "被": "by", "由": "by", "有": "has", "对": "to", "从": "from",
    "年": "year", "月": "month", "日": "day", "人": "person",
}
# fmt: on
_NOISE = re.compile(r"\([^)]*\)|\[[^\]]*\]|^to |[^\x00-\x7f]+")
_NO_WORD = re.compile(r"^(?:CL:|variant|old variant|abbr|see |also |used |surname|Kangxi|classifier)")


@cache
def _dictionary() -> dict[str, tuple[str, ...]]:
    """Chinese words and their first short renderings in English."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in entries():
        renderings = [part for gloss in entry["glosses"].split("/") for part in gloss.split(";")]
        plain = [_NOISE.sub("", one).split(",")[0].strip() for one in renderings if not _NO_WORD.match(one)]
        short = [one for one in plain if one and len(one.split()) <= 3][:3]
        found[entry["han"]] = (*found.get(entry["han"], ()), *short)[:3]
    return found


def glossed(question: str, analyser: Analyser, draw: random.Random, share: float = 0.9) -> str:
    """`question` with a `share` of its words in English, each by one of the dictionary's first renderings.

    A word that it does not have is spelled in pinyin or, as names often are in English texts, left as it is.
    """
    text, result = normalise(question), []
    for start, end, tag in analyser.tagged(text):
        word = text[start:end]
        renderings = _dictionary().get(word, ())
        if not is_han(word) or draw.random() > share:
            result.append(word)
        elif word in _ASKING:
            result.append(f" {_ASKING[word]} ")
        elif renderings and not tag.startswith("nr"):
            result.append(f" {draw.choice(renderings)} ")
        else:
            result.append(f" {romanised(word).title()} " if draw.random() < 0.5 else word)
    return " ".join("".join(result).split())
