"""Corrections onto the rows of a document, and onto what follows from the corrected values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

from transforms import RULES_VERSION
from transforms.corrections import ROW, Correction, DocumentCorrections, Value
from transforms.facts import (
    AssessmentRow,
    CorrectionRow,
    EvidenceRow,
    Extraction,
    IndicatorScoreRow,
    IssueRow,
    document_id_of,
    stable_id,
)
from transforms.persons import mask
from transforms.reference import Reference
from transforms.resolve.assessment_rows import ASSESSMENTS, SCORES
from transforms.resolve.formula import level_of, recompute, reconciliation_of, rounded
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
                rows = [*rows, *_stated_scores(found.assessments, of_table, corrections)]
            found = _with_rows(found, field, rows)
    kept = {measure.measure_id for measure in found.measures}
    for field in _OF_MEASURE:
        rows = getattr(found, field)
        found = _with_rows(
            found, field, (row for row in rows if row.measure_id is None or row.measure_id in kept)
        )
    ledger = Ledger(found.document.document_id, reference)
    ledger.organization_id = found.document.organization_id
    settled = {
        (one.table_name, one.record_id, one.column_name)
        for one in corrections.applied()
        if one.column_name != ROW
    }
    issues = [
        issue
        for issue in found.issues
        if (issue.table_name, issue.record_id, issue.column_name) not in settled
    ]
    if corrections.of_table(SCORES) or corrections.of_table(ASSESSMENTS):
        assessments = tuple(_held_anew(row, found.indicator_scores, reference) for row in found.assessments)
        issues = [one for one in issues if one.table_name != ASSESSMENTS or one.rule not in _OF_SUMS]
        for assessment in assessments:
            _doubt_sums(assessment, ledger)
        found = replace(found, assessments=assessments)
        found = replace(found, indicator_scores=tuple(_proven(found)))
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
        for one in of_table:
            if one.record_id != record:
                continue
            if one.column_name == ROW:
                dropped = corrections.fits(one, one.expect) or dropped
            elif corrections.fits(one, getattr(row, one.column_name)):
                row = _with(row, one.column_name, one.value)
        if not dropped:
            kept.append(row)
    return kept


def _with(row: _Row, column: str, value: Value) -> _Row:
    """The row with one value of it set by a person."""
    changes: dict[str, Any] = {column: value}
    if column == "status":
        changes["status_basis"] = None if value == "not_reported" else "word"
    if isinstance(row, IndicatorScoreRow) and column == "score":
        changes |= {"method": "printed", "certainty": "sure"}
    return replace(row, **changes)  # type: ignore[type-var]


def _stated_scores(
    assessments: Sequence[AssessmentRow], of_table: Sequence[Correction], corrections: DocumentCorrections
) -> list[IndicatorScoreRow]:
    """Rows for scores that the reading did not give and a person states."""
    rows = []
    for assessment in assessments:
        for no in range(1, 11):
            record = stable_id(
                "s", assessment.document_id, assessment.organization_id, assessment.fiscal_year, no
            )
            for one in of_table:
                if (one.record_id, one.column_name) != (record, "score"):
                    continue
                if one.correction_id in corrections.outcomes or not isinstance(one.value, Decimal):
                    continue
                if corrections.fits(one, None):
                    rows.append(
                        IndicatorScoreRow(
                            record,
                            assessment.document_id,
                            assessment.organization_id,
                            assessment.fiscal_year,
                            no,
                            one.value,
                            "printed",
                            assessment.source_line,
                            "sure",
                        )
                    )
    return rows


def _held_anew(
    assessment: AssessmentRow, scores: Iterable[IndicatorScoreRow], reference: Reference
) -> AssessmentRow:
    own = {
        row.indicator_no: row.score
        for row in scores
        if (row.organization_id, row.fiscal_year) == (assessment.organization_id, assessment.fiscal_year)
    }
    recomputed = recompute(own, reference.framework(assessment.fiscal_year))
    return replace(
        assessment,
        iit_score=recomputed.instruments.get("IIT"),
        eit_score=recomputed.instruments.get("EIT"),
        oit_score=recomputed.instruments.get("OIT"),
        overall_recomputed=recomputed.total,
        level_recomputed=level_of(recomputed, assessment.fiscal_year, reference),
        reconciliation=reconciliation_of(assessment.overall_score, recomputed.total),
    )


def _proven(found: Extraction) -> Iterable[IndicatorScoreRow]:
    """The scores; those that give the total as it now stands are proven by it."""
    matching = {
        (row.organization_id, row.fiscal_year) for row in found.assessments if row.reconciliation == "match"
    }
    for row in found.indicator_scores:
        proven = row.method != "solved" and (row.organization_id, row.fiscal_year) in matching
        yield replace(row, certainty="sure") if proven else row


def _doubt_sums(assessment: AssessmentRow, ledger: Ledger) -> None:
    identity = assessment.assessment_id
    if assessment.reconciliation == "mismatch" and assessment.overall_recomputed is not None:
        ledger.issue(
            "total-mismatch",
            ASSESSMENTS,
            identity,
            "overall_score",
            printed=assessment.overall_score,
            computed=rounded(assessment.overall_recomputed),
        )
    if (
        assessment.level is not None
        and assessment.level_recomputed is not None
        and assessment.level != assessment.level_recomputed
    ):
        ledger.issue(
            "level-mismatch",
            ASSESSMENTS,
            identity,
            "level",
            printed=assessment.level,
            computed=assessment.level_recomputed,
        )


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
