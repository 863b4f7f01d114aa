"""Rows of a spreadsheet or a delimited file into blocks: a row with one text is a paragraph, others a table.

A title above a list, the name of a district between its rows and a note below them are what a paragraph
is in a text; everything that reads paragraphs finds them there. A single text that stands between the rows
of a table, in its third column or further right, is no title: it is the rest of the cell above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from transforms.document import Cell, Paragraph, Place, Row, Table

#: One row: its place, and its cells from the first column on, empty ones too. Cells that a merged cell
#: covers are the same object again.
GridRow = tuple[Place, Sequence[Cell]]

#: A title or the name of a group stands in one of the columns before.
_FIRST_OF_RESTS = 2
_FEWEST_HEADS, _LONGEST_HEAD = 3, 120
_NUMBER = re.compile(r"[\s0-9๐-๙.,%+\-–—☑☐]*")


def blocks_of(rows: Iterable[GridRow]) -> list[Paragraph | Table]:
    """The blocks of one sheet. Empty rows separate nothing (lists are printed with gaps), but where the row
    behind them may be a heading."""
    grid = _Grid()
    for place, cells in rows:
        grid.add(place, cells)
    return grid.finished()


class _Grid:
    def __init__(self) -> None:
        self._blocks: list[Paragraph | Table] = []
        self._table: list[Row] = []
        self._alone: list[Row] = []  # behind the table, to be judged by what follows
        self._gap = False

    def add(self, place: Place, cells: Sequence[Cell]) -> None:
        """The next row of the sheet."""
        filled = [(at, cell) for at, cell in enumerate(cells) if cell.text]
        if not filled:
            self._end_rests()
            self._gap = True
            return
        row = Row(tuple(cells), place)
        at, first = filled[0]
        if any(cell is not first for _, cell in filled):
            if self._gap and _may_be_heading(cells):
                self._end_table()
            self._table += self._alone
            self._alone = []
            self._table.append(row)
        elif self._table and not self._gap and at >= _FIRST_OF_RESTS and len(filled) == 1:
            self._alone.append(row)
        else:
            self._end_table()
            self._blocks.append(Paragraph(first.raw, first.text, first.place))
        self._gap = False

    def finished(self) -> list[Paragraph | Table]:
        """All blocks."""
        self._end_table()
        return self._blocks

    def _end_rests(self) -> None:
        """Single texts behind the last row of a table are no rests: a note, who signed."""
        if self._alone:
            self._end_table()

    def _end_table(self) -> None:
        if self._table:
            width = max(at for row in self._table for at, cell in enumerate(row.cells, start=1) if cell.text)
            self._blocks.append(Table(tuple(Row(row.cells[:width], row.place) for row in self._table)))
        for row in self._alone:
            text = next(cell for cell in row.cells if cell.text)
            self._blocks.append(Paragraph(text.raw, text.text, text.place))
        self._table, self._alone = [], []


def _may_be_heading(cells: Sequence[Cell]) -> bool:
    """Short words in every cell that has any, no number and no box."""
    texts = [cell.text for cell in cells if cell.text]
    return len(texts) >= _FEWEST_HEADS and all(
        len(text) <= _LONGEST_HEAD and _NUMBER.fullmatch(text) is None for text in texts
    )
