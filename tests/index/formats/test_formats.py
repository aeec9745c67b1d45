"""Whatever the format, the same articles and paragraphs come out."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval import render
from index.document import Document, Skipped
from index.errors import DocumentError
from index.formats import SUFFIXES, ocr
from index.formats.pdf import read_pdf
from index.load import iter_documents, load
from index.repair import articles
from tests.index.formats.conftest import PARAGRAPHS, TITLE, WRITERS, written


def told(document: Document) -> list[tuple[str, list[str]]]:
    """Titles and paragraphs."""
    return [
        (article.title, [document.slice(paragraph.spans) for paragraph in paragraphs])
        for article, paragraphs in articles(document)
    ]


@pytest.mark.parametrize("suffix", [".docx", ".html", ".pdf", ".epub"])
def test_title_and_paragraphs_are_those_of_the_text(folder: Path, suffix: str) -> None:
    WRITERS[suffix](folder / f"a{suffix}")
    assert told(load(folder / f"a{suffix}", folder)) == [(TITLE, list(PARAGRAPHS))]


def test_a_page_of_two_columns_is_read_column_by_column(folder: Path) -> None:
    words = "政府应当加强领导纳入规划定期报告社会公布财政保障落实责任检查评估公开透明依法办理便民利民"
    more = tuple(
        f"第{n}条　" + "".join(words[(n * k * 7 + k) % len(words)] for k in range(60 + n)) + "。"
        for n in range(1, 60)
    )
    path = written(folder, render.pdf_two_columns, "a", TITLE, *more)
    document = load(path, folder)
    ((title, paragraphs),) = told(document)
    assert title == TITLE
    assert ["".join(one.split()) for one in paragraphs] == [
        "".join(one.split()) for one in (*PARAGRAPHS, *more)
    ]
    assert len(document.pages) > 2
    assert document.pages[0] == 0
    assert all(document.text[start - 1] == "\f" for start in document.pages[1:])


def test_heads_feet_and_page_numbers_are_left_out(folder: Path) -> None:
    more = tuple(f"这是第{n}段，说的是第{n}件事，一共说了{n}遍，说完为止。" * 4 for n in range(60))
    for write in (render.pdf, render.pdf_two_columns):
        text = load(written(folder, write, write.__name__, TITLE, *more), folder).text
        assert "公报" not in text
        assert "—" not in text
    single = load(written(folder, render.pdf, "single"), folder)
    assert "公报" not in single.text


def test_a_message_has_its_subject_and_date(folder: Path) -> None:
    WRITERS[".eml"](folder / "a.eml")
    document = load(folder / "a.eml", folder)
    ((article, paragraphs),) = articles(document)
    assert (article.title, article.date) == (TITLE, "2022-06-15")
    assert [document.slice(one.spans) for one in paragraphs][: len(PARAGRAPHS)] == list(PARAGRAPHS)
    assert "附件：附件.pdf" in document.text


def test_slides_are_pages(folder: Path) -> None:
    WRITERS[".pptx"](folder / "a.pptx")
    document = load(folder / "a.pptx", folder)
    assert len(document.pages) == 2
    first, second = (
        document.text[slice(*pair)] for pair in ((0, document.pages[1]), (document.pages[1], None))
    )
    assert first.startswith(f"## {TITLE}\n")
    assert all(one in first for one in (*PARAGRAPHS, "讲稿：逐条说明。"))
    assert second == "| 地区：海口市 | 标准：2004元 |\n\n"


@pytest.mark.parametrize("suffix", sorted(WRITERS))
@pytest.mark.parametrize("damage", ["empty", "half", "noise", "other"])
def test_a_broken_file_is_named_with_a_way_out(folder: Path, suffix: str, damage: str) -> None:
    path = folder / f"a{suffix}"
    WRITERS[suffix](path)
    data = path.read_bytes()
    noise = bytes(range(1, 256)) * 20
    path.write_bytes(
        {"empty": b"", "half": data[: len(data) // 2], "noise": noise, "other": b"PK\3\4"}[damage]
    )
    (found,) = iter_documents(folder)
    if isinstance(found, Skipped):
        assert found.path == path.name
        assert ";" in str(found.reason)
    else:
        assert found.text.strip()  # half a page, half a message still say something


def test_a_pdf_with_another_name_is_read(folder: Path) -> None:
    render.pdf(folder / "a", TITLE, PARAGRAPHS)
    (folder / "a.pdf").rename(folder / "a.docx")
    assert told(load(folder / "a.docx", folder))[0][0] == TITLE


def test_a_protected_pdf_says_so(folder: Path) -> None:
    from reportlab.lib import pdfencrypt
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(folder / "a.pdf"), encrypt=pdfencrypt.StandardEncryption("secret"))
    canvas.drawString(72, 720, "Secret")
    canvas.save()
    with pytest.raises(DocumentError, match="password"):
        load(folder / "a.pdf", folder)


def test_a_scan_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(folder / "a.pdf"))
    canvas.rect(72, 72, 300, 300, fill=1)
    canvas.save()
    with pytest.raises(DocumentError, match=r"is a scan; .*install"):
        read_pdf(folder / "a.pdf")


def test_endings_are_known_once() -> None:
    assert len(set(SUFFIXES)) == len(SUFFIXES)
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in SUFFIXES)
