"""Rows that a page break cut in two, put together where that is certain.

A program that cuts a row draws both halves as rows, and the text of each cell goes on in the same column.
The halves are one row where every cell of the lower half goes on from a cell that reaches the end of the
upper half, and more says so too: the words (a wrapped line, the next number of a list), or cells without
text in columns that every other row fills. An empty first cell alone may as well be that of a merged one.
"""

from __future__ import annotations

from collections.abc import Sequence

from transforms.read.pdf.page_layout import LaidCell, LaidTable, Page
from transforms.read.pdf.row_halves import Halves, Sign, filled_rows, halves_of

_SAME_COLUMN = 6.0
#: So many cells do not all seem cut by chance.
_MANY = 4
#: So many columns that every other row fills are not all left empty by a row of its own.
_MANY_GAPS, _FEWEST_OTHERS, _MANY_OTHERS = 3, 2, 4


def join_cut_rows(pages: Sequence[Page]) -> int:
    """Joins the halves of rows in place: the upper one gets the lines of the lower one, which is taken out
    of its table; tables that go on with the one before are marked so. Gives the number of joined rows."""
    joined = 0
    above: LaidTable | None = None
    for page in pages:
        first = page.blocks[0] if page.blocks else None
        if isinstance(first, LaidTable) and above is not None and _same_columns(above, first):
            first.goes_on = True
            joined += _join(above, first)
            if not first.rows:
                page.blocks.pop(0)
                if not page.blocks:
                    continue  # the row goes on over the whole page
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
    others = list(filled_rows(above.rows[max(at, 1) : -1], below.rows[at + 1 :]))
    halves = halves_of(row, above, others)
    if halves is None or Sign.REFUTED in halves.signs:
        return False
    if not (_gaps_are_certain(halves, len(row)) or _words_are_certain(halves, row, above)):
        return False
    for upper, cell in halves.pairs:
        upper.parts.append(cell)
    _take_out(below, at)
    return True


def _gaps_are_certain(halves: Halves, width: int) -> bool:
    """Columns that every other row fills say that nothing begins below; the words must not gainsay it."""
    if not halves.gaps:
        return False
    if halves.count(Sign.NOTHING):
        labelled = width == 2 and halves.others >= _MANY_OTHERS
        many = len(halves.gaps) >= _MANY_GAPS and halves.others >= _FEWEST_OTHERS
        return labelled or (many and len(halves.pairs) == 1)
    if halves.gaps == (0,) and width > 2 and not halves.count(Sign.CUT):  # may be a merged cell
        return halves.is_numbered and halves.others >= _MANY_OTHERS
    return True


def _words_are_certain(halves: Halves, row: Sequence[LaidCell], above: LaidTable) -> bool:
    if row[0].lines and halves.signs[0] is Sign.NOTHING:
        return False
    return _is_certain(halves, unnamed=halves.is_unlike or (not row[0].lines and _names_rows(above)))


def _repeated_heading(above: LaidTable, below: LaidTable) -> int:
    """How many rows the lower table repeats from the head of the upper one."""
    count = 0
    for one, other in zip(above.rows, below.rows, strict=False):
        if [cell.text for cell in one] != [cell.text for cell in other]:
            break
        count += 1
    return count


def _names_rows(table: LaidTable) -> bool:
    """Whether the first cell of each row says something: a row without it is none of its own."""
    return all(row[0].lines and row[0].rows == 1 for row in table.rows)


def _is_certain(halves: Halves, *, unnamed: bool) -> bool:
    """Short cells seem cut by chance, and a paragraph may end where the page does: either needs more that
    is beyond doubt."""
    cut, perhaps, nothing = map(halves.count, (Sign.CUT, Sign.PERHAPS, Sign.NOTHING))
    if not nothing and cut + perhaps >= _MANY:
        return cut > 0
    return cut > 0 and cut + unnamed >= max(1 + bool(perhaps or nothing), (2 - unnamed) * nothing)


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
