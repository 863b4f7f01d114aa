"""The columns of a table of Word: cells that stand below each other, whatever the grid calls them.

Borders drawn by hand leave a grid of many narrow columns, in which the cells of one column span three here
and two there. The columns that people see are where cells begin, within a few millimetres.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

#: Edges nearer than this are one edge, in twips (1/1440 inch): 3.5 mm.
_NEAR = 200


def column_of_edges(rows: Sequence[Sequence[int]], widths: Sequence[int]) -> dict[int, int]:
    """Grid column at which a cell begins or ends → column as people see it, from 0. ``rows`` holds the
    edges of each row in grid columns, ``widths`` those of the grid's columns in twips."""
    edges = sorted({edge for row in rows for edge in row})
    exact = {edge: column for column, edge in enumerate(edges)}
    if not edges or edges[-1] > len(widths) or any(width <= 0 for width in widths):
        return exact
    position = [0]
    for width in widths:
        position.append(position[-1] + width)
    starts: list[int] = []
    near: dict[int, int] = {}
    for edge in edges:
        if not starts or position[edge] - starts[-1] > _NEAR:
            starts.append(position[edge])
        near[edge] = bisect_right(starts, position[edge]) - 1
    torn = any(len({near[edge] for edge in set(row)}) < len(set(row)) for row in rows)
    return exact if torn else near
