"""How documents are cut: our passages beside windows of a fixed number of characters, whole documents in.

    python -m eval.windows DATASET [--widths 250 500] [--windows 250 500] [--sample N] [--seed 0]

Each document of a dataset is cut in each way, indexed, and asked the same questions by the same engine. Told
are recall and nDCG of documents, whether the first quote holds the answer, F1 by characters of its exact
words and of the sentence that they stand in, and how long quotes are: a longer one holds more by being
longer. Behind each figure of the other ways stands by how much it differs from the first (95 % interval,
paired bootstrap).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.asking import ask_all
from eval.datasets import Dataset, load, sample
from eval.matching import f1
from eval.metrics import Asked, Scores, mean, paired_interval, scores
from eval.report import aligned
from index import split
from index.arguments import positive
from index.build import build
from index.document import Paragraph, Skipped, Source, Span
from index.embed import Embedder, open_embedder
from index.errors import YinjuError
from qa.engine import Engine

MEASURES = ("recall@1", "recall@10", "ndcg@10", "first_quote_holds", "f1", "sentence_f1", "quote_characters")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        "python -m eval.windows", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dataset", type=Path)
    parser.add_argument(
        "--widths", type=positive, nargs="*", default=[split.LIMIT], help=f"of our passages ({split.LIMIT})"
    )
    parser.add_argument(
        "--windows", type=positive, nargs="*", default=[500], help="characters of a window (500)"
    )
    parser.add_argument("--sample", type=positive, metavar="N", help="only N questions, chosen at random")
    parser.add_argument("--seed", type=int, default=0, help="of the sample (0)")
    options = parser.parse_args(arguments)
    try:
        dataset = load(options.dataset)
        if options.sample:
            dataset = sample(dataset, options.sample, options.seed)
        ways = [(f"passages of {width}", dataset, width) for width in options.widths]
        ways += [(f"windows of {size}", windowed(dataset, size), size) for size in options.windows]
        embedder = open_embedder()
        asked = {name: _asked(cut, width, embedder) for name, cut, width in ways}
    except YinjuError as error:
        print(f"windows: {error}", file=sys.stderr)
        return 1
    print(aligned(table(asked)))
    return 0


def windowed(dataset: Dataset, size: int) -> Dataset:
    """`dataset` with each article cut every `size` characters, wherever that is."""

    def cut(source: Source) -> Source:
        return replace(
            source,
            articles=tuple(
                (article, tuple(Paragraph((span,)) for span in windows(article.span, size)))
                for article, _ in source.articles
            ),
        )

    cuts = (item if isinstance(item, Skipped) else cut(item) for item in dataset.sources)
    return replace(dataset, sources=tuple(cuts))


def windows(span: Span, size: int) -> Iterator[Span]:
    """`span` in pieces of `size` characters; the last may be shorter."""
    for start in range(span.start, span.end, size):
        yield Span(start, min(start + size, span.end))


def table(asked: dict[str, tuple[int, list[Scores]]]) -> list[list[str]]:
    """A line for each way, with its passages and the mean of each measure; differences are to the first."""
    rows = [["cut into", "passages", *MEASURES]]
    first: list[Scores] = []
    for name, (passages, values) in asked.items():
        first = first or values
        rows.append([name, f"{passages:,}", *(_figure(values, first, measure) for measure in MEASURES)])
    return rows


def _figure(values: list[Scores], first: list[Scores], measure: str) -> str:
    figure = mean(values, measure)
    if figure is None:
        return "–"
    if measure == "quote_characters":
        return f"{figure:.0f}"
    differs = None if values is first else paired_interval(values, first, measure)
    return f"{figure:.3f}" + (f" [{differs[0]:+.3f}, {differs[1]:+.3f}]" if differs else "")


def _sentence(one: Asked) -> float | None:
    """F1 of the sentence that the first quote's exact words stand in; 0 without a quote."""
    if not (one.question.answerable and one.question.answers):
        return None
    first = one.answer.quotes[0] if one.answer.quotes else None
    return f1(first.sentence.text, one.question.answers) if first and first.sentence else 0.0


def _asked(dataset: Dataset, width: int, embedder: Embedder) -> tuple[int, list[Scores]]:
    with TemporaryDirectory(prefix="yinju-windows-") as folder:
        report = build(dataset.sources, Path(folder), embedder, limit=width)
        engine = Engine.open(Path(folder), embedder=embedder)
        try:
            asked = list(ask_all(engine, dataset))
            values = [
                {**value, "sentence_f1": _sentence(one)}
                for one, value in zip(asked, scores(asked), strict=True)
            ]
            return report.passages, values
        finally:
            engine.snapshot.close()


if __name__ == "__main__":
    sys.exit(main())
