"""Tables in which each row is an organization's result, or one year's."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from transforms.document import Cell, Document, Paragraph, Row, Table
from transforms.extract.results.alignment import aligned
from transforms.extract.results.captions import Caption, CaptionReader
from transforms.extract.results.cells import NOT_STATED, damaged, lost, score_of
from transforms.extract.results.columns import (
    AMPHOE,
    INDICATOR,
    LEVEL,
    ORGANIZATION,
    PROVINCE,
    TOTAL,
    TYPE,
    YEAR,
    ColumnReader,
    ResultColumn,
    column_reader,
)
from transforms.extract.results.named_organization import with_types
from transforms.extract.results.organizations_across import upright
from transforms.extract.results.stated_result import (
    DamagedNumber,
    NamedOrganization,
    StatedNumber,
    StatedResult,
    StatedYear,
)
from transforms.extract.results.years_across import year_cell, year_of, years_across
from transforms.normalize.thai import clean, squeeze
from transforms.reference import Reference

#: Rows that sum up others.
_SUMS = re.compile(
    r"^(?:รวม|ค่าเฉลี่ย|เฉลี่ย|คะแนนเฉลี่ย|ภาพรวม|สูงสุด|ต่ำสุด|ค่าสูงสุด|ค่าต่ำสุด|คะแนนสูงสุด|คะแนนต่ำสุด|มัธยฐาน|ส่วนเบี่ยงเบน|ทั้งประเทศ|ระดับประเทศ|ระดับจังหวัด|"
    r"หมายเหตุ|ที่มา|จำนวน|ผลรวม|average|mean|total|max|min|หน่วยงาน$|อปท\.?$)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class ResultTable:
    """The rows of one list with its columns; ``titles`` are the captions above it. ``unread`` are rows that
    name an organization and hold no score that could be read."""

    columns: tuple[ResultColumn | None, ...]
    titles: tuple[Paragraph, ...]
    block: int
    results: list[StatedResult] = field(default_factory=list)
    unread: list[NamedOrganization] = field(default_factory=list)

    def kinds(self) -> frozenset[str]:
        """The kinds of its columns."""
        return frozenset(column.kind for column in self.columns if column is not None)

    @property
    def of_organizations(self) -> bool:
        """Whether each row names whose result it is."""
        return ORGANIZATION in self.kinds()

    def indicators(self) -> frozenset[int]:
        """The indicators that have a column."""
        return frozenset(c.number for c in self.columns if c is not None and c.number is not None)


def result_tables(document: Document, ruined: Iterable[int], reference: Reference) -> list[ResultTable]:
    """Every table of results outside ruined blocks, in order. Rows without a heading that are as wide as the
    list before them go on with it: a page break, or a district's name, stands between."""
    reader = column_reader(reference)
    captions = CaptionReader(reference)
    skipped = set(ruined)
    found: list[ResultTable] = []
    current: ResultTable | None = None
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            if index not in skipped:
                captions.add(block.text, block.place)
            continue
        if index in skipped:
            continue
        sideways = _across(block, index, reader)
        if sideways is not None:
            found.append(sideways)
            current = None
            captions.table_ended()
            continue
        block = upright(block, reader.organizations.begins) or block
        heading = reader.heading(block.rows)
        if heading is not None:
            columns, start = heading
            for row in block.rows[: max(0, start - 1)]:
                filled = [cell for cell in row.cells if cell.text]
                if len(filled) == 1:
                    captions.add(filled[0].text, filled[0].place)
            current = ResultTable(columns, captions.titles(), index)
            found.append(current)
        elif current is not None and _fits(current, block):
            start = 0
        else:
            current = None
            continue
        _Rows(current, reader, captions, index).add(block.rows[start:])
        captions.table_ended()
    return [table for table in found if table.results or table.unread]


def _across(block: Table, index: int, reader: ColumnReader) -> ResultTable | None:
    results = years_across(block, index, reader.levels)
    return ResultTable((), (), index, results) if results else None


def _fits(table: ResultTable, block: Table) -> bool:
    width = len(table.columns)
    return sum(len(row.cells) == width for row in block.rows) * 2 > len(block.rows)


