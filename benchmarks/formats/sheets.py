"""A report as one sheet: paragraphs in the first column, rows of tables as rows, one empty below."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import xlsxwriter

from benchmarks.formats.content import Content, Grid, plain_cell


def delimited(content: Content) -> bytes:
    """CSV as spreadsheet programs save it, every row as wide as the widest; UTF-8 with BOM."""
    width = max(1, content.widest)
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerows([*row, *[""] * (width - len(row))] for row in _rows(content))
    return file.getvalue().encode("utf-8-sig")


def workbook(content: Content) -> bytes:
    """XLSX with one sheet; texts stay texts."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_urls": False})
    sheet = book.add_worksheet("รายงาน")
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    for at, row in enumerate(_rows(content)):
        for column, text in enumerate(row):
            if text:
                sheet.write_string(at, column, text, wrapped if len(row) > 1 else None)
    sheet.set_column(0, max(1, content.widest), 24)
    book.close()
    return file.getvalue()


def _rows(content: Content) -> Iterator[list[str]]:
    for block in content.blocks:
        if isinstance(block, Grid):
            yield from ([plain_cell(cell) for cell in row] for row in block.rows)
            yield []
        else:
            yield [plain_cell(block)]
