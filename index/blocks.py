"""Lines → blocks: what belongs together, as a paragraph, a heading, or a line about the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.bylines import Byline, closing, label
from index.document import Document, Span
from index.joins import belongs, ends, keeps_space, layout
from index.lines import Line, is_bare_number, is_page_number, lines

TITLE = 100
"""Characters; longer blocks are no titles."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: a paragraph, a heading, or a line about the source."""

    spans: tuple[Span, ...]
    text: str  # what the spans cover
    level: int  # of a Markdown heading; 0: none
    item: bool
    label: Byline | None  # when the block says nothing but where and when
    closing: Byline | None  # a remark at its end

    @property
    def ended(self) -> bool:
        return self.closing is not None or self.level > 0 or ends(self.text)

    @property
    def body(self) -> bool:
        """Whether it can only be text, not a heading."""
        return not self.level and not self.label and (ends(self.text) or len(self.text) > TITLE)


def blocks_of(document: Document) -> Iterator[Block]:
    """Lines joined to blocks; page numbers left out."""
    text = document.text
    found = list(lines(document))
    how = layout(text, found)
    block: list[Line] = []
    pages: list[Line] = []  # bare numbers, until it is clear whether they stand in a torn paragraph
    for line in found:
        content = text[line.start : min(line.end, line.start + 40)]
        if is_page_number(content) or (block and is_bare_number(content)):
            pages.append(line)
            continue
        if pages:
            line = replace(line, page_break=True)
        if block and belongs(text, block[0].start, block[-1], line, how):
            block.append(line)
            pages.clear()
            continue
        yield from _described(text, block, pages)
        block, pages = [line], []
    yield from _described(text, block, pages)


def _described(text: str, block: Sequence[Line], pages: Sequence[Line]) -> Iterator[Block]:
    """The block, and the numbers after it that are not surely those of pages."""
    bare = [page for page in pages if not page.page_break and is_bare_number(text[page.start : page.end])]
    for group in [block, *([page] for page in bare)]:
        if not group:
            continue
        spans = _joined(text, group)
        content = "".join(text[span.start : span.end] for span in spans)
        yield Block(
            spans,
            content,
            group[0].level,
            group[0].item,
            label(content),
            None if group[0].level else closing(content),
        )


def _joined(text: str, block: Sequence[Line]) -> tuple[Span, ...]:
    """The lines' spans; words of Latin script keep one white space between them."""
    spans = [Span(block[0].start, block[0].end)]
    for line in block[1:]:
        last, start = spans[-1], line.start
        if keeps_space(text[max(last.start, last.end - 20) : last.end], text[start : start + 1]):
            if text[start - 1].isspace():
                start -= 1
            elif text[last.end].isspace():
                spans[-1] = last = Span(last.start, last.end + 1)
        if start == last.end:
            spans[-1] = Span(last.start, line.end)
        else:
            spans.append(Span(start, line.end))
    return tuple(spans)
