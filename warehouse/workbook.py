"""Workbooks for people: frozen headings, filters, widths, number formats, colours by level.

Strings are never taken for formulas or links. What does not fit a sheet (1,048,576 rows) goes on in a
second one; a text that does not fit a cell (32,767 characters) is cut with ``…``.
"""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from warehouse.workbook_charts import ChartSheet, write_charts

if TYPE_CHECKING:
    import polars as pl

MOST_ROWS = 1_048_575  # beside the row of headings
_LONGEST_TEXT = 32_767
_LONGEST_NAME = 31
_WIDEST = 48
#: From here on rows go to disk as they are written: slower, and flat in memory.
_MANY_CELLS = 300_000
_MEASURED_ROWS = 200

_GREEN = {"bg_color": "#C6EFCE", "font_color": "#006100"}
_AMBER = {"bg_color": "#FFEB9C", "font_color": "#7F6000"}
_RED = {"bg_color": "#FFC7CE", "font_color": "#9C0006"}
COLOURS = {"green": _GREEN, "amber": _AMBER, "red": _RED}


@dataclass(frozen=True)
class Sheet:
    """One table of a workbook. ``headings``: column -> what stands above it (else its name);
    ``percent``: columns of ratios 0-1 shown as per cent; ``colours``: column -> value -> ``green``,
    ``amber`` or ``red``; ``below``: columns whose numbers under the bound are amber; ``frozen``: so many
    columns stay in sight."""

    name: str
    frame: pl.DataFrame
    headings: Mapping[str, str] = field(default_factory=dict)
    percent: Collection[str] = ()
    colours: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    below: Mapping[str, float] = field(default_factory=dict)
    frozen: int = 0


@dataclass(frozen=True)
class Notes:
    """A sheet of text: each line a heading, a (label, value) pair or a paragraph."""

    name: str
    title: str
    lines: Sequence[tuple[str, ...]]


def workbook_bytes(sheets: Sequence[Sheet | Notes | ChartSheet], title: str = "") -> bytes:
    """The workbook as the content of an ``.xlsx`` file. (To a file directly, XlsxWriter would leave an
    open archive behind when the disk is full.)"""
    import xlsxwriter

    cells = sum(sheet.frame.height * sheet.frame.width for sheet in sheets if isinstance(sheet, Sheet))
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(
        stream,
        {
            "constant_memory": cells > _MANY_CELLS,
            "in_memory": cells <= _MANY_CELLS,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    workbook.set_properties({"title": title, "author": "Prongsai"})
    try:
        formats = _Formats(workbook)
        names: set[str] = set()
        for sheet in sheets:
            if isinstance(sheet, Notes):
                _write_notes(workbook.add_worksheet(_sheet_name(sheet.name, names)), sheet, formats)
                continue
            if isinstance(sheet, ChartSheet):
                named = dataclasses.replace(sheet, name=_sheet_name(sheet.name, names))
                write_charts(workbook, workbook.add_worksheet(named.name), named, formats)
                continue
            for start in range(0, max(sheet.frame.height, 1), MOST_ROWS):
                worksheet = workbook.add_worksheet(_sheet_name(sheet.name, names))
                _write_table(worksheet, sheet, sheet.frame.slice(start, MOST_ROWS), formats)
    finally:
        workbook.close()
    return stream.getvalue()


class _Formats:
    def __init__(self, workbook: Any) -> None:
        self.title = workbook.add_format({"bold": True, "font_size": 16})
        self.section = workbook.add_format({"bold": True, "font_size": 12, "bottom": 1})
        self.label = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.heading = workbook.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#1F4E78", "font_color": "white"}
        )
        self.whole = workbook.add_format({"num_format": "0"})
        self.score = workbook.add_format({"num_format": "0.00"})
        self.percent = workbook.add_format({"num_format": "0.0%"})
        self.day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        self.moment = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self.colours = {name: workbook.add_format(look) for name, look in COLOURS.items()}


def _write_notes(worksheet: Any, notes: Notes, formats: _Formats) -> None:
    worksheet.hide_gridlines(2)
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_column(0, 0, 42)
    worksheet.set_column(1, 1, 110)
    worksheet.write_string(0, 0, notes.title, formats.title)
    for row, line in enumerate(notes.lines, start=2):
        if len(line) == 1:
            worksheet.write_string(row, 0, line[0], formats.section)
        else:
            worksheet.write_string(row, 0, line[0], formats.label)
            worksheet.write_string(row, 1, _cut(" ".join(line[1:])), formats.wrapped)


def _write_table(worksheet: Any, sheet: Sheet, frame: pl.DataFrame, formats: _Formats) -> None:
    from warehouse.table_files import flat

    frame = flat(frame)
    worksheet.freeze_panes(1, sheet.frozen)
    _lay_out_for_paper(worksheet)
    headings = [sheet.headings.get(name, name) for name in frame.columns]
    for column, (name, heading) in enumerate(zip(frame.columns, headings, strict=True)):
        worksheet.set_column(
            column, column, _width(frame[name], heading), _format(sheet, frame, name, formats)
        )
    if any(len(heading) > 14 for heading in headings):
        worksheet.set_row(0, 62)
    for column, heading in enumerate(headings):
        worksheet.write_string(0, column, _cut(heading), formats.heading)
    writers = [_writer(worksheet, kind) for kind in frame.dtypes]
    for row, values in enumerate(frame.iter_rows(), start=1):
        for column, value in enumerate(values):
            if value is not None:
                writers[column](row, column, value)
    if frame.width:
        worksheet.autofilter(0, 0, max(frame.height, 1), frame.width - 1)
    _colour(worksheet, sheet, frame, formats)


def _lay_out_for_paper(worksheet: Any) -> None:
    """A4 across, as wide as the page, the headings on every page, pages numbered."""
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)
    worksheet.set_footer("&L&A&R&P / &N")


