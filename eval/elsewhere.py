"""`python -m eval.elsewhere DATA`: questions of others, about documents that the project does not bring.

    python -m eval.elsewhere DATA [--reader NAME] [FILE ...]

Each file of `eval/questions/elsewhere`, or those named, asked of the documents that its questions name: state
news of DATA/xwlb/passages.jsonl, and statutes under DATA/laws. Measured as `python -m eval` measures.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Container, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.__main__ import evaluate
from eval.datasets import Dataset, own
from eval.lines import objects
from eval.report import as_json, table
from index.errors import YinjuError
from qa.reader import READERS

QUESTIONS = Path(__file__).parent / "questions" / "elsewhere"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        "python -m eval.elsewhere", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE")
    parser.add_argument("--reader", choices=READERS, default=READERS[0])
    options = parser.parse_args(arguments)
    try:
        for file in options.files or sorted(QUESTIONS.glob("*.jsonl")):
            run = evaluate(asked_of(options.data, file), reader=options.reader)
            print(f"{file.stem}: {run.passages} passages\n\n{table(as_json(run))}\n")
    except YinjuError as error:
        print(f"elsewhere: {error}", file=sys.stderr)
        return 1
    return 0


def asked_of(data: Path, file: Path) -> Dataset:
    """The questions of a file, and the documents that they name. Raises YinjuError if one is not there."""
    names = set(_named(file))
    texts = dict(_documents(data, names))
    if missing := sorted(names - texts.keys()):
        raise YinjuError(
            f"{data}: no document {missing[0]}, of which {file.name} asks; is it the right folder?"
        )
    with TemporaryDirectory() as folder:
        for name, text in texts.items():
            (Path(folder) / name).write_text(text, "utf-8")
        return own(Path(folder), [file])


def _named(file: Path) -> Iterator[str]:
    for _, item in objects(file):
        yield from item.get("positive_ids") or [item["near"]]


def _documents(data: Path, names: Container[str]) -> Iterator[tuple[str, str]]:
    """Of the news and statutes those of these names, with their texts."""
    for path in (data / "laws").rglob("*.md"):
        if path.name in names:
            yield path.name, path.read_text("utf-8")
    news = data / "xwlb" / "passages.jsonl"
    for _, item in objects(news) if news.exists() else ():
        if (name := f"{item['id']}.txt") in names:
            yield name, f"{item['title']}\n\n{item['text']}"


if __name__ == "__main__":
    raise SystemExit(main())
