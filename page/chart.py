"""Shares over runs as a line chart: SVG that needs nothing from outside. A table stands beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from page.marks import as_text

_WIDTH, _HEIGHT = 640, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 4, 12, 30
_DATES = 6  # that are written below at most


def render_chart(dates: Sequence[str], series: Mapping[str, Sequence[float | None]], named_by: str) -> str:
    """A line for each of the series (by class name), a point for each run; `named_by`: the id of its name.

    Values are shares, 0 to 1; where there is None the line is broken.
    """
    lines = "".join(_line(name, values) for name, values in series.items())
    return (
        f'<svg class="chart" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-labelledby="{named_by}">'
        f"{_grid()}{_axis(dates)}{lines}</svg>"
    )


def _grid() -> str:
    return "".join(
        f'<path class="grid" d="M{_LEFT} {_y(share):.1f}H{_WIDTH - _RIGHT}"/>'
        f'<text class="share" x="{_LEFT - 8}" y="{_y(share) + 4:.1f}">{share:.0%}</text>'
        for share in (0, 0.25, 0.5, 0.75, 1)
    )


def _axis(dates: Sequence[str]) -> str:
    step = max(1, -(-len(dates) // _DATES))
    return "".join(
        f'<text class="date" x="{_x(at, len(dates)):.1f}" y="{_HEIGHT - 8}">{as_text(dates[at])}</text>'
        for at in range(len(dates) - 1, -1, -step)
    )


def _line(name: str, values: Sequence[float | None]) -> str:
    path, points, drawn = [], [], False
    for at, value in enumerate(values):
        if value is not None:
            x, y = _x(at, len(values)), _y(min(1.0, max(0.0, value)))
            path.append(f"{'L' if drawn else 'M'}{x:.1f} {y:.1f}")
            points.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>')
        drawn = value is not None
    return f'<g class="{name}"><path d="{"".join(path)}"/>{"".join(points)}</g>' if path else ""


def _x(at: int, count: int) -> float:
    """Of run `at`; a single one stands in the middle."""
    inner = _WIDTH - _LEFT - _RIGHT - 48
    return _LEFT + 24 + (inner / 2 if count == 1 else inner * at / (count - 1))


def _y(share: float) -> float:
    return _TOP + (1 - share) * (_HEIGHT - _TOP - _BOTTOM)
