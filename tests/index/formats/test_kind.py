"""Files whose names end with what they are not."""

from pathlib import Path

import pytest

from eval import render
from index.errors import DocumentError
from index.formats import read
from index.formats.kind import kind
from tests.index.formats.conftest import PARAGRAPHS, Write, written


@pytest.mark.parametrize(
    ("write", "name"),
    [
        (render.docx, "a.doc"),
        (render.docx, "a.wps"),
        (render.xlsx, "a.xls"),
        (render.xlsx, "a.docx"),
        (render.pptx, "a.ppt"),
        (render.html, "a.doc"),
        (render.html, "a.xls"),
        (render.pdf, "a.docx"),
    ],
)
def test_read_as_what_it_is(folder: Path, write: Write, name: str) -> None:
    written(folder, write).rename(folder / name)
    assert "每人每月1880元" in read(folder / name, Path(name).suffix).text


def test_a_web_archive_that_word_saved(folder: Path) -> None:
    lines = ["From: Word", "Subject: x", "\tgoes on", "MIME-Version: 1.0"]
    lines += ["Content-Type: text/html; charset=utf-8", "Content-Transfer-Encoding: 8bit", ""]
    page = "<html><body>" + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS) + "</body></html>"
    (folder / "a.doc").write_text("\n".join(lines) + "\n" + page, "utf-8")
    assert "少年法庭34个" in read(folder / "a.doc", ".doc").text


@pytest.mark.parametrize(
    ("start", "suffix", "found"),
    [
        (b"%PDF-1.7", ".html", ".pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 WordDocument", ".docx", ".doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Workbook", ".xlsx", ".xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), ".docx", ".docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".wps", ".wps"),
        (rb"{\rtf1\ansi", ".doc", ".rtf"),
        (b'\xef\xbb\xbf\r\n<?xml version="1.0"?>\n<HTML xmlns:o="x">', ".xls", ".html"),
        (b"<!DOCTYPE html>", ".doc", ".html"),
        (b"<htmlish>", ".doc", ".doc"),
        (b"PK\x03\x04 cut short", ".doc", ".doc"),
        (b"<html>", ".csv", ".csv"),
        (b"", ".doc", ".doc"),
    ],
)
def test_the_first_bytes_decide_where_they_are_plain(
    folder: Path, start: bytes, suffix: str, found: str
) -> None:
    (folder / "a").write_bytes(start)
    assert kind(folder / "a", suffix) == found


def test_a_document_under_a_password_says_so(folder: Path) -> None:
    (folder / "a.docx").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    )
    with pytest.raises(DocumentError, match="protected with a password"):
        read(folder / "a.docx", ".docx")
