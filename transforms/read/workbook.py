"""Workbooks (xlsx) into the document model: each sheet that is shown, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator

import fastexcel

from transforms.document import Cell, Document, Paragraph, Place, Table, UnreadableDocument
from transforms.read.cell_html import text_of
from transforms.read.grid import GridRow, blocks_of
from transforms.read.workbook_parts import MOST_COVERED, SheetExtent, sheet_extents

READER = "workbook"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_SHEETS = 200
_NO_NAME = re.compile(r"(?:sheet|ชีต|แผ่น(?:งาน)?|tabelle|table|data)[\s\d_()-]*", re.IGNORECASE)
#: 91.40000000000001: what a sum leaves behind.
_FLOATING = re.compile(r"-?\d+\.\d{11,}")


def read_workbook(content: bytes, sha256: str) -> Document:
    """The document of a workbook. A sheet's name is its first paragraph, unless the program gave it.
    Raises :class:`UnreadableDocument` where a limit is passed or the file is damaged."""
    extents = sheet_extents(content)
    if not 0 < len(extents) <= _MOST_SHEETS:
        raise UnreadableDocument("workbook-damaged", f"{len(extents)} sheets")
    blocks: list[Paragraph | Table] = []
    rows = 0
    try:
        reader = fastexcel.read_excel(content)
        for name in reader.sheet_names:
            sheet = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
            if sheet.visible != "visible" or not sheet.total_height:
                continue
            columns = [column.to_list() for column in sheet.to_polars().get_columns()]
            height = len(columns[0]) if columns else 0
            if not _NO_NAME.fullmatch(name.strip()):
                blocks.append(Paragraph(name, name, Place(1, sheet=name, column=1)))
            blocks.extend(blocks_of(_rows(name, columns, extents.get(name))))
            rows += height
    except UnreadableDocument:
        raise
    except Exception as error:  # whatever a library makes of a damaged file
        raise UnreadableDocument("workbook-damaged", str(error).partition("\n")[0][:120]) from error
    if not blocks:
        raise UnreadableDocument("empty-file", f"{len(content)} bytes, no filled cell")
    return Document(sha256, MEDIA_TYPE, READER, "utf-8", rows, tuple(blocks))


def _rows(name: str, columns: list[list[str | None]], extent: SheetExtent | None) -> Iterator[GridRow]:
    """Each row with as many cells as the sheet has columns; a merged cell stands in all that it covers."""
    width = len(columns)
    first = extent.first_column if extent is not None else 0
    # Where the rectangle is not the one that was expected, a row is named and no column.
    known = extent is not None and first > 0 and extent.last_column - first + 1 == width
    covered = _covered(extent, first, width) if extent is not None and known else {}
    merged: dict[tuple[int, int], Cell] = {}
    for number, values in enumerate(zip(*columns, strict=True), start=1):
        cells: list[Cell] = []
        for position, value in enumerate(values):
            origin = covered.get((number, position))
            if origin in merged:
                cells.append(merged[origin])
                continue
            raw = _printed(value)
            cell = Cell(
                raw,
                text_of(raw),
                Place(number, sheet=name, column=first + position if known else 0),
            )
            if origin is not None:
                merged[origin] = cell
            cells.append(cell)
        yield Place(number, sheet=name), cells


def _covered(extent: SheetExtent, first: int, width: int) -> dict[tuple[int, int], tuple[int, int]]:
    """(row, position) → (row, position) of the first cell of the merged cell that covers it."""
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    for top, left, bottom, right in extent.merged:
        last_row, last_column = min(bottom, extent.last_row), min(right, first + width - 1)
        for row in range(top, last_row + 1):
            for column in range(max(left, first), last_column + 1):
                covered[row, column - first] = (top, left - first)
        if len(covered) > MOST_COVERED:
            raise UnreadableDocument("workbook-too-large", f"more than {MOST_COVERED} merged cells")
    return covered


def _printed(value: str | None) -> str:
    """A value as the sheet shows it: without the floating remainder of a sum."""
    if value is None:
        return ""
    return f"{float(value):.10g}" if _FLOATING.fullmatch(value) else value
