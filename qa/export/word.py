"""Blocks → a Word document, and what such a file shows → runs of text.

Reading takes only the part of the file that holds its text, within limits: who sent it may mean harm. That
part may hold nothing that hides text or shows other text, such as hidden or tiny letters, pictures and boxes.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from index.errors import EvidenceError
from qa.export.blocks import RECORD, Block, Run, merged

_PART = "word/document.xml"
LARGEST = 64 << 20
"""Bytes of the text of a file, unpacked."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_SMALLEST = 14
"""Size of the smallest letters, in half points: those of the record."""
# What Word and LibreOffice write around text without changing what one reads.
_PLAIN = {
    f"{_W}{name}"
    for name in (
        *("document", "body", "p", "pPr", "pStyle", "numPr", "ilvl", "numId", "proofErr", "bookmarkStart"),
        *("bookmarkEnd", "r", "rPr", "rFonts", "b", "bCs", "highlight", "sz", "szCs", "lang", "noProof", "t"),
        *("tab", "br", "cr", "noBreakHyphen", "lastRenderedPageBreak", "sectPr", "pgSz", "pgMar", "cols"),
        *("docGrid", "type", "pgNumType", "formProt", "textDirection"),
    )
}
_STYLES = {
    "title": "Title",
    "heading": "Heading 1",
    "note": "Normal",
    "quote": "Quote",
    "line": "List Bullet",
    "record": "No Spacing",
}


def render_docx(blocks: Iterable[Block]) -> bytes:
    import docx
    from docx.enum.text import WD_COLOR_INDEX
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = docx.Document()
    document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "SimSun")
    document.styles["Quote"].font.italic = False  # Chinese has no italics
    for block in blocks:
        paragraph = document.add_paragraph(style=_STYLES[block.kind])
        for text, strong in block.runs:
            run = paragraph.add_run(text)
            if strong:
                run.font.bold, run.font.highlight_color = True, WD_COLOR_INDEX.YELLOW
            if block.kind == "record":
                run.font.name, run.font.size = "Courier New", Pt(7)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def shown_by(file: bytes) -> list[list[Run]]:
    """The paragraphs of a Word document that are not empty, as runs. Raises EvidenceError."""
    try:
        with zipfile.ZipFile(BytesIO(file)) as archive:
            names = archive.namelist()
            if len(set(names)) < len(names):
                raise EvidenceError("it holds a part twice, which Word never does")
            root, package = _xml(archive, _PART), _xml(archive, "_rels/.rels")
    except KeyError as error:
        raise EvidenceError("it is no Word document") from error
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, ValueError, EOFError) as error:
        raise EvidenceError(f"it is no Word document, or a damaged one ({error})") from error
    targets = [one.get("Target", "") for one in package if one.get("Type") == _OFFICE]
    if [target.lstrip("/") for target in targets] != [_PART]:
        raise EvidenceError("its text is not where Yinju puts it")
    for element in root.iter():
        _check_plain(element)
    paragraphs = (
        merged([_run(run) for run in paragraph.iter(f"{_W}r")]) for paragraph in root.iter(f"{_W}p")
    )
    return [runs for runs in paragraphs if runs]


def record_of(paragraphs: list[list[Run]]) -> list[str]:
    """The lines of the record among a file's paragraphs; none where there is no record."""
    texts = ["".join(text for text, _ in runs) for runs in paragraphs]
    return texts[len(texts) - texts[::-1].index(RECORD) :] if RECORD in texts else []


def _xml(archive: zipfile.ZipFile, name: str) -> Any:
    """The root of a part. Raises EvidenceError, and what `zipfile` does."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    with archive.open(name) as part:
        content = part.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise EvidenceError(f"its text is larger than {LARGEST >> 20} MB")
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise EvidenceError(f"its text is damaged ({error})") from error
    if root.getroottree().docinfo.doctype:
        raise EvidenceError("it declares a document type, which Word never does")
    return root


def _check_plain(element: Any) -> None:
    """Raises EvidenceError for what may hide text, or show what is no text."""
    tag, value = element.tag, element.get(f"{_W}val", "")
    if tag not in _PLAIN:
        raise EvidenceError(f"it holds what Yinju does not write: {str(tag).rpartition('}')[2]:.40}")
    if tag in (f"{_W}sz", f"{_W}szCs") and not (value.isdecimal() and int(value) >= _SMALLEST):
        raise EvidenceError("it has letters too small to read")
    if tag == f"{_W}highlight" and value not in ("yellow", "none"):
        raise EvidenceError("it highlights otherwise than Yinju does")


def _run(run: Any) -> Run:
    """A run's text, as python-docx writes it down, and whether it is highlighted."""
    text = []
    for child in run:
        match child.tag:
            case tag if tag == f"{_W}t":
                text.append(child.text or "")
            case tag if tag == f"{_W}tab":
                text.append("\t")
            case tag if tag in (f"{_W}br", f"{_W}cr"):
                text.append("\n")
            case tag if tag == f"{_W}noBreakHyphen":
                text.append("-")
    mark = run.find(f"{_W}rPr/{_W}highlight")
    return "".join(text), mark is not None and mark.get(f"{_W}val") != "none"
