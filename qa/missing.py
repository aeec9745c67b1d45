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

_LEAST = 2  # characters; what counts things (座) is one, and says nothing


def missing(question: Question, snapshot: Snapshot, rows: Rows | None = None) -> tuple[str, ...]:
    """The words of `question` that no passage has, nor a translation of them, in the question's order.

    `rows`, shape (passages,), says which passages count, by default all.
    """

    def occurs(notion: Notion) -> bool:
        if rows is not None and notion.met:
            return bool(snapshot.postings.search([notion.clause], 1, rows))
        # Chinese is cut into words by what stands around: what is no term may stand there all the same.
        return notion.met or (is_han(notion.words) and snapshot.says(notion.words))

    absent = (notion for notion in question.notions if len(notion.words) >= _LEAST and not occurs(notion))
    return unmet(question, absent, snapshot.analyser)
