"""A series of years that lies on its side: years in the first row, totals and levels below them."""

from __future__ import annotations

import re

from transforms.document import Cell, Table
from transforms.extract.results.stated_result import StatedNumber, StatedResult, StatedYear
from transforms.extract.scores.totals import LevelReader
from transforms.normalize.digits import parse_score, to_arabic
from transforms.normalize.thai import matching_key

_YEAR_CELL = re.compile(r"(?:ประจำ)?(?:ปี)?(?:งบประมาณ)?(?:พศ)?(25[5-9]\d|[5-7]\d)")
_TOTAL_ROW = re.compile(
    r"(?:ผล)?(?:การประเมิน|คะแนน|ITA)*(?:รวม|ภาพรวม|เฉลี่ยรวม|เฉลี่ย|สุทธิ)?(?:ทั้งสิ้น|ทั้งหมด|คะแนน|ITA)*"
)
_LEVEL_ROW = re.compile(r"(?:ผลการประเมิน)?(?:อยู่ใน)?ระดับ(?:ผล)?(?:การประเมิน|คะแนน|คุณธรรม)?")


def years_across(block: Table, index: int, levels_of: LevelReader) -> list[StatedResult] | None:
    """A table that lies on its side: years in its first row, below them a row of totals, of levels, or of
    both. ``None`` where any other row stands in it, such as those of indicators."""
    upper, *lower = block.rows
    years = {at: year_of(match) for at, cell in enumerate(upper.cells) if at and (match := year_cell(cell))}
    if len(years) < 2 or len(years) < len([cell for cell in upper.cells[1:] if cell.text]) or not lower:
        return None
    totals: dict[int, Cell] = {}
    levels: dict[int, Cell] = {}
    for row in lower:
        label = matching_key(row.cells[0].text)
        held = {at: row.cells[at] for at in years if at < len(row.cells) and row.cells[at].text}
        if _TOTAL_ROW.fullmatch(label) and not totals:
            totals = {at: cell for at, cell in held.items() if parse_score(cell.text) is not None}
        elif _LEVEL_ROW.fullmatch(label) and not levels:
            levels = {at: cell for at, cell in held.items() if levels_of.whole(cell.text)}
        else:
            return None
    results: list[StatedResult] = []
    for at, year in years.items():
        if at not in totals and at not in levels:
            continue
        number, level = totals.get(at), levels.get(at)
        value = parse_score(number.text) if number is not None else None
        results.append(
            StatedResult(
                None,
                StatedYear(year, "column-year", upper.cells[at].place, upper.cells[at].raw),
                StatedNumber(value, number.place, number.raw)
                if number is not None and value is not None
                else None,
                levels_of.whole(level.text) if level is not None else None,
                level.place if level is not None else None,
                level.raw if level is not None else None,
                (),
                (number or level or upper.cells[at]).place,
                index,
            )
        )
    return results


def year_cell(cell: Cell) -> re.Match[str] | None:
    """The year that is all that a cell says; :func:`year_of` gives it."""
    return _YEAR_CELL.fullmatch(to_arabic(matching_key(cell.text))) if len(cell.text) < 40 else None


def year_of(match: re.Match[str]) -> int:
    """The Buddhist-era year of a match, of four digits or of two."""
    return int(match[1]) if len(match[1]) == 4 else 2500 + int(match[1])