class _Rows:
    """Reads rows of one list; what a group's row or a merged cell says holds for the rows below it."""

    def __init__(self, table: ResultTable, reader: ColumnReader, captions: CaptionReader, block: int) -> None:
        self.table = table
        self.reader = reader
        self.captions = captions
        self.block = block
        self.by_kind: dict[str, list[int]] = {}
        for at, column in enumerate(table.columns):
            if column is not None:
                self.by_kind.setdefault(column.kind, []).append(at)
        self.carried: dict[str, str] = {}
        self.fractions: frozenset[int] = frozenset()

    def add(self, rows: Sequence[Row]) -> None:
        self.fractions = self._fractions(rows)
        for row in rows:
            filled = [cell for cell in row.cells if cell.text]
            if not filled:
                continue
            if len(filled) == 1 and len(row.cells) > 1:
                self.carried.clear()
                self.captions.add(filled[0].text, filled[0].place)
                continue
            if self.table.of_organizations or self.reader.is_data(row):
                self._row(row)

    def _row(self, row: Row) -> None:
        named: NamedOrganization | None = None
        moved = False
        if self.table.of_organizations:
            width, at = len(self.table.columns), self.by_kind[ORGANIZATION][0]
            row, moved = aligned(row, width, at, self.reader.organizations.begins)
            cell = self._cell(row, ORGANIZATION)
            if cell is None or not cell.text or _SUMS.match(squeeze(clean(cell.text))):
                return
            named = self._named(cell, row)
            if named is None:
                return
        elif any(_SUMS.match(squeeze(clean(cell.text))) for cell in row.cells[:2]):
            return
        caption = self.captions.caption()
        row_year = self._year(row)
        if row_year is None and YEAR in self.by_kind and named is None:
            return
        results = list(self._results(row, named, row_year, caption))
        if moved:
            results = [replace(result, moved=True) for result in results]
        self.table.results.extend(results)
        if not results and named is not None and self.reader.organizations.begins(named.raw):
            self.table.unread.append(named)

    def _fractions(self, rows: Sequence[Row]) -> frozenset[int]:
        """The columns of scores that hold parts of one: a spreadsheet shows 0.9145 as 91.45 %."""
        found = set()
        for at in (*self.by_kind.get(TOTAL, ()), *self.by_kind.get(INDICATOR, ())):
            numbers = [number.value for row in rows if (number := self._number(row, at)) is not None]
            parts = sum(0 < value <= 1 for value in numbers)
            if parts and parts == sum(value > 0 for value in numbers):
                found.add(at)
        return frozenset(found)

    def _named(self, cell: Cell, row: Row) -> NamedOrganization | None:
        caption = self.captions.caption()
        province = self._carried(row, PROVINCE)
        own = self._carried(row, AMPHOE)
        named = self.reader.organizations.whole(cell.text, cell.place, cell.raw, own, province)
        if named is None:
            return None
        if PROVINCE not in self.by_kind and named.province is None:
            named = replace(named, province=caption.province)
        if AMPHOE not in self.by_kind and named.amphoe is None and caption.group_amphoe:
            named = replace(named, amphoe=caption.group_amphoe)
        if caption.title_amphoe:
            named = replace(named, near_amphoe=caption.title_amphoe)
        headed_local = any(
            column.local
            for column in self.table.columns
            if column is not None and column.kind == ORGANIZATION
        )
        type_text = self._carried(row, TYPE)
        types = self.reader.organizations.types(type_text) if type_text else None
        if type_text and types is None and not named.types:
            return named  # a body of another kind
        if types is None and not named.types and caption.group_types:
            types = caption.group_types
        typed = with_types(named, types, listed_as_local=headed_local and not type_text)
        if typed is None:  # name and type contradict each other: nobody is meant for sure
            return replace(named, name=f"{named.raw} ({type_text})")
        return typed

    def _cell(self, row: Row, kind: str) -> Cell | None:
        for at in self.by_kind.get(kind, ()):
            if at < len(row.cells) and row.cells[at].text:
                return row.cells[at]
        return None

    def _carried(self, row: Row, kind: str) -> str | None:
        """The text of a column in which an empty cell means the one above."""
        if kind not in self.by_kind:
            return None
        cell = self._cell(row, kind)
        if cell is not None:
            if kind == PROVINCE and self.carried.get(PROVINCE) != cell.text:
                self.carried.pop(AMPHOE, None)
            self.carried[kind] = cell.text
        return self.carried.get(kind)

    def _year(self, row: Row) -> StatedYear | None:
        cell = self._cell(row, YEAR)
        if cell is None:
            return None
        match = year_cell(cell)
        if match is None:
            return None
        return StatedYear(year_of(match), "row-year", cell.place, cell.raw)

    def _results(
        self, row: Row, named: NamedOrganization | None, row_year: StatedYear | None, caption: Caption
    ) -> Iterable[StatedResult]:
        """One result a year that the headings name, or the one of the row."""
        groups: dict[int | None, list[int]] = {}
        for at, column in enumerate(self.table.columns):
            if column is not None and column.kind in (TOTAL, LEVEL, INDICATOR):
                groups.setdefault(column.year, []).append(at)
        headed = [year for year in groups if year is not None]
        for year, columns in groups.items():
            if year is None and headed and not any(self._kind(at) == INDICATOR for at in columns):
                continue  # beside totals of years: of which year it is, nobody says
            stated = row_year
            if stated is None and year is not None:
                cell = next(c.year_cell for at in columns if (c := self.table.columns[at]) and c.year_cell)
                stated = StatedYear(year, "column-year", cell.place, cell.raw)
            elif stated is None and not headed:
                stated = caption.year
            result = self._result(row, named, stated, columns)
            if result is not None:
                yield result

    def _kind(self, at: int) -> str:
        column = self.table.columns[at]
        return column.kind if column is not None else ""

    def _result(
        self, row: Row, named: NamedOrganization | None, year: StatedYear | None, columns: Sequence[int]
    ) -> StatedResult | None:
        numbers = {at: number for at in columns if (number := self._number(row, at)) is not None}
        totals = [at for at in numbers if self._kind(at) == TOTAL]
        plainly = [at for at in totals if (c := self.table.columns[at]) is not None and c.plainly]
        several = sum(self._kind(at) == TOTAL for at in columns) > 1
        chosen = plainly if several else totals
        total = numbers[chosen[0]] if len(chosen) == 1 else None
        scores = {
            column.number: numbers[at]
            for at in numbers
            if (column := self.table.columns[at]) is not None and column.number is not None
        }
        level_cell = next(
            (
                cell
                for at in columns
                if self._kind(at) == LEVEL and at < len(row.cells) and (cell := row.cells[at]).text
            ),
            None,
        )
        level = self.reader.levels.whole(level_cell.text) if level_cell is not None else None
        damaged_total = self._damaged(row, columns) if total is None else None
        lost_scores = self._lost(row, columns, scores)
        if total is None and not scores and level is None and damaged_total is None:
            return None
        return StatedResult(
            named,
            year,
            total,
            level,
            level_cell.place if level_cell is not None and level else None,
            level_cell.raw if level_cell is not None and level else None,
            tuple(sorted(scores.items())),
            row.place,
            self.block,
            damaged_total=damaged_total,
            fraction=any(at in self.fractions for at in numbers),
            lost_scores=lost_scores,
        )

    def _lost(
        self, row: Row, columns: Sequence[int], scores: Collection[int]
    ) -> tuple[tuple[int, DamagedNumber], ...]:
        """What stands in the columns of indicators that have no score. A row without any states none."""
        found: dict[int, DamagedNumber] = {}
        for at in columns:
            column = self.table.columns[at]
            if column is not None and column.number is not None and column.number not in scores:
                found[column.number] = lost(row.cells[at] if at < len(row.cells) else None, row.place)
        states = scores or any(one.reason != NOT_STATED for one in found.values())
        return tuple(sorted(found.items(), key=lambda entry: entry[0])) if states else ()

    def _damaged(self, row: Row, columns: Sequence[int]) -> DamagedNumber | None:
        """What stands in the one column of totals and is no score."""
        totals = [at for at in columns if self._kind(at) == TOTAL]
        plainly = [at for at in totals if (c := self.table.columns[at]) is not None and c.plainly]
        chosen = plainly if len(totals) > 1 else totals
        return damaged(row.cells[chosen[0]]) if len(chosen) == 1 and chosen[0] < len(row.cells) else None

    def _number(self, row: Row, at: int) -> StatedNumber | None:
        if at >= len(row.cells):
            return None
        number = score_of(row.cells[at])
        if number is not None and at in self.fractions:
            return replace(number, value=number.value * 100)
        return number
