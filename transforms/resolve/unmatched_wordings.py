"""Wordings that the reference tables do not have, kept so that people can add them: those that an issue
names, headings of tables that were not understood, and names of provinces that do not exist."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from transforms.document import Document, Place, Row, Table
from transforms.facts import IssueRow, WordingRow, document_id_of
from transforms.normalize.thai import matching_key
from transforms.persons import mask
from transforms.reference import Province

if TYPE_CHECKING:
    from transforms.extract.tables.headings import HeadingReader
    from transforms.extract.tables.logical_tables import LogicalTable

DOCUMENTS = "core.documents"
Kind = Literal["header", "status", "department", "organization", "organization_type", "province"]
#: Rule of the issue catalogue → the kind of what matched nothing, and the placeholder that holds it.
_OF_RULES: Mapping[str, tuple[Kind, str]] = {
    "header-unknown": ("header", "wording"),
    "status-unreadable": ("status", "wording"),
    "department-unknown": ("department", "wording"),
    "organization-unknown": ("organization", ""),
    "organization-not-in-register": ("organization", "name"),
    "list-organization-unknown": ("organization", "name"),
}
_LONGEST = 120
_LONGEST_HEADING = 60
_FEWEST_COLUMNS = 2
_LETTER = re.compile(r"[ก-ฮA-Za-z]")
_NUMBER = re.compile(r"[0-9๐-๙]{2}")
#: A province stands behind a district; "จังหวัดละ", "จังหวัดที่" do not.
_PROVINCE = re.compile(r"(?:อำเภอ|อ\.)\s?[ก-๙]{2,30}\s{1,3}(?:จังหวัด|จ\.)\s?([ก-๙]{3,25})(?=[\s.,)]|$)")


def unmatched_wording(issue: IssueRow, printed: Mapping[str, str]) -> WordingRow | None:
    """The wording that the issue is about (``printed``: what fills its placeholders), where it matched
    nothing."""
    kind, placeholder = _OF_RULES.get(issue.rule, (None, ""))
    wording = printed.get(placeholder) if placeholder else issue.raw_text
    if kind is None or not wording or not wording.strip():
        return None
    return WordingRow(
        issue.document_id,
        kind,
        _on_one_line(wording),
        None,
        issue.table_name,
        issue.record_id,
        issue.column_name,
        None,
        None,
        issue.source_line,
    )


def wordings_without_issue(
    document: Document,
    tables: Iterable[LogicalTable],
    ruined: frozenset[int],
    headings: HeadingReader,
    provinces: Sequence[Province],
) -> Iterator[WordingRow]:
    """Headings of tables that were not understood and look like tables with a heading, and provinces that
    do not exist. No fact hangs on them, so nothing is doubted for them."""
    read = {table.block for table in tables if table.roles}
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table) and index not in read and index not in ruined:
            yield from _headings(document, block, headings)
    yield from _provinces(document, ruined, provinces)


def _headings(document: Document, table: Table, headings: HeadingReader) -> Iterator[WordingRow]:
    first = table.rows[0]
    if len(table.rows) < 2 or not _is_headlike(first):
        return
    for cell in first.cells:
        if _LETTER.search(cell.text) and headings.role(cell.text) is None:
            yield _row(document, "header", cell.text, cell.place)


def _is_headlike(row: Row) -> bool:
    """Whether all cells are filled with short, different words and none with numbers."""
    texts = [cell.text.strip() for cell in row.cells]
    return (
        len(texts) >= _FEWEST_COLUMNS
        and len(set(texts)) == len(texts)
        and all(0 < len(text) <= _LONGEST_HEADING and not _NUMBER.search(text) for text in texts)
        and sum(_LETTER.search(text) is not None for text in texts) >= _FEWEST_COLUMNS
    )


def _provinces(
    document: Document, ruined: frozenset[int], provinces: Sequence[Province]
) -> Iterator[WordingRow]:
    known = tuple(
        matching_key(wording) for one in provinces for wording in (one.name, *one.aliases) if wording
    )
    seen: set[str] = set()
    for index, block in enumerate(document.blocks):
        if index in ruined:
            continue
        pieces = (
            [(block.text, block.place)]
            if not isinstance(block, Table)
            else [(cell.text, cell.place) for row in block.rows for cell in row.cells]
        )
        for text, place in pieces:
            for match in _PROVINCE.finditer(text):
                key = matching_key(match[1])
                if key not in seen and not key.startswith(known):
                    seen.add(key)
                    yield _row(document, "province", match[1], place)


def _row(document: Document, kind: Kind, wording: str, place: Place) -> WordingRow:
    identity = document_id_of(document.sha256)
    return WordingRow(
        identity,
        kind,
        _on_one_line(mask(wording)),
        None,
        DOCUMENTS,
        identity,
        None,
        None,
        None,
        place.line,
    )


def _on_one_line(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]
