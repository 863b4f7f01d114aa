"""Rows that a page break cut in two, put together where that is certain.

A program that cuts a row draws both halves as rows, and the text of each cell goes on in the same column.
The halves are one row where every cell of the lower half goes on from a cell that reaches the end of the
upper half, and the words say so too: a wrapped line, the next number of a list. Nothing else is joined: an
empty first cell may as well be that of a merged one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.normalize.digits import to_arabic
from transforms.read.pdf.page_layout import LaidCell, LaidTable, Page, right_edge
from transforms.read.pdf.text_lines import Line
from transforms.read.pdf.wrapped_lines import is_cut

_SAME_COLUMN = 2.0
#: In heights of a line: so far above the end of the upper half its text may stop.
_REACHES = 2.4
_NUMBER = re.compile(r"\(?([0-9]{1,2})\s?[.)](?![0-9])")


def join_cut_rows(pages: Sequence[Page]) -> int:
    """Joins the halves of rows in place: the upper one gets the lines of the lower one, which is taken out
    of its table. Gives the number of joined rows."""
    joined = 0
    above: LaidTable | None = None
    for page in pages:
        first = page.blocks[0] if page.blocks else None
        if isinstance(first, LaidTable) and above is not None and _same_columns(above, first):
            joined += _join(above, first)
            if not first.rows:
                page.blocks.pop(0)
                continue
        last = page.blocks[-1] if page.blocks else None
        above = last if isinstance(last, LaidTable) else None
    return joined


def _same_columns(one: LaidTable, other: LaidTable) -> bool:
    return len(one.columns) == len(other.columns) and all(
        abs(x - y) <= _SAME_COLUMN for x, y in zip(one.columns, other.columns, strict=True)
    )


def _join(above: LaidTable, below: LaidTable) -> bool:
    at = _repeated_heading(above, below)
    if at >= len(below.rows) or len(above.rows) <= (1 if at else 0):
        return False
    row = below.rows[at]
    pairs = [(_above(cell, above), cell) for cell in row]
    filled = [(upper, cell) for upper, cell in pairs if cell.lines]
    if not filled or any(upper is None or not upper.last_lines for upper, _ in filled):
        return False
    certain = [_goes_on(upper, cell) for upper, cell in filled if upper is not None]
    if None in certain or 2 * sum(map(bool, certain)) < len(certain):
        return False
    if row[0].lines and not certain[0]:
        return False
    for upper, cell in filled:
        if upper is not None:
            upper.parts.append(cell)
    _take_out(below, at)
    return True


def _repeated_heading(above: LaidTable, below: LaidTable) -> int:
    """How many rows the lower table repeats from the head of the upper one."""
    count = 0
    for one, other in zip(above.rows, below.rows, strict=False):
        if [cell.text for cell in one] != [cell.text for cell in other]:
            break
        count += 1
    return count


def _above(cell: LaidCell, table: LaidTable) -> LaidCell | None:
    """The cell of the last row over ``cell``, or one that spans to it."""
    last = len(table.rows) - 1
    for at in range(last, -1, -1):
        for upper in table.rows[at]:
            same = (
                abs(upper.box[0] - cell.box[0]) <= _SAME_COLUMN
                and abs(upper.box[2] - cell.box[2]) <= _SAME_COLUMN
            )
            if same and at + upper.rows > last:
                return upper
    return None


def _goes_on(upper: LaidCell | None, cell: LaidCell) -> bool | None:
    """Whether the words say that ``cell`` goes on with ``upper``; ``None`` where the place refutes it."""
    if upper is None:
        return None
    last, first = upper.last_lines[-1], cell.lines[0]
    end = upper.parts[-1].box[3] if upper.parts else upper.box[3]
    if end - last.baseline > _REACHES * _line_height(upper.last_lines, last):
        return None
    if is_cut(last, first, right_edge(upper.last_lines, upper.box)):
        return True
    number = _NUMBER.match(to_arabic(first.text))
    if number is None:
        return False
    before = [match for line in upper.all_lines if (match := _NUMBER.match(to_arabic(line.text)))]
    return bool(before) and int(before[-1][1]) + 1 == int(number[1])


def _line_height(lines: Sequence[Line], last: Line) -> float:
    return max(last.baseline - lines[-2].baseline if len(lines) > 1 else 0.0, 1.35 * last.size)


def _take_out(table: LaidTable, at: int) -> None:
    """Takes a row out; what spans from it begins in the next one."""
    row = table.rows.pop(at)
    table.row_boxes.pop(at)
    if at < len(table.rows):
        for cell in row:
            if cell.rows > 1:
                rest = LaidCell(cell.box, [], cell.rows - 1, cell.columns)
                table.rows[at].append(rest)
        table.rows[at].sort(key=lambda cell: cell.box[0])
