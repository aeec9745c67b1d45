r"""Blocks → Markdown. What is quoted stands in one line, and nothing in it means anything to Markdown.

>>> print(escaped("**34** <b> `x`"))
\*\*34\*\* &lt;b&gt; \`x\`
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from qa.export.blocks import RECORD, Block

_OPEN, _CLOSE = "```json", "```"
_BEFORE = {"title": "# ", "heading": "## ", "note": "", "quote": "> ", "line": "- ", "record": ""}
# What means something within a line, in CommonMark or what is made of it: emphasis, links and addresses,
# code, HTML, formulas, tables, marks, comments, emoji. What counts only where a line begins is not among it.
_SPECIAL = re.compile(r"[\n!#$%&*<=>@\[\\\]^_`{|}~]|:(?=[\w/+-])|(?<=www)\.|([-+])(?=\1)", re.I)
_AS = {"\n": "<br>", "&": "&amp;", "<": "&lt;", ">": "&gt;"}


def render_markdown(blocks: Iterable[Block]) -> str:
    """The file's text. Exact words are `<strong>`, as `**` next to Chinese is often taken for asterisks."""
    lines: list[str] = []
    last = ""
    for block in blocks:
        if block.kind == "record":
            lines += [f"\n{_OPEN}"] if last != "record" else []
            lines.append(block.text)
        else:
            text = "".join(
                f"<strong>{escaped(part)}</strong>" if strong else escaped(part)
                for part, strong in block.runs
            )
            gap = "\n" if last and (block.kind, last) != ("line", "line") else ""
            lines.append(f"{gap}{_BEFORE[block.kind]}{text}")
        last = block.kind
    return "\n".join([*lines, _CLOSE, ""])


def record_of(text: str) -> list[str]:
    """The lines of the record in a file's text; none where there is no record."""
    _, found, after = text.rpartition(f"\n## {escaped(RECORD)}\n\n{_OPEN}\n")
    record, closed, rest = after.rpartition(f"\n{_CLOSE}\n")
    return record.split("\n") if found and closed and not rest else []


def escaped(text: str) -> str:
    """`text` as one line of Markdown that shows exactly it. It must follow something on its line."""
    return _SPECIAL.sub(lambda found: _AS.get(found[0], f"\\{found[0]}"), text)
