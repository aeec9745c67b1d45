"""Lines of a page in the order in which people read them: down the first column, then the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

_LEAST = 4
"""Lines that a column must have."""


class Box(Protocol):
    @property
    def left(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def bottom(self) -> float: ...
    @property
    def top(self) -> float: ...


_Box = TypeVar("_Box", bound=Box)


def in_order(lines: Sequence[_Box], gutter: float | None) -> list[_Box]:
    """`lines` from top to bottom; where a gutter parts them, the left column before the right one.

    A line across the gutter, such as a title, ends the columns above it.
    """
    upright = sorted(lines, key=lambda line: (-line.top, line.left))
    if gutter is None:
        return _by_rows(upright)
    ordered: list[_Box] = []
    left: list[_Box] = []
    right: list[_Box] = []
    for line in upright:
        if line.right <= gutter:
            left.append(line)
        elif line.left >= gutter:
            right.append(line)
        else:
            ordered += [*_by_rows(left), *_by_rows(right), line]
            left, right = [], []
    return [*ordered, *_by_rows(left), *_by_rows(right)]


def _by_rows(lines: Sequence[_Box]) -> list[_Box]:
    """Lines that stand side by side from left to right."""
    rows: list[list[_Box]] = []
    for line in lines:
        middle = (line.top + line.bottom) / 2
        if rows and rows[-1][0].bottom < middle < rows[-1][0].top:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda one: one.left)]


def find_gutter(lines: Sequence[_Box]) -> float | None:
    """Where a page's two columns part, if it has them: few lines cross it, many stand on either side."""
    if len(lines) < 2 * _LEAST:
        return None
    low, high = min(line.left for line in lines), max(line.right for line in lines)
    found: list[tuple[int, float]] = []
    for step in range(35, 66):
        at = low + (high - low) * step / 100
        left = [line for line in lines if line.right <= at]
        right = [line for line in lines if line.left >= at]
        crossing = len(lines) - len(left) - len(right)
        if len(left) < _LEAST or len(right) < _LEAST or crossing > 0.2 * len(lines):
            continue
        low_right, high_right = min(one.bottom for one in right), max(one.top for one in right)
        beside = sum(low_right < (line.top + line.bottom) / 2 < high_right for line in left)
        # Beside one another, and wide: cells of a table are narrow.
        wide = [line for line in (*left, *right) if line.right - line.left > 0.3 * (high - low)]
        if beside >= 0.5 * min(len(left), len(right)) and len(wide) >= 0.5 * (len(left) + len(right)):
            found.append((crossing, at))
    least = [at for crossing, at in found if crossing == min(found)[0]]
    return least[len(least) // 2] if least else None
