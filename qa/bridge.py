"""From the words of a question to what may stand for them in an index, in its passages' languages.

A word stands for itself and for its translations. The longest phrase whose translation the index has goes
before the words in it, so that the index chooses between translations; a user's glossary goes before all.
Function words ask, but are not what is asked about: they are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from index.dates import finest
from index.figures import Figure
from index.lexicon import LONGEST, Lexicon, key
from index.names import FREQUENT, is_spelled, surnames, syllables
from index.numerals import HAN
from index.postings import Clause
from index.terms import Analyser, Term, is_han, longest
from qa import function_words
from qa.notion import Notion
from qa.persons import english, orders, persons

_ASKING = re.compile("[几哪]|多少|什么|[这那][个些次位]")
NUMERAL = re.compile(rf"第?[{HAN}]{{2,}}")


@dataclass(frozen=True, slots=True)
class Bridge:
    """From the words of a question to what may stand for them in the index."""

    lexicon: Lexicon
    analyser: Analyser
    known: Callable[[str], bool]
    only_han: bool

    def figures(self, stated: Iterable[tuple[Figure, bool]]) -> Iterator[Notion]:
        """Each figure with whether it is exact: one that is given roughly need not be met."""
        for figure, exact in stated:
            for alternatives in finest(figure.terms):
                met = any(map(self.known, alternatives))
                yield Notion(alternatives[0], Clause(alternatives), name=exact, met=met, kind="figure")

    def glossary(self, text: str) -> tuple[list[Notion], str]:
        """What of a normalised text the user's glossary has; and the text with blanks in its place."""
        notions, rest = [], text
        for start, end, others in self.lexicon.own(text):
            words = text[start:end]
            forms = dict.fromkeys(map(self._form, (words, *others)))
            # Of what the index has none of, the dictionary may know another rendering.
            options = tuple(filter(self._has, forms)) or self._looked_up(words)
            name = any(map(self.lexicon.is_name, (words, *others)))
            clause = Clause(options or (self._form(words),))
            notions.append(Notion(words, clause, name=name, met=bool(options)))
            rest = rest[:start] + " " * (end - start) + rest[end:]
        return notions, rest

    def chinese(self, text: str) -> Iterator[Notion]:
        terms = list(self.analyser.words(text))
        cut = [term for term in terms if not term.spelled and not _asks(term.text)]
        names = persons(text, terms, self.analyser, self.lexicon)
        whole = {(term.start, term.end) for term in cut}
        for name in names:
            if (name.start, name.end) not in whole:
                words, met = text[name.start : name.end], self.known(name.text)
                yield Notion(words, Clause((name.text,)), name=True, met=met, kind="person")
                cut = [term for term in cut if not _of(term, name)]
        # A name that the index knows as it is written needs no romanisation, which would count it twice; of
        # others it may know how they sound.
        unknown = [term for term in longest(cut) if not self.known(term.text)]
        sounds = [term for term in terms if term.spelled and self.known(term.text)]
        cut += [term for term in sounds if any(_of(one, term) for one in unknown)]
        across = {} if self.only_han else self._across(text, cut)
        people = {(name.start, name.end) for name in names}
        for term in cut:
            place = term.start, term.end
            if any(_within(place, person) for person in people) or (
                not self.known(term.text) and any(_within(place, other) for other in across)
            ):
                continue  # 建华 says nothing of a text that has 高建华, or Gao Jianhua
            options = (*filter(self._has, [term.text]), *across.pop(place, ()))
            clause = Clause(options or (term.text,))
            yield self._named(term.text, clause, met=bool(options), person=place in people)
        for (start, end), options in across.items():
            words = text[start:end]
            own = tuple(filter(self._has, (self._form(words), *options)))
            yield self._named(words, Clause(own), met=True, person=(start, end) in people)

    def _named(self, words: str, clause: Clause, met: bool, person: bool) -> Notion:
        name = person or self.lexicon.is_name(words)
        place = name and bool(self.lexicon.places.names(words))
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
                if together and (options := self._translated(text[start:end])):
                    found[start, end] = options
                    position += length
                    break
            else:
                word = words[position]
                for part in cut:
                    inside = _within((part.start, part.end), (word.start, word.end))
                    if inside and (options := self._translated(part.text)):
                        found[part.start, part.end] = options
                position += 1
        return found

    def _looked_up(self, words: str) -> tuple[str, ...]:
        """What the index has of the dictionary's renderings of words in either language."""
        if is_han(words):
            return self._translated(words)
        renderings = map(self._form, self.lexicon.translations(key(words.split())))
        return tuple(filter(self._has, renderings))

    def _translated(self, word: str) -> tuple[str, ...]:
        """What the index has of a Chinese word in other languages; of a person's name, how they spell it."""
        keys = (*self.lexicon.translations(word), *english(word))
        return tuple(option for option in dict.fromkeys(keys) if self._has(option))

    def latin(self, words: list[str], capitals: AbstractSet[str], cased: bool) -> Iterator[Notion]:
        """The notions of Latin words in lower case; `capitals` are those of them that begin with one.

        `cased`: whether names can be told by these. Who writes none may have left them out of names, too.
        """
        position = 0
        while position < len(words):
            following = words[position : position + 4]
            if person := self._person(following) or self._stranger(following, capitals, first=not position):
                yield person
                position += len(person.words.split())
                continue
            for length in range(min(LONGEST, len(words) - position), 0, -1):
                phrase = words[position : position + length]
                ends = {phrase[0], phrase[-1]} & function_words.ENGLISH
                if ends and not (length > 2 and capitals >= {phrase[0], phrase[-1]}):
                    continue
                notion = self._notion(phrase, named=not cased or bool(capitals & {*phrase}))
                if notion.met or length == 1:
                    yield notion
                    position += length
                    break
            else:
                position += 1

    def _person(self, words: list[str]) -> Notion | None:
        """A name that the index has, spelled in Latin letters: Gao Jianhua, Jianhua Gao, Gao Jian-hua.

        The index may have English words too: a name is only what begins with a surname ("a way" is not
        "away").
        """
        for part, order in orders(words):
            if order[0] in surnames() and self.known(spelled := "".join(order)):
                options = filter(self._has, (spelled, key(part)))
                return Notion(" ".join(part), Clause(tuple(options)), name=True, kind="person")
        return None

    def _stranger(self, words: list[str], capitals: AbstractSet[str], first: bool) -> Notion | None:
        """What must be a Chinese name, of a person or a place, by its spelling, and the index does not have.

        Not where more words of a longer name follow (Bai Ma Lake); one of two syllables only by a frequent
        surname (Ping An, Mei Tuan are no persons).
        """
        for part, order in orders(words):
            spelled, following = "".join(order), words[len(part) : len(part) + 1]
            named = capitals >= {*part} and not (following and capitals >= {*following})
            if (
                not named
                or not is_spelled(order)
                or (first and part[0] in function_words.ENGLISH)
                or self._means(order[1])
            ):
                continue
            translations = self.lexicon.translations(key(part)) or self.lexicon.translations(spelled)
            if self._has(key(part)) or (translations and not self.lexicon.is_name(translations[0])):
                return None
            short = len(order) == 2 and order[1] in syllables()
            if short and not translations and (order != part or order[0] not in FREQUENT):
                continue
            options = tuple(filter(self._has, map(self._form, translations)))
            place = any(map(self.lexicon.places.names, translations[:1]))
            return Notion(
                " ".join(part),
                Clause(options or (spelled,)),
                name=True,
                met=bool(options),
                kind="place" if place else "person",
            )
        return None

    def _means(self, word: str) -> bool:
        """Whether what looks like two syllables is an English word: lake."""
        others = () if word in syllables() else self.lexicon.translations(key([word]))
        return not all(map(self.lexicon.is_name, others))

    def _notion(self, phrase: list[str], named: bool) -> Notion:
        """`named`: whether it may be a name, by how it is written."""
        translations = self.lexicon.translations(key(phrase))
        options = self._looked_up(" ".join(phrase))
        if len(phrase) == 1 or options:
            # A name's romanisation is not stemmed: gaojianhua.
            options = (*filter(self._has, (key(phrase), " ".join(phrase))), *options)
        # "Per" is a place in Malaysia too, but not where the index has none of its name; "jobs" are 工作
        # before they are 乔布斯. China goes without saying.
        name = (
            named
            and "中国" not in options
            and any(map(self.lexicon.is_name, translations[:1]))
            and any(map(self.lexicon.is_name, options or translations[:1]))
        )
        return Notion(
            " ".join(phrase),
            Clause(tuple(dict.fromkeys(options)) or (key(phrase),)),
            understood=bool(options or translations),
            name=name,
            kind="place" if name and any(map(self.lexicon.places.names, translations[:1])) else "word",
            met=bool(options),
        )

    def _has(self, option: str) -> bool:
        return bool(option) and all(map(self.known, option.split()))

    def _form(self, words: str) -> str:
        """Words as an alternative: their terms, without those that are part of a longer one."""
        cut = longest(self.analyser.cut(words))
        return " ".join(dict.fromkeys(term.text for term in cut if not term.spelled))


def _of(word: Term, name: Term) -> bool:
    return name.start <= word.start and word.end <= name.end


def _within(part: tuple[int, int], whole: tuple[int, int]) -> bool:
    return part != whole and whole[0] <= part[0] and part[1] <= whole[1]


def _asks(term: str) -> bool:
    return term in function_words.CHINESE or bool(_ASKING.search(term) or NUMERAL.fullmatch(term))
