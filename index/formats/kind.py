"""What a file is by its bytes, whatever its name ends with.

Offices rename files, and many programs write web pages under `.doc` and `.xls`.
"""

from __future__ import annotations

import mmap
import re
import zipfile
from pathlib import Path

_WORD, _SHEETS, _SLIDES = (
    (".doc", ".wps", ".wpt", ".rtf", ".odt"),
    (".xls", ".et", ".ods"),
    (".ppt", ".dps", ".odp"),
)
CONVERTED = (*_WORD, *_SHEETS, *_SLIDES)
"""Formats that LibreOffice reads, where it is installed."""
_OLD = {".docx": ".doc", ".xlsx": ".xls", ".pptx": ".ppt"}
_PACKAGES = (
    ("word/document.xml", ".docx"),
    ("xl/workbook.xml", ".xlsx"),
    ("ppt/presentation.xml", ".pptx"),
    ("META-INF/manifest.xml", ".odt"),
)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|meta|table)\b", re.IGNORECASE
)
ARCHIVED = re.compile(rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*MIME-Version:", re.IGNORECASE)
_START = 4096


def converted_to(suffix: str) -> str:
    """What LibreOffice is to make of a file of one of `CONVERTED`."""
    return ".xlsx" if suffix in _SHEETS else ".pptx" if suffix in _SLIDES else ".docx"


def kind(path: Path, suffix: str) -> str:
    """The ending that its reader goes by: `suffix`, unless the bytes plainly say another. Raises OSError."""
    with path.open("rb") as file:
        start = file.read(_START)
    if start.startswith(b"%PDF-"):
        return ".pdf"
    if suffix not in _OLD and suffix not in CONVERTED:
        return suffix
    if start.startswith(b"PK"):
        return _packed(path, suffix)
    if start.startswith(_COMPOUND):
        return suffix if suffix in CONVERTED or _locked(path) else _OLD[suffix]
    if start.startswith(rb"{\rtf"):
        return ".rtf"
    return ".html" if _PAGE.match(start) else ".mht" if ARCHIVED.match(start) else suffix


def _packed(path: Path, suffix: str) -> str:
    try:
        with zipfile.ZipFile(path) as package:
            names = {*package.namelist()}
    except (zipfile.BadZipFile, ValueError):
        return suffix
    found = next((ending for name, ending in _PACKAGES if name in names), suffix)
    # OpenDocument's own readers are told apart by LibreOffice.
    return suffix if found in CONVERTED and suffix in CONVERTED else found


def _locked(path: Path) -> bool:
    """Whether a compound file holds a newer document under a password."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return data.find(_LOCKED) >= 0
