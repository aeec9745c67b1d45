"""Runs of `python -m eval` that were kept beside an index, as its file has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

from index.errors import QuestionError
from index.journal import read
from qa.feedback import RUNS
from qa.filters import Filters

RIGHT = "right"
MEASURES = {
    RIGHT: "measure_right",
    "recall@1": "measure_recall_1",
    "recall@10": "measure_recall_10",
    "ndcg@10": "measure_ndcg",
    "first_quote_holds": "measure_holds",
    "exact_match": "measure_exact",
    "f1": "measure_f1",
}
"""The measures that are shown, and the texts that name them."""

Shares = Mapping[str, float | None]
"""By measure; None where it does not apply to any of the questions."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that failed, and what was found instead; `expected`: what should have been."""

    question: str
    filters: Filters
    reason: str
    expected: str
    path: str
    quoted: bool
    found: str
    found_path: str


@dataclass(frozen=True, slots=True)
class Run:
    """What a run measured, of all questions and by language. `right` of `asked` questions did not fail."""

    dataset: str
    created: str
    snapshot: str
    asked: int
    right: int
    all: Shares
    languages: Mapping[str, tuple[int, Shares]]
    failures: tuple[Failure, ...]
    notes: tuple[str, ...]


def read_runs(index: Path) -> tuple[list[Run], list[str]]:
    """The runs kept beside `index`, the latest last; and the lines that are none, by name.

    Raises IndexUnwritable where the file cannot be read.
    """
    contents, runs = read(index / RUNS), list[Run]()
    problems = list(contents.problems)
    for where, item in contents.items:
        try:
            runs.append(_run(item))
        except (AttributeError, KeyError, TypeError, ValueError, OverflowError, QuestionError) as error:
            problems.append(f"{where}: no run ({str(error)[:80]}); passed over")
    return runs, problems


def _run(item: Mapping[str, Any]) -> Run:
    asked, right = int(item["right"]["questions"]), int(item["right"]["right"])
    return Run(
        dataset=str(item["dataset"]),
        created=str(item["created"]),
        snapshot=str(item["snapshot"]),
        asked=asked,
        right=right,
        all={RIGHT: right / asked if asked else None} | _shares(item["all"]),
        languages={
            str(name): (int(group["questions"]), _shares(group)) for name, group in item["languages"].items()
        },
        failures=tuple(map(_failure, item["failures"])),
        notes=tuple(map(str, item["notes"])),
    )


def _shares(group: Mapping[str, Any]) -> dict[str, float | None]:
    found = {name: group[name] for name in MEASURES if name in group}
    shares = {name: None if value is None else float(value) for name, value in found.items()}
    if not all(share is None or isfinite(share) for share in shares.values()):
        raise ValueError("a share that is no number")
    return shares


def _failure(item: Mapping[str, Any]) -> Failure:
    return Failure(
        question=str(item["question"]),
        filters=Filters.from_json(item["filters"]),
        reason=str(item["reason"]),
        expected=" / ".join(map(str, item["answers"])) or str(item["passage"]),
        path=str(item["path"]),
        quoted=bool(item["quoted"]),
        found=str(item["found"]),
        found_path=str(item["found_path"]),
    )
