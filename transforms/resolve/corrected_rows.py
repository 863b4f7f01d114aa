"""Corrections onto the rows of a document, and onto what follows from the corrected values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from transforms import RULES_VERSION
from transforms.corrections import ROW, Correction, DocumentCorrections, Value
from transforms.facts import (
    CorrectionRow,
    EvidenceRow,
    Extraction,
    IndicatorScoreRow,
    IssueRow,
    MeasureDeadlineRow,
    MeasureDepartmentRow,
    document_id_of,
)
from transforms.normalize.departments import DepartmentMatcher
from transforms.persons import mask
from transforms.reference import Reference
from transforms.resolve.assessment_rows import ASSESSMENTS, SCORES
from transforms.resolve.corrected_sums import doubt_sums, held_anew, proven_scores, stated_scores
from transforms.resolve.ledger import Ledger

MEASURES, DISCLOSURES = "core.measures", "core.disclosures"
_Row = TypeVar("_Row")
#: Table → the field of its rows in an extraction, and the column of their ids.
_TABLES = {
    ASSESSMENTS: ("assessments", "assessment_id"),
    SCORES: ("indicator_scores", "score_id"),
    MEASURES: ("measures", "measure_id"),
    DISCLOSURES: ("disclosures", "disclosure_id"),
}
#: What sums and levels say, which corrected scores may settle or raise.
_OF_SUMS = frozenset({"total-mismatch", "level-mismatch", "indicators-incomplete"})
#: What hangs on a measure and goes with it.
_OF_MEASURE = ("measure_deadlines", "measure_departments", "evidence_links")


def corrected(found: Extraction, corrections: DocumentCorrections, reference: Reference) -> Extraction:
    """``found`` with the corrections of its rows applied, scores held against each other anew, the doubts
    about corrected values settled, and a row of ``quality.corrections`` for each correction. Those of the
    document itself were applied while it was read."""
    if not corrections.corrections:
        return found
    for table, (field, key) in _TABLES.items():
        of_table = corrections.of_table(table)
        if of_table:
            rows = _corrected_rows(getattr(found, field), key, of_table, corrections)
            if table == SCORES:
                rows = [*rows, *stated_scores(found.assessments, of_table, corrections)]
            found = _with_rows(found, field, rows)
    kept = {measure.measure_id for measure in found.measures}
    for field in _OF_MEASURE:
        rows = getattr(found, field)
        found = _with_rows(
            found, field, (row for row in rows if row.measure_id is None or row.measure_id in kept)
        )
    for one in corrections.applied():
        if one.table_name == MEASURES:
            found = _with_parts(found, one, corrections.outcome(one)[1], reference)
    ledger = Ledger(found.document.document_id, reference)
    ledger.organization_id = found.document.organization_id
    settled = {
        (one.table_name, one.record_id, one.column_name)
        for one in corrections.applied()
        if one.column_name != ROW
    }
    accepted = {
        (one.table_name, one.record_id): {None, "status_basis", *(column for column, _ in one.seen)}
        for one in corrections.applied()
        if one.seen
    }

    def was_seen(issue: IssueRow) -> bool:
        """Whether it is about a value that a person saw and accepted, or about such a row as a whole."""
        return issue.column_name in accepted.get((issue.table_name, issue.record_id), ())

    issues = [
        issue
        for issue in found.issues
        if (issue.table_name, issue.record_id, issue.column_name) not in settled and not was_seen(issue)
    ]
    if corrections.of_table(SCORES) or corrections.of_table(ASSESSMENTS):
        assessments = tuple(held_anew(row, found.indicator_scores, reference) for row in found.assessments)
        issues = [one for one in issues if one.table_name != ASSESSMENTS or one.rule not in _OF_SUMS]
        for assessment in assessments:
            doubt_sums(assessment, ledger)
        found = replace(found, assessments=assessments)
        found = replace(found, indicator_scores=tuple(proven_scores(found)))
    issues += [one for one in ledger.issues() if not was_seen(one)]
    ledger = Ledger(found.document.document_id, reference)
    ledger.organization_id = found.document.organization_id
    for one in corrections.corrections:
        _doubt(one, corrections, ledger)
    records = _records(found)
    issues = [one for one in issues if one.record_id in records or one.table_name not in _TABLES]
    return replace(
        _accepted(found, corrections, issues),
        evidence=(
            *(row for row in found.evidence if row.record_id in records or row.table_name not in _TABLES),
            *(_evidence(one) for one in corrections.applied() if one.column_name != ROW),
        ),
        unknowns=tuple(
            row
            for row in found.unknowns
            if (row.table_name, row.record_id, row.column_name) not in settled
            and (row.record_id in records or row.table_name not in _TABLES or row.table_name == SCORES)
        ),
        issues=(*issues, *ledger.issues()),
        wordings=tuple(
            row
            for row in found.wordings
            if (row.table_name, row.record_id, row.column_name) not in settled
            and (row.record_id in records or row.table_name not in _TABLES)
        ),
        corrections=tuple(_row(one, corrections) for one in corrections.corrections),
    )


def _with_rows(found: Extraction, field: str, rows: Iterable[object]) -> Extraction:
    changes: dict[str, Any] = {field: tuple(rows)}
    return replace(found, **changes)


def _corrected_rows(
    rows: Sequence[_Row], key: str, of_table: Sequence[Correction], corrections: DocumentCorrections
) -> list[_Row]:
    kept: list[_Row] = []
    for row in rows:
        record = getattr(row, key)
        dropped = False
        read = row
        for one in of_table:
            if one.record_id != record:
                continue
            if one.column_name == ROW:
                dropped = corrections.fits(one, one.expect) or dropped
            elif not corrections.differs(one, read) and corrections.fits(one, getattr(row, one.column_name)):
                row = _with(row, one.column_name, one.value)
        if not dropped:
            kept.append(row)
    return kept


def _with(row: _Row, column: str, value: Value) -> _Row:
    """The row with one value of it set by a person."""
    changes: dict[str, Any] = {column: mask(value) if isinstance(value, str) else value}
    if column == "status":
        changes["status_basis"] = None if value == "not_reported" else "word"
    if isinstance(row, IndicatorScoreRow) and column == "score":
        changes |= {"method": "printed", "certainty": "sure"}
    return replace(row, **changes)  # type: ignore[type-var]


def _with_parts(found: Extraction, one: Correction, printed: Value, reference: Reference) -> Extraction:
    """What stands in tables of its own and follows from a measure's corrected value: the departments, the
    deadline."""
    if one.column_name == "responsible":
        names = DepartmentMatcher(reference.departments).find(mask(str(one.value or ""))).names
        others = [row for row in found.measure_departments if row.measure_id != one.record_id]
        own = [
            MeasureDepartmentRow(one.record_id, found.document.document_id, name, "sure") for name in names
        ]
        return _with_rows(found, "measure_departments", [*others, *own])
    if one.column_name == "due_on":
        rows = [
            row
            for row in found.measure_deadlines
            if row.measure_id != one.record_id or row.due_on not in (printed, one.value)
        ]
        if isinstance(one.value, date):
            ordinal = 1 + max((row.ordinal for row in rows if row.measure_id == one.record_id), default=0)
            rows.append(
                MeasureDeadlineRow(
                    one.record_id,
                    found.document.document_id,
                    ordinal,
                    one.value.isoformat(),
                    None,
                    one.value,
                    "once",
                    "sure",
                )
            )
        return _with_rows(found, "measure_deadlines", rows)
    return found


def _doubt(one: Correction, corrections: DocumentCorrections, ledger: Ledger) -> None:
    state, printed = corrections.outcome(one)
    if state == "applied":
        return
    rule = "correction-expectation-failed" if state == "expectation-failed" else "correction-without-record"
    ledger.issue(
        rule,
        one.table_name,
        one.record_id,
        None if one.column_name == ROW else one.column_name,
        name=one.correction_id,
        printed=_text(printed) or "–",
        chosen=_text(one.expect) or "–",
    )


def _records(found: Extraction) -> set[str]:
    return {getattr(row, key) for field, key in _TABLES.values() for row in getattr(found, field)}


def _accepted(found: Extraction, corrections: DocumentCorrections, issues: Sequence[IssueRow]) -> Extraction:
    """Rows with a corrected value wait no longer, unless something else about them is doubted."""
    doubted = {one.record_id for one in issues if one.severity != "info"}
    for table, (field, key) in _TABLES.items():
        touched = {one.record_id for one in corrections.applied() if one.table_name == table} - doubted
        if touched:
            rows = [
                replace(row, certainty="sure") if getattr(row, key) in touched else row
                for row in getattr(found, field)
            ]
            found = _with_rows(found, field, rows)
    return found


def _evidence(one: Correction) -> EvidenceRow:
    return EvidenceRow(
        one.record_id,
        one.table_name,
        one.column_name,
        document_id_of(one.sha256),
        f"correction:{one.correction_id}",
        mask(one.reason),
        "correction",
        RULES_VERSION,
    )


def _row(one: Correction, corrections: DocumentCorrections) -> CorrectionRow:
    state, printed = corrections.outcome(one)
    return CorrectionRow(
        one.correction_id,
        document_id_of(one.sha256),
        one.table_name,
        one.record_id,
        one.column_name,
        _text(one.value),
        _text(one.expect),
        _text(printed),
        state,
        mask(one.reason),
        mask(one.decided_by),
        one.decided_on,
        one.file_name,
    )


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
