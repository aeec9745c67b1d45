"""Presentations: a page for each slide, with its title, its texts and tables, and the speaker's notes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from index.errors import DocumentError
from index.formats.markup import Markup, Text
from index.reasons import Reason


def read_pptx(path: Path) -> Text:
    """Raises DocumentError when it is no presentation, or one with a password."""
    import pptx
    from pptx.exc import PackageNotFoundError

    try:
        presentation = pptx.Presentation(str(path))
    except (PackageNotFoundError, KeyError, ValueError) as error:
        raise DocumentError(path.name, Reason("slides_damaged")) from error
    out = Markup()
    for slide in presentation.slides:
        out.page()
        title = slide.shapes.title
        if title is not None:
            out.heading(2, title.text_frame.text)
        _shapes(slide.shapes, title, out)
        if slide.has_notes_slide and (notes := slide.notes_slide.notes_text_frame) is not None:
            out.paragraph(notes.text)
    return out.finish()


def _shapes(shapes: Iterable[Any], title: Any, out: Markup) -> None:
    """Texts and tables from top to bottom, then from left to right."""
    placed = sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0))
    for shape in placed:
        if title is not None and shape.shape_id == title.shape_id:
            continue
        if hasattr(shape, "shapes"):
            _shapes(shape.shapes, title, out)
        elif getattr(shape, "has_table", False):
            out.table([[cell.text for cell in row.cells] for row in shape.table.rows])
        elif shape.has_text_frame:
            for paragraph in shape.text_frame.paragraphs:
                out.paragraph("".join(run.text for run in paragraph.runs))
