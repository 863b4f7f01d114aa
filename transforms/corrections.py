"""What people settle that reading could not: corrections of one document's facts, applied as data.

A correction names the document by the sha256 of its bytes, the table, record and column, the value that
holds, and the value that the reading gives without it (``expect``). Where the reading gives another value
by now, the correction is not applied, and an issue says so: better readers make corrections superfluous,
and one that nobody needs any more must not hide what the source says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

DOCUMENTS = "core.documents"
#: Table → the columns that can be corrected, with the kind of their values. ``certainty`` is how a row that
#: waits for review is accepted as it stands.
COLUMNS: Mapping[str, Mapping[str, type]] = {
    DOCUMENTS: {
        "organization_id": str,
        "scores_fiscal_year": int,
        "measures_fiscal_year": int,
        "reporting_round": str,
        "state": str,
    },
    "core.assessments": {"overall_score": Decimal, "level": str, "certainty": str},
    "core.indicator_scores": {"score": Decimal, "certainty": str},
    "core.measures": {
        "indicator_no": int,
        "question_code": str,
        "title": str,
        "issue": str,
        "steps": str,
        "responsible": str,
        "result": str,
        "outcome": str,
        "recommendation": str,
        "status": str,
        "percent_complete": Decimal,
        "starts_on": date,
        "due_on": date,
        "certainty": str,
    },
    "core.disclosures": {"status": str, "responsible": str, "note": str, "certainty": str},
}
#: The column that names a row of each table.
KEYS: Mapping[str, str] = {
    DOCUMENTS: "document_id",
    "core.assessments": "assessment_id",
    "core.indicator_scores": "score_id",
    "core.measures": "measure_id",
    "core.disclosures": "disclosure_id",
}
#: The column of a correction that takes a whole row away.
ROW = "*"
Value = str | int | Decimal | date | None
CorrectionState = Literal["applied", "expectation-failed", "record-missing"]


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction. ``record_id`` is that of the row (of the document itself for ``core.documents``);
    ``column_name`` is ``*`` where the row is dropped. ``value`` and ``expect`` are of the column's kind;
    ``None`` is no value. ``decided_on`` is the day on which ``decided_by`` settled it. A row that is accepted
    as it stands has ``certainty`` for its column, and in ``seen`` the values that the person saw, by column:
    it holds while the reading gives each of them."""

    correction_id: str
    sha256: str
    table_name: str
    record_id: str
    column_name: str
    value: Value
    expect: Value
    reason: str
    decided_by: str
    decided_on: date
    file_name: str = ""
    seen: tuple[tuple[str, Value], ...] = ()


WordingKind = Literal["header", "status", "department", "organization_type", "province"]


@dataclass(frozen=True, slots=True)
class WordingCorrection:
    """What a wording of many reports means: ``value`` is the role of a column, a status, the canonical name
    of a department or province, the code of a type of organization. ``use`` (of statuses) and ``match``
    (of headings) are as in the reference files. ``expect`` is what the reference tables make of the wording
    without the correction (null: nothing), ``printed`` what they do make of it; it holds where both are
    the same."""

    correction_id: str
    kind: WordingKind
    wording: str
    value: str
    use: str | None
    match: str | None
    expect: str | None
    printed: str | None
    reason: str
    decided_by: str
    decided_on: date
    file_name: str = ""

    @property
    def holds(self) -> bool:
        """Whether the reference tables still give what is expected, and something else than it says."""
        return self.printed == self.expect and self.printed != self.value


@dataclass(slots=True)
class DocumentCorrections:
    """The corrections of one document, and what became of each while it is read."""

    corrections: Sequence[Correction] = ()
    outcomes: dict[str, tuple[CorrectionState, Value]] = field(default_factory=dict)

    def of_table(self, table: str) -> list[Correction]:
        """Those of one table."""
        return [one for one in self.corrections if one.table_name == table]

    def of_document(self, column: str) -> Correction | None:
        """The last one of a column of the document itself."""
        found = [one for one in self.of_table(DOCUMENTS) if one.column_name == column]
        return found[-1] if found else None

    def fits(self, correction: Correction, printed: Value) -> bool:
        """Whether the reading still gives what the correction expects; its outcome is noted."""
        fits = same(printed, correction.expect)
        self.outcomes[correction.correction_id] = ("applied" if fits else "expectation-failed", printed)
        return fits

    def differs(self, correction: Correction, row: object) -> bool:
        """Whether the row, as it was read, has another value than a person saw; then that is noted."""
        for column, value in correction.seen:
            printed = getattr(row, column)
            if not same(printed, value):
                said = f"{column}: {printed if printed is not None else '–'}"
                self.outcomes[correction.correction_id] = ("expectation-failed", said)
                return True
        return False

    def outcome(self, correction: Correction) -> tuple[CorrectionState, Value]:
        """What became of one, and what the reading gave; nothing where it did not give the record."""
        return self.outcomes.get(correction.correction_id, ("record-missing", None))

    def applied(self) -> list[Correction]:
        """Those that hold."""
        return [one for one in self.corrections if self.outcome(one)[0] == "applied"]


def same(one: Value, other: Value) -> bool:
    """Whether two values are one, however they are written (91.4 and 91.40)."""
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return one == other
    return str(one if one is not None else "") == str(other if other is not None else "")


def by_document(corrections: Iterable[Correction]) -> dict[str, tuple[Correction, ...]]:
    """sha256 → its corrections."""
    found: dict[str, list[Correction]] = {}
    for one in corrections:
        found.setdefault(one.sha256, []).append(one)
    return {sha256: tuple(of_document) for sha256, of_document in found.items()}
