"""Tables without upright rulings: what stands below each other, line after line, with room between.

Columns are what no line of a region crosses. Level rulings part the rows where they are drawn; else a row
begins where its first column is filled, and where lines stand further apart than those of one cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from transforms.read.pdf.drawings import Ruling
from transforms.read.pdf.page_frame import Box
from transforms.read.pdf.ruled_tables import RuledCell, RuledTable
from transforms.read.pdf.text_lines import Line

_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 3
#: In sizes of the letters: a corridor between columns, the steps between lines of one table and of one cell.
_CORRIDOR, _FARTHEST, _NEAREST = 0.55, 4.0, 1.25
_ABOVE, _BELOW = 0.95, 0.35
#: A level ruling under a table is about as long as the table is wide.
_AS_WIDE = 0.8
#: Points; the share of a column that has to be aligned.
_ALIGNED, _MOSTLY = 2.0, 0.6

Interval = tuple[float, float]


def aligned_tables(lines: Sequence[Line], rulings: Sequence[Ruling]) -> list[RuledTable]:
    """The tables that lines outside ruled tables draw, from above to below."""
    tables: list[RuledTable] = []
    region: list[Line] = []
    columns: list[Interval] = []
    for line in [*sorted(lines, key=lambda line: line.baseline), None]:
        if line is not None:
            grown = _grown(columns, line) if region else _pieces(line)
            near = not region or line.baseline - region[-1].baseline <= _FARTHEST * line.size
            if near and len(grown) >= _FEWEST_COLUMNS:
                region, columns = [*region, line], grown
                continue
        table = _table(region, columns, rulings)
        if table is not None:
            tables.append(table)
        begins = line is not None and len(line.pieces) >= _FEWEST_COLUMNS
        region = [line] if line is not None and begins else []
        columns = _pieces(line) if line is not None and begins else []
    return tables


def _pieces(line: Line) -> list[Interval]:
    return [(piece.box[0], piece.box[2]) for piece in line.pieces]


def _grown(columns: Sequence[Interval], line: Line) -> list[Interval]:
    """The columns with those of one more line: what stands nearer than a corridor is one column."""
    joined: list[Interval] = []
    for start, end in sorted([*columns, *_pieces(line)]):
        if joined and start - joined[-1][1] < _CORRIDOR * line.size:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _table(
    region: Sequence[Line], columns: Sequence[Interval], rulings: Sequence[Ruling]
) -> RuledTable | None:
    region = list(region)
    while region and len(region[-1].pieces) == 1 and region[-1].box[0] < columns[0][1]:
        region.pop()  # text below the table
    filled = [len(line.pieces) for line in region]
    if sum(count >= _FEWEST_COLUMNS - 1 for count in filled) < max(_FEWEST_ROWS, 0.5 * len(region)):
        return None
    if sum(count >= _FEWEST_COLUMNS for count in filled) < _FEWEST_ROWS - 1:
        return None
    if sum(_is_aligned(column, region) for column in columns) < len(columns) - 1:
        return None
    between = ((one[1] + other[0]) / 2 for one, other in pairwise(columns))
    xs = [columns[0][0] - 1.0, *between, columns[-1][1] + 1.0]
    ys = _rows(region, columns, rulings)
    if len(ys) - 1 < _FEWEST_ROWS:
        return None
    cells = tuple(
        RuledCell(_box(xs, ys, row, column), row, column, 1, 1)
        for row in range(len(ys) - 1)
        for column in range(len(columns))
    )
    return RuledTable(tuple(xs), tuple(ys), cells)


def _is_aligned(column: Interval, region: Sequence[Line]) -> bool:
    """Whether what stands in the column begins, ends or has its middle below each other: spaces of running
    text that happen to lie below each other part nothing of that kind."""
    inside = [
        piece.box
        for line in region
        for piece in line.pieces
        if column[0] - 0.5 <= piece.box[0] and piece.box[2] <= column[1] + 0.5
    ]
    edges = (
        [box[0] for box in inside],
        [box[2] for box in inside],
        [(box[0] + box[2]) / 2 for box in inside],
    )
    return len(inside) > 1 and any(_share_together(places) >= _MOSTLY for places in edges)


def _share_together(places: Sequence[float]) -> float:
    """The largest share of the places that lie together."""
    together = max(sum(abs(place - other) <= _ALIGNED for other in places) for place in places)
    return together / len(places)


def _box(xs: Sequence[float], ys: Sequence[float], row: int, column: int) -> Box:
    return xs[column], ys[row], xs[column + 1], ys[row + 1]


def _rows(region: Sequence[Line], columns: Sequence[Interval], rulings: Sequence[Ruling]) -> list[float]:
    """The y between the rows, and those above the first and below the last one."""
    top = region[0].baseline - _ABOVE * region[0].size
    bottom = region[-1].baseline + _BELOW * region[-1].size
    width = columns[-1][1] - columns[0][0]
    drawn = [
        one.at
        for one in sorted(rulings, key=lambda one: one.at)
        if one.level and top < one.at < bottom and one.end - one.start >= _AS_WIDE * width
    ]
    if len(drawn) >= _FEWEST_ROWS - 1:
        return [top, *drawn, bottom]
    steps = sorted(other.baseline - one.baseline for one, other in pairwise(region))
    step = steps[0] if steps else 0.0
    ys = [top]
    for one, other in pairwise(region):
        begins = other.pieces[0].box[0] < columns[0][1]
        apart = other.baseline - one.baseline > _NEAREST * step
        if begins and (apart or steps[-1] <= _NEAREST * step):
            ys.append(other.baseline - _ABOVE * other.size)
    return [*ys, bottom]
