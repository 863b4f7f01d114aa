"""Scores of indicators in tables: with a heading that is understood, without, on their side, ruined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from transforms.document import Cell, Table
from transforms.extract.indicators import IndicatorReader
from transforms.extract.logical_rows import LogicalRow
from transforms.extract.logical_tables import LogicalTable
from transforms.extract.score_attribution import ScoreRow, attributed
from transforms.extract.score_cells import ScoreReading, read_score
from transforms.extract.score_list import InstrumentMean, ScoreList, ScoreMention
from transforms.extract.score_wordings import NO_SCORE, instrument_of_sum
from transforms.normalize.codes import indicator_numbers, question_codes
from transforms.normalize.digits import parse_int, to_arabic
from transforms.normalize.thai import clean

_SCORE_COLUMN = "score"
#: "9.1 ข้อมูลพื้นฐาน", "ตัวชี้วัดย่อยที่ ๑๐.๑": of a part of an indicator.
_SUB_INDICATOR = re.compile(r"ตัวชี้วัด\s?ย่อย|^\W*(?:9|10)\s?\.\s?[1-5](?!\d)")
_ORDINAL = re.compile(r"\s*\(?([0-9]{1,2})\s*[.)]?\s*")
_ORDINAL_HEAD = re.compile(r"\s*\(?([0-9]{1,2})\s*[.)]\s*\D")
_ALL = list(range(1, 11))


def in_headed_table(table: LogicalTable, indicators: IndicatorReader) -> list[ScoreList]:
    """The lists of a table with a column of scores, one a column (``year`` where a year heads it)."""
    found: list[ScoreList] = []
    columns = [role for role in table.roles if role == _SCORE_COLUMN or (role or "").startswith("year:")]
    for role in dict.fromkeys(column for column in columns if column):
        year = int(role[5:]) if role.startswith("year:") else None
        for at in range(_width(table, role)):
            rows: list[ScoreRow] = []
            means: list[InstrumentMean] = []
            for row in table.rows:
                _add_row(row, role, at, columns.count(role) > 1, indicators, rows, means)
            mentions, damaged = attributed(rows)
            count = len({m.indicator_no for m in mentions} | {d.indicator_no for d in damaged})
            if count >= 3 or (2 == count == len(table.rows)):
                several = _width(table, role) > 1
                found.append(ScoreList(mentions, year, table.block, False, damaged, tuple(means), several))
            elif means:
                found.append(ScoreList((), year, table.block, False, (), tuple(means)))
    return found


def _width(table: LogicalTable, role: str) -> int:
    """How many columns of that role hold a list each: one, unless every label has as many scores."""
    counted = table.roles.count(role)
    return counted if counted > 1 and table.roles.count("indicator") <= 1 else 1


def _add_row(
    row: LogicalRow,
    role: str,
    at: int,
    several: bool,
    indicators: IndicatorReader,
    rows: list[ScoreRow],
    means: list[InstrumentMean],
) -> None:
    labels = [*row.cells.get("indicator", ()), *row.cells.get("issue", ())]
    scores = list(row.cells.get(role, ()))
    if several and len(labels) == len(scores) > 1:  # two lists side by side
        for label, score in zip(labels, scores, strict=True):
            one = _row_of([label], score, indicators)
            rows.extend([one] if one is not None else [])
        return
    read = [cell for cell in scores if cell.text.strip()]
    if several and len(read) == len(scores) and at < len(scores):
        read = [scores[at]]
    if len(read) > 1:
        read = [cell for cell in read if read_score(cell.text) is not None]
    if len(read) > 1 and not several:  # a row without a label ran on into this one
        read = [cell for cell in read if cell.place.line == row.line]
    if len(read) != 1:
        return
    label_cells = [*labels, *row.cells.get("ordinal", ()), *row.spare]
    reading = read_score(read[0].text)
    text = clean(" ".join(cell.text for cell in label_cells))
    code = _sum_of(label_cells, text, indicators)
    if code is not None and reading is not None and reading.value is not None and reading.decimals:
        means.append(InstrumentMean(code, reading.value, read[0].place))
        return
    one = _row_of(label_cells, read[0], indicators)
    if one is not None:
        ordinal = next((_ordinal(cell) for cell in row.cells.get("ordinal", ()) if cell.text), one.ordinal)
        rows.append(replace(one, ordinal=ordinal))


def _row_of(labels: Sequence[Cell], score: Cell, indicators: IndicatorReader) -> ScoreRow | None:
    reading = read_score(score.text)
    if reading is None or NO_SCORE.search(clean(score.text)):
        return None
    if any(is_of_a_part(cell.text) for cell in labels):
        return None
    label = next((found for cell in labels if (found := indicators.label(cell.text))), None)
    head = next((ordinal for cell in labels if (ordinal := _ordinal(cell)) is not None), None)
    texts = clean(" ".join(cell.text for cell in labels))
    worded = label is None and len(re.sub(r"[\W\d_]", "", texts)) >= 4 and not _SUM.search(texts)
    return ScoreRow(head, label, worded, reading, score.place, score.raw)


def _sum_of(labels: Sequence[Cell], text: str, indicators: IndicatorReader) -> str | None:
    """The instrument whose mean the row is: it names one, and no indicator."""
    code = instrument_of_sum(text)
    return None if code is None or any(indicators.label(cell.text) for cell in labels) else code


_SUM = re.compile(r"รวม|เฉลี่ย|ระดับ|IIT|EIT|OIT|แบบวัด|แบบตรวจ|สุทธิ|ภาพรวม")


def is_of_a_part(text: str) -> bool:
    """Whether a label names a question, an item or a sub-indicator, whose score is not the
    indicator's: ``i๑``, ``O๘``, ``๙.๑ ข้อมูลพื้นฐาน``."""
    plain = to_arabic(clean(text[:60]))
    if _SUB_INDICATOR.search(plain) or any(sub for _, sub, _, _ in indicator_numbers(plain)):
        return True
    return any(code.kind == "exact" for code in question_codes(text[:60]))


