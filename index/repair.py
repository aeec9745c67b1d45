"""Document → its articles, and each one's whole paragraphs, as spans of the unchanged text.

>>> text = "召开会议\\n\\n会议强调,共有174万\\n\\n人参加。(据《河南日报》)\\n"
>>> document = Document("a.txt", "a.txt", "0" * 64, text)
>>> [(article, paragraphs)] = articles(document)
>>> article.title, article.publisher, [document.slice(paragraph.spans) for paragraph in paragraphs]
('召开会议', '河南日报', ['会议强调,共有174万人参加。'])
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import PurePosixPath

from index.blocks import TITLE, Block, blocks_of
from index.bylines import DATE, dated, opening, passed
from index.document import Article, Document, Paragraph, Span, cut
from index.joins import ends, is_table
from index.lines import is_chapter
from index.references import number_of

_HEADING = 40
_YEAR = re.compile("[0-9]{4}|[〇○零一二三四五六七八九]{4}年")
_ISSUER = re.compile(r"(?:政府|委员会|[部局厅院会司处办组委]|办公室|中心|公司|法院|检察院)$")


def articles(document: Document) -> list[tuple[Article, tuple[Paragraph, ...]]]:
    """The articles of `document` in order, each with its paragraphs; none when the text is blank.

    A document is one article, unless remarks about sources show it to be a digest of several.
    """
    blocks = list(blocks_of(document))
    starts = [*_starts(blocks), len(blocks)]
    return [_article(document, blocks[start:end]) for start, end in pairwise(starts) if start < end]


def _starts(blocks: Sequence[Block]) -> Iterator[int]:
    """Where articles begin: at a heading after a remark about the source, or above one."""
    yield 0
    body = closed = False  # since the last start: whether there was text, and whether it was signed
    for at in range(len(blocks)):
        block = blocks[at]
        told = any(below.body for below in blocks[at + 1 : at + 5])
        if at and body and told and _can_head(blocks, at) and (closed or _is_headed(blocks, at)):
            yield at
            body = closed = False
        body |= block.body or block.closing is not None
        if block.closing or block.label:
            closed = body
        elif block.body:
            closed = False


def _is_headed(blocks: Sequence[Block], at: int) -> bool:
    below = blocks[at + 1].label
    return blocks[at - 1].ended and below is not None and (below.publisher != (0, 0) or below.date != (0, 0))


def _can_head(blocks: Sequence[Block], at: int) -> bool:
    """Whether a block can be the title of what follows."""
    block = blocks[at]
    if at + 1 >= len(blocks) or len(block.text) > TITLE or block.label or block.closing:
        return False
    if block.level:
        return True
    title = block.text.rstrip("！？!?”》」）)")
    return not (
        ends(title)
        or not title
        or block.item
        or is_table(title)
        or dated(title)
        or opening(title).publisher[1]
    )


def _article(document: Document, blocks: Sequence[Block]) -> tuple[Article, tuple[Paragraph, ...]]:
    title = _title(blocks)
    said = [at for at, block in enumerate(blocks) if at not in title and not block.label]
    days = [at for at in said if dated(blocks[at].text)]
    if len(days) > 2:  # a chronicle: its dates are part of the text
        days = []
    told = [at for at in said if at not in days and not _is_heading(blocks, at)]
    publisher = _publisher(blocks, told)
    date = _date(blocks, told, days)
    title_spans = tuple(span for at in title for span in blocks[at].spans)
    span = Span(blocks[0].spans[0].start, blocks[-1].spans[-1].end)
    bears = number_of(document.text, span.start, span.end)
    number = (Span(*bears),) if bears else ()
    article = Article(
        document_id=document.id,
        title=document.slice(title_spans) if title else PurePosixPath(document.path).stem,
        publisher=document.slice(publisher),
        date=document.slice(date),
        span=span,
        title_spans=title_spans,
        publisher_spans=publisher,
        date_spans=date,
        number=document.slice(number),
        number_spans=number,
    )
    paragraphs = (_unsigned(blocks[at]) for at in told)
    return article, tuple(Paragraph(spans) for spans in paragraphs if spans)


def _title(blocks: Sequence[Block]) -> list[int]:
    """The blocks that the title consists of."""
    marked = [at for at, block in enumerate(blocks) if block.level]
    first = next((at for at, block in enumerate(blocks) if not block.label), 0)
    top = next((at for at in marked if blocks[at].level == 1), None)
    if top is not None and not any(block.body for block in blocks[:top]):
        first = top
    if not _can_head(blocks, first) and not blocks[first].level:
        return []
    title = [first]
    for at in range(first + 1, len(blocks)):
        above, block = blocks[at - 1], blocks[at]
        issued = block.text.startswith("关于") and _ISSUER.search(above.text) and not block.level
        if not _can_head(blocks, at) or not (above.level == block.level == 1 or (issued and at == first + 1)):
            break
        title.append(at)
    return title


def _is_heading(blocks: Sequence[Block], at: int) -> bool:
    """Whether a block heads a section. In doubt it does not: what is no paragraph is not found."""
    block = blocks[at]
    if block.level or (is_chapter(block.text) and len(block.text) <= TITLE and not ends(block.text)):
        return True
    if at + 1 >= len(blocks) or len(block.text) > _HEADING or ends(block.text) or block.closing:
        return False
    below, above = blocks[at + 1], blocks[at - 1] if at else None
    if not (below.body and len(below.text) > _HEADING) or is_table(block.text):
        return False
    if block.item:
        return not below.item and not re.search("[。；;]", block.text)
    return (
        (above is None or above.ended)
        and len(block.text) <= 20
        and not re.search("[，。；：,;:、]", block.text)
    )


def _publisher(blocks: Sequence[Block], told: Sequence[int]) -> tuple[Span, ...]:
    for block in reversed(blocks):
        for source in (block.closing, block.label):
            if source and source.publisher[1]:
                return cut(block.spans, *source.publisher)
    if told:
        return cut(blocks[told[0]].spans, *opening(blocks[told[0]].text).publisher)
    return ()


def _date(blocks: Sequence[Block], told: Sequence[int], days: Sequence[int]) -> tuple[Span, ...]:
    for block in blocks:
        if block.label and block.label.date[1]:
            return cut(block.spans, *block.label.date)
    history: tuple[Span, ...] = ()  # of a law: the last time that it was passed or amended
    for at in told[:20]:
        if not (found := passed(blocks[at].text)):
            break
        history = cut(blocks[at].spans, *found) if found[1] else history
    if history:
        return history
    first = opening(blocks[told[0]].text).date if told else (0, 0)
    day = DATE.search(blocks[days[-1]].text) if days else None
    # What the article opens with (6月15日，…) may have its year in a line above (2021-06-16).
    above = bool(day and told and days[-1] < told[0] and _YEAR.search(day[0]))
    if first[1] and (not above or _YEAR.search(blocks[told[0]].text, *first)):
        return cut(blocks[told[0]].spans, *first)
    return cut(blocks[days[-1]].spans, *day.span()) if day else ()


def _unsigned(block: Block) -> tuple[Span, ...]:
    """The spans of a paragraph without the remark about its source."""
    if not block.closing or not block.closing.remark:
        return block.spans
    return cut(block.spans, 0, len(block.text[: block.closing.start].rstrip()))
