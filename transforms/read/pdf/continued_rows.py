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

_SAME_COLUMN = 2.0
#: In heights of a line: so far above the end of the upper half its text may stop.
_REACHES = 2.4
#: So many cells do not all seem cut by chance.
_MANY = 4
#: The code or number of an item without its name, and a name without a code.
_CODE = re.compile(r"[OoEeIiโ]?\s?[0-9]{1,3}\s?[.)]?")
_WORDS = re.compile(r"[ก-ฮเ-ไ][ก-๎]{7}")
#: What the end of a cell and the beginning of the one below say: a text or a list is cut, may be cut, nothing
#: either way, or that they are no text that goes on.
_CUT, _PERHAPS, _NOTHING, _REFUTED = "cut", "perhaps", "nothing", "refuted"
_BULLET = re.compile(r"[-–•☐☑]")
_NUMBER = re.compile(r"\(?([0-9]{1,2})\s?[.)](?![0-9])")


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
    pairs = [(_above(cell, above), cell) for cell in row]
    filled = [(upper, cell) for upper, cell in pairs if cell.lines]
    if not filled or any(upper is None or not upper.last_lines for upper, _ in filled):
        return False
    signs = [_sign(upper, cell) for upper, cell in filled if upper is not None]
    if _REFUTED in signs or not _is_certain(signs, unnamed=not row[0].lines and _names_rows(above)):
        return False
    if row[0].lines and signs[0] == _NOTHING:
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


def _sign(upper: LaidCell, cell: LaidCell) -> str:
    """What says that ``cell`` goes on with ``upper``."""
    last, first = upper.last_lines[-1], cell.lines[0]
    end = upper.parts[-1].box[3] if upper.parts else upper.box[3]
    if end - last.baseline > _REACHES * _line_height(upper.last_lines, last):
        return _REFUTED
    if _CODE.fullmatch(to_arabic(upper.text)):
        return _CUT if _WORDS.match(first.text) else _NOTHING
    paragraph, right = upper.paragraphs[-1], right_edge(upper.last_lines, upper.box)
    if paragraph.is_cut_before(first, right):
        return _CUT if len(upper.all_lines) + len(cell.lines) > 2 else _PERHAPS
    if _BULLET.match(first.text) and any(map(_BULLET.match, (line.text for line in upper.all_lines))):
        return _PERHAPS
    number = _NUMBER.match(to_arabic(first.text))
    before = [int(match[1]) for line in upper.all_lines if (match := _NUMBER.match(to_arabic(line.text)))]
    if number is None or not before or before[0] != 1:
        return _NOTHING
    if len(before) > 1 and 1 < int(number[1]) <= before[-1] + 1:
        return _CUT  # a list, not the number of a row
    return _PERHAPS if before[-1] + 1 == int(number[1]) else _NOTHING


def _names_rows(table: LaidTable) -> bool:
    """Whether the first cell of each row says something: a row without it is none of its own."""
    return all(row[0].lines and row[0].rows == 1 for row in table.rows)


def _is_certain(signs: Sequence[str], *, unnamed: bool) -> bool:
    """Short cells seem cut by chance, and a paragraph may end where the page does: either needs more that
    is beyond doubt."""
    cut, perhaps, nothing = signs.count(_CUT), signs.count(_PERHAPS), signs.count(_NOTHING)
    if not nothing and cut + perhaps >= _MANY:
        return cut > 0
    return cut > 0 and cut + unnamed >= max(1 + bool(perhaps or nothing), (2 - unnamed) * nothing)


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