def _ordinal(cell: Cell) -> int | None:
    plain = to_arabic(cell.text[:30])
    match = _ORDINAL.fullmatch(plain) or _ORDINAL_HEAD.match(plain)
    number = int(match[1]) if match else None
    return number if number is not None and 1 <= number <= 10 else None


def in_plain_table(table: Table, index: int, ruined: bool, indicators: IndicatorReader) -> list[ScoreList]:
    """A table without a heading that is understood: a label (or a row number 1 to 10) and one score
    in each row; of several columns of numbers each is a list that its sum must prove."""
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
        if not readings or not labels or NO_SCORE.search(text):
            continue
        code = _sum_of(labels, text, indicators)
        if code is not None and not ruined:
            if len(readings) == 1 and readings[0][2].value is not None:
                means.append(InstrumentMean(code, readings[0][2].value, readings[0][1].place))
            continue
        if _SUM.search(text) and not any(indicators.label(label.text) for label in labels):
            continue
        for at, cell, _ in readings:
            one = _row_of(labels, cell, indicators)
            if one is not None:
                one = replace(one, ordinal=_ordinal(cells[0]))
                columns.setdefault(at, []).append(one)
                if len(readings) == 1:
                    rows.append(one)
    if named := _named(rows, table, index, tuple(means)):
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


def _named(
    rows: Sequence[ScoreRow], table: Table, index: int, means: tuple[InstrumentMean, ...]
) -> ScoreList | None:
    """The list of rows whose labels name at least three indicators, or two that are the whole table."""
    mentions, damaged = attributed(rows)
    named = len({m.indicator_no for m in mentions} | {d.indicator_no for d in damaged})
    if named >= 3 or (2 == named == len(table.rows)):
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
        for label_cell, cell in zip(upper.cells[1:], lower.cells[1:], strict=False):
            reading, label = _score_of(cell), indicators.label(label_cell.text)
            number = parse_int(label_cell.text) if headed and label is None else None
            if number is not None and 1 <= number <= 10:
                label = indicators.label(f"ตัวชี้วัดที่ {number}")
            if reading is not None and label is not None and not is_of_a_part(label_cell.text):
                rows.append(ScoreRow(None, label, False, reading, cell.place, cell.raw))
        if len({row.label.no for row in rows if row.label}) == len(rows) >= 5:
            mentions, damaged = attributed(rows)
            return [ScoreList(mentions, None, index, False, damaged)]
    return []


def _score_of(cell: Cell) -> ScoreReading | None:
    """The score of a cell that says a score and little else; whole numbers only with their word."""
    reading = read_score(cell.text)
    if reading is None or len(cell.text) > 40:
        return None
    if reading.decimals == 0 and "คะแนน" not in cell.text:
        plain_end = reading.value is not None and reading.value in (0, 100)
        return reading if plain_end else None
    return reading
