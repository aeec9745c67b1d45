"""What an index has of words: themselves, and what the dictionaries say of them in either language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from index.glosses import key
from index.lexicon import Lexicon
from index.terms import Analyser, is_han, longest
from qa.persons import english

CHINA = "中国"
"""A name that goes without saying."""


@dataclass(frozen=True, slots=True)
class Renderings:
    """`known` says whether the index has a term."""

    lexicon: Lexicon
    analyser: Analyser
    known: Callable[[str], bool]

    def looked_up(self, words: str) -> tuple[str, ...]:
        """What the index has of the dictionary's renderings of words in either language."""
        if is_han(words):
            return self.translated(words)
        renderings = map(self.form, self.lexicon.translations(key(words.split())))
        return tuple(filter(self.has, renderings))

    def translated(self, word: str) -> tuple[str, ...]:
        """What the index has of a Chinese word in other languages; of a person's name, how they spell it."""
        keys = (*self.lexicon.translations(word), *english(word))
        return tuple(option for option in dict.fromkeys(keys) if self.has(option))

    def name(self, words: str) -> tuple[str, ...]:
        """What the index has of a name, and of others of the same."""
        own = (words, *self.lexicon.synonyms(words)) if self.lexicon.is_name(words) else ()
        return tuple(filter(self.has, map(self.form, own)))

    def has(self, option: str) -> bool:
        return bool(option) and all(map(self.known, option.split()))

    def form(self, words: str) -> str:
        """Words as an alternative: their terms, without those that are part of a longer one."""
        cut = longest(self.analyser.cut(words))
        return " ".join(dict.fromkeys(term.text for term in cut if not term.spelled))
