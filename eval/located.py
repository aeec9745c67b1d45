"""Where what was labelled stands in an index: positions move from build to build, the words stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from eval.datasets import Question
from eval.matching import normalise
from index.document import Article, Document, Passage
from qa.feedback import PASSAGE, RIGHT, Labelled

_BLOCK = 1000  # passages read at once


class Holds(Protocol):
    """What is looked through: `index.snapshot.Snapshot`."""

    def entry(self, document_id: str) -> tuple[Document, list[Article], list[Passage]]: ...
    def passages(self, size: int) -> Iterator[list[tuple[int, int, Passage, str]]]: ...


def located(questions: Iterable[Question], snapshot: Holds) -> tuple[Question, ...]:
    """The questions with the passages of `snapshot` that hold what was labelled: in its document, or, where
    that is gone or says it no more, in any. Other questions as they are."""
    given = list(questions)
    places: dict[str, frozenset[str]] = {}
    for question in given:
        if question.label and question.label.passage:
            places[question.id] = frozenset(_in_document(question.label.passage, snapshot))
    moved = [question for question in given if question.id in places and not places[question.id]]
    places |= _anywhere(moved, snapshot)
    return tuple(replace(question, passages=places.get(question.id, frozenset())) for question in given)


def lost(question: Question) -> bool:
    """Whether the passage that was called right is nowhere in the index (see `located`)."""
    return question.label is not None and question.label.kind in (RIGHT, PASSAGE) and not question.passages


def said_lost(questions: Sequence[Question]) -> list[str]:
    """Each lost question, with the passage that is missed, as a line to show."""
    return [
        f"no longer in the index: the passage of {question.text!r} ({question.label.passage.path}); it"
        " counts as not found until it is labelled anew"
        for question in questions
        if lost(question) and question.label and question.label.passage
    ]


def _in_document(labelled: Labelled, snapshot: Holds) -> Iterator[str]:
    try:
        document, _, passages = snapshot.entry(labelled.document)
    except KeyError:
        return
    whole, sentence = normalise(labelled.text), normalise(labelled.sentence)
    for passage in passages:
        text = normalise(document.slice(passage.spans))
        # Passages may be cut elsewhere now. A sentence stays whole; without one, any part counts.
        if text and ((sentence or whole) in text or (not sentence and text in whole)):
            yield passage.id


def _anywhere(questions: Sequence[Question], snapshot: Holds) -> dict[str, frozenset[str]]:
    """Reads every passage of the index, if there is any question."""
    found: dict[str, set[str]] = {question.id: set() for question in questions}
    wanted = {
        question.id: labelled.sentence or labelled.text
        for question in questions
        if question.label and (labelled := question.label.passage)
    }
    for block in snapshot.passages(_BLOCK) if wanted else ():
        for _, _, passage, text in block:
            for identity, words in wanted.items():
                if words in text:
                    found[identity].add(passage.id)
    return {identity: frozenset(ids) for identity, ids in found.items()}
