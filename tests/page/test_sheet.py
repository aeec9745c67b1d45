"""A quote from a PDF, shown on its page."""

import re
from pathlib import Path

import pytest

from eval import render
from index.build import build
from index.document import Span
from index.embed import Embedder
from index.formats.pdf import read_pdf
from index.isolated import isolated
from index.load import iter_files
from page.answer import Turn
from page.desk import Desk
from qa.engine import Engine
from tests.index.formats.conftest import PARAGRAPHS, TITLE

MORE = tuple(f"第{n}段，说的是第{n}件事，各地各部门要认真抓好落实，按时报告进展情况。" * 3 for n in range(40))
QUESTION = "全区已建成少年法庭多少个？"


@pytest.fixture
def engine(tmp_path: Path, bundled: Embedder) -> Engine:
    documents = tmp_path / "documents"
    documents.mkdir()
    render.pdf_two_columns(documents / "通知", TITLE, (*MORE, *PARAGRAPHS))
    build(iter_files(documents), tmp_path / "index", bundled, folder=documents)
    return Engine.open(tmp_path / "index", embedder=bundled, reader="none")


def clicked(engine: Engine) -> str:
    return Desk(lambda: engine).source([Turn(QUESTION, engine.ask(QUESTION))], {"turn": 0, "quote": 0})


def test_the_page_is_shown_with_the_place_marked(engine: Engine) -> None:
    html = clicked(engine)
    assert '<figure class="sheet"><div><img alt="" src="data:image/png;base64,' in html
    (box,) = re.findall(r'<i style="left:([\d.]+)%;top:([\d.]+)%;width:([\d.]+)%;height:([\d.]+)%">', html)
    left, top, width, height = map(float, box)
    assert 0 < left < left + width < 100
    assert 0 < top < top + height < 100
    assert width < 10  # 34个, no more
    assert height < 3


def test_a_file_that_changed_has_no_picture(engine: Engine) -> None:
    (path,) = Path(engine.snapshot.manifest.folder).iterdir()
    path.write_bytes(path.read_bytes() + b"%")
    html = clicked(engine)
    assert "<figure" not in html
    assert "少年法庭" in html


def test_a_file_that_is_gone_or_outside_is_none(engine: Engine, tmp_path: Path) -> None:
    (path,) = Path(engine.snapshot.manifest.folder).iterdir()
    document = engine.snapshot.document(path.name)
    assert engine.snapshot.file(document) == path
    outside = path.rename(tmp_path / path.name)
    assert engine.snapshot.file(document) is None
    path.symlink_to(outside)
    assert engine.snapshot.file(document) is None


def test_boxes_of_every_word_lie_on_the_page(engine: Engine) -> None:
    (path,) = Path(engine.snapshot.manifest.folder).iterdir()
    text, starts = (found := read_pdf(path)).text, found.pages
    ends = [*starts[1:], len(text)]
    for page, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        spans = [Span(at, at + 4) for at in range(start, end - 4, 97)]
        picture = isolated().draw(
            path, page, text[start:end], [(s.start - start, s.end - start) for s in spans]
        )
        assert picture.png.startswith(b"\x89PNG")
        inked = [span for span in spans if text[span.start : span.end].strip()]
        assert len(picture.boxes) >= len(inked)
        assert all(0 <= value <= 1 for box in picture.boxes for value in box)
