"""What stands on the pages into blocks of the document, numbered in reading order."""

from __future__ import annotations

import html
from collections.abc import Sequence

from transforms.document import Cell, Paragraph, Place, Row, Table
from transforms.read.cell_html import text_of
from transforms.read.pdf.page_frame import Box, union
from transforms.read.pdf.page_layout import LaidCell, LaidTable, Page
from transforms.read.pdf.text_lines import Line
from transforms.read.pdf.wrapped_lines import paragraphs_of, text_of_lines
from transforms.read.span_grid import SpanGrid


def cleaned(text: str) -> str:
    """The text as every reader gives it: boxes as ☑ and ☐, no double spaces. A PDF has no markup."""
    return text_of(html.escape(text, quote=False))


class Story:
    """Takes the blocks of the pages in order."""

    def __init__(self) -> None:
        self.blocks: list[Paragraph | Table] = []
        self.last_line = 0

    def add_lines(self, lines: Sequence[Line]) -> None:
        """Adds lines that stand by themselves, each with its page."""
        for line in lines:
            self._add_lines(line.page, [line], line.box[2])

    def add_page(self, page: Page) -> None:
        """Adds what stands on ``page``."""
        lines: list[Line] = []
        right = max((block.box[2] for block in page.blocks), default=0.0)
        for block in page.blocks:
            if isinstance(block, Line):
                lines.append(block)
                continue
            self._add_lines(page.number, lines, right)
            lines = []
            self._add_table(page.number, block)
        self._add_lines(page.number, lines, right)

    def _add_lines(self, page: int, lines: Sequence[Line], right: float) -> None:
        for group in paragraphs_of(lines, right):
            raw = text_of_lines(group)
            text = cleaned(raw)
            if text:
                self.last_line += 1
                box = union([line.box for line in group])
                self.blocks.append(
                    Paragraph(raw, text, Place(self.last_line, 0, len(raw), page=page, box=box))
                )

    def _add_table(self, page: int, table: LaidTable) -> None:
        grid = SpanGrid()
        rows: list[Row] = []
        for laid, box in zip(table.rows, table.row_boxes, strict=True):
            self.last_line += 1
            cells = grid.row(self._cells(page, laid))
            rows.append(Row(tuple(cells), Place(self.last_line, page=page, box=box)))
        self.blocks.append(Table(tuple(rows)))

    def _cells(self, page: int, laid: Sequence[LaidCell]) -> list[tuple[Cell, int, int]]:
        cells: list[tuple[Cell, int, int]] = []
        start = 0
        for cell in laid:
            raw = cell.text
            end = start + len(raw)
            place = Place(self.last_line, start, end, page=page, box=cell_box(cell))
            cells.append((Cell(raw, cleaned(raw), place), cell.columns, cell.rows))
            start = end + 1
        return cells


def cell_box(cell: LaidCell) -> Box:
    """Where the cell is."""
    return cell.box
