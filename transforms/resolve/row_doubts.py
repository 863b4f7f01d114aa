"""Issues about a measure whose row was damaged: shifted, torn, merged or without a heading."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.extract.measures.candidate import TITLE_ROLES, MeasureCandidate
from transforms.extract.tables.headings import MONTH_COLUMN, PERCENT, QUARTER_COLUMN, STATUS_COLUMN
from transforms.extract.tables.logical_rows import LogicalRow
from transforms.resolve.document_rows import DOCUMENTS
from transforms.resolve.ledger import Ledger

_TABLE = "core.measures"
_COLUMNS: dict[str, tuple[str, ...]] = {
    "indicator": ("indicator_no",),
    "indicator_number": ("indicator_no",),
    "code": ("question_code",),
    "issue": ("issue", "indicator_no", "question_code"),
    "steps": ("steps",),
    "responsible": ("responsible",),
    "time": ("due_on", "starts_on"),
    "result": ("result", "status", "status_basis"),
    "outcome": ("outcome", "status", "status_basis"),
    "expected": ("outcome",),
    "recommendation": ("recommendation",),
    "status": ("status", "status_basis", "percent_complete"),
}


def doubt_row(ledger: Ledger, measure_id: str, candidate: MeasureCandidate) -> None:
    """Issues on the columns whose cells were put in their places, or that no reading of the row settles."""
    row = candidate.row
    place = row.first_filled().place
    for column in _columns(candidate, row.moved | row.doubtful):
        ledger.issue("row-shifted", _TABLE, measure_id, column, place, candidate.title)
    for column in _columns(candidate, frozenset(row.inferred)):
        ledger.issue("cell-taken-as-merged", _TABLE, measure_id, column, place, candidate.title)
    for column in _columns(candidate, frozenset(row.guessed)):
        ledger.issue("column-without-heading", _TABLE, measure_id, column, place, candidate.title)
    for role in sorted(row.doubtful - {candidate.title_role}):
        for column in _COLUMNS.get(role, ()):
            if column not in (
                "indicator_no",
                "due_on",
                "status",
                "status_basis",
                "starts_on",
                "question_code",
            ):
                ledger.unknown(_TABLE, measure_id, column, "row-shifted")


def doubt_rows_set_aside(ledger: Ledger, rows: Sequence[tuple[LogicalRow, str]]) -> None:
    """An issue for every row of a table of measures that is none: rows read are rows loaded or set aside."""
    for row, reason in rows:
        first = row.first_filled()
        ledger.issue(
            "row-set-aside",
            DOCUMENTS,
            ledger.document_id,
            None,
            first.place,
            first.raw,
            first_line=row.line,
            reason=reason,
        )


def _columns(candidate: MeasureCandidate, roles: frozenset[str]) -> list[str]:
    columns: dict[str, None] = {}
    for role in sorted(roles):
        if role in (candidate.title_role, "measure"):
            columns["title"] = None
        if role in TITLE_ROLES:
            columns["indicator_no"] = None
        if role == PERCENT or role.startswith(STATUS_COLUMN):
            role = "status"
        elif role.startswith((QUARTER_COLUMN, MONTH_COLUMN)):
            role = "time"
        columns.update(dict.fromkeys(_COLUMNS.get(role, ())))
    return list(columns)
