"""`python -m eval`: how well Yinju finds, quotes and abstains, by the code that users call.

    python -m eval                                   the project's own questions over documents/
    python -m eval DATASET                           a folder with passages.jsonl and questions*.jsonl
    python -m eval DATASET --distractors OTHER ...   ... amid the passages of other datasets
    python -m eval DATASET --sample 200 --seed 1     ... 200 of its questions
    python -m eval --questions eval/questions/dev.jsonl

Each line of passages.jsonl is {"id", "text"} and maybe "title"; of questions*.jsonl {"id", "question",
"positive_ids", "answers"} and maybe "lang" and "is_impossible". Ranking is measured on `Engine.search`: a
passage of a dataset is found at the rank of its best piece. Quotes, abstaining and time are measured on
`Engine.ask`, one question after the other, after one that is not counted (it loads what is loaded once).
`is_impossible` says that one paragraph has no answer; when another passage of the set has, quoting it counts
as an error all the same, so read abstention on such sets as a lower bound.

A table goes to the terminal; results as JSON, the ranking as a TREC run and a page with the failures first go
to runs/, or only to the files that --json, --run and --html name. Indexes are kept in the cache folder
($YINJU_CACHE, or ~/.cache/yinju) under eval/, by content, and made once.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from index.errors import YinjuError
from qa.reader import READERS

if TYPE_CHECKING:
    from eval.datasets import Dataset, Question
    from eval.metrics import Asked
    from eval.report import Run
    from index.build import Report
    from index.compute import Progress
    from index.document import Passage
    from index.embed import Embedder
    from qa.answer import Answer
    from qa.engine import Engine
    from qa.retrieve import Hit

DEPTH = 10
"""Measured ranks."""
_PIECES = 30
"""Pieces searched at first: mostly enough for that many documents."""


class Asks(Protocol):
    """What is measured: `qa.engine.Engine`."""

    def ask(self, question: str, /) -> Answer: ...
    def search(self, question: str, /, limit: int) -> list[Hit]: ...


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    if options.sample is not None and options.sample < 1:
        _parser().error("--sample: at least 1")
    if options.distractors and not options.dataset:
        _parser().error("--distractors needs a DATASET")
    try:
        from eval.datasets import load, own, sample

        if options.dataset:
            dataset = load(options.dataset, options.distractors, options.questions)
        else:
            dataset = own(Path("documents"), options.questions)
        if options.sample:
            dataset = sample(dataset, options.sample, options.seed)
        files = _files(options, dataset.name)
        run = evaluate(dataset, options.model, options.reader)
        _write(run, files)
    except YinjuError as error:
        print(f"eval: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"eval: {error.filename or 'files'}: {error.strerror}", file=sys.stderr)
        return 1
    return 0


def evaluate(dataset: Dataset, model: str = "bundled", reader: str = READERS[0]) -> Run:
    """Index `dataset` (unless its index is there), ask every question, keep what came back."""
    from eval.report import Run
    from index.document import Source

    engine, report = indexed(dataset, model, reader)
    by_document = any(question.positive_ids for question in dataset.questions)
    return Run(
        dataset=dataset.name,
        created=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        model=model,
        reader=reader,
        snapshot=report.snapshot,
        passages=sum(isinstance(item, Source) for item in dataset.sources)
        if by_document
        else report.passages,
        pieces=report.passages,
        asked=tuple(ask_all(engine, dataset)),
        notes=dataset.notes,
    )


def indexed(dataset: Dataset, model: str = "bundled", reader: str = READERS[0]) -> tuple[Engine, Report]:
    """An engine over `dataset`, whose index is made unless it is there."""
    from index.build import build
    from index.cache import cache_folder
    from index.embed import open_embedder
    from qa.engine import Engine

    embedder: Embedder = open_embedder(model)
    folder = cache_folder() / "eval" / f"{dataset.name}-{dataset.key(model)}"
    report = build(dataset.sources, folder, embedder, model=model, progress=_progress())
    return Engine.open(folder, embedder=embedder, reader=reader), report


def ask_all(engine: Asks, dataset: Dataset) -> Iterator[Asked]:
    """Every question of `dataset` in turn, timed."""
    from tqdm import tqdm

    from index.document import Source

    documents = {item.document.id: item.document for item in dataset.sources if isinstance(item, Source)}

    def text(passage: Passage) -> str:
        return documents[passage.article.document_id].slice(passage.spans)

    engine.ask(dataset.questions[0].text)
    for question in tqdm(dataset.questions, desc="ask", unit="question", file=sys.stderr, disable=None):
        try:
            yield ask_one(engine, question, text)
        except YinjuError as error:
            raise YinjuError(f"question {question.id}: {error}") from error


def ask_one(engine: Asks, question: Question, text: Callable[[Passage], str]) -> Asked:
    """A question asked, and which of what was found is right; `text` gives the text of a passage."""
    from eval.metrics import Asked, relevant

    started = time.perf_counter()
    answer = engine.ask(question.text)
    milliseconds = (time.perf_counter() - started) * 1000
    passages = _ranked(engine, question)
    if question.positive_ids:
        return Asked(question, answer, tuple(passages), question.positive_ids, milliseconds)
    right = frozenset(
        name
        for name, passage in passages.items()
        if question.answerable and relevant(question, passage.article.title, text(passage))
    )
    return Asked(question, answer, tuple(passages), right, milliseconds)


def _ranked(engine: Asks, question: Question) -> dict[str, Passage]:
    """Ids, best first, with their best passage: of documents if those are judged, else of passages."""
    limit = _PIECES
    while True:
        hits = engine.search(question.text, limit=limit)
        ranked: dict[str, Passage] = {}
        for hit in hits:
            passage = hit.passage
            ranked.setdefault(passage.article.document_id if question.positive_ids else passage.id, passage)
        if len(ranked) >= DEPTH or len(hits) < limit:
            return ranked
        limit *= 4


def _write(run: Run, files: dict[str, Path]) -> None:
    from eval.report import as_json, table, trec
    from eval.webpage import page

    results = as_json(run)
    for note in run.notes:
        print(f"note: {note}")
    print(
        f"{run.dataset}: {run.passages:,} passages, in percent but for n, chars and ms\n\n{table(results)}\n"
    )
    makers = {
        "json": lambda: json.dumps(results, ensure_ascii=False, indent=1) + "\n",
        "run": lambda: trec(run.asked),
        "html": lambda: page(run, results),
    }
    for kind, path in files.items():
        path.write_text(makers[kind](), "utf-8", errors="replace")
        print(f"{kind:4}  {path}")


def _files(options: argparse.Namespace, name: str) -> dict[str, Path]:
    """Where to write what. Made possible before the long work, not found impossible after it."""
    kinds = ("json", "run", "html")
    files = {kind: path for kind in kinds if (path := getattr(options, kind))}
    if not files:
        stem = f"{name}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
        files = {kind: Path("runs") / f"{stem}.{kind}" for kind in kinds}
    for path in files.values():
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise YinjuError(f"{path}: a folder; name a file")
    return files


def _progress() -> Progress:
    """A bar while passages are embedded: on a first run by far the longest part."""
    from tqdm import tqdm

    bar = tqdm(desc="embed", unit="passage", file=sys.stderr, disable=None, leave=False)

    def show(stage: str, done: int, total: int) -> None:
        if stage == "embed":
            bar.total = total
            bar.update(done - bar.n)

    return show


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("dataset", nargs="?", type=Path, help="a dataset's folder (default: the project's own questions)")
    add("--distractors", nargs="+", type=Path, default=[], metavar="DATASET", help="others' passages too")
    add("--reader", choices=READERS, default=READERS[0], help="none: by rules alone")
    add("--model", default="bundled", help="embedding model, by name or folder (default: the bundled one)")
    add("--questions", nargs="+", type=Path, default=[], metavar="FILE", help="only these files of questions")
    add("--sample", type=int, metavar="N", help="only N questions, chosen at random")
    add("--seed", type=int, default=0, help="of the sample (0)")
    add("--json", type=Path, metavar="FILE", help="results")
    add("--run", type=Path, metavar="FILE", help="the ranking, for trec_eval and the like")
    add("--html", type=Path, metavar="FILE", help="a page to read failures on")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
