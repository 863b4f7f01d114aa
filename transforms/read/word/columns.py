"""The columns of a table of Word: cells that stand below each other, whatever the grid calls them.

Borders drawn by hand leave a grid of many narrow columns, in which the cells of one column span three here
and two there; and two tables that follow each other at once are one to Word. The columns that people see are
where cells begin: within a few millimetres, or one by one in rows of as many cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

#: Edges nearer than this are one edge, in twips (1/1440 inch): 3.5 mm.
_NEAR = 200
#: A table drawn in more ways than this is taken as its grid has it.
_MOST_SHAPES = 60

#: The edges of the cells of one row, in columns of the grid, from left to right.
Edges = tuple[int, ...]


def positions_of(rows: Sequence[Edges], widths: Sequence[int]) -> list[int]:
    """Where each column of the grid begins, in twips; the grid's own numbers, far apart, where it does not
    say how wide they are."""
    last = max((row[-1] for row in rows), default=0)
    if last > len(widths) or any(width <= 0 for width in widths):
        return [column * 10 * _NEAR for column in range(last + 1)]
    positions = [0]
    for width in widths:
        positions.append(positions[-1] + width)
    return positions


def tables_in(rows: Sequence[Edges], held: Sequence[bool], positions: Sequence[int]) -> Iterator[slice]:
    """The rows of each table that was drawn, of those that follow each other at once. ``held``: the row has
    a cell that goes on from above."""
    first = 0
    for at in range(2, len(rows) - 1):
        if at - first < 2 or held[at] or held[at + 1]:
            continue
        before, here, below = rows[at - 1], rows[at], rows[at + 1]
        if min(len(before), len(here)) < 3 or not _as_drawn(here, below, positions):
            continue
        if not _as_drawn(before, rows[at - 2], positions) or _side_by_side(before, here, positions):
            continue
        shared = sum(any(_near(edge, other, positions) for other in before) for edge in here[1:-1])
        if 2 * shared <= min(len(before), len(here)) - 2:
            yield slice(first, at)
            first = at
    yield slice(first, len(rows))


def columns_of(rows: Sequence[Edges], positions: Sequence[int]) -> dict[int, int]:
    """Edge → column as people see it, from 0."""
    shapes = list(dict.fromkeys(rows))
    edges = sorted({edge for shape in shapes for edge in shape})
    exact = {edge: column for column, edge in enumerate(edges)}
    if len(shapes) > _MOST_SHAPES:
        return exact
    same = _Same(edges, shapes)
    for above, row in dict.fromkeys(pairwise(rows)):
        if len(above) == len(row) and _near(above[0], row[0], positions):
            for one, other in zip(above, row, strict=True):
                same.join(one, other)
    for left, right in pairwise(edges):
        if _near(left, right, positions):
            same.join(left, right)
    starts = sorted({same.of[edge] for edge in edges})
    found = {edge: starts.index(same.of[edge]) for edge in edges}
    in_order = all(found[left] < found[right] for shape in shapes for left, right in pairwise(shape))
    return found if in_order else exact


class _Same:
    """Which edges are one: each is told by the first of those it is one with."""

    def __init__(self, edges: Sequence[int], shapes: Sequence[Edges]) -> None:
        self.of = {edge: edge for edge in edges}
        self._shapes = shapes

    def join(self, one: int, other: int) -> None:
        """Two edges are one, unless some row has both."""
        first, second = sorted((self.of[one], self.of[other]))
        if first == second:
            return
        for shape in self._shapes:
            known = {self.of[edge] for edge in shape}
            if first in known and second in known:
                return
        for edge, told in self.of.items():
            if told == second:
                self.of[edge] = first


def _near(one: int, other: int, positions: Sequence[int]) -> bool:
    return abs(positions[one] - positions[other]) <= _NEAR


def _as_drawn(one: Edges, other: Edges, positions: Sequence[int]) -> bool:
    """Whether two rows have the same edges."""
    return len(one) == len(other) and all(
        _near(left, right, positions) for left, right in zip(one, other, strict=True)
    )


def _side_by_side(one: Edges, other: Edges, positions: Sequence[int]) -> bool:
    """Whether two rows have as many cells, each beginning behind where the one before it does in the
    other."""
    if len(one) != len(other):
        return False
    here, there = [positions[edge] for edge in one], [positions[edge] for edge in other]
    return all(
        here[at - 1] < there[at] and there[at - 1] < here[at] for at in range(1, len(here))
    ) and _near_ends(here, there)


def _near_ends(here: Sequence[int], there: Sequence[int]) -> bool:
    """Whether two rows begin and end within a fifth of their width of each other."""
    slack = max(_NEAR, (here[-1] - here[0]) // 5)
    return abs(here[0] - there[0]) <= slack and abs(here[-1] - there[-1]) <= slack
