"""The tab in which the folder of documents is looked after; documents.js fills it from /documents."""

from __future__ import annotations

import gradio as gr

from index.load import readable
from page.documents.room import Room
from page.documents.shelf import Shelf
from page.texts import say


def documents(room: Room) -> None:
    """The tab's content."""
    gr.HTML(
        render_room(room),
        js_on_load="yinjuDocuments.show(element)",
        apply_default_css=False,
        elem_id="shelf",
    )


def render_room(room: Room) -> str:
    """What stands there before anything is asked for; what cannot be used is left out."""
    find = f'<label>{say("find_files")}<input type="search" autocomplete="off" id="docs-find"></label>'
    if room.why_not:
        above, remove, trash = f'<p class="why">{say(room.why_not)}</p>', "", ""
    else:
        above = f'<div class="both">{_adding(room.shelf)}{_building()}</div>'
        count = '<span class="count"></span>'
        remove = f'<button type="button" id="docs-remove" disabled>{say("remove")} {count}</button>'
        trash = _folded("trash", say("trash"))
    return (
        f'<section class="docs"><p class="said" role="status"></p>'
        f'<p class="lost" role="alert" hidden>{say("documents_lost")}</p>{above}'
        f'<h2>{say("documents_title")}</h2><div class="tools">{find}{remove}</div><div class="list"></div>'
        f"{trash}{_folded('snapshots', say('snapshots'))}{_dialog()}</section>"
    )


def _folded(name: str, title: str) -> str:
    return f'<details class="{name}"><summary>{title}</summary><div></div></details>'


def _adding(shelf: Shelf) -> str:
    """Where files are dropped or chosen, and how far they have come."""
    suffixes = readable()
    most = shelf.max_bytes >> 20
    kinds = " ".join(suffix[1:] for suffix in suffixes)
    words = "".join(
        f'<p data-word="{word}">{text}</p>'
        for word, text in (
            ("large", say("file_large", most=most)),
            ("kind", say("type_unknown")),
            ("failed", say("upload_failed")),
        )
    )
    return (
        f'<div class="adding" data-most="{shelf.max_bytes}" data-kinds="{" ".join(suffixes)}">'
        f"<h2>{say('upload')}</h2><p>{say('upload_drop')} "
        f'<button type="button" class="pick">{say("upload_files")}</button> · '
        f'<button type="button" class="pick folder">{say("upload_folder")}</button></p>'
        f'<input type="file" multiple hidden accept="{",".join(suffixes)}">'
        '<input type="file" webkitdirectory hidden>'
        f'<p class="limits">{say("upload_limit", most=most)}</p>'
        f'<details class="kinds"><summary>{say("upload_kinds")}</summary>{kinds}</details>'
        f'<div class="sending" hidden><p id="docs-sending">{say("upload_sending")}</p>'
        f'<progress aria-labelledby="docs-sending" max="1" value="0"></progress></div>'
        f'<p class="sent" role="status" hidden><b></b> {say("upload_sent")} {say("upload_then")}</p>'
        f'<ul class="notes"></ul><div class="words" hidden>{words}</div></div>'
    )


def _building() -> str:
    return (
        f'<div class="building"><h2>{say("rebuild")}</h2><p>{say("rebuild_note")}</p>'
        f'<button type="button" id="docs-rebuild" class="act">{say("rebuild")}</button>'
        '<div class="work"></div><p class="unseen" role="status"></p></div>'
    )


def _dialog() -> str:
    """Asks whether it is meant; one text for each question."""
    asked = ("remove_sure", "discard_sure", "empty_sure", "rollback_sure")
    questions = "".join(f'<p data-sure="{key.removesuffix("_sure")}">{say(key)}</p>' for key in asked)
    return (
        f'<dialog aria-labelledby="docs-sure"><div id="docs-sure">{questions}</div><div class="answers">'
        f'<button type="button" class="no">{say("sure_no")}</button>'
        f'<button type="button" class="yes act">{say("sure_yes")}</button></div></dialog>'
    )
