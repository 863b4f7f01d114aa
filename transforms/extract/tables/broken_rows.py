"""Rows that end in the middle of a cell: a line break inside it makes two lines of one row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from transforms.document import Cell, Document, Paragraph, Row, Table
from transforms.extract.tables.cell_contents import ORDINAL
from transforms.extract.tables.headings import MONTH_COLUMN, QUARTER_COLUMN, STATUS_COLUMN, HeadingReader
from transforms.normalize.digits import to_arabic

#: A heading stands in the first rows of its table, and is broken over no more lines than this.
_WITHIN, _MOST_LINES = 5, 3
_LONGEST_HALF = 60
_NUMBERED = re.compile(r"\W*(?:ตัว\s?ชี้\s?วัด\s?(?:ที่)?\s?)?[0-9]{1,2}\s?[.)]?\s*[ก-๙]")


def with_whole_heading(rows: Sequence[Row], headings: HeadingReader) -> list[Row]:
    """The rows of a table, a heading that is broken in one of its cells put together: its lines have as many
    cells as the rows below them, the two halves of the broken cell counted once."""
    found = list(rows)
    for first in range(min(_WITHIN, len(found) - 2)):
        for count in range(2, min(_MOST_LINES, len(found) - first - 1) + 1):
            parts, below = found[first : first + count], found[first + count :]
            width = Counter(len(row.cells) for row in below).most_common(1)[0][0]
            if sum(len(row.cells) - 1 for row in parts) + 1 != width or any(
                len(row.cells) == width or _refines(row, headings) for row in parts
            ):
                continue
            whole = _joined(parts)
            if _known(whole, headings) > max(_known(row, headings) for row in parts):
                return [*found[:first], whole, *below]
    return found


def with_lost_number(
    roles: tuple[str | None, ...], rows: Sequence[Row], headings: HeadingReader
) -> tuple[str | None, ...]:
    """The roles with a column of numbers before them, where the heading has lost its first cell: every row
    is wider by one and begins with a number."""
    if not rows or "ordinal" in roles or any(len(row.cells) != len(roles) + 1 for row in rows):
        return roles
    numbered = all(headings.contents.of(row.cells[0].text) == ORDINAL for row in rows)
    return ("ordinal", *roles) if numbered else roles


def half_before(document: Document, index: int, headings: HeadingReader) -> Cell | None:
    """The first half of the first cell of the table at ``index``, where a line without a tab right between
    it and the rows above begins with a number and the cell goes on without one."""
    if index < 2:
        return None
    above, line, table = document.blocks[index - 2 : index + 1]
    if not (isinstance(above, Table) and isinstance(line, Paragraph) and isinstance(table, Table)):
        return None
    first = table.rows[0]
    if not above.rows[-1].place.line + 1 == line.place.line == first.place.line - 1:
        return None
    text, rest = to_arabic(line.text), to_arabic(first.cells[0].text)
    if len(text) > _LONGEST_HALF or not _NUMBERED.match(text) or not rest or _NUMBERED.match(rest):
        return None
    if headings.role(first.cells[0].text) is not None:
        return None
    return Cell(line.raw, line.text, line.place)


def _refines(row: Row, headings: HeadingReader) -> bool:
    """Whether a row names but statuses, quarters or months: the second row of a heading, no piece of one."""
    roles = [headings.role(cell.text) or "" for cell in row.cells if cell.text]
    return all(role.startswith((STATUS_COLUMN, QUARTER_COLUMN, MONTH_COLUMN)) for role in roles)


def _known(row: Row, headings: HeadingReader) -> int:
    return sum(role is not None for role in headings.roles(row) or ())


def _joined(parts: Sequence[Row]) -> Row:
    cells = list(parts[0].cells)
    for row in parts[1:]:
        last, first, *rest = cells[-1], *row.cells
        cells[-1] = Cell(f"{last.raw}\n{first.raw}", f"{last.text}{first.text}", last.place)
        cells += rest
    return replace(parts[0], cells=tuple(cells))
