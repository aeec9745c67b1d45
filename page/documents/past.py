"""What can be taken back, in HTML: files in the trash, and the snapshots that there are."""

from __future__ import annotations

from collections.abc import Sequence

from index.history import Entry
from page.documents.listing import said_size, said_time
from page.documents.trash import Trashed
from page.marks import as_text
from page.texts import say

SHOWN = 200
"""Files of the trash that are shown, the latest removed first."""


def render_trash(removed: Sequence[Trashed]) -> str:
    """The files that were removed, and a button that deletes them for good."""
    if not removed:
        return f'<p class="none">{say("trash_none")}</p>'
    rows = "".join(map(_trashed, removed[:SHOWN]))
    more = f'<li class="none">{say("more_names", count=f"{len(removed) - SHOWN:,}")}</li>' * (
        len(removed) > SHOWN
    )
    latest = removed[0].id
    empty = f'<button type="button" id="docs-empty" data-empty="{latest}">{say("trash_empty")}</button>'
    return f"<ul>{rows}{more}</ul>{empty}"


def _trashed(one: Trashed) -> str:
    """A file with a button to put it back; one whose name is not known can only be deleted."""
    act = "restore" if one.name else "discard"
    name = as_text(one.name) if one.name else say("trash_nameless", id=one.id)
    when = f"{said_size(one.size)} · {said_time(one.removed)}" if one.name else ""
    return (
        f'<li><span class="name" dir="auto" id="docs-trash-{one.id}">{name}</span>'
        f'<span class="when">{when}</span>'
        f'<button type="button" data-{act}="{one.id}" aria-describedby="docs-trash-{one.id}">'
        f"{say(act)}</button></li>"
    )


def render_snapshots(entries: Sequence[Entry], changes: bool) -> str:
    """The snapshots, the latest first; with `changes`, each but the current one with a button to go back."""
    if not entries:
        return f'<p class="none">{say("no_snapshot")}</p>'
    return f"<ul>{''.join(_snapshot(one, changes) for one in entries)}</ul>"


def _snapshot(one: Entry, changes: bool) -> str:
    when = said_time(one.id.partition("-")[0])
    figures = say("snapshot_size", documents=f"{one.documents:,}", passages=f"{one.passages:,}")
    said = as_text(one.problem) if one.problem else f"{figures} · {said_size(one.bytes)}"
    if one.current:
        act = f'<strong class="current">{say("snapshot_current")}</strong>'
    elif changes and not one.problem:
        act = (
            f'<button type="button" data-rollback="{one.id}" aria-describedby="docs-snapshot-{one.id}">'
            f"{say('rollback')}</button>"
        )
    else:
        act = ""
    return (
        f'<li id="docs-snapshot-{one.id}"><span class="name">{when}</span>'
        f'<span class="when"><code>{as_text(one.id)}</code> {said}</span>{act}</li>'
    )
