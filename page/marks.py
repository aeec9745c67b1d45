"""Document text as HTML: every character kept, none of it obeyed, spans marked.

Documents are not trusted. Their text reaches the page only through `as_text`, which escapes whatever
HTML could act on; what the reader sees and copies stays, character for character, the document's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise

from index.document import Span
from page.texts import TEXTS

# A layer is a class name and the spans that bear it; later layers lie above earlier ones.
Layer = tuple[str, tuple[Span, ...]]

_DOUBT = " · ".join(TEXTS["doubt"])

# Characters that turn the direction of what follows. Each is shut in an element of its own (the style
# sheet isolates it), so that a document cannot make 12 read as 21, nor reorder the page around it.
_TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def as_text(text: str) -> str:
    """`text` as HTML that shows exactly it.

    >>> as_text("<b>1 & 2</b>")
    '&lt;b&gt;1 &amp; 2&lt;/b&gt;'
    """
    whole = text.encode("utf-8", "replace").decode()  # a lone surrogate cannot be sent
    safe = escape(whole).replace("\r", "&#13;")  # else the browser's parser makes it a newline
    return _TURNS.sub(lambda found: f'<span class="turn" title="{_name(found[0])}">{found[0]}</span>', safe)


def marked(text: str, spans: Iterable[Span], layers: Sequence[Layer], doubtful: tuple[Span, ...] = ()) -> str:
    """`text`, the concatenation of a document's `spans`, with each layer's spans marked.

    What is `doubtful` is marked besides, with a title that says so in both languages.

    >>> marked("共有34个", (Span(10, 12), Span(20, 23)), [("exact", (Span(20, 22),))])
    '共有<mark class="exact">34</mark>个'
    """
    parts, at = [], 0
    for piece, name in _pieces(spans, [*layers, ("doubtful", doubtful)]):
        part = as_text(text[at : at + len(piece)])
        if name == "doubtful":
            both = f"{_topmost(piece.start, layers)} doubtful".lstrip()
            parts.append(f'<mark class="{both}" title="{_DOUBT}">{part}</mark>')
        else:
            parts.append(f'<mark class="{name}">{part}</mark>' if name else part)
        at += len(piece)
    return "".join(parts)


def _pieces(spans: Iterable[Span], layers: Sequence[Layer]) -> Iterator[tuple[Span, str]]:
    """`spans` cut wherever a layer begins or ends, each piece with its topmost layer's name, or ""."""
    edges = sorted({edge for _, marks in layers for mark in marks for edge in (mark.start, mark.end)})
    for span in spans:
        cuts = [span.start, *(edge for edge in edges if span.start < edge < span.end), span.end]
        for start, end in pairwise(cuts):
            yield Span(start, end), _topmost(start, layers)


def _topmost(position: int, layers: Sequence[Layer]) -> str:
    for name, marks in reversed(layers):
        if any(mark.start <= position < mark.end for mark in marks):
            return name
    return ""


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"
