"""Spreadsheets and CSV: each sheet is a section, each row a line whose cells stand behind their headers."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from index.decode import decode
from index.errors import DocumentError
from index.formats.markup import Markup, Text
from index.reasons import Reason

_EMPTY = 50
"""After so many empty rows a sheet is over: some are formatted down to row 1,048,576."""
_COLUMNS = 400


def read_xlsx(path: Path) -> Text:
    """Raises DocumentError when it is no workbook, or one with a password."""
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    with path.open("rb") as file:  # of a path openpyxl would want an ending that it knows
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
            raise DocumentError(path.name, Reason("sheets_damaged")) from error
        out = Markup()
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            if rows := _rows(sheet):
                out.heading(2, sheet.title)
                out.table(rows)
        return out.finish()


def read_csv(path: Path) -> Text:
    """Raises NotText when it cannot be decoded, DocumentError when it is no table."""
    text = decode(path.read_bytes())
    try:
        dialect: Any = csv.Sniffer().sniff(text[:20_000], ",;\t|")
    except csv.Error:
        dialect = csv.excel_tab if path.suffix.lower() == ".tsv" else csv.excel
    limit = csv.field_size_limit(1 << 24)
    try:
        rows = [list(row) for row in csv.reader(io.StringIO(text, newline=""), dialect)]
    except csv.Error as error:
        raise DocumentError(path.name, Reason("not_table", {"error": str(error)})) from error
    finally:
        csv.field_size_limit(limit)
    out = Markup()
    out.table(rows)
    return out.finish()


def _rows(sheet: Any) -> list[list[str]]:
    rows: list[list[str]] = []
    empty = 0
    for row in sheet.iter_rows(max_col=min(sheet.max_column or 1, _COLUMNS)):
        shown = [_shown(cell) for cell in row]
        empty = 0 if any(shown) else empty + 1
        if empty > _EMPTY:
            break
        rows.append(shown)
    return rows


def _shown(cell: Any) -> str:
    """A value as people see it: dates without midnight, shares in percent, whole numbers without a point."""
    value, form = cell.value, getattr(cell, "number_format", "") or ""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime():
            plain = value.time() == time(0)
            return value.date().isoformat() if plain else value.isoformat(" ", "minutes")
        case date() | time():
            return value.isoformat()
        case int() | float() if "%" in form:
            return f"{round(value * 100, 6):.10g}%"
        case float():
            return f"{value:.15g}" if abs(value) < 1e15 else str(value)
        case _:
            return str(value)
