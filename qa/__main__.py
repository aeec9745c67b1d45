"""`python -m qa "内蒙古有多少个少年法庭?"`: ask in the terminal, one question or a batch."""

from __future__ import annotations

import argparse
import codecs
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import QuestionError, YinjuError, printable, speak_utf8
from qa.reader import READERS

if TYPE_CHECKING:
    from index.document import Span
    from qa.answer import Answer, Quote, Stated
    from qa.engine import Engine
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


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m qa", description="Answer questions about the indexed documents by quoting them."
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("question", nargs="?", help="the question, in any language")
    what.add_argument(
        "--batch",
        metavar="FILE",
        help='lines of {"id": …, "question": …, "filters": {…}, "before": …}; - for stdin; needs --json',
    )
    parser.add_argument(
        "--before", default="", metavar="QUESTION", help="the question before, that this one may lean on"
    )
    scope = parser.add_argument_group("scope", "Ask some of the documents only; an option may be repeated.")
    scope.add_argument(
        "--document", action="append", default=[], help="a path, a file name or a pattern: news/*"
    )
    scope.add_argument("--publisher", action="append", default=[], help="a name, or part of one")
    scope.add_argument("--place", action="append", default=[], help="a place, with those that lie in it")
    scope.add_argument("--since", default="", metavar="DATE", help="2021, 2021-06 or 2021-06-15")
    scope.add_argument("--until", default="", metavar="DATE", help="the same; it is included")
    parser.add_argument("--index", type=Path, default=Path(".index"), help="where the index is (.index)")
    parser.add_argument("--json", action="store_true", help="print one JSON object an answer")
    parser.add_argument("--reader", choices=READERS, default=READERS[0], help="none: by rules alone")
    options = parser.parse_args(arguments)
    if options.batch and not options.json:
        parser.error("--batch needs --json")
    speak_utf8()
    try:
        filters = _filters(options)
        engine = _open(options.index, options.reader)
        if options.batch:
            return _batch(engine, options.batch, filters)
        answer = engine.ask(options.question, filters, options.before)
    except YinjuError as error:
        print(printable(f"qa: {error}"), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # who reads has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    print(_dump(answer.as_json()) if options.json else describe(answer, sys.stdout.isatty()))
    return 0


def _open(index: Path, reader: str) -> Engine:
    from qa.engine import Engine

    return Engine.open(index, reader=reader)


def _filters(options: argparse.Namespace) -> Filters:
    from qa.filters import Filters

    return Filters(
        tuple(options.document), tuple(options.publisher), tuple(options.place), options.since, options.until
    )


def _batch(engine: Engine, file: str, filters: Filters) -> int:
    """One object a line, in order. A line that cannot be asked gets {"id", "error"}; the others go on.

    A line's own filters go before those of the command.
    """
    from qa.filters import Filters

    failed = False
    for number, line in enumerate(_lines(file), 1):
        if not line.strip():
            continue
        identity: Any = None
        try:
            item = json.loads(line)
            identity, question = item.get("id", number), item["question"]
            scope = Filters.from_json(item["filters"]) if "filters" in item else filters
            before = item.get("before", "")
            if not isinstance(before, str):
                raise QuestionError(f"before is not a text: {before!r}")
            result = {"id": identity, **engine.ask(question, scope, before).as_json()}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, QuestionError) as error:
            reason = error if isinstance(error, QuestionError) else 'not {"id": …, "question": "…"}'
            result = {"id": identity, "error": f"{file}, line {number}: {reason}"}
            failed = True
        print(_dump(result), flush=True)
    return 1 if failed else 0


def _lines(file: str) -> Iterator[str]:
    """The lines of a file or of standard input; bytes that are not UTF-8 spoil their own line only."""
    try:
        with sys.stdin.buffer if file == "-" else Path(file).open("rb") as lines:
            for number, line in enumerate(lines):
                start = line.removeprefix(codecs.BOM_UTF8) if number == 0 else line
                yield start.decode("utf-8", "surrogateescape")
    except OSError as error:
        raise YinjuError(f"{file}: {error}; give a UTF-8 file with a JSON object a line") from error


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


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    raise SystemExit(main())
