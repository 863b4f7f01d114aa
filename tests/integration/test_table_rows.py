"""How many rows every table had in the last publications: after a build, a carried night, many nights."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import duckdb

from tests.integration.store_by_hand import FIRST_NIGHT, REFERENCE, Reports
from warehouse.build import BuildRequest
from warehouse.carry_forward import carry_forward
from warehouse.changes_of_run import changes_of
from warehouse.metadata import load_metadata
from warehouse.run_history import CheckRow, RunRecord, finish, record_checks

BIG = "6400101"
DAY = date(2024, 5, 1)


def ended(path: Path, run: int) -> None:
    """What follows a build: one check more in every run, and the run's record."""
    run_id = f"r{run}"
    started = FIRST_NIGHT + timedelta(days=run)
    checks = [CheckRow("warehouse", f"check-{number}", True) for number in range(run)]
    record_checks(path, run_id, checks, [])
    finish(path, RunRecord(run_id, started, "0.1.0", state="published", finished_at=started))


def counted(path: Path, run_id: str) -> dict[str, int]:
    with duckdb.connect(path, read_only=True) as connection:
        return dict(
            connection.execute(
                "SELECT table_name, rows FROM quality.table_rows WHERE run_id = ?", [run_id]
            ).fetchall()
        )


def really(path: Path) -> dict[str, int]:
    with duckdb.connect(path, read_only=True) as connection:
        return {
            table.full_name: connection.execute(f"SELECT count(*) FROM {table.full_name}").fetchall()[0][0]
            for table in load_metadata().tables
            if table.full_name != "quality.table_rows"
        }


def carried(made: Reports, run: int, previous: Path) -> Path:
    """The night after, on which nothing changed."""
    started = FIRST_NIGHT + timedelta(days=run)
    request = BuildRequest(
        home=made.home,
        run_id=f"r{run}",
        as_of=DAY + timedelta(days=run),
        version="0.1.0",
        reference=REFERENCE,
        store=made.home / "work" / "store.duckdb",
        journal=made.journal,
        run=RunRecord(f"r{run}", started, "0.1.0", state="published"),
        previous=previous,
    )
    target = made.home / f"carried-{run}.duckdb"
    carry_forward(target, request, f"r{run - 1}")
    ended(target, run)
    return target


def test_every_table_is_counted_at_the_end_of_a_build_and_of_a_carried_night(tmp_path: Path) -> None:
    made = Reports(tmp_path)
    made.result(made.document("one"), BIG, 2566, overall_score="71.00")
    first = made.build("r1", as_of=DAY).path
    ended(first, 1)
    of_first = counted(first, "r1")
    assert of_first == really(first)
    assert (of_first["core.assessments"], of_first["quality.checks"], of_first["quality.runs"]) == (1, 1, 1)

    night = carried(made, 2, first)
    assert counted(night, "r2") == really(night)
    assert counted(night, "r2")["quality.checks"] == 3
    assert counted(night, "r1") == of_first

    made.result(made.document("two"), "6400102", 2566, overall_score="72.00")
    third = made.build("r3", night, as_of=DAY).path
    ended(third, 3)
    assert counted(third, "r3") == really(third)
    assert counted(third, "r3")["core.assessments"] == 2
    assert (counted(third, "r1"), counted(third, "r2")) == (of_first, counted(night, "r2"))


def test_a_run_that_is_finished_again_is_counted_once(tmp_path: Path) -> None:
    path = Reports(tmp_path).build("r1", as_of=DAY).path
    ended(path, 1)
    before = counted(path, "r1")
    record_checks(path, "r1", [CheckRow("warehouse", "one", True)] * 4, [])
    with duckdb.connect(path, read_only=True) as connection:
        ((rows,),) = connection.execute("SELECT count(*) FROM quality.table_rows").fetchall()
    assert rows == len(before)
    finish(path, replace(RunRecord("r1", FIRST_NIGHT, "0.1.0"), state="published"))
    assert counted(path, "r1") == before | {"quality.checks": 4}


def test_the_last_thirty_publications_are_kept(tmp_path: Path) -> None:
    made = Reports(tmp_path)
    last = made.build("r1", as_of=DAY).path
    ended(last, 1)
    for run in range(2, 34):
        night = carried(made, run, last)
        last.unlink()
        last = night
    with duckdb.connect(last, read_only=True) as connection:
        found = connection.execute(
            "SELECT count(DISTINCT run_id), min(CAST(run_id[2:] AS INTEGER)) FROM quality.table_rows"
        ).fetchall()
    assert found == [(30, 4)]


def test_a_publication_without_such_a_table_begins_the_history(tmp_path: Path) -> None:
    made = Reports(tmp_path)
    first = made.build("r1", as_of=DAY).path
    ended(first, 1)
    with duckdb.connect(first) as connection:
        connection.execute("DROP TABLE quality.table_rows")
    second = made.build("r2", first, as_of=DAY).path
    ended(second, 2)
    assert counted(second, "r1") == {}
    assert counted(second, "r2") == really(second)


def test_a_carried_night_changed_nothing(tmp_path: Path) -> None:
    made = Reports(tmp_path)
    document = made.document("one", BIG, measures_fiscal_year=2567, reporting_round="plan")
    made.measure(document, "one", due=[DAY + timedelta(days=1)])
    first = made.build("r1", as_of=DAY).path
    ended(first, 1)
    night = carried(made, 2, first)
    with duckdb.connect(night, read_only=True) as connection:
        found = changes_of(connection)
    assert (found.run.run_id, found.changed_nothing, found.is_first) == ("r2", True, False)
    differ = {one.table_name: one.difference for one in found.tables if one.difference}
    # The day alone decides that a deadline has passed.
    assert differ == {"mart.overdue_deadlines": 1, "quality.checks": 2, "quality.runs": 1}
