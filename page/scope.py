"""Of which documents questions are asked: the row under the question box, and how an answer says it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from page.marks import as_text
from page.texts import say
from qa.filters import Filters

if TYPE_CHECKING:
    import gradio as gr

CHOICES = 500
"""Of a kind, so many are listed."""


def filters_of(
    documents: Iterable[str] | None,
    publishers: Iterable[str] | None,
    places: Iterable[str] | None,
    since: str,
    until: str,
) -> Filters:
    """What is set in the row. A list that nothing was chosen from may be None."""
    return Filters(
        tuple(documents or ()), tuple(publishers or ()), tuple(places or ()), since.strip(), until.strip()
    )


def values_of(filters: Filters) -> tuple[list[str], list[str], list[str], str, str]:
    """What the row is to hold for these filters, in its order."""
    lists = (list(filters.documents), list(filters.publishers), list(filters.places))
    return *lists, filters.since, filters.until


def describe(filters: Filters) -> str:
    """The filters as HTML, in a few words: 内蒙古 / 海南 · 人民日报 · 2021–2022."""
    lists = (filters.places, filters.publishers, filters.documents)
    parts = [" / ".join(f"<bdi>{as_text(value)}</bdi>" for value in values) for values in lists if values]
    if filters.since or filters.until:
        parts.append(f"<bdi>{as_text(filters.since)}–{as_text(filters.until)}</bdi>")
    return " · ".join(parts)


def render_switch(filters: Filters) -> str:
    """The button that shows and hides the row; it says what is set. page.js opens the row."""
    chosen = f'<span class="set">{describe(filters)}</span>' if filters else say("everything")
    return (
        '<button type="button" class="switch" aria-expanded="false" aria-controls="scope">'
        f'<span class="what">{say("scope")}</span> <span class="chosen">{chosen}</span></button>'
    )


def fields(text: Any) -> list[gr.Dropdown | gr.Textbox]:
    """The fields in which filters are set, in the order of `filters_of`; `text` translates their labels."""
    import gradio as gr

    lists = [
        gr.Dropdown([], value=[], multiselect=True, label=text(name))
        for name in ("documents", "publishers", "places")
    ]
    days = [
        gr.Textbox("", label=text(name), placeholder="2021-06-15", max_lines=1) for name in ("since", "until")
    ]
    return [*lists, *days]


def listed(kinds: Iterable[Sequence[str]]) -> list[gr.Dropdown]:
    """The lists with what there is to choose; what is too much to be listed can be typed as well."""
    import gradio as gr

    return [
        gr.Dropdown(choices=list(values[:CHOICES]), allow_custom_value=len(values) > CHOICES)
        for values in kinds
    ]
