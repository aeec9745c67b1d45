"""The types that flow through Yinju. Frozen, no I/O, no inheritance.

The one law: a quote is a slice. A `Span` is a half-open range of code points of `Document.text`,
which never changes after loading; passages and quotes *are* the concatenation of their spans.

>>> document = Document("a.txt", "a.txt", "0" * 64, "共有174万\\n\\n人参加。")
>>> document.slice((Span(0, 6), Span(8, 12)))
'共有174万人参加。'
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index.reasons import Reason


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range `[start, end)` of code points of one document's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start


def cut(spans: Iterable[Span], start: int, end: int) -> tuple[Span, ...]:
    """The part `[start, end)` of the text that `spans` spell, as spans of the document."""
    result = []
    offset = 0
    for span in spans:
        low, high = max(start - offset, 0), min(end - offset, len(span))
        if low < high:
            result.append(Span(span.start + low, span.start + high))
        offset += len(span)
    return tuple(result)


Place = tuple[float, float, float, float, float]
"""Of words in the picture of a page: the middle of their left end, that of their right end, their height.

From the top left corner, as shares of the picture's width and height."""


@dataclass(frozen=True, slots=True)
class Read:
    """Characters that were recognised in a picture (OCR): a line, or a part of one.

    `confidence`, 0 to 1, is the least of theirs. A character that is in doubt stands by itself.
    """

    span: Span
    confidence: float
    place: Place


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read.

    `id` is unique in an index; for a file it is its path relative to the documents folder (with `/`).
    `sha256` is that of the file's bytes. `pages` holds the code point at which each page starts;
    empty when the format has no pages. `copies` are the paths of other files with the same bytes. `reads`:
    which of the text was recognised in pictures, in order.
    """

    id: str
    path: str
    sha256: str
    text: str
    pages: tuple[int, ...] = ()
    copies: tuple[str, ...] = ()
    reads: tuple[Read, ...] = ()

    def slice(self, spans: Iterable[Span]) -> str:
        """The text that `spans` cover, concatenated."""
        return "".join(self.text[span.start : span.end] for span in spans)


@dataclass(frozen=True, slots=True)
class Article:
    """One text within a document; a digest or a gazette holds several.

    `span` covers everything of the article: heading, body, source line. `title`, `publisher`, `date`, `place`
    and `number`, such as 民发〔2020〕125号, are as the document states them ("" where it does not), each
    equal to the slice of its `…_spans`, so they can be checked like any quote; a title taken from the file's
    name has no spans. `regions` are the places it is about, by the names that the gazetteer calls them:
    `place`, what that lies in, then what else the title names.
    """

    document_id: str
    title: str
    publisher: str
    date: str
    span: Span
    title_spans: tuple[Span, ...] = ()
    publisher_spans: tuple[Span, ...] = ()
    date_spans: tuple[Span, ...] = ()
    place: str = ""
    place_spans: tuple[Span, ...] = ()
    regions: tuple[str, ...] = ()
    number: str = ""
    number_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A whole paragraph of an article, mended: what a page break put in between lies between the spans."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A document with its articles and their paragraphs: what is split, embedded and indexed."""

    document: Document
    articles: tuple[tuple[Article, tuple[Paragraph, ...]], ...]


@dataclass(frozen=True, slots=True)
class File:
    """A file that is there and has not been read: its name as a document, and the hash of its bytes.

    `member`: what an archive at `path` calls it; "" for a file by itself.
    """

    name: str
    path: Path
    sha256: str
    member: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not read, and why."""

    path: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Passage:
    """What is embedded and found: a paragraph, or a piece of a long one cut at sentence ends.

    `paragraph` counts the article's paragraphs from 1 (headings and source lines are not counted).
    """

    id: str
    article: Article
    paragraph: int
    spans: tuple[Span, ...]
