"""Document → its lines, trimmed, with what stood around them; and what kind of line each one is.

Positions are code points of the unchanged text. Blank lines and rules (`-----`) are counted, not kept; HTML
comments and front matter of Markdown are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import east_asian_width

from index.document import Document
from index.formats import MARKED
from index.formats.kind import CONVERTED

BLANK = " \t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
BLANK += "\u200b\u200c\u200d\u2060\ufeff\x1c\x1d\x1e\x1f"  # zero width, and old separators
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?:(?:[\w-]+:|[ \t#-])[^\r\n]*\r?\n){0,60}?---[ \t]*(?=\r|\n|$)"
)
_MARK = re.compile(r"(#{1,6}(?=[ \t]))?\s*((?:>\s*|[-*+]\s+)*)")
_RULE = re.compile(r"[-=*_~`\s]{3,}$|[|:\-\s]*\|[|:\-\s]*$|(?:```|~~~)[\w+-]*$")

_NUMBER = "[一二三四五六七八九十百千零〇两0-9０-９]"
_ITEM = re.compile(
    rf"[“\"'‘]?(?:"
    rf"第{_NUMBER}{{1,7}}[编章节条款项部篇](?:之{_NUMBER}{{1,3}})?(?=[\s\u3000:：]|$)"
    rf"|[一二三四五六七八九十百]{{1,4}}[、.．]"
    rf"|[一二三四五六七八九十]{{1,3}}[是要则](?![否点义素])"
    rf"|[(（]{_NUMBER}{{1,4}}[)）]"
    rf"|[0-9０-９]{{1,3}}(?:[、)）]|[.．](?![0-9０-９]))"
    rf"|[①-⑳⑴-⒇●■◆○□◇★☆▲△※·•►▶]"
    rf"|[-*+][ \t]"
    rf"|附件?[0-9０-９一二三四五六七八九十]{{0,2}}[:：]"
    rf")"
)
_DIGITS = re.compile(rf"{_NUMBER}|[①-⑳⑴-⒇“]")
_CHAPTER = re.compile(rf"第{_NUMBER}{{1,7}}[编章节部篇分]{{1,2}}(?=[\s\u3000:：]|$)")
_PAGE = re.compile(
    r"[-–—·•~\s]{1,6}[0-9]{1,4}[-–—·•~\s]{1,6}$"
    r"|第\s{0,3}[0-9]{1,4}\s{0,3}页(?:\s{0,3}[,，/]?\s{0,3}共\s{0,3}[0-9]{1,4}\s{0,3}页)?$"
    r"|[0-9]{1,4}\s{0,3}/\s{0,3}[0-9]{1,4}$"
    r"|[Pp]age\s{1,3}[0-9]{1,4}(?:\s{1,3}of\s{1,3}[0-9]{1,4})?$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. `[start, end)` is its content, without white space and Markdown marks."""

    start: int
    end: int
    blanks: int  # blank lines and rules before it
    indent: int  # columns of white space before it
    page_break: bool  # a form feed stands before it
    level: int = 0  # of a Markdown heading; 0: none
    item: bool = False  # begins like an item, an article of a law, a list entry

    def __len__(self) -> int:
        return self.end - self.start


def is_markdown(document: Document) -> bool:
    """Whether headings and lists are marked as in Markdown: in it, and in what `formats` write down so."""
    return document.path.lower().endswith((".md", ".markdown", *MARKED, *CONVERTED))


def lines(document: Document) -> Iterator[Line]:
    """The lines of `document` that are not blank, in order."""
    text, markdown = document.text, is_markdown(document)
    blanks, page_break = 0, False
    for start, end, broken in _pieces(text, markdown):
        piece = text[start:end]
        content = piece.lstrip(BLANK)
        indent = len(piece) - len(content)
        page_break |= broken
        content = content.rstrip(BLANK)
        if not content or (len(content) < 200 and _RULE.match(content)):
            blanks += 1
            continue
        level, skipped, item = 0, 0, False
        mark = _MARK.match(content) if markdown and not is_page_number(content) else None
        if mark and mark.end() < len(content):
            level, skipped, item = len(mark[1] or ""), mark.end(), bool(mark[2].replace(">", "").strip())
        begin = start + indent + skipped
        yield Line(
            begin,
            start + indent + len(content),
            blanks,
            sum(columns(char) for char in piece[: min(indent, 80)]),
            page_break,
            level,
            item or is_item(text[begin : begin + 12]),
        )
        blanks, page_break = 0, False


def _pieces(text: str, markdown: bool) -> Iterator[tuple[int, int, bool]]:
    """Lines as `(start, end, whether a form feed stands before)`, cut around what Markdown does not show."""
    hidden = list(_hidden(text)) if markdown else []
    at, broken = 0, False
    for start, end in [*hidden, (len(text), len(text))]:
        while at < start:
            found = _BREAK.search(text, at, start)
            stop, after = found.span() if found else (start, start)
            yield at, stop, broken
            broken = bool(found and found[0] in "\f\v")
            at = after
        at = end


def _hidden(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    if front := _FRONT_MATTER.match(text):
        yield front.span()
        at = front.end()
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            return
        yield start, end + 3
        at = end + 3


def is_item(head: str) -> bool:
    """Whether a line that begins with `head` is an item of a list or an article of a law."""
    return bool(_ITEM.match(head))


def is_item_mark(text: str) -> bool:
    """Whether `text` is the number of an item and nothing else."""
    found = _ITEM.match(text)
    return found is not None and found.end() == len(text)


def item_kind(head: str) -> str:
    """The form of an item's number, as `（）` or `第条`: items of one form are set alike in a document."""
    found = _ITEM.match(head)
    return _DIGITS.sub("", found[0]) if found else ""


def is_chapter(head: str) -> bool:
    """Whether a line that begins with `head` is the heading of a chapter or section: `第一章　总则`."""
    return bool(_CHAPTER.match(head))


def is_page_number(text: str) -> bool:
    """Whether a whole line says a page's number and is nothing else: `- 12 -`, `第12页`, `12/30`."""
    return len(text) < 30 and bool(_PAGE.match(text))


def is_bare_number(text: str) -> bool:
    """Whether a whole line is a short number: a page's, or a cell of a table."""
    return len(text) <= 4 and text.isascii() and text.isdigit()


def columns(text: str) -> int:
    """How wide `text` is when an ideograph takes two columns."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
