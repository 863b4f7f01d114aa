"""Headings of a table of results into columns: whose, which year, total, level, indicator."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from transforms.document import Cell, Row
from transforms.extract.results.named_organization import OrganizationReader, organization_reader
from transforms.extract.scores.indicators import IndicatorReader, indicator_reader
from transforms.extract.scores.totals import LevelReader, level_reader
from transforms.extract.scores.wordings import NO_SCORE
from transforms.extract.tables.headings import HeadingReader, heading_reader
from transforms.normalize.digits import parse_int, parse_score, to_arabic
from transforms.normalize.thai import clean, matching_key
from transforms.reference import Reference

ORGANIZATION, TYPE, PROVINCE, AMPHOE, YEAR = "organization", "type", "province", "amphoe", "fiscal_year"
TOTAL, LEVEL, INDICATOR = "total", "level", "indicator"
_HEADER_ROWS = 4
_LONGEST_HEADING = 160
_YEAR_IN = re.compile(r"(?<!\d)25[5-9]\d(?!\d)")
_YEAR_WORDS = re.compile(r"(?:ประจำ)?(?:ปี)?(?:งบประมาณ)?(?:พศ)?25[5-9]\d")
#: Ranks, differences, counts, sums of one instrument, remarks: numbers of a list that are no result.
_NO_RESULT = re.compile(
    r"ลำดับ|อันดับ|rank|ผลต่าง|เพิ่ม|ลด|เปลี่ยนแปลง|พัฒนาการ|เป้า|จำนวน|หมายเหตุ|ถ่วง|น้ำหนัก|เกณฑ์|เฉลี่ย(?:ราย|ของ|ระดับ|จังหวัด|ประเทศ|ภาค)|"
    r"(?<![a-z])[ieo]it(?![a-z])|แบบวัด|แบบตรวจ|ร้อยละที่|percentile",
    re.IGNORECASE,
)
_ORGANIZATION_WORDS = re.compile(
    r"หน่วยงาน|อปท|องค์กรปกครอง|รายชื่อ|^ชื่อ(?!จังหวัด|อำเภอ|ตำบล|ตัวชี้วัด|มาตรการ|ข้อ|โครงการ|ประเด็น)|^เทศบาล$|agency|organi",
    re.IGNORECASE,
)
_LOCAL_WORDS = re.compile(r"อปท|องค์กรปกครอง|ท้องถิ่น|เทศบาล|อบต")
_TYPE_WORDS = re.compile(r"ประเภท|รูปแบบ|type", re.IGNORECASE)
_LEVEL_WORDS = re.compile(r"ระดับ|เกรด|rating|grade|level", re.IGNORECASE)
_TOTAL_WORDS = re.compile(r"คะแนน|ผลการประเมิน|ita|score|total|ภาพรวม", re.IGNORECASE)
_ONE_INSTRUMENT = re.compile(r"[IEO]IT")
_ONLY_SUM = re.compile(r"รวม(?:ทั้งหมด|ทั้งสิ้น)?(?:\(?(?:100|ร้อยละ|คะแนน)\)?)*")
_WHOLE_WORDS = re.compile(r"รวม|ภาพรวม|เฉลี่ย|สุทธิ|total|overall", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """What one column holds. ``year`` with its heading cell where the heading names one; ``number`` of an
    indicator; ``plainly`` says that a total is headed as that of everything; ``local`` that the heading
    speaks of local administrations."""

    kind: str
    year: int | None = None
    year_cell: Cell | None = None
    number: int | None = None
    plainly: bool = False
    local: bool = False


class ColumnReader:
    """Reads the headings of tables of results. Made once a reference."""

    def __init__(self, reference: Reference) -> None:
        self._headings: HeadingReader = heading_reader(reference)
        self._indicators: IndicatorReader = indicator_reader(reference)
        self.organizations: OrganizationReader = organization_reader(reference)
        self.levels: LevelReader = level_reader(reference)

    def is_data(self, row: Row) -> bool:
        """Whether a row holds a result rather than headings: a number with decimals, or an organization's
        name beside a number or a level."""
        texts = [text for text in row.texts if text]
        if any(len(text) < 20 and "." in text and parse_score(text) is not None for text in texts):
            return True
        beside = any(
            (len(text) < 20 and parse_score(text) is not None) or self.levels.whole(text)
            for text in texts[1:]
        )
        return beside and any(self.organizations.begins(text) for text in texts[:4])

    def heading(self, rows: Sequence[Row]) -> tuple[tuple[ResultColumn | None, ...], int] | None:
        """The columns of a table with how many rows its heading takes; ``None`` where none is understood:
        what is headed must hold scores and say whose or of which year they are."""
        first_data = next((at for at, row in enumerate(rows[: _HEADER_ROWS + 3]) if self.is_data(row)), None)
        if not first_data:
            return None
        data = rows[first_data : first_data + 200]
        widths = Counter(len(row.cells) for row in data[:40])
        width = max(widths, key=lambda width: (widths[width], width))
        best: tuple[tuple[ResultColumn | None, ...], int] | None = None
        # One text alone is a title above the heading, or the name of a group below it.
        headed = [at for at in range(first_data) if sum(bool(text) for text in rows[at].texts) > 1]
        for first in range(len(headed)):
            heading = [rows[at] for at in headed[first:][-_HEADER_ROWS:]]
            columns = self._columns(_stacked(heading, width), data)
            if best is None or _known(columns) > _known(best[0]):
                best = columns, headed[-1] + 1
        if best is None:
            return None
        kinds = {column.kind for column in best[0] if column}
        whose = ORGANIZATION in kinds or YEAR in kinds
        return best if whose and kinds & {TOTAL, LEVEL, INDICATOR} else None

    def _columns(
        self, stacks: Sequence[Sequence[Cell]], data: Sequence[Row]
    ) -> tuple[ResultColumn | None, ...]:
        columns = [self._column(stack) for stack in stacks]
        self._number_columns(columns, stacks)
        _sum_of_instruments(columns, stacks)
        for at, column in enumerate(columns):
            if column is not None and column.kind in (TOTAL, LEVEL):
                columns[at] = self._by_content(column, at, data)
        _pair_levels(columns)
        return tuple(columns)

    def _column(self, stack: Sequence[Cell]) -> ResultColumn | None:
        """What the heading cells of one column, the upper before the lower, say together."""
        texts = [clean(cell.text.replace("\n", " ")) for cell in stack]
        if not texts or any(len(text) > _LONGEST_HEADING for text in texts):
            return None
        keys = [to_arabic(matching_key(text)) for text in texts]
        joined = "".join(keys)
        years = [
            (int(m[0]), cell) for key, cell in zip(keys, stack, strict=True) for m in _YEAR_IN.finditer(key)
        ]
        distinct = {year for year, _ in years}
        year, year_cell = years[-1] if len(distinct) == 1 else (None, None)
        bare = [_YEAR_WORDS.sub("", key) for key in keys]
        kind = next((kind for key in reversed(bare) if (kind := self._kind_of(key))), None)
        for text in reversed(texts):
            label = self._indicators.label(text) if "ย่อย" not in text else None
            if label is not None and not label.conflict:
                return ResultColumn(INDICATOR, year, year_cell, label.no)
        if kind in (TOTAL, LEVEL, None) and (NO_SCORE.search(" ".join(texts)) or _NO_RESULT.search(joined)):
            return None
        if kind is None and year is not None and not any(bare):
            kind = TOTAL  # a year and nothing else
        if kind is None or len(distinct) > 1:
            return None
        whole = any(_WHOLE_WORDS.search(key) for key in keys)
        local = any(_LOCAL_WORDS.search(key) for key in keys)
        return ResultColumn(kind, year, year_cell, plainly=whole, local=local)

    def _kind_of(self, key: str) -> str | None:
        if not key:
            return None
        role = self._headings.role(key)
        if role in (ORGANIZATION, PROVINCE, AMPHOE, LEVEL):
            return role
        if role == "fiscal_year" or key in ("ปี", "ปีงบประมาณ", "พศ", "ปีพศ"):
            return YEAR
        if role == "score":
            return TOTAL
        for kind, words in (
            (TYPE, _TYPE_WORDS),
            (ORGANIZATION, _ORGANIZATION_WORDS),
            (LEVEL, _LEVEL_WORDS),
            (TOTAL, _TOTAL_WORDS),
        ):
            if words.search(key):
                return kind
        if _NO_RESULT.search(key):
            return None
        if key.removeprefix("ชื่อ").startswith("จังหวัด"):
            return PROVINCE
        return AMPHOE if key.removeprefix("ชื่อ").startswith("อำเภอ") else None

    def _number_columns(self, columns: list[ResultColumn | None], stacks: Sequence[Sequence[Cell]]) -> None:
        """Ten columns headed 1 to 10 are the indicators."""
        numbers = [parse_int(stack[-1].text) if stack else None for stack in stacks]
        for start in range(len(numbers) - 9):
            if numbers[start : start + 10] == list(range(1, 11)):
                for no in range(1, 11):
                    columns[start + no - 1] = ResultColumn(INDICATOR, number=no)
                return

    def _by_content(self, column: ResultColumn, at: int, data: Sequence[Row]) -> ResultColumn | None:
        """A column headed as a total that holds levels is one of levels, and the other way round."""
        texts = [row.cells[at].text for row in data if at < len(row.cells) and row.cells[at].text]
        levels = sum(self.levels.whole(text) is not None for text in texts)
        scores = sum(len(text) < 40 and parse_score(text) is not None for text in texts)
        if column.kind == TOTAL and levels > scores:
            return replace(column, kind=LEVEL)
        if column.kind == LEVEL and scores > levels:
            return replace(column, kind=TOTAL)
        return column if levels or scores else None


def _sum_of_instruments(columns: list[ResultColumn | None], stacks: Sequence[Sequence[Cell]]) -> None:
    """A column that is headed ``รวม`` alone, beside the three instruments, is that of the totals."""
    keys = ["".join(matching_key(cell.text) for cell in stack) for stack in stacks]
    instruments = {match[0] for key in keys for match in _ONE_INSTRUMENT.finditer(key.upper())}
    sums = [at for at, key in enumerate(keys) if _ONLY_SUM.fullmatch(to_arabic(key))]
    has_total = any(column is not None and column.kind == TOTAL for column in columns)
    if len(instruments) == 3 and len(sums) == 1 and not has_total:
        columns[sums[0]] = ResultColumn(TOTAL, plainly=True)


def _known(columns: Sequence[ResultColumn | None]) -> int:
    return sum(column is not None for column in columns)


def _stacked(rows: Sequence[Row], width: int) -> list[list[Cell]]:
    """The heading cells above each column. A year or a word that spans several columns stands above all of
    them; spans that a text lost are found again where the rows fit together in one way."""
    expanded = [_expanded(rows, at, width) for at in range(len(rows))]
    stacks: list[list[Cell]] = [[] for _ in range(width)]
    for at, cells in enumerate(expanded):
        spanning: Cell | None = None
        for column, cell in enumerate(cells[:width]):
            if cell.text:
                spanning = cell
            below = any(column < len(lower) and lower[column].text for lower in expanded[at + 1 :])
            above = any(column < len(upper) and upper[column].text for upper in expanded[:at])
            if cell.text or (spanning is not None and below and not above and _spans(spanning)):
                taken = cell if cell.text else spanning
                if taken is not None and taken not in stacks[column]:
                    stacks[column].append(taken)
    return stacks


def _spans(cell: Cell) -> bool:
    return _YEAR_IN.search(to_arabic(cell.text)) is not None


def _expanded(rows: Sequence[Row], at: int, width: int) -> list[Cell]:
    """The cells of one heading row by column. A row of years with fewer cells than the table has columns,
    above a row that has as many as are missing, lost its spans: each year stands above its share."""
    cells = list(rows[at].cells)
    if len(rows) != 2 or len(rows[0].cells) >= width:
        return cells
    upper, lower = list(rows[0].cells), list(rows[1].cells)
    headed = next((n for n, cell in enumerate(upper) if _spans(cell)), None)
    if headed is None or not all(_spans(cell) for cell in upper[headed:]):
        return cells
    years, missing = len(upper) - headed, width - headed
    if missing % years or len(lower) not in (missing, width):
        return cells
    if at == 0:
        share = missing // years
        return upper[:headed] + [upper[headed + n // share] for n in range(missing)]
    blank = Cell("", "", rows[1].place)
    return [blank] * headed + lower if len(lower) == missing else lower


def _pair_levels(columns: list[ResultColumn | None]) -> None:
    """A level belongs to the nearest total before it, and so to its year; else to the next behind it."""
    for at, column in enumerate(columns):
        if column is None or column.kind != LEVEL or column.year is not None:
            continue
        totals = [n for n, other in enumerate(columns) if other is not None and other.kind == TOTAL]
        before = [n for n in totals if n < at]
        near = columns[before[-1] if before else totals[0]] if totals else None
        if near is not None and near.year is not None:
            columns[at] = replace(column, year=near.year, year_cell=near.year_cell)


@lru_cache(maxsize=4)
def column_reader(reference: Reference) -> ColumnReader:
    """The reader for ``reference``, made once."""
    return ColumnReader(reference)
