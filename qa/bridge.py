"""From the words of a question to what may stand for them in an index, in its passages' languages.

A word stands for itself and for its translations. The longest phrase whose translation the index has goes
before the words in it, so that the index chooses between translations; a user's glossary goes before all.
Function words ask, but are not what is asked about: they are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from index.dates import finest
from index.figures import Figure
from index.glosses import LONGEST
from index.numerals import HAN
from index.postings import Clause
from index.terms import Term, is_han, longest
from qa import function_words
from qa.notion import Notion
from qa.persons import persons
from qa.renderings import CHINA, Renderings

_ASKING = re.compile("[几哪]|多少|什么|[这那][个些次位]")
_QUOTED = re.compile('[“‘"]([^”’"]{1,6})[”’"]')
NUMERAL = re.compile(rf"第?[{HAN}]{{2,}}")


@dataclass(frozen=True, slots=True)
class Bridge:
    """From the words of a question to what may stand for them in the index."""

    index: Renderings
    only_han: bool

    def figures(self, stated: Iterable[tuple[Figure, bool]]) -> Iterator[Notion]:
        """Each figure with whether it is exact: one that is given roughly need not be met."""
        for figure, exact in stated:
            for alternatives in finest(figure.terms):
                met = any(map(self.index.known, alternatives))
                yield Notion(alternatives[0], Clause(alternatives), name=exact, met=met, kind="figure")

    def glossary(self, text: str) -> tuple[list[Notion], str]:
        """What of a normalised text the user's glossary has; and the text with blanks in its place."""
        notions, rest = [], text
        for start, end, others in self.index.lexicon.own(text):
            words = text[start:end]
            forms = dict.fromkeys(map(self.index.form, (words, *others)))
            # Of what the index has none of, the dictionary may know another rendering.
            options = tuple(filter(self.index.has, forms)) or self.index.looked_up(words)
            name = any(map(self.index.lexicon.is_name, (words, *others)))
            clause = Clause(options or (self.index.form(words),))
            notions.append(Notion(words, clause, name=name, met=bool(options)))
            rest = rest[:start] + " " * (end - start) + rest[end:]
        return notions, rest

    def chinese(self, text: str) -> Iterator[Notion]:
        terms = list(self.index.analyser.words(text))
        cut = [term for term in terms if not term.spelled and not _asks(term.text)]
        names = persons(text, terms, self.index.analyser, self.index.lexicon)
        whole = {(term.start, term.end) for term in cut}
        for name in names:
            if (name.start, name.end) not in whole:
                words, met = text[name.start : name.end], self.index.known(name.text)
                yield Notion(words, Clause((name.text,)), name=True, met=met, kind="person")
                cut = [term for term in cut if not _of(term, name)]
        # A name that the index knows as it is written needs no romanisation, which would count it twice; of
        # others it may know how they sound.
        unknown = [term for term in longest(cut) if not self.index.known(term.text)]
        sounds = [term for term in terms if term.spelled and self.index.known(term.text)]
        cut += [term for term in sounds if any(_of(one, term) for one in unknown)]
        across = {} if self.only_han else self._across(text, cut)
        people = {(name.start, name.end) for name in names}
        whole = {(term.start, term.end) for term in longest(cut) if self.index.name(term.text)}
        quoted = [found.span(1) for found in _QUOTED.finditer(text)]
        for term in cut:
            place = term.start, term.end
            if any(_within(place, person) for person in people) or (
                not self.index.known(term.text) and any(_within(place, other) for other in across)
            ):
                continue  # 建华 says nothing of a text that has 高建华, or Gao Jianhua
            options = (
                *filter(self.index.has, [term.text]),
                *across.pop(place, ()),
                *self.index.name(term.text),
            )
            clause = Clause(tuple(dict.fromkeys(options)) or (term.text,))
            notion = self._named(term.text, clause, met=bool(options), person=place in people)
            # The words in a name that the index has need not be met (人民代表大会 in that of the state), and
            # none of a nickname: 白海 of “白海豚”.
            inside = any(_within(place, other) for other in (*whole, *quoted)) or self._crosses(text, *place)
            yield replace(notion, name=False) if inside else notion
        for (start, end), options in across.items():
            words = text[start:end]
            own = tuple(filter(self.index.has, (self.index.form(words), *options)))
            yield self._named(words, Clause(own), met=True, person=(start, end) in people)

    def _crosses(self, text: str, start: int, end: int) -> bool:
        """Whether a word is the end of one name and the beginning of another: 南岳 of 湖南岳阳."""
        edges = text[max(0, start - 1) : start + 1], text[end - 1 : end + 1]
        return all(map(self.index.lexicon.is_name, edges))

    def _named(self, words: str, clause: Clause, met: bool, person: bool) -> Notion:
        name = person or (self.index.lexicon.is_name(words) and words != CHINA)
        place = name and bool(self.index.lexicon.places.names(words))
        kind = "person" if person else "place" if place else "word"
        return Notion(words, clause, name=name, met=met, kind=kind)

    def _across(self, text: str, cut: list[Term]) -> dict[tuple[int, int], tuple[str, ...]]:
        """Offsets of words that the index has in another language, the longest runs first; what it has."""
        words = [term for term in longest(cut) if is_han(term.text)]
        found: dict[tuple[int, int], tuple[str, ...]] = {}
        position = 0
        while position < len(words):
            for length in range(min(LONGEST, len(words) - position), 0, -1):
                run = words[position : position + length]
                start, end = run[0].start, run[-1].end
                together = all(one.end == other.start for one, other in pairwise(run))
                if together and (options := self.index.translated(text[start:end])):
                    found[start, end] = options
                    position += length
                    break
            else:
                word = words[position]
                for part in cut:
                    inside = _within((part.start, part.end), (word.start, word.end))
                    if inside and (options := self.index.translated(part.text)):
                        found[part.start, part.end] = options
                position += 1
        return found


def _of(word: Term, name: Term) -> bool:
    return name.start <= word.start and word.end <= name.end


def _within(part: tuple[int, int], whole: tuple[int, int]) -> bool:
    return part != whole and whole[0] <= part[0] and part[1] <= whole[1]


def _asks(term: str) -> bool:
    return term in function_words.CHINESE or bool(_ASKING.search(term) or NUMERAL.fullmatch(term))
