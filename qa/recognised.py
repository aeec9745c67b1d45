"""Of a quote that was read off a picture: how sure OCR is of it, and of which digits it is not."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from index.document import Document, Read, Span
from index.formats.reads import LOW
from qa.answer import Extract, Recognised


def recognised(document: Document, spans: Sequence[Span]) -> Recognised | None:
    """What is known of the text that `spans` cover; None when none of it was recognised."""
    found = [read for span in spans for read in _within(document.reads, span)]
    if not found:
        return None
    doubtful: list[Span] = []
    for read in found:
        # 一 to 九, 十, 百, 万 and ½ are numerals too.
        if read.confidence < LOW and document.slice((read.span,)).isnumeric():
            if doubtful and doubtful[-1].end == read.span.start:
                doubtful[-1] = Span(doubtful[-1].start, read.span.end)
            else:
                doubtful.append(read.span)
    return Recognised(
        min(read.confidence for read in found),
        tuple(Extract(document.slice((span,)), (span,)) for span in doubtful),
    )


def _within(reads: Sequence[Read], span: Span) -> Iterator[Read]:
    """Those that have a character in `span`, in order."""
    at = max(0, bisect_right(reads, span.start, key=lambda read: read.span.start) - 1)
    while at < len(reads) and reads[at].span.start < span.end:
        if reads[at].span.end > span.start:
            yield reads[at]
        at += 1
