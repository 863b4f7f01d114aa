"""What is read from the text of a report, told as the truth that its other formats are held against."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from rapidfuzz import fuzz

from benchmarks.grading.outcomes import Outcome
from benchmarks.grading.values import letters
from benchmarks.synthetic.truth import (
    TrueAssessment,
    TrueDeadline,
    TrueDisclosure,
    TrueMeasure,
    TrueOrganization,
    TrueReport,
)
from transforms.facts import Extraction, MeasureRow

#: A title read from a picture may differ in so much (of 100).
ALIKE_TITLES = 80.0
_ALIKE_ROWS = 50.0


def truth_of(found: Extraction, file_name: str, layout: str, seen: Extraction) -> TrueReport:
    """The facts of ``found``, read from the text, as what is true of ``file_name``, from which ``seen`` was
    read. A measure's line is that of the row of ``seen`` that says the same, so that both are compared."""
    document = found.document
    return TrueReport(
        file_name=file_name,
        seed=0,
        level="none",
        layout=layout,
        state=document.state,
        organization=_organization(found),
        measures_fiscal_year=document.measures_fiscal_year,
        scores_fiscal_year=document.scores_fiscal_year,
        reporting_round=document.reporting_round,
        period_start=_text(document.period_start),
        period_end=_text(document.period_end),
        assessments=_assessments(found),
        measures=_measures(found, seen),
        disclosures=[TrueDisclosure(row.item_code, row.status) for row in found.disclosures],
        links=[row.url for row in found.evidence_links],
    )


def held_by_title(outcome: Outcome, alike: float) -> Outcome:
    """A title is right where it is the same but for white space, or ``alike`` (of 100)."""
    if outcome.kind != "title" or outcome.verdict not in ("right", "wrong"):
        return outcome
    same = fuzz.ratio(letters(outcome.expected), letters(outcome.got)) >= alike
    return replace(outcome, verdict="right" if same else "wrong")


def _organization(found: Extraction) -> TrueOrganization | None:
    own = found.document.organization_id
    if own is None:
        return None
    row = next((row for row in found.organizations if row.organization_id == own), None)
    return TrueOrganization(
        _registered(own),
        row.organization_type if row else "",
        row.name if row else own,
        (row.amphoe if row else None) or "",
        (row.province if row else None) or "",
    )


def _registered(organization_id: str) -> str | None:
    """The code of the register; what begins with ``x-`` is made of the name, which is compared itself."""
    return None if organization_id.startswith("x-") else organization_id


def _assessments(found: Extraction) -> list[TrueAssessment]:
    scores: dict[tuple[str, int | None], dict[str, str]] = defaultdict(dict)
    for row in found.indicator_scores:
        scores[row.organization_id, row.fiscal_year][str(row.indicator_no)] = str(row.score)
    return [
        TrueAssessment(
            _registered(row.organization_id),
            row.fiscal_year or 0,
            _text(row.overall_score),
            row.level,
            _text(row.overall_recomputed),
            row.level_recomputed,
            scores[row.organization_id, row.fiscal_year],
        )
        for row in found.assessments
    ]


def _measures(found: Extraction, seen: Extraction) -> list[TrueMeasure]:
    rows = sorted(found.measures, key=lambda row: row.ordinal)
    lines = _same_rows(rows, sorted(seen.measures, key=lambda row: row.ordinal))
    return [_measure(row, found, lines.get(at)) for at, row in enumerate(rows)]


def _measure(row: MeasureRow, found: Extraction, line: int | None) -> TrueMeasure:
    deadlines = [
        TrueDeadline(_text(one.due_on), one.recurrence if one.due_on or one.recurrence != "once" else "")
        for one in found.measure_deadlines
        if one.measure_id == row.measure_id
    ]
    if row.due_on and _text(row.due_on) not in {one.due_on for one in deadlines}:
        deadlines.append(TrueDeadline(_text(row.due_on), ""))
    return TrueMeasure(
        line,
        row.title or "",
        row.indicator_no,
        row.question_code,
        sorted({one.department for one in found.measure_departments if one.measure_id == row.measure_id}),
        row.status,
        row.status_basis,
        _text(row.percent_complete),
        _text(row.starts_on),
        deadlines,
    )


def _same_rows(wanted: list[MeasureRow], got: list[MeasureRow]) -> dict[int, int]:
    """Number in ``wanted`` -> line of the row in ``got`` that says the same, in the order of both."""
    n, m = len(wanted), len(got)
    said = [_said(row) for row in got]
    alike = [[fuzz.ratio(_said(row), other, score_cutoff=_ALIKE_ROWS) for other in said] for row in wanted]
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], alike[i][j] + best[i + 1][j + 1])
    lines: dict[int, int] = {}
    i = j = 0
    while i < n and j < m:
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            lines[i] = got[j].source_line
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return lines


def _said(row: MeasureRow) -> str:
    return letters(" ".join(filter(None, (row.issue, row.title, row.steps, row.responsible, row.result))))


def _text(value: object) -> str | None:
    return None if value is None else str(value)
