"""Tables that are drawn with runs of spaces: the heading tells where the columns begin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from transforms.document import Cell, Document, Paragraph, Row
from transforms.extract.tables.headings import HeadingReader

_PIECE = re.compile(r"\S+(?: \S+)*")
_FEWEST_COLUMNS = 3
#: A piece begins at most so many places away from the head of its column.
_FARTHEST = 6


@dataclass(frozen=True, slots=True)
class SpacedTable:
    """Rows that running text draws, and the blocks that they are made of."""

    rows: tuple[Row, ...]
    blocks: tuple[int, ...]


def spaced_table(document: Document, at: int, headings: HeadingReader) -> SpacedTable | None:
    """The table whose heading is the paragraph at index ``at``; ``None`` where it heads none."""
    block = document.blocks[at]
    if not isinstance(block, Paragraph) or "   " not in block.raw:
        return None
    head = _pieces(block)
    if len(head) < _FEWEST_COLUMNS:
        return None
    heading = Row(tuple(cell for _, cell in head), block.place)
    if headings.roles(heading) is None:
        return None
    columns = [column for column, _ in head]
    rows, blocks = [heading], [at]
    for index in range(at + 1, len(document.blocks)):
        following = document.blocks[index]
        before = document.blocks[index - 1]
        if not isinstance(following, Paragraph) or not isinstance(before, Paragraph):
            break
        if following.place.line - before.place.line > 1:
            break
        row = _row(following, columns)
        if row is None:
            break
        rows.append(row)
        blocks.append(index)
    return SpacedTable(tuple(rows), tuple(blocks)) if len(rows) > 1 else None


def _pieces(block: Paragraph) -> list[tuple[int, Cell]]:
    """Each piece between runs of spaces with the place on the line where a reader sees it."""
    found = []
    raw = block.raw.expandtabs(1)
    for match in _PIECE.finditer(raw):
        seen = sum(
            not unicodedata.combining(c) and unicodedata.category(c) != "Mn" for c in raw[: match.start()]
        )
        place = replace(block.place, start=match.start(), end=match.end())
        found.append((seen, Cell(match[0], match[0], place)))
    return found


def _row(block: Paragraph, columns: Sequence[int]) -> Row | None:
    """The pieces in their columns, or ``None`` where they are in none."""
    pieces = _pieces(block)
    cells: list[Cell | None] = [None] * len(columns)
    if len(pieces) == len(columns):
        cells = [cell for _, cell in pieces]
    else:
        if len(pieces) > len(columns):
            return None
        for seen, cell in pieces:
            nearest = min(range(len(columns)), key=lambda column: abs(columns[column] - seen))
            if abs(columns[nearest] - seen) > _FARTHEST or cells[nearest] is not None:
                return None
            cells[nearest] = cell
    empty = Cell("", "", block.place)
    return Row(tuple(cell or empty for cell in cells), block.place)
