"""Rulings into tables of cells: which lines meet, where walls stand, what spans rows and columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from transforms.read.pdf.drawings import Ruling
from transforms.read.pdf.page_frame import Box

#: Lines nearer than this are one (a double border, the borders of neighbours); in points.
_SNAP = 2.6
#: A gap of this length in a line is none; lines that end so near to another one meet it.
_GAP = 3.0
#: No table of a report has more rows or columns on a page.
_MOST_LINES = 150


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell: its box and where it stands, counted in rows and columns from 0."""

    box: Box
    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table as its rulings draw it; ``columns`` are the x of its upright lines, ``rows`` the y of its
    level ones."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[RuledCell, ...]

    @property
    def box(self) -> Box:
        """All of it."""
        return self.columns[0], self.rows[0], self.columns[-1], self.rows[-1]


def ruled_tables(rulings: Sequence[Ruling]) -> list[RuledTable]:
    """The tables of a page from above to below. A table inside a cell of another one is left out: it is
    part of what the cell says. A frame around nothing but one cell is no table."""
    tables: list[RuledTable] = []
    for group in _connected(_merged(rulings)):
        tables += _tables_of(group)
    tables = [
        table
        for table in tables
        if not any(
            _inside(table.box, cell.box) for other in tables if other is not table for cell in other.cells
        )
    ]
    return sorted(tables, key=lambda table: (table.rows[0], table.columns[0]))


