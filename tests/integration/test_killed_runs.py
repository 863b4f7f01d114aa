"""What a run killed with SIGKILL leaves is enough: the next one ends where an undisturbed one does."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from benchmarks.kill_runs import differences, kill_run
from benchmarks.measured_run import RunFailed, call, measured_run
from benchmarks.small_reports import make_reports

DATABASE = Path("warehouse") / "prongsai.duckdb"


@pytest.mark.slow
def test_killed_while_reading_and_while_building(tmp_path: Path) -> None:
    make_reports(tmp_path, 200, seed=5)
    inbox, undisturbed, killed = tmp_path / "inbox", tmp_path / "undisturbed", tmp_path / "killed"
    for home in (undisturbed, killed):
        call(["register", "import", str(tmp_path / "register.csv")], home)

    def is_reading() -> bool:
        return (killed / "work" / "store.duckdb").exists()

    def is_building() -> bool:
        return any((killed / "publications").glob(".*/warehouse/prongsai.duckdb"))

    for moment in (is_reading, is_building):
        kill = kill_run(killed, inbox, moment)
        assert not kill.ended_by_itself
        assert kill.left_behind == ()
        assert not (killed / DATABASE).exists()
    measured_run(undisturbed, inbox)
    measured_run(killed, inbox)
    assert differences(undisturbed / DATABASE, killed / DATABASE) == []
    with duckdb.connect(str(killed / DATABASE), read_only=True) as published:
        assert published.execute("SELECT count(*) FROM core.documents").fetchall() == [(200,)]


def test_a_row_that_differs_is_found(tmp_path: Path) -> None:
    for name, score in (("a", 90.11), ("b", 90.12), ("c", 90.11)):
        with duckdb.connect(str(tmp_path / name)) as connection:
            connection.execute("CREATE SCHEMA core; CREATE SCHEMA mart; CREATE SCHEMA quality")
            connection.execute(f"CREATE TABLE core.scores AS SELECT {score} AS score, '{name}' AS run_id")
    (found,) = differences(tmp_path / "a", tmp_path / "b")
    assert (found.table, found.only_undisturbed, found.only_killed) == ("core.scores", 1, 1)
    assert differences(tmp_path / "a", tmp_path / "c") == []


def test_a_table_that_only_one_has_is_told(tmp_path: Path) -> None:
    for name in ("a", "b"):
        with duckdb.connect(str(tmp_path / name)) as connection:
            connection.execute(f"CREATE SCHEMA core; CREATE TABLE core.{name} (score INTEGER)")
    with pytest.raises(RunFailed, match="same tables"):
        differences(tmp_path / "a", tmp_path / "b")
