"""What the page's events do, without Gradio: ask a question, show a source, say how things stand.

One `Desk` serves everyone; a conversation is a list of `Turn`s that the caller keeps for each session.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

from index.document import Document
from index.errors import DocumentError, YinjuError
from index.formats import PICTURES
from index.formats.picture import Picture
from index.formats.reads import placed
from index.isolated import isolated
from page.answer import Turn, quote_at, render_error
from page.source import agrees, render_message, render_problem, render_sheet, render_source
from qa.answer import Answer, Passages, Quote
from qa.filters import EVERYTHING, Filters
from qa.listing import Listing

log = logging.getLogger(__name__)


class Snapshot(Protocol):
    """What the page needs of an index."""

    @property
    def id(self) -> str: ...
    def document(self, document_id: str) -> Document: ...
    def file(self, document: Document) -> Path | None: ...


class Holdings(Protocol):
    """What there is to choose as a question's scope."""

    @property
    def documents(self) -> tuple[str, ...]: ...
    @property
    def publishers(self) -> tuple[str, ...]: ...
    @property
    def places(self) -> tuple[str, ...]: ...


class Engine(Protocol):
    """What the page needs of `qa.engine.Engine`; asked by several threads at once."""

    @property
    def snapshot(self) -> Snapshot: ...
    @property
    def holdings(self) -> Holdings: ...
    def ask(self, question: str, filters: Filters, before: str) -> Answer: ...
    def passages(self, text: str, limit: int, filters: Filters) -> Passages: ...
    def documents(self, filters: Filters) -> Listing: ...


class Desk:
    """Answers the page's events from the engine that `engine` gives at the time.

    An index that is missing is no reason not to serve: the page says so, and tries again at each question.
    """

    def __init__(self, engine: Callable[[], Engine]) -> None:
        self.engine = engine

    def ask(
        self, turns: list[Turn], question: str, filters: Filters = EVERYTHING, literally: bool = False
    ) -> Iterator[list[Turn]]:
        """The conversation with the question being asked, then with its answer; as it was for no question.

        A question may lean on the one before it, unless it is to be taken `literally`.
        """
        if not question.strip():
            yield turns
            return
        yield [*turns, Turn(question)]
        before = "" if literally else next((turn.answer.asked for turn in turns[::-1] if turn.answer), "")
        try:
            turn = Turn(question, answer=self.engine().ask(question, filters, before))
        except Exception as error:
            turn = Turn(question, error=_noted(error))
        yield [*turns, turn]

    def choices(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """The documents, publishers and places to choose from; none while there is no index."""
        try:
            holdings = self.engine().holdings
        except Exception as error:
            _noted(error)
            return (), (), ()
        return holdings.documents, holdings.publishers, holdings.places

    def source(self, turns: list[Turn], click: Any) -> str:
        """The document that a clicked quote stands in, as HTML. `click` comes from the browser: untrusted."""
        match click:
            case {"turn": int(turn), "quote": int(number)}:
                quote = quote_at(turns, turn, number)
            case _:
                quote = None
        if quote is None:
            return render_message("gone")
        try:
            snapshot = self.engine().snapshot
            document = snapshot.document(quote.passage.article.document_id)
        except Exception as error:
            return render_problem(render_error(_noted(error)))
        if not agrees(document, quote):
            return render_message("changed")
        answer, path = turns[turn].answer, snapshot.file(document)
        return render_source(
            document,
            quote,
            turn,
            number,
            of=len(answer.shown) if answer else 0,
            whole=click.get("whole") is True,
            sheet=self._sheet(path, document, quote) if path else "",
            there=path is not None,
        )

    def _sheet(self, path: Path, document: Document, quote: Quote) -> str:
        """The page of a PDF or a scan that a quote stands on, as a picture; "" if there is none to be had."""
        if quote.page is None or not document.path.lower().endswith((".pdf", *PICTURES)):
            return ""
        start, *after = document.pages[quote.page - 1 : quote.page + 1]
        text = document.text[start : after[0] if after else None]
        exact = [span for answer in quote.answers for span in answer.spans]
        spans = exact or (quote.sentence.spans if quote.sentence else quote.passage.spans)
        try:
            picture = isolated().draw(
                path, quote.page, text, [(span.start - start, span.end - start) for span in spans]
            )
        except DocumentError as error:
            log.warning("no picture of page %d: %s", quote.page, error)
            return ""
        end = start + len(text)
        recognised = [read for read in document.reads if start <= read.span.start < end]
        boxes = (*picture.boxes, *placed(document.text, recognised, spans))
        return render_sheet(Picture(picture.png, boxes), quote.page)

    def health(self) -> tuple[int, dict[str, str]]:
        """An HTTP status, and what to say: ok and the snapshot, or why no question can be answered."""
        try:
            return 200, {"status": "ok", "snapshot": self.engine().snapshot.id}
        except YinjuError as error:
            return 503, {"status": type(error).__name__, "message": str(error)}


def _noted(error: Exception) -> Exception:
    """`error`, logged with its trace unless it was raised on purpose."""
    if not isinstance(error, YinjuError):
        log.error("unexpected error", exc_info=error)
    return error
