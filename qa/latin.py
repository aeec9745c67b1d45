"""The notions of Latin words: English phrases, Chinese names spelled in Latin letters, names of any kind."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from index.glosses import LONGEST, key
from index.names import FREQUENT, is_spelled, romanised, surnames, syllables
from index.postings import Clause
from index.spellings import spellings
from index.transliteration import skeletons
from qa import function_words
from qa.notion import Notion
from qa.persons import orders
from qa.renderings import CHINA, Renderings

_SEATS = """
washington:美国 moscow:俄罗斯 tokyo:日本 london:英国 paris:法国 berlin:德国 brussels:欧盟 tehran:伊朗
seoul:韩国 pyongyang:朝鲜 kyiv:乌克兰 kiev:乌克兰 canberra:澳大利亚 ottawa:加拿大 islamabad:巴基斯坦
"""
_GOVERNMENTS = dict(seat.split(":") for seat in _SEATS.split())
"""Cities that may stand for who governs from there, and the country that they stand for."""
_PLACED = frozenset(
    "in at from to near outside around across visit visited leave left reach reached".split()  # noqa: SIM905
)
"""Behind these a city is a place."""


@dataclass(frozen=True, slots=True)
class Latin:
    """From Latin words of a question to what may stand for them in the index.

    `acronyms`: those that are written in capitals, in lower case. `abroad`: whether the question is of what
    states have with each other.
    """

    index: Renderings
    acronyms: AbstractSet[str] = frozenset()
    abroad: bool = False

    def notions(self, words: list[str], capitals: AbstractSet[str], cased: bool) -> Iterator[Notion]:
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
                capital = bool(capitals & {*phrase})
                notion = self._notion(phrase, named=capital or not cased, foreign=capital)
                before, end = words[max(0, position - 1) : position], position + length
                if _PLACED.isdisjoint(before) and capitals.isdisjoint(words[end : end + 1]):
                    notion = self._governing(notion)
                given = length == 1 and not notion.met and notion.kind != "place"
                if given and self._is_surname(words[end : end + 1], capitals):
                    notion = replace(notion, name=False)  # Chinese news has none but that
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
            if order[0] in surnames() and self.index.known(spelled := "".join(order)):
                options = filter(self.index.has, (spelled, key(part)))
                return Notion(" ".join(part), Clause(tuple(options)), name=True, kind="person")
        return None

    def _stranger(self, words: list[str], capitals: AbstractSet[str], first: bool) -> Notion | None:
        """What must be a Chinese name, of a person or a place, by its spelling, and the index does not have.

        Not where more words of a longer name follow (Bai Ma Lake), nor with an acronym for a surname (Beijing
        AI); one of two syllables only by a frequent surname (Ping An, Mei Tuan are no persons).
        """
        for part, order in orders(words):
            spelled, following = "".join(order), words[len(part) : len(part) + 1]
            named = capitals >= {*part} and not (following and capitals >= {*following})
            if (
                not named
                or not is_spelled(order)
                or (first and part[0] in function_words.ENGLISH)
                or (order != part and order[0] in self.acronyms)
                or self._means(order[1])
            ):
                continue
            translations = self.index.lexicon.translations(key(part)) or self.index.lexicon.translations(
                spelled
            )
            if self.index.has(key(part)) or (
                translations and not self.index.lexicon.is_name(translations[0])
            ):
                return None
            short = len(order) == 2 and order[1] in syllables()
            if short and not translations and (order != part or order[0] not in FREQUENT):
                continue
            options = tuple(filter(self.index.has, map(self.index.form, translations)))
            place = any(map(self.index.lexicon.places.names, translations[:1]))
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
        others = () if word in syllables() else self.index.lexicon.translations(key([word]))
        return not all(map(self.index.lexicon.is_name, others))

    def _is_surname(self, following: list[str], capitals: AbstractSet[str]) -> bool:
        """Whether the word that follows may be a foreign surname: in capitals, and in no dictionary."""
        return bool(following) and not (
            {*following} - capitals
            or {*following} & function_words.ENGLISH
            or self.index.lexicon.translations(key(following))
        )

    def _sounds(self, word: str, name: str) -> bool:
        """Whether a word is only spelled as a name that is no place's."""
        return key([romanised(name)]) == key([word]) and not self.index.lexicon.places.names(name)

    def _governing(self, notion: Notion) -> Notion:
        """A city that may stand for those who govern there, with their country: Washington's tariffs."""
        land = CHINA if self.abroad and notion.words == "beijing" else _GOVERNMENTS.get(notion.words, "")
        if not self.index.has(land):
            return notion
        known = notion.clause.alternatives if notion.met else ()
        return replace(notion, clause=Clause((*known, land)), met=True)

    def _in_dictionary(self, word: str) -> str:
        """A word as the dictionary has it, if it has it: organized for organised."""
        translations = self.index.lexicon.translations
        forms = (word, *spellings(word))
        return next((form for form in forms if translations(key([form]))), word)

    def _notion(self, phrase: list[str], named: bool, foreign: bool) -> Notion:
        """`named`: whether it may be a name, by how it is written; `foreign`: even one in no dictionary."""
        spelled = phrase if foreign else [self._in_dictionary(word) for word in phrase]
        translations = self.index.lexicon.translations(key(spelled))
        options = self.index.looked_up(" ".join(spelled))
        if len(phrase) == 1 or options:
            # A name's romanisation is not stemmed: gaojianhua.
            options = (*filter(self.index.has, (key(phrase), " ".join(phrase))), *options)
        if (
            foreign
            and not options
            and len(phrase) == 1
            and all(map(self.index.lexicon.is_name, translations))
        ):
            # The index may have it in other characters than the dictionary.
            options = tuple(filter(self.index.has, skeletons(phrase[0])))
        # "Per" is a place in Malaysia too, but not where the index has none of its name; "jobs" are 工作
        # before they are 乔布斯. What only sounds like a name, Boke, need not be that.
        name = (
            named
            and CHINA not in options
            and any(map(self.index.lexicon.is_name, translations[:1]))
            and any(map(self.index.lexicon.is_name, options or translations[:1]))
            and (bool(options) or not self._sounds(phrase[0], translations[0]))
        )
        return Notion(
            " ".join(phrase),
            Clause(tuple(dict.fromkeys(options)) or (key(phrase),)),
            understood=bool(options or translations),
            name=name,
            kind="place" if name and any(map(self.index.lexicon.places.names, translations[:1])) else "word",
            met=bool(options),
        )
