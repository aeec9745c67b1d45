"""What readers say of answers: each time a labelled question, one line of a file beside the index.

The file is only ever appended to. The latest label of a question counts; it can be undone, so that the one
before counts again, or the question deleted. A passage is kept with its text, so that it can be found again
when the index is built anew and positions have moved.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index.document import Span
from index.errors import QuestionError
from index.journal import append, read
from qa.answer import Answer, Quote
from qa.filters import EVERYTHING, Filters

NAME = "feedback.jsonl"
"""The file's name in the folder of an index."""
RUNS = "runs.jsonl"
"""That of the evaluations that are kept (`eval.runs`)."""
RIGHT, PASSAGE, NOTHING, WRONG = KINDS = ("right", "passage", "nothing", "wrong")
"""The first quote answers, with its exact words; this passage answers; the documents do not say; the first
quote does not answer (without a passage: the documents do say, though nothing was found)."""
DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A passage as it was when it was labelled; `snapshot` is that of its spans. `sentence`: of it, the one
    that answers, "" where that was not told."""

    text: str
    spans: tuple[Span, ...]
    sentence: str
    document: str
    path: str
    sha256: str
    title: str
    snapshot: str


@dataclass(frozen=True, slots=True)
class Label:
    """What someone said of a question, asked of all documents or of some. `answers`: the exact words."""

    kind: str
    question: str
    filters: Filters = EVERYTHING
    passage: Labelled | None = None
    answers: tuple[str, ...] = ()
    time: str = field(default_factory=lambda: _now())
    id: str = field(default_factory=lambda: secrets.token_hex(8))

    @property
    def asked(self) -> tuple[str, Filters]:
        """What makes it the same question."""
        return self.question, self.filters


def label_of(answer: Answer, kind: str, quote: Quote | None = None) -> Label:
    """A label of an answer; with PASSAGE, of this quote of it. The words are the index's."""
    if kind != PASSAGE:
        quote = answer.quotes[0] if kind in (RIGHT, WRONG) and answer.quotes else None
    passage = _labelled(quote, answer.snapshot) if quote else None
    words = tuple(one.text for one in quote.answers) if quote and kind == RIGHT else ()
    return Label(kind, answer.asked, answer.filters, passage, words)


def is_feedback(path: Path) -> bool:
    """Whether the first line of a file that can be read is one of labels."""
    try:
        with path.open("rb") as file:
            for line in file:
                with suppress(ValueError, RecursionError):
                    item = json.loads(line)
                    return isinstance(item, dict) and "time" in item and bool(item.keys() & {"label", "undo"})
    except OSError:
        pass  # whoever reads it says so
    return False


class Feedback:
    """The labels in a file. Several threads and processes may write at once."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, label: Label) -> None:
        """Raises IndexUnwritable, IndexBusy."""
        append(self.path, _as_json(label))

    def undo(self, identity: str) -> None:
        """Takes back the label of that id. Raises as `add`."""
        append(self.path, {"undo": identity, "time": _now()})

    def correct(self, label: Label, kind: str) -> Label:
        """Says something else of the same question and passage; DELETED takes the question out.

        Returns the new label. Raises as `add`.
        """
        passage = None if kind in (NOTHING, DELETED) else label.passage
        new = Label(kind, label.question, label.filters, passage, label.answers if kind == RIGHT else ())
        self.add(new)
        return new

    def labels(self) -> tuple[list[Label], list[str]]:
        """The latest label of each question, the latest last; and the lines that say nothing, by name.

        Raises IndexUnwritable where the file cannot be read.
        """
        contents, said = read(self.path), list[Label]()
        problems, undone = list(contents.problems), set[object]()
        for where, item in contents.items:
            if isinstance(item.get("undo"), str):
                undone.add(item["undo"])
                continue
            try:
                said.append(_from_json(item))
            except (KeyError, TypeError, ValueError, OverflowError, QuestionError) as error:
                problems.append(f"{where}: no label ({str(error)[:80]}); passed over")
        latest: dict[tuple[str, Filters], Label] = {}
        for label in said:
            if label.id not in undone:
                latest.pop(label.asked, None)
                latest[label.asked] = label
        return [label for label in latest.values() if label.kind != DELETED], problems


def _labelled(quote: Quote, snapshot: str) -> Labelled:
    return Labelled(
        text=quote.text,
        spans=quote.passage.spans,
        sentence=quote.sentence.text if quote.sentence else "",
        document=quote.passage.article.document_id,
        path=quote.path,
        sha256=quote.sha256,
        title=quote.passage.article.title,
        snapshot=snapshot,
    )


def _as_json(label: Label) -> dict[str, Any]:
    passage = label.passage
    made: dict[str, Any] = {"id": label.id, "time": label.time, "label": label.kind}
    made |= {"question": label.question, "filters": label.filters.as_json(), "answers": list(label.answers)}
    if passage:
        made["passage"] = {name: getattr(passage, name) for name in Labelled.__slots__}
        made["passage"]["spans"] = [[span.start, span.end] for span in passage.spans]
    return made


def _from_json(item: Mapping[str, Any]) -> Label:
    """Raises KeyError, TypeError, ValueError, OverflowError, QuestionError for what is none."""
    kind = item["label"]
    if kind not in (*KINDS, DELETED):
        raise ValueError(f"label: {kind!r}")
    given = item.get("passage")
    passage = None
    if given is not None:
        spans = tuple(Span(int(start), int(end)) for start, end in given["spans"])
        texts = {name: _text(given, name) for name in Labelled.__slots__ if name != "spans"}
        passage = Labelled(spans=spans, **texts)
    if kind in (RIGHT, PASSAGE) and passage is None:
        raise ValueError(f"{kind}, and no passage")
    answers = item.get("answers", [])
    if not isinstance(answers, list) or not all(isinstance(one, str) for one in answers):
        raise TypeError("answers: not a list of texts")
    return Label(
        kind,
        _text(item, "question"),
        Filters.from_json(item.get("filters", {})),
        passage,
        tuple(answers),
        _text(item, "time"),
        _text(item, "id"),
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _text(item: Mapping[str, Any], name: str) -> str:
    if not isinstance(item[name], str):
        raise TypeError(f"{name}: not a text")
    return str(item[name])
