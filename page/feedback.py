"""What readers say of answers, kept as labelled questions (`qa.feedback`).

What was said in a session is shown by page/labels.js, which reads it from `render_given`: the conversation
need not be written anew for it, so nothing that was unfolded folds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from index.errors import YinjuError
from page.answer import Turn, quote_at
from page.labels import UNDO
from page.marks import as_text
from page.texts import say
from qa.feedback import KINDS, PASSAGE, RIGHT, Feedback, label_of

_KEPT, _UNDONE, _LOST, _FAILED = "label_kept", "label_undone", "label_lost", "label_failed"


@dataclass(frozen=True, slots=True)
class Given:
    """What was said of a turn, of which of its quotes (None: of the answer), and the label's id."""

    kind: str
    quote: int | None
    id: str


Session = Mapping[str, Given]
"""What was said of each turn, by the turn's id."""


class Labelling:
    """Keeps what is said of answers."""

    def __init__(self, feedback: Feedback) -> None:
        self._feedback = feedback

    def give(self, turns: list[Turn], given: Session, click: Any) -> tuple[Session, str]:
        """What has been said after a click on one of the buttons, and what to show. `click` is untrusted."""
        match click:
            case {"turn": int(number), "label": str(kind)} if 0 <= number < len(turns):
                turn, quote = turns[number], click.get("quote")
            case _:
                return given, render_given(given, _LOST)
        try:
            if kind == UNDO:
                return self._undone(turn, given)
            said = self._said(turn, kind, quote)
            if said and turn.id in given:  # a reader has one say on an answer
                self._feedback.undo(given[turn.id].id)
        except YinjuError as error:
            return given, render_given(given, _FAILED, str(error))
        if said is None:
            return given, render_given(given, _LOST)
        given = {**given, turn.id: said}
        return given, render_given(given, _KEPT)

    def _undone(self, turn: Turn, given: Session) -> tuple[Session, str]:
        if turn.id in given:
            self._feedback.undo(given[turn.id].id)
        given = {name: said for name, said in given.items() if name != turn.id}
        return given, render_given(given, _UNDONE)

    def _said(self, turn: Turn, kind: str, number: Any) -> Given | None:
        """What was said, once it is kept; None if there is no such thing to say of the turn."""
        if not turn.answer or kind not in KINDS or (kind == RIGHT and not turn.answer.found):
            return None
        if kind != PASSAGE:
            number = None
        quote = quote_at([turn], 0, number) if isinstance(number, int) else None
        if kind == PASSAGE and quote is None:
            return None
        label = label_of(turn.answer, kind, quote)
        self._feedback.add(label)
        return Given(kind, number, label.id)


def render_given(given: Session, key: str = "", detail: str = "") -> str:
    """What was said in a session, for page/labels.js to show, and the text `key` for all to hear."""
    items = "".join(
        f'<li data-id="{escape(turn)}" data-label="{said.kind}"'
        f' data-quote="{"" if said.quote is None else said.quote}"></li>'
        for turn, said in given.items()
    )
    kind = "problem" if key in (_LOST, _FAILED) else "unseen"
    more = f' <span class="detail">{as_text(detail)}</span>' if detail else ""
    said = f'<p class="{kind}">{say(key)}{more}</p>' if key else ""
    return f'<div role="status">{said}</div><ul hidden>{items}</ul>'
