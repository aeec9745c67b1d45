"""Names of persons in a question, Chinese or spelled in Latin letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from index.lexicon import Lexicon
from index.names import COMPOUND, SURNAMES, romanised
from index.terms import Analyser, Term

_THINGS = frozenset("制房县区市镇乡村院局部会率费税馆站店厂路街桥寺")
"""With what words end that jieba takes for names: 林长制."""


def persons(text: str, terms: Iterable[Term], analyser: Analyser, lexicon: Lexicon) -> list[Term]:
    """Those of the `terms` of a normalised text that spell a person's name, which may be two words: 何|卫东.

    What jieba tags as a name and the dictionary has as no other word. Of 478 such names in questions of CMRC
    2018 and XQuAD 474 stand in the paragraphs that answer.
    """
    spelled = [term for term in terms if term.spelled and _is_a_name(text[term.start : term.end], lexicon)]
    if not spelled:  # the tagger takes half a second to load
        return []
    tags = {(start, end): tag for start, end, tag in analyser.tagged(text)}

    def tagged(start: int, end: int) -> bool:
        return tags.get((start, end), "").startswith("nr")

    found = []
    for term in spelled:
        given = term.start + (2 if text[term.start : term.start + 2] in COMPOUND else 1)
        if tagged(term.start, term.end) or ((term.start, given) in tags and tagged(given, term.end)):
            found.append(term)
    return found


def english(name: str) -> list[str]:
    """A Chinese person's name as English texts have it: 高建华 is "gao jianhua"; none for other words."""
    surname = 2 if name[:2] in COMPOUND else 1
    if not 0 < len(name) - surname < 3 or (surname == 1 and name[0] not in SURNAMES):
        return []
    return [f"{romanised(name[:surname])} {romanised(name[surname:])}"]


def orders(words: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """The first three and two of `words`; and in which order they may be a name, surname first."""
    for length in (3, 2):
        if len(part := words[:length]) == length:
            yield part, part
            yield part, [part[-1], *part[:-1]]


def _is_a_name(word: str, lexicon: Lexicon) -> bool:
    if lexicon.translations(word):
        return lexicon.is_name(word) and not lexicon.places.names(word)
    return word[-1] not in _THINGS
