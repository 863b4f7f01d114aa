"""A list that lies on its side: organizations in its first row, totals, indicators and levels below them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from transforms.document import Cell, Row, Table

#: So many rows may stand above that of the names: titles, "หน่วยงาน" over all of them.
_ABOVE = 3
_CORNER = "หน่วยงาน"


def upright(block: Table, names: Callable[[str], bool]) -> Table | None:
    """``block`` with a row for each organization, where its names stand side by side; ``None`` for any other
    table. ``names`` says whether a cell names an organization. Cells keep their places."""
    for at, row in enumerate(block.rows[:_ABOVE]):
        columns = [column for column, cell in enumerate(row.cells) if column and names(cell.text)]
        if len(columns) < 2:
            continue
        behind = [cell for cell in row.cells[columns[0] :] if cell.text]
        below = block.rows[at + 1 :]
        if len(columns) * 2 <= len(behind) or not below or _is_merged(row, columns):
            return None
        if any(names(cell.text) for other in below for cell in other.cells[: columns[0]]):
            return None  # names in the first column, too: a table of another kind
        corner = _label(row, columns[0])
        heading = Row(
            (Cell(corner.raw, _CORNER, corner.place), *(_label(other, columns[0]) for other in below)),
            row.place,
        )
        turned = [_column([row, *below], column) for column in columns]
        return Table((heading, *turned))
    return None


def _label(row: Row, before: int) -> Cell:
    """The words of a row: its last filled cell before the first organization's."""
    filled = [cell for cell in row.cells[:before] if cell.text]
    return filled[-1] if filled else Cell("", "", row.place)


def _column(rows: Sequence[Row], column: int) -> Row:
    cells = [row.cells[column] if column < len(row.cells) else Cell("", "", row.place) for row in rows]
    return Row(tuple(cells), cells[0].place)


def _is_merged(row: Row, columns: Sequence[int]) -> bool:
    """Whether one name stands above several columns."""
    return len({row.cells[column].text for column in columns}) < len(columns)
