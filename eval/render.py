"""One text as a file of each format that people keep: what `eval.roundtrip` reads back.

Each adds what such files have around their text: menus and legal notices on a web page, running heads, feet
and page numbers in a PDF. Needs the extra `test` (reportlab).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any

_MENU = ("首页", "政务公开", "新闻中心", "互动交流", "办事服务", "专题专栏")


def text(path: Path, title: str, paragraphs: Sequence[str]) -> None:
    path.with_suffix(".txt").write_text("\n".join((title, *paragraphs)) + "\n", "utf-8")


def docx(path: Path, title: str, paragraphs: Sequence[str]) -> None:
    from docx import Document

    document = Document()
    document.sections[0].header.paragraphs[0].text = "某某市人民政府文件"
    document.sections[0].footer.paragraphs[0].text = "第 1 页"
    document.add_heading(title, 0)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(str(path.with_suffix(".docx")))


def html(path: Path, title: str, paragraphs: Sequence[str]) -> None:
    menu = "".join(f'<li><a href="/{n}.html">{name}</a></li>' for n, name in enumerate(_MENU))
    body = "".join(f"<p>&emsp;&emsp;{escape(paragraph)}</p>\n" for paragraph in paragraphs)
    page = (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>p{{text-indent:2em}}</style><script>var a = 1;</script></head><body>"
        f'<div class="header"><ul class="nav">{menu}</ul></div>'
        f'<div class="location">您的位置：<a href="/">首页</a> &gt; <a href="/2">新闻中心</a></div>'
        f'<div class="article"><h1>{escape(title)}</h1><div class="content">{body}</div></div>'
        '<div class="sidebar"><h3>相关链接</h3><ul>'
        + "".join(f'<li><a href="/{n}">{name}</a></li>' for n, name in enumerate(_MENU))
        + '</ul></div><div class="footer">版权所有：某某市人民政府办公室　备案号：京ICP备00000000号'
        "　网站标识码：0000000000　联系电话：010-00000000</div></body></html>"
    )
    path.with_suffix(".html").write_text(page, "utf-8")


def pdf(path: Path, title: str, paragraphs: Sequence[str]) -> None:
    _pdf(path, title, paragraphs, columns=1)


def pdf_two_columns(path: Path, title: str, paragraphs: Sequence[str]) -> None:
    _pdf(path, title, paragraphs, columns=2)


FORMATS: dict[str, Callable[[Path, str, Sequence[str]], None]] = {
    "text": text,
    "docx": docx,
    "html": html,
    "pdf": pdf,
    "pdf, two columns": pdf_two_columns,
}


def _pdf(path: Path, title: str, paragraphs: Sequence[str], columns: int) -> None:
    from reportlab.lib.enums import TA_CENTER
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    width, height = A4
    margin, gap = 60.0, 24.0
    column = (width - 2 * margin - gap * (columns - 1)) / columns

    def furniture(canvas: Any, document: Any) -> None:
        canvas.saveState()
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(margin, height - 40, "某某市人民政府公报")
        canvas.drawRightString(width - margin, height - 40, "2020年第3期")
        canvas.drawCentredString(width / 2, 30, f"— {document.page} —")
        canvas.restoreState()

    frames = [
        Frame(margin + n * (column + gap), 60, column, height - 120, id=str(n), leftPadding=0, rightPadding=0)
        for n in range(columns)
    ]
    document = BaseDocTemplate(str(path.with_suffix(".pdf")), pagesize=A4)
    document.addPageTemplates([PageTemplate(frames=frames, onPage=furniture)])
    body = ParagraphStyle(
        "body", fontName="STSong-Light", fontSize=10.5, leading=17, firstLineIndent=21, wordWrap="CJK"
    )
    head = ParagraphStyle(
        "head",
        fontName="STSong-Light",
        fontSize=16,
        leading=24,
        alignment=TA_CENTER,
        spaceAfter=12,
        wordWrap="CJK",
    )
    story = [Paragraph(escape(title), head), *(Paragraph(escape(one), body) for one in paragraphs)]
    document.build(story)
