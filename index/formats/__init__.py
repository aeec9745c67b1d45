"""Files of every format → text that can be quoted, with the place of each page.

`read` chooses by the file's bytes where they are plain (`kind`), else by its ending. What has headings is
written down as Markdown (`markup`), for `index.lines` to find them again; rows of tables stand in lines of
their own, each cell behind its header.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from index.errors import DocumentError
from index.formats.kind import CONVERTED, kind
from index.formats.markup import Text
from index.reasons import Reason

PLAIN = (".txt", ".text", ".md", ".markdown")
PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp")
MARKED = (
    *PICTURES,
    *(".pdf", ".docx", ".pptx", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".epub", ".eml"),
    *(".xlsx", ".csv", ".tsv"),
)
"""Formats that are written down as Markdown."""
SUFFIXES = (*PLAIN, *MARKED, *CONVERTED)


def read(path: Path, suffix: str, turned: Callable[[], None] = lambda: None) -> Text:
    """The text of a file of one of `SUFFIXES`, but for `PLAIN`, whatever its own name ends with.

    `turned` is called after each page that takes long. Raises DocumentError, and what libraries raise.
    """
    suffix = kind(path, suffix)
    if suffix == ".pdf":
        from index.formats.pdf import read_pdf

        return read_pdf(path, turned)
    if suffix in PICTURES:
        from index.formats.ocr import read_picture

        return read_picture(path, turned)
    return _reader(suffix)(path)


def _reader(suffix: str) -> Callable[[Path], Text]:
    match suffix:
        case ".docx":
            from index.formats.docx import read_docx as reader
        case ".html" | ".htm" | ".xhtml" | ".mhtml" | ".mht":
            from index.formats.html import read_html as reader
        case ".xlsx":
            from index.formats.sheets import read_xlsx as reader
        case ".csv" | ".tsv":
            from index.formats.sheets import read_csv as reader
        case ".pptx":
            from index.formats.slides import read_pptx as reader
        case ".epub":
            from index.formats.epub import read_epub as reader
        case ".eml":
            from index.formats.mail import read_eml as reader
        case _ if suffix in CONVERTED:
            from index.formats.office import read_by_office as reader
        case _:
            raise DocumentError(suffix, Reason("unsupported", {"ending": suffix}))
    return reader
