"""What corrections of wordings did in one document: it is read without them, too, and what differs is
theirs. A value that a person's wording gave says so, with the value that is read without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from transforms.corrections import COLUMNS, DOCUMENTS, WordingCorrection, WordingKind
from transforms.document import Document
from transforms.facts import Extraction, WordingRow
from transforms.normalize.thai import matching_key
from transforms.reference import Reference

_WHOLE = "*"
#: Table → the field of its rows in an extraction, the column of their ids, that of their name.
_TABLES: Mapping[str, tuple[str, str, str]] = {
    "core.assessments": ("assessments", "assessment_id", "overall_score"),
    "core.indicator_scores": ("indicator_scores", "score_id", "score"),
    "core.measures": ("measures", "measure_id", "title"),
    "core.disclosures": ("disclosures", "disclosure_id", "item_code"),
}
_OF_STATUS = ("status", "status_basis", "percent_complete")
_OF_ORGANIZATION = ("organization_id", "organization_basis", "state", "state_reason")
DEPARTMENTS = "departments"


@dataclass(frozen=True, slots=True)
class _Change:
    table: str
    record: str
    column: str
    value: str | None
    printed: str | None
    line: int | None


def standing_wordings(document: Document, reference: Reference) -> list[WordingCorrection]:
    """The corrections that hold and whose wording stands in the document."""
    wanted = {one: matching_key(one.wording) for one in reference.wording_corrections if one.holds}
    found: set[WordingCorrection] = set()
    for text, _ in document.pieces():
        if len(found) == len(wanted):
            break
        key = matching_key(text)
        found.update(one for one, wording in wanted.items() if wording in key)
    return [one for one in wanted if one in found]


def wording_uses(
    before: Extraction, found: Extraction, standing: Sequence[WordingCorrection]
) -> tuple[WordingRow, ...]:
    """One row for each value of ``found`` that ``before``, read without the corrections, does not have,
    and for each correction of those in the document that its column may come from; one for each wording that
    is known now where no value differs."""
    rows = [
        WordingRow(
            found.document.document_id,
            one.kind,
            one.wording,
            one.correction_id,
            change.table,
            change.record,
            change.column,
            change.value,
            change.printed,
            change.line,
        )
        for change in _changes(before, found)
        for one in _of_column(change.column, standing)
    ]
    told = {row.correction_id for row in rows}
    return (*rows, *_known_now(before, found, [one for one in standing if one.correction_id not in told]))


def _known_now(
    before: Extraction, found: Extraction, standing: Sequence[WordingCorrection]
) -> Iterator[WordingRow]:
    """The wordings that matched nothing before and are known now, though no value differs: a heading above
    a column whose cells told what it holds."""
    unmatched = {(row.kind, row.wording) for row in found.wordings if row.correction_id is None}
    for row in before.wordings:
        for one in standing:
            same = row.kind == one.kind and matching_key(row.wording) == matching_key(one.wording)
            if same and (row.kind, row.wording) not in unmatched:
                yield replace(row, correction_id=one.correction_id, value=one.value)


def _of_column(column: str, standing: Sequence[WordingCorrection]) -> list[WordingCorrection]:
    """The corrections that a column comes from: of its kind, else any."""
    kinds: tuple[WordingKind, ...] = ("header",)
    if column in _OF_STATUS:
        kinds = ("status",)
    elif column == DEPARTMENTS:
        kinds = ("department",)
    elif column in _OF_ORGANIZATION:
        kinds = ("organization_type", "province")
    return [one for one in standing if one.kind in kinds] or list(standing)


def _changes(before: Extraction, found: Extraction) -> Iterator[_Change]:
    columns = ("state", *(column for column in COLUMNS[DOCUMENTS] if column != "state"))
    identity = found.document.document_id
    for column in columns:
        printed, value = (_text(getattr(one.document, column)) for one in (before, found))
        if printed != value:
            yield _Change(DOCUMENTS, identity, column, value, printed, None)
    for table, (field, key, name) in _TABLES.items():
        old = {getattr(row, key): row for row in getattr(before, field)}
        new = {getattr(row, key): row for row in getattr(found, field)}
        for record in {**old, **new}:
            row = new.get(record) or old[record]
            if record not in old or record not in new:
                said = _text(getattr(row, name))
                value, printed = (said, None) if record in new else (None, said)
                yield _Change(table, record, _WHOLE, value, printed, row.source_line)
                continue
            for column in COLUMNS[table]:
                printed, value = _text(getattr(old[record], column)), _text(getattr(row, column))
                if printed != value:
                    yield _Change(table, record, column, value, printed, row.source_line)
    yield from _departments(before, found)


def _departments(before: Extraction, found: Extraction) -> Iterator[_Change]:
    known = {row.measure_id for row in before.measures}
    old, new = (_by_measure(one) for one in (before, found))
    for row in found.measures:
        printed, value = (" / ".join(one.get(row.measure_id, ())) or None for one in (old, new))
        if row.measure_id in known and printed != value:
            yield _Change("core.measures", row.measure_id, DEPARTMENTS, value, printed, row.source_line)


def _by_measure(found: Extraction) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for row in found.measure_departments:
        names.setdefault(row.measure_id, []).append(row.department)
    return names


def _text(value: object) -> str | None:
    return None if value is None else str(value)
