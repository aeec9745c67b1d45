"""Web pages as they were saved."""

from pathlib import Path

import pytest

from index.errors import DocumentError
from index.formats.html import read_html
from index.load import load
from index.repair import articles
from tests.index.formats.conftest import PARAGRAPHS, TITLE

BODY = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)


def page(head: str, above: str = "") -> str:
    return f"<html><head>{head}</head><body><h1>{TITLE}</h1>{above}<div>{BODY}</div></body></html>"


META = '<meta name="ContentSource" content="海南省民政厅"><meta name="PubDate" content="2022-06-15 09:00">'


@pytest.mark.parametrize(
    "html", [page(META), page("", "<div>发布时间：2022-06-15 来源：海南省民政厅 字号：大</div>")]
)
def test_source_and_date_are_as_the_page_states_them(tmp_path: Path, html: str) -> None:
    (tmp_path / "a.html").write_text(html, "utf-8")
    document = load(tmp_path / "a.html", tmp_path)
    ((article, paragraphs),) = articles(document)
    assert (article.title, article.publisher, article.date) == (TITLE, "海南省民政厅", "2022-06-15")
    assert [document.slice(one.spans) for one in paragraphs] == list(PARAGRAPHS)


def test_a_date_that_is_only_mentioned_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page(""), "utf-8")
    ((article, _),) = articles(load(tmp_path / "a.html", tmp_path))
    assert article.date == ""


@pytest.mark.parametrize(
    ("declared", "encoding"), [("gb2312", "gb18030"), ("utf-8", "utf-8"), ("utf-8", "gbk"), ("x", "gbk")]
)
def test_encodings_declared_and_wrongly_declared(tmp_path: Path, declared: str, encoding: str) -> None:
    html = page(f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">')
    (tmp_path / "a.html").write_bytes(html.encode(encoding))
    assert PARAGRAPHS[-1] in read_html(tmp_path / "a.html").text


def test_scripts_links_and_marks_are_not_text(tmp_path: Path) -> None:
    link = (
        '<p>详见<a href="javascript:alert(1)">《办法》</a>第&lt;3&gt;条，<b>重点</b>是儿童*保护*_工作_。</p>'
    )
    (tmp_path / "a.html").write_text(page("<script>alert(2)</script>", link), "utf-8")
    text = read_html(tmp_path / "a.html").text
    assert "alert" not in text
    assert "详见《办法》第<3>条，重点是儿童*保护*_工作_。" in text


def test_a_web_archive_is_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.mhtml").write_bytes(
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\n"
        b'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
        + page("").encode()
        + b"\r\n--B--\r\n"
    )
    assert PARAGRAPHS[-1] in read_html(tmp_path / "a.mhtml").text


def test_a_page_without_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body></body></html>")
    with pytest.raises(DocumentError, match="no text found"):
        read_html(tmp_path / "a.html")
