"""A row that a person accepts waits no longer, while the reading gives what was seen."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from transforms.corrections import Correction, Value
from transforms.facts import Extraction
from transforms.reference import Reference
from transforms.report import extract_report

INBOX = Path(__file__).parents[4] / "samples" / "inbox"
WRONG_TOTAL = (INBOX / "14_lanpha_2567_plan_total_wrong.txt").read_bytes()
SHA256 = hashlib.sha256(WRONG_TOTAL).hexdigest()


def extracted(reference: Reference, *corrections: Correction) -> Extraction:
    return extract_report(WRONG_TOTAL, SHA256, "report.txt", reference, corrections=corrections)


def accepted(table: str, record: str, **seen: Value) -> Correction:
    return Correction(
        "accept-it",
        SHA256,
        table,
        record,
        "certainty",
        "sure",
        "needs_review",
        "seen on the page",
        "the office",
        date(2026, 11, 21),
        "some.yml",
        tuple(seen.items()),
    )


def test_an_accepted_score_is_sure_and_the_others_still_wait(reference: Reference) -> None:
    first, *others = extracted(reference).indicator_scores
    assert first.certainty == "needs_review"
    found = extracted(reference, accepted("core.indicator_scores", first.score_id, score=first.score))
    certainties = {row.score_id: row.certainty for row in found.indicator_scores}
    assert certainties.pop(first.score_id) == "sure"
    assert set(certainties.values()) == {"needs_review"} and len(certainties) == len(others)
    assert found.corrections[0].state == "applied"


def test_another_value_than_was_seen_fails_loudly(reference: Reference) -> None:
    first = extracted(reference).indicator_scores[0]
    found = extracted(reference, accepted("core.indicator_scores", first.score_id, score=Decimal("1.25")))
    assert found.indicator_scores[0].certainty == "needs_review"
    (told,) = found.corrections
    assert (told.state, told.printed) == ("expectation-failed", f"score: {first.score}")
    assert "correction-expectation-failed" in {issue.rule for issue in found.issues}


def test_what_waits_no_longer_needs_no_acceptance(reference: Reference) -> None:
    (total,) = extracted(reference).assessments
    assert total.certainty == "sure"
    seen = accepted("core.assessments", total.assessment_id, overall_score=total.overall_score)
    assert extracted(reference, seen).corrections[0].state == "expectation-failed"


@pytest.mark.parametrize("column", ["overall_score", "level"])
def test_doubts_are_closed_about_what_was_seen_alone(reference: Reference, column: str) -> None:
    (total,) = extracted(reference).assessments
    value = getattr(total, column)
    # accepted as if it waited: what is tested is which doubts go
    seen = accepted("core.assessments", total.assessment_id, **{column: value})
    seen = Correction(**{**_fields(seen), "expect": "sure"})
    found = extracted(reference, seen)
    doubted = {issue.column_name for issue in found.issues if issue.record_id == total.assessment_id}
    assert column not in doubted
    assert ("overall_score" in doubted) == (column != "overall_score")


def _fields(one: Correction) -> dict[str, object]:
    return {name: getattr(one, name) for name in Correction.__dataclass_fields__}
