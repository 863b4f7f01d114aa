"""Workbooks (xlsx) into the document model: each sheet that is shown, row by row."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

import fastexcel

from transforms.document import Cell, Document, Paragraph, Place, ReaderNote, Table, UnreadableDocument
from transforms.read.cell_html import text_of
from transforms.read.grid import GridRow, blocks_of
from transforms.read.workbook_links import At, boxes_over, linked
from transforms.read.workbook_looks import Look, looks_of_workbook, shown_text, with_plain_strings
from transforms.read.workbook_parts import MOST_COVERED, SheetExtent, sheet_extents

READER = "workbook"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_SHEETS = 200
_NO_NAME = re.compile(r"(?:sheet|ชีต|แผ่น(?:งาน)?|tabelle|table|data)[\s\d_()-]*", re.IGNORECASE)
#: 91.40000000000001: what a sum leaves behind.
_FLOATING = re.compile(r"-?\d+\.\d{11,}")
#: What may be a score; so many with decimals tell that a column is one of scores.
_SCORE_LIKE, _WHOLE, _FEWEST_DECIMALS = re.compile(r"\d{1,3}(?:\.\d+)?"), re.compile(r"\d{1,3}"), 3


def read_workbook(content: bytes, sha256: str) -> Document:
    """The document of a workbook. A sheet's name is its first paragraph, unless the program gave it. Cells
    say what the sheet shows, their ``raw`` what is stored; what is hidden is not read, and a note says so.
    Raises :class:`UnreadableDocument` where a limit is passed or the file is damaged."""
    looks = looks_of_workbook(content)
    extents = sheet_extents(content, frozenset(looks))
    if not 0 < len(extents) <= _MOST_SHEETS:
        raise UnreadableDocument("workbook-damaged", f"{len(extents)} sheets")
    blocks: list[Paragraph | Table] = []
    rows = 0
    shown: list[SheetExtent] = []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            reader = fastexcel.read_excel(with_plain_strings(content, archive))
            for name in reader.sheet_names:
                sheet = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
                if sheet.visible != "visible":
                    continue
                extent = extents.get(name)
                if extent is not None:
                    shown.append(extent)
                if not sheet.total_height:
                    continue
                columns = [column.to_list() for column in sheet.to_polars().get_columns()]
                height = len(columns[0]) if columns else 0
                if not _NO_NAME.fullmatch(name.strip()):
                    blocks.append(Paragraph(name, name, Place(1, sheet=name, column=1)))
                boxes = boxes_over(archive, extent.part) if extent is not None else {}
                blocks.extend(blocks_of(_rows(name, columns, extent, looks, boxes)))
                rows += height
            notes = _notes(archive, len(reader.sheet_names) - len(shown), shown)
    except UnreadableDocument:
        raise
    except Exception as error:  # whatever a library makes of a damaged file
        raise UnreadableDocument("workbook-damaged", str(error).partition("\n")[0][:120]) from error
    if not blocks:
        raise UnreadableDocument("empty-file", f"{len(content)} bytes, no filled cell")
    return Document(sha256, MEDIA_TYPE, READER, "utf-8", rows, tuple(blocks), notes=notes)


def _rows(
    name: str,
    columns: list[list[str | None]],
    extent: SheetExtent | None,
    looks: Mapping[int, Look],
    boxes: Mapping[At, str],
) -> Iterator[GridRow]:
    """Each row that is shown with as many cells as columns of the sheet are; a merged cell stands in all that
    it covers."""
    width = len(columns)
    first = extent.first_column if extent is not None else 0
    # Where the rectangle is not the one that was expected, a row is named and no column.
    known = extent is not None and first > 0 and extent.last_column - first + 1 == width
    covered = _covered(extent, first, width) if extent is not None and known else {}
    merged: dict[At, Cell] = {}
    among_decimals = [_among_decimals(column) for column in columns]
    for number, values in enumerate(zip(*columns, strict=True), start=1):
        if extent is not None and number in extent.hidden_rows:
            continue
        cells: list[Cell] = []
        for position, value in enumerate(values):
            if known and extent is not None and first + position in extent.hidden_columns:
                continue
            origin = covered.get((number, position))
            if origin in merged:
                cells.append(merged[origin])
                continue
            if known and extent is not None:
                cell = _cell(value, Place(number, sheet=name, column=first + position), extent, looks, boxes)
            else:
                raw = _printed(value)
                cell = Cell(raw, text_of(raw), Place(number, sheet=name))
            if number in among_decimals[position] and _WHOLE.fullmatch(cell.text):
                cell = replace(cell, text=f"{cell.text}.00")  # 95, typed as 95.00: a sheet drops the zeros
            if origin is not None:
                merged[origin] = cell
            cells.append(cell)
        yield Place(number, sheet=name), cells


def _among_decimals(column: Sequence[str | None]) -> frozenset[int]:
    """The rows (from 1) of a column whose numbers stand one below the other with such that mostly have
    decimals, as scores do."""
    found: set[int] = set()
    for is_number, entries in groupby(
        enumerate(column, start=1), lambda entry: bool(entry[1] and _SCORE_LIKE.fullmatch(entry[1]))
    ):
        numbers = list(entries)
        decimals = sum("." in (value or "") for _, value in numbers)
        if is_number and decimals >= _FEWEST_DECIMALS and 2 * decimals > len(numbers):
            found.update(row for row, _ in numbers)
    return frozenset(found)


def _cell(
    value: str | None, place: Place, extent: SheetExtent, looks: Mapping[int, Look], boxes: Mapping[At, str]
) -> Cell:
    at = place.line, place.column
    raw = extent.errors.get(at, "") if value is None else _printed(value)
    text = text_of(shown_text(raw, extent.styles.get(at), looks)) if raw else ""
    if at in boxes:
        text = f"{boxes[at]}\n{text}" if " " in boxes[at] else f"{boxes[at]} {text}"
    if at in extent.links:
        raw = linked(raw, extent.links[at])
    return Cell(raw, text.strip(), place)


def _notes(archive: zipfile.ZipFile, sheets: int, shown: Sequence[SheetExtent]) -> tuple[ReaderNote, ...]:
    notes: list[ReaderNote] = []
    parts = archive.namelist()
    if any(part.lower().endswith("vbaproject.bin") for part in parts):
        notes.append(ReaderNote("macros-not-run", "VBA"))
    outside = sum(part.startswith("xl/externalLinks/") and part.endswith(".xml") for part in parts)
    if outside:
        notes.append(ReaderNote("external-links-not-followed", f"{outside}"))
    rows = sum(sum(row <= one.last_row for row in one.hidden_rows) for one in shown)
    columns = sum(
        sum(one.first_column <= column <= one.last_column for column in one.hidden_columns) for one in shown
    )
    counted = ((sheets, "sheets"), (rows, "rows"), (columns, "columns"))
    if hidden := ", ".join(f"{count} {what}" for count, what in counted if count):
        notes.append(ReaderNote("hidden-not-read", hidden))
    return tuple(notes)


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
