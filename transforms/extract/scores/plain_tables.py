"""Scores of indicators in tables without a heading that is understood, on their side, or ruined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from transforms.document import Cell, Table
from transforms.extract.scores.attribution import ScoreRow, attributed
from transforms.extract.scores.cells import ScoreReading, read_score
from transforms.extract.scores.indicators import IndicatorReader
from transforms.extract.scores.rows import SUM_WORDS, is_of_a_part, ordinal_of, row_of, sum_of
from transforms.extract.scores.score_list import InstrumentMean, ScoreList, ScoreMention
from transforms.extract.scores.shapes import numbers_run_together, run_together
from transforms.extract.scores.wordings import NO_SCORE
from transforms.normalize.digits import parse_int
from transforms.normalize.thai import clean

_ALL = list(range(1, 11))
_LEAST = 3


def in_plain_table(
    table: Table, index: int, ruined: bool, indicators: IndicatorReader, least: int = _LEAST
) -> list[ScoreList]:
    """A table without a heading that is understood: a label (or a row number 1 to 10) and one score
    in each row; of several columns of numbers each is a list that its sum must prove. ``least`` scores
    make a list: fewer where the table goes on with one."""
    headings = [clean(cell.text) for cell in table.rows[0].cells]
    unwanted = {at for at, heading in enumerate(headings) if NO_SCORE.search(heading)}
    rows: list[ScoreRow] = []
    columns: dict[int, list[ScoreRow]] = {}
    means: list[InstrumentMean] = []
    for row in table.rows:
        cells = [cell for cell in row.cells if cell.text]
        readings = [
            (at, cell, reading)
            for at, cell in enumerate(row.cells)
            if cell.text and cell is not cells[0] and at not in unwanted and (reading := _score_of(cell))
        ]
        labels = [other for other in cells if all(other is not cell for _, cell, _ in readings)]
        text = clean(" ".join(other.text for other in labels))
        if not readings and len(labels) <= 2 and not NO_SCORE.search(text):
            rows.extend(_run_together(labels, indicators))
        if not readings or not labels or NO_SCORE.search(text):
            continue
        code = sum_of(labels, text, indicators)
        if code is not None and not ruined:
            if len(readings) == 1 and readings[0][2].value is not None:
                means.append(InstrumentMean(code, readings[0][2].value, readings[0][1].place))
            continue
        if SUM_WORDS.search(text) and not any(indicators.label(label.text) for label in labels):
            continue
        for at, (_, cell, _) in enumerate(readings):
            one = row_of(labels, cell, indicators)
            if one is not None:
                one = replace(one, ordinal=ordinal_of(cells[0]))
                columns.setdefault(at, []).append(one)
                if len(readings) == 1:
                    rows.append(one)
    if named := _named(rows, table, index, tuple(means), least):
        return [] if ruined else [named]
    if by_number := _by_number(rows, index, ruined):
        return by_number
    several = [
        replace(found, tentative=True)
        for column in columns.values()
        if len(column) == 10 and (found := _named(column, table, index, tuple(means)))
    ]
    if ruined:
        return []
    return (
        several
        or _in_columns(table, index, indicators)
        or ([ScoreList((), None, index, False, (), tuple(means))] if means else [])
    )


def _run_together(labels: Sequence[Cell], indicators: IndicatorReader) -> list[ScoreRow]:
    """The score that ran into the cell of its label."""
    found = [
        (cell, number, label)
        for cell in labels
        if (number := run_together(cell))
        and (label := indicators.label(cell.text))
        and not is_of_a_part(cell.text)
    ]
    return [
        ScoreRow(None, label, False, number.reading, cell.place, cell.raw, moved=True)
        for cell, number, label in found[:1]
    ]


def _named(
    rows: Sequence[ScoreRow],
    table: Table,
    index: int,
    means: tuple[InstrumentMean, ...],
    least: int = _LEAST,
) -> ScoreList | None:
    """The list of rows whose labels name at least ``least`` indicators, or two that are the whole table."""
    mentions, damaged = attributed(rows)
    named = len({m.indicator_no for m in mentions} | {d.indicator_no for d in damaged})
    if named >= least or (2 == named == len(table.rows)):
        return ScoreList(mentions, None, index, False, damaged, means)
    return None


def _by_number(rows: Sequence[ScoreRow], index: int, ruined: bool) -> list[ScoreList]:
    """Ten scores whose labels are lost: each row number once, or in a ruined block ten rows alone."""
    plain = [row for row in rows if row.reading.value is not None]
    ordinals = [row.ordinal for row in plain]
    if sorted(no for no in ordinals if no is not None) == _ALL == sorted(filter(None, ordinals)):
        numbered = [row for row in plain if row.ordinal is not None]
        return [
            ScoreList(
                tuple(_unlabelled(row, row.ordinal or 0, "numbered") for row in numbered), None, index, ruined
            )
        ]
    if len(plain) == 10 and not any(row.label for row in plain) and len(set(filter(None, ordinals))) < 3:
        ordered = tuple(_unlabelled(row, no, "ordered") for no, row in enumerate(plain, start=1))
        return [ScoreList(ordered, None, index, ruined)]
    return []


def _unlabelled(row: ScoreRow, no: int, method: str) -> ScoreMention:
    assert row.reading.value is not None
    return ScoreMention(no, row.reading.value, method, False, row.place, row.raw)


def _in_columns(table: Table, index: int, indicators: IndicatorReader) -> list[ScoreList]:
    """A table that lies on its side: a row of indicators, by name or number, above a row of scores."""
    for upper, lower in pairwise(table.rows):
        headed = "ตัวชี้วัด" in upper.cells[0].text
        rows: list[ScoreRow] = []
        # The first cells say what the rows are, unless they are an indicator and its score themselves.
        first = int(indicators.label(upper.cells[0].text) is None or _score_of(lower.cells[0]) is None)
        scores, moved = _one_number_each(lower.cells[first:], len(upper.cells) - first)
        for label_cell, cell in zip(upper.cells[first:], scores, strict=False):
            reading, label = _score_of(cell), indicators.label(label_cell.text)
            number = parse_int(label_cell.text) if headed and label is None else None
            if number is not None and 1 <= number <= 10:
                label = indicators.label(f"ตัวชี้วัดที่ {number}")
            if reading is not None and label is not None and not is_of_a_part(label_cell.text):
                rows.append(ScoreRow(None, label, False, reading, cell.place, cell.raw, moved=moved))
        if len({row.label.no for row in rows if row.label}) == len(rows) >= 5:
            mentions, damaged = attributed(rows)
            return [ScoreList(mentions, None, index, False, damaged)]
    return []


def _one_number_each(cells: Sequence[Cell], wanted: int) -> tuple[list[Cell], bool]:
    """A row of numbers with two that ran into one cell apart again, and whether numbers may stand below
    others' headings all the same: some ran together, or their count is not that of the headings."""
    apart: list[Cell] = []
    for cell in cells:
        parts = numbers_run_together(cell.text)
        apart += [replace(cell, text=part) for part in parts] or [cell]
    filled = len(apart) - next((at for at, cell in enumerate(reversed(apart)) if cell.text), len(apart))
    return apart, len(apart) != len(cells) or filled != wanted


def _score_of(cell: Cell) -> ScoreReading | None:
    """The score of a cell that says a score and little else; whole numbers only with their word."""
    reading = read_score(cell.text)
    if reading is None or len(cell.text) > 40:
        return None
    if reading.decimals == 0 and "คะแนน" not in cell.text:
        plain_end = reading.value is not None and reading.value in (0, 100)
        return reading if plain_end else None
    return reading
