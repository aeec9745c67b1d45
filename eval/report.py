"""Results as one JSON object, a table for the terminal and a TREC run file; `eval.webpage` shows them too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from eval.certainty import auroc, calibration_error, curve, of_answers
from eval.located import lost
from eval.matching import holds
from eval.metrics import Asked, Scores, interval, percentiles, scores, summary
from qa.reader import READERS

if TYPE_CHECKING:
    from eval.datasets import Question
    from qa.answer import Quote
    from qa.feedback import Label

MAIN = ("recall@1", "recall@10", "mrr@10", "ndcg@10", "first_quote_holds", "exact_match", "f1")
"""Measures with a confidence interval, and shown in the chart."""
HEADS = {
    "questions": "n",
    "recall@1": "R@1",
    "recall@5": "R@5",
    "recall@10": "R@10",
    "mrr@10": "MRR",
    "ndcg@10": "nDCG",
    "first_quote_holds": "holds",
    "exact_match": "EM",
    "f1": "F1",
    "abstention_precision": "abstP",
    "abstention_recall": "abstR",
    "wrong_abstention": "gaveup",
    "auroc": "AUROC",
    "calibration_error": "ECE",
    "right_article": "article",
    "quote_characters": "chars",
    "ms_p50": "p50ms",
    "ms_p95": "p95ms",
}
_PLAIN = frozenset({"questions", "quote_characters", "ms_p50", "ms_p95"})
"""Not shares, so not shown as percentages."""


class Reason(StrEnum):
    """Why a question counts as failed."""

    ANSWERED = "answered, though the documents do not say"
    GAVE_UP = "gave up"
    ELSE = "quoted something else first"
    RANKED = "the right passage did not come first"
    WRONG = "quoted again what was called wrong"
    LOST = "the right passage is no longer in the index"


@dataclass(frozen=True, slots=True)
class Run:
    """One evaluation: what was asked of what, and all that came back.

    `passages` are what is found: a dataset's passages (its own set: the index's). `pieces` are the index's.
    """

    dataset: str
    created: str
    model: str
    snapshot: str
    passages: int
    pieces: int
    asked: tuple[Asked, ...]
    notes: tuple[str, ...] = ()
    reader: str = READERS[0]


def as_json(run: Run) -> dict[str, Any]:
    """All results by language, together, and by file of questions where there are several.

    `right`: how many of all questions have not failed. Those of which only a wrong answer is known count
    there alone, as nothing else can be measured on them.
    """
    judged = [one for one in run.asked if not one.question.open]
    values = scores(judged)
    languages = sorted({one.question.lang for one in judged})
    files = sorted({one.question.file for one in judged})
    groups = {
        name: [number for number, one in enumerate(judged) if name in (one.question.lang, "all")]
        for name in (*languages, "all")
    }
    by_file = {
        name: [number for number, one in enumerate(judged) if one.question.file == name]
        for name in (files if len(files) > 1 else ())
    }

    def results(numbers: Sequence[int]) -> dict[str, Any]:
        return _results([judged[number] for number in numbers], [values[number] for number in numbers])

    def intervals(numbers: Sequence[int]) -> dict[str, list[float] | None]:
        return _intervals([values[number] for number in numbers])

    return {
        "dataset": run.dataset,
        "passages": run.passages,
        "right": {"questions": len(run.asked), "right": sum(not failure(one) for one in run.asked)},
        "languages": {name: results(groups[name]) for name in languages},
        "all": results(groups["all"]),
        "files": {name: results(numbers) for name, numbers in by_file.items()},
        "ci": {name: intervals(numbers) for name, numbers in groups.items()},
        "pieces": run.pieces,
        "snapshot": run.snapshot,
        "model": run.model,
        "reader": run.reader,
        "curves": {name: _curve([judged[at] for at in numbers]) for name, numbers in groups.items()},
        "created": run.created,
        "notes": list(run.notes),
    }


def table(results: dict[str, Any]) -> str:
    """Plain text, aligned: a row for each language, for all, and for each file; shares in percent."""
    rows = [["", *HEADS.values()]]
    rows += [[name, *(shown(key, group[key]) for key in HEADS)] for name, group in rows_of(results)]
    return aligned(rows)


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells as lines: the first column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        [row[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True))]
        for row in rows
    )
    return "\n".join("  ".join(line).rstrip() for line in lines)


def trec(asked: Sequence[Asked]) -> str:
    """The rankings as `qid Q0 docid rank score yinju`; white space and `%` in ids as `%XX`.

    The score is one over the rank: tools that read only scores then see the ranking that was measured.
    """
    return "".join(
        f"{_one_word(one.question.id)} Q0 {_one_word(name)} {rank} {1 / rank:.6f} yinju\n"
        for one in asked
        for rank, name in enumerate(one.ranking, 1)
    )


def failure(one: Asked) -> str:
    """Why a question counts as failed, one of `Reason`; "" if it does not."""
    question, quotes = one.question, one.answer.quotes
    if not question.answerable:
        return Reason.ANSWERED if quotes else ""
    if question.label:
        return _failure_of_label(question, question.label, quotes)
    if not quotes:
        return Reason.GAVE_UP
    if question.answers:
        return "" if holds(quotes[0].text, question.answers) else Reason.ELSE
    return "" if one.rank == 1 else Reason.RANKED


def _failure_of_label(question: Question, label: Label, quotes: Sequence[Quote]) -> str:
    it = bool(quotes) and quotes[0].passage.id in question.passages
    if question.open:
        failed = it if label.passage else not quotes
        return (Reason.WRONG if label.passage else Reason.GAVE_UP) if failed else ""
    if it or (quotes and holds(quotes[0].text, question.answers)):
        return ""
    if lost(question):
        return Reason.LOST
    return Reason.ELSE if quotes else Reason.GAVE_UP


def _results(asked: Sequence[Asked], values: Sequence[Scores]) -> dict[str, Any]:
    numbers = {**summary(values), **percentiles(asked), **_certainty(asked)}
    return {"questions": len(asked)} | {name: _rounded(numbers[name]) for name in HEADS if name in numbers}


def _certainty(asked: Sequence[Asked]) -> Scores:
    """Does the probability of the best passage tell the answerable, and is it that of holding an answer?"""
    chances, right, answerable = of_answers(asked)
    return {
        "auroc": auroc(chances, answerable) if len(chances) else None,
        "calibration_error": calibration_error(chances, right) if len(chances) else None,
    }


def _curve(asked: Sequence[Asked]) -> list[dict[str, float | None]]:
    return [
        {name: _rounded(value) for name, value in asdict(point).items()}
        for point in curve(*of_answers(asked))
    ]


def _intervals(values: Sequence[Scores]) -> dict[str, list[float] | None]:
    found = {name: interval(values, name) for name in MAIN}
    return {name: [round(end, 4) for end in ends] if ends else None for name, ends in found.items()}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def rows_of(results: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The groups of questions as they are listed: languages, all, files."""
    yield from results["languages"].items()
    yield "all", results["all"]
    yield from results["files"].items()


def shown(name: str, value: float | None) -> str:
    """A value of the measure `name` as people read it."""
    if value is None:
        return "–"
    if name == "questions":
        return f"{value:.0f}"
    return f"{value if name in _PLAIN else 100 * value:.1f}"


def _one_word(name: str) -> str:
    return re.sub(r"[\s%]", lambda match: quote(match[0], safe=""), name)
