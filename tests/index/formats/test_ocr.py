"""Scans, by a recogniser that says what it is told to; once by the real one."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from eval import render
from index.document import Span
from index.errors import DocumentError
from index.formats import ocr
from index.formats.pdf import read_pdf
from index.formats.reads import placed
from index.isolated import isolated
from tests.index.formats.conftest import PARAGRAPHS, TITLE, written

SIZE = 20.0
"""Pixels that a character is wide and high."""
PAGE = (800, 1100)
LINES = (
    (200, 100, "关于做好保障工作的通知", 1.6),
    (120, 200, "自2022年起社会散居孤儿基本生活标准提高", 1.0),
    (80, 230, "到每人每月1350元所需资金由财政承担。", 1.0),
)


def found(left: float, top: float, text: str, size: float, angle: float = 0.0) -> ocr.Found:
    """A line as the recogniser finds it on a page that is tilted by `angle` degrees; 3 is in doubt."""
    widths = [SIZE * size * (1 if one > "\u2e7f" else 0.5) for one in text]
    total = sum(widths)
    middles = np.cumsum(widths) - np.array(widths) / 2
    corners = np.array([[left, top], [left + total, top], [left + total, top + SIZE], [left, top + SIZE]])
    turn = np.array(
        [
            [math.cos(math.radians(angle)), math.sin(math.radians(angle))],
            [-math.sin(math.radians(angle)), math.cos(math.radians(angle))],
        ]
    )
    middle = np.array(PAGE) / 2
    sure = tuple(0.5 if one == "3" else 0.99 for one in text)
    return (corners - middle) @ turn + middle, text, tuple(middles / total), sure


@pytest.fixture
def recogniser(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    def tilted(angle: float) -> None:
        lines = [found(*line, angle) for line in reversed(LINES)]
        monkeypatch.setattr(ocr, "_recognised", lambda pixels: lines)

    monkeypatch.setattr(ocr, "available", lambda: True)
    tilted(0.0)
    return tilted


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    Image.new("RGBA", PAGE).save(tmp_path / "a.png")
    return tmp_path / "a.png"


EXPECTED = (
    "# 关于做好保障工作的通知\n\n　　自2022年起社会散居孤儿基本生活标准提高\n"
    "到每人每月1350元所需资金由财政承担。\n"
)


@pytest.mark.parametrize("angle", [0.0, 0.5, 1.0, -1.0, 2.0])
def test_a_tilted_page_reads_as_an_upright_one(
    picture: Path, recogniser: Callable[[float], None], angle: float
) -> None:
    recogniser(angle)
    assert ocr.read_picture(picture).text == EXPECTED


def test_what_is_in_doubt_stands_by_itself_and_all_has_a_place(
    picture: Path, recogniser: Callable[[float], None]
) -> None:
    read = ocr.read_picture(picture)
    assert [read.text[one.span.start : one.span.end] for one in read.reads] == [
        *(LINES[0][2], LINES[1][2]),
        *("到每人每月1", "3", "50元所需资金由财政承担。"),
    ]
    assert [one.confidence for one in read.reads] == [0.99, 0.99, 0.99, 0.5, 0.99]
    at = read.text.index("3")
    (box,) = placed(read.text, read.reads, [read.reads[3].span])
    left, top, width, height = (value * side for value, side in zip(box, (*PAGE, *PAGE), strict=True))
    assert left == pytest.approx(80 + 5.5 * SIZE, abs=1)  # of 20 pixels each, 1 is half as wide
    assert width == pytest.approx(SIZE / 2, abs=1)
    assert height == pytest.approx(SIZE, abs=2)
    assert top == pytest.approx(230, abs=2)
    (part,) = placed(read.text, read.reads, [Span(at + 1, at + 3)])
    assert part[0] * PAGE[0] == pytest.approx(80 + 6 * SIZE, abs=2)


def test_every_frame_of_a_tiff_is_a_page(tmp_path: Path, recogniser: Callable[[float], None]) -> None:
    page = Image.new("L", PAGE)
    page.save(tmp_path / "a.tiff", save_all=True, append_images=[page])
    turns: list[int] = []
    read = ocr.read_picture(tmp_path / "a.tiff", lambda: turns.append(1))
    assert len(read.pages) == len(turns) == 2
    assert read.text.count("1350元") == 2


def test_a_page_with_text_is_read_as_text_and_one_without_is_recognised(
    folder: Path, recogniser: Callable[[float], None]
) -> None:
    text = pypdfium2.PdfDocument(written(folder, render.pdf))
    blank = Image.new("L", PAGE)
    blank.save(folder / "b.pdf")
    scan = pypdfium2.PdfDocument(folder / "b.pdf")
    text.import_pages(scan)
    text.save(folder / "c.pdf")
    read = read_pdf(folder / "c.pdf")
    assert "全区已建成少年法庭34个" in "".join(read.text.split())
    assert read.text[read.pages[1] :] == EXPECTED
    assert min(one.span.start for one in read.reads) >= read.pages[1]


def test_without_the_extra_scans_and_pictures_are_named(
    folder: Path, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    Image.new("L", PAGE).save(folder / "b.pdf")
    with pytest.raises(DocumentError, match=r"b\.pdf: is a scan; .*pip install 'yinju\[ocr\]'"):
        read_pdf(folder / "b.pdf")
    with pytest.raises(DocumentError, match=r"is a picture; .*pip install 'yinju\[ocr\]'"):
        ocr.read_picture(picture)


def test_a_file_of_too_many_scanned_pages_is_refused_before_any_is_read(
    tmp_path: Path, recogniser: Callable[[float], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Image.new("L", PAGE)
    for name in ("a.tiff", "a.pdf"):
        page.save(tmp_path / name, save_all=True, append_images=[page])
    monkeypatch.setattr(ocr, "PAGES", 1)
    monkeypatch.setattr(ocr, "lines_of", lambda *_: pytest.fail("was read"))
    with pytest.raises(DocumentError, match="split it"):
        ocr.read_picture(tmp_path / "a.tiff")
    with pytest.raises(DocumentError, match="split it"):
        read_pdf(tmp_path / "a.pdf")


def test_what_is_no_picture_is_named(tmp_path: Path, recogniser: Callable[[float], None]) -> None:
    (tmp_path / "a.png").write_bytes(b"x" * 100)
    with pytest.raises(DocumentError, match="not a picture"):
        ocr.read_picture(tmp_path / "a.png")


def test_the_real_model_reads_a_tilted_scan(folder: Path) -> None:
    pytest.importorskip("rapidocr", reason="needs the extra ocr")
    drawn = {np.asarray(render._drawn(one, ())[0]).tobytes() for one in ("一", "龙")}
    if len(drawn) == 1:
        pytest.skip("no Chinese font to draw with: apt-get install fonts-noto-cjk")
    read = isolated().read(written(folder, render.scan), ".pdf")
    text = "".join(read.text.split())
    assert text.startswith(f"#{TITLE}")
    assert "每人每月1350元" in text
    assert "少年法庭34个" in text
    assert sum(one in text for one in "".join(PARAGRAPHS)) > 0.97 * len("".join(PARAGRAPHS))
    assert all(0 < one.confidence <= 1 for one in read.reads)
