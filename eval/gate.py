"""The gate before publishing: pinned questions, asked of the current snapshot and of the new one.

    python -m index documents/ --gate QUESTIONS [--max-drop 0.01]

A question is right when the first quote holds one of its answers, or comes from the right place where no
answer is given; one that the documents do not answer, when nothing is quoted. Labels of readers
(`qa.feedback`) are such questions too: one whose passage is no longer there is lost, unless its words are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.asking import ask_one
from eval.datasets import Question
from eval.located import located
from eval.report import failure
from index.embed import Embedder
from index.errors import IndexDamaged, IndexMissing, IndexRefused, ModelError, QuestionError
from index.snapshot import Snapshot
from qa.engine import Engine
from qa.reader import READERS


@dataclass(frozen=True, slots=True)
class Verdict:
    """Questions by what became of them; shares of all that are right. `losses`: with what is wrong now."""

    questions: int
    before: float
    after: float
    wins: tuple[tuple[str, str], ...]
    losses: tuple[tuple[str, str], ...]

    def lines(self) -> list[str]:
        """What a user reads: each win and loss, then the sum."""
        return [
            *(f"won  {question}" for question, _ in self.wins),
            *(f"lost {question}: {why}" for question, why in self.losses),
            f"gate: of {self.questions} questions {self.before:.1%} right before, {self.after:.1%} now",
        ]


class Gate:
    """What `build` asks before it publishes; `verdict` is None until then, and if nothing could be compared.

    `dropping`: by how much the share of right answers may fall.
    """

    def __init__(
        self,
        index: Path,
        questions: Sequence[Question],
        embedder: Embedder,
        dropping: float = 0.01,
        reader: str = READERS[0],
    ) -> None:
        self._index, self._questions, self._dropping = index, questions, dropping
        self._embedder, self._reader = embedder, reader
        self.verdict: Verdict | None = None

    def __call__(self, snapshot: Snapshot) -> None:
        """Raises IndexRefused when the new snapshot has fewer right than the current one, by too much."""
        new = Engine(snapshot, self._embedder, self._reader)
        try:
            old = new.reopened(self._index)
        except (IndexMissing, IndexDamaged, ModelError):
            return  # nothing that could be asked: whatever is new is better
        self.verdict = compare(self._questions, old, new)
        old.snapshot.close()
        if self.verdict.before - self.verdict.after > self._dropping + 1e-9:
            raise IndexRefused(
                f"{self._index}: the new snapshot answers worse ({self.verdict.before:.1%} right before,"
                f" {self.verdict.after:.1%} now) and was not published; see what was lost, and mend the"
                " documents or allow it: --max-drop"
            )


def compare(questions: Sequence[Question], old: Engine, new: Engine) -> Verdict:
    """The questions asked of both."""
    before, after = (
        [_wrong(engine, question) for question in located(questions, engine.snapshot)]
        for engine in (old, new)
    )
    both = list(zip(questions, before, after, strict=True))
    return Verdict(
        len(questions),
        before.count("") / len(questions),
        after.count("") / len(questions),
        tuple((one.text, was) for one, was, now in both if was and not now),
        tuple((one.text, now) for one, was, now in both if now and not was),
    )


def _wrong(engine: Engine, question: Question) -> str:
    try:
        return failure(ask_one(engine, question, engine.snapshot.text))
    except QuestionError as error:
        return str(error)
