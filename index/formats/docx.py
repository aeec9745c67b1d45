"""Word documents: headings, paragraphs with the numbers that Word counts, lists, tables, footnotes.

Read from the XML as ECMA-376 has it: what was inserted counts, what was deleted does not, and of the two
renderings of a drawing the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.errors import DocumentError
from index.formats.markup import Markup, Text
from index.formats.numbering import Numbering
from index.reasons import Reason

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{_W}txbxContent"


def read_docx(path: Path) -> Text:
    """Raises DocumentError when it is no Word document, or one with a password."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(str(path))
    except (PackageNotFoundError, KeyError, ValueError) as error:
        raise DocumentError(path.name, Reason(_damage(path))) from error
    return _Reader(document).read()


def _damage(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(8)
    if start == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":  # a compound file: encrypted
        return "locked"
    return "word_damaged"


class _Reader:
    def __init__(self, document: Any) -> None:
        self._document = document
        self._out = Markup()
        self._numbering = Numbering(document)
        self._notes = _notes(document)

    def read(self) -> Text:
        self._blocks(self._document.element.body)
        return self._out.finish()

    def _blocks(self, parent: Any) -> None:
        for child in parent:
            if child.tag == f"{_W}p":
                self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                self._out.table([[_text(cell) for cell in _cells(row)] for row in child.iter(f"{_W}tr")])
            elif child.tag == f"{_W}sdt":  # a content control, such as a table of contents
                for content in child.iterchildren(f"{_W}sdtContent"):
                    self._blocks(content)

    def _paragraph(self, paragraph: Any) -> None:
        text = self._numbering.label(paragraph) + _text(paragraph)
        level = self._numbering.heading(paragraph)
        if level and len(text) <= 200:
            self._out.heading(level, text)
        else:
            self._out.paragraph(text)
        for box in paragraph.iter(_BOX):
            if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
                self._blocks(box)
        for note in paragraph.iter(f"{_W}footnoteReference", f"{_W}endnoteReference"):
            kind = "footnote" if note.tag.endswith("footnoteReference") else "endnote"
            self._out.paragraph(self._notes.get((kind, note.get(f"{_W}id")), ""))


def _cells(row: Any) -> Iterator[Any]:
    """The cells of a row, those that are merged as often as they are wide."""
    for cell in row.iterchildren(f"{_W}tc"):
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        for _ in range(min(int(span.get(f"{_W}val", 1)) if span is not None else 1, 60)):
            yield cell


def _text(element: Any) -> str:
    """The text of a paragraph, or the paragraphs of a cell, without what stands in boxes of their own."""
    parts: list[str] = []
    _collect(element, parts)
    return "".join(parts).strip("\n")


def _collect(element: Any, parts: list[str]) -> None:
    for child in element:
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag == f"{_W}tab":
            parts.append("\t" if element.tag == f"{_W}r" else "")
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif child.tag == f"{_W}noBreakHyphen":
            parts.append("-")
        elif child.tag == f"{_W}p":
            _collect(child, parts)
            parts.append("\n")
        elif child.tag not in (_FALLBACK, _BOX, f"{_W}del", f"{_W}pPr", f"{_W}rPr"):
            _collect(child, parts)


def _notes(document: Any) -> dict[tuple[str, str], str]:
    """The texts of footnotes and endnotes, by kind and id."""
    from lxml import etree

    found: dict[tuple[str, str], str] = {}
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2].removesuffix("s")
        if kind in ("footnote", "endnote") and not relation.is_external:
            root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False))
            for note in root.iter(f"{_W}{kind}"):
                if note.get(f"{_W}type") is None:  # others are the lines between text and notes
                    found[kind, note.get(f"{_W}id")] = _text(note)
    return found
