"""An answer as the terminal shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import printable

if TYPE_CHECKING:
    from index.document import Span
    from qa.answer import Answer, Quote, Stated
    from qa.filters import Filters

NOT_FOUND = "文档中没有找到答案 · The documents do not say."
OCR = "文字识别 · OCR"
DOUBT = "存疑 · in doubt:"
UNDERSTOOD = "理解为 · Understood as:"
SEARCHED = "查了 {documents} 份文件，{passages} 段 · Searched {documents} documents, {passages} passages"
MISSING = "文档里没有这些词 · Words that occur in none of them:"
DIFFER = "各处数字不一，新的在前 · The documents give different figures, newest first:"
SCOPE = "范围 · Scope:"
LIKELY = "很可能，请核对原文 · Likely; check the source"
LATEST = "最新的在前 · Latest first"
NEAREST = "最相近的段落（并非答案） · Nearest passages (they do not answer):"


def describe(answer: Answer, colour: bool = False) -> str:
    """An answer for the terminal; with `colour`, its words are set off by bold instead of 【】."""
    blocks = [printable(f"{UNDERSTOOD} {answer.understood}")] if answer.understood else []
    if answer.filters:
        blocks.append(printable(f"{SCOPE} {_scope(answer.filters)}"))
    if answer.latest and answer.found:
        blocks.append(LATEST)
    if answer.found:
        if answer.certainty == "likely":
            blocks.append(LIKELY)
        if answer.differing:
            blocks.append("\n".join([DIFFER, *map(_stated, answer.differing)]))
        blocks += [_describe(number, quote, colour) for number, quote in enumerate(answer.quotes, 1)]
    else:
        searched = answer.searched
        blocks.append(
            f"{NOT_FOUND}\n{SEARCHED.format(documents=searched.documents, passages=searched.passages)}"
        )
        if searched.missing:
            blocks.append(printable(f"{MISSING} {' · '.join(searched.missing)}"))
        if answer.nearest:
            blocks.append(NEAREST)
        blocks += [_describe(number, quote, colour) for number, quote in enumerate(answer.nearest, 1)]
    return "\n\n".join(blocks)


def _scope(filters: Filters) -> str:
    days = f"{filters.since}–{filters.until}" if filters.since or filters.until else ""
    chosen = (filters.documents, filters.publishers, filters.places, (days,) if days else ())
    return " · ".join(" / ".join(values) for values in chosen if values)


def _stated(stated: Stated) -> str:
    """A line of the table of figures that differ."""
    article = stated.quote.passage.article
    words = stated.quote.answers[0].text
    where = (article.date, article.place, article.publisher, article.title, stated.quote.path)
    return printable(f"    {words:<12} {' · '.join(filter(None, where))}")


def _describe(number: int, quote: Quote, colour: bool) -> str:
    article = quote.passage.article
    place = quote.clause.text if quote.clause else f"¶{quote.passage.paragraph}"
    place += f" · p. {quote.page}" if quote.page else ""
    files = " = ".join((quote.path, *quote.copies))
    bears = article.number if article.number not in article.title else ""
    said = (article.title, article.publisher, bears, article.date, files, place, _recognised(quote))
    source = " · ".join(filter(None, said))
    opening, closing = ("\033[1m", "\033[0m") if colour else ("【", "】")
    marked: set[int] = set()
    for answer in quote.answers:
        for span in answer.spans:
            marked.update(range(span.start, span.end))
    positions = [p for span in quote.passage.spans for p in range(span.start, span.end)]
    text = []
    inside = False
    for position, character in zip(positions, quote.text, strict=True):
        if (position in marked) != inside:
            inside = not inside
            text.append(opening if inside else closing)
        # A document must not be able to drive the terminal.
        text.append(character if character.isprintable() or character == "\n" else "�")
    met = "; ".join(f"{one.question} ↔ {one.passage}" for one in quote.met if not one.same)
    below = f"\n    {printable(met)}" if met else ""
    return f"[{number}] {''.join(text)}{closing if inside else ''}\n    — {printable(source)}{below}"


def _recognised(quote: Quote) -> str:
    """That a quote was read off a picture, how surely, and which digits of it are in doubt."""
    if not quote.recognised:
        return ""
    from qa.answer import percent

    digits = ", ".join(_around(quote, digits.spans[0]) for digits in quote.recognised.doubtful)
    doubt = f"{DOUBT} {digits}" if digits else ""
    return " · ".join(filter(None, (f"{OCR} ≥ {percent(quote.recognised.confidence)}%", doubt)))


def _around(quote: Quote, digits: Span) -> str:
    """Digits as they stand in their figure: 13?5?0."""
    positions = [place for span in quote.passage.spans for place in range(span.start, span.end)]
    start, text = positions.index(digits.start), quote.text
    end = start + len(digits)
    first, last = start, end
    while first and text[first - 1].isnumeric():
        first -= 1
    while last < len(text) and text[last].isnumeric():
        last += 1
    return f"{text[first:start]}?{text[start:end]}?{text[end:last]}"
