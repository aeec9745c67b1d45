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

if TYPE_CHECKING:
    from qa.answer import Answer, Quote
    from qa.engine import Engine

NOT_FOUND = "文档中没有找到答案 · The documents do not say."
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
        help='questions as lines of {"id": …, "question": …}; - for standard input; needs --json',
    )
    parser.add_argument("--index", type=Path, default=Path(".index"), help="where the index is (.index)")
    parser.add_argument("--json", action="store_true", help="print one JSON object an answer")
    options = parser.parse_args(arguments)
    if options.batch and not options.json:
        parser.error("--batch needs --json")
    speak_utf8()
    try:
        engine = _open(options.index)
        if options.batch:
            return _batch(engine, options.batch)
        answer = engine.ask(options.question)
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


def _open(index: Path) -> Engine:
    from qa.engine import Engine

    return Engine.open(index)


def _batch(engine: Engine, file: str) -> int:
    """One object a line, in order. A line that cannot be asked gets {"id", "error"}; the others go on."""
    failed = False
    for number, line in enumerate(_lines(file), 1):
        if not line.strip():
            continue
        identity: Any = None
        try:
            item = json.loads(line)
            identity, question = item.get("id", number), item["question"]
            result = {"id": identity, **engine.ask(question).as_json()}
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
    if answer.found:
        blocks = [_describe(number, quote, colour) for number, quote in enumerate(answer.quotes, 1)]
    else:
        blocks = [NOT_FOUND]
        if answer.nearest:
            blocks.append(NEAREST)
        blocks += [_describe(number, quote, colour) for number, quote in enumerate(answer.nearest, 1)]
    return "\n\n".join(blocks)


def _describe(number: int, quote: Quote, colour: bool) -> str:
    article = quote.passage.article
    place = f"¶{quote.passage.paragraph}" + (f" · p. {quote.page}" if quote.page else "")
    source = " · ".join(filter(None, (article.title, article.publisher, article.date, quote.path, place)))
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
    return f"[{number}] {''.join(text)}{closing if inside else ''}\n    — {printable(source)}"


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    raise SystemExit(main())
