"""What people settle about a document holds, with all that follows from it, and only while it fits."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from transforms.corrections import ROW, Correction, Value
from transforms.facts import Extraction, document_id_of, stable_id
from transforms.reference import Reference
from transforms.report import extract_report

INBOX = Path(__file__).parents[4] / "samples" / "inbox"
WRONG_TOTAL = (INBOX / "14_lanpha_2567_plan_total_wrong.txt").read_bytes()
ANNUAL = (INBOX / "01_nongfakhram_2566_annual.txt").read_bytes()


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def extracted(content: bytes, reference: Reference, *corrections: Correction) -> Extraction:
    return extract_report(content, sha256_of(content), "report.txt", reference, corrections=corrections)


def correction(
    content: bytes,
    table: str,
    record: str | None,
    column: str,
    value: Value,
    expect: Value,
    name: str = "c-1",
) -> Correction:
    sha256 = sha256_of(content)
    return Correction(
        name,
        sha256,
        table,
        record or document_id_of(sha256),
        column,
        value,
        expect,
        "seen in the original",
        "the office",
        date(2026, 11, 20),
        "some.yml",
    )


def rules(found: Extraction, record: str) -> set[str]:
    return {issue.rule for issue in found.issues if issue.record_id == record}


def test_a_corrected_total_reconciles_and_proves_its_scores(reference: Reference) -> None:
    before = extracted(WRONG_TOTAL, reference)
    (assessment,) = before.assessments
    assert assessment.reconciliation == "mismatch"
    assert "total-mismatch" in rules(before, assessment.assessment_id)
    assert assessment.overall_recomputed is not None
    right = assessment.overall_recomputed.quantize(Decimal("0.01"))
    settled = correction(
        WRONG_TOTAL,
        "core.assessments",
        assessment.assessment_id,
        "overall_score",
        right,
        assessment.overall_score,
    )
    found = extracted(WRONG_TOTAL, reference, settled)
    (now,) = found.assessments
    assert (now.overall_score, now.reconciliation, now.certainty) == (right, "match", "sure")
    assert "total-mismatch" not in rules(found, assessment.assessment_id)
    assert {score.certainty for score in found.indicator_scores} == {"sure"}
    assert any(
        row.locator == "correction:c-1" and row.record_id == now.assessment_id for row in found.evidence
    )
    (told,) = found.corrections
    assert (told.state, told.value, told.printed) == ("applied", str(right), str(assessment.overall_score))


def test_a_corrected_score_changes_what_is_computed_and_is_held_against_the_total(
    reference: Reference,
) -> None:
    before = extracted(ANNUAL, reference)
    (assessment,) = before.assessments
    score = next(row for row in before.indicator_scores if row.indicator_no == 1)
    settled = correction(
        ANNUAL, "core.indicator_scores", score.score_id, "score", score.score - 20, score.score
    )
    found = extracted(ANNUAL, reference, settled)
    (now,) = found.assessments
    assert assessment.overall_recomputed is not None and now.overall_recomputed is not None
    assert assessment.overall_recomputed - now.overall_recomputed == Decimal("1.2")  # 0.30 · 20 / 5
    assert now.reconciliation == "mismatch" and "total-mismatch" in rules(found, now.assessment_id)


def test_a_score_that_was_not_read_can_be_stated(reference: Reference) -> None:
    before = extracted(ANNUAL, reference)
    missing = next(row for row in before.indicator_scores if row.indicator_no == 3)
    text = ANNUAL.decode().replace(f"{missing.score}", "..").encode()
    thai = str(missing.score).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    text = text.decode().replace(thai, "..").encode()
    lacking = extracted(text, reference)
    assert 3 not in {row.indicator_no for row in lacking.indicator_scores if row.method == "printed"}
    (assessment,) = lacking.assessments
    record = stable_id(
        "s", lacking.document.document_id, assessment.organization_id, assessment.fiscal_year, 3
    )
    there = next((row for row in lacking.indicator_scores if row.score_id == record), None)
    settled = correction(
        text, "core.indicator_scores", record, "score", missing.score, there.score if there else None
    )
    found = extracted(text, reference, settled)
    stated = next(row for row in found.indicator_scores if row.indicator_no == 3)
    assert (stated.score, stated.certainty, stated.score_id) == (missing.score, "sure", record)
    assert found.assessments[0].reconciliation == "match"
    assert not [row for row in found.unknowns if row.record_id == record]


def test_what_another_value_is_read_for_is_not_applied_and_says_so(reference: Reference) -> None:
    before = extracted(ANNUAL, reference)
    measure = before.measures[0]
    settled = correction(ANNUAL, "core.measures", measure.measure_id, "status", "not_started", "in_progress")
    found = extracted(ANNUAL, reference, settled)
    assert found.measures[0] == measure
    assert "correction-expectation-failed" in rules(found, measure.measure_id)
    assert found.corrections[0].state == "expectation-failed"


def test_a_record_that_does_not_exist_is_told(reference: Reference) -> None:
    settled = correction(ANNUAL, "core.measures", "m-0000", "status", "completed", "in_progress")
    found = extracted(ANNUAL, reference, settled)
    assert "correction-without-record" in rules(found, "m-0000")
    assert found.corrections[0].state == "record-missing"


def test_a_measure_can_be_settled_in_all_its_parts(reference: Reference) -> None:
    before = extracted(ANNUAL, reference)
    measure = before.measures[0]
    due = date(2023, 3, 31)
    settled = (
        correction(ANNUAL, "core.measures", measure.measure_id, "due_on", due, measure.due_on, "c-due"),
        correction(
            ANNUAL, "core.measures", measure.measure_id, "responsible", "กองช่าง", measure.responsible, "c-who"
        ),
        correction(
            ANNUAL, "core.measures", measure.measure_id, "status", "in_progress", measure.status, "c-status"
        ),
    )
    found = extracted(ANNUAL, reference, *settled)
    now = found.measures[0]
    assert (now.due_on, now.responsible, now.status, now.status_basis) == (
        due,
        "กองช่าง",
        "in_progress",
        "word",
    )
    departments = [row.department for row in found.measure_departments if row.measure_id == now.measure_id]
    assert departments == ["กองช่าง"]
    deadlines = [row.due_on for row in found.measure_deadlines if row.measure_id == now.measure_id]
    assert due in deadlines and measure.due_on not in deadlines


def test_a_dropped_measure_goes_with_all_that_hangs_on_it(reference: Reference) -> None:
    before = extracted(ANNUAL, reference)
    measure = before.measures[0]
    found = extracted(
        ANNUAL, reference, correction(ANNUAL, "core.measures", measure.measure_id, ROW, None, None)
    )
    assert [row.measure_id for row in found.measures] == [row.measure_id for row in before.measures[1:]]
    for rows in (found.measure_deadlines, found.measure_departments, found.evidence_links):
        assert measure.measure_id not in {row.measure_id for row in rows}
    for others in (found.evidence, found.unknowns, found.issues):
        assert measure.measure_id not in {row.record_id for row in others}


def test_a_document_can_be_given_to_an_organization_year_and_round(reference: Reference) -> None:
    before = extracted(ANNUAL, reference)
    other = next(one for one in reference.register if one.organization_id != before.document.organization_id)
    document = before.document
    settled = (
        correction(
            ANNUAL,
            "core.documents",
            None,
            "organization_id",
            other.organization_id,
            document.organization_id,
            "c-org",
        ),
        correction(
            ANNUAL,
            "core.documents",
            None,
            "measures_fiscal_year",
            2567,
            document.measures_fiscal_year,
            "c-year",
        ),
        correction(
            ANNUAL, "core.documents", None, "reporting_round", "6-month", document.reporting_round, "c-round"
        ),
    )
    found = extracted(ANNUAL, reference, *settled)
    assert found.document.organization_id == other.organization_id
    assert found.document.organization_basis == "correction"
    assert (found.document.measures_fiscal_year, found.document.reporting_round) == (2567, "6-month")
    assert {row.fiscal_year for row in found.measures} == {2567}
    assert {row.organization_id for row in (*found.measures, *found.assessments)} == {other.organization_id}
    assert {one.state for one in found.corrections} == {"applied"}


def test_a_report_that_names_nobody_is_loaded_once_a_person_says_whose_it_is(reference: Reference) -> None:
    lines = [line for line in ANNUAL.decode().splitlines() if "หนองฟ้าคราม" not in line]
    nameless = "\n".join(lines).encode()
    before = extracted(nameless, reference)
    assert before.document.state == "quarantined"
    other = reference.register[0]
    settled = correction(nameless, "core.documents", None, "organization_id", other.organization_id, None)
    found = extracted(nameless, reference, settled)
    assert (found.document.state, found.document.organization_id) == ("loaded", other.organization_id)
    assert found.measures and not rules(found, found.document.document_id) & {"organization-unknown"}


def test_a_withdrawn_document_says_nothing(reference: Reference) -> None:
    settled = correction(ANNUAL, "core.documents", None, "state", "out_of_scope", None)
    found = extracted(ANNUAL, reference, settled)
    assert (found.document.state, found.document.state_reason) == ("out_of_scope", "withdrawn")
    assert not found.measures and not found.assessments


@pytest.mark.parametrize("content", [ANNUAL, WRONG_TOTAL])
def test_without_corrections_nothing_changes(reference: Reference, content: bytes) -> None:
    found = extracted(content, reference)
    assert found == replace(found, corrections=()) and not found.corrections
