"""One page of glyphs and rulings into tables and lines in reading order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from transforms.read.pdf.glyphs import Glyph
from transforms.read.pdf.page_frame import Box
from transforms.read.pdf.ruled_tables import RuledTable
from transforms.read.pdf.text_lines import Line, lines_of
from transforms.read.pdf.wrapped_lines import TextParagraph, joined_over_page, paragraphs_of

#: Text of a page ends no further from its edge than an inch, or as far as it goes.
_WIDEST_MARGIN = 72.0
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
    def paragraphs(self) -> list[TextParagraph]:
        """Its paragraphs, those that a page break cuts put together."""
        right = right_edge(self.lines, self.box)
        found = paragraphs_of(self.lines, right)
        for part in self.parts:
            following = right_edge(part.lines, part.box)
            found = joined_over_page(found, right, paragraphs_of(part.lines, following))
            right = following
        return found

    @property
    def text(self) -> str:
        """Paragraphs one below the other."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(slots=True)
class LaidTable:
    """Rows of cells; ``columns`` are the x of the lines between them. ``box`` is all of it."""

    box: Box
    columns: tuple[float, ...]
    rows: list[list[LaidCell]]
    row_boxes: list[Box] = field(default_factory=list)
    #: Its rows are those of the table at the end of the page before; its heading may stand there again.
    goes_on: bool = False


Block = Line | LaidTable


@dataclass(slots=True)
class Page:
    """A page as it is read: its number from 1, its size in points, its blocks in reading order."""

    number: int
    width: float
    height: float
    blocks: list[Block]
    #: Where links are, and their addresses.
    links: list[tuple[Box, str]] = field(default_factory=list)

    @property
    def text_right(self) -> float:
        """Where text may end at the right."""
        right = max((block.box[2] for block in self.blocks), default=0.0)
        return max(right, self.width - _WIDEST_MARGIN)

    @property
    def text(self) -> str:
        """All text, a line each and one for each line of a cell."""
        lines: list[str] = []
        for block in self.blocks:
            if isinstance(block, Line):
                lines.append(block.text)
            else:
                lines += (line.text for row in block.rows for cell in row for line in cell.lines)
        return "\n".join(lines)


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
    blocks: list[Block] = list(lines_of(outside))
    for at, table in enumerate(tables):
        lines = {cell: lines_of(found) for (number, cell), found in by_cell.items() if number == at}
        laid = laid_table(table, lines)
        if laid is not None:
            blocks.append(laid)
    return in_reading_order(blocks)


def in_reading_order(blocks: Sequence[Block]) -> list[Block]:
    """From above to below, of two beside each other the left one first."""
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


def laid_table(table: RuledTable, read: Mapping[int, list[Line]]) -> LaidTable | None:
    """The table with the lines ``read`` in each cell (by its position in ``table.cells``), without rows in
    which nothing stands; ``None`` where nothing stands at all."""
    cells = [(cell, read.get(index, [])) for index, cell in enumerate(table.cells)]
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
