"""What a user adds to the dictionaries, in two files beside the documents.

    userdict.txt   words that jieba is to keep whole, one a line, as jieba has it: 少年法庭 [frequency] [tag]
    glossary.csv   a term and its translation a line, either way round: 三码,three codes

The glossary goes before the dictionaries. Both are kept in the snapshot: a question is asked with the words
that its index was made with.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from index.decode import NotText, decode
from index.document import Skipped
from index.reasons import Reason, unreadable
from index.terms import normalise

USERDICT = "userdict.txt"
GLOSSARY = "glossary.csv"
_WORD = re.compile(r"(?P<word>[\u3400-\u9fff\U00020000-\U0003ffff〇]+)(?: [1-9]\d{0,8})?(?: [a-z]+)?")
_HEADS = {
    *(("term", "translation"), ("english", "chinese"), ("chinese", "english")),
    *(("术语", "译文"), ("中文", "英文"), ("英文", "中文")),
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A user's words for jieba, as lines of its user dictionary, and pairs of terms; both normalised."""

    words: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()

    @property
    def digest(self) -> str:
        return sha256(self.dump().encode()).hexdigest()

    def dump(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def load(cls, text: str) -> Vocabulary:
        """What `dump` gave. Raises ValueError, KeyError, TypeError."""
        value = json.loads(text)
        return cls(tuple(value["words"]), tuple((term, other) for term, other in value["pairs"]))


def read_vocabulary(folder: Path) -> tuple[Vocabulary, list[Skipped]]:
    """A user's words, where the files are there; lines and files that cannot be used are named."""
    skipped: list[Skipped] = []
    words = tuple(_words(_lines(folder / USERDICT, skipped), skipped))
    pairs = tuple(_pairs(_lines(folder / GLOSSARY, skipped), skipped))
    return Vocabulary(words, pairs), skipped


def _lines(path: Path, skipped: list[Skipped]) -> list[str]:
    if not path.exists() and not path.is_symlink():
        return []
    try:
        if path.is_symlink() or not path.is_file():
            skipped.append(Skipped(path.name, Reason("not_file")))
            return []
        return decode(path.read_bytes()).splitlines()
    except OSError as error:
        skipped.append(Skipped(path.name, unreadable(error)))
    except NotText as error:
        skipped.append(Skipped(path.name, error.reason))
    return []


def _words(lines: list[str], skipped: list[Skipped]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        entry = " ".join(normalise(line).split())
        if not entry or entry.startswith("#"):
            continue
        if _WORD.fullmatch(entry):
            yield entry
        else:
            skipped.append(Skipped(f"{USERDICT}, line {number}", Reason("word_line")))


def _pairs(lines: list[str], skipped: list[Skipped]) -> Iterator[tuple[str, str]]:
    # As spreadsheets save it, by country, or as a Chinese keyboard has it: full-width commas.
    rows = [(number, normalise(line)) for number, line in enumerate(lines, 1)]
    stated = [(number, row) for number, row in rows if row.strip(" ,;\t") and not row.startswith("#")]
    delimiter = next((mark for mark in "\t;" if all(mark in row for _, row in stated)), ",")
    for number, row in stated:
        cells = _cells(row, delimiter)
        if number == stated[0][0] and cells in _HEADS:
            continue
        if len(cells) == 2 and all(any(map(str.isalnum, cell)) for cell in cells):
            yield cells[0], cells[1]
        else:
            skipped.append(Skipped(f"{GLOSSARY}, line {number}", Reason("pair_line")))


def _cells(row: str, delimiter: str) -> tuple[str, ...]:
    """The first two cells of a line; none if it is no such line.

    A line by itself, so that a quotation mark that is not closed takes no other along.
    """
    try:
        return tuple(" ".join(cell.split()) for cell in next(csv.reader([row], delimiter=delimiter))[:2])
    except csv.Error:  # a cell is too long
        return ()
