"""The list of files in HTML: how each stands to the index, a part at a time, by name and state."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from index.reasons import Reason
from index.status import Standing, State, Status
from page.marks import as_text
from page.texts import LANGUAGES, say

AT_ONCE = 50
"""Files on a page of the list."""
_REASONS = 5
"""Of an archive, files that are named which could not be read."""
_HEADS = ("head_file", "head_state", "head_pages", "head_articles", "head_passages", "head_size")
_STATES = {
    State.READ: "state_read",
    State.NEW: "state_new",
    State.CHANGED: "state_changed",
    State.REMOVED: "state_removed",
    State.FAILED: "state_failed",
}


def render_list(standing: Standing, find: str, state: str, page: int, changes: bool) -> str:
    """The files whose names have all the words of `find`, in a `state` ("" for all), `page` counted from 1.

    With `changes`, files can be chosen.
    """
    words = find.casefold().split()
    found = [one for one in standing.files if all(word in one.name.casefold() for word in words)]
    chosen = [one for one in found if state in ("", one.state)]
    last = max(1, -(-len(chosen) // AT_ONCE))
    page = min(max(page, 1), last)
    shown = chosen[(page - 1) * AT_ONCE : page * AT_ONCE]
    table = _table(shown, changes) if shown else f'<p class="none">{say("files_none")}</p>'
    return f"{_totals(standing)}{_states(found, state)}{table}{_pager(page, last)}"


def said_size(size: float) -> str:
    """Bytes as people say them.

    >>> said_size(999), said_size(20_480), said_size(5_400_000)
    ('999 B', '20 KB', '5.1 MB')
    """
    for unit in ("B", "KB", "MB"):
        if size < 1000:
            return f"{size:.1f} {unit}" if size < 10 and unit == "MB" else f"{size:.0f} {unit}"
        size /= 1024
    return f"{size:.1f} GB"


def said_time(stamp: str) -> str:
    """A moment in ISO 8601; the page writes it as its visitor does. That of a snapshot has no dashes."""
    iso = re.sub(r"(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)", r"\1-\2-\3:\4:\5", stamp)
    return f'<time datetime="{as_text(iso)}">{as_text(iso)}</time>'


def because(reason: Reason) -> str:
    """Why a file was not read, in both languages."""
    return "".join(
        f'<span lang="{language}">{as_text(text)}</span>'
        for language, text in zip(LANGUAGES, reason.texts(), strict=True)
    )


def _totals(standing: Standing) -> str:
    manifest = standing.manifest
    if manifest is None:
        return f'<p class="totals">{say("no_snapshot")}</p>'
    figures = say(
        "totals",
        documents=f"{manifest.documents:,}",
        articles=f"{manifest.articles:,}",
        passages=f"{manifest.passages:,}",
    )
    snapshot = f"{say('docs_snapshot')} <code>{as_text(manifest.id)}</code> · {said_time(manifest.created)}"
    return f'<p class="totals">{figures} <span class="snapshot">{snapshot}</span></p>'


def _states(found: Sequence[Status], state: str) -> str:
    """How many files are in each state, as buttons."""
    counts = Counter(one.state for one in found)
    kinds = [("", "state_all", len(found))]
    kinds += [(str(one), key, counts[one]) for one, key in _STATES.items() if counts[one] or one == state]
    buttons = "".join(
        f'<button type="button" id="docs-{key}" data-state="{value}"'
        f' aria-pressed="{"true" if value == state else "false"}">'
        f'{say(key)} <span class="count">{count:,}</span></button>'
        for value, key, count in kinds
    )
    return f'<div class="states">{buttons}</div>'


def _table(shown: Sequence[Status], changes: bool) -> str:
    choose = f'<th scope="col" class="choose"><span class="unseen">{say("docs_choose")}</span></th>' * changes
    heads = "".join(f'<th scope="col" class="{key[5:]}">{say(key)}</th>' for key in _HEADS)
    rows = "".join(_row(one, number, changes) for number, one in enumerate(shown))
    return f"<table><thead><tr>{choose}{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _row(one: Status, number: int, changes: bool) -> str:
    folder, slash, name = one.name.rpartition("/")
    place = f'<span class="folder">{as_text(folder + slash)}</span>' if folder else ""
    label = f'<span id="docs-file-{number}" dir="auto">{place}{as_text(name)}</span>'
    box = ""
    if changes:
        there = one.size is not None
        tick = f'<input type="checkbox" value="{as_text(one.name)}" aria-labelledby="docs-file-{number}">'
        box = f'<td class="choose">{tick if there else ""}</td>'
    figures = "".join(
        f'<td class="figure{" nothing" * (not value)}">{f"{value:,}" if value else "–"}'
        f' <span class="unit">{say(key)}</span></td>'
        for key, value in zip(_HEADS[2:5], (one.pages, one.articles, one.passages), strict=True)
    )
    size = "" if one.size is None else said_size(one.size)
    return (
        f'<tr class="{one.state}">{box}<th scope="row" class="file">{label}{_notes(one)}</th>'
        f'<td class="state"><span>{say(_STATES[one.state])}</span></td>'
        f'{figures}<td class="figure">{size}</td></tr>'
    )


def _notes(one: Status) -> str:
    """What there is to know of a file beside its state."""
    notes = [say("note_copy") + " " + as_text(one.copy_of)] if one.copy_of else []
    notes += [say("note_ocr")] if one.recognised else []
    for item in one.skipped[:_REASONS]:
        inner = "" if item.path == one.name else f"{as_text(item.path.removeprefix(one.name + '/'))}: "
        notes.append(f'<span class="bad">{inner}{because(item.reason)}</span>')
    if len(one.skipped) > _REASONS:
        notes.append(say("more_names", count=f"{len(one.skipped) - _REASONS:,}"))
    return "".join(f'<span class="note">{note}</span>' for note in notes)


def _pager(page: int, last: int) -> str:
    if last == 1:
        return ""
    before, after = (
        f'<button type="button" id="docs-{key}" data-page="{to}"{" disabled" * (not 1 <= to <= last)}>'
        f"{say(key)}</button>"
        for key, to in (("page_before", page - 1), ("page_next", page + 1))
    )
    where = say("page_of", page=f"{page:,}", last=f"{last:,}")
    return f'<div class="pager">{before}<span>{where}</span>{after}</div>'
