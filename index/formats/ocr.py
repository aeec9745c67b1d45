"""Pictures of text → lines, with the box and the confidence of every character (RapidOCR, the extra `ocr`).

The models (PP-OCRv6, small) are those that the package brings along; nothing is ever downloaded.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from index.document import Place
from index.errors import DocumentError
from index.formats.layout import Page, laid_out
from index.formats.markup import Text
from index.formats.pdf_lines import Box, Line
from index.reasons import Reason

DPI = 200
"""At which a page is drawn to be read."""
LONGEST = 2500
"""Pixels of the longer side, at most."""
PAGES = 2000
"""Scanned pages of a file, at most; each takes seconds."""
_HEIGHT = 842.0
"""Points that a picture by itself is taken to be high: those of A4."""
_WIDE = "\u2e7f"
"""What stands above this in Unicode is an ideograph, or as wide."""
_STEPS = 3
"""From one ideograph to the next that a line must have to be measured by them."""
_SHARE = 0.85
"""Of the corners' height that the letters have, where nothing tells."""

Points = np.ndarray[Any, np.dtype[np.float64]]


def available() -> bool:
    """Whether the extra is installed."""
    return find_spec("rapidocr") is not None


def check_pages(path: Path, count: int) -> None:
    """Raises DocumentError when a file has more scanned pages than are read."""
    if count > PAGES:
        raise DocumentError(path.name, Reason("scan_long", {"pages": PAGES}))


def read_picture(path: Path, turned: Callable[[], None] = lambda: None) -> Text:
    """The text of a picture, or of each page of a TIFF; `turned` is called after each.

    Raises DocumentError when it is no picture, has no text in it, or the extra is not installed.
    """
    from PIL import Image, ImageSequence, UnidentifiedImageError

    if not available():
        raise DocumentError(path.name, Reason("picture_extra"))
    pages: list[Page] = []
    try:
        with Image.open(path) as opened:
            check_pages(path, getattr(opened, "n_frames", 1))
            for frame in ImageSequence.Iterator(opened):
                pages.append(Page(lines_of(frame, _HEIGHT), _HEIGHT, scanned=True))
                turned()
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError) as error:
        raise DocumentError(path.name, Reason("picture_damaged")) from error
    if not any(page.lines for page in pages):
        raise DocumentError(path.name, Reason("picture_empty"))
    return laid_out(pages)


def lines_of(picture: Any, height: float) -> list[Line]:
    """The lines of a page that is `height` points high, in any order; `picture` is a PIL image of it.

    A tilted page is set upright, by the median angle of its lines: their boxes only, as the recogniser cuts
    each line out as it lies.
    """
    flat = upright(picture)
    flat.thumbnail((LONGEST, LONGEST))
    found = _recognised(np.asarray(flat)[:, :, ::-1])
    if not found:
        return []
    angle = median(_angle(quad) for quad, _, _, _ in _longest(found))
    heights = _heights(found)
    return [_line(*one, tall, angle, flat.size, height) for one, tall in zip(found, heights, strict=True)]


def upright(picture: Any) -> Any:
    """A PIL image as people see it: turned as its camera says, what is transparent on white."""
    from PIL import Image, ImageOps

    turned = ImageOps.exif_transpose(picture).convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", turned.size, "white"), turned).convert("RGB")


Found = tuple[Points, str, tuple[float, ...], tuple[float, ...]]
"""The corners of a line in pixels, from the top left one clockwise; its text; of each character that is not
white space, how far along its middle stands (0 to 1), and its confidence."""


def _recognised(pixels: np.ndarray[Any, Any]) -> list[Found]:
    engine = _engine()
    # By stages: the call for all of them gives each character the confidence of another behind a blank.
    detected, _, recognised, _ = engine.run_ocr_steps(pixels, {})
    if detected.boxes is None or recognised.txts is None:
        return []
    lines = []
    for quad, text, words in zip(detected.boxes, recognised.txts, recognised.word_results, strict=True):
        if text.strip():
            columns = [column for word in words.word_cols for column in word]
            along = tuple((column + 0.5) / words.line_txt_len for column in columns)
            sure = tuple(
                chance for character, chance in zip(text, words.confs, strict=True) if not character.isspace()
            )
            lines.append((np.asarray(quad, float), text, along, sure))
    return lines


