"""Paragraphs → passages: pieces short enough to be quoted whole, cut where a reader would pause.

A piece is at most `LIMIT` wide, where a Chinese character counts 1 and a Latin one 0.4 (about what
each says). Short paragraphs are taken together with what they stand beside. A long paragraph becomes pieces
of similar width, cut at sentence ends; a sentence that is itself too long is cut at clause ends; only text
without punctuation is cut anywhere, and inside a word or a number only when that alone is longer than 80
characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.document import Document, Paragraph, Passage, Source, Span, cut

LIMIT = 250
"""Width of the longest passage: measured on raw paragraphs and on pieces, English questions gain most."""
SHORT = 80
"""A narrower paragraph says little by itself: an item of an enumeration, a clause of a statute."""

_CLOSERS = "”’」』）)】》\"'"
_SENTENCE = re.compile(rf"[。！？!?…]+[{_CLOSERS}]*|[；;][{_CLOSERS}]*|\.[{_CLOSERS}]*(?=\s+\S)|\n+")
_CLAUSE = re.compile(rf"[，、：,:](?!\d)[{_CLOSERS}]*")
_PAGE_BREAK = re.compile(r"[\f\v](?:\s*[\f\v])*")
_ANYWHERE = re.compile(r".{20,80}?(?:(?<![\d.,%A-Za-z])|(?=[^\d.,%A-Za-z]))|.{80}", re.DOTALL)


def split(source: Source, limit: int = LIMIT) -> Iterator[Passage]:
    """Every paragraph of `source` as passages, in order; ids are `document#n`, counted from 1."""
    number = 0
    for article, paragraphs in source.articles:
        for ordinal, spans in _joined(paragraphs, source.document, limit):
            for start, end in pieces(source.document.slice(spans), limit):
                number += 1
                yield Passage(f"{source.document.id}#{number}", article, ordinal, cut(spans, start, end))


def sentences(text: str) -> list[tuple[int, int]]:
    """Offsets `[start, end)` of the sentences of `text`; together they cover it."""
    return _between(0, len(text), [match.end() for match in _SENTENCE.finditer(text)])


def pieces(text: str, limit: int = LIMIT) -> list[tuple[int, int]]:
    """Offsets of pieces at most `limit` wide that together cover `text`, as alike as the cuts allow."""
    total = _width(text)
    if total <= limit:
        return [(0, len(text))] if text else []
    atoms = [atom for start, end in sentences(text) for atom in _atoms(text, start, end, limit)]
    widths = [_width(text[start:end]) for start, end in atoms]
    target = total / -(-total // limit)
    # Least squares over all ways to group the atoms: cost[i] is the best for the first i of them.
    cost, origin = [0.0], [0]
    for last in range(1, len(atoms) + 1):
        best, width = (float("inf"), last - 1), 0.0
        for first in range(last - 1, -1, -1):
            width += widths[first]
            if width > limit and first < last - 1:
                break
            best = min(best, (cost[first] + (width - target) ** 2, first))
        cost.append(best[0])
        origin.append(best[1])
    result, last = [], len(atoms)
    while last:
        result.append((atoms[origin[last]][0], atoms[last - 1][1]))
        last = origin[last]
    return result[::-1]


def _joined(
    paragraphs: Sequence[Paragraph], document: Document, limit: int
) -> Iterator[tuple[int, tuple[Span, ...]]]:
    """Paragraphs by number and spans, where short ones stand together with what they stand beside."""
    kept: list[tuple[int, tuple[Span, ...], float]] = []
    for ordinal, paragraph in enumerate(paragraphs, 1):
        spans, width = paragraph.spans, _width(document.slice(paragraph.spans))
        if kept:
            first, before, total = kept[-1]
            between = document.text[before[-1].end : spans[0].start]
            joined = total + _width(between) + width
            if joined <= limit and min(total, width) < SHORT and not between.strip():
                kept[-1] = first, _together(before, spans, between), joined
                continue
        kept.append((ordinal, spans, width))
    for ordinal, spans, _ in kept:
        yield ordinal, spans


def _together(before: tuple[Span, ...], after: tuple[Span, ...], between: str) -> tuple[Span, ...]:
    """Two paragraphs and what is `between` them, without a page break where lines still part them."""
    start = before[-1].end
    turned = _PAGE_BREAK.search(between)
    if turned and "\n" in between[: turned.start()] + between[turned.end() :]:
        left, right = start + turned.start(), start + turned.end()
        return (*before[:-1], Span(before[-1].start, left), Span(right, after[0].end), *after[1:])
    return (*before[:-1], Span(before[-1].start, after[0].end), *after[1:])


def _atoms(text: str, start: int, end: int, limit: float) -> list[tuple[int, int]]:
    """The sentence `[start, end)` itself, or, if it is too wide, parts of it that are not."""
    parts = [(start, end)]
    for pattern in (_CLAUSE, _ANYWHERE):
        parts = [
            atom
            for low, high in parts
            for atom in (
                [(low, high)]
                if _width(text[low:high]) <= limit
                else _between(low, high, [match.end() for match in pattern.finditer(text, low, high)])
            )
        ]
    return parts


def _between(start: int, end: int, cuts: list[int]) -> list[tuple[int, int]]:
    return [(low, high) for low, high in pairwise([start, *cuts, end]) if low < high]


def _width(text: str) -> float:
    wide = sum(1 for character in text if character > "\u2e7f")
    return wide + 0.4 * (len(text) - wide)
