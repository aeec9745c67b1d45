"""Runs over an index as it is served, and what is kept of a run beside an index, for the page to show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.asking import ask_one
from eval.datasets import read_questions
from eval.located import located, said_lost
from eval.metrics import Asked
from eval.report import Run, failure
from index.errors import QuestionError, YinjuError
from index.journal import append
from qa.feedback import NAME, RUNS, Feedback
from qa.reader import READERS

if TYPE_CHECKING:
    from qa.engine import Engine

_FAILURES = 200  # that are kept of a run
_SHOWN = 400  # characters of a quote that are kept

Progress = Callable[[int, int], None]
"""Called with how many questions have been asked, and of how many."""


def over(
    engine: Engine,
    index: Path,
    files: Sequence[Path] = (),
    reader: str = READERS[0],
    progress: Progress | None = None,
) -> Run:
    """The questions in `files`, else what readers said of answers, asked of the index that is open.

    A question that cannot be asked (its scope names a document that is gone) is named in the notes.
    Raises YinjuError when there is none to ask.
    """
    feedback = Feedback(index / NAME)
    if not files and not feedback.labels()[0]:
        raise YinjuError(f"{feedback.path}: nothing has been labelled yet; label answers on the page")
    notes: list[str] = []
    questions = located(read_questions(files or [feedback.path], notes), engine.snapshot)
    notes += said_lost(questions)
    asked: list[Asked] = []
    engine.ask(questions[0].text)  # loads what is loaded once
    for number, question in enumerate(questions, 1):
        try:
            asked.append(ask_one(engine, question, engine.snapshot.text))
        except QuestionError as error:
            notes.append(f"cannot be asked: {question.text!r} ({error})")
        if progress:
            progress(number, len(questions))
    if not asked:
        raise YinjuError("; ".join(notes))
    manifest = engine.snapshot.manifest
    return Run(
        dataset=" ".join(sorted({question.file for question in questions})),
        created=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        model=manifest.model,
        reader=reader,
        snapshot=engine.snapshot.id,
        passages=manifest.passages,
        pieces=manifest.passages,
        asked=tuple(asked),
        notes=tuple(notes),
    )


def keep(index: Path, run: Run, results: dict[str, Any]) -> None:
    """Adds a run to those kept beside `index`; `results` is what `as_json` made of it.

    Raises IndexUnwritable, IndexBusy.
    """
    failed = [(one, reason) for one in run.asked if (reason := failure(one))]
    summary = {
        name: results[name]
        for name in ("dataset", "created", "snapshot", "model", "reader", "passages", "right", "languages")
    }
    append(
        index / RUNS,
        {
            **summary,
            "all": results["all"],
            "notes": list(run.notes)[:_FAILURES],
            "failures": [_kept(one, reason) for one, reason in failed[:_FAILURES]],
        },
    )


def _kept(one: Asked, reason: str) -> dict[str, Any]:
    question, label = one.question, one.question.label
    quotes = one.answer.quotes or one.answer.nearest
    passage = label.passage if label and not question.open else None  # that which answers
    return {
        "question": question.text,
        "filters": question.filters.as_json(),
        "reason": reason,
        "answers": [answer[:_SHOWN] for answer in question.answers[:3]],
        "passage": passage.text[:_SHOWN] if passage else "",
        "path": passage.path if passage else "",
        "quoted": bool(one.answer.quotes),
        "found": quotes[0].text[:_SHOWN] if quotes else "",
        "found_path": quotes[0].path if quotes else "",
        "found_title": quotes[0].passage.article.title if quotes else "",
    }
