"""The buttons with which readers say whether an answer is right, as HTML; `page.feedback` keeps it."""

from __future__ import annotations

from page.texts import say
from qa.answer import Answer
from qa.feedback import NOTHING, PASSAGE, RIGHT, WRONG

UNDO = "undo"
_FOUND = {RIGHT: "label_right", WRONG: "label_wrong", NOTHING: "label_nothing"}
_NOT_FOUND = {NOTHING: "label_really_nothing", WRONG: "label_missed"}
_STROKES = {RIGHT: "M7 12.5l3.5 3.5L17 8.5", WRONG: "M8 8l8 8M16 8l-8 8", NOTHING: "M7.5 16.5l9-9"}
"""In a ring of 24 × 24."""


def render_bar(turn: int, answer: Answer) -> str:
    """The buttons under an answer: is it right?"""
    texts = _FOUND if answer.found else _NOT_FOUND
    buttons = "".join(_button(f'data-turn="{turn}"', kind, key) for kind, key in texts.items())
    attributes = f'type="button" class="undo" data-turn="{turn}" data-label="{UNDO}" hidden'
    undo = f"<button {attributes}>{say('undo')}</button>"
    asked = f'<span class="what" id="label-{turn}">{say("label_asked")}</span>'
    return f'<div class="labels" role="group" aria-labelledby="label-{turn}">{asked}{buttons}{undo}</div>'


def render_pick(turn: int, number: int) -> str:
    """The button beside a quote: this is the right passage."""
    where = f'data-turn="{turn}" data-quote="{number}"'
    return f'<p class="labels">{_button(where, PASSAGE, "label_passage")}</p>'


def _button(where: str, kind: str, key: str) -> str:
    strokes = f'<circle cx="12" cy="12" r="10"/><path d="{_STROKES.get(kind, _STROKES[RIGHT])}"/>'
    return (
        f'<button type="button" class="label" aria-pressed="false" {where} data-label="{kind}">'
        f'<svg viewBox="0 0 24 24" aria-hidden="true">{strokes}</svg>{say(key)}</button>'
    )
