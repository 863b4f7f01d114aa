"""Comparisons of instruments and of items, ranks of completion, and the quality of an organization's data."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.integration.store_by_hand import REFERENCE, REGISTER, Reports, framework
from transforms.facts import IssueRow, UnknownRow

BIG, SMALL, TOWN, NAMESAKE, ELSEWHERE = (one.organization_id for one in REGISTER)
D = Decimal


@pytest.fixture
def reports(tmp_path: Path) -> Reports:
    return Reports(tmp_path)


def test_instruments_are_compared_each_by_itself(reports: Reports) -> None:
    for year, one, iit, oit in (
        (2565, BIG, "70.000000", "90.000000"),
        (2566, BIG, "75.004999", "88.125000"),
        (2566, SMALL, "75.00", None),
        (2566, TOWN, "80.00", "80.00"),
    ):
        document = reports.document(f"{one}-{year}", one)
        reports.result(
            document,
            one,
            year,
            overall_score="80.00",
            iit_score=D(iit),
            oit_score=D(oit) if oit else None,
        )
    # Items of indicator 10 are others in 2566; the questions of IIT are the same.
    rows = reports.build("r1").rows(
        "SELECT instrument, organization_id, score, rank_province, ranked_of_province, percentile_province, "
        "mean_province, gap_province, change, comparable_reason FROM mart.instrument_comparison "
        "WHERE fiscal_year = 2566 ORDER BY instrument, rank_province, organization_id"
    )
    # IIT: 80, 75, 75 (rounded half up), mean 76.67. OIT: 88.13, 80, mean 84.065.
    assert rows == [
        ("IIT", TOWN, D(80), 1, 3, 100, D("76.67"), D("3.33"), None, "no-result-last-year"),
        ("IIT", BIG, D(75), 2, 3, 0, D("76.67"), D("-1.67"), 5, "same-framework"),
        ("IIT", SMALL, D(75), 2, 3, 0, D("76.67"), D("-1.67"), None, "no-result-last-year"),
        ("OIT", BIG, D("88.13"), 1, 2, 100, D("84.07"), D("4.06"), D("-1.87"), "framework-changed"),
        ("OIT", TOWN, D(80), 2, 2, 0, D("84.07"), D("-4.07"), None, "no-result-last-year"),
    ]


def test_what_waits_for_review_gives_no_instrument(reports: Reports) -> None:
    document = reports.document("one", BIG)
    reports.result(document, BIG, 2566, iit_score=D(80), certainty="needs_review")
    assert reports.build("r1").rows("SELECT 1 FROM mart.instrument_comparison") == []


def test_items_are_counted_over_organizations_and_none_of_the_framework_is_left_out(reports: Reports) -> None:
    for one, statuses in (
        (BIG, {"O1": "completed", "O2": "not_started"}),
        (SMALL, {"O1": "completed", "O2": "not_reported"}),
        (TOWN, {"O1": "in_progress"}),
    ):
        document = reports.document(f"items-{one}", one)
        for code, status in statuses.items():
            reports.item(document, one, 2566, code, status)
    reports.item(document, TOWN, 2566, "O3", "completed")
    reports.rows["disclosures"][-1] = replace(reports.rows["disclosures"][-1], certainty="needs_review")
    built = reports.build("r1")
    rows = built.rows(
        "SELECT item_code, indicator_no, organizations, organizations_of_year, listed_rate, completed, "
        "reported, completion_rate, completion_rate_all, coverage, waiting_for_review "
        "FROM mart.disclosure_completion_by_item ORDER BY item_code"
    )
    assert rows == [
        ("O1", 9, 3, 3, 1, 2, 3, D("0.666667"), D("0.666667"), 1, 0),
        ("O2", 9, 2, 3, D("0.666667"), 0, 1, 0, 0, D("0.5"), 0),
        ("O3", 10, 0, 3, 0, 0, 0, None, None, None, 1),
        ("O4", 10, 0, 3, 0, 0, 0, None, None, None, 0),
        ("O5", 10, 0, 3, 0, 0, 0, None, None, None, 0),
    ]


def test_an_item_of_a_year_without_a_framework_has_no_title(reports: Reports) -> None:
    document = reports.document("one", BIG)
    reports.item(document, BIG, 2568, "O1", "completed")
    rows = reports.build("r1").rows(
        "SELECT item_code, item_name, indicator_no, organizations FROM mart.disclosure_completion_by_item"
    )
    assert rows == [("O1", None, None, 1)]


def test_one_of_one_does_not_lead_the_ranking(reports: Reports) -> None:
    year = {"measures_fiscal_year": 2566, "reporting_round": "annual"}
    for one, completed, measures in ((BIG, 1, 1), (SMALL, 19, 20), (TOWN, 1, 1), (ELSEWHERE, 10, 10)):
        document = reports.document(f"annual-{one}", one, **year)
        for number in range(measures):
            reports.measure(
                document, f"k{number}", "completed" if number < completed else "not_started", "word"
            )
    silent = reports.document("silent", NAMESAKE, **year)
    reports.measure(silent, "k1")
    built = reports.build("r1")
    rows = built.rows(
        "SELECT organization_id, completion_rate, rank_country_by_rate_low, ranked_of_country, "
        "rank_province_by_rate_low, ranked_of_province FROM mart.completion_by_organization "
        "ORDER BY rank_country_by_rate_low NULLS LAST, organization_id"
    )
    assert rows == [
        (SMALL, D("0.95"), 1, 4, 1, 3),
        (ELSEWHERE, 1, 2, 4, 1, 1),
        (TOWN, 1, 3, 4, 2, 3),
        (BIG, 1, 3, 4, 2, 3),
        (NAMESAKE, None, None, None, None, None),
    ]
    by_province = built.rows(
        "SELECT province, completed, reported, rank_country_by_rate_low, ranked_of_country "
        "FROM mart.completion_by_province ORDER BY 4"
    )
    assert by_province == [("ขอนแก่น", 21, 22, 1, 2), ("ราชบุรี", 10, 10, 2, 2)]


def test_rounds_are_ranked_apart(reports: Reports) -> None:
    for one, round_, status in (
        (BIG, "plan", "completed"),
        (SMALL, "annual", "not_started"),
        (ELSEWHERE, None, "in_progress"),
    ):
        document = reports.document(f"{one}", one, measures_fiscal_year=2566, reporting_round=round_)
        reports.measure(document, "k1", status, "word")
    for mart in ("organization", "province"):
        rows = reports.build("r1").rows(
            f"SELECT DISTINCT rank_country_by_rate_low, ranked_of_country FROM mart.completion_by_{mart}"
        )
        assert rows == [(1, 1)]


def test_doubt_is_counted_by_organization(reports: Reports) -> None:
    own = reports.document("own", BIG)
    reports.result(own, BIG, 2566, overall_score="80.00")
    for number in (1, 2, 3, 4):
        reports.score(own, BIG, 2566, number, "80.00")
    scores = reports.rows["indicator_scores"]
    scores[0] = replace(scores[0], certainty="needs_review")
    for issue_id, record_id, severity in (("i-1", 0, "warning"), ("i-2", 1, "warning"), ("i-3", 2, "info")):
        reports._add(
            "issues",
            IssueRow(issue_id, own, BIG, "indicator_scores", scores[record_id].score_id, "score", severity,
                     "number-unconfirmed", "ไทย", "english", 8, None),
        )  # fmt: skip
    reports._add("unknowns", UnknownRow(scores[3].score_id, "indicator_scores", "score", own, "unread", None))
    reports.document("set-aside", BIG, state="quarantined", state_reason="text-ruined")
    # Replaced by newer content of one source: its facts count no more.
    for content in ("was", "is"):
        newer = reports.document(content, TOWN, source="town.txt")
        reports.result(newer, TOWN, 2566, overall_score="70.00", certainty="needs_review")
    # A list of nobody's own: the fact and the doubt about it are those of the organization it is about.
    many = reports.document("many", None, source_kind="official_result_list")
    record = reports.result(many, SMALL, 2566, overall_score="75.00")
    reports._add(
        "issues",
        IssueRow("i-4", many, None, "assessments", record, "overall_score", "error", "odd", "ไทย", "english",
                 7, None),
    )  # fmt: skip
    rows = reports.build("r1").rows(
        "SELECT organization_id, documents_received, documents_loaded, documents_quarantined, "
        "documents_superseded, rows_loaded, waiting_for_review, waiting_share, rows_doubted, doubted_share, "
        "unknown_values, open_errors, open_warnings, open_infos "
        "FROM mart.data_quality_by_organization ORDER BY organization_id"
    )
    assert rows == sorted(
        [
            (BIG, 2, 1, 1, 0, 5, 1, D("0.2"), 3, D("0.6"), 1, 0, 2, 1),
            (TOWN, 2, 1, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0),
            (SMALL, 0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 1, 0, 0),
        ]
    )


def test_the_framework_of_an_instrument_is_that_of_its_indicators(reports: Reports) -> None:
    """One indicator whose items are not known leaves its instrument unknown, and no other."""
    known = framework(2565)
    partial = replace(known, items=tuple(item for item in known.items if item.indicator_no == 9))
    reference = replace(REFERENCE, frameworks={2565: known, 2566: replace(partial, fiscal_year=2566)})
    for year in (2565, 2566):
        document = reports.document(f"{year}", BIG)
        reports.result(document, BIG, year, overall_score="80.00", iit_score=D(80), oit_score=D(80))
    rows = reports.build("r1", reference=reference).rows(
        "SELECT instrument, comparable_reason FROM mart.instrument_comparison "
        "WHERE fiscal_year = 2566 ORDER BY 1"
    )
    assert rows == [("IIT", "same-framework"), ("OIT", "framework-unknown")]
