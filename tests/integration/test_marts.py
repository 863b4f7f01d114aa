"""The marts' figures against numbers worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.integration.store_by_hand import REFERENCE, REGISTER, Built, Reports, framework
from transforms.reference import Organization

#: Three of amphoe เมือง and one of ชุมแพ in ขอนแก่น; one, a namesake, in ราชบุรี.
BIG, SMALL, TOWN, NAMESAKE, ELSEWHERE = (one.organization_id for one in REGISTER)


@pytest.fixture
def reports(tmp_path: Path) -> Reports:
    return Reports(tmp_path)


def results(reports: Reports, year: int, **overall: str) -> None:
    """One own report a result: ``BIG="90.00"``."""
    for name, score in overall.items():
        organization_id = globals()[name]
        document = reports.document(f"{name}-{year}", organization_id)
        reports.result(document, organization_id, year, overall_score=score)


def one(built: Built, sql: str, *parameters: object) -> tuple[Any, ...]:
    rows = built.rows(sql, *parameters)
    assert len(rows) == 1, rows
    return rows[0]


def test_ranks_percentiles_and_gaps_in_each_scope(reports: Reports) -> None:
    results(reports, 2566, BIG="90.00", SMALL="80.00", TOWN="90.00", NAMESAKE="70.01", ELSEWHERE="95.00")
    built = reports.build("r1")
    shown = {
        row[0]: row[1:]
        for row in built.rows(
            "SELECT organization_id, rank_country, ranked_of_country, percentile_country, gap_country, "
            "rank_province, ranked_of_province, percentile_province, mean_province, gap_province, "
            "rank_amphoe, ranked_of_amphoe, percentile_amphoe, rank_type, ranked_of_type "
            "FROM mart.score_comparison"
        )
    }
    d = Decimal
    # Country: 95, 90, 90, 80, 70.01 with mean 425.01 / 5 = 85.002 → 85.00.
    # Province: 90, 90, 80, 70.01, mean 330.01 / 4 = 82.5025 → 82.50. Amphoe: 90, 90, 80. Type sao: four.
    assert shown[ELSEWHERE] == (1, 5, 100, 10, 1, 1, None, 95, 0, 1, 1, None, 1, 4)
    assert shown[BIG] == (2, 5, 50, 5, 1, 4, d("66.67"), d("82.50"), d("7.50"), 1, 3, 50, 2, 4)
    assert shown[TOWN] == (2, 5, 50, 5, 1, 4, d("66.67"), d("82.50"), d("7.50"), 1, 3, 50, 1, 1)
    assert shown[SMALL] == (4, 5, 25, -5, 3, 4, d("33.33"), d("82.50"), d("-2.50"), 3, 3, 0, 3, 4)
    # Alone in its amphoe: a rank, but no others to be better than.
    assert shown[NAMESAKE] == (5, 5, 0, d("-14.99"), 4, 4, 0, d("82.50"), d("-12.49"), 1, 1, None, 4, 4)


def test_region_is_a_scope_of_its_own_beside_the_country(reports: Reports) -> None:
    results(reports, 2566, BIG="90.00", SMALL="80.00", NAMESAKE="70.01", ELSEWHERE="95.00")
    built = reports.build("r1")
    rows = built.rows(
        "SELECT organization_id, region, rank_region, ranked_of_region, percentile_region, mean_region, "
        "gap_region FROM mart.score_comparison ORDER BY region, rank_region"
    )
    d, isan = Decimal, "ตะวันออกเฉียงเหนือ"
    # 90 + 80 + 70.01 = 240.01; / 3 = 80.00333
    assert rows == [
        (ELSEWHERE, "ตะวันตก", 1, 1, None, d("95.00"), 0),
        (BIG, isan, 1, 3, 100, d("80.00"), 10),
        (SMALL, isan, 2, 3, 50, d("80.00"), 0),
        (NAMESAKE, isan, 3, 3, 0, d("80.00"), d("-9.99")),
    ]


def test_means_round_half_up(reports: Reports) -> None:
    results(reports, 2566, BIG="80.00", SMALL="80.01")
    built = reports.build("r1")
    # (80.00 + 80.01) / 2 = 80.005; a binary fraction would make it 80.00.
    assert built.rows("SELECT DISTINCT mean_country FROM mart.score_comparison") == [(Decimal("80.01"),)]


def test_an_organization_of_no_known_place_is_ranked_in_the_country_alone(reports: Reports) -> None:
    nowhere = Organization("6999901", "sao", "ไม่ทราบที่", "", "ขอนแก่น")
    reference = replace(REFERENCE, register=(*REGISTER, nowhere))
    results(reports, 2566, BIG="90.00")
    document = reports.document("nowhere", nowhere.organization_id)
    reports.result(document, nowhere.organization_id, 2566, overall_score="80.00")
    built = reports.build("r1", reference=reference)
    row = one(
        built,
        "SELECT rank_country, rank_province, rank_amphoe, ranked_of_amphoe, mean_amphoe, gap_amphoe "
        "FROM mart.score_comparison WHERE organization_id = ?",
        nowhere.organization_id,
    )
    assert row == (2, 2, None, None, None, None)


def test_recomputed_total_is_ranked_where_none_is_printed(reports: Reports) -> None:
    document = reports.document("one", BIG)
    reports.result(document, BIG, 2566, overall_recomputed="88.125000", level_recomputed="ผ่านดี")
    mismatch = reports.document("two", SMALL)
    reports.result(
        mismatch, SMALL, 2566, overall_score="80.00", overall_recomputed="81.50", reconciliation="mismatch"
    )
    built = reports.build("r1")
    rows = built.rows(
        "SELECT overall, score_basis, level, level_basis, reconciliation, rank_country, "
        "document_id, source_line "
        "FROM mart.score_comparison ORDER BY rank_country"
    )
    assert rows == [
        (Decimal("88.13"), "recomputed", "ผ่านดี", "recomputed", "incomplete", 1, document, 7),
        (Decimal("80.00"), "printed", None, None, "mismatch", 2, mismatch, 7),
    ]


def test_what_waits_for_review_is_counted_beside_and_never_ranked(reports: Reports) -> None:
    results(reports, 2566, BIG="90.00")
    doubtful = reports.document("doubtful", SMALL)
    reports.result(doubtful, SMALL, 2566, overall_score="99.00", certainty="needs_review")
    second = reports.document("second", BIG)
    reports.result(second, BIG, 2566, overall_score="91.00", certainty="needs_review")
    built = reports.build("r1")
    rows = built.rows(
        "SELECT organization_id, overall, rank_country, ranked_of_country, "
        "waiting_for_review, comparable_reason "
        "FROM mart.score_comparison ORDER BY 1"
    )
    assert rows == [
        (BIG, Decimal("90.00"), 1, 1, 1, "no-result-last-year"),
        (SMALL, None, None, None, 1, "no-score"),
    ]


def test_change_to_last_year_says_whether_it_compares_like_with_like(reports: Reports) -> None:
    for year, score in ((2563, "70.00"), (2564, "80.00"), (2565, "82.50"), (2566, "81.00")):
        results(reports, year, BIG=score)
    built = reports.build("r1")
    rows = built.rows(
        "SELECT fiscal_year, score_last_year, change, comparable, comparable_reason "
        "FROM mart.score_comparison ORDER BY 1"
    )
    d = Decimal
    assert rows == [
        (2563, None, None, False, "no-result-last-year"),
        (2564, d(70), d(10), False, "framework-unknown"),
        (2565, d(80), d("2.50"), True, "same-framework"),
        (2566, d("82.50"), d("-1.50"), False, "framework-changed"),
    ]


def test_totals_that_disagree_are_not_comparable(reports: Reports) -> None:
    results(reports, 2564, BIG="80.00")
    document = reports.document("next", BIG)
    reports.result(
        document, BIG, 2565, overall_score="82.00", overall_recomputed="85.00", reconciliation="mismatch"
    )
    built = reports.build("r1")
    row = one(
        built,
        "SELECT change, comparable, comparable_reason FROM mart.score_comparison WHERE fiscal_year = 2565",
    )
    assert row == (2, False, "totals-disagree")


def succession(reports: Reports, *lines: str) -> None:
    folder = reports.home / "reference"
    folder.mkdir(exist_ok=True)
    text = "\n".join(["old_id,new_id,from_year,reason", *lines])
    (folder / "organization_successions.csv").write_text(text + "\n", encoding="utf-8")


def test_change_follows_an_upgraded_town_over_two_changes_of_code(reports: Reports) -> None:
    succession(reports, f"{SMALL},x-between,2560,ยกฐานะ", f"x-between,{TOWN},2565,ยกฐานะ")
    results(reports, 2564, SMALL="80.00")
    results(reports, 2565, TOWN="84.00")
    built = reports.build("r1")
    row = one(
        built,
        "SELECT last_year_organization_id, change, comparable, comparable_reason "
        "FROM mart.score_comparison WHERE fiscal_year = 2565",
    )
    assert row == (SMALL, 4, False, "type-changed")


def test_a_code_that_holds_only_later_is_not_followed_yet(reports: Reports) -> None:
    succession(reports, f"{SMALL},{TOWN},2566,ยกฐานะ")
    results(reports, 2564, SMALL="80.00")
    results(reports, 2565, TOWN="84.00")
    built = reports.build("r1")
    row = one(built, "SELECT change, comparable_reason FROM mart.score_comparison WHERE fiscal_year = 2565")
    assert row == (None, "no-result-last-year")


def test_of_those_that_merged_none_is_chosen_in_the_year_of_the_merger_and_the_own_result_later(
    reports: Reports,
) -> None:
    succession(reports, f"{SMALL},{TOWN},2565,รวม", f"{BIG},{TOWN},2565,รวม")
    results(reports, 2564, SMALL="80.00", BIG="70.00")
    results(reports, 2565, TOWN="84.00")
    built = reports.build("r1")
    query = "SELECT score_last_year, comparable_reason FROM mart.score_comparison WHERE fiscal_year = 2565"
    assert one(built, query) == (None, "merged")
    # A result under the code that took them in is no better: last year it was the result of less.
    results(reports, 2564, TOWN="83.00")
    assert one(reports.build("r2"), query) == (None, "merged")
    results(reports, 2566, TOWN="85.00")
    later = "SELECT score_last_year, comparable_reason FROM mart.score_comparison WHERE fiscal_year = 2566"
    assert one(reports.build("r3"), later) == (84, "framework-changed")


def test_indicators_are_compared_each_by_itself(reports: Reports) -> None:
    for year, name, scores in (
        (2565, BIG, ("70.00", "90.00")),
        (2566, BIG, ("75.00", "88.00")),
        (2566, TOWN, ("80.00", "84.00")),
    ):
        document = reports.document(f"{name}-{year}", name)
        reports.score(document, name, year, 1, scores[0])
        reports.score(document, name, year, 10, scores[1])
    built = reports.build("r1")
    rows = built.rows(
        "SELECT indicator_no, indicator_name, instrument, score, rank_province, "
        "ranked_of_province, gap_province, "
        "change, comparable, comparable_reason FROM mart.indicator_comparison "
        "WHERE organization_id = ? AND fiscal_year = 2566 ORDER BY 1",
        BIG,
    )
    d = Decimal
    # Indicator 10 has three items in 2566 and two in 2565; indicator 1 asks the same in both years.
    assert rows == [
        (1, "ตัวชี้วัดที่ 1", "IIT", d(75), 2, 2, d("-2.50"), d(5), True, "same-framework"),
        (10, "ตัวชี้วัดที่ 10", "OIT", d(88), 1, 2, d(2), d(-2), False, "framework-changed"),
    ]


def test_weak_indicators_and_the_measures_that_answer_them(reports: Reports) -> None:
    document = reports.document("scores", BIG)
    for number in range(1, 11):
        reports.score(document, BIG, 2565, number, "84.99" if number in (1, 2, 3, 4) else "85.00")
    plan = reports.document("plan", BIG, measures_fiscal_year=2566, reporting_round="plan")
    reports.measure(plan, "k1", indicator_no=1)
    reports.measure(plan, "k2", indicator_no=1)
    built = reports.build("r1")
    rows = built.rows(
        "SELECT indicator_no, rank_from_lowest, below_85, measures_next_year "
        "FROM mart.weakest_indicators ORDER BY 1"
    )
    assert rows == [(1, 1, True, 2), (2, 1, True, 0), (3, 1, True, 0), (4, 1, True, 0)]


def rounds(reports: Reports) -> None:
    """BIG: a plan without status, a half-year report with some, an annual one with none."""
    plan = reports.document("plan", BIG, measures_fiscal_year=2566, reporting_round="plan")
    for key in ("k1", "k2", "k3", "k4"):
        reports.measure(plan, key)
    half = reports.document("half", BIG, measures_fiscal_year=2566, reporting_round="6-month")
    reports.measure(half, "k1", "completed", "checkbox", departments=["กองคลัง", "กองช่าง"], indicator_no=1)
    reports.measure(half, "k2", "completed", "narrative", departments=["กองคลัง"], indicator_no=1)
    reports.measure(half, "k3", "in_progress", "word", departments=["กองคลัง"])
    reports.measure(half, "k4")
    reports.measure(half, "k5", "completed", "word", certainty="needs_review")
    annual = reports.document("annual", BIG, measures_fiscal_year=2566, reporting_round="annual")
    reports.measure(annual, "k1")
    unknown = reports.document("unknown", BIG, measures_fiscal_year=2566)
    reports.measure(unknown, "k1", "completed", "word")


def test_completion_of_each_round_and_which_is_the_latest(reports: Reports) -> None:
    rounds(reports)
    built = reports.build("r1")
    rows = built.rows(
        "SELECT reporting_round, measures, completed, in_progress, not_started, not_reported, reported, "
        "completion_rate, completion_rate_all, coverage, waiting_for_review, is_latest_round "
        "FROM mart.completion_by_organization ORDER BY measures, reporting_round NULLS LAST"
    )
    d = Decimal
    assert rows == [
        ("annual", 1, 0, 0, 0, 1, 0, None, 0, 0, 0, False),
        (None, 1, 1, 0, 0, 0, 1, 1, 1, 1, 0, False),
        # 2 of 3 reported, 2 of 4 all, 3 of 4 covered; the fifth waits.
        ("6-month", 4, 2, 1, 0, 1, 3, d("0.666667"), d("0.5"), d("0.75"), 1, True),
        ("plan", 4, 0, 0, 0, 4, 0, None, 0, 0, 0, False),
    ]


def test_explicit_and_narrative_statuses_stand_apart(reports: Reports) -> None:
    rounds(reports)
    built = reports.build("r1")
    row = one(
        built,
        "SELECT completed_explicit, reported_explicit, completion_rate_explicit, completed_narrative, "
        "reported_narrative, completion_rate_narrative, document_id, documents "
        "FROM mart.completion_by_organization WHERE reporting_round = '6-month'",
    )
    half = row[6]
    assert row == (1, 2, Decimal("0.5"), 1, 1, 1, half, [half])


def test_a_year_without_any_status_has_its_latest_known_round(reports: Reports) -> None:
    for name, round_ in (("a", "plan"), ("b", "6-month"), ("c", None)):
        document = reports.document(name, BIG, measures_fiscal_year=2566, reporting_round=round_)
        reports.measure(document, "k1")
    lonely = reports.document("d", SMALL, measures_fiscal_year=2566)
    reports.measure(lonely, "k1")
    built = reports.build("r1")
    rows = built.rows(
        "SELECT organization_id, reporting_round "
        "FROM mart.completion_by_organization WHERE is_latest_round ORDER BY 1"
    )
    assert rows == [(BIG, "6-month"), (SMALL, None)]


def test_empty_denominators_give_null(reports: Reports) -> None:
    document = reports.document("one", BIG, measures_fiscal_year=2566, reporting_round="annual")
    reports.measure(document, "k1", "completed", "word", certainty="needs_review")
    built = reports.build("r1")
    for table in ("organization", "indicator", "department", "province"):
        row = one(
            built,
            "SELECT measures, reported, completion_rate, completion_rate_all, coverage, "
            "completion_rate_explicit, "
            f"completion_rate_narrative, waiting_for_review FROM mart.completion_by_{table}",
        )
        assert row == (0, 0, None, None, None, None, None, 1), table


def test_a_measure_of_two_departments_counts_in_both_and_of_none_under_its_own_name(reports: Reports) -> None:
    rounds(reports)
    built = reports.build("r1")
    rows = built.rows(
        "SELECT department, measures, completed, reported FROM mart.completion_by_department "
        "WHERE reporting_round = '6-month' ORDER BY 1"
    )
    assert rows == [("กองคลัง", 3, 2, 3), ("กองช่าง", 1, 1, 1), ("ไม่ระบุ", 1, 0, 0)]
    by_indicator = built.rows(
        "SELECT indicator_no, indicator_name, measures, completion_rate FROM mart.completion_by_indicator "
        "WHERE reporting_round = '6-month' ORDER BY 1"
    )
    assert by_indicator == [(1, "ตัวชี้วัดที่ 1", 2, 1), (None, None, 2, 0)]


def test_a_province_adds_each_organization_once_in_its_latest_round(reports: Reports) -> None:
    rounds(reports)
    annual = reports.document("town", TOWN, measures_fiscal_year=2566, reporting_round="annual")
    reports.measure(annual, "t1", "completed", "word")
    reports.measure(annual, "t2", "not_started", "word")
    built = reports.build("r1")
    rows = built.rows(
        "SELECT reporting_round, measures, organizations, latest_organizations, latest_measures, "
        "latest_completed, latest_reported, is_latest_round "
        "FROM mart.completion_by_province WHERE province = 'ขอนแก่น' ORDER BY 1 NULLS LAST"
    )
    assert rows == [
        ("6-month", 4, 1, 1, 4, 2, 3, False),
        ("annual", 3, 2, 1, 2, 1, 2, True),
        ("plan", 4, 1, 0, 0, 0, 0, False),
        (None, 1, 1, 0, 0, 0, 0, False),
    ]


def test_disclosure_items_are_counted_against_the_framework(reports: Reports) -> None:
    document = reports.document("one", BIG)
    for code, status in (("O1", "completed"), ("O2", "not_started"), ("O3", "not_reported")):
        reports.item(document, BIG, 2566, code, status)
    built = reports.build("r1")
    row = one(
        built,
        "SELECT items, items_in_framework, completed, reported, completion_rate, coverage, document_id "
        "FROM mart.disclosure_completion",
    )
    assert row == (3, 5, 1, 2, Decimal("0.5"), Decimal("0.666667"), document)


def test_coverage_says_what_was_received_and_never_who_did_not_report(reports: Reports) -> None:
    reports.document("plan", BIG, measures_fiscal_year=2566, reporting_round="plan")
    reports.document(
        "broken",
        TOWN,
        measures_fiscal_year=2566,
        state="quarantined",
        state_reason="odd",
        certainty="needs_review",
    )
    results(reports, 2566, SMALL="80.00")
    built = reports.build("r1", coverage_provinces=("ขอนแก่น",))
    rows = built.rows(
        "SELECT organization_id, state, documents_received, documents_quarantined, has_plan, "
        "has_annual, has_result "
        "FROM mart.reporting_coverage ORDER BY 1"
    )
    assert rows == sorted(
        [
            (BIG, "received", 1, 0, True, False, False),
            (TOWN, "received", 1, 1, False, False, False),
            (SMALL, "not_received", 0, 0, False, False, True),
            (NAMESAKE, "not_received", 0, 0, False, False, False),
        ]
    )


def test_without_named_provinces_those_count_from_which_something_came(reports: Reports) -> None:
    reports.document("one", ELSEWHERE, measures_fiscal_year=2566)
    built = reports.build("r1")
    assert built.rows("SELECT organization_id FROM mart.reporting_coverage") == [(ELSEWHERE,)]


def test_years_that_have_not_come_expect_nobody(reports: Reports) -> None:
    for year in (2567, 2568, 2569):
        reports.document(str(year), ELSEWHERE, measures_fiscal_year=year)
    # 2024-09-30 is the last day of fiscal year 2567; next year's plans may be there, later ones not.
    built = reports.build("r1", as_of=date(2024, 9, 30))
    assert built.rows("SELECT fiscal_year FROM mart.reporting_coverage ORDER BY 1") == [(2567,), (2568,)]


def test_coverage_follows_successions(reports: Reports) -> None:
    succession(reports, f"{SMALL},{TOWN},2566,ยกฐานะ")
    reports.document("before", SMALL, measures_fiscal_year=2565)
    reports.document("after", SMALL, measures_fiscal_year=2566)
    built = reports.build("r1", coverage_provinces=("ขอนแก่น",))
    rows = built.rows(
        "SELECT fiscal_year, organization_id, state FROM mart.reporting_coverage "
        f"WHERE organization_id IN ('{SMALL}', '{TOWN}') ORDER BY 1"
    )
    # 2565: the town is not expected yet; 2566: its old code is not expected any more.
    assert rows == [(2565, SMALL, "received"), (2566, TOWN, "received")]


def test_overdue_only_where_a_later_report_says_not_completed(reports: Reports) -> None:
    january, june = date(2023, 1, 31), date(2023, 6, 30)
    plan = reports.document(
        "plan", BIG, measures_fiscal_year=2566, reporting_round="plan", period_end=date(2023, 9, 30)
    )
    for key in ("late", "done", "early", "silent"):
        reports.measure(plan, key, due=[january if key != "early" else june])
    reports.measure(plan, "future", due=[date(2024, 12, 31)])
    reports.measure(plan, "today", due=[date(2024, 5, 1)])
    half = reports.document(
        "half", BIG, measures_fiscal_year=2566, reporting_round="6-month", period_end=date(2023, 3, 31)
    )
    reports.measure(half, "late", "in_progress", "word")
    reports.measure(half, "done", "completed", "checkbox")
    reports.measure(half, "early", "not_started", "word")
    built = reports.build("r1", as_of=date(2024, 5, 1))
    rows = built.rows(
        "SELECT measure_key, state, reason, due_on, days_past, status, reported_until, "
        "status_document_id, document_id "
        "FROM mart.overdue_deadlines ORDER BY 1"
    )
    until = date(2023, 3, 31)
    assert rows == [
        ("early", "unknown", "reported-before-deadline", june, 306, "not_started", until, half, plan),
        ("late", "overdue", "reported-not-completed", january, 456, "in_progress", until, half, plan),
        ("silent", "unknown", "no-status-reported", january, 456, "not_reported", None, None, plan),
    ]


def test_a_night_later_there_may_be_more_overdue(reports: Reports) -> None:
    document = reports.document(
        "one", BIG, measures_fiscal_year=2566, reporting_round="annual", period_end=date(2023, 9, 30)
    )
    reports.measure(document, "k1", "not_started", "word", due=[date(2023, 1, 31), date(2023, 6, 30)])
    count = "SELECT count(*) FROM mart.overdue_deadlines WHERE state = 'overdue'"
    assert one(reports.build("r1", as_of=date(2023, 6, 30)), count) == (1,)
    assert one(reports.build("r2", as_of=date(2023, 7, 1)), count) == (2,)


def test_shared_wording_and_templates(reports: Reports) -> None:
    wording = "จัดทำคู่มือการปฏิบัติงานและเผยแพร่บนเว็บไซต์ของหน่วยงานภายในไตรมาส ๑"
    others = tuple(Organization(f"69{n:05}", "sao", f"ที่ {n}", "เมือง", "ราชบุรี") for n in range(21))
    reference = replace(REFERENCE, register=(*REGISTER, *others))
    for number, organization_id in enumerate((BIG, SMALL, *(o.organization_id for o in others))):
        document = reports.document(f"d{number}", organization_id, measures_fiscal_year=2566)
        reports.measure(document, "handed-out", title=wording)
        if number < 2:
            own = "ข้อความที่สอง อบต. เขียนเหมือนกันทุกตัวอักษร ยกเว้นช่องว่างและเลข 1"
            reports.measure(
                document, "shared", title=own if number else own.replace("1", "๑").replace(" ", "")
            )
            reports.measure(document, "short", title="สั้น")
    built = reports.build("r1", reference=reference)
    rows = built.rows(
        "SELECT kind, cluster_organizations, cluster_measures, count(*) "
        "FROM mart.copied_text GROUP BY ALL ORDER BY 1"
    )
    assert rows == [("shared", 2, 2, 2), ("template", 23, 23, 23)]


def test_doubt_is_counted_by_document(reports: Reports) -> None:
    document = reports.document("one", BIG)
    reports.result(document, BIG, 2566, overall_score="80.00")
    reports.score(document, BIG, 2566, 1, "80.00")
    reports.rows["indicator_scores"][0] = replace(
        reports.rows["indicator_scores"][0], certainty="needs_review"
    )
    reports.issue(document, "i-1")
    built = reports.build("r1")
    row = one(
        built,
        "SELECT document_id, province, rows_loaded, waiting_for_review, open_warnings, open_errors "
        "FROM mart.data_quality",
    )
    assert row == (document, "ขอนแก่น", 2, 1, 1, 0)


def test_the_framework_of_a_year_without_one_names_its_indicators(reports: Reports) -> None:
    document = reports.document("one", BIG)
    reports.score(document, BIG, 2568, 1, "80.00")
    reports.score(document, BIG, 2560, 1, "80.00")
    named = replace(REFERENCE, frameworks={2564: framework(2564), 2566: framework(2566)})
    built = reports.build("r1", reference=named)
    assert built.rows("SELECT DISTINCT indicator_name FROM mart.indicator_comparison") == [("ตัวชี้วัดที่ 1",)]
