"""Where in a law a quote stands: 第十二条, as the law itself has it."""

from __future__ import annotations

import re
from functools import lru_cache

from index.document import Article, Document, Span

_NUMBER = "[一二三四五六七八九十百千零〇两0-9０-９]{1,7}"
_CLAUSE = re.compile(
    rf"^[\s\u3000>#*+-]*(?P<name>第{_NUMBER}条(?:之{_NUMBER})?)(?=[\s\u3000:：*]|【|（)", re.MULTILINE
)
FEWEST = 3
"""Clauses that a text must have to be a law, and not one that mentions some."""


def clause(document: Document, article: Article, at: int) -> Span | None:
    """The number of the clause that the position `at` stands in; None outside of a law, and before it."""
    clauses = _clauses(document, article.span)
    last = None
    for span in clauses:
        if span.start > at:
            break
        last = span
    return last if len(clauses) >= FEWEST else None


def headings(text: str) -> list[tuple[int, int]]:
    """Where the numbers of clauses stand that a text has at the beginning of lines."""
    return [match.span("name") for match in _CLAUSE.finditer(text)]


@lru_cache(maxsize=64)
def _clauses(document: Document, within: Span) -> tuple[Span, ...]:
    found = _CLAUSE.finditer(document.text, within.start, within.end)
    return tuple(Span(*match.span("name")) for match in found)
