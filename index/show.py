"""`python -m index terms "上海交通大学 三码"`: how a text is cut and normalised."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from index.errors import IndexMissing, printable

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
    from index.lexicon import key, open_lexicon
    from index.snapshot import open_snapshot
    from index.terms import Analyser, is_han, longest, normalise
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
    for start, end in dict.fromkeys((term.start, term.end) for term in longest(cut)):
        word = normal[start:end]
        terms = (term.text for term in cut if start <= term.start and term.end <= end)
        own = (other for _, _, others in lexicon.own(word) for other in others)
        known = tuple(own) or lexicon.translations(word if is_han(word) else key([word]))
        yield Word(word, tuple(dict.fromkeys(terms)), known[:SHOWN])
