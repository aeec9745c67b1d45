"""Lines of pages → their text in reading order, without running heads, feet and page numbers.

Lines are put together to columns where a page has them; a line that stands at the same place of several
pages and says the same is a head or a foot. What is set larger is a heading, as in Markdown; an indented line
begins with two ideographic spaces, and a wide gap is a blank line, for `index.joins` to tell paragraphs by; a
page ends with a form feed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from unicodedata import east_asian_width

from index.document import Read
from index.formats.columns import find_gutter, in_order
from index.formats.markup import Text
from index.formats.pdf_lines import Line
from index.formats.reads import reads_of
from index.lines import is_bare_number, is_page_number

_EDGE = 3
"""Lines from the top and the bottom that may be heads and feet."""
LARGER = 1.15
"""So many times the height of most lines is a heading's."""
LONGEST_HEADING = 60
_DIGITS = re.compile(r"[0-9０-９一二三四五六七八九十〇]+|\s+")


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page, in any order, and its height. `scanned`: they were read off a picture."""

    lines: Sequence[Line]
    height: float
    scanned: bool = False


def laid_out(pages: Sequence[Page]) -> Text:
    """The text of all pages."""
    gutters = [find_gutter(page.lines) for page in pages]
    # A last page may have too little in its second column to show that there is one.
    usual = next((gutter for gutter in gutters if gutter is not None), None)
    # The height that a font states, and that which is seen of it, differ.
    sizes = {scanned: _size([page for page in pages if page.scanned == scanned]) for scanned in (False, True)}
    furniture = _furniture(pages, sizes)
    parts: list[str] = []
    starts: list[int] = []
    reads: list[Read] = []
    at = 0
    for number, page in enumerate(pages):
        size = sizes[page.scanned]
        kept = [line for line in page.lines if not _is_furniture(line, page.height, size, furniture)]
        gutter = gutters[number] if gutters[number] is not None else usual
        starts.append(at)
        for part, line in _written(in_order(kept, gutter), size):
            parts.append(part)
            at += len(part)
            if line:
                reads += reads_of(line, at - len(part))
        if number < len(pages) - 1:
            parts.append("\f")
            at += 1
    return Text("".join(parts), tuple(starts), tuple(reads))


def _size(pages: Sequence[Page]) -> float:
    """The height of most lines; 0 without any."""
    heights = [line.height for page in pages for line in page.lines]
    return median(heights) if heights else 0.0


def _place(line: Line, height: float) -> int:
    """How high a line stands, in fortieths of the page."""
    return round(40 * line.bottom / max(height, 1.0))


def _furniture(pages: Sequence[Page], sizes: Mapping[bool, float]) -> frozenset[tuple[str, int]]:
    """Heads, feet and page numbers: what stands at the edge of many pages.

    Of a third of them, two at least, where a gap parts it from the text: its figures may differ. Without a
    gap, of half of them, three at least.
    """
    same: Counter[tuple[str, int]] = Counter()
    alike: Counter[tuple[str, int]] = Counter()
    for page in pages:
        height, size = page.height, sizes[page.scanned]
        upright = sorted(page.lines, key=lambda line: -line.top)
        edge = [line for line in (*upright[:_EDGE], *upright[-_EDGE:]) if _at_edge(line, height)]
        same.update({(line.text, _place(line, height)) for line in edge})
        apart = {*_apart(upright, size), *_apart(upright[::-1], size)}
        alike.update(
            {(_DIGITS.sub("#", line.text), _place(line, height)) for line in apart.intersection(edge)}
        )
    return frozenset(
        [kind for kind, count in same.items() if count >= max(3, len(pages) / 2)]
        + [kind for kind, count in alike.items() if count >= max(2, len(pages) / 3)]
    )


def _apart(lines: Sequence[Line], size: float) -> Sequence[Line]:
    """The outermost lines, up to a gap."""
    for number, (line, inner) in enumerate(pairwise(lines[: _EDGE + 1]), 1):
        if max(line.bottom - inner.top, inner.bottom - line.top) > size:
            return lines[:number]
    return ()


def _is_furniture(line: Line, height: float, size: float, furniture: frozenset[tuple[str, int]]) -> bool:
    """A head, a foot, a page's number: repeated; or at the very edge, and set smaller than the text."""
    place = _place(line, height)
    if (line.text, place) in furniture or (_DIGITS.sub("#", line.text), place) in furniture:
        return True
    outermost = line.bottom > 0.93 * height or line.top < 0.07 * height
    return outermost and (is_page_number(line.text) or is_bare_number(line.text) or line.height < 0.95 * size)


def _at_edge(line: Line, height: float) -> bool:
    return line.bottom > 0.85 * height or line.top < 0.15 * height


def _written(lines: Sequence[Line], size: float) -> Iterator[tuple[str, Line | None]]:
    """The lines of a page with what tells paragraphs: indents, gaps, and headings, which are set larger.

    In parts that are a line's text, with the line, or what stands between, without one.
    """
    gaps = [gap for a, b in pairwise(lines) if 0 <= (gap := a.bottom - b.top) < 4 * size]
    usual = median(gaps) if gaps else 0.0
    before: Line | None = None
    for line in lines:
        heads = line.height > LARGER * size and len(line.text) < LONGEST_HEADING
        goes_on = False
        if before is not None:
            gap = before.bottom - line.top
            goes_on = heads and abs(before.height - line.height) < 1 and gap < 1.5 * size
            if goes_on:
                yield "" if _is_wide(before.text[-1]) or _is_wide(line.text[0]) else " ", None
            else:
                yield "\n\n" if gap > usual + 0.7 * size or heads else "\n", None
        edge = min((other.left for other in lines if _beside(line, other)), default=line.left)
        if heads and not goes_on:
            yield "# ", None
        elif not heads and 1.5 * size < line.left - edge < 3.5 * size:
            yield "\u3000\u3000", None
        yield line.text, line
        before = line
    yield "\n" * bool(lines), None


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in "WF"


def _beside(line: Line, other: Line) -> bool:
    """Whether two lines stand in one column."""
    return min(line.right, other.right) - max(line.left, other.left) > 0.3 * (other.right - other.left)
