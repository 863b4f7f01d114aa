""" "Change to last year" when codes change, towns are upgraded, merge or divide, or years are missing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.integration.store_by_hand import REFERENCE, REGISTER, Built, Reports, framework
from transforms.facts import OrganizationRow

BIG, SMALL, TOWN, OTHER, FAR = (one.organization_id for one in REGISTER)
#: Every year asks the same, so that nothing but the organizations decides.
_STEADY = replace(REFERENCE, frameworks={year: framework(year) for year in range(2562, 2568)})


@pytest.fixture
def reports(tmp_path: Path) -> Reports:
    return Reports(tmp_path)


def told(
    reports: Reports, successions: list[str], scores: list[tuple[str, int, str]], year: int, one: str
) -> tuple[Any, ...]:
    """What the comparison says of one organization and year: code and score of last year, change, comparable,
    reason."""
    built = build(reports, successions, scores)
    rows = built.rows(
        "SELECT last_year_organization_id, score_last_year, change, comparable, comparable_reason "
        "FROM mart.score_comparison WHERE fiscal_year = ? AND organization_id = ?",
        year,
        one,
    )
    assert len(rows) == 1
    return rows[0]


def build(reports: Reports, successions: list[str], scores: list[tuple[str, int, str]]) -> Built:
    folder = reports.home / "reference"
    folder.mkdir(exist_ok=True)
    text = "\n".join(["old_id,new_id,from_year,reason", *successions])
    (folder / "organization_successions.csv").write_text(text + "\n", encoding="utf-8")
    for organization_id, year, score in scores:
        document = reports.document(f"{organization_id}-{year}", organization_id)
        reports.result(document, organization_id, year, overall_score=score)
        reports.score(document, organization_id, year, 1, score)
        if organization_id.startswith("x-"):
            row = OrganizationRow(organization_id, "sao", "นอกทะเบียน", "เมือง", "ขอนแก่น", False, document)
            reports._add("organizations", row)
    return reports.build("r1", reference=_STEADY)


D = Decimal
_CASES: dict[str, tuple[list[str], list[tuple[str, int, str]], str, tuple[Any, ...]]] = {
    "nothing changed": (
        [],
        [(BIG, 2564, "80.00"), (BIG, 2565, "84.00")],
        BIG,
        (BIG, D(80), D(4), True, "same-framework"),
    ),
    "upgraded: the change is told, and that it is of another type": (
        [f"{SMALL},{TOWN},2565,ยกฐานะ"],
        [(SMALL, 2564, "80.00"), (TOWN, 2565, "84.00")],
        TOWN,
        (SMALL, D(80), D(4), False, "type-changed"),
    ),
    "upgraded, and last year's result told under the new code": (
        [f"{SMALL},{TOWN},2565,ยกฐานะ"],
        [(TOWN, 2564, "80.00"), (TOWN, 2565, "84.00")],
        TOWN,
        (TOWN, D(80), D(4), False, "type-changed"),
    ),
    "upgraded the year before: like is compared with like again": (
        [f"{SMALL},{TOWN},2564,ยกฐานะ"],
        [(SMALL, 2563, "70.00"), (TOWN, 2564, "80.00"), (TOWN, 2565, "84.00")],
        TOWN,
        (TOWN, D(80), D(4), True, "same-framework"),
    ),
    "a new code of the same type": (
        [f"{SMALL},{BIG},2565,เปลี่ยนรหัส"],
        [(SMALL, 2564, "80.00"), (BIG, 2565, "84.00")],
        BIG,
        (SMALL, D(80), D(4), True, "same-framework"),
    ),
    "a provisional id that became a real code": (
        [f"x-small,{BIG},,ได้รหัสจริง"],
        [("x-small", 2564, "80.00"), (BIG, 2565, "84.00")],
        BIG,
        ("x-small", D(80), D(4), True, "same-framework"),
    ),
    "two provisional ids of one organization, both with a result": (
        [f"x-small,{BIG},,ได้รหัสจริง", f"x-smell,{BIG},,ได้รหัสจริง"],
        [("x-small", 2564, "80.00"), ("x-smell", 2564, "81.00"), (BIG, 2565, "84.00")],
        BIG,
        (None, None, None, False, "several-predecessors"),
    ),
    "two provisional ids of one organization, one with a result": (
        [f"x-small,{BIG},,ได้รหัสจริง", f"x-smell,{BIG},,ได้รหัสจริง"],
        [("x-small", 2564, "80.00"), (BIG, 2565, "84.00")],
        BIG,
        ("x-small", D(80), D(4), True, "same-framework"),
    ),
    "two merged": (
        [f"{SMALL},{TOWN},2565,รวม", f"{BIG},{TOWN},2565,รวม"],
        [(SMALL, 2564, "80.00"), (BIG, 2564, "70.00"), (TOWN, 2565, "84.00")],
        TOWN,
        (None, None, None, False, "merged"),
    ),
    "two merged, and of one alone the result is known: half is not the whole": (
        [f"{SMALL},{TOWN},2565,รวม", f"{BIG},{TOWN},2565,รวม"],
        [(SMALL, 2564, "80.00"), (TOWN, 2565, "84.00")],
        TOWN,
        (None, None, None, False, "merged"),
    ),
    "taken over by one, which years later took in another": (
        [f"{SMALL},{TOWN},2565,ยกฐานะ", f"{BIG},{TOWN},2567,รวม"],
        [(SMALL, 2564, "80.00"), (BIG, 2564, "70.00"), (TOWN, 2565, "84.00")],
        TOWN,
        (SMALL, D(80), D(4), False, "type-changed"),
    ),
    "two merged, and a third years later": (
        [f"{SMALL},{TOWN},2565,รวม", f"{BIG},{TOWN},2565,รวม", f"{OTHER},{TOWN},2567,รวม"],
        [(SMALL, 2564, "80.00"), (TOWN, 2565, "84.00")],
        TOWN,
        (None, None, None, False, "merged"),
    ),
    "two merged in a year that nobody wrote down": (
        [f"{SMALL},{TOWN},,รวม", f"{BIG},{TOWN},,รวม"],
        [(SMALL, 2564, "80.00"), (TOWN, 2565, "84.00")],
        TOWN,
        (None, None, None, False, "merged"),
    ),
    "one took in another": (
        [f"{SMALL},{TOWN},2565,รวม"],
        [(SMALL, 2564, "80.00"), (TOWN, 2564, "83.00"), (TOWN, 2565, "84.00")],
        TOWN,
        (None, None, None, False, "merged"),
    ),
    "two merged, then the whole was upgraded": (
        [f"{SMALL},{OTHER},2563,รวม", f"{BIG},{OTHER},2563,รวม", f"{OTHER},{TOWN},2565,ยกฐานะ"],
        [(OTHER, 2564, "80.00"), (TOWN, 2565, "84.00")],
        TOWN,
        (OTHER, D(80), D(4), False, "type-changed"),
    ),
    "merged and upgraded at once, over a code between": (
        [f"{SMALL},{OTHER},2565,รวม", f"{BIG},{OTHER},2565,รวม", f"{OTHER},{TOWN},2565,ยกฐานะ"],
        [(SMALL, 2564, "80.00"), (TOWN, 2565, "84.00")],
        TOWN,
        (None, None, None, False, "merged"),
    ),
    "one divided into two": (
        [f"{SMALL},{BIG},2565,แยก", f"{SMALL},{OTHER},2565,แยก"],
        [(SMALL, 2564, "80.00"), (BIG, 2565, "84.00"), (OTHER, 2565, "60.00")],
        BIG,
        (None, None, None, False, "split"),
    ),
    "a year is missing: nothing is held against two years before": (
        [],
        [(BIG, 2563, "80.00"), (BIG, 2565, "84.00")],
        BIG,
        (None, None, None, False, "no-result-last-year"),
    ),
    "a code that holds only later": (
        [f"{SMALL},{TOWN},2566,ยกฐานะ"],
        [(SMALL, 2564, "80.00"), (TOWN, 2565, "84.00")],
        TOWN,
        (None, None, None, False, "no-result-last-year"),
    ),
}


@pytest.mark.parametrize("case", _CASES)
def test_what_is_told_of_last_year(case: str, reports: Reports) -> None:
    successions, scores, one, expected = _CASES[case]
    assert told(reports, successions, scores, 2565, one) == expected


@pytest.mark.parametrize(
    "case", ["upgraded: the change is told, and that it is of another type", "two merged"]
)
def test_indicators_say_the_same_as_totals(case: str, reports: Reports) -> None:
    successions, scores, one, expected = _CASES[case]
    built = build(reports, successions, scores)
    rows = built.rows(
        "SELECT last_year_organization_id, score_last_year, change, comparable, comparable_reason "
        "FROM mart.indicator_comparison WHERE fiscal_year = 2565 AND organization_id = ?",
        one,
    )
    assert rows == [expected]


def test_last_years_result_that_waits_for_review_is_none(reports: Reports) -> None:
    document = reports.document("waits", BIG)
    reports.result(document, BIG, 2564, overall_score="80.00", certainty="needs_review")
    assert told(reports, [], [(BIG, 2565, "84.00")], 2565, BIG) == (
        None,
        None,
        None,
        False,
        "no-result-last-year",
    )
