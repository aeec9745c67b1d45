"""Which words of a question occur in none of the documents that it was asked of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.terms import is_han
from qa.met import unmet
from qa.notion import Notion
from qa.question import Question

if TYPE_CHECKING:
    from index.snapshot import Snapshot
    from index.vectors import Rows


def missing(question: Question, snapshot: Snapshot, rows: Rows | None = None) -> tuple[str, ...]:
    """The words of `question` that no passage has, nor a translation of them, in the question's order.

    `rows`, shape (passages,), says which passages count, by default all.
    """

    def occurs(notion: Notion) -> bool:
        if rows is not None and notion.met:
            return bool(snapshot.postings.search([notion.clause], 1, rows))
        # Chinese is cut into words by what stands around: what is no term may stand there all the same.
        return notion.met or (is_han(notion.words) and snapshot.says(notion.words))

    return unmet(question, [notion for notion in question.notions if not occurs(notion)], snapshot.analyser)
