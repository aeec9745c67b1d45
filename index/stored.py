"""Articles, spans and what OCR read, as JSON has them: in the catalog, and between processes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from index.document import Article, Read, Span


def dump_spans(spans: tuple[Span, ...]) -> str:
    return json.dumps([(span.start, span.end) for span in spans])


def load_spans(value: str) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in json.loads(value))


def dump_article(article: Article) -> str:
    """All of an article but for the id of its document."""
    spans = (
        *(article.title_spans, article.publisher_spans, article.date_spans, article.place_spans),
        article.number_spans,
    )
    return json.dumps(
        [
            *(article.title, article.publisher, article.date, article.place, article.number),
            article.regions,
            (article.span.start, article.span.end),
            *([(span.start, span.end) for span in part] for part in spans),
        ],
        ensure_ascii=False,
    )


@lru_cache(maxsize=256)
def load_article(document_id: str, value: str) -> Article:
    """What `dump_article` made, of that document."""
    title, publisher, date, place, number, regions, (start, end), *spans = json.loads(value)
    titled, published, dated, placed, numbered = (
        tuple(Span(low, high) for low, high in part) for part in spans
    )
    return Article(
        document_id,
        title,
        publisher,
        date,
        Span(start, end),
        title_spans=titled,
        publisher_spans=published,
        date_spans=dated,
        place=place,
        place_spans=placed,
        regions=tuple(regions),
        number=number,
        number_spans=numbered,
    )


def dump_reads(reads: Iterable[Read]) -> list[tuple[float, ...]]:
    """Of each: start, end, confidence, and the five figures of the place."""
    return [(read.span.start, read.span.end, read.confidence, *read.place) for read in reads]


def load_reads(dumped: Iterable[Sequence[Any]]) -> tuple[Read, ...]:
    """What `dump_reads` made."""
    return tuple(
        Read(Span(start, end), confidence, (x, y, right, low, height))
        for start, end, confidence, x, y, right, low, height in dumped
    )