def _merged(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Lines on one line as one, where no gap is between."""
    merged: list[Ruling] = []
    for level in (True, False):
        on_line: list[list[Ruling]] = []
        for ruling in sorted((one for one in rulings if one.level is level), key=lambda one: one.at):
            if on_line and ruling.at - on_line[-1][0].at <= _SNAP:
                on_line[-1].append(ruling)
            else:
                on_line.append([ruling])
        for group in on_line:
            run: list[Ruling] = []
            for one in sorted(group, key=lambda one: one.start):
                if run and one.start > max(other.end for other in run) + _GAP:
                    merged.append(_one_of(run))
                    run = []
                run.append(one)
            merged.append(_one_of(run))
    return merged


def _one_of(run: Sequence[Ruling]) -> Ruling:
    at = sum(one.at for one in run) / len(run)
    return Ruling(run[0].level, at, run[0].start, max(one.end for one in run))


def _meet(level: Ruling, upright: Ruling) -> bool:
    return (
        level.start - _GAP <= upright.at <= level.end + _GAP
        and upright.start - _GAP <= level.at <= upright.end + _GAP
    )


def _connected(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Lines that hang together, in groups with two level and two upright ones at least."""
    levels = [one for one in rulings if one.level]
    uprights = [one for one in rulings if not one.level]
    group_of = {id(one): [one] for one in rulings}
    for upright in uprights:
        for level in levels:
            if _meet(level, upright) and group_of[id(level)] is not group_of[id(upright)]:
                joined, other = group_of[id(level)], group_of[id(upright)]
                joined += other
                for one in other:
                    group_of[id(one)] = joined
    groups = {id(group): group for group in group_of.values()}.values()
    return [
        group
        for group in groups
        if sum(one.level for one in group) >= 2 and sum(not one.level for one in group) >= 1
    ]


def _tables_of(group: Sequence[Ruling]) -> list[RuledTable]:
    levels = [one for one in group if one.level]
    uprights = [one for one in group if not one.level]
    ys = sorted({one.at for one in levels})
    left, right = min(one.start for one in levels), max(one.end for one in levels)
    xs = _snapped([*(one.at for one in uprights), left, right])
    if len(xs) > _MOST_LINES or len(ys) > _MOST_LINES or len(ys) < 2 or len(xs) < 2:
        return []
    walls = [[_covers(uprights, x, top, bottom) for x in xs] for top, bottom in pairwise(ys)]
    floors = [[_covers(levels, y, one, other) for one, other in pairwise(xs)] for y in ys]
    tables = []
    for first, last in _pieces(walls, floors):
        table = _table(xs, ys, walls, floors, first, last)
        if table is not None:
            tables.append(table)
    return tables


def _snapped(values: Iterable[float]) -> list[float]:
    snapped: list[float] = []
    for value in sorted(values):
        if not snapped or value - snapped[-1] > _SNAP:
            snapped.append(value)
    return snapped


def _covers(rulings: Sequence[Ruling], at: float, start: float, end: float) -> bool:
    """Whether one of the lines at ``at`` goes over the middle of the stretch and most of it."""
    slack = min(_GAP, (end - start) / 4)
    return any(
        abs(one.at - at) <= _SNAP and one.start <= start + slack and one.end >= end - slack for one in rulings
    )


def _pieces(walls: list[list[bool]], floors: list[list[bool]]) -> list[tuple[int, int]]:
    """First and behind the last row of each table: two tables that touch are two where the columns of
    neither are among those of the other, and a line goes all the way between them."""
    pieces: list[tuple[int, int]] = []
    first = 0
    columns: set[int] = set()
    for row, line in enumerate(walls):
        here = {column for column, wall in enumerate(line) if wall}
        between = row > 0 and all(
            floors[row][min(columns | here) : max(columns | here)] if columns | here else []
        )
        if row > first and between and not (here <= columns or columns <= here):
            pieces.append((first, row))
            first, columns = row, set()
        columns |= here
    pieces.append((first, len(walls)))
    return pieces


def _table(
    xs: list[float], ys: list[float], walls: list[list[bool]], floors: list[list[bool]], first: int, last: int
) -> RuledTable | None:
    inner = {column for line in walls[first:last] for column, wall in enumerate(line) if wall}
    level = {
        column
        for floor in floors[first : last + 1]
        for at, there in enumerate(floor)
        if there
        for column in (at, at + 1)
    }
    if not inner or not level:
        return None
    columns = sorted(inner | {min(level), max(level)})
    if len(columns) < 2:
        return None
    regions = _regions(columns, walls, floors, first, last)
    cells = tuple(
        RuledCell(
            (xs[columns[left]], ys[first + top], xs[columns[right]], ys[first + bottom]),
            top,
            left,
            bottom - top,
            right - left,
        )
        for top, left, bottom, right in regions
    )
    if len(cells) < 2:
        return None
    return RuledTable(tuple(xs[column] for column in columns), tuple(ys[first : last + 1]), cells)


def _regions(
    columns: list[int], walls: list[list[bool]], floors: list[list[bool]], first: int, last: int
) -> list[tuple[int, int, int, int]]:
    """Rectangles of the grid without a wall inside: top, left, bottom, right, from above and the left."""
    height, width = last - first, len(columns) - 1
    taken = [[False] * width for _ in range(height)]
    regions = []

    def open_below(row: int, left: int, right: int) -> bool:
        if row + 1 >= height or any(taken[row + 1][left:right]):
            return False
        floor, below = floors[first + row + 1], walls[first + row + 1]
        if any(all(floor[columns[at] : columns[at + 1]]) for at in range(left, right)):
            return False
        return not any(below[columns[at]] for at in range(left + 1, right))

    for top in range(height):
        for left in range(width):
            if taken[top][left]:
                continue
            right = left + 1
            while right < width and not taken[top][right] and not walls[first + top][columns[right]]:
                right += 1
            bottom = top + 1
            while open_below(bottom - 1, left, right):
                bottom += 1
            for row in range(top, bottom):
                taken[row][left:right] = [True] * (right - left)
            regions.append((top, left, bottom, right))
    return regions


def _inside(inner: Box, outer: Box) -> bool:
    return (
        inner[0] >= outer[0] - _SNAP
        and inner[1] >= outer[1] - _SNAP
        and inner[2] <= outer[2] + _SNAP
        and inner[3] <= outer[3] + _SNAP
    )
