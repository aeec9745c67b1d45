"""The bar over a source: the quotes before and after, copying with a citation, the file itself."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from pathlib import PurePosixPath
from urllib.parse import quote as in_url

from index.document import Document
from page.texts import say
from qa.answer import Quote
from qa.export.citation import gbt7714, plain
from qa.export.item import cited

AFTER = "\n—— "
"""What stands between a quote that is copied and its citation."""


def render_steps(turn: int, number: int, of: int) -> str:
    """Which of the answer's quotes this is, and buttons to those before and after; nothing for one."""
    if of < 2:
        return ""
    steps = (("previous", number - 1), ("next", number + 1))
    before, after = (
        f'<button type="button" class="step {name}" data-turn="{turn}" data-quote="{at}"'
        f'{"" if 0 <= at < of else " disabled"}><span class="unseen">{say(name)}</span></button>'
        for name, at in steps
    )
    return f'<span class="steps">{before}<span>{number + 1} / {of}</span>{after}</span>'


def render_tools(document: Document, quote: Quote, there: bool) -> str:
    """Buttons that copy the quote with a citation; and the file, if it is `there` as it was indexed."""
    told = cited(quote)
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    buttons = "".join(
        f'<button type="button" class="copy" data-copy="{_attribute(quote.text + AFTER + citation)}">'
        f'<span class="todo">{say(key)}</span><span class="done">{say("copied")}</span></button>'
        for key, citation in (("copy_gbt", gbt7714(told, today)), ("copy_plain", plain(told)))
    )
    return f'<div class="tools">{buttons}{_original(document) if there else _absent()}</div>'


def _original(document: Document) -> str:
    name = _attribute(PurePosixPath(document.path).name)
    address = escape(f"original?document={in_url(document.id, safe='')}")
    failed = f'<span class="failed" role="alert" hidden>{say("no_original")}</span>'
    return f'<a class="original" href="{address}" download="{name}">{say("original")}</a>{failed}'


def _absent() -> str:
    return f'<span class="absent">{say("no_original")}</span>'


def _attribute(text: str) -> str:
    """`text` as the value of an attribute, every character kept."""
    return escape(text.encode("utf-8", "replace").decode()).replace("\r", "&#13;").replace("\n", "&#10;")
