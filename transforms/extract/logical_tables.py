"""Physical tables into logical ones: headings understood, pages stitched, rows continued.

A logical table refers to the cells of the document and moves nothing silently: a row that was put
together from several physical rows keeps them all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from transforms.document import Cell, Document, Row, Table
from transforms.extract.headings import STATUS_COLUMN, HeadingReader
from transforms.extract.logical_rows import LogicalRow
from transforms.extract.merged_cells import carry_merged
from transforms.extract.row_alignment import AlignedRow, RowAligner
from transforms.extract.spaced_rows import spaced_table
from transforms.extract.unruled_measures import on_its_side, unruled_measures
from transforms.normalize.codes import item_code
from transforms.normalize.thai import matching_key, squeeze

MEASURES = "measures"
DISCLOSURES = "disclosures"
SCORES = "scores"
ORGANIZATIONS = "organizations"
OTHER = "other"

#: At most so many rows with a title of the whole table stand above its heading.
_TITLE_ROWS = 4
#: A row whose cells in these roles are all empty continues the row above.
_KEY_ROLES = ("ordinal", "indicator", "issue", "measure", "item_code", "item_name")
_HEAD_ROLES = ("ordinal", "indicator", "issue", "item_code", "item_name")
_PAGE_NUMBER = re.compile(r"[\s\-–—.]*(?:หน้า(?:ที่)?)?\s*[0-9๐-๙]{1,3}(?:\s?/\s?[0-9๐-๙]{1,3})?[\s\-–—.]*")
_DIGITS = re.compile(r"[\d\s.()]+")
_SHORTEST_ISSUE = 6
_GOES_ON = re.compile(r"\(?\s*ต่อ\s*\)?\s*$")
_NUMBER_HEAD = re.compile(r"^[\s\-]*([0-9๐-๙]{1,2})\s*[.)]")


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
            rows = list(block.rows)
            if on_its_side(block, index, headings) is not None:
                open_table, prose_between = None, 0
                continue
        elif (spaced := spaced_table(document, index, headings)) is not None:
            rows = list(spaced.rows)
            drawn.update(spaced.blocks)
        else:
            prose_between += _PAGE_NUMBER.fullmatch(block.text) is None
            continue
        roles, header_rows = _heading(rows, headings)
        if roles is not None:
            kind = _kind(roles, rows[header_rows:])
            same = open_table is not None and open_table.kind == kind and _same_roles(open_table.roles, roles)
            if not same or open_table is None:
                open_table = LogicalTable(kind, _settled(roles, kind, rows[header_rows:]), [], index)
                open_table.unknown_headings = [
                    cell
                    for cell, role in zip(rows[header_rows - 1].cells, roles, strict=False)
                    if cell.text and role is None
                ]
                found.append(open_table)
            current = _settled(roles, kind, rows[header_rows:])
            _add_rows(open_table, current, rows[header_rows:], index, headings, after_break=same)
        elif open_table is not None and _continues(open_table, rows, prose_between):
            _add_rows(open_table, open_table.roles, rows, index, headings, after_break=True)
        else:
            open_table = None
            found.append(LogicalTable(OTHER, (), _plain_rows(rows, index), index))
        prose_between = 0
    for table in found:
        if table.kind == MEASURES:
            carry_merged(table.rows)
    return _with_unruled(found, document, frozenset(drawn), headings)


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


def _heading(rows: Sequence[Row], headings: HeadingReader) -> tuple[tuple[str | None, ...] | None, int]:
    """The roles and how many rows the heading takes (a second row may refine a spanning one)."""
    for position in range(min(_TITLE_ROWS + 1, len(rows))):
        if position and len({cell.text for cell in rows[position - 1].cells if cell.text}) > 2:
            break  # not a title above the heading
        roles = headings.roles(rows[position])
        if roles is not None:
            merged = _refined(roles, rows[position + 1 :], headings)
            if merged is not None:
                return merged, position + 2
            return roles, position + 1
    return None, 0


def _refined(
    roles: tuple[str | None, ...], rows: Sequence[Row], headings: HeadingReader
) -> tuple[str | None, ...] | None:
    """The roles where the row below the heading refines it: as wide, or the statuses alone that stand
    below its column of results."""
    second = headings.roles(rows[0], below=True) if rows else None
    if second is None:
        return None
    if len(second) >= len(roles):
        return tuple(low or (roles[at] if at < len(roles) else None) for at, low in enumerate(second))
    results = [at for at, role in enumerate(roles) if role in ("result", "status")]
    statuses = all(role is not None and role.startswith(STATUS_COLUMN) for role in second)
    width = len(roles) - 1 + len(second)
    if not statuses or not results or not any(len(row.cells) == width for row in rows[1:3]):
        return None
    return (*roles[: results[0]], *second, *roles[results[0] + 1 :])


def _kind(roles: tuple[str | None, ...], rows: Sequence[Row]) -> str:
    present = {role for role in roles if role}
    if "item_elements" in present or {"item_code", "item_name"} <= present or "item_name" in present:
        return DISCLOSURES
    coded = [item_code(row.cells[0].text) for row in rows if row.cells and row.cells[0].text]
    if rows and sum(code is not None for code in coded) * 2 > len(rows) and "measure" not in present:
        return DISCLOSURES
    years = any(role.startswith("year:") for role in present)
    if "organization" in present and ("score" in present or years):
        return ORGANIZATIONS
    if "measure" in present or "steps" in present or ({"issue", "responsible"} <= present):
        return MEASURES
    if {"issue", "time"} <= present or {"issue", "result"} <= present or {"indicator", "result"} <= present:
        return MEASURES
    if "score" in present or years:
        return SCORES
    return OTHER


def _settled(roles: tuple[str | None, ...], kind: str, rows: Sequence[Row]) -> tuple[str | None, ...]:
    """Roles by position where the kind decides them: a table of disclosure items begins with the
    code and the name, whatever the scanner made of their headings."""
    settled = list(roles)
    if kind == DISCLOSURES:
        if len(settled) >= 2:
            settled[0] = "item_code"
            settled[1] = "item_name"
        for column, role in enumerate(settled):
            if role == "issue" and column > 1:
                settled[column] = "item_elements"
    if kind == MEASURES and "measure" in settled and not {"issue", "indicator"} & set(settled):
        for column in range(settled.index("measure")):
            if settled[column] is None and _has_words(
                rows, column
            ):  # whatever it is headed: what the measure is against
                settled[column] = "issue"
                break
    if (
        kind == MEASURES
        and "measure" not in settled
        and "issue" not in settled
        and "indicator" not in settled
    ):
        for column, role in enumerate(settled):
            if role is None:
                settled[column] = "measure"
                break
    return tuple(settled)


def _has_words(rows: Sequence[Row], column: int) -> bool:
    texts = [row.cells[column].text for row in rows if column < len(row.cells)]
    return any(len(_DIGITS.sub("", text)) >= _SHORTEST_ISSUE for text in texts)


def _same_roles(one: tuple[str | None, ...], other: tuple[str | None, ...]) -> bool:
    known = [role for role in one if role]
    others = [role for role in other if role]
    shared = len(set(known) & set(others))
    return shared >= max(2, min(len(set(known)), len(set(others))) - 1)


def _continues(table: LogicalTable, rows: Sequence[Row], prose_between: int) -> bool:
    """Whether rows without a heading go on with ``table``: no paragraph but a page number between, and as
    many columns, or one less in a table of disclosure items (code and name run together)."""
    if prose_between or not table.roles or not table.rows:
        return False
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
    for row in rows:
        if headings.roles(row, below=after_heading) is not None and _repeats_heading(row):
            first, after_break, after_heading = True, True, True
            continue
        after_heading = False
        aligned = aligner.aligned(row.cells) if aligner else AlignedRow(row.cells)
        logical = _logical_row(aligned.cells, row.place.line, roles, table.kind, block)
        logical.moved, logical.doubtful = aligned.moved, aligned.doubtful
        previous = table.rows[-1] if table.rows else None
        if previous is not None and (
            _continues_row(logical)
            or (first and after_break and (_same_entry(previous, logical) or _goes_on(previous, logical)))
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


def _repeats_heading(row: Row) -> bool:
    return all(len(cell.text) <= 120 for cell in row.cells)


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


def _continues_row(row: LogicalRow) -> bool:
    return not any(squeeze(row.text(role)) for role in _KEY_ROLES)


def _same_entry(previous: LogicalRow, row: LogicalRow) -> bool:
    """Whether the first row after a page break goes on with the entry of the last one before it:
    the same number or indicator again, and no wording of its own or one whose numbering goes on."""
    for role in ("ordinal", "indicator", "issue"):
        text = row.text(role)
        marked = role != "ordinal" and _GOES_ON.search(text) is not None
        mine, before = matching_key(_GOES_ON.sub("", text)), matching_key(previous.text(role))
        if not mine or mine != before or (role == "issue" and not marked):
            continue
        wording = row.text("measure") or ("" if role == "issue" else row.text("issue"))
        if not wording:
            return True
        number = _NUMBER_HEAD.match(wording)
        return bool(number and int(number[1]) > 1)
    return False


def _goes_on(previous: LogicalRow, row: LogicalRow) -> bool:
    """Whether the first row after a page break is the rest of a row that the break cut: it names nothing
    that it is against, nobody and no time, while the row before it does."""
    if any(squeeze(row.text(role)) for role in (*_HEAD_ROLES, "responsible", "time")):
        return False
    return any(squeeze(previous.text(role)) for role in _HEAD_ROLES) and any(
        squeeze(previous.text(role)) for role in ("responsible", "time")
    )


def _plain_rows(rows: Sequence[Row], block: int) -> list[LogicalRow]:
    return [LogicalRow({}, row.place.line, block, [cell for cell in row.cells if cell.text]) for row in rows]
