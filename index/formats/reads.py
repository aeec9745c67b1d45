"""Lines that were read off a picture → what is kept of it: how sure it is, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from index.document import Read, Span
from index.formats.pdf_lines import Box, Line
from index.lines import columns

LOW = 0.9
"""Below this confidence a character is in doubt.

Of 2,700 digits on scans of 90 to 200 dpi, tilted by 1° and noisy, 31 lie below it (1.1 %), 11 of them wrong;
of those above it one was."""


def reads_of(line: Line, at: int) -> Iterator[Read]:
    """The line, whose text stands at `at`, cut around each character in doubt; nothing if it was not read."""
    if line.ends is None:
        return
    x, y, right, low, height = line.ends
    inked = [number for number, box in enumerate(line.boxes) if box]
    for _, group in groupby(inked, key=lambda number: -1 if line.confidence[number] >= LOW else number):
        run = list(group)
        boxes = [box for number in run if (box := line.boxes[number])]
        begin, stop = (
            (edge - line.left) / max(line.right - line.left, 1e-6) for edge in (boxes[0][0], boxes[-1][2])
        )
        place = (
            *(x + (right - x) * begin, y + (low - y) * begin),
            *(x + (right - x) * stop, y + (low - y) * stop, height),
        )
        least = min(line.confidence[number] for number in run)
        yield Read(Span(at + run[0], at + run[-1] + 1), round(least, 3), _rounded(place))


def placed(text: str, reads: Sequence[Read], spans: Sequence[Span]) -> list[Box]:
    """Where on the page the `spans` of a text stand: left, top, width, height, as shares of the page."""
    boxes: list[Box] = []
    for read in reads:
        for span in spans:
            start, end = max(span.start, read.span.start), min(span.end, read.span.end)
            if start < end:
                boxes.append(_part(text, read, start, end))
    return boxes


def _part(text: str, read: Read, start: int, end: int) -> Box:
    """A line's part, as far along as its characters are wide."""
    x, y, right, low, height = read.place
    whole = max(1, columns(text[read.span.start : read.span.end]))
    begin = columns(text[read.span.start : start]) / whole
    stop = begin + columns(text[start:end]) / whole
    middle = y + (low - y) * (begin + stop) / 2
    return (x + (right - x) * begin, middle - height / 2, (right - x) * (stop - begin), height)


def _rounded(place: tuple[float, ...]) -> tuple[float, float, float, float, float]:
    x, y, right, low, height = (round(min(max(value, 0.0), 1.0), 4) for value in place)
    return x, y, right, low, height
