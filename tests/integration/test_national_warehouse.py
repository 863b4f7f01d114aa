"""The invented country is a whole publication: built by the project's own code, and every rule holds."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

import pytest

from benchmarks.national_warehouse import make_national
from expectations.suites import check
from warehouse import publication
from warehouse.query import connect_file

ORGANIZATIONS, YEARS = 90, 4
#: Empty where one fresh publication of pages without doubts of their own has nothing to tell.
EMPTY = {
    "core.evidence_links",
    "quality.checks",
    "quality.corrections",
    "quality.figure_changes",
    "quality.wordings",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("country") / "home"
    make_national(made, ORGANIZATIONS, YEARS)
    return made


def _digests(home: Path) -> dict[str, tuple[int, str]]:
    """Table -> its rows and a digest of what does not hang on the clock."""
    with connect_file(publication.published_database(home)) as connection:
        names = connection.execute(
            "SELECT table_schema || '.' || table_name FROM information_schema.tables "
            "WHERE table_type = 'BASE TABLE' AND table_schema IN ('core', 'mart', 'quality')"
        ).fetchall()
        found = {}
        for (name,) in names:
            rows = sorted(map(str, connection.execute(f"SELECT * FROM {name}").fetchall()))
            found[name] = (len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest())
    return found


def test_it_is_published_and_read_only(home: Path) -> None:
    database = publication.published_database(home)
    assert stat.S_IMODE(database.stat().st_mode) == 0o444
    assert (home / "warehouse" / "prongsai.duckdb").resolve() == database.resolve()


def test_every_table_that_analysts_compare_has_rows(home: Path) -> None:
    rows = {name for name, (count, _) in _digests(home).items() if count}
    assert set(_digests(home)) - rows <= EMPTY


def test_the_seed_alone_decides(home: Path, tmp_path: Path) -> None:
    make_national(tmp_path / "again", ORGANIZATIONS, YEARS)
    first, again = _digests(home), _digests(tmp_path / "again")
    assert {name for name in first if first[name] != again[name]} <= {"quality.runs"}


def test_a_folder_of_somebody_else_is_never_removed(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(SystemExit, match="was not made by this program"):
        make_national(tmp_path, ORGANIZATIONS, YEARS)
    assert (tmp_path / "mine.txt").is_file()


@pytest.mark.slow
def test_every_rule_holds(home: Path) -> None:
    outcomes = check(publication.published_database(home))
    assert len(outcomes) > 600
    assert [one.expectation for one in outcomes if not one.success] == []
