"""What is exported: quotes, what was asked, and how each is cited. Frozen, no I/O."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from index.document import cut
from qa.answer import Answer, Extract, Quote, percent


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a quote stands, as one cites it; "" or None for what the document does not state.

    `ocr`: of one that was recognised in a picture, the least confidence of a character, in percent.
    """

    path: str
    title: str
    publisher: str
    number: str
    date: str
    clause: str
    paragraph: int
    page: int | None
    ocr: int | None


@dataclass(frozen=True, slots=True)
class Item:
    """A quote, what was asked, and whether it answers that (`found`), or only came nearest."""

    question: str
    understood: str
    found: bool
    snapshot: str
    sha256: str
    passage: Extract
    sentence: Extract | None
    words: tuple[Extract, ...]
    doubtful: tuple[Extract, ...]
    cited: Cited


@dataclass(frozen=True, slots=True)
class Evidence:
    """Quotes, and when they were exported: UTC, `2026-11-25T08:00:00Z`."""

    exported: str
    items: tuple[Item, ...]


def cited(quote: Quote) -> Cited:
    article = quote.passage.article
    return Cited(
        path=quote.path,
        title=article.title,
        publisher=article.publisher,
        number=article.number,
        date=article.date,
        clause=quote.clause.text if quote.clause else "",
        paragraph=quote.passage.paragraph,
        page=quote.page,
        ocr=percent(quote.recognised.confidence) if quote.recognised else None,
    )


def item(quote: Quote, question: str, understood: str, found: bool, snapshot: str) -> Item:
    """A quote as it is exported. Of one that does not answer no words are marked."""
    return Item(
        question=question,
        understood=understood,
        found=found,
        snapshot=snapshot,
        sha256=quote.sha256,
        passage=Extract(quote.text, quote.passage.spans),
        sentence=quote.sentence if found else None,
        words=quote.answers if found else (),
        doubtful=quote.recognised.doubtful if quote.recognised else (),
        cited=cited(quote),
    )


def items(answer: Answer, quotes: Iterable[Quote]) -> tuple[Item, ...]:
    """These quotes of an answer."""
    asked = answer.question, answer.understood, answer.found, answer.snapshot
    return tuple(item(quote, *asked) for quote in quotes)


def place(passage: Extract, part: Extract) -> tuple[int, int]:
    """Where in the text of `passage` its part stands, as offsets `[start, end)`.

    Raises ValueError when it is no part of it: it lies elsewhere, leaves words out, or reads otherwise.
    """
    first, before = part.spans[0], 0
    for whole in passage.spans:
        if whole.start <= first.start < whole.end:
            start = before + first.start - whole.start
            end = start + sum(map(len, part.spans))
            if cut(passage.spans, start, end) == part.spans and passage.text[start:end] == part.text:
                return start, end
        before += len(whole)
    raise ValueError(f"{part.text[:80]!r} does not stand in the quote in one piece")
