"""`python -m qa "内蒙古有多少个少年法庭?"`: ask in the terminal, one question or a batch.

python -m qa "…" --export quotes.docx    and keep the quotes in a file (.md, .docx)
python -m qa verify quotes.docx          are they still in the documents?
"""

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
from qa.terminal import describe

if TYPE_CHECKING:
    from qa.engine import Engine
    from qa.filters import Filters


def main(arguments: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if arguments is None else arguments
    speak_utf8()
    try:
        if arguments[:1] == ["verify"]:
            from qa.export.command import command

            return command(arguments[1:])
        return _ask(arguments)
    except YinjuError as error:
        print(printable(f"qa: {error}"), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # who reads has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _ask(arguments: list[str]) -> int:
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
    parser.add_argument("--export", type=Path, metavar="FILE", help="write the quotes to a new .md or .docx")
    parser.add_argument("--reader", choices=READERS, default=READERS[0], help="none: by rules alone")
    options = parser.parse_args(arguments)
    if options.batch and not options.json:
        parser.error("--batch needs --json")
    if options.batch and options.export:
        parser.error("--export takes one question")
    if options.export:
        from qa.export.file import check_kind

        check_kind(options.export)
    filters = _filters(options)
    engine = _open(options.index, options.reader)
    if options.batch:
        return _batch(engine, options.batch, filters)
    answer = engine.ask(options.question, filters, options.before)
    print(_dump(answer.as_json()) if options.json else describe(answer, sys.stdout.isatty()))
    if options.export:
        from qa.export.file import write
        from qa.export.item import items

        write(items(answer, answer.shown), options.export)
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

    A line's own filters go before those of the command, kind by kind.
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
            own = Filters.from_json(item.get("filters", {}))
            scope = Filters.from_json(filters.as_json() | own.as_json())
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


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    raise SystemExit(main())
