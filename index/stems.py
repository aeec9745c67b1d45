"""Latin words → stems: Porter 2, and the forms that it does not take back: held is of hold, crises of crisis.

Forms that are as often another word (left, found, thought, lives) are none of them.
"""

from __future__ import annotations

import threading
from functools import cache, lru_cache
from typing import Any

_FORMS = """
arise arose arisen; become became; begin began begun; bend bent; bind bound; bite bit bitten; bleed bled
break broke broken; breed bred; bring brought; build built; buy bought; catch caught; choose chose chosen
come came; creep crept; deal dealt; dig dug; draw drew drawn; drink drank drunk; drive drove driven
eat ate eaten; fall fell fallen; feed fed; fight fought; flee fled; fly flew flown; forbid forbade forbidden
foresee foresaw foreseen; forget forgot forgotten; forgive forgave forgiven; freeze froze frozen
give gave given; go went gone; grow grew grown; hang hung; hear heard; hide hid hidden; hold held; keep kept
know knew known; lay laid; lead led; lend lent; lose lost; mean meant; meet met; mislead misled
overcome overcame; oversee oversaw overseen; overtake overtook overtaken; pay paid; prove proven
rebuild rebuilt; repay repaid; rewrite rewrote rewritten; ride rode ridden; ring rang rung; rise rose risen
run ran; say said; see saw seen; seek sought; sell sold; send sent; shake shook shaken; shoot shot
show shown; shrink shrank shrunk; sing sang sung; sink sank sunk; sit sat; sleep slept; speak spoke spoken
spend spent; spring sprang sprung; stand stood; steal stole stolen; stick stuck; strike struck stricken
swear swore sworn; sweep swept; swim swam swum; take took taken; teach taught; tear tore torn; tell told
throw threw thrown; undergo underwent undergone; understand understood; undertake undertook undertaken
uphold upheld; wake woke woken; wear wore worn; weave wove woven; win won; withdraw withdrew withdrawn
withhold withheld; withstand withstood; write wrote written
analysis analyses; crisis crises; criterion criteria; hypothesis hypotheses; knife knives
phenomenon phenomena; thesis theses; thief thieves; tooth teeth; wife wives
"""
_BASES = {
    form: base
    for base, *forms in (line.split() for line in _FORMS.replace("\n", ";").split(";") if line)
    for form in forms
}
"""Form → word, both in lower case."""
_STEMMING = threading.Lock()
"""The stemmer keeps the word it works on in itself: two threads at once would mix up theirs."""


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The Porter 2 stem of a Latin word in lower case; words of other scripts as they are."""
    if not word.isascii():
        return word
    with _STEMMING:
        return str(_stemmer().stemWord(_BASES.get(word, word)))


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")
