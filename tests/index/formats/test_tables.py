"""Spreadsheets and CSV: rows that can be quoted."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from index.errors import DocumentError
from index.formats.sheets import read_csv, read_xlsx


def test_cells_are_shown_as_people_see_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "标准"
    sheet.append(["地区", "元/月", "增长", "起", "记于", "备注"])
    sheet.append(["海口", 2004.0, 0.125, date(2022, 1, 1), datetime(2022, 6, 15, 8, 30), None])
    sheet["C2"].number_format = "0.0%"
    sheet.append([None] * 6)
    sheet.append(["三亚", 1880, None, None, None, True])
    hidden = book.create_sheet("草稿")
    hidden.append(["不算"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    assert read_xlsx(tmp_path / "a.xlsx").text == (
        "## 标准\n\n"
        "| 地区：海口 | 元/月：2004 | 增长：12.5% | 起：2022-01-01 | 记于：2022-06-15 08:30 |\n"
        "| 地区：三亚 | 元/月：1880 | 备注：TRUE |\n\n"
    )


@pytest.mark.parametrize(
    "text", ["地区,标准\n海口,2004元\n", "地区;标准\n海口;2004元\n", "地区\t标准\n海口\t2004元\n"]
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_csv_by_its_delimiter(tmp_path: Path, text: str, encoding: str) -> None:
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    assert read_csv(tmp_path / "a.csv").text == "| 地区：海口 | 标准：2004元 |\n\n"


def test_a_cell_of_several_lines_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('名称,说明\n甲,"第一行\n第二行"\n', "utf-8")
    assert read_csv(tmp_path / "a.csv").text == "| 名称：甲 | 说明：第一行 第二行 |\n\n"


def test_no_workbook_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\3\4 nothing")
    with pytest.raises(DocumentError, match="not a workbook"):
        read_xlsx(tmp_path / "a.xlsx")
