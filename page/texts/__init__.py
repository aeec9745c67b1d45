"""What the page says of its own, in Chinese and English, tab by tab.

Both languages stand in the page; the style sheet shows the one that `<html lang>` names (page.js sets it
from the browser). So the server needs to know no language, and nothing of a conversation is lost when it
changes. `{…}` are filled in by `say`, escaped.
"""

from __future__ import annotations

from html import escape

from page.texts import asking, documents, entry, evaluation, labelling, shell
from page.texts.asking import EXAMPLES

__all__ = ["EXAMPLES", "LANGUAGES", "TEXTS", "in_language", "say"]

LANGUAGES = ("zh", "en")

TEXTS: dict[str, tuple[str, str]] = (
    shell.TEXTS | entry.TEXTS | asking.TEXTS | labelling.TEXTS | documents.TEXTS | evaluation.TEXTS
)
"""key: (Chinese, English). A key stands in one room only."""


def say(key: str, **values: object) -> str:
    """The text `key` as HTML, in both languages.

    >>> say("page", number=3)
    '<span lang="zh">第 3 页</span><span lang="en">page 3</span>'
    """
    return "".join(
        f'<span lang="{language}">{escape(text.format(**values))}</span>'
        for language, text in zip(LANGUAGES, TEXTS[key], strict=True)
    )


def in_language(language: str) -> dict[str, str]:
    """All texts in one language, for Gradio's own translation of labels."""
    return {key: texts[LANGUAGES.index(language)] for key, texts in TEXTS.items()}
