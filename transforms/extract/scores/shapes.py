"""The usual shape of a table's rows, and scores of rows that lost, won or shifted a cell.

A scanner merges two cells, splits one, or shifts a row; what stays is the order of label and numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from transforms.document import Cell
from transforms.extract.scores.attribution import ScoreRow
from transforms.extract.scores.cells import OUT_OF_RANGE, ScoreReading, read_score
from transforms.extract.scores.indicators import IndicatorLabel, IndicatorReader
from transforms.extract.scores.rows import is_of_a_part
from transforms.extract.scores.wordings import NO_SCORE
from transforms.extract.tables.logical_rows import LogicalRow
from transforms.normalize.digits import to_arabic
from transforms.normalize.thai import clean

#: A score that ran into the cell of its label: "การใช้งบประมาณ ๘๐.๑๒".
_TRAILING = re.compile(
    r"(?<=[^\d\s])\s+((?:[0-9OolI|?]{1,3}\s?[.,:]\s?[0-9OolI|?]{2}|100))\s*(?:คะแนน)?\s*\|?$"
)
#: "30 92.32", "85.64 +14.08": two cells in one.
_TWO_NUMBERS = re.compile(r"\s*([+\-]?\d{1,3}(?:[.,]\d{1,2})?)\s+([+\-]?\d{1,3}\s?[.,]\d{1,2})\s*")
_LONGEST_LABEL = 160


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a row with the cell that it stands in."""

    reading: ScoreReading
    cell: Cell


@dataclass(frozen=True, slots=True)
class Shape:
    """The role of the label's column, how many numbers stand behind the label, which one is the score."""

    label_role: str
    numbers: int
    score_at: int


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """The cell of a row that names an indicator, its role, and the numbers behind it; ``run_together``
    where the first of them stands in the label's cell."""

    role: str
    cell: Cell
    label: IndicatorLabel
    numbers: tuple[Number, ...]
    run_together: bool


def labelled(row: LogicalRow, indicators: IndicatorReader) -> LabelledRow | None:
    """The label of a row and the numbers behind it, wherever they stand."""
    placed = [(role, cell) for role, cells in row.cells.items() for cell in cells]
    for role, cell in [*placed, *(("spare", cell) for cell in row.spare)]:
        if not cell.text or len(cell.text) > _LONGEST_LABEL or is_of_a_part(cell.text):
            continue
        label = indicators.label(cell.text)
        if label is not None:
            inner = run_together(cell)
            numbers = (*(inner,), *_numbers(row, cell)) if inner else tuple(_numbers(row, cell))
            return LabelledRow(role, cell, label, numbers, inner is not None)
    return None


def has_moved_numbers(row: LogicalRow) -> bool:
    """Whether one cell of the row holds two numbers, or a score stands in the column of labels: the numbers
    that follow do not stand in their columns, then."""
    labels = [*row.cells.get("indicator", ()), *row.cells.get("issue", ())]
    if any((reading := read_score(cell.text)) and reading.decimals for cell in labels if cell.text):
        return True
    return any(numbers_run_together(cell.text) for cell in row.all_cells())


def numbers_run_together(text: str) -> tuple[str, ...]:
    """The two numbers that all of a cell is; empty where it is anything else."""
    match = _TWO_NUMBERS.fullmatch(to_arabic(text)) if 6 <= len(text) <= 24 else None
    return (match[1], match[2]) if match is not None else ()


def run_together(cell: Cell) -> Number | None:
    """The score at the end of a cell of words."""
    match = _TRAILING.search(to_arabic(clean(cell.text)))
    reading = read_score(match[1]) if match else None
    return Number(reading, cell) if reading is not None else None


def _numbers(row: LogicalRow, label: Cell | None) -> list[Number]:
    cells = row.all_cells()
    behind = cells[cells.index(label) + 1 :] if label is not None else cells
    found = [Number(reading, cell) for cell in behind if cell.text and (reading := read_score(cell.text))]
    return [
        number for number in found if number.reading.reason != OUT_OF_RANGE or "-" not in number.cell.text
    ]


def usual_shape(rows: Sequence[LabelledRow], scores: Sequence[Cell | None]) -> Shape | None:
    """The shape of most rows; ``None`` where rows differ. ``scores`` holds the cell of each row's score."""
    counted: Counter[Shape] = Counter()
    for row, score in zip(rows, scores, strict=True):
        cells = [number.cell for number in row.numbers]
        if score is not None and score in cells and not row.run_together:
            counted[Shape(row.role, len(cells), cells.index(score))] += 1
    if not counted:
        return None
    shape, times = counted.most_common(1)[0]
    return shape if times * 2 > counted.total() and times >= 3 else None


def of_another_shape(row: LabelledRow, shape: Shape | None, *, lone: bool) -> ScoreRow | None:
    """The score of a row whose cells were split, merged or shifted: the number behind the label that
    stands where the score usually does, if all usual numbers are there. Marked as moved. ``lone``:
    without a usual shape, whether the table has one column of numbers only."""
    at = shape.score_at if shape is not None else 0
    wanted = shape.numbers if shape is not None else 1 if lone else -1
    if len(row.numbers) != wanted:
        return None
    number = row.numbers[at]
    if not row.run_together and NO_SCORE.search(clean(number.cell.text)):
        return None
    label = replace(row.label, number=None) if row.label.named is not None else row.label
    return ScoreRow(None, label, False, number.reading, number.cell.place, number.cell.raw, moved=True)


def of_torn_label(
    above: LogicalRow, below: LogicalRow, shape: Shape | None, indicators: IndicatorReader
) -> ScoreRow | None:
    """The score of a row whose label was torn off into the row below, which has no number."""
    found = labelled(below, indicators)
    if shape is None or found is None or found.numbers or labelled(above, indicators) is not None:
        return None
    words = [cell for cell in above.all_cells() if cell.text and not read_score(cell.text)]
    if len(words) > 2 or any(len(cell.text) > _LONGEST_LABEL for cell in words):
        return None
    numbers = [
        number for number in _numbers(above, None) if number.reading.decimals or number.reading.value == 100
    ]
    if len(numbers) != shape.numbers:
        return None
    number = numbers[shape.score_at]
    label = replace(found.label, number=None) if found.label.named is not None else found.label
    return ScoreRow(None, label, False, number.reading, number.cell.place, number.cell.raw, moved=True)
