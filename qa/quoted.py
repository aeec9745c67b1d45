"""A quote made of positions in a document: its words, and all that is cited of where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from index.document import Document, Passage, Span
from qa.answer import Extract, Quote
from qa.clause import clause
from qa.recognised import recognised


def quoted(
    document: Document,
    passage: Passage,
    sentence: tuple[Span, ...] = (),
    answers: Sequence[tuple[Span, ...]] = (),
    found: bool = True,
) -> Quote:
    """`passage` of `document` as a quote, with the sentence and the words that answer at these spans.

    Page and clause are those of the words; of a passage that does not answer (not `found`), whose words are
    not shown, those that it begins in. What only a question can tell of it (score, sure, met) is left out.
    """

    def extract(spans: tuple[Span, ...]) -> Extract:
        return Extract(document.slice(spans), spans)

    words = (*answers, sentence) if found else ()
    first = next((spans[0].start for spans in (*words, passage.spans) if spans), 0)
    stands = clause(document, passage.article, first)
    return Quote(
        passage=passage,
        text=document.slice(passage.spans),
        path=document.path,
        copies=document.copies,
        sha256=document.sha256,
        page=_page(document.pages, first),
        sentence=extract(sentence) if sentence else None,
        answers=tuple(extract(spans) for spans in answers),
        clause=extract((stands,)) if stands else None,
        recognised=recognised(document, passage.spans),
        score=0.0,
    )


def _page(pages: Sequence[int], position: int) -> int | None:
    """The page, counted from 1, that a position lies on; None for a format without pages."""
    return sum(1 for start in pages if start <= position) or None
