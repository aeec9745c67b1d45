"""Does an index in Milvus answer as one in files does?

    python -m eval.stores [DATASET] --uri http://127.0.0.1:19530 [--distractors OTHER …] [--sample 200]

The same documents (by default `documents/`) are indexed both ways, and each question is asked of both. Said
is how many of the answers are the same: that there is one; the passage of the first quote; its exact words;
all quotes, in their order; every candidate of retrieval; and how far apart two scores of a passage are.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tqdm import tqdm

from eval.datasets import Dataset, Question, load, own, sample
from eval.report import aligned
from index.arguments import positive
from index.build import build
from index.cache import cache_folder
from index.computed import EMBEDDINGS
from index.embed import Embedder, open_embedder
from index.errors import YinjuError
from index.milvus import address
from index.parts import sweep
from index.snapshot import Snapshot
from qa.answer import Answer, Quote
from qa.engine import Engine
from qa.reader import READERS
from qa.retrieve import Hit

CANDIDATES = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of a question, and how long its retrieval took."""

    answer: Answer
    hits: tuple[Hit, ...]

    @property
    def first(self) -> Quote | None:
        return next(iter(self.answer.quotes or self.answer.nearest), None)


def compared(one: Sequence[Asked], other: Sequence[Asked]) -> dict[str, float]:
    """Shares of the questions whose answers are the same, and the largest difference of two scores."""
    pairs = list(zip(one, other, strict=True))
    scores = [({hit.passage.id: hit.score for hit in each.hits}) for each in (*one, *other)]
    differences = [
        abs(score - theirs[name])
        for ours, theirs in zip(scores[: len(one)], scores[len(one) :], strict=True)
        for name, score in ours.items()
        if name in theirs
    ]
    same = {
        "found": [bool(a.answer.quotes) == bool(b.answer.quotes) for a, b in pairs],
        "first quote": [_place(a.first) == _place(b.first) for a, b in pairs],
        "its words": [_words(a.first) == _words(b.first) for a, b in pairs],
        "all quotes": [
            [*map(_words, a.answer.quotes), *map(_words, a.answer.nearest)]
            == [*map(_words, b.answer.quotes), *map(_words, b.answer.nearest)]
            for a, b in pairs
        ],
        "candidates": [
            [hit.passage.id for hit in a.hits] == [hit.passage.id for hit in b.hits] for a, b in pairs
        ],
    }
    shares = {name: round(sum(each) / len(pairs), 4) for name, each in same.items()}
    return {"questions": len(pairs), **shares, "largest difference": max(differences, default=0.0)}


def _place(quote: Quote | None) -> str:
    return quote.passage.id if quote else ""


def _words(quote: Quote | None) -> tuple[object, ...]:
    return (quote.passage.id, quote.answers, quote.sentence) if quote else ()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        "python -m eval.stores", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dataset", type=Path, nargs="?")
    parser.add_argument("--uri", required=True, help="where the Milvus is")
    parser.add_argument("--distractors", type=Path, nargs="+", default=[], help="their passages too")
    parser.add_argument("--sample", type=positive, metavar="N", help="so many of the questions")
    parser.add_argument("--reader", choices=READERS, default=READERS[0])
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    try:
        dataset = load(options.dataset, options.distractors) if options.dataset else own(Path("documents"))
        if options.sample:
            dataset = sample(dataset, options.sample, 0)
        row = measured(dataset, address(options.uri), open_embedder(), options.reader)
    except YinjuError as error:
        print(f"stores: {error}", file=sys.stderr)
        return 1
    print(json.dumps(row) if options.json else aligned([list(row), [f"{value:,}" for value in row.values()]]))
    return 0


def measured(dataset: Dataset, uri: str, embedder: Embedder, reader: str) -> dict[str, float]:
    """One line of the table: `compared`, with seconds, milliseconds (medians) and megabytes of either."""
    with TemporaryDirectory(prefix="yinju-stores-") as name:
        index = Path(name) / "index"
        index.mkdir()
        known = cache_folder() / "eval" / f"{dataset.name}-{dataset.key('bundled')}" / EMBEDDINGS
        if known.exists():  # what `python -m eval` has embedded
            shutil.copy(known, index)
        asked, row = [], dict[str, float]()
        for store, milvus in (("files", ""), ("milvus", uri)):
            # The vectors are computed once, with the first.
            built = build(dataset.sources, index, embedder, milvus=milvus, keep=2)
            with closing(Snapshot(index / "snapshots" / built.snapshot)) as snapshot:
                engine = Engine(snapshot, embedder, reader)
                engine.ask(dataset.questions[0].text)
                told, milliseconds = zip(*_ask(engine, dataset.questions, store), strict=True)
            asked.append(told)
            row |= {
                "passages": built.passages,
                f"{store} build s": round(built.seconds, 1),
                f"{store} retrieve ms": round(sorted(milliseconds)[len(milliseconds) // 2], 1),
                f"{store} MB": round(_size(snapshot.folder) / 1e6, 1),
            }
        sweep(index, [])
        return compared(*asked) | row


def _ask(engine: Engine, questions: Sequence[Question], store: str) -> list[tuple[Asked, float]]:
    found = []
    for question in tqdm(questions, desc=store, unit="question", file=sys.stderr, disable=None):
        answer = engine.ask(question.text)
        parsed = engine.parse(question.text)
        started = time.perf_counter()
        _, hits = engine.retrieve(parsed, CANDIDATES)
        found.append((Asked(answer, tuple(hits)), (time.perf_counter() - started) * 1000))
    return found


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    sys.exit(main())
