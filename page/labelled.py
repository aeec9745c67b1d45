"""The labelled questions as a list, each with buttons that say something else of it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from page.marks import as_text
from page.report import render_passed_over
from page.scope import describe
from page.talk import asking
from page.texts import say
from qa.feedback import DELETED, NOTHING, PASSAGE, RIGHT, WRONG, Label

UNDO = "undo"
LISTED = 200
"""Labels that are shown, the latest first."""
_SHOWN = 240  # characters of a passage
_SAYS = {RIGHT: "says_right", PASSAGE: "says_passage", NOTHING: "says_nothing", WRONG: "says_wrong"}


def render_labelled(
    labels: Sequence[Label], problems: Sequence[str], writable: bool, said: str = "", undo: str = ""
) -> str:
    """The list; above it the text `said`, and a button that takes back the label `undo`."""
    button = f' <button type="button" data-label="{UNDO}" data-id="{escape(undo)}">{say("undo")}</button>'
    status = f"<p>{say(said)}{button if undo else ''}</p>" if said else ""
    items = "".join(_item(label, writable) for label in labels[: -LISTED - 1 : -1])
    older = len(labels) - LISTED
    more = f'<p class="older">{say("labelled_older", count=older)}</p>' if older > 0 else ""
    body = (
        f'<ul class="labelled">{items}</ul>{more}' if items else f'<p class="none">{say("labelled_none")}</p>'
    )
    return (
        f'<section class="set"><h2>{say("labelled_questions", count=len(labels))}</h2>'
        f'<div class="said" role="status">{status}</div>{body}{render_passed_over(problems)}</section>'
    )


def _item(label: Label, writable: bool) -> str:
    scope = f' · <span class="set-to">{describe(label.filters)}</span>' if label.filters else ""
    passage = label.passage
    quoted = ""
    if passage:
        text = passage.text[:_SHOWN] + "…" * (len(passage.text) > _SHOWN)
        quoted = (
            f'<blockquote dir="auto">{as_text(text)}</blockquote><p class="from">{as_text(passage.path)}</p>'
        )
    again = f'<button type="button" class="again" {asking(label.question, label.filters, literally=True)}>'
    actions = _choices(label) if writable else f'<span class="says">{say(_says(label, label.kind))}</span>'
    return (
        f'<li><p class="asked" dir="auto">{as_text(label.question)}</p>'
        f'<p class="why">{as_text(label.time[:16].replace("T", " "))}{scope}</p>{quoted}'
        f'<div class="choices">{actions}{again}{say("ask_again")}</button></div></li>'
    )


def _choices(label: Label) -> str:
    """Buttons for all that can be said of it; what is said now is pressed."""
    kinds = [NOTHING, WRONG]
    if label.passage:
        kinds = [RIGHT if label.kind == RIGHT else PASSAGE, WRONG, NOTHING]
    buttons = "".join(
        f'<button type="button" aria-pressed="{str(kind == label.kind).lower()}" data-label="{kind}"'
        f' data-id="{escape(label.id)}">{say(_says(label, kind))}</button>'
        for kind in kinds
    )
    delete = f'<button type="button" class="delete" data-label="{DELETED}" data-id="{escape(label.id)}">'
    return f"{buttons}{delete}{say('delete')}</button>"


def _says(label: Label, kind: str) -> str:
    return "says_missed" if kind == WRONG and not label.passage else _SAYS[kind]
