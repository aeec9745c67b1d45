"""One text as a file of each format that people keep: what `eval.roundtrip` reads back.

Each adds what such files have around their text: menus and legal notices on a web page, running heads, feet
and page numbers in a PDF. Needs the extra `test` (reportlab).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from email.message import EmailMessage
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile
from zlib import crc32

from index.errors import MissingExtra

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


def scan(path: Path, title: str, paragraphs: Sequence[str], dpi: int = 200, tilt: float = 1.0) -> None:
    """A PDF of pictures: its pages drawn in grey, tilted by so many degrees, this way and that, and noisy."""
    import numpy as np
    from PIL import Image, ImageFilter

    draw = np.random.default_rng(crc32(title.encode()))
    pages = []
    for number, drawn in enumerate(_drawn(title, paragraphs, dpi)):
        turned = drawn.rotate(tilt * (-1) ** number, Image.Resampling.BICUBIC, fillcolor=255)
        blurred = np.asarray(turned.filter(ImageFilter.GaussianBlur(dpi / 400)), np.float32)
        # Ink that is not quite black on paper that is not quite white.
        noisy = 30 + blurred * 0.82 + draw.normal(0, 12, blurred.shape)
        pages.append(Image.fromarray(noisy.clip(0, 255).astype(np.uint8)))
    pages[0].save(
        path.with_suffix(".pdf"), save_all=True, append_images=pages[1:], resolution=dpi, quality=75
    )


def scan_150(path: Path, title: str, paragraphs: Sequence[str]) -> None:
    scan(path, title, paragraphs, dpi=150)


def png(path: Path, title: str, paragraphs: Sequence[str]) -> None:
    _drawn(title, paragraphs)[0].save(path.with_suffix(".png"))


def tiff(path: Path, title: str, paragraphs: Sequence[str]) -> None:
    first, *others = _drawn(title, paragraphs)
    first.save(path.with_suffix(".tiff"), save_all=True, append_images=others)


def eml(path: Path, title: str, paragraphs: Sequence[str]) -> None:
    message = EmailMessage()
    message["Subject"], message["From"] = title, "民政局 <mz@example.com>"
    message["Date"] = "Wed, 15 Jun 2022 08:00:00 +0800"
    message.set_content("\n\n".join(paragraphs))
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="附件.pdf")
    path.with_suffix(".eml").write_bytes(message.as_bytes())


def epub(path: Path, title: str, paragraphs: Sequence[str]) -> None:
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    with ZipFile(path.with_suffix(".epub"), "w") as made:
        made.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OPS/book.opf"/></rootfiles></container>',
        )
        made.writestr(
            "OPS/book.opf",
            '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
            '<item id="b" href="two.xhtml"/><item id="a" href="one.xhtml"/></manifest>'
            '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>',
        )
        head = f"<html><head><title>x</title></head><body><h1>{escape(title)}</h1></body></html>"
        made.writestr("OPS/one.xhtml", head)
        made.writestr("OPS/two.xhtml", f"<html><body><div>{body}</div></body></html>")


def pptx(path: Path, title: str, paragraphs: Sequence[str]) -> None:
    import pptx

    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = title
    slide.placeholders[1].text = "\n".join(paragraphs)
    slide.notes_slide.notes_text_frame.text = "讲稿：逐条说明。"
    second = presentation.slides.add_slide(presentation.slide_layouts[5])
    table = second.shapes.add_table(2, 2, 0, 0, 9_000_000, 900_000).table
    for row, values in enumerate((("地区", "标准"), ("海口市", "2004元"))):
        for column, value in enumerate(values):
            table.cell(row, column).text = value
    presentation.save(str(path.with_suffix(".pptx")))


def xlsx(path: Path, title: str, paragraphs: Sequence[str]) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = title[:31]
    sheet.append(["序号", "内容"])
    for number, paragraph in enumerate(paragraphs, 1):
        sheet.append([number, paragraph])
    book.save(path.with_suffix(".xlsx"))


def zipped(path: Path, title: str, paragraphs: Sequence[str]) -> None:
    with ZipFile(path.with_suffix(".zip"), "w") as made:
        made.writestr("通知.txt", "\n".join((title, *paragraphs)))


FORMATS: dict[str, Callable[[Path, str, Sequence[str]], None]] = {
    "text": text,
    "docx": docx,
    "html": html,
    "pdf": pdf,
    "pdf, two columns": pdf_two_columns,
    "scan, 200 dpi": scan,
    "scan, 150 dpi": scan_150,
}

SCANS = (scan, scan_150)


def _drawn(title: str, paragraphs: Sequence[str], dpi: int = 120) -> list[Any]:
    """The pages of a PDF in grey. PDFium takes its Chinese glyphs from a font of the system."""
    import pypdfium2

    with TemporaryDirectory() as folder:
        _pdf(Path(folder) / "a", title, paragraphs, columns=1)
        document = pypdfium2.PdfDocument(Path(folder) / "a.pdf")
        drawn = [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]
        document.close()
    return drawn


def _pdf(path: Path, title: str, paragraphs: Sequence[str], columns: int) -> None:
    """Raises MissingExtra."""
    try:
        from reportlab.lib.enums import TA_CENTER
        from reportlab.lib.pagesizes import A4
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph
    except ModuleNotFoundError as error:
        raise MissingExtra("reportlab", "test") from error

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
