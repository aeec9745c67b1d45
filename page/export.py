"""Quotes taken along from the page, as a file that can be verified later.

The browser says only which quotes of the conversation it wants. Their text comes from the conversation that
the server keeps, and each is compared with the index as it is now. The file goes back as an attribute, which
page/export.js hands to the browser as a download: no path has to be opened for it.
"""

from __future__ import annotations

import logging
from base64 import b64encode
from collections.abc import Callable
from typing import Any

from index.errors import YinjuError
from page.answer import Turn, render_error
from page.desk import Engine
from page.source import agrees
from page.texts import say
from qa.export.file import KINDS, now, render
from qa.export.item import Evidence, Item, items

log = logging.getLogger(__name__)

MOST = 500
"""Quotes in a file."""
_TYPES = {
    ".md": "text/markdown",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class Exporter:
    """Makes files of quotes; `engine` gives the engine at the time."""

    def __init__(self, engine: Callable[[], Engine]) -> None:
        self._engine = engine

    def file(self, turns: list[Turn], click: Any) -> str:
        """A file of the quotes that were chosen, as HTML; or why there is none.

        `click` comes from the browser: untrusted.
        """
        match click:
            case {"kind": str(kind), "quotes": wanted} if kind in KINDS:
                chosen = _chosen(turns, wanted)
            case _:
                return _problem("export_gone")
        if not chosen:
            return _problem("export_gone")
        if len(chosen) > MOST:
            return _problem("export_much", most=MOST)
        try:
            if not self._stand(turns, chosen):
                return _problem("changed")
            exported = now()
            content = render(Evidence(exported, _items(turns, chosen)), kind)
        except YinjuError as error:
            return render_error(error)
        except Exception as error:
            log.error("unexpected error", exc_info=error)
            return render_error(error)
        name = f"yinju-{exported[:10]}-{exported[11:19].replace(':', '')}{kind}"
        return (
            f'<p class="parcel" role="status" data-name="{name}" data-type="{_TYPES[kind]}" '
            f'data-file="{b64encode(content).decode()}">{say("exported", name=name)}</p>'
        )

    def _stand(self, turns: list[Turn], chosen: list[tuple[int, int]]) -> bool:
        """Whether all of these quotes are still slices of their documents."""
        snapshot = self._engine().snapshot
        quotes = [answer.shown[number] for turn, number in chosen if (answer := turns[turn].answer)]
        return all(agrees(snapshot.document(quote.passage.article.document_id), quote) for quote in quotes)


def _chosen(turns: list[Turn], wanted: Any) -> list[tuple[int, int]]:
    """Turn and number of each quote that is `wanted`, in order: of all for None, of none if it is forged."""
    there = [
        (at, number)
        for at, turn in enumerate(turns)
        if turn.answer
        for number in range(len(turn.answer.shown))
    ]
    if wanted is None:
        return there
    if not isinstance(wanted, list) or len(wanted) > len(there):
        return []
    pairs = {tuple(one) for one in wanted if isinstance(one, list) and all(type(at) is int for at in one)}
    return [pair for pair in there if pair in pairs] if pairs <= set(there) else []


def _items(turns: list[Turn], chosen: list[tuple[int, int]]) -> tuple[Item, ...]:
    found: list[Item] = []
    for at, turn in enumerate(turns):
        if answer := turn.answer:
            found += items(answer, [answer.shown[number] for own, number in chosen if own == at])
    return tuple(found)


def _problem(key: str, **values: object) -> str:
    return f'<div class="problem" role="alert"><p>{say(key, **values)}</p></div>'
