"""`python -m eval`: how well Yinju finds, quotes and abstains, by the code that users call.

    python -m eval                                   the project's own questions over documents/
    python -m eval DATASET                           a folder with passages.jsonl and questions*.jsonl
    python -m eval DATASET --distractors OTHER ...   ... amid the passages of other datasets
    python -m eval DATASET --sample 200 --seed 1     ... 200 of its questions
    python -m eval --questions eval/questions/dev.jsonl
    python -m eval --index .index                    what readers said of answers, asked of that index
    python -m eval --index .index --questions FILE   ... other questions

Each line of passages.jsonl is {"id", "text"} and maybe "title"; of questions*.jsonl {"id", "question",
"positive_ids", "answers"} and maybe "lang" and "is_impossible". Ranking is measured on `Engine.search`: a
passage of a dataset is found at the rank of its best piece. Quotes, abstaining and time are measured on
`Engine.ask`, one question after the other, after one that is not counted (it loads what is loaded once).
`is_impossible` says that one paragraph has no answer; when another passage of the set has, quoting it counts
as an error all the same, so read abstention on such sets as a lower bound.

A table goes to the terminal; results as JSON, the ranking as a TREC run and a page with the failures first go
to runs/, or only to the files that --json, --run and --html name. Indexes are kept in the cache folder
($YINJU_CACHE, or ~/.cache/yinju) under eval/, by content, and made once. With --index that index is asked as
it is; the run is kept beside it, in runs.jsonl, and the page shows it. --save INDEX keeps any other run so.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from index.arguments import positive
from index.errors import YinjuError
from qa.reader import READERS

if TYPE_CHECKING:
    from eval.datasets import Dataset
    from eval.report import Run
    from index.build import Report
    from index.compute import Progress
    from index.embed import Embedder
    from qa.engine import Engine


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    if options.distractors and not options.dataset:
        _parser().error("--distractors needs a DATASET")
    if options.index and (options.dataset or options.sample or options.model != "bundled"):
        _parser().error("--index is asked as it is: with --questions and --reader only")
    try:
        from eval.datasets import load, own, sample

        if options.index:
            _write(_over(options), _files(options, ""), options.index)
            return 0
        if options.dataset:
            dataset = load(options.dataset, options.distractors, options.questions)
        else:
            dataset = own(Path("documents"), options.questions)
        if options.sample:
            dataset = sample(dataset, options.sample, options.seed)
        files = _files(options, dataset.name)
        _write(evaluate(dataset, options.model, options.reader), files, options.save)
    except YinjuError as error:
        print(f"eval: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"eval: {error.filename or 'files'}: {error.strerror}", file=sys.stderr)
        return 1
    return 0


def evaluate(dataset: Dataset, model: str = "bundled", reader: str = READERS[0]) -> Run:
    """Index `dataset` (unless its index is there), ask every question, keep what came back."""
    from eval.asking import ask_all
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


def _over(options: argparse.Namespace) -> Run:
    """A run over the index that is named, as it is."""
    from eval.runs import over
    from qa.engine import Engine

    def count(done: int, total: int) -> None:
        print(f"asked {done}/{total}", flush=True)

    engine = Engine.open(options.index, reader=options.reader)
    return over(engine, options.index, options.questions, options.reader, count if options.progress else None)


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


def _write(run: Run, files: dict[str, Path], index: Path | None) -> None:
    from eval.report import as_json, table, trec
    from eval.runs import keep
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
    if index:
        keep(index, run, results)


def _files(options: argparse.Namespace, name: str) -> dict[str, Path]:
    """Where to write what. Made possible before the long work, not found impossible after it."""
    kinds = ("json", "run", "html")
    files = {kind: path for kind in kinds if (path := getattr(options, kind))}
    if not files and not options.index:
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
    add("--index", type=Path, help="ask this index as it is, by default what readers labelled on the page")
    add("--save", type=Path, metavar="INDEX", help="keep the run beside this index, for the page to show")
    add("--progress", action="store_true", help="with --index: a line after each question")
    add("--sample", type=positive, metavar="N", help="only N questions, chosen at random")
    add("--seed", type=int, default=0, help="of the sample (0)")
    add("--json", type=Path, metavar="FILE", help="results")
    add("--run", type=Path, metavar="FILE", help="the ranking, for trec_eval and the like")
    add("--html", type=Path, metavar="FILE", help="a page to read failures on")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
