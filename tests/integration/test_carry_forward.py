"""A night on which nothing changed: the carried file is the one that a build would give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from expectations.column_rules import all_rules
from tests.integration.store_by_hand import FIRST_NIGHT, REFERENCE, Reports
from transforms.reference import IssueRule
from warehouse.build import BuildRequest, build_warehouse
from warehouse.carry_forward import carry_forward, inputs_digest, models_computed_again
from warehouse.journal import JournalEntry
from warehouse.manifest import database_problems
from warehouse.metadata import load_metadata
from warehouse.models import ordered_models
from warehouse.reference_tables import SUCCESSIONS
from warehouse.run_history import CheckRow, RuleIssue, RunRecord, finish, record_checks

BIG, SMALL = "6400101", "6400102"
FIRST_DAY = date(2024, 5, 1)


def reports(home: Path) -> Reports:
    """Results, rounds with deadlines, documents that disagree, one replaced, one not read, issues."""
    made = Reports(home)
    plan = made.document(
        "plan", BIG, measures_fiscal_year=2567, reporting_round="plan", period_end=date(2024, 9, 30)
    )
    half = made.document(
        "half", BIG, measures_fiscal_year=2567, reporting_round="6-month", period_end=date(2024, 3, 31)
    )
    due = [date(2024, 3, 31), date(2024, 6, 30), date(2024, 9, 30)]
    made.measure(plan, "one", due=due, departments=["สำนักปลัด"], indicator_no=1)
    made.measure(half, "one", "in_progress", "checkbox", due=due, indicator_no=1)
    made.measure(half, "two", "completed", "checkbox", due=due[:1], indicator_no=9)
    later_year = made.document("later", SMALL, measures_fiscal_year=2568, reporting_round="plan")
    made.measure(later_year, "three", due=[date(2025, 9, 30)])
    for name, score in (("own", "71.00"), ("other", "70.00")):
        document = made.document(name, SMALL, scores_fiscal_year=2566)
        made.result(document, SMALL, 2566, overall_score=score)
        made.score(document, SMALL, 2566, 1, score)
        made.item(document, SMALL, 2566, "O1", "completed")
    replaced = made.document("draft", BIG, source="report.txt")
    made.issue(replaced, "i-of-a-draft")
    made.issue(made.document("final", BIG, source="report.txt"), "i-of-the-final")
    made.arrival("unread")
    return made


def request_of(made: Reports, run: int, as_of: date, previous: Path | None) -> BuildRequest:
    started = FIRST_NIGHT + timedelta(days=run)
    return BuildRequest(
        home=made.home,
        run_id=f"r{run}",
        as_of=as_of,
        version="0.1.0",
        reference=REFERENCE,
        store=made.home / "work" / "store.duckdb",
        journal=made.journal,
        run=RunRecord(f"r{run}", started, "0.1.0", state="published"),
        previous=previous,
        failed_runs=[RunRecord(f"f{run}", started - timedelta(hours=1), "0.1.0", state="failed")],
    )


def completed(path: Path, run: int, as_of: date, found: list[str]) -> None:
    """What follows a build: the checks of a run, that object to the named records, and its record."""
    issues = [
        RuleIssue(
            "some-rule",
            "warning",
            "core.documents",
            record,
            None,
            record if record.startswith("d-") else None,
            "ข้อสงสัย",
            "a doubt",
        )
        for record in found
    ]
    record_checks(path, f"r{run}", [CheckRow("rules", "some-rule", not found)], issues)
    started = FIRST_NIGHT + timedelta(days=run)
    record = RunRecord(f"r{run}", started, "0.1.0", state="published", as_of=as_of)
    finish(path, replace(record, finished_at=started + timedelta(minutes=1)))


def differences(one: Path, other: Path) -> dict[str, tuple[int, int]]:
    """Table → rows that only the one, and only the other has, of every table and every column."""
    found = {}
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{one}' AS a (READ_ONLY)")
        connection.execute(f"ATTACH '{other}' AS b (READ_ONLY)")
        for table in load_metadata().tables:
            name = table.full_name
            only_a, only_b = (
                len(connection.execute(f"FROM {this}.{name} EXCEPT ALL FROM {that}.{name}").fetchall())
                for this, that in ("ab", "ba")
            )
            if only_a or only_b:
                found[name] = (only_a, only_b)
    return found


@pytest.mark.parametrize("days", [0, 1, 90, 400])
def test_equals_a_build_night_after_night(tmp_path: Path, days: int) -> None:
    made = reports(tmp_path)
    first = made.build("r1", as_of=FIRST_DAY)
    document = first.rows("SELECT min(document_id) FROM core.documents WHERE state = 'loaded'")[0][0]
    completed(first.path, 1, FIRST_DAY, [document, "no-document"])
    last = first.path
    for run in (2, 3, 4):
        as_of = FIRST_DAY + timedelta(days=days * (run - 1))
        request = request_of(made, run, as_of, last)
        built, carried = tmp_path / f"built-{run}.duckdb", tmp_path / f"carried-{run}.duckdb"
        of_build = build_warehouse(built, request)
        of_carrying = carry_forward(carried, request, f"r{run - 1}")
        assert differences(built, carried) == {}
        assert (of_carrying.rows, of_carrying.documents) == (of_build.rows, of_build.documents)
        assert (of_carrying.run, of_carrying.figure_changes) == (of_build.run, 0)
        assert of_carrying.carried_from == f"r{run - 1}"
        # What the checks object to comes and goes.
        for path in (built, carried):
            completed(path, run, as_of, [document] if run == 2 else ["another"])
        assert differences(built, carried) == {}
        assert database_problems(carried) == []
        last = carried
    with duckdb.connect(last, read_only=True) as connection:
        found = connection.execute("SELECT count(*) FROM quality.runs").fetchall()
        overdue = connection.execute("SELECT count(DISTINCT due_on) FROM mart.overdue_deadlines").fetchall()
    assert found == [(7,)]
    assert overdue == [({0: 1, 1: 1, 90: 3, 400: 4}[days],)]


def test_the_changed_tables_are_named(tmp_path: Path) -> None:
    made = reports(tmp_path)
    first = made.build("r1", as_of=FIRST_DAY).path
    completed(first, 1, FIRST_DAY, [])
    same_day = carry_forward(tmp_path / "same", request_of(made, 2, FIRST_DAY, first), "r1")
    assert {name for name in same_day.changed_tables if name.startswith("mart.")} == set()
    next_day = FIRST_DAY + timedelta(days=1)
    next_night = carry_forward(tmp_path / "next", request_of(made, 2, next_day, first), "r1")
    assert {name for name in next_night.changed_tables if name.startswith("mart.")} == {
        "mart.overdue_deadlines"
    }


def test_history_of_checks_is_as_long_as_after_a_build(tmp_path: Path) -> None:
    made = reports(tmp_path)
    last = made.build("r1", as_of=FIRST_DAY).path
    completed(last, 1, FIRST_DAY, [])
    for run in range(2, 34):
        carried = tmp_path / f"carried-{run}.duckdb"
        carry_forward(carried, request_of(made, run, FIRST_DAY + timedelta(days=run), last), f"r{run - 1}")
        completed(carried, run, FIRST_DAY + timedelta(days=run), [])
        last.unlink()
        last = carried
    with duckdb.connect(last, read_only=True) as connection:
        checks = connection.execute("SELECT count(*), count(DISTINCT run_id) FROM quality.checks").fetchall()
    assert checks == [(30, 30)]


def test_every_input_changes_the_digest(tmp_path: Path) -> None:
    made = reports(tmp_path)
    made.build("r1")
    request = request_of(made, 2, FIRST_DAY, None)
    digest = inputs_digest(request)
    rule = IssueRule("x", "info", "", "", "", "")
    entry = JournalEntry(FIRST_NIGHT, "inbox/again.txt", "again.txt", made.journal[0].sha256, "r2")
    for changed in (
        replace(request, journal=[*made.journal, entry]),
        replace(request, journal=made.journal[::-1]),
        replace(request, masking_digest="another"),
        replace(request, version="0.1.1"),
        replace(request, coverage_provinces=("ราชบุรี",)),
        replace(request, reference=replace(REFERENCE, digest="another")),
        replace(request, reference=replace(REFERENCE, issue_rules={"x": rule})),
        replace(request, reference=replace(REFERENCE, register=REFERENCE.register[1:])),
    ):
        assert inputs_digest(changed) != digest
    for same in (
        replace(request, as_of=date(2030, 1, 1)),
        replace(request, run_id="r9", run=replace(request.run, documents_new=3)),
        replace(request, failed_runs=[]),
    ):
        assert inputs_digest(same) == digest
    successions = tmp_path / "reference" / SUCCESSIONS
    successions.parent.mkdir(exist_ok=True)
    successions.write_text("old_id,new_id,from_year,reason\na,b,2560,\n", encoding="utf-8")
    with_successions = inputs_digest(request)
    assert with_successions != digest
    with duckdb.connect(str(request.store)) as store:
        store.execute("UPDATE extracted.results SET extracted_at = extracted_at + INTERVAL 1 SECOND")
    assert inputs_digest(request) != with_successions


def test_names_are_masked_where_they_are_written_and_only_there(tmp_path: Path) -> None:
    made = reports(tmp_path)
    made.build("r0")

    def masked(entries: Iterable[JournalEntry]) -> Iterator[JournalEntry]:
        calls.append(1)
        return (replace(entry, file_name="masked", source_uri=entry.sha256) for entry in entries)

    calls: list[int] = []
    first = replace(request_of(made, 1, FIRST_DAY, None), masked=masked)
    last = tmp_path / "r1.duckdb"
    build_warehouse(last, first)
    completed(last, 1, FIRST_DAY, [])
    again = replace(request_of(made, 2, FIRST_DAY + timedelta(days=90), last), masked=masked)
    carried = tmp_path / "r2.duckdb"
    summary = carry_forward(carried, again, "r1")
    assert calls == [1]
    assert summary.run.documents_arrived == len({entry.sha256 for entry in made.journal})
    with duckdb.connect(carried, read_only=True) as connection:
        names = connection.execute("SELECT DISTINCT file_name FROM core.document_sources").fetchall()
    assert names == [("masked",)]


def test_models_that_read_the_day_or_the_issues_are_computed_again() -> None:
    again = {model.name for model in models_computed_again() or ()}
    dated = {model.name for model in ordered_models() if "getvariable('as_of')" in model.sql}
    of_issues = {model.name for model in ordered_models() if "quality.issues" in model.depends}
    assert {"mart.overdue_deadlines", "mart.reporting_coverage"} <= dated <= again
    assert "mart.data_quality" in of_issues <= again
    # Nothing that reads a clock or chance could be carried.
    for model in ordered_models():
        for word in ("current_date", "current_timestamp", "now(", "today(", "random("):
            assert word not in model.sql.lower(), model.name


def test_issues_of_the_checks_are_told_from_those_of_reading_by_their_rules(tmp_path: Path) -> None:
    # Only so does an issue keep its origin from night to night.
    from warehouse.reference_files import load_reference

    with duckdb.connect(reports(tmp_path).build("r1").path, read_only=True) as connection:
        assert not all_rules(connection).keys() & load_reference(None).issue_rules.keys()
