"""Physical tables into logical ones: headings understood, pages stitched, rows continued.

A logical table refers to the cells of the document and moves nothing silently: a row that was put
together from several physical rows keeps them all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from transforms.document import Cell, Document, Row, Table
from transforms.extract.measures.unruled import names_fields, on_its_side, unruled_measures
from transforms.extract.tables.broken_rows import half_before, with_lost_number, with_whole_heading
from transforms.extract.tables.guessed_roles import lists_items
from transforms.extract.tables.headings import PERCENT, STATUS_COLUMN, HeadingReader
from transforms.extract.tables.logical_rows import LogicalRow
from transforms.extract.tables.merged_cells import carry_merged
from transforms.extract.tables.row_alignment import AlignedRow, RowAligner
from transforms.extract.tables.row_joining import goes_on_with, has_torn_rows
from transforms.extract.tables.spaced_rows import spaced_table
from transforms.extract.tables.table_roles import (
    CODE,
    DISCLOSURES,
    MEASURES,
    ORGANIZATIONS,
    OTHER,
    SCORES,
    TableHeading,
    heading_by_content,
    holds_content,
    settled_roles,
    table_heading,
    table_kind,
)
from transforms.normalize.thai import matching_key, squeeze

__all__ = ["DISCLOSURES", "MEASURES", "ORGANIZATIONS", "OTHER", "SCORES", "LogicalTable", "logical_tables"]

_PAGE_NUMBER = re.compile(r"[\s\-–—.]*(?:หน้า(?:ที่)?)?\s*[0-9๐-๙]{1,3}(?:\s?/\s?[0-9๐-๙]{1,3})?[\s\-–—.]*")


@dataclass(slots=True)
class LogicalTable:
    """``kind`` by its roles; ``unknown_headings`` are headings with filled cells and no role."""

    kind: str
    roles: tuple[str | None, ...]
    rows: list[LogicalRow]
    block: int
    unknown_headings: list[Cell] = field(default_factory=list)


def logical_tables(document: Document, headings: HeadingReader) -> list[LogicalTable]:
    """The logical tables of ``document``, in order. Tables without an understood heading that do not
    continue one are of kind ``other`` with no roles."""
    found: list[LogicalTable] = []
    open_table: LogicalTable | None = None
    prose_between = 0
    drawn: set[int] = set()
    for index, block in enumerate(document.blocks):
        if index in drawn:
            continue
        if isinstance(block, Table):
            rows = with_whole_heading(block.rows, headings)
            if on_its_side(block, index, headings) is not None:
                open_table, prose_between = None, 0
                continue
            if names_fields(block, headings):
                open_table, prose_between = None, 0
                found.append(LogicalTable(OTHER, (), _plain_rows(rows, index), index))
                continue
        elif (spaced := spaced_table(document, index, headings)) is not None:
            rows = list(spaced.rows)
            drawn.update(spaced.blocks)
        else:
            prose_between += _PAGE_NUMBER.fullmatch(block.text) is None
            continue
        half = half_before(document, index, headings) if isinstance(block, Table) else None
        if half is not None and prose_between == 1:
            prose_between = 0
        heading = table_heading(rows, headings)
        if heading is not None:
            open_table = _opened(found, open_table, heading, rows, index, headings)
        elif open_table is not None and _continues(open_table, rows, prose_between, headings):
            _add_rows(open_table, open_table.roles, rows, index, headings, after_break=True)
        elif (last := _of_measures(found, rows, headings)) is not None:
            open_table = last
            _add_rows(last, last.roles, rows, index, headings, after_break=prose_between == 0)
        elif (heading := heading_by_content(rows, headings)) is not None:
            open_table = _opened(found, None, heading, rows, index, headings)
        else:
            open_table = None
            found.append(LogicalTable(OTHER, (), _plain_rows(rows, index), index))
        if half is not None and open_table is not None:
            _put_before(half, open_table, rows[0])
        prose_between = 0
    for table in found:
        if table.kind == MEASURES:
            carry_merged(table.rows)
    return _with_unruled(found, document, frozenset(drawn), headings)


def _put_before(half: Cell, table: LogicalTable, first: Row) -> None:
    """Gives the row of ``first`` the half of its first cell that stands on the line above."""
    role = table.roles[0] if table.roles else None
    if role not in ("indicator", "issue"):
        return
    for row in table.rows:
        if row.line == first.place.line and row.cells.get(role):
            row.cells[role].insert(0, half)


def _opened(
    found: list[LogicalTable],
    open_table: LogicalTable | None,
    heading: TableHeading,
    rows: Sequence[Row],
    index: int,
    headings: HeadingReader,
) -> LogicalTable:
    """The table that the rows below ``heading`` belong to: the open one where it is headed alike, else a
    new one, which is added to ``found``."""
    below = rows[heading.rows :]
    kind = table_kind(heading.roles, below)
    named = with_lost_number(heading.roles, below, headings) if kind == MEASURES else heading.roles
    roles = settled_roles(named, kind, below, headings)
    same = open_table is not None and open_table.kind == kind and _same_roles(open_table.roles, heading.roles)
    if not same or open_table is None:
        open_table = LogicalTable(kind, roles, [], index)
        open_table.unknown_headings = [
            cell
            for cell, known, role in zip(
                heading.cells, heading.roles, roles[-len(heading.roles) :], strict=False
            )
            if cell.text and known is None and role != CODE
        ]
        found.append(open_table)
    first = len(open_table.rows)
    _add_rows(open_table, roles, below, index, headings, after_break=same)
    for row in open_table.rows[first:]:
        row.guessed = heading.guessed
    return open_table


def _of_measures(
    found: Sequence[LogicalTable], rows: Sequence[Row], headings: HeadingReader
) -> LogicalTable | None:
    """The last table of measures, where rows without a heading fit its columns by what they hold: a page
    that goes on behind a title."""
    last = next((table for table in reversed(found) if table.kind == MEASURES), None)
    if last is None or lists_items(rows) or any(len(row.cells) != len(last.roles) for row in rows):
        return None
    aligner = RowAligner(last.roles, headings.contents)
    proven = sum(aligner.is_proven(row.cells) for row in rows)
    refuted = sum(aligner.contradicts(row.cells) for row in rows)
    return last if 2 * proven >= len(rows) and 4 * refuted <= len(rows) else None


def _with_unruled(
    found: list[LogicalTable], document: Document, drawn: frozenset[int], headings: HeadingReader
) -> list[LogicalTable]:
    """``found`` and the measures that stand outside tables, in the order of the report. A wording that is
    a row of a table too (a list of contents, a summary) is that row."""
    taken = drawn | {row.block for table in found if table.kind != OTHER for row in table.rows}
    unruled = unruled_measures(document, taken, headings)
    if not unruled:
        return found
    said = {
        matching_key(row.text(role))
        for table in found
        if table.kind == MEASURES
        for row in table.rows
        for role in ("measure", "issue")
    }
    for measures in unruled:
        rows = [row for row in measures.rows if matching_key(row.text("measure")) not in said - {""}]
        blocks = {row.block for row in rows}
        found = [table for table in found if table.kind != OTHER or table.block not in blocks]
        if rows:
            found.append(LogicalTable(MEASURES, measures.roles, rows, measures.block))
    return sorted(found, key=lambda table: table.block)


def _same_roles(one: tuple[str | None, ...], other: tuple[str | None, ...]) -> bool:
    known = [role for role in one if role]
    others = [role for role in other if role]
    shared = len(set(known) & set(others))
    if _tells_status(other) and not _tells_status(one):
        return False  # the plan's table, and then the same measures with what became of them
    return shared >= max(2, min(len(set(known)), len(set(others))) - 1)


def _tells_status(roles: tuple[str | None, ...]) -> bool:
    return any(
        role in ("status", "result", PERCENT) or (role or "").startswith(STATUS_COLUMN) for role in roles
    )


def _continues(table: LogicalTable, rows: Sequence[Row], prose_between: int, headings: HeadingReader) -> bool:
    """Whether rows without a heading go on with ``table``: no paragraph but a page number between, and as
    many columns, or one less in a table of disclosure items (code and name run together), or one more or
    less in a table of measures whose cells say where they belong."""
    if prose_between or not table.roles or not table.rows:
        return False
    if table.kind == MEASURES:
        aligner = RowAligner(table.roles, headings.contents)
        aligned = [aligner.aligned(row.cells).cells for row in rows]
        if 2 * sum(aligner.contradicts(cells) for cells in aligned) > len(rows):
            return False
        near = all(abs(len(row.cells) - len(table.roles)) <= 1 for row in rows)
        if near and 2 * sum(aligner.is_proven(cells) for cells in aligned) >= len(rows):
            return True
    width, columns = max(len(row.cells) for row in rows), len(table.roles)
    return width == columns or (table.kind == DISCLOSURES and columns - 1 <= width <= columns)


def _add_rows(
    table: LogicalTable,
    roles: tuple[str | None, ...],
    rows: Sequence[Row],
    block: int,
    headings: HeadingReader,
    *,
    after_break: bool,
) -> None:
    first, after_heading = True, False
    aligner = RowAligner(roles, headings.contents) if table.kind == MEASURES else None
    tears = table.kind == MEASURES and has_torn_rows(rows)
    for row in rows:
        if headings.roles(row, below=after_heading) is not None and _repeats_heading(row, headings):
            first, after_break, after_heading = True, True, True
            continue
        after_heading = False
        aligned = aligner.aligned(row.cells) if aligner else AlignedRow(row.cells)
        logical = _logical_row(aligned.cells, row.place.line, roles, table.kind, block)
        logical.moved, logical.doubtful = aligned.moved, aligned.doubtful
        previous = table.rows[-1] if table.rows else None
        if previous is not None and goes_on_with(
            previous, logical, after_break=first and after_break, tears=tears
        ):
            for role, cells in logical.cells.items():
                fragments = previous.cells.setdefault(role, [])
                said = {squeeze(cell.text) for cell in fragments}
                fragments.extend(cell for cell in cells if cell.text and squeeze(cell.text) not in said)
            previous.spare.extend(logical.spare)
            previous.moved |= logical.moved
            previous.doubtful |= logical.doubtful
            previous.continued_over_page = True
        elif any(cell.text for cells in logical.cells.values() for cell in cells):
            table.rows.append(logical)
        first = False


def _repeats_heading(row: Row, headings: HeadingReader) -> bool:
    return all(len(cell.text) <= 120 for cell in row.cells) and not holds_content(row, headings)


def _logical_row(
    row: Sequence[Cell], line: int, roles: tuple[str | None, ...], kind: str, block: int
) -> LogicalRow:
    cells = list(row)
    columns = list(roles)
    if kind == DISCLOSURES and len(cells) == len(columns) - 1:
        columns = columns[1:]  # code and name stand in one cell
    by_role: dict[str, list[Cell]] = {}
    spare: list[Cell] = []
    for column, cell in enumerate(cells):
        role = columns[column] if column < len(columns) else None
        if role is None:
            if cell.text:
                spare.append(cell)
        else:
            by_role.setdefault(role, []).append(cell)
    return LogicalRow(by_role, line, block, spare)


def _plain_rows(rows: Sequence[Row], block: int) -> list[LogicalRow]:
    return [LogicalRow({}, row.place.line, block, [cell for cell in row.cells if cell.text]) for row in rows]
