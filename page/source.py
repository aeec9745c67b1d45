"""A document beside the conversation: its text unchanged, the quote marked where it stands."""

from __future__ import annotations

from base64 import b64encode
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from index.document import Document, Span
from index.formats.picture import Picture
from page.answer import doubtful, source_line
from page.bar import render_steps, render_tools
from page.marks import marked
from page.texts import say
from qa.answer import Quote

# A long document opens as the part around the quote: so many characters on either side, to whole lines.
_AROUND = 12_000

# The browser lays out only the blocks that are in view (content-visibility); each has about this many.
_BLOCK = 3_000


def agrees(document: Document, quote: Quote) -> bool:
    """Whether the quote is still a slice of this very document."""
    return document.sha256 == quote.sha256 and document.slice(quote.passage.spans) == quote.text


def render_source(
    document: Document,
    quote: Quote,
    turn: int,
    number: int,
    *,
    of: int = 1,
    whole: bool = False,
    sheet: str = "",
    there: bool = False,
) -> str:
    """The document's text around the quote, or the whole of it; `turn` and `number` name the quote.

    `of`: how many quotes the answer has. `sheet`: what `render_sheet` gave, above the text. `there`: whether
    the file can be downloaded.
    """
    shown = Span(0, len(document.text)) if whole else _around(document.text, quote.passage.spans)
    pairs = pairwise(quote.passage.spans)
    mended = [Span(one.end, next_.start) for one, next_ in pairs if one.end < next_.start]
    layers = [
        ("mended", tuple(mended)),
        ("quoted", quote.passage.spans),
        ("sentence", quote.sentence.spans if quote.sentence else ()),
        ("exact", tuple(span for answer in quote.answers for span in answer.spans)),
    ]
    blocks = "".join(
        f"<div{_page(document, block)}>"
        f"{marked(document.slice((block,)), (block,), layers, doubtful(quote))}</div>"
        for block in _blocks(document, shown)
    )
    head, tail = _excerpt(document, shown, turn, number)
    note = f'<p class="mended">{say("mended")}</p>' if mended else ""
    return _panel(
        source_line(quote) + render_tools(document, quote, there),
        f'{sheet}{head}{note}<div class="text" dir="auto">{blocks}</div>{tail}',
        render_steps(turn, number, of),
    )


def render_sheet(picture: Picture, page: int) -> str:
    """A page as a picture, with the quote's place marked on it."""
    marks = "".join(
        '<i style="left:{:.2%};top:{:.2%};width:{:.2%};height:{:.2%}"></i>'.format(*box)
        for box in picture.boxes
    )
    image = f'<img alt="" src="data:image/png;base64,{b64encode(picture.png).decode()}">'
    caption = f"<figcaption>{say('page', number=page)}</figcaption>"
    return f'<figure class="sheet"><div>{image}{marks}</div>{caption}</figure>'


def render_message(key: str) -> str:
    """The panel with one of our texts instead of a document."""
    return _panel("", f'<div class="problem" role="alert"><p>{say(key)}</p></div>')


def render_problem(problem: str) -> str:
    """The panel with an error that is HTML already."""
    return _panel("", problem)


def _panel(heading: str, body: str, steps: str = "") -> str:
    close = f'<button type="button" class="close"><span class="unseen">{say("close")}</span></button>'
    kicker = f'<p class="kicker">{say("source")}{steps}</p>'
    header = f'<header>{kicker}<div class="from">{heading}</div>{close}</header>'
    return f'<article class="source">{header}<div class="scroll" tabindex="0">{body}</div></article>'


def _around(text: str, spans: tuple[Span, ...]) -> Span:
    start = max(0, min(span.start for span in spans) - _AROUND)
    end = min(len(text), max(span.end for span in spans) + _AROUND)
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    # A text without line ends is cut where it is, rather than shown whole after all.
    start = line_start if start - line_start <= _AROUND else start
    end = line_end if end <= line_end <= end + _AROUND else min(len(text), end)
    return Span(start, end)


def _blocks(document: Document, shown: Span) -> Iterator[Span]:
    """`shown` in pieces that end with a line or a page; together they are all of it."""
    text, start = document.text, shown.start
    while start < shown.end:
        line_end = text.find("\n", min(start + _BLOCK, shown.end), shown.end)
        end = line_end + 1 if line_end >= 0 else shown.end
        turned = bisect_right(document.pages, start)
        if turned < len(document.pages):
            end = min(end, document.pages[turned])
        yield Span(start, end)
        start = end


def _page(document: Document, block: Span) -> str:
    """The page number where a page begins, as an attribute: it is shown, yet no part of the text."""
    at = bisect_left(document.pages, block.start)
    starts = at < len(document.pages) and document.pages[at] == block.start
    return f' data-page="{at + 1}"' if starts else ""


def _excerpt(document: Document, shown: Span, turn: int, number: int) -> tuple[str, str]:
    """What to put before and after a part of a document: that it is a part, and how to see the whole."""
    if len(shown) == len(document.text):
        return "", ""
    more = (
        f'<p class="excerpt">{say("excerpt", length=f"{len(document.text):,}")} <button type="button" '
        f'class="whole" data-turn="{turn}" data-quote="{number}" data-whole="1">{say("whole")}</button></p>'
    )
    return (more if shown.start else ""), (more if shown.end < len(document.text) else "")
