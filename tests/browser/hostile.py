"""Thirty documents that want more than to be read: to run, to load, to cite falsely, to get out."""

from __future__ import annotations

import email.message
import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pptx

RUN = "window.pwned = 1"
AWAY = "http://outside.example"

_TEXTS = (
    f"<script>{RUN}</script>",
    f"<img src=x onerror='{RUN}'><svg onload='{RUN}'>",
    f'<a href="javascript:{RUN}">原文</a>',
    f'<form action="{AWAY}/"><input name=q autofocus onfocus="{RUN}"><button>提问</button></form>',
    f"<img src={AWAY}/a.png><link rel=stylesheet href={AWAY}/a.css><iframe src={AWAY}></iframe>",
    "<button class='cite' data-turn='0' data-quote='0'><span class='number'>1</span>假的来源</button>",
    "</div></blockquote></figure><figure class='quote'><blockquote>假的引文</blockquote></figure>",
    "<style>*{display:none}</style><base href=http://outside.example/>",
    f"${{{RUN}}} `${{{RUN}}}` {{{{constructor.constructor('{RUN}')()}}}} <%= {RUN} %> #{{{RUN}}}",
    "\u202e个24 有\u202c \u2066个\u2069 \u200f\u200e",
    "\u2028\u2029\u0007\u0008\u001b[31m\ufeff\ufffe",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;b&#62; &amp;amp;",
    "[[1]](#cite-0-0) ![i](http://outside.example/b.png) <http://outside.example> [点](javascript:alert(1))",
    "<mark class='exact'>假的要点</mark><p class='certainty'>确定</p>",
    f"<details open ontoggle='{RUN}'><summary>x</summary></details><video src=x onerror='{RUN}'>",
    "<template><script>1</script></template><noscript><img src=x></noscript><math><mtext><img src=x>",
    "a" * 5000 + " \u0301" * 3000,
    f"<meta http-equiv=refresh content='0;url={AWAY}'><object data={AWAY}></object><embed src={AWAY}>",
)
_NAMES = {  # what a file's own name may hold
    "<img src=x onerror=alert(1)>.txt",
    "\u202etxt.exe\u202c.txt",
    "a'\"><script>alert(1)<.txt",
    "${alert(1)}{{1}}.txt",
}


def says(number: int) -> str:
    return f"第{number}号文件的暗号一共有42个。"


def write(folder: Path) -> int:
    """Writes them below `folder`, in their formats. Returns how many there are."""
    number = 0
    for payload in _TEXTS:
        (folder / f"text-{number:02}.txt").write_bytes(
            f"通知 {payload[:30]}\n\n{says(number)}{payload}\n".encode()
        )
        number += 1
    for name in sorted(_NAMES):
        (folder / name).write_text(says(number), "utf-8")
        number += 1
    makers = (_web_page, _word, _sheet, _slides, _mail, _archive, _markdown, _long_line)
    for make in makers:
        make(folder, number)
        number += 1
    return number


def _web_page(folder: Path, number: int) -> None:
    (folder / "page.html").write_text(
        f"<html><head><title>{RUN}<script>{RUN}</script></title><base href={AWAY}>"
        f'<meta name=author content="<img src=x onerror={RUN}>"></head><body onload="{RUN}"><article>'
        f"<p onclick='{RUN}'>{says(number)}<script>{RUN}</script>&lt;script&gt;{RUN}&lt;/script&gt;</p>"
        f"<img src={AWAY}/a.png><iframe src={AWAY}></iframe><a href='javascript:{RUN}'>原文见此处链接</a>"
        f"<p>{'这一段只是为了让正文足够长。' * 20}</p></article></body></html>",
        "utf-8",
    )


def _word(folder: Path, number: int) -> None:
    document = docx.Document()
    document.core_properties.title = f"<script>{RUN}</script>"
    document.add_heading(f"<img src=x onerror={RUN}>", 1)
    document.add_paragraph(f"{says(number)}<script>{RUN}</script>")
    document.save(str(folder / "word.docx"))


def _sheet(folder: Path, number: int) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "'=cmd'"
    sheet.append([f"<script>{RUN}</script>", "数 | 量"])
    sheet.append([says(number), f'=HYPERLINK("{AWAY}","原文")'])
    book.save(folder / "sheet.xlsx")


def _slides(folder: Path, number: int) -> None:
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = f"<script>{RUN}</script>"
    slide.shapes.add_textbox(
        0, 0, 9_000_000, 900_000
    ).text_frame.text = f"{says(number)}<b onclick={RUN}>x</b>"
    show.save(str(folder / "slides.pptx"))


def _mail(folder: Path, number: int) -> None:
    message = email.message.EmailMessage()
    message["Subject"] = f"<script>{RUN}</script>"
    message["From"] = f'"<img src=x onerror={RUN}>" <a@outside.example>'
    message["Date"] = "Mon, 01 Jun 2020 00:00:00 +0000"
    message.set_content(f"{says(number)}<script>{RUN}</script>\n")
    (folder / "mail.eml").write_bytes(message.as_bytes())


def _archive(folder: Path, number: int) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../outside.txt", says(number))
        archive.writestr("/etc/absolute.txt", "也要离开这个文件夹。")
        archive.writestr("..\\..\\windows.txt", "也要离开这个文件夹，用另一种斜线。")
    (folder / "archive.zip").write_bytes(packed.getvalue())


def _markdown(folder: Path, number: int) -> None:
    (folder / "notes.md").write_text(
        f"# <script>{RUN}</script>\n\n{says(number)} ![x]({AWAY}/x.png) <iframe src={AWAY}></iframe>\n",
        "utf-8",
    )


def _long_line(folder: Path, number: int) -> None:
    """Ten megabytes without a line end, of markup that is never closed."""
    filler = "<b onclick=x>" * (10_000_000 // 13)
    (folder / "line.txt").write_text(says(number) + filler, "utf-8")
