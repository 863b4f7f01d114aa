"""One page of glyphs and rulings into tables and lines in reading order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from transforms.read.pdf.glyphs import Glyph
from transforms.read.pdf.page_frame import Box
from transforms.read.pdf.ruled_tables import RuledTable
from transforms.read.pdf.text_lines import Line, lines_of
from transforms.read.pdf.wrapped_lines import is_cut, paragraphs_of, text_of_lines

#: The middle of a letter is this part of its size above the line it stands on.
_MIDDLE = 0.3


@dataclass(slots=True)
class LaidCell:
    """A cell with its lines; ``rows`` and ``columns`` are what it spans. ``box`` is what is drawn."""

    box: Box
    lines: list[Line]
    rows: int = 1
    columns: int = 1
    #: What stands of it on the pages behind.
    parts: list[LaidCell] = field(default_factory=list)

    @property
    def last_lines(self) -> list[Line]:
        """The lines on the last page on which it stands."""
        return self.parts[-1].lines if self.parts else self.lines

    @property
    def all_lines(self) -> list[Line]:
        """The lines on all pages."""
        return [*self.lines, *(line for part in self.parts for line in part.lines)]

    @property
    def text(self) -> str:
        """Paragraphs one below the other, wrapped lines joined."""
        groups = paragraphs_of(self.lines, right_edge(self.lines, self.box))
        for part in self.parts:
            right = right_edge(part.lines, part.box)
            first, *others = paragraphs_of(part.lines, right)
            if groups and is_cut(groups[-1][-1], first[0], right):
                groups[-1] += first
            else:
                groups.append(first)
            groups += others
        return "\n".join(text_of_lines(group) for group in groups)


@dataclass(slots=True)
class LaidTable:
    """Rows of cells; ``columns`` are the x of the lines between them. ``box`` is all of it."""

    box: Box
    columns: tuple[float, ...]
    rows: list[list[LaidCell]]
    row_boxes: list[Box] = field(default_factory=list)


Block = Line | LaidTable


@dataclass(slots=True)
class Page:
    """A page as it is read: its number from 1, its size in points, its blocks in reading order."""

    number: int
    width: float
    height: float
    blocks: list[Block]


def right_edge(lines: Sequence[Line], box: Box) -> float:
    """Where text ends at the right in a cell: as far from its border as it begins at the left, or further
    if it does reach further."""
    if not lines:
        return box[2]
    margin = max(0.0, min(line.box[0] for line in lines) - box[0])
    return max(box[2] - min(margin, 6.0), *(line.box[2] for line in lines))


def laid_out(glyphs: Sequence[Glyph], tables: Sequence[RuledTable]) -> list[Block]:
    """The blocks of a page, from above to below, of two beside each other the left one first."""
    by_cell: dict[tuple[int, int], list[Glyph]] = {}
    outside: list[Glyph] = []
    finders = [_CellFinder(table) for table in tables]
    home: tuple[int, int] | None = None
    for glyph in glyphs:
        if not glyph.mark:
            home = _home(glyph, finders)
        if home is None:
            outside.append(glyph)
        else:
            by_cell.setdefault(home, []).append(glyph)
    blocks: list[Block] = []
    for at, table in enumerate(tables):
        laid = _laid_table(table, {cell: by_cell[at, cell] for number, cell in by_cell if number == at})
        if laid is not None:
            blocks.append(laid)
    blocks += lines_of(outside)
    return sorted(blocks, key=_reading_order)


def _reading_order(block: Block) -> tuple[float, float]:
    if isinstance(block, Line):
        return block.baseline - _MIDDLE * block.size, block.box[0]
    return round(block.box[1] / 4) * 4.0, block.box[0]


def _home(glyph: Glyph, finders: Sequence[_CellFinder]) -> tuple[int, int] | None:
    x = (glyph.box[0] + glyph.box[2]) / 2
    y = (glyph.box[1] + glyph.box[3]) / 2
    if glyph.direction == 0:
        y = glyph.baseline - _MIDDLE * glyph.size
    for at, finder in enumerate(finders):
        cell = finder.cell_at(x, y)
        if cell is not None:
            return at, cell
    return None


class _CellFinder:
    """Finds the cell of a table that a point lies in."""

    def __init__(self, table: RuledTable) -> None:
        self._columns, self._rows = table.columns, table.rows
        self._at: dict[tuple[int, int], int] = {}
        for index, cell in enumerate(table.cells):
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    self._at[row, column] = index

    def cell_at(self, x: float, y: float) -> int | None:
        """The index of the cell."""
        return self._at.get((bisect_right(self._rows, y) - 1, bisect_right(self._columns, x) - 1))


def _laid_table(table: RuledTable, glyphs: dict[int, list[Glyph]]) -> LaidTable | None:
    """The table without rows and columns in which nothing stands; ``None`` where nothing stands at all."""
    cells = [(cell, lines_of(glyphs.get(index, ()))) for index, cell in enumerate(table.cells)]
    filled = [(cell, lines) for cell, lines in cells if lines]
    if not filled:
        return None
    kept = sorted({cell.row for cell, _ in filled})
    rows: list[list[tuple[int, LaidCell]]] = [[] for _ in kept]
    for cell, lines in cells:
        spanned = [at for at, row in enumerate(kept) if cell.row <= row < cell.row + cell.rows]
        if spanned:
            rows[spanned[0]].append((cell.column, LaidCell(cell.box, lines, len(spanned), cell.columns)))
    boxes = [(table.columns[0], table.rows[row], table.columns[-1], table.rows[row + 1]) for row in kept]
    laid = [[cell for _, cell in sorted(row, key=lambda pair: pair[0])] for row in rows]
    return LaidTable(table.box, table.columns, laid, boxes)
