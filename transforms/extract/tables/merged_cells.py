"""Cells that are merged downwards: what they say holds for every row beside them.

Where the format tells the span, the copies of a merged cell keep its place, and that is certain. Text of
a scanner leaves the cells below it empty, which may as well mean that nothing is stated: what a measure
is against is then carried from above; departments and times only where the whole table is laid out in
groups that name them once, in their first row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transforms.document import Cell
from transforms.extract.tables.logical_rows import LogicalRow

_HEADS = ("indicator", "issue", "indicator_number")
_SAID_ONCE = ("responsible", "time")
_FEWEST_GROUPS = 2


def carry_merged(rows: Sequence[LogicalRow]) -> None:
    """Notes in ``carried`` of each row what merged cells above it say, and in ``inferred`` for which roles
    only the layout says that they are merged."""
    _spanned(rows)
    _heads(rows)
    for role in _SAID_ONCE:
        _named_once(rows, role)


def _spanned(rows: Sequence[LogicalRow]) -> None:
    said: dict[tuple[str, int, int], Cell] = {}
    for row in rows:
        for role, cells in row.cells.items():
            for cell in cells:
                key = (role, cell.place.line, cell.place.start)
                if cell.text:
                    said[key] = cell
                elif key in said and cell.place.end > cell.place.start:
                    row.carried[role] = [said[key]]


def _heads(rows: Sequence[LogicalRow]) -> None:
    above: dict[str, list[Cell]] = {}
    for row in rows:
        if any(row.text(role) for role in _HEADS):
            above = {role: cells for role in _HEADS if (cells := _filled(row, role))}
            continue
        if row.text("measure"):
            for role, cells in above.items():
                row.carried.setdefault(role, cells)


def _named_once(rows: Sequence[LogicalRow], role: str) -> None:
    """Every group of two rows or more names the role in its first row and in no other."""
    groups = [group for group in _groups(rows) if len(group) > 1]
    proven = [
        group for group in groups if group[0].text(role) and not any(row.text(role) for row in group[1:])
    ]
    if len(proven) < _FEWEST_GROUPS or len(proven) < len(groups):
        return
    if any(not row.text(role) for group in _groups(rows) for row in group[:1]):
        return
    for first, *others in proven:
        for row in others:
            if role not in row.carried:
                row.carried[role] = _filled(first, role)
                row.inferred.add(role)


def _groups(rows: Sequence[LogicalRow]) -> Iterator[list[LogicalRow]]:
    """Rows below one filled cell that says what they are against."""
    group: list[LogicalRow] = []
    for row in rows:
        if any(row.text(role) for role in _HEADS) and group:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _filled(row: LogicalRow, role: str) -> list[Cell]:
    return [cell for cell in row.cells.get(role, ()) if cell.text]
