"""Text of a scanner into blocks: a line is a paragraph or a row; rows in sequence are a table.

Rows are tab-separated cells (HTML fragments inside), Markdown pipe rows, or HTML tables that stand
in the text. Lines are those of :meth:`str.splitlines`, numbered from 1.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from transforms.document import Cell, Document, Paragraph, Place, Row, Table
from transforms.read.cell_html import text_of
from transforms.read.decode import DecodedText
from transforms.read.pipe_tables import grid_rows, is_rule, ruled_lines
from transforms.read.span_grid import SpanGrid

READER = "scanner-text"
_PIPE_ROW = re.compile(r"^\s*\|.*\|\s*$")
_PIPE_RULE = frozenset(" \t\xa0:|-")
_HTML_TABLE = re.compile(r"<table\b.*?(?:</table>|\Z)", re.IGNORECASE | re.DOTALL)
_HTML_ROW = re.compile(r"<tr\b[^>]*>(.*?)(?=</tr>|<tr\b|</table>|\Z)", re.IGNORECASE | re.DOTALL)
_HTML_CELL = re.compile(
    r"<t[dh]\b([^>]*)>(.*?)(?=</t[dh]>|<t[dh]\b|</tr>|<tr\b|</table>|\Z)", re.IGNORECASE | re.DOTALL
)
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?(\d+)", re.IGNORECASE)
_BAR = re.compile(r"(?<!\\)\|")
_FEWEST_BARS = 2


def read_scanner_text(decoded: DecodedText, sha256: str) -> Document:
    """The document model of one text. Never raises: whatever is not a row is a paragraph."""
    lines = decoded.text.splitlines()
    html_rows, inside = _html_tables(decoded.text, lines) if "<table" in decoded.text.lower() else ({}, set())
    blocks: list[Paragraph | Table] = []
    rows: list[Row] = []

    def close_table() -> None:
        if rows:
            blocks.append(Table(tuple(rows)))
            rows.clear()

    ruled, grid = ruled_lines(lines), grid_rows(lines)
    drawn_until = 0
    for number, line in enumerate(lines, start=1):
        if number in html_rows:
            rows.extend(html_rows[number])
        if number in inside or number <= drawn_until:
            continue
        if (rows and "---" in line and _PIPE_RULE.issuperset(line)) or (ruled and is_rule(line)):
            continue
        if number - 1 in grid:
            height, texts = grid[number - 1]
            drawn_until = number + height - 1
            if any(texts):
                rows.append(_drawn_row(texts, number))
            continue
        row = _row(line, number, number - 1 in ruled or _bars_alike(lines, number - 1))
        if row is not None:
            rows.append(row)
            continue
        close_table()
        text = text_of(line)
        if text:
            start = len(line) - len(line.lstrip())
            blocks.append(Paragraph(line, text, Place(number, start, len(line.rstrip()))))
    close_table()
    return Document(
        sha256, "text/plain", READER, decoded.encoding, len(lines), tuple(blocks), decoded.damaged
    )


def _bars_alike(lines: list[str], at: int) -> bool:
    """Whether a line has bars between its cells only, and a line beside it has as many."""
    bars = _bars(lines[at])
    if bars < _FEWEST_BARS or "\t" in lines[at]:
        return False
    return any(_bars(lines[beside]) == bars for beside in (at - 1, at + 1) if 0 <= beside < len(lines))


def _bars(line: str) -> int:
    return line.count("|") - line.count("\\|")


def _drawn_row(texts: list[str], number: int) -> Row:
    cells: list[Cell] = []
    position = 0
    for raw in texts:
        cells.append(_cell(raw, number, position))
        position += len(raw) + 1
    return Row(tuple(cells), Place(number))


def _row(line: str, number: int, bars_alike: bool = False) -> Row | None:
    if "\t" in line:
        separator, start = "\t", 0
    elif _PIPE_ROW.match(line):
        separator, start = "|", line.index("|") + 1
        line = line.rstrip()[:-1]
    elif bars_alike:
        separator, start = "|", line.index("|") + 1 if line.lstrip()[:1] == "|" else 0
    else:
        return None
    cells: list[Cell] = []
    position = start
    for raw in _BAR.split(line[start:]) if separator == "|" else line[start:].split(separator):
        cells.append(_cell(raw, number, position))
        position += len(raw) + 1
    filled = sum(bool(cell.text) for cell in cells)
    if filled == 0 or (filled == 1 and len(cells) <= 2):
        return None
    return Row(tuple(cells), Place(number, start, len(line)))


def _cell(raw: str, number: int, position: int) -> Cell:
    return Cell(raw, text_of(raw), Place(number, position, position + len(raw)))


def _html_tables(text: str, lines: list[str]) -> tuple[dict[int, list[Row]], set[int]]:
    """Rows of HTML tables by the line on which their table begins, and all lines inside tables."""
    starts = _line_starts(text, lines)
    found: dict[int, list[Row]] = {}
    inside: set[int] = set()
    for table in _HTML_TABLE.finditer(text):
        first = bisect_right(starts, table.start())
        last = bisect_right(starts, max(table.start(), table.end() - 1))
        rows: list[Row] = []
        grid = SpanGrid()
        for row in _HTML_ROW.finditer(text, table.start(), table.end()):
            cells = grid.row(_html_cells(text, row, starts))
            if any(cell.text for cell in cells):
                rows.append(Row(tuple(cells), Place(bisect_right(starts, row.start()))))
        if rows:
            found.setdefault(first, []).extend(rows)
            inside.update(range(first, last + 1))
    return found, inside


def _html_cells(text: str, row: re.Match[str], starts: list[int]) -> Iterator[tuple[Cell, int, int]]:
    """Each cell of one row with the columns and rows that it spans."""
    for match in _HTML_CELL.finditer(text, row.start(1), row.end(1)):
        spans = {kind.lower(): int(value[:4]) for kind, value in _SPAN.findall(match[1])}
        number = bisect_right(starts, match.start(2))
        offset = match.start(2) - starts[number - 1]
        cell = Cell(match[2], text_of(match[2]), Place(number, offset, offset + len(match[2])))
        yield cell, spans.get("col", 1), spans.get("row", 1)


def _line_starts(text: str, lines: list[str]) -> list[int]:
    starts, position = [], 0
    for line in text.splitlines(keepends=True):
        starts.append(position)
        position += len(line)
    return starts or [0]
