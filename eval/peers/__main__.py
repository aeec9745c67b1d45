"""`python -m eval.peers DATASET`: how well Yinju finds, beside others in their usual hybrid settings.

    python -m eval.peers DATASET                          a folder with passages.jsonl and questions*.jsonl
    python -m eval.peers DATASET --distractors OTHER ...  ... amid the passages of other datasets
    python -m eval.peers DATASET --systems yinju,txtai    only some of the systems
    python -m eval.peers DATASET --write                  results and a chart go into eval/RESULTS.md too

LlamaIndex, LangChain, Haystack and txtai (pip install 'yinju[peers]') index the same pieces with the same
model and are asked the same questions, each system in its own process, one after the other, without network.
Only questions that name the passages that answer (positive_ids) are asked. eval/RESULTS.md says what is
measured and how each system is set up.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from eval.choice import chosen, parser, sampled
from eval.peers.run import PACKAGES
from index.errors import MissingExtra, YinjuError

if TYPE_CHECKING:
    from eval.datasets import Dataset
    from eval.peers.job import Measured

ROOT = Path(__file__).parent.parent.parent
OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "LANGSMITH_TRACING": "false",
    "DO_NOT_TRACK": "1",
}


def main(arguments: list[str] | None = None) -> int:
    made = _parser()
    options = made.parse_args(arguments)
    systems = options.systems.split(",")
    if unknown := set(systems) - PACKAGES.keys():
        made.error(f"--systems: {', '.join(sorted(unknown))}; there are {', '.join(PACKAGES)}")
    try:
        versions = installed(systems)
        return compare(_dataset(options), systems, versions, write=options.write)
    except YinjuError as error:
        print(f"eval.peers: {error}", file=sys.stderr)
    except OSError as error:
        print(f"eval.peers: {error.filename or 'files'}: {error.strerror}", file=sys.stderr)
    return 1


def installed(systems: list[str]) -> dict[str, str]:
    """The versions of what the systems need. Raises MissingExtra."""
    torch = ("sentence-transformers", "transformers", "torch") if systems != ["yinju"] else ()
    found = {}
    for package in dict.fromkeys(("yinju", *(name for one in systems for name in PACKAGES[one]), *torch)):
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError as error:
            raise MissingExtra(package, "peers") from error
    return found


def compare(dataset: Dataset, systems: list[str], versions: dict[str, str], write: bool = False) -> int:
    """Runs, prints, and writes if asked to: 1 if a system failed, else 0. What one measures, others keep."""
    from eval.peers import results
    from eval.peers.job import job
    from eval.report import aligned
    from index.bundled import prepare

    given = job(dataset, str(prepare()))
    measured: list[Measured] = []
    failed: list[str] = []
    with TemporaryDirectory(prefix="yinju-peers-") as folder:
        path = Path(folder) / "job.json"
        given.write(path)
        for system in systems:
            print(f"{system} …", file=sys.stderr, flush=True)
            try:
                measured += run(system, path)
            except YinjuError as error:
                failed.append(str(error))
                print(f"failed: {error}", file=sys.stderr)
    comparison = results.Comparison(
        dataset,
        len(given.pieces()),
        tuple(measured),
        tuple(failed),
        datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        versions,
    )
    for note in dataset.notes:
        print(f"note: {note}")
    for failure in failed:
        print(f"failed: {failure}")
    if measured:
        rows = [results.HEADS, *map(results.cells, results.lines(comparison))]
        print(f"{dataset.name}: {len(dataset.sources):,} passages\n\n{aligned(rows)}\n")
        if write:
            print("\n".join(map(str, results.write(comparison, results.RESULTS))))
    return 1 if failed else 0


def run(system: str, job: Path) -> list[Measured]:
    """What a system does in a fresh process, which is given the file `job`. Raises YinjuError if it fails."""
    from eval.peers.job import Measured

    result = job.with_name(f"{system}.json")
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "eval.peers.run", system, str(job), str(result)],
        cwd=ROOT,
        env=os.environ | OFFLINE,
        capture_output=True,
        text=True,
        errors="replace",
    )
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise YinjuError(f"{system}: {said[-1] if said else f'ended with {done.returncode}'}")
    return [
        Measured(
            one["name"],
            one["seconds"],
            one["peak"],
            tuple(tuple(ranking) for ranking in one["rankings"]),
            tuple(one["milliseconds"]),
        )
        for one in json.loads(result.read_text("utf-8"))
    ]


def _dataset(options: argparse.Namespace) -> Dataset:
    from eval.peers.job import sample_passages

    dataset = chosen(options)
    if options.distractors:
        others = ", ".join(folder.resolve().name for folder in options.distractors)
        dataset = replace(dataset, name=f"{dataset.name} among {others}")
    return sampled(sample_passages(dataset, options.sample_passages, options.seed), options)


def _parser() -> argparse.ArgumentParser:
    made = parser("eval.peers", __doc__)
    add = made.add_argument
    add("--systems", default=",".join(PACKAGES), help="which, with commas between them (all)")
    add(
        "--sample-passages",
        type=int,
        metavar="N",
        help="only N of the passages that no question asks for (5000 where there are more than 6000 in all)",
    )
    add("--write", action="store_true", help="a section and a chart for eval/RESULTS.md")
    return made


if __name__ == "__main__":
    raise SystemExit(main())
