"""Files of every format, small."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from zipfile import ZipFile

import pytest

from eval import render

TITLE = "关于做好2022年孤儿保障工作的通知"
PARAGRAPHS = (
    "各市、县（区）人民政府：",
    "为进一步做好孤儿基本生活保障工作，经省人民政府同意，现就有关事项通知如下，请认真贯彻执行。",
    "一、提高标准。从2022年1月1日起，社会散居孤儿基本生活最低养育标准提高到每人每月1350元，机构养育孤儿提高到"
    "每人每月1880元，所需资金由省、市、县三级财政共同承担，任何单位和个人不得截留、挪用。",
    "二、落实责任。全区已建成少年法庭34个，各级民政部门要会同财政部门抓好落实，确保资金按时足额发放到位。",
)
Write = Callable[[Path, str, tuple[str, ...]], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    made.mkdir()
    return made


def written(folder: Path, write: Write, name: str = "a", title: str = TITLE, *more: str) -> Path:
    """A file of the notice, by one of the writers of `eval.render`."""
    before = set(folder.iterdir())
    write(folder / name, title, (*PARAGRAPHS, *more))
    (path,) = set(folder.iterdir()) - before
    return path


def mail(path: Path) -> None:
    message = EmailMessage()
    message["Subject"], message["From"] = TITLE, "民政局 <mz@example.com>"
    message["Date"] = "Wed, 15 Jun 2022 08:00:00 +0800"
    message.set_content("\n\n".join(PARAGRAPHS))
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="附件.pdf")
    path.write_bytes(message.as_bytes())


def book(path: Path) -> None:
    chapter = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    with ZipFile(path, "w") as made:
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
        made.writestr(
            "OPS/one.xhtml", f"<html><head><title>x</title></head><body><h1>{TITLE}</h1></body></html>"
        )
        made.writestr("OPS/two.xhtml", f"<html><body><div>{chapter}</div></body></html>")


def slides(path: Path) -> None:
    import pptx

    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = TITLE
    slide.placeholders[1].text = "\n".join(PARAGRAPHS)
    slide.notes_slide.notes_text_frame.text = "讲稿：逐条说明。"
    second = presentation.slides.add_slide(presentation.slide_layouts[5])
    table = second.shapes.add_table(2, 2, 0, 0, 9_000_000, 900_000).table
    for row, values in enumerate((("地区", "标准"), ("海口市", "2004元"))):
        for column, value in enumerate(values):
            table.cell(row, column).text = value
    presentation.save(str(path))


WRITERS: dict[str, Callable[[Path], None]] = {
    ".docx": lambda path: render.docx(path, TITLE, PARAGRAPHS),
    ".html": lambda path: render.html(path, TITLE, PARAGRAPHS),
    ".pdf": lambda path: render.pdf(path, TITLE, PARAGRAPHS),
    ".eml": mail,
    ".epub": book,
    ".pptx": slides,
}
