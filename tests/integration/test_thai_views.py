"""The Thai views show what the marts hold, on a night that builds and on one that carries forward."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from tests.integration.store_by_hand import FIRST_NIGHT, REFERENCE, REGISTER, Reports
from warehouse.build import BuildRequest, build_warehouse
from warehouse.carry_forward import carry_forward
from warehouse.metadata import load_metadata
from warehouse.run_history import RunRecord

BIG = REGISTER[0].organization_id
LAST_DAY, NEXT_DAY = date(2024, 3, 31), date(2024, 4, 1)


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
    )


@pytest.fixture
def nights(tmp_path: Path) -> tuple[Path, Path]:
    """A file that was built, and the next one, carried forward to the day after a deadline."""
    made = Reports(tmp_path)
    annual = made.document("annual", BIG, measures_fiscal_year=2567, reporting_round="6-month")
    made.measure(annual, "one", "in_progress", "checkbox", due=[LAST_DAY], indicator_no=1)
    made.result(annual, BIG, 2566, overall_score="90.00")
    made.build("r0")  # saves the rows into the store
    built, carried = tmp_path / "built.duckdb", tmp_path / "carried.duckdb"
    build_warehouse(built, request_of(made, 1, LAST_DAY, None))
    carry_forward(carried, request_of(made, 2, NEXT_DAY, built), "r1")
    return built, carried


def test_a_view_shows_the_rows_of_its_mart_whether_built_or_carried_forward(
    nights: tuple[Path, Path],
) -> None:
    for path in nights:
        with duckdb.connect(str(path), read_only=True) as connection:
            for table in load_metadata().of_schema("mart"):
                rows = connection.execute(f"SELECT * FROM {table.full_name} ORDER BY ALL").fetchall()
                view = f"SELECT * FROM mart_th.{table.name} ORDER BY ALL"
                assert connection.execute(view).fetchall() == rows, table.name
            shown = connection.execute("SELECT ชื่อ, คะแนนรวม FROM mart_th.score_comparison").fetchall()
            assert len(shown) == 1


def test_what_the_day_decides_is_new_in_the_carried_view(nights: tuple[Path, Path]) -> None:
    counts = []
    for path in nights:
        with duckdb.connect(str(path), read_only=True) as connection:
            counts += connection.execute("SELECT count(*) FROM mart_th.overdue_deadlines").fetchall()
    assert counts == [(0,), (1,)]


def test_a_carried_file_keeps_the_comments_of_the_views(nights: tuple[Path, Path]) -> None:
    asked = "SELECT view_name, comment FROM duckdb_views() WHERE schema_name = 'mart_th' ORDER BY ALL"
    found = []
    for path in nights:
        with duckdb.connect(str(path), read_only=True) as connection:
            found.append(connection.execute(asked).fetchall())
    assert found[0] == found[1]
    assert all(comment for _, comment in found[1])