@cache
def _engine() -> Any:
    import rapidocr

    models = Path(rapidocr.__file__).parent / "models"
    params: dict[str, Any] = {
        "Global.log_level": "critical",
        "Global.return_word_box": True,
        "Global.use_vertical_padding": False,
    }
    for stage in ("Det", "Cls", "Rec"):
        pattern = "*_cls_*.onnx" if stage == "Cls" else f"*_{stage.lower()}_small.onnx"
        (model,) = models.glob(pattern)
        params[f"{stage}.model_path"] = str(model)  # named, it is never looked for elsewhere
    return rapidocr.RapidOCR(params=params)


def _longest(found: Sequence[Found]) -> list[Found]:
    """The lines that tell how a page lies: those at least half as long as the longest."""
    lengths = [_length(one[0]) for one in found]
    return [one for one, length in zip(found, lengths, strict=True) if length >= max(lengths) / 2]


def _length(quad: Points) -> float:
    return float(np.linalg.norm(quad[1] + quad[2] - quad[0] - quad[3]) / 2)


def _angle(quad: Points) -> float:
    x, y = quad[1] + quad[2] - quad[0] - quad[3]
    return math.atan2(y, x)


def _line(
    quad: Points,
    text: str,
    along: Sequence[float],
    sure: Sequence[float],
    tall: float,
    angle: float,
    size: tuple[int, int],
    height: float,
) -> Line:
    """As a line of an upright page whose height is `height` points."""
    ends = np.stack([(quad[0] + quad[3]) / 2, (quad[1] + quad[2]) / 2])
    width, pixels = size
    scale = height / pixels
    middle = np.array([width / 2, pixels / 2])
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    (left, upper), (right, lower) = (ends - middle) @ turn + middle
    base = height - (upper + lower) / 2 * scale
    edges = _edges(along)
    boxes: list[Box | None] = []
    confidence: list[float] = []
    marks = iter(zip(edges, edges[1:], sure, strict=False))
    for character in text:
        if character.isspace():
            boxes.append(None)
            confidence.append(1.0)
            continue
        start, end, chance = next(marks)
        boxes.append(
            (
                (left + (right - left) * start) * scale,
                base - tall * scale / 2,
                (left + (right - left) * end) * scale,
                base + tall * scale / 2,
            )
        )
        confidence.append(chance)
    ((x, y), (far, low)), share = ends, tall / pixels
    place: Place = (float(x / width), float(y / pixels), float(far / width), float(low / pixels), share)
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    return Line(text[start:end], tuple(boxes[start:end]), tuple(confidence[start:end]), place)


def _heights(found: Sequence[Found]) -> list[float]:
    """Pixels that each line is high: as far as the middles of two ideographs are apart.

    The corners found lie wider around small letters than around large ones; of a line with too few characters
    they count by as much as they do in most others.
    """
    seen = [float(np.linalg.norm(quad[2] + quad[3] - quad[0] - quad[1]) / 2) for quad, *_ in found]
    steps = [_step(text, along) * _length(quad) for quad, text, along, _ in found]
    shares = [step / tall for step, tall in zip(steps, seen, strict=True) if step]
    share = median(shares) if shares else _SHARE
    return [step or tall * share for step, tall in zip(steps, seen, strict=True)]


def _step(text: str, along: Sequence[float]) -> float:
    """From one ideograph to the next, as a share of the line; 0 where too few characters tell.

    A digit or a letter is taken to be half as wide, where there are not enough ideographs.
    """
    inked = "".join(text.split())
    widths = [1.0 if one > _WIDE else 0.5 for one in inked]
    steps = [
        (right - left, (one + other) / 2)
        for (left, right), (one, other) in zip(pairwise(along), pairwise(widths), strict=True)
    ]
    wide = [step for step in steps if step[1] == 1]
    told = wide if len(wide) >= _STEPS else steps
    expected = sum(width for _, width in told)
    return sum(step for step, _ in told) / expected if expected >= _STEPS - 1 else 0.0


def _edges(along: Sequence[float]) -> list[float]:
    """Where characters begin and end, from where their middles are."""
    return [0.0, *((one + other) / 2 for one, other in pairwise(along)), 1.0]
