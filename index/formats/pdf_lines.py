"""Lines of a page, with the box of every character; those of a PDF by PDFium."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from index.document import Place
from index.errors import DocumentError
from index.reasons import Reason

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points from the bottom left corner of the page."""


@dataclass(frozen=True)
class Line:
    """A line of a page: its text, and the box of each character; None for white space.

    Of a line that was read off a picture, whose boxes are those of the page set upright: `confidence`, 0 to
    1, for each character; `ends`, where it stands in the picture, as `Read.place`.
    """

    text: str
    boxes: tuple[Box | None, ...]
    confidence: tuple[float, ...] = ()
    ends: Place | None = None

    @cached_property
    def left(self) -> float:
        return min(box[0] for box in self.boxes if box)

    @cached_property
    def bottom(self) -> float:
        return min(box[1] for box in self.boxes if box)

    @cached_property
    def right(self) -> float:
        return max(box[2] for box in self.boxes if box)

    @cached_property
    def top(self) -> float:
        return max(box[3] for box in self.boxes if box)

    @property
    def height(self) -> float:
        return self.top - self.bottom


def opened(path: Path) -> Any:
    """The PdfDocument at `path`. Raises DocumentError when it is none, or is protected with a password."""
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        code = "locked" if "assword" in str(error) else "pdf_damaged"
        raise DocumentError(path.name, Reason(code)) from error


def lines_of(page: Any) -> list[Line]:
    """The lines of a page in the order in which they are drawn."""
    textpage = page.get_textpage()
    try:
        return _lines(textpage)
    finally:
        textpage.close()


def _lines(textpage: Any) -> list[Line]:
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    found: list[Line] = []
    line: list[tuple[str, Box | None]] = []
    last: Box | None = None
    for index in range(pdfium.FPDFText_CountChars(textpage)):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code in (0x0D, 0x0A):
            found += _finished(line)
            line, last = [], None
            continue
        if code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            continue
        character = "-" if code == 2 else chr(code)  # 2: a hyphen at a line's end
        if character.isspace() or (code < 32 and code != 2):
            line.append((" ", None))
        # As high as the font is: the glyph of 一 would be a line by itself.
        elif pdfium.FPDFText_GetLooseCharBox(textpage, index, box):
            if last and (box.bottom > last[3] or box.top < last[1]):
                found += _finished(line)  # whatever PDFium says, a step up or down is another line
                line = []
            last = (box.left, box.bottom, box.right, box.top)
            line.append((character, last))
    return found + _finished(line)


def _finished(line: list[tuple[str, Box | None]]) -> list[Line]:
    """The line without white space around it, if anything is left."""
    inked = [number for number, (_, box) in enumerate(line) if box]
    if not inked:
        return []
    text, boxes = zip(*line[inked[0] : inked[-1] + 1], strict=True)
    return [Line("".join(text), boxes)]
