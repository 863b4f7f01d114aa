"""Which physical rows are the rest of the row above: torn by a page, by the scanner, or in a word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.document import Row
from transforms.extract.tables.logical_rows import LogicalRow
from transforms.normalize.thai import matching_key, squeeze

#: A row whose cells in these roles are all empty continues the row above.
_KEY_ROLES = ("ordinal", "indicator", "issue", "measure", "item_code", "item_name")
_HEAD_ROLES = ("ordinal", "indicator", "issue", "item_code", "item_name")
_GOES_ON = re.compile(r"\(?\s*ต่อ\s*\)?\s*$")
_NUMBER_HEAD = re.compile(r"^[\s\-]*([0-9๐-๙]{1,2})\s*[.)]")
#: Rows of a single cell are rests of torn rows only where they are few among the rows of the table.
_MOST_TORN = 1 / 3
_SECTION = re.compile(r"\W*(?:ตัว\s?ชี้\s?วัด|เครื่องมือ|แบบวัด|แบบตรวจ|IIT|EIT|OIT|ประเด็น|รวม|หมายเหตุ)")


def goes_on_with(previous: LogicalRow, row: LogicalRow, *, after_break: bool, tears: bool) -> bool:
    """Whether ``row`` is the rest of ``previous``; ``after_break`` where a page ends between them, ``tears``
    where rows of this table are torn (:func:`has_torn_rows`)."""
    if _continues_row(row) or ((tears or _lacks_number(previous, row)) and _is_rest(previous, row)):
        return True
    return after_break and (_same_entry(previous, row) or _goes_on(previous, row))


def has_torn_rows(rows: Sequence[Row]) -> bool:
    """Whether the rows of a single cell that is not the first are few among all rows: rests of a cell that
    was torn, no layout in which a measure says nothing but its wording."""
    alone = [row for row in rows if _only_cell(row) > 0]
    whole = [row for row in rows if sum(bool(cell.text) for cell in row.cells) > 2]
    return bool(alone) and len(alone) <= max(1, _MOST_TORN * len(rows)) and len(whole) * 2 >= len(rows)


def _only_cell(row: Row) -> int:
    filled = [at for at, cell in enumerate(row.cells) if cell.text]
    return filled[0] if len(filled) == 1 else -1


def _lacks_number(previous: LogicalRow, row: LogicalRow) -> bool:
    return "ordinal" in row.cells and bool(previous.text("ordinal")) and not row.text("ordinal")


def _is_rest(previous: LogicalRow, row: LogicalRow) -> bool:
    """A single cell that is not the first; one that begins like a heading only where the cell above it was
    left empty."""
    filled = [(role, cell) for role, cells in row.cells.items() for cell in cells if cell.text]
    if len(filled) != 1 or any(cell.text for cell in row.spare) or filled[0][1] is row.all_cells()[0]:
        return False
    role, cell = filled[0]
    return _SECTION.match(cell.text) is None or not previous.text(role)


def _continues_row(row: LogicalRow) -> bool:
    return not any(squeeze(row.text(role)) for role in _KEY_ROLES)


def _same_entry(previous: LogicalRow, row: LogicalRow) -> bool:
    """Whether the first row after a page break goes on with the entry of the last one before it:
    the same number or indicator again, and no wording of its own or one whose numbering goes on."""
    for role in ("ordinal", "indicator", "issue"):
        text = row.text(role)
        marked = role != "ordinal" and _GOES_ON.search(text) is not None
        mine, before = matching_key(_GOES_ON.sub("", text)), matching_key(previous.text(role))
        if not mine or mine != before or (role == "issue" and not marked):
            continue
        wording = row.text("measure") or ("" if role == "issue" else row.text("issue"))
        if not wording:
            return True
        number = _NUMBER_HEAD.match(wording)
        return bool(number and int(number[1]) > 1)
    return False


def _goes_on(previous: LogicalRow, row: LogicalRow) -> bool:
    """Whether the first row after a page break is the rest of a row that the break cut: it names nothing
    that it is against, nobody and no time, while the row before it does."""
    if any(squeeze(row.text(role)) for role in (*_HEAD_ROLES, "responsible", "time")):
        return False
    return any(squeeze(previous.text(role)) for role in _HEAD_ROLES) and any(
        squeeze(previous.text(role)) for role in ("responsible", "time")
    )
