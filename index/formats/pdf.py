"""PDF: characters with their boxes from PDFium, put in order by `layout`; pages that are pictures by OCR."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from index.errors import DocumentError
from index.formats import ocr
from index.formats.layout import Page, laid_out
from index.formats.markup import Text
from index.formats.pdf_lines import lines_of, opened
from index.reasons import Reason

_FEW = 20
"""Characters that a scanned page may have as text: a stamp, a number, a file's name."""
_COVERED = 0.5
"""Share of a page that a picture covers to be a scan of it."""


def read_pdf(path: Path, turned: Callable[[], None] = lambda: None) -> Text:
    """The text of all pages; `turned` is called after each that was recognised.

    Raises DocumentError when it is no PDF, is protected with a password, or has no text in it.
    """
    import pypdfium2

    document = opened(path)
    pages: list[Page] = []
    try:
        for number in range(len(document)):
            try:
                page = document[number]
            except pypdfium2.PdfiumError:  # a page that is damaged: the others count
                pages.append(Page([], 1.0))
                continue
            try:  # only one is open at a time
                lines = lines_of(page)
                scanned = _is_scan(page, sum(len(line.text) for line in lines))
                pages.append(Page(lines, page.get_height(), scanned))
            finally:
                page.close()
        scans = [number for number, page in enumerate(pages) if page.scanned]
        for number in scans if ocr.available() else ():
            ocr.check_pages(path, len(scans))
            height = pages[number].height
            pages[number] = Page(ocr.lines_of(_drawn(document[number]), height), height, scanned=True)
            turned()
    finally:
        document.close()
    if not any(page.lines for page in pages):
        if scans and not ocr.available():
            raise DocumentError(path.name, Reason("scan_extra"))
        raise DocumentError(path.name, Reason("no_text"))
    return laid_out(pages)


def _is_scan(page: Any, characters: int) -> bool:
    """Whether a page is a picture of text: nothing but drawn, or hardly anything on a picture of the page."""
    import pypdfium2.raw as pdfium

    if characters > _FEW:
        return False
    kinds = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH)
    width, height = page.get_size()
    covered = 0.0
    for drawn in page.get_objects(kinds):
        if drawn.type == pdfium.FPDF_PAGEOBJ_PATH and characters:
            continue
        if not characters:
            return True
        left, bottom, right, top = drawn.get_bounds()
        covered = max(covered, (right - left) * (top - bottom) / max(width * height, 1.0))
    return covered > _COVERED


def _drawn(page: Any) -> Any:
    """The page as a picture."""
    longest = max(*page.get_size(), 1.0)
    return page.render(scale=min(ocr.DPI / 72, ocr.LONGEST / longest)).to_pil()
