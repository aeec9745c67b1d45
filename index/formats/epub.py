"""Electronic books: their chapters in the order of the spine (EPUB 3.3, 5)."""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from index.errors import DocumentError
from index.formats.markup import Markup, Text
from index.reasons import Reason

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset({"p", "li", "blockquote", "pre", "dt", "dd", "figcaption", "td", "th", "caption"})
_LARGEST = 64 << 20
"""Bytes of the largest chapter."""


def read_epub(path: Path) -> Text:
    """Raises DocumentError when it is no book, or one that is locked."""
    from lxml import etree

    out = Markup()
    try:
        with zipfile.ZipFile(path) as book:
            if "META-INF/encryption.xml" in book.namelist() and "rights" in " ".join(book.namelist()):
                raise DocumentError(path.name, Reason("book_locked"))
            for name in _spine(book):
                out.page()
                root = etree.fromstring(_read(book, name), etree.HTMLParser(encoding="utf-8"))
                if root is not None:
                    _blocks(root, out)
    except (zipfile.BadZipFile, KeyError, IndexError, etree.XMLSyntaxError, NotImplementedError) as error:
        raise DocumentError(path.name, Reason("book_damaged")) from error
    return out.finish()


def _spine(book: zipfile.ZipFile) -> list[str]:
    from lxml import etree

    safe = etree.XMLParser(resolve_entities=False, no_network=True)
    container = etree.fromstring(_read(book, "META-INF/container.xml"), safe)
    package_name = container.xpath("//*[local-name()='rootfile']/@full-path")[0]
    package = etree.fromstring(_read(book, package_name), safe)
    items = {
        one.get("id"): posixpath.normpath(
            posixpath.join(posixpath.dirname(package_name), unquote(one.get("href", "")))
        )
        for one in package.xpath("//*[local-name()='manifest']/*[local-name()='item']")
    }
    there = set(book.namelist())
    chapters = [
        items[name]
        for name in package.xpath("//*[local-name()='spine']/*[local-name()='itemref']/@idref")
        if name in items
    ]
    return [name for name in chapters if name in there]


def _read(book: zipfile.ZipFile, name: str) -> bytes:
    if book.getinfo(name).file_size > _LARGEST:
        raise KeyError(name)
    return book.read(name)


def _blocks(element: Any, out: Markup) -> None:
    for child in element:
        tag = _tag(child)
        if tag in ("", "script", "style", "head"):
            continue
        if tag in _HEADINGS:
            out.heading(_HEADINGS[tag], "".join(child.itertext()))
        elif tag in _BLOCKS and not any(_tag(one) in _BLOCKS for one in child.iterdescendants()):
            out.paragraph(" ".join("".join(child.itertext()).split("\n")))
        else:
            _blocks(child, out)


def _tag(element: Any) -> str:
    """An element's name without its namespace; "" for comments."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
