"""A warehouse built from rows by hand: what stands in core and quality, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from tests.integration.store_by_hand import FIRST_NIGHT, REFERENCE, REGISTER, Reports
from transforms.errors import ProngsaiError, WrongUse
from warehouse.metadata import load_metadata
from warehouse.run_history import CheckRow, RuleIssue, RunRecord, finish, record_checks

BIG, SMALL = "6400101", "6400102"


@pytest.fixture
def reports(tmp_path: Path) -> Reports:
    return Reports(tmp_path)


def test_every_table_and_column_is_there_with_both_comments(reports: Reports) -> None:
    built = reports.build("r1")
    comments = {
        (schema, table, column): comment
        for schema, table, column, comment in built.rows(
            "SELECT schema_name, table_name, column_name, comment FROM duckdb_columns() "
            "WHERE NOT internal AND schema_name <> 'mart_th'"
        )
    }
    expected = {
        (table.schema, table.name, column.name): f"{column.th} / {column.en}"
        for table in load_metadata().tables
        for column in table.columns
    }
    assert comments == expected
    tables = built.rows("SELECT count(*), count(comment) FROM duckdb_tables() WHERE NOT internal")
    assert tables == [(len(load_metadata().tables), len(load_metadata().tables))]
    assert built.rows("SELECT count(*) FROM reference.dictionary") == [(len(expected),)]
    views = built.rows("SELECT count(*), count(comment) FROM duckdb_views() WHERE schema_name = 'mart_th'")
    assert views == [(len(load_metadata().of_schema("mart")),) * 2]


def test_older_clients_can_read_the_file_and_nothing_is_left_beside_it(reports: Reports) -> None:
    built = reports.build("r1")
    tags = built.rows("SELECT tags FROM duckdb_databases() WHERE database_name = 'r1'")
    assert tags[0][0]["storage_version"].startswith("v1.4.0")
    assert not built.path.with_name("r1.duckdb.wal").exists()


def test_no_reports_give_the_register_and_empty_marts(reports: Reports) -> None:
    built = reports.build("r1")
    assert built.rows("SELECT count(*) FROM core.organizations WHERE in_register") == [(len(REGISTER),)]
    bangkok = built.rows(
        "SELECT organization_type, full_name FROM core.organizations WHERE organization_id = 'x-bangkok'"
    )
    assert bangkok == [("special", "กรุงเทพมหานคร")]
    for table in load_metadata().of_schema("mart"):
        assert built.rows(f"SELECT count(*) FROM {table.full_name}") == [(0,)]


def test_official_list_beats_own_report_and_reconciling_beats_later(reports: Reports) -> None:
    later = reports.document("later", BIG, document_date=date(2024, 3, 1))
    reports.result(later, BIG, 2566, overall_score="80.00")
    matching = reports.document("matching", BIG, document_date=date(2024, 1, 1))
    reports.result(
        matching, BIG, 2566, overall_score="81.00", overall_recomputed="81.001", reconciliation="match"
    )
    other = reports.document("other", SMALL, source_kind="other", document_date=date(2024, 9, 1))
    reports.result(other, SMALL, 2566, overall_score="70.00")
    own = reports.document("own", SMALL)
    reports.result(own, SMALL, 2566, overall_score="71.00")
    official = reports.document("official", source_kind="official_result_list")
    reports.result(official, SMALL, 2566, overall_score="72.00")
    built = reports.build("r1")
    rows = built.rows("SELECT overall_score, is_current, superseded_by FROM core.assessments ORDER BY 1")
    assert [(str(score), current) for score, current, _ in rows] == [
        ("70.00", False),
        ("71.00", False),
        ("72.00", True),
        ("80.00", False),
        ("81.00", True),
    ]
    assert [by for _, _, by in rows] == [
        f"a-{official}-{SMALL}-2566",
        f"a-{official}-{SMALL}-2566",
        None,
        f"a-{matching}-{BIG}-2566",
        None,
    ]


@pytest.mark.parametrize("stronger", [{"document_date": date(2024, 2, 1)}, {"period_end": date(2023, 9, 30)}])
def test_among_equals_the_later_document_counts(reports: Reports, stronger: dict[str, date]) -> None:
    first = reports.document("first", BIG, **stronger)
    reports.score(first, BIG, 2566, 1, "90.00")
    weaker = {name: day - timedelta(days=30) for name, day in stronger.items()}
    second = reports.document("second", BIG, **weaker)
    reports.score(second, BIG, 2566, 1, "91.00")
    built = reports.build("r1")
    assert built.rows("SELECT document_id FROM core.indicator_scores WHERE is_current") == [(first,)]


def test_what_waits_for_review_never_supersedes_what_is_sure(reports: Reports) -> None:
    official = reports.document("official", source_kind="official_result_list")
    reports.result(official, BIG, 2566, overall_score="99.00", certainty="needs_review")
    own = reports.document("own", BIG)
    reports.result(own, BIG, 2566, overall_score="80.00")
    built = reports.build("r1")
    assert built.rows("SELECT document_id FROM core.assessments WHERE is_current") == [(own,)]
    assert built.rows("SELECT count(*) FROM quality.issues") == [(0,)]


def test_without_a_year_each_result_stands_by_itself_and_in_no_mart(reports: Reports) -> None:
    for name in ("one", "two"):
        reports.result(reports.document(name, BIG), BIG, None, overall_score="80.00")
    built = reports.build("r1")
    assert built.rows("SELECT count(*) FROM core.assessments WHERE is_current") == [(2,)]
    assert built.rows("SELECT count(*) FROM mart.score_comparison") == [(0,)]


def test_disagreement_is_an_issue_on_the_figure_in_use(reports: Reports) -> None:
    own = reports.document("own", BIG)
    reports.result(own, BIG, 2566, overall_score="80.00", level="C")
    reports.score(own, BIG, 2566, 1, "90.00")
    official = reports.document("official", source_kind="official_result_list")
    used = reports.result(official, BIG, 2566, overall_score="82.00", level="C")
    reports.score(official, BIG, 2566, 1, "90.00")
    built = reports.build("r1")
    rows = built.rows(
        "SELECT table_name, record_id, column_name, document_id, organization_id, state, message_en "
        "FROM quality.issues WHERE rule = 'documents-disagree'"
    )
    assert [row[:6] for row in rows] == [("core.assessments", used, "overall_score", official, BIG, "open")]
    assert "82.00" in rows[0][6] and "80.00 (own.txt)" in rows[0][6]


def test_new_content_of_the_same_source_supersedes(reports: Reports) -> None:
    old = reports.document("old", BIG, source="report.txt", document_date=date(2024, 4, 1))
    reports.result(old, BIG, 2566, overall_score="80.00")
    reports.issue(old, "i-old")
    new = reports.document("new", BIG, source="report.txt")
    reports.result(new, BIG, 2565, overall_score="85.00")
    built = reports.build("r1")
    documents = built.rows(
        "SELECT document_id, state, is_current, superseded_by FROM core.documents ORDER BY received_at"
    )
    assert documents == [(old, "superseded", False, new), (new, "loaded", True, None)]
    facts = built.rows(
        "SELECT document_id, is_current, superseded_by FROM core.assessments ORDER BY fiscal_year"
    )
    assert facts == [(new, True, None), (old, False, new)]
    assert built.rows("SELECT fiscal_year FROM mart.score_comparison") == [(2565,)]
    assert built.rows("SELECT state FROM quality.issues") == [("closed",)]
    sources = built.rows("SELECT document_id, is_latest FROM core.document_sources ORDER BY received_at")
    assert sources == [(old, False), (new, True)]


def test_a_content_with_another_living_source_is_not_superseded(reports: Reports) -> None:
    twice = reports.document("twice", BIG, source="a.txt")
    reports.arrival("twice", "b.txt")
    reports.document("new", BIG, source="a.txt")
    built = reports.build("r1")
    row = built.rows("SELECT state, file_name FROM core.documents WHERE document_id = ?", twice)
    assert row == [("loaded", "a.txt")]
    assert built.rows("SELECT count(*) FROM core.document_sources") == [(3,)]


def test_a_content_that_comes_back_is_in_force_again(reports: Reports) -> None:
    first = reports.document("first", BIG, source="a.txt")
    second = reports.document("second", BIG, source="a.txt")
    reports.arrival("first", "a.txt")
    built = reports.build("r1")
    assert built.rows(
        "SELECT document_id, state, superseded_by FROM core.documents ORDER BY received_at"
    ) == [
        (first, "loaded", None),
        (second, "superseded", first),
    ]


def test_a_broken_file_replaces_nothing(reports: Reports) -> None:
    good = reports.document("good", BIG, source="a.txt")
    reports.document("broken", source="a.txt", state="quarantined", state_reason="empty-document")
    unread = reports.arrival("unread", "a.txt")
    built = reports.build("r1")
    states = dict(built.rows("SELECT document_id, state FROM core.documents"))
    assert states[good] == "loaded"
    row = built.rows(
        "SELECT state, state_reason, file_name FROM core.documents WHERE document_id = ?", unread
    )
    assert row == [("quarantined", "not-read", "a.txt")]
    assert built.rows("SELECT record_id FROM quality.issues WHERE rule = 'not-read'") == [(unread,)]


def test_what_a_check_set_aside_gives_no_facts(reports: Reports) -> None:
    bad = reports.document("bad", BIG, source_kind="official_result_list")
    reports.result(bad, BIG, 2566, overall_score="99.00")
    good = reports.document("good", BIG)
    reports.result(good, BIG, 2566, overall_score="80.00")
    built = reports.build("r1", quarantined={bad: "score-out-of-range"})
    row = built.rows("SELECT state, state_reason FROM core.documents WHERE document_id = ?", bad)
    assert row == [("quarantined", "score-out-of-range")]
    assert built.rows("SELECT document_id, is_current FROM core.assessments") == [(good, True)]
    assert built.summary.documents == {"loaded": 1, "quarantined": 1}


def test_one_measure_of_two_documents_counts_once_and_namesakes_in_one_document_twice(
    reports: Reports,
) -> None:
    year = {"measures_fiscal_year": 2566, "reporting_round": "annual"}
    first = reports.document("first", BIG, **year)
    for status in ("completed", "in_progress"):
        reports.measure(first, "k1", status, "word", due=[date(2023, 1, 31)], departments=["กองคลัง"])
    second = reports.document("second", BIG, document_date=date(2023, 10, 1), **year)
    winner = reports.measure(second, "k1", "not_started", "word")
    built = reports.build("r1")
    rows = built.rows("SELECT document_id, status, is_current FROM core.measures ORDER BY 1, 2")
    assert sorted(rows) == sorted(
        [(first, "completed", False), (first, "in_progress", True), (second, "not_started", True)]
    )
    for table in ("measure_deadlines", "measure_departments"):
        parts = built.rows(f"SELECT is_current, superseded_by FROM core.{table} ORDER BY is_current")
        assert parts == [(False, winner), (True, None)]
    assert built.rows("SELECT record_id, column_name FROM quality.issues") == [(winner, "status")]


def test_an_issue_that_is_gone_is_closed_and_kept_and_may_open_again(reports: Reports) -> None:
    document = reports.document("one", BIG)
    reports.issue(document, "i-1")
    query = "SELECT state, first_run_id, run_id, closed_run_id FROM quality.issues"
    first = reports.build("r1")
    assert first.rows(query) == [("open", "r1", "r1", None)]
    reports.drop_issues()
    second = reports.build("r2", first.path)
    assert second.rows(query) == [("closed", "r1", "r1", "r2")]
    third = reports.build("r3", second.path)
    assert third.rows(query) == [("closed", "r1", "r1", "r2")]
    reports.issue(document, "i-1")
    fourth = reports.build("r4", third.path)
    assert fourth.rows(query) == [("open", "r1", "r4", None)]


def test_issues_of_checks_close_when_the_check_no_longer_objects(reports: Reports) -> None:
    document = reports.document("one", BIG)
    objection = RuleIssue("odd-score", "critical", "core.documents", document, None, document, "แปลก", "odd")
    query = (
        "SELECT state, origin, severity, organization_id, first_run_id, run_id, closed_run_id "
        "FROM quality.issues"
    )
    first = reports.build("r1")
    record_checks(first.path, "r1", [CheckRow("core", "odd-score", False, "1", 1)], [objection, objection])
    assert first.rows(query) == [("open", "check", "error", BIG, "r1", "r1", None)]
    second = reports.build("r2", first.path)
    record_checks(second.path, "r2", [CheckRow("core", "odd-score", False, "1", 1)], [objection])
    assert second.rows(query) == [("open", "check", "error", BIG, "r1", "r2", None)]
    third = reports.build("r3", second.path)
    record_checks(third.path, "r3", [CheckRow("core", "odd-score", True, "0", 0)], [])
    assert third.rows(query) == [("closed", "check", "error", BIG, "r1", "r2", "r3")]
    assert third.rows("SELECT run_id, success FROM quality.checks ORDER BY run_id") == [
        ("r1", False),
        ("r2", False),
        ("r3", True),
    ]


def test_checks_of_a_second_try_replace_those_of_the_first(reports: Reports) -> None:
    built = reports.build("r1")
    record_checks(built.path, "r1", [CheckRow("core", "a", False), CheckRow("core", "b", True)], [])
    record_checks(built.path, "r1", [CheckRow("core", "a", True)], [])
    assert built.rows("SELECT expectation, success FROM quality.checks") == [("a", True)]


def test_runs_are_carried_forward_and_the_last_record_is_final(reports: Reports) -> None:
    reports.document("one", BIG)
    first = reports.build("r1")
    failed = RunRecord("r2", FIRST_NIGHT + timedelta(days=2), "0.1.0", state="failed", error="disk full")
    second = reports.build("r3", first.path)
    done = FIRST_NIGHT + timedelta(days=3, minutes=4)
    written = finish(
        second.path,
        replace(
            RunRecord("r3", FIRST_NIGHT + timedelta(days=3), "0.1.0"), state="published", finished_at=done
        ),
    )
    assert written.documents_loaded == 1
    with duckdb.connect(second.path) as connection:
        from warehouse.run_history import insert_runs

        insert_runs(connection, [failed])
    rows = second.rows(
        "SELECT run_id, state, documents_loaded, finished_at, error FROM quality.runs ORDER BY run_id"
    )
    assert rows == [
        ("r1", "published", 1, None, None),
        ("r2", "failed", 0, None, "disk full"),
        ("r3", "published", 1, done.replace(tzinfo=None), None),
    ]


def test_figures_that_change_are_recorded_with_their_cause(reports: Reports) -> None:
    own = reports.document("own", BIG)
    reports.result(own, BIG, 2566, overall_score="80.00")
    first = reports.build("r1")
    assert first.summary.figure_changes == 0
    second = reports.build("r2", first.path)
    assert second.summary.figure_changes == 0
    official = reports.document("official", source_kind="official_result_list")
    reports.result(official, BIG, 2566, overall_score="82.00")
    third = reports.build("r3", second.path)
    query = (
        "SELECT run_id, table_name, key, column_name, old_value, new_value, cause, new_document_id "
        "FROM quality.figure_changes ORDER BY run_id"
    )
    change = (
        "r3",
        "core.assessments",
        f"{BIG}|2566",
        "overall_score",
        "80.00",
        "82.00",
        "document",
        official,
    )
    assert third.rows(query) == [change]
    # A better rule reads the same document otherwise: the document is the same, the rules differ.
    reports.rows["assessments"][-1] = replace(reports.rows["assessments"][-1], level="B")
    reports.rows["documents"] = [replace(row, rules_version="2") for row in reports.rows["documents"]]
    fourth = reports.build("r4", third.path)
    assert fourth.rows(query) == [
        change,
        ("r4", "core.assessments", f"{BIG}|2566", "level", None, "B", "rule", official),
    ]


def test_a_figure_that_the_register_moved_says_so(reports: Reports) -> None:
    own = reports.document("own", BIG)
    reports.result(own, BIG, 2566, overall_score="80.00")
    first = reports.build("r1")
    moved = replace(reports.rows["assessments"][0], organization_id=SMALL)
    reports.rows["assessments"] = [moved]
    fewer = replace(REFERENCE, register=REGISTER[1:])
    second = reports.build("r2", first.path, reference=fewer)
    rows = second.rows("SELECT key, old_value, new_value, cause FROM quality.figure_changes ORDER BY key")
    assert rows == [
        (f"{BIG}|2566", "80.00", None, "register"),
        (f"{SMALL}|2566", None, "80.00", "register"),
    ]
    kept = second.rows("SELECT in_register, name FROM core.organizations WHERE organization_id = ?", BIG)
    assert kept == [(False, "หนองใหญ่")]


def test_the_order_of_arrival_decides_nothing_else(tmp_path: Path) -> None:
    figures = []
    for order in (("a", "b"), ("b", "a")):
        reports = Reports(tmp_path / "".join(order))
        for name in order:
            document = reports.document(name, BIG, document_date=date(2024, 1, 1 if name == "a" else 2))
            reports.result(document, BIG, 2566, overall_score="80.00" if name == "a" else "81.00")
        built = reports.build("r1")
        figures.append(built.rows("SELECT issue_id, record_id, message_en FROM quality.issues"))
        assert built.rows("SELECT overall FROM mart.score_comparison")[0][0] == 81
    assert figures[0] == figures[1]


def test_a_faulty_succession_names_file_line_and_column(reports: Reports) -> None:
    folder = reports.home / "reference"
    folder.mkdir()
    (folder / "organization_successions.csv").write_text(
        "old_id,new_id,from_year,reason\n6400101,5400101,2566,ok\n6400102,5400102,66,ยกฐานะ\n",
        encoding="utf-8",
    )
    with pytest.raises(WrongUse) as caught:
        reports.build("r1")
    assert "organization_successions.csv, line 3, column from_year" in caught.value.message_en


def test_a_damaged_publication_stops_the_build_instead_of_losing_its_history(reports: Reports) -> None:
    damaged = reports.home / "damaged.duckdb"
    damaged.write_bytes(b"not a database" * 1000)
    with pytest.raises(ProngsaiError, match=r"damaged\.duckdb.*history of issues"):
        reports.build("r1", damaged)


def test_the_previous_file_is_only_read(reports: Reports) -> None:
    first = reports.build("r1")
    first.path.chmod(0o444)
    before = first.path.read_bytes()
    with duckdb.connect(first.path, read_only=True) as analyst:
        reports.build("r2", first.path)
        assert analyst.execute("SELECT run_id FROM quality.runs").fetchall() == [("r1",)]
    assert first.path.read_bytes() == before
