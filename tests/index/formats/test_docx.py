"""What Word keeps otherwise than as plain text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from index.errors import DocumentError
from index.formats.docx import read_docx
from index.formats.numbering import numeral


def saved(folder: Path, document: Any) -> str:
    document.save(str(folder / "a.docx"))
    return read_docx(folder / "a.docx").text


def test_headings_have_levels(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("通知", 0)
    document.add_heading("总则", 1)
    document.add_heading("细则", 2)
    document.add_paragraph("正文。")
    assert saved(tmp_path, document) == "# 通知\n\n# 总则\n\n## 细则\n\n正文。\n\n"


def test_rows_stand_behind_their_headers(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(4, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "2022年养育标准"
    for row, values in enumerate(
        (("地区", "类别", "标准"), ("海口", "散居", "1350元"), ("三亚", "", "1880元")), 1
    ):
        for column, value in enumerate(values):
            table.cell(row, column).text = value
    expected = (
        "2022年养育标准\n\n| 地区：海口 | 类别：散居 | 标准：1350元 |\n| 地区：三亚 | 标准：1880元 |\n\n"
    )
    assert saved(tmp_path, document) == expected


def test_a_table_without_headers_is_told_as_it_is(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for row, values in enumerate((("姓名", "34"), ("张三", "35"))):
        for column, value in enumerate(values):
            table.cell(row, column).text = value
    assert saved(tmp_path, document) == "| 姓名 | 34 |\n| 张三 | 35 |\n\n"


def numbered(document: Any, form: str, text: str) -> str:
    """A list of that form, by its id."""
    numbering = document.part.numbering_part.element
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
    )
    numbering.insert(0, abstract)
    number = parse_xml(f'<w:num {nsdecls("w")} w:numId="78"><w:abstractNumId w:val="77"/></w:num>')
    numbering.append(number)
    return "78"


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("chineseCountingThousand", "第%1条　", ["第一条 总则", "第二条 总则"]),
        ("chineseCounting", "（%1）", ["（一）总则", "（二）总则"]),
        ("decimal", "%1.", ["1. 总则", "2. 总则"]),
        ("bullet", "•", ["总则", "总则"]),
    ],
)
def test_the_numbers_that_word_counts_are_told(
    tmp_path: Path, form: str, text: str, expected: list[str]
) -> None:
    document = docx.Document()
    identity = numbered(document, form, text)
    for _ in range(2):
        paragraph = document.add_paragraph("总则")
        properties = paragraph._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{identity}"/></w:numPr>')
        )
    assert [line.replace("　", " ") for line in saved(tmp_path, document).split("\n\n")[:2]] == expected


def test_what_was_deleted_is_gone_and_what_was_inserted_is_there(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("标准为")
    for tag, part, value in (("w:del", "w:delText", "1350元"), ("w:ins", "w:t", "1880元")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(part)
        text.text = value
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    assert saved(tmp_path, document) == "标准为1880元\n\n"


def test_tabs_and_line_breaks_stay_apart(tmp_path: Path) -> None:
    document = docx.Document()
    run = document.add_paragraph("姓名").add_run("\t张三")
    run.add_break()
    run.add_text("年龄34")
    assert saved(tmp_path, document) == "姓名 张三\n年龄34\n\n"


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("正文")
    box = f"<w:txbxContent {nsdecls('w')}><w:p><w:r><w:t>框中</w:t></w:r></w:p></w:txbxContent>"
    paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{box}</w:r>"))
    assert saved(tmp_path, document) == "正文\n\n框中\n\n"
    assert paragraph._p.find(qn("w:r")) is not None


def test_a_protected_document_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(DocumentError, match="password"):
        read_docx(tmp_path / "a.docx")


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (20, "chineseCounting", "二十"),
        (105, "japaneseCounting", "一百零五"),
        (110, "chineseCounting", "一百一十"),
        (1001, "chineseCounting", "一千零一"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (28, "lowerLetter", "bb"),
        (1994, "upperRoman", "MCMXCIV"),
        (7, "decimal", "7"),
        (7, "unheardOf", "7"),
    ],
)
def test_numerals(number: int, form: str, expected: str) -> None:
    assert numeral(number, form) == expected
