"""Rows of a list that lost their columns: one cell too many in front, two numbers in one cell."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from transforms.document import Cell, Row

_NUMBER = r"[0-9๐-๙]{1,3}(?:[.,]\s?[0-9๐-๙]{1,2})?"
_TWO_NUMBERS = re.compile(rf"\s*({_NUMBER})\s+({_NUMBER})\s*")


def aligned(row: Row, width: int, organization_at: int, names: Callable[[str], bool]) -> tuple[Row, bool]:
    """``row`` with its cells below their headings, and whether any had to be moved. ``names`` says whether a
    cell names an organization, which stands in column ``organization_at`` of ``width``. A row that fits,
    or of which nothing tells how it should, stays as it is."""
    cells = list(row.cells)
    if len(cells) == width - 1:
        doubled = [at for at, cell in enumerate(cells) if _TWO_NUMBERS.fullmatch(cell.text)]
        if len(doubled) == 1:
            cells[doubled[0] : doubled[0] + 1] = _halves(cells[doubled[0]])
            return Row(tuple(cells), row.place), True
    if organization_at < len(cells) and names(cells[organization_at].text):
        return row, False
    named = [at for at, cell in enumerate(cells) if names(cell.text)]
    if len(named) != 1 or abs(named[0] - organization_at) != 1:
        return row, False
    if named[0] > organization_at:
        return (Row(tuple(cells[1:]), row.place), True) if not cells[0].text else (row, False)
    if len(cells) < width:
        return Row((Cell("", "", row.place), *cells), row.place), True
    return row, False


def _halves(cell: Cell) -> list[Cell]:
    match = _TWO_NUMBERS.fullmatch(cell.text)
    assert match is not None
    halves = []
    for number in (1, 2):
        at = cell.raw.find(match[number])
        place = cell.place
        if at >= 0 and place.end > place.start:
            place = replace(place, start=place.start + at, end=place.start + at + len(match[number]))
        halves.append(Cell(match[number], match[number], place))
    return halves
