"""The rows that extraction gives: one frozen dataclass a table, one field a column.

Field names are the column names of the warehouse (``warehouse/schema``; a test holds the two
together). Columns that only the whole warehouse can know (``is_current``, ``superseded_by``,
``received_at``, ``source_uri``, run ids) are added when it is built. Years are Buddhist-era fiscal
years (2566); dates are Gregorian :class:`datetime.date`; scores are :class:`decimal.Decimal`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Certainty = Literal["sure", "needs_review"]
State = Literal["loaded", "quarantined", "out_of_scope"]
SourceKind = Literal["official_result_list", "own_report", "other"]


def stable_id(prefix: str, *parts: object) -> str:
    """``prefix-`` and 16 hexadecimal digits that depend on the parts alone."""
    joined = "\x1f".join(str(part) for part in parts)
    return f"{prefix}-{hashlib.blake2b(joined.encode(), digest_size=8).hexdigest()}"


def document_id_of(sha256: str) -> str:
    """The id of a document: ``d-`` and the first 16 digits of the sha256 of its bytes."""
    return f"d-{sha256[:16]}"


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """What was decided about the document as a whole (``core.documents``)."""

    document_id: str
    sha256: str
    media_type: str
    reader: str
    encoding: str | None
    byte_count: int
    line_count: int | None
    state: State
    state_reason: str | None
    source_kind: SourceKind
    organization_id: str | None
    organization_basis: str | None
    measures_fiscal_year: int | None
    scores_fiscal_year: int | None
    reporting_round: str | None
    period_start: date | None
    period_end: date | None
    document_date: date | None
    certainty: Certainty
    rules_version: str


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    """An organization that a report names as its own and the register does not have."""

    organization_id: str
    organization_type: str
    name: str
    amphoe: str | None
    province: str | None
    in_register: bool
    document_id: str


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """One result of one organization in one year, as one document states it."""

    assessment_id: str
    document_id: str
    organization_id: str
    fiscal_year: int | None
    overall_score: Decimal | None
    level: str | None
    iit_score: Decimal | None
    eit_score: Decimal | None
    oit_score: Decimal | None
    overall_recomputed: Decimal | None
    level_recomputed: str | None
    reconciliation: str
    source_line: int | None
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class IndicatorScoreRow:
    """One indicator's score, as one document states it."""

    score_id: str
    document_id: str
    organization_id: str
    fiscal_year: int | None
    indicator_no: int
    score: Decimal
    method: Literal["printed", "recovered", "solved"]
    source_line: int | None
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One row of a report's table of measures."""

    measure_id: str
    measure_key: str
    document_id: str
    organization_id: str
    fiscal_year: int | None
    reporting_round: str | None
    ordinal: int
    indicator_no: int | None
    question_code: str | None
    title: str | None
    issue: str | None
    steps: str | None
    responsible: str | None
    result: str | None
    outcome: str | None
    recommendation: str | None
    status: str
    status_basis: str | None
    percent_complete: Decimal | None
    starts_on: date | None
    due_on: date | None
    source_line: int
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class MeasureDeadlineRow:
    """One of the deadlines in a measure's cell of time."""

    measure_id: str
    document_id: str
    ordinal: int
    text: str
    starts_on: date | None
    due_on: date | None
    recurrence: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class MeasureDepartmentRow:
    """One department that answers for a measure, by its canonical name."""

    measure_id: str
    document_id: str
    department: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """One item of the public-disclosure check, as one document reports on it."""

    disclosure_id: str
    document_id: str
    organization_id: str
    fiscal_year: int | None
    item_code: str
    item_name: str | None
    status: str
    status_basis: str | None
    responsible: str | None
    note: str | None
    source_line: int
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class EvidenceLinkRow:
    """One web address that a report gives as evidence."""

    link_id: str
    document_id: str
    measure_id: str | None
    item_code: str | None
    url: str
    source_line: int
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """Where one value of one record comes from, and the rule that read it."""

    record_id: str
    table_name: str
    column_name: str
    document_id: str
    locator: str
    raw_text: str | None
    rule: str
    rule_version: str


@dataclass(frozen=True, slots=True)
class UnknownRow:
    """Why a value is null, and what it could have been (``candidates`` separated by `` | ``)."""

    record_id: str
    table_name: str
    column_name: str
    document_id: str
    reason: str
    candidates: str | None


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One doubt or fault, for a person to look at. ``rule`` is an entry of the issue catalogue."""

    issue_id: str
    document_id: str
    organization_id: str | None
    table_name: str
    record_id: str
    column_name: str | None
    severity: Literal["error", "warning", "info"]
    rule: str
    message_th: str
    message_en: str
    source_line: int | None
    raw_text: str | None


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """What became of one correction: ``value`` holds instead of ``printed``, which the reading gave, where
    ``state`` is ``applied``. Values are as text; null is no value."""

    correction_id: str
    document_id: str
    table_name: str
    record_id: str
    column_name: str
    value: str | None
    expect: str | None
    printed: str | None
    state: Literal["applied", "expectation-failed", "record-missing"]
    reason: str
    decided_by: str
    decided_on: date
    file_name: str


@dataclass(frozen=True, slots=True)
class WordingRow:
    """One wording of a document that the reference tables do not have: it matched nothing
    (``correction_id`` null), or a correction of wordings tells what it means. Then ``value`` is what it
    gives in the column of the record, and ``printed`` what is read without the correction; ``*`` is the
    whole record."""

    document_id: str
    kind: Literal["header", "status", "department", "organization", "organization_type", "province"]
    wording: str
    correction_id: str | None
    table_name: str
    record_id: str
    column_name: str | None
    value: str | None
    printed: str | None
    source_line: int | None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document gave."""

    document: DocumentRow
    organizations: tuple[OrganizationRow, ...] = ()
    assessments: tuple[AssessmentRow, ...] = ()
    indicator_scores: tuple[IndicatorScoreRow, ...] = ()
    measures: tuple[MeasureRow, ...] = ()
    measure_deadlines: tuple[MeasureDeadlineRow, ...] = ()
    measure_departments: tuple[MeasureDepartmentRow, ...] = ()
    disclosures: tuple[DisclosureRow, ...] = ()
    evidence_links: tuple[EvidenceLinkRow, ...] = ()
    evidence: tuple[EvidenceRow, ...] = field(default=(), repr=False)
    unknowns: tuple[UnknownRow, ...] = field(default=(), repr=False)
    issues: tuple[IssueRow, ...] = ()
    corrections: tuple[CorrectionRow, ...] = ()
    wordings: tuple[WordingRow, ...] = ()


#: Table name without its schema -> the dataclass of its rows, in the order of ``Extraction``.
#: ``documents`` holds one row a document, the others any number.
ROW_TYPES: dict[str, type] = {
    "documents": DocumentRow,
    "organizations": OrganizationRow,
    "assessments": AssessmentRow,
    "indicator_scores": IndicatorScoreRow,
    "measures": MeasureRow,
    "measure_deadlines": MeasureDeadlineRow,
    "measure_departments": MeasureDepartmentRow,
    "disclosures": DisclosureRow,
    "evidence_links": EvidenceLinkRow,
    "evidence": EvidenceRow,
    "unknowns": UnknownRow,
    "issues": IssueRow,
    "corrections": CorrectionRow,
    "wordings": WordingRow,
}
