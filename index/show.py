"""`python -m index terms "上海交通大学 三码"`: how a text is cut and normalised."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import IndexMissing, printable

if TYPE_CHECKING:
    from index.lexicon import Lexicon

Place = tuple[int, int]
SHOWN = 6
"""Translations shown of a word."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or figure of the normalised text, its terms, and what the dictionaries have for it."""

    text: str
    terms: tuple[str, ...]
    translations: tuple[str, ...]


def show(arguments: list[str]) -> None:
    """Print the words of a text with their terms. Raises IndexDamaged."""
    parser = argparse.ArgumentParser(
        prog="python -m index terms",
        description="Show how a text is cut and normalised, with the user's words that the index has.",
    )
    parser.add_argument("text", nargs="+", help="the text")
    parser.add_argument("--index", type=Path, default=Path(".index"), help="where the index is (.index)")
    parser.add_argument("--json", action="store_true", help="print one JSON object a word")
    options = parser.parse_args(arguments)
    for word in words(" ".join(options.text), options.index):
        if options.json:
            print(json.dumps(asdict(word), ensure_ascii=False))
        else:
            other = f"   ↔ {', '.join(word.translations)}" if word.translations else ""
            print(printable(f"{word.text}   {' · '.join(word.terms)}{other}"))


def words(text: str, index: Path) -> Iterator[Word]:
    """The words of `text` by the dictionaries of the snapshot in `index`; without one, by those of Yinju."""
    from index.cache import cache_folder
    from index.lexicon import open_lexicon
    from index.snapshot import open_snapshot
    from index.terms import Analyser, longest, normalise
    from index.vocabulary import Vocabulary

    try:
        snapshot = open_snapshot(index)
        vocabulary, analyser = snapshot.vocabulary, snapshot.analyser
        snapshot.close()
    except IndexMissing:
        vocabulary, analyser = Vocabulary(), Analyser()
    lexicon = open_lexicon(cache_folder(), vocabulary.pairs)
    normal = normalise(text)
    cut = list(analyser.cut(normal))
    places = list(dict.fromkeys((term.start, term.end) for term in longest(cut)))
    own = {(start, end): others for start, end, others in lexicon.own(normal)}
    while places:
        (start, end), others = _next(normal, places, own, lexicon)
        terms = (term.text for term in cut if start <= term.start and term.end <= end)
        yield Word(normal[start:end], tuple(dict.fromkeys(terms)), others[:SHOWN])
        places = [place for place in places if place[0] >= end]


def _next(
    text: str, places: list[Place], own: dict[Place, tuple[str, ...]], lexicon: Lexicon
) -> tuple[Place, tuple[str, ...]]:
    """The longest phrase at the first place that a dictionary has, the user's first; else the word there."""
    from index.glosses import LONGEST, key
    from index.terms import is_han, latin_words

    start = places[0][0]
    for end in sorted({end for low, end in own if low == start}, reverse=True):
        return (start, end), own[start, end]
    for _, end in reversed(places[:LONGEST]):
        phrase, words = text[start:end], latin_words(text[start:end])
        if not is_han(phrase) and phrase != " ".join(words):
            continue  # a figure in between
        if known := lexicon.translations(phrase if is_han(phrase) else key(words)):
            return (start, end), known
    return places[0], ()
