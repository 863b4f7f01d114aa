"""Tables of Word into rows: cells in the columns that people see, merged cells at their first place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from transforms.document import Cell, Place, Row, Table, UnreadableDocument
from transforms.read.word.columns import columns_of, positions_of, tables_in
from transforms.read.word.names import child, name_of, number, shown_choice, value, w
from transforms.read.word.paragraphs import CONTAINERS

#: Word itself allows 63 columns.
_WIDEST_SPAN, _MOST_COLUMNS, _MOST_CELLS = 63, 250, 400_000

#: What stands in a cell, as (raw, text) of each filled line.
CellLines = Callable[[Any], list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell before it has a column: where it begins and ends in the grid, and whether it only goes on
    with the one above or before it."""

    element: Any
    path: str
    start: int
    end: int
    continued: bool


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row before its cells have columns."""

    path: str
    cells: tuple[GridCell, ...]


def grid_rows(table: Any, path: str) -> list[GridRow]:
    """The rows of ``w:tbl`` that were not taken out. Raises :class:`UnreadableDocument` where there are
    more cells than a table has."""
    found: list[GridRow] = []
    cells = 0
    for row, row_path in parts_of(table, "tr", path):
        if child(row, "trPr", "del") is not None:
            continue
        start = _span(child(row, "trPr", "gridBefore"), 0)
        grid: list[GridCell] = []
        for cell, cell_path in parts_of(row, "tc", row_path):
            properties = child(cell, "tcPr")
            if child(properties, "cellDel") is not None:
                continue
            end = start + _span(child(properties, "gridSpan"), 1)
            continued = _goes_on(properties, "vMerge") or _goes_on(properties, "hMerge")
            grid.append(GridCell(cell, cell_path, start, end, continued))
            start = end
        cells += len(grid)
        if len(grid) > _MOST_COLUMNS or cells > _MOST_CELLS:
            raise UnreadableDocument("document-too-large", f"a table of {len(grid)} columns, {cells} cells")
        if grid:
            found.append(GridRow(row_path, tuple(grid)))
    return found


def is_frame(rows: list[GridRow]) -> bool:
    """Whether a table is only a border around what stands in it: never two cells beside each other."""
    return all(len(row.cells) == 1 for row in rows)


def tables_of(
    table: Any, rows: list[GridRow], lines_of: CellLines, next_line: Callable[[], int]
) -> Iterator[Table]:
    """The tables that people see in a ``w:tbl`` of these rows, without empty rows. A merged cell stands
    where it begins; where it reaches, an empty cell keeps its columns."""
    widths = [number(column.get(w("w"))) for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
    edges = [_edges(row) for row in rows]
    held = [any(cell.continued for cell in row.cells) for row in rows]
    positions = positions_of(edges, widths)
    for part in tables_in(edges, held, positions):
        columns = columns_of(edges[part], positions)
        found = [row for grid in rows[part] if (row := _row(grid, columns, lines_of, next_line)) is not None]
        if found:
            yield Table(tuple(found))


def _row(
    grid: GridRow, columns: dict[int, int], lines_of: CellLines, next_line: Callable[[], int]
) -> Row | None:
    said = [[] if cell.continued else lines_of(cell.element) for cell in grid.cells]
    if not any(said):
        return None
    line = next_line()
    cells: list[Cell] = []
    for cell, lines in zip(grid.cells, said, strict=True):
        place = Place(line, path=cell.path)
        while len(cells) < columns[cell.start]:
            cells.append(Cell("", "", place))
        raw = "\n".join(raw for raw, _ in lines)
        cells.append(Cell(raw, "\n".join(text for _, text in lines), place))
        while len(cells) < columns[cell.end]:
            cells.append(Cell("", "", place))
    return Row(tuple(cells), Place(line, path=grid.path))


def _edges(row: GridRow) -> tuple[int, ...]:
    return (row.cells[0].start, *(cell.end for cell in row.cells))


def parts_of(element: Any, name: str, path: str) -> Iterator[tuple[Any, str]]:
    """The rows of a table or cells of a row, with their paths; those inside content controls and the like
    too."""
    counted: dict[str, int] = {}
    for inner in element:
        found = name_of(inner)
        counted[found] = at = counted.get(found, 0) + 1
        if found == name:
            yield inner, f"{path}/{found}[{at}]"
        elif found == "AlternateContent":
            yield from parts_of(shown_choice(inner), name, f"{path}/{found}[{at}]")
        elif found in CONTAINERS or found == "sdt":
            yield from parts_of(inner, name, f"{path}/{found}[{at}]")


def _span(element: Any, default: int) -> int:
    return max(default, min(_WIDEST_SPAN, number(value(element), default)))


def _goes_on(properties: Any, name: str) -> bool:
    merge = child(properties, name)
    return merge is not None and value(merge, "continue") == "continue"
