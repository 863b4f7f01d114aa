"""Scores of indicators in tables with a column of scores, also where rows won or lost a cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from transforms.document import Cell
from transforms.extract.scores.attribution import ScoreRow, attributed
from transforms.extract.scores.cells import read_score
from transforms.extract.scores.indicators import IndicatorReader
from transforms.extract.scores.rows import ordinal_of, row_of, sum_of
from transforms.extract.scores.score_list import InstrumentMean, ScoreList
from transforms.extract.scores.shapes import (
    Shape,
    has_moved_numbers,
    labelled,
    of_another_shape,
    of_torn_label,
    usual_shape,
)
from transforms.extract.tables.logical_rows import LogicalRow
from transforms.extract.tables.logical_tables import MEASURES, SCORES, LogicalTable
from transforms.normalize.thai import clean

_SCORE_COLUMN = "score"


def in_headed_table(table: LogicalTable, indicators: IndicatorReader) -> list[ScoreList]:
    """The lists of a table with a column of scores, one a column (``year`` where a year heads it)."""
    found: list[ScoreList] = []
    columns = [role for role in table.roles if role == _SCORE_COLUMN or (role or "").startswith("year:")]
    for role in dict.fromkeys(column for column in columns if column):
        year = int(role[5:]) if role.startswith("year:") else None
        counted = columns.count(role)
        beside = counted > 1 and table.roles.count("indicator") > 1
        several = counted > 1 and not beside
        for at in range(counted if several else 1):
            lone = counted == 1 and not any(r is None or r == "weight" for r in table.roles)
            column = _Column(role, at, counted > 1, _shape_of(table, role, indicators), lone)
            rows: list[ScoreRow] = []
            means: list[InstrumentMean] = []
            for row, below in zip_longest(table.rows, table.rows[1:]):
                torn = of_torn_label(row, below, column.shape, indicators) if below is not None else None
                if torn is not None:
                    rows.append(torn)
                else:
                    _add_row(row, column, indicators, rows, means)
            if table.kind == MEASURES and 2 * sum(row.reading.decimals >= 2 for row in rows) < len(rows):
                continue  # how far measures have come, not scores
            mentions, damaged = attributed(rows)
            count = len({m.indicator_no for m in mentions} | {d.indicator_no for d in damaged})
            if count >= 3 or (count and table.kind == SCORES) or (2 == count == len(table.rows)):
                found.append(ScoreList(mentions, year, table.block, False, damaged, tuple(means), several))
            elif means:
                found.append(ScoreList((), year, table.block, False, (), tuple(means)))
    return found


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of scores: the ``at``-th of its role. ``shape`` is what rows usually look like."""

    role: str
    at: int
    several: bool
    shape: Shape | None
    lone: bool


def _shape_of(table: LogicalTable, role: str, indicators: IndicatorReader) -> Shape | None:
    found = [(row, one) for row in table.rows if (one := labelled(row, indicators)) is not None]
    scores = [
        next((cell for cell in row.cells.get(role, ()) if read_score(cell.text)), None) for row, _ in found
    ]
    return usual_shape([one for _, one in found], scores)


def _add_row(
    row: LogicalRow,
    column: _Column,
    indicators: IndicatorReader,
    rows: list[ScoreRow],
    means: list[InstrumentMean],
) -> None:
    labels = [*row.cells.get("indicator", ()), *row.cells.get("issue", ())]
    scores = list(row.cells.get(column.role, ()))
    if column.several and len(labels) == len(scores) > 1:  # two lists side by side
        for label, score in zip(labels, scores, strict=True):
            one = row_of([label], score, indicators)
            rows.extend([one] if one is not None else [])
        return
    ran_together = has_moved_numbers(row)
    label_cells = [*labels, *row.cells.get("ordinal", ()), *row.spare]
    score_cell = _score_cell(row, column, scores)
    found = labelled(row, indicators)
    shape = column.shape
    if found is not None and not column.several:
        read = score_cell is not None and read_score(score_cell.text) is not None
        elsewhere = shape is not None and found.role != shape.label_role
        if not read or elsewhere or found.run_together:
            moved = of_another_shape(found, shape, lone=column.lone)
            rows.extend([moved] if moved is not None else [])
            return
    if score_cell is None:
        return
    reading = read_score(score_cell.text)
    text = clean(" ".join(cell.text for cell in label_cells))
    code = sum_of(label_cells, text, indicators)
    if code is not None and reading is not None and reading.value is not None and reading.decimals:
        means.append(InstrumentMean(code, reading.value, score_cell.place))
        return
    one = row_of(label_cells, score_cell, indicators)
    if one is not None:
        ordinal = next((ordinal_of(cell) for cell in row.cells.get("ordinal", ()) if cell.text), one.ordinal)
        lacking = found is not None and shape is not None and len(found.numbers) < shape.numbers
        rows.append(replace(one, ordinal=ordinal, moved=lacking or ran_together))


def _score_cell(row: LogicalRow, column: _Column, scores: Sequence[Cell]) -> Cell | None:
    read = [cell for cell in scores if cell.text.strip()]
    if column.several and len(read) == len(scores) and column.at < len(scores):
        read = [scores[column.at]]
    if len(read) > 1:
        read = [cell for cell in read if read_score(cell.text) is not None]
    if len(read) > 1 and not column.several:  # a row without a label ran on into this one
        read = [cell for cell in read if cell.place.line == row.line]
    return read[0] if len(read) == 1 else None
