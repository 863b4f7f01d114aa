"""What is true of an invented report: the facts that its writer put in, before any damage.

One JSON line a report. Years are Buddhist-era fiscal years; dates are ISO dates; scores are decimal numbers
as text (``"92.31"``), as they were printed before the damage. Nothing here is taken from the code under test.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class TrueOrganization:
    """Whose report it is. ``organization_id`` is the code in the invented register, or ``None`` where the
    register does not have it (its id is then any that begins with ``x-``)."""

    organization_id: str | None
    organization_type: str
    name: str
    amphoe: str
    province: str


@dataclass(frozen=True, slots=True)
class TrueAssessment:
    """One result of one organization in one year. ``recomputed`` is there where all ten scores are printed;
    ``level`` only where it is printed."""

    organization_id: str | None
    fiscal_year: int
    overall_score: str | None
    level: str | None
    recomputed: str | None
    level_recomputed: str | None
    indicator_scores: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TrueDeadline:
    """One deadline of a measure: a date, a recurrence, or both. ``may_be_due_on`` are dates that a reader
    may give for it too, where the text names a month of every year and no one year."""

    due_on: str | None
    recurrence: str
    may_be_due_on: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TrueMeasure:
    """One row of the table of measures. ``line`` is the line of its first cell, counted from 1, in the file
    as it was written (after damage)."""

    line: int | None
    title: str
    indicator_no: int | None
    question_code: str | None
    departments: list[str]
    status: str
    status_basis: str | None
    percent_complete: str | None
    starts_on: str | None
    deadlines: list[TrueDeadline]


@dataclass(frozen=True, slots=True)
class TrueDisclosure:
    """One item of the public-disclosure check."""

    item_code: str
    status: str


@dataclass(frozen=True, slots=True)
class TrueReport:
    """All that is true of one report. ``state`` is what must become of it: ``loaded`` or ``out_of_scope``.

    ``organization`` is ``None`` where the report is about many. ``damage`` names what was done to it, one
    entry an injury: ``kind line``."""

    file_name: str
    seed: int
    level: str
    layout: str
    state: str
    organization: TrueOrganization | None
    measures_fiscal_year: int | None
    scores_fiscal_year: int | None
    reporting_round: str | None
    period_start: str | None
    period_end: str | None
    assessments: list[TrueAssessment] = field(default_factory=list)
    measures: list[TrueMeasure] = field(default_factory=list)
    disclosures: list[TrueDisclosure] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    foreign_organization_ids: list[str] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)


def write_truth(path: Path, reports: Iterable[TrueReport]) -> None:
    """Write one JSON line a report."""
    with path.open("w", encoding="utf-8") as file:
        for report in reports:
            file.write(json.dumps(asdict(report), ensure_ascii=False) + "\n")


def read_truth(path: Path) -> Iterator[TrueReport]:
    """The reports of a file that :func:`write_truth` wrote."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield _report(json.loads(line))


def _report(row: dict[str, Any]) -> TrueReport:
    organization = row.pop("organization")
    measures = [
        TrueMeasure(**{**m, "deadlines": [TrueDeadline(**d) for d in m["deadlines"]]})
        for m in row.pop("measures")
    ]
    return TrueReport(
        **{key: row.pop(key) for key in list(row) if key not in ("assessments", "disclosures")},
        organization=TrueOrganization(**organization) if organization else None,
        assessments=[TrueAssessment(**a) for a in row["assessments"]],
        measures=measures,
        disclosures=[TrueDisclosure(**d) for d in row["disclosures"]],
    )
