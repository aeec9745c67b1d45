"""Of a turn: how the question was understood, why nothing was found, which figures differ."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from typing import Any

from index.days import days
from index.errors import QuestionError
from page.marks import as_text
from page.texts import say
from qa.answer import Answer, Quote, Stated
from qa.filters import EVERYTHING, Filters

_NARROWER = 6
"""Narrower scopes that are offered."""


def asking(question: str, filters: Filters | None = None, literally: bool = False) -> str:
    """The attributes of a button that asks `question`, of `filters` if they are given (see page.js)."""
    scope = f' data-filters="{escape(json.dumps(filters.as_json()))}"' if filters is not None else ""
    return f'data-ask="{escape(question)}"{scope}' + ' data-literally="1"' * literally


def clicked(data: Any) -> tuple[str, Filters | None, bool]:
    """Of a click on such a button: the question, the filters, whether to take it literally.

    `data` comes from the browser: untrusted.
    """
    match data:
        case {"question": str(question), **others}:
            given = others.get("filters")
        case _:
            return "", None, False
    try:
        filters = None if given is None else Filters.from_json(given)
    except QuestionError:
        filters = None
    return question, filters, others.get("literally") is True


def render_history() -> str:
    """The questions asked before, as a list that page/history.js fills from what the browser keeps."""
    return (
        f'<button type="button" class="switch" aria-expanded="false" aria-controls="past-questions">'
        f'<span class="what">{say("history")}</span></button>'
        f'<div id="past-questions" hidden><p class="note">{say("history_note")}</p>'
        f'<label><span>{say("history_find")}</span><input type="search"></label>'
        f'<button type="button" class="forget">{say("history_clear")}</button>'
        f'<p class="none">{say("history_none")}</p><ol></ol></div>'
    )


def render_understood(answer: Answer) -> str:
    """The question as it was understood, with buttons to edit it and to ask what was typed; or nothing."""
    if not answer.understood:
        return ""
    whole = as_text(answer.understood)
    literally = asking(answer.question, answer.filters, literally=True)
    return (
        f'<p class="understood"><span>{say("understood")}</span> <q dir="auto">{whole}</q> '
        f'<button type="button" class="edit" data-edit="{escape(answer.understood)}">{say("edit")}</button> '
        f'<button type="button" class="literally" {literally}>{say("literally")}</button></p>'
    )


def render_searched(answer: Answer) -> str:
    """What was searched in vain, which words occur nowhere in it, and buttons to search elsewhere."""
    searched = answer.searched
    said = (
        f'<p class="searched">{say("searched", documents=searched.documents, passages=searched.passages)}</p>'
    )
    if searched.missing:
        words = "".join(f'<li dir="auto">{as_text(word)}</li>' for word in searched.missing)
        said += f'<div class="missing"><span>{say("missing")}</span><ul>{words}</ul></div>'
    wider = [
        _button(answer, filters, say("without", value=value) if value else say("everywhere"))
        for value, filters in _wider(answer.filters)
    ]
    narrower = [
        _button(answer, filters, f"<bdi>{as_text(value)}</bdi>")
        for value, filters in _narrower(answer.filters, answer.nearest)
        if not (filters.documents and searched.documents < 2)  # there is no narrower one
    ]
    for name, buttons in (("widen", wider), ("narrow", narrower)):
        if buttons:
            said += f'<div class="{name}"><span>{say(name)}</span>{"".join(buttons)}</div>'
    return said


def _button(answer: Answer, filters: Filters, label: str) -> str:
    attributes = asking(answer.asked, filters, literally=True)
    return f'<button type="button" class="rescope" {attributes}>{label}</button>'


def _wider(filters: Filters) -> Iterator[tuple[str, Filters]]:
    """The scope without each of its filters, by what that says; then, by "", everything."""
    given = filters.as_json()
    for kind, value in given.items() if len(given) > 1 else ():
        others = {name: other for name, other in given.items() if name != kind}
        yield " / ".join([value] if isinstance(value, str) else value), Filters.from_json(others)
    if given:
        yield "", EVERYTHING


def _narrower(filters: Filters, nearest: Sequence[Quote]) -> list[tuple[str, Filters]]:
    """Scopes within this one that the nearest passages lie in, by what they are narrowed to."""
    found: dict[Filters, str] = {}
    for quote in nearest:
        article = quote.passage.article
        dated = days(article.date)
        year = dated.first[:4] if dated and dated.has_year else ""
        if not filters.places and article.regions:
            found.setdefault(replace(filters, places=article.regions[:1]), article.regions[0])
        if not filters.publishers and article.publisher:
            found.setdefault(replace(filters, publishers=(article.publisher,)), article.publisher)
        if not (filters.since or filters.until) and year:
            found.setdefault(replace(filters, since=year, until=year), year)
        if not filters.documents:
            found.setdefault(replace(filters, documents=(quote.path,)), quote.path)
    return [(value, narrowed) for narrowed, value in found.items()][:_NARROWER]


def render_differing(turn: int, stated: Sequence[Stated], numbers: Sequence[int]) -> str:
    """The table of figures that differ; `numbers` are those of their quotes in the turn. Nothing for none."""
    if not stated:
        return ""
    heads = "".join(f"<th>{say(key)}</th>" for key in ("figure", "date", "place", "publisher", "quoted"))
    rows = "".join(map(_row, [turn] * len(stated), stated, numbers))
    return (
        f'<div class="differ"><p>{say("differ")}</p><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(turn: int, stated: Stated, number: int) -> str:
    quote = stated.quote
    article = quote.passage.article
    unsaid = f'<span class="unsaid">{say("unsaid")}</span>'
    said = [
        f"<td>{as_text(value) or unsaid}</td>" for value in (article.date, article.place, article.publisher)
    ]
    sentence = quote.sentence.text if quote.sentence else quote.text
    return (
        f'<tr><td><button type="button" class="cite" data-turn="{turn}" data-quote="{number}">'
        f'{as_text(quote.answers[0].text)}<span class="unseen">{say("open")}</span></button></td>'
        f'{"".join(said)}<td class="said" dir="auto">{as_text(sentence)}</td></tr>'
    )
