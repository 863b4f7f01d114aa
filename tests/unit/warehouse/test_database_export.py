"""The small warehouse of a province: what it holds, what it leaves out, who can read it."""

from pathlib import Path

import duckdb
import pytest

from tests.unit.warehouse.small_warehouse import SmallWarehouse
from warehouse.database_export import DATABASE_EXPORT
from warehouse.exports import export
from warehouse.manifest import database_problems
from warehouse.metadata import comments, load_metadata
from warehouse.thai_views import thai_view_statements

HERE = {"organization_id": "1", "full_name": "อบต.ริมธาร", "province": "ขอนแก่น", "amphoe": "พล"}
THERE = {"organization_id": "2", "full_name": "อบต.ดอนแก้ว", "province": "เลย", "amphoe": "เมือง"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    warehouse = SmallWarehouse(tmp_path_factory.mktemp("built") / "prongsai.duckdb").create()
    with duckdb.connect(str(warehouse.path)) as connection:
        for table in load_metadata().tables:
            for comment in comments(table):
                connection.execute(comment)
        for statement in thai_view_statements():
            connection.execute(statement)
    for organization in (HERE, THERE):
        code = organization["organization_id"]
        warehouse.add("core.organizations", organization)
        warehouse.add("reference.register", {k: v for k, v in organization.items() if k != "full_name"})
        warehouse.add("mart.score_comparison", organization | {"fiscal_year": 2566})
        warehouse.add("core.documents", {"document_id": f"d-{code}", "organization_id": code})
        warehouse.add("core.document_sources", {"document_id": f"d-{code}"})
        for year in (2566, 2567):
            ids = {"document_id": f"d-{code}", "organization_id": code, "fiscal_year": year}
            warehouse.add("core.measures", ids | {"measure_id": f"m-{code}-{year}"})
            warehouse.add("core.measure_deadlines", {"measure_id": f"m-{code}-{year}", "ordinal": 1})
        # The commission's list tells of both.
        warehouse.add(
            "core.assessments",
            {
                "assessment_id": f"a-{code}",
                "document_id": "d-list",
                "organization_id": code,
                "fiscal_year": 2566,
            },
        )
        warehouse.add("core.evidence", {"record_id": f"a-{code}", "document_id": "d-list"})
        warehouse.add("core.evidence", {"record_id": f"m-{code}-2566#1", "document_id": f"d-{code}"})
        warehouse.add(
            "quality.issues", {"issue_id": f"i-{code}", "document_id": f"d-{code}", "record_id": "-"}
        )
        warehouse.add(
            "quality.issues", {"issue_id": f"l-{code}", "document_id": "d-list", "record_id": f"a-{code}"}
        )
        warehouse.add("quality.issues", {"issue_id": f"o-{code}", "organization_id": code, "record_id": "-"})
    warehouse.add("core.documents", {"document_id": "d-list"}, {"document_id": "d-unknown"})
    warehouse.add("reference.organization_successions", {"old_id": "1", "new_id": "x"}, {"old_id": "2"})
    warehouse.add("reference.provinces", {"province": "ขอนแก่น"}, {"province": "เลย"})
    warehouse.add("mart.completion_by_department", {"department": "กองคลัง", "fiscal_year": 2566})
    warehouse.add("quality.runs", {"run_id": "run-1"})
    return warehouse.path


def rows(path: Path, sql: str) -> set[object]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return {value for (value,) in connection.execute(sql).fetchall()}


@pytest.fixture(scope="module")
def exported(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    path, listing = export(built, folder, ["duckdb"], provinces=["ขอนแก่น"])
    assert sorted(folder.iterdir()) == [listing, folder / DATABASE_EXPORT]
    return path


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("SELECT organization_id FROM mart.score_comparison", {"1"}),
        ("SELECT organization_id FROM core.organizations", {"1"}),
        ("SELECT organization_id FROM reference.register", {"1"}),
        ("SELECT document_id FROM core.documents", {"d-1", "d-list"}),
        ("SELECT document_id FROM core.document_sources", {"d-1"}),
        ("SELECT measure_id FROM core.measures", {"m-1-2566", "m-1-2567"}),
        ("SELECT measure_id FROM core.measure_deadlines", {"m-1-2566", "m-1-2567"}),
        ("SELECT assessment_id FROM core.assessments", {"a-1"}),
        ("SELECT record_id FROM core.evidence", {"a-1", "m-1-2566#1"}),
        ("SELECT issue_id FROM quality.issues", {"i-1", "l-1", "o-1"}),
        ("SELECT old_id FROM reference.organization_successions", {"1"}),
        ("SELECT province FROM reference.provinces", {"ขอนแก่น", "เลย"}),
        ("SELECT run_id FROM quality.runs", {"run-1"}),
    ],
)
def test_it_has_what_is_of_the_province_and_nothing_else(
    exported: Path, sql: str, found: set[object]
) -> None:
    assert rows(exported, sql) == found


def test_a_year_limits_the_facts(built: Path, tmp_path: Path) -> None:
    path, _ = export(built, tmp_path, ["duckdb"], provinces=["ขอนแก่น"], fiscal_years=[2566])
    assert rows(path, "SELECT measure_id FROM core.measures") == {"m-1-2566"}
    assert rows(path, "SELECT measure_id FROM core.measure_deadlines") == {"m-1-2566"}
    assert rows(path, "SELECT document_id FROM core.documents") == {"d-1", "d-list"}


def test_without_a_choice_it_has_every_fact(built: Path, tmp_path: Path) -> None:
    path, _ = export(built, tmp_path, ["duckdb"])
    kept = rows(path, "SELECT schema_name || '.' || table_name FROM duckdb_tables()")
    for table in kept - {"reference.dictionary"}:
        count = f"SELECT count(*) FROM {table}"
        assert rows(path, count) == rows(built, count), table


def test_figures_of_the_whole_country_and_the_running_of_the_warehouse_are_left_out(exported: Path) -> None:
    tables = rows(exported, "SELECT schema_name || '.' || table_name FROM duckdb_tables()")
    assert "mart.completion_by_department" not in tables
    assert "quality.figure_changes" not in tables
    # Its dictionary tells of the tables that are there.
    assert rows(exported, "SELECT schema_name || '.' || table_name FROM reference.dictionary") == tables


def test_tables_and_columns_keep_their_comments(exported: Path) -> None:
    table = load_metadata().table("core.measures")
    said = rows(exported, "SELECT comment FROM duckdb_tables() WHERE table_name = 'measures'")
    assert said == {f"{table.row_th} / {table.row_en}"}
    assert not rows(
        exported,
        "SELECT column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL",
    )


def test_the_thai_views_of_its_marts_are_there_with_their_comments(exported: Path) -> None:
    assert rows(exported, "SELECT รหัส_อปท FROM mart_th.score_comparison") == {"1"}
    views = rows(exported, "SELECT view_name FROM duckdb_views() WHERE schema_name = 'mart_th'")
    assert views == rows(exported, "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'mart'")
    assert rows(exported, "SELECT comment IS NULL FROM duckdb_views() WHERE NOT internal") == {False}


def test_older_clients_read_it(exported: Path) -> None:
    # The format of the file, and no log beside it.
    assert database_problems(exported) == []


def test_a_second_export_replaces_the_first(built: Path, tmp_path: Path) -> None:
    export(built, tmp_path, ["duckdb"], provinces=["เลย"])
    path, _ = export(built, tmp_path, ["duckdb"], provinces=["ขอนแก่น"])
    assert rows(path, "SELECT organization_id FROM core.organizations") == {"1"}
