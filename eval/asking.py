"""Questions put to an engine, to be measured: what is quoted, and the ranking before anything is read."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Protocol

from index.errors import YinjuError
from qa.filters import EVERYTHING, Filters

if TYPE_CHECKING:
    from eval.datasets import Dataset, Question
    from eval.metrics import Asked
    from index.document import Passage
    from qa.answer import Answer
    from qa.retrieve import Hit

DEPTH = 10
"""Measured ranks."""
_PIECES = 30
"""Pieces searched at first: mostly enough for that many documents."""


class Asks(Protocol):
    """What is measured: `qa.engine.Engine`."""

    def ask(self, question: str, filters: Filters, /) -> Answer: ...
    def search(self, question: str, limit: int, filters: Filters, /) -> list[Hit]: ...


def ask_all(engine: Asks, dataset: Dataset) -> Iterator[Asked]:
    """Every question of `dataset` in turn, timed."""
    from tqdm import tqdm

    from index.document import Source

    documents = {item.document.id: item.document for item in dataset.sources if isinstance(item, Source)}

    def text(passage: Passage) -> str:
        return documents[passage.article.document_id].slice(passage.spans)

    engine.ask(dataset.questions[0].text, EVERYTHING)
    for question in tqdm(dataset.questions, desc="ask", unit="question", file=sys.stderr, disable=None):
        try:
            yield ask_one(engine, question, text)
        except YinjuError as error:
            raise YinjuError(f"question {question.id}: {error}") from error


def ask_one(engine: Asks, question: Question, text: Callable[[Passage], str]) -> Asked:
    """A question asked, and which of what was found is right; `text` gives the text of a passage."""
    from eval.metrics import Asked, relevant

    started = time.perf_counter()
    answer = engine.ask(question.text, question.filters)
    milliseconds = (time.perf_counter() - started) * 1000
    passages = _ranked(engine, question)
    if question.positive_ids:
        return Asked(question, answer, tuple(passages), question.positive_ids, milliseconds)
    if question.label:
        known = frozenset() if question.open else question.passages
        return Asked(question, answer, tuple(passages), known, milliseconds)
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
        hits = engine.search(question.text, limit, question.filters)
        ranked: dict[str, Passage] = {}
        for hit in hits:
            passage = hit.passage
            ranked.setdefault(passage.article.document_id if question.positive_ids else passage.id, passage)
        if len(ranked) >= DEPTH or len(hits) < limit:
            return ranked
        limit *= 4
