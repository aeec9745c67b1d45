"""The answer to a question: quotes, or the nearest passages when the documents do not say."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from index.document import Passage, Span
from qa.filters import EVERYTHING, Filters


@dataclass(frozen=True, slots=True)
class Extract:
    """Words of a document: `text` is exactly what `spans` cover."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Met:
    """Words of a question, and those that met them in a passage, or in its context: its title, place."""

    question: str
    passage: str
    in_context: bool

    @property
    def same(self) -> bool:
        return self.question.casefold() == self.passage.casefold()


@dataclass(frozen=True, slots=True)
class Recognised:
    """What OCR is sure of in a quote: the least confidence of a character, and the digits in doubt."""

    confidence: float
    doubtful: tuple[Extract, ...]


def percent(confidence: float) -> int:
    """Whole percent, rounded down: what is not certain is never 100.

    >>> percent(0.999)
    99
    """
    return int(100 * confidence)


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage shown to the user, with what answers in it and where it stands.

    `sentence` is the sentence that answers; `answers` are the exact words (empty where they cannot be told).
    `score` is the probability that it answers; `sure`, whether that is hardly ever wrong. `met`: which words
    of the question met which of the passage. `copies`: the paths of other files with the same bytes.
    `clause`: of a law, the number of the clause that the answer stands in.
    `recognised`: of one that was read off a picture.
    """

    passage: Passage
    text: str
    path: str
    sha256: str
    page: int | None
    sentence: Extract | None
    answers: tuple[Extract, ...]
    score: float
    met: tuple[Met, ...] = ()
    sure: bool = False
    copies: tuple[str, ...] = ()
    clause: Extract | None = None
    recognised: Recognised | None = None

    def as_json(self) -> dict[str, Any]:
        article = self.passage.article
        return {
            "text": self.text,
            "spans": _pairs(self.passage.spans),
            "sentence": _extract(self.sentence) if self.sentence else None,
            "answers": [_extract(answer) for answer in self.answers],
            "document": {"path": self.path, "copies": list(self.copies), "sha256": self.sha256},
            "title": article.title,
            "publisher": article.publisher or None,
            "date": article.date or None,
            "place": article.place or None,
            "number": article.number or None,
            "page": self.page,
            "paragraph": self.passage.paragraph,
            "clause": self.clause.text if self.clause else None,
            "ocr": _recognised(self.recognised) if self.recognised else None,
            "score": round(self.score, 6),
            "met": [asdict(one) for one in self.met],
        }


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure that a quote answers with: its value (34, 2/3, 91.9%), its unit ("" for what is counted)."""

    value: str
    unit: str
    quote: Quote

    def as_json(self) -> dict[str, Any]:
        article = self.quote.passage.article
        return {
            "value": self.value,
            "unit": self.unit,
            "text": self.quote.answers[0].text,
            "date": article.date or None,
            "place": article.place or None,
            "publisher": article.publisher or None,
            "quote": self.quote.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Searched:
    """How many documents and passages were asked; `missing`: words of the question that none of them has.

    They are looked for only where nothing was found.
    """

    documents: int
    passages: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What `Engine.ask` returns: quotes; or none, when the documents do not say, and the nearest passages.

    `filters` say which of the documents were asked; `latest`, whether the newest was asked for: quotes then
    come by their dates. `understood`: the whole question that was asked in place of `question`, where that
    leaned on the one before it; else "". `differing`: quotes of several articles that answer with different
    figures, the newest first.
    """

    question: str
    quotes: tuple[Quote, ...]
    nearest: tuple[Quote, ...]
    snapshot: str
    retrieve_ms: float
    read_ms: float
    filters: Filters = EVERYTHING
    latest: bool = False
    understood: str = ""
    searched: Searched = Searched(0, 0)
    differing: tuple[Stated, ...] = ()

    @property
    def asked(self) -> str:
        """The question as it was asked of the documents."""
        return self.understood or self.question

    @property
    def found(self) -> bool:
        return bool(self.quotes)

    @property
    def shown(self) -> tuple[Quote, ...]:
        """The quotes, with those whose figures differ; else the nearest passages."""
        differing = (stated.quote for stated in self.differing)
        return (*self.quotes, *(quote for quote in differing if quote not in self.quotes)) or self.nearest

    @property
    def certainty(self) -> str:
        """How sure it is that the documents say it, and that the quotes do: "sure", "likely", "nearest"."""
        if not self.quotes:
            return "nearest"
        return "sure" if self.quotes[0].sure else "likely"

    def as_json(self) -> dict[str, Any]:
        """The stable shape of the command line, API and evaluation."""
        return {
            "question": self.question,
            "understood": self.understood or None,
            "found": self.found,
            "certainty": self.certainty,
            "quotes": [quote.as_json() for quote in self.quotes],
            "nearest": [quote.as_json() for quote in self.nearest],
            "differing": [stated.as_json() for stated in self.differing],
            "searched": {**asdict(self.searched), "missing": list(self.searched.missing)},
            "filters": self.filters.as_json(),
            "latest": self.latest,
            "snapshot": self.snapshot,
            "milliseconds": {"retrieve": round(self.retrieve_ms, 2), "read": round(self.read_ms, 2)},
        }


@dataclass(frozen=True, slots=True)
class Passages:
    """What `Engine.passages` returns: the passages nearest to a question, best first, none of them read.

    Their `score` is the probability that they answer if any of the nearest does.
    """

    question: str
    quotes: tuple[Quote, ...]
    snapshot: str
    retrieve_ms: float
    filters: Filters = EVERYTHING

    def as_json(self) -> dict[str, Any]:
        """The stable shape of the API; a passage has that of a quote."""
        return {
            "question": self.question,
            "passages": [quote.as_json() for quote in self.quotes],
            "filters": self.filters.as_json(),
            "snapshot": self.snapshot,
            "milliseconds": {"retrieve": round(self.retrieve_ms, 2)},
        }


def _recognised(recognised: Recognised) -> dict[str, Any]:
    return {
        "confidence": recognised.confidence,
        "doubtful": [_extract(digits) for digits in recognised.doubtful],
    }


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _extract(extract: Extract) -> dict[str, Any]:
    return {"text": extract.text, "spans": _pairs(extract.spans)}