def _writer(worksheet: Any, kind: pl.DataType) -> Any:
    """How the values of a column are written; the number format is that of the whole column."""
    if kind.is_numeric():
        number = worksheet.write_number

        def write_number(row: int, column: int, value: Any) -> None:
            if value == value and value not in (float("inf"), float("-inf")):
                number(row, column, float(value) if isinstance(value, Decimal) else value)

        return write_number
    if kind.is_temporal():
        return lambda row, column, value: _write_time(worksheet, row, column, value)
    text = worksheet.write_string
    return lambda row, column, value: text(row, column, _cut(value if isinstance(value, str) else str(value)))


def _write_time(worksheet: Any, row: int, column: int, value: object) -> None:
    if isinstance(value, datetime):
        value = value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
    # Spreadsheets count days from 1900 on.
    if isinstance(value, datetime | date) and value.year >= 1900:
        worksheet.write_datetime(row, column, value)
    else:
        worksheet.write_string(row, column, str(value))


def _format(sheet: Sheet, frame: pl.DataFrame, name: str, formats: _Formats) -> Any:
    import polars as pl

    kind = frame.schema[name]
    if name in sheet.percent:
        return formats.percent
    if kind.is_integer() or (isinstance(kind, pl.Decimal) and kind.scale == 0):
        return formats.whole
    if kind.is_decimal() or kind.is_float():
        return formats.score
    if kind == pl.Date:
        return formats.day
    return formats.moment if kind.is_temporal() else None


def _colour(worksheet: Any, sheet: Sheet, frame: pl.DataFrame, formats: _Formats) -> None:
    last = max(frame.height, 1)
    for name, values in sheet.colours.items():
        if name in frame.columns:
            column = frame.columns.index(name)
            for value, colour in values.items():
                quoted = value.replace('"', '""')
                rule = {
                    "type": "cell",
                    "criteria": "==",
                    "value": f'"{quoted}"',
                    "format": formats.colours[colour],
                }
                worksheet.conditional_format(1, column, last, column, rule)
    for name, bound in sheet.below.items():
        if name in frame.columns:
            column = frame.columns.index(name)
            # An empty cell counts as 0 in a comparison: it must stay without colour.
            worksheet.conditional_format(1, column, last, column, {"type": "blanks", "stop_if_true": True})
            rule = {"type": "cell", "criteria": "<", "value": bound, "format": formats.colours["amber"]}
            worksheet.conditional_format(1, column, last, column, rule)


def _width(column: pl.Series, heading: str) -> float:
    longest = max((len(str(value)) for value in column.head(_MEASURED_ROWS) if value is not None), default=0)
    return min(max(longest + 2, min(len(heading), 14) + 3, 8), _WIDEST)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"


def _sheet_name(wanted: str, taken: set[str]) -> str:
    clean = "".join("-" if letter in "[]:*?/\\" else letter for letter in wanted).strip("'") or "-"
    name, number = clean[:_LONGEST_NAME], 1
    while name.casefold() in taken:
        number += 1
        ending = f" ({number})"
        name = clean[: _LONGEST_NAME - len(ending)] + ending
    taken.add(name.casefold())
    return name
