"""A bar chart as plain SVG: the share that each system got, a block for each language."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from eval.peers.job import OURS

_LEFT, _WIDTH, _RIGHT, _ROW, _TITLE = 150, 420, 60, 22, 34
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#444}.title{font-weight:600}"
    ".peer{fill:#9aa5b1}.ours{fill:#c0392b}"
    "@media(prefers-color-scheme:dark){text{fill:#ccc}.peer{fill:#6b7785}.ours{fill:#e0645a}}"
)


def chart(measure: str, bars: Iterable[tuple[str, str, float]]) -> str:
    """`bars` as (language, system, share), ordered by language; all bars have the same scale."""
    parts, top = [], 0
    for language, group in groupby(bars, key=lambda bar: bar[0]):
        parts.append(
            f'<text class="title" x="{_LEFT}" y="{top + 22}">{measure}, questions: {language}</text>'
        )
        top += _TITLE
        for _, system, share in group:
            kind = "ours" if system == OURS else "peer"
            length = _WIDTH * share
            parts += [
                f'<text x="{_LEFT - 8}" y="{top + 14}" text-anchor="end">{escape(system)}</text>',
                f'<rect class="{kind}" x="{_LEFT}" y="{top + 2}" width="{length:.1f}" height="16"/>',
                f'<text x="{_LEFT + length + 6:.1f}" y="{top + 14}">{100 * share:.1f}</text>',
            ]
            top += _ROW
    size = f'width="{_LEFT + _WIDTH + _RIGHT}" height="{top + 8}"'
    body = "\n".join(parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n<style>{_STYLE}</style>\n{body}\n</svg>\n'
