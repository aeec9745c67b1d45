"""Text as it is written down from a format with headings and tables: Markdown, one paragraph a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.document import Read

_BREAKS = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_BLANKS = re.compile(r"[ \t\xa0]+")


@dataclass(frozen=True, slots=True)
class Text:
    """What a file says. `pages`: the code point at which each page starts; empty without pages.

    `reads`: what of it was recognised in pictures.
    """

    text: str
    pages: tuple[int, ...] = ()
    reads: tuple[Read, ...] = ()


class Markup:
    """Collects paragraphs, headings and rows, and the starts of pages."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._pages: list[int] = []

    def page(self) -> None:
        """A page, or a slide, begins here."""
        self._pages.append(self._length)

    def heading(self, level: int, text: str) -> None:
        if text := _line(text):
            self._add(f"{'#' * min(max(level, 1), 6)} {text}\n\n")

    def paragraph(self, text: str) -> None:
        """A paragraph; its line breaks become lines."""
        lines = [line for line in map(_line, _BREAKS.split(text)) if line]
        if lines:
            self._add("\n".join(lines) + "\n\n")

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """Rows as lines: where the first row can be that of headers, each cell stands behind its header.

        A row of one cell, as above a table, is a paragraph.
        """
        cut = [[_line(cell.replace("\n", " ")) for cell in row] for row in rows]
        cut = [row for row in cut if any(row)]
        while cut and len(cut) > 1 and len(set(filter(None, cut[0]))) == 1 and len(cut[0]) > 1:
            self.paragraph(next(filter(None, cut.pop(0))))
        headers = cut[0] if len(cut) > 1 and _heads(cut) else []
        for row in cut[1:] if headers else cut:
            cells = _cells(row, headers)
            if len(cells) == 1 and not headers:
                self.paragraph(cells[0])
            elif cells:
                self._add(f"| {' | '.join(cells)} |\n")
        self._add("\n" * bool(cut))

    def finish(self) -> Text:
        return Text("".join(self._parts), tuple(self._pages))

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _heads(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names what stands below: all different, no figures, as wide as any other."""
    first = [cell for cell in rows[0] if cell]
    wide = max(sum(map(bool, row)) for row in rows)
    return (
        1 < len(first) == len(set(first)) >= min(wide, 2)
        and len(first) >= wide - 1
        and all(len(cell) <= 40 and not re.fullmatch(r"[\d.,%‰\s:/-]+", cell) for cell in first)
    )


def _cells(row: Sequence[str], headers: Sequence[str]) -> list[str]:
    found = []
    for number, cell in enumerate(row):
        header = headers[number] if number < len(headers) else ""
        # A cell that is merged over several columns is told once.
        if cell and not (number and cell == row[number - 1] and not header):
            found.append(f"{header}：{cell}" if header else cell)
    return found


def _line(text: str) -> str:
    """One line: no control characters, and white space as a single blank."""
    return _BLANKS.sub(" ", _CONTROL.sub("", _BREAKS.sub(" ", text))).strip()
