"""A page of a PDF, or of a scan, as a picture, and where on it some of the document's text stands."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.formats import PICTURES
from index.formats.columns import find_gutter, in_order
from index.formats.ocr import upright
from index.formats.pdf_lines import Box, Line, lines_of, opened

SCALE = 1.6
"""Pixels a point."""
LARGEST = 3000
"""Pixels of the longer side."""
_WIDTH = 1000
"""Pixels that a picture by itself is shown wide."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, and boxes on it: left, top, width, height, as shares of the picture."""

    png: bytes
    boxes: tuple[Box, ...]


def draw(path: Path, page: int, text: str, spans: Sequence[tuple[int, int]]) -> Picture:
    """Page `page`, counted from 1, whose text is `text` as it was read; `spans` within it.

    Of a page that was recognised there are no boxes: `reads.placed` has them. Raises as `read_pdf` and
    `read_picture`, and what PDFium raises when there is no such page.
    """
    if path.suffix.lower() in PICTURES:
        return Picture(_frame(path, page), ())
    document = opened(path)
    try:
        sheet = document[page - 1]
        width, height = sheet.get_size()
        lines = lines_of(sheet)
        scale = min(SCALE, LARGEST / max(width, height, 1.0))
        png = _png(sheet.render(scale=scale).to_pil())
    finally:
        document.close()
    boxes = []
    for at, line in _placed(lines, text):
        for low, high in spans:
            inside = line.boxes[max(low - at, 0) : max(high - at, 0)]
            if marked := [box for box in inside if box]:
                left, bottom = min(box[0] for box in marked), min(box[1] for box in marked)
                right, top = max(box[2] for box in marked), max(box[3] for box in marked)
                boxes.append(
                    (left / width, (height - top) / height, (right - left) / width, (top - bottom) / height)
                )
    return Picture(png, tuple(boxes))


def _frame(path: Path, page: int) -> bytes:
    """A page of a picture."""
    from PIL import Image

    with Image.open(path) as opened:
        opened.seek(page - 1)
        frame = upright(opened)
    frame.thumbnail((_WIDTH, LARGEST))
    return _png(frame)


def _png(picture: Any) -> bytes:
    out = io.BytesIO()
    picture.convert("P").save(out, "PNG", optimize=True)
    return out.getvalue()


def _placed(lines: Sequence[Line], text: str) -> Iterator[tuple[int, Line]]:
    """The lines that the text consists of, with where in it they begin; heads and feet are none of them."""
    after = 0
    for line in in_order(lines, find_gutter(lines)):
        at = text.find(line.text, after)
        if at < 0:
            at = text.find(line.text)
        if at >= 0:
            yield at, line
            after = at + len(line.text)
