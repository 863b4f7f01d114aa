"""Rows of a table whose cells span rows and columns, laid out so that each cell stands in its column.

The one rule of what stands where a spanning cell reaches: in what people laid out as text, an empty cell
with the place of the spanning one, by which extraction knows that what it says holds there too; in what a
spreadsheet laid out, the same cell again (:mod:`transforms.read.grid`).
"""

from __future__ import annotations

from collections.abc import Iterable

from transforms.document import Cell

#: No cell is believed to span more; a table of a report is not wider, nor is a merged cell higher.
LARGEST_SPAN = 40


class SpanGrid:
    """Takes the rows of one table in order. ``repeats``: a covered cell is the spanning one again."""

    def __init__(self, *, repeats: bool = False) -> None:
        self._repeats = repeats
        self._carried: dict[int, tuple[int, Cell]] = {}

    def row(self, cells: Iterable[tuple[Cell, int, int]]) -> list[Cell]:
        """The laid out cells of the next row; given are its own, each with the columns and the rows that it
        spans (at most :data:`LARGEST_SPAN` of either are believed, less than one is one)."""
        laid: list[Cell] = []
        following: dict[int, tuple[int, Cell]] = {}

        def fill_carried() -> None:
            while len(laid) in self._carried:
                left, cell = self._carried[len(laid)]
                if left > 1:
                    following[len(laid)] = (left - 1, cell)
                laid.append(self._covered(cell))

        for cell, columns, rows in cells:
            if self._carried:
                fill_carried()
            if columns <= 1 and rows <= 1:
                laid.append(cell)
                continue
            for copy in range(max(1, min(columns, LARGEST_SPAN))):
                if rows > 1:
                    following[len(laid)] = (min(rows, LARGEST_SPAN) - 1, cell)
                laid.append(cell if copy == 0 else self._covered(cell))
        fill_carried()
        self._carried = following
        return laid

    def end_group(self) -> None:
        """A group of rows ends (``thead``, ``tbody``): no cell reaches over it."""
        self._carried = {}

    def _covered(self, cell: Cell) -> Cell:
        return cell if self._repeats else Cell("", "", cell.place)
