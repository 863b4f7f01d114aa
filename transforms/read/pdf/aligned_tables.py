"""Tables without upright rulings: what stands below each other, line after line, with room between.

Columns are what no line of a region crosses. Level rulings part the rows where they are drawn; else a row
begins where its first column is filled, and where lines stand further apart than those of one cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from transforms.normalize.digits import to_arabic
from transforms.read.pdf.drawings import Ruling
from transforms.read.pdf.page_frame import Box
from transforms.read.pdf.ruled_tables import RuledCell, RuledTable
from transforms.read.pdf.running_lines import is_page_number
from transforms.read.pdf.text_lines import Line

_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 3
#: More fit on no page; every row would have a cell in each.
_MOST_COLUMNS = 60
#: In sizes of the letters: a corridor between columns, the steps between lines of one table and of one cell.
_CORRIDOR, _FARTHEST, _NEAREST = 0.55, 4.0, 1.25
_ABOVE, _BELOW = 0.95, 0.35
#: Steps between lines are even; rows are further apart than lines of one cell; of lines that are a row each,
#: so much is filled.
_EVEN, _APART, _MOSTLY_FILLED = 1.05, 1.04, 0.6
#: Between the border of a cell and its text, as programs set it; points.
_PADDING = 5.4
#: A level ruling under a table is about as long as the table is wide.
_AS_WIDE = 0.8
#: Points; the share of a column that has to be aligned.
_ALIGNED, _MOSTLY = 2.0, 0.6

_NUMBER = re.compile(r"[0-9]{1,3}\.[0-9]{1,2}")

Interval = tuple[float, float]


def aligned_tables(
    lines: Sequence[Line], rulings: Sequence[Ruling], page_width: float = 0.0
) -> list[RuledTable]:
    """The tables that lines outside ruled tables draw, from above to below. The last column reaches as far
    as the margin of a page of this width."""
    tables: list[RuledTable] = []
    region: list[Line] = []
    columns: list[Interval] = []
    for line in [*sorted(lines, key=lambda line: line.baseline), None]:
        if line is not None:
            grown = _grown(columns, line) if region else _pieces(line)
            near = not region or line.baseline - region[-1].baseline <= _FARTHEST * line.size
            if near and len(grown) >= _FEWEST_COLUMNS and not _crosses(line, columns, region):
                region, columns = [*region, line], grown
                continue
        table = _table(region, columns, rulings, page_width)
        if table is not None:
            tables.append(table)
        begins = line is not None and len(line.pieces) >= _FEWEST_COLUMNS
        region = [line] if line is not None and begins else []
        columns = _pieces(line) if line is not None and begins else []
    return tables


def _crosses(line: Line, columns: Sequence[Interval], region: Sequence[Line]) -> bool:
    """Whether the line goes over what parts the columns of several lines: it is none of the table."""
    known = sum(len(one.pieces) >= _FEWEST_COLUMNS for one in region) >= _FEWEST_ROWS - 1
    return known and any(
        sum(start < piece.box[2] and piece.box[0] < end for start, end in columns) > 1
        for piece in line.pieces
    )


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
    region: Sequence[Line], columns: Sequence[Interval], rulings: Sequence[Ruling], page_width: float
) -> RuledTable | None:
    region = list(region)
    while region and len(region[-1].pieces) == 1:
        if not (region[-1].box[0] < columns[0][1] or is_page_number(region[-1].text)):
            break
        region.pop()  # text below the table
    if not region or len(columns) > _MOST_COLUMNS:
        return None
    filled = [len(line.pieces) for line in region]
    if sum(count >= _FEWEST_COLUMNS - 1 for count in filled) < max(_FEWEST_ROWS, 0.5 * len(region)):
        return None
    if sum(count >= _FEWEST_COLUMNS for count in filled) < _FEWEST_ROWS - 1:
        return None
    if sum(_is_aligned(column, region) for column in columns) < len(columns) - 1:
        return None
    between = (max(one[1] + 0.5, other[0] - _PADDING) for one, other in pairwise(columns))
    left = columns[0][0] - _PADDING
    xs = [left, *between, max(columns[-1][1] + 1.0, page_width - left)]
    ys = _rows(region, columns, rulings)
    many = (
        len(columns) > _FEWEST_COLUMNS and sum(count >= _FEWEST_COLUMNS for count in filled) >= _FEWEST_ROWS
    )
    if len(ys) - 1 < _FEWEST_ROWS - many:
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
    return [top, *_row_starts(region, columns), bottom]


def _row_starts(region: Sequence[Line], columns: Sequence[Interval]) -> list[float]:
    """The y above each row but the first. Cells begin at the top of their row: a column that is filled
    again, or the first one, begins a row; else lines of one cell stand nearer to each other than rows."""
    filled = [_filled_columns(line, columns) for line in region]
    pairs = list(pairwise(range(len(region))))
    steps = [region[below].baseline - region[above].baseline for above, below in pairs]
    again = [
        not filled[below] <= filled[above] or (_has_number(region[below]) and _has_number(region[above]))
        for above, below in pairs
    ]
    wrapped = [
        step for step, (above, below) in zip(steps, pairs, strict=True) if filled[below] < filled[above]
    ]
    nearest = min(wrapped, default=0.0)
    apart = sorted(step for step, is_again in zip(steps, again, strict=True) if is_again)
    is_even = max(steps) <= _EVEN * min(steps)
    if is_even and (not apart or sum(map(len, filled)) >= _MOSTLY_FILLED * len(columns) * len(region)):
        begins = [True for _ in pairs]
    elif nearest and apart and apart[len(apart) // 2] > _APART * nearest:
        least = (nearest + apart[len(apart) // 2]) / 2
        begins = [is_again or step > least for step, is_again in zip(steps, again, strict=True)]
    else:
        begins = [
            is_again or (0 in filled[below] and (is_even or step > _NEAREST * min(steps)))
            for step, is_again, (_, below) in zip(steps, again, pairs, strict=True)
        ]
    return [
        region[below].baseline - _ABOVE * region[below].size
        for begin, (_, below) in zip(begins, pairs, strict=True)
        if begin
    ]


def _has_number(line: Line) -> bool:
    """Whether a cell of the line is a number with decimals: none is wrapped, so it has a row of its own."""
    return any(_NUMBER.fullmatch(to_arabic(piece.text)) for piece in line.pieces)


def _filled_columns(line: Line, columns: Sequence[Interval]) -> frozenset[int]:
    """Which columns the pieces of the line stand in."""
    return frozenset(
        at
        for at, (start, end) in enumerate(columns)
        for piece in line.pieces
        if piece.box[0] < end and piece.box[2] > start
    )
