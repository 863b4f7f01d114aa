"""Every mart has a view with Thai column names, which needs no quotes and survives being copied."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from warehouse.metadata import Table, comments, ddl, load_metadata
from warehouse.thai_views import thai_view_statements

MARTS = load_metadata().of_schema("mart")
#: Letters and vowels; digits and Latin letters further on; never a space or a full stop.
_NAME = re.compile(r"[ก-ฮเ-ไ][ก-ฺเ-์A-Z0-9_]*")


@pytest.fixture
def built(tmp_path: Path) -> Path:
    path = tmp_path / "w.duckdb"
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{path}' AS target (STORAGE_VERSION 'v1.4.0')")
        connection.execute("USE target")
        connection.execute("CREATE SCHEMA mart")
        for table in MARTS:
            connection.execute(ddl(table))
            for comment in comments(table):
                connection.execute(comment)
        for statement in thai_view_statements():
            connection.execute(statement)
    return path


@pytest.mark.parametrize("table", MARTS, ids=lambda table: table.name)
def test_every_column_has_a_thai_name_of_its_own(table: Table) -> None:
    names = [column.name_th or "" for column in table.columns]
    assert all(_NAME.fullmatch(name) for name in names), names
    assert len(set(names)) == len(names)


def test_a_column_is_called_the_same_in_every_mart() -> None:
    names: dict[str, set[str | None]] = {}
    for table in MARTS:
        for column in table.columns:
            names.setdefault(column.name, set()).add(column.name_th)
    assert {name: thai for name, thai in names.items() if len(thai) > 1} == {}


def test_only_marts_have_thai_names() -> None:
    others = [table for table in load_metadata().tables if table.schema != "mart"]
    assert {column.name_th for table in others for column in table.columns} == {None}


def test_every_mart_is_shown_column_by_column_without_quotes(built: Path) -> None:
    with duckdb.connect(str(built), read_only=True) as connection:
        for table in MARTS:
            asked = ", ".join(str(column.name_th) for column in table.columns)
            shown = connection.execute(f"SELECT {asked} FROM mart_th.{table.name}").description or []
            assert [row[0] for row in shown] == [column.name_th for column in table.columns]
            of_table = connection.execute(f"FROM {table.full_name}").description or []
            assert [row[1] for row in shown] == [row[1] for row in of_table]


def test_views_and_their_columns_have_comments(built: Path) -> None:
    with duckdb.connect(str(built), read_only=True) as connection:
        views = connection.execute(
            "SELECT view_name, comment FROM duckdb_views() WHERE schema_name = 'mart_th'"
        ).fetchall()
        assert {name for name, _ in views} == {table.name for table in MARTS}
        assert all("(mart." in comment for _, comment in views)
        columns = connection.execute(
            "SELECT count(*), count(comment) FROM duckdb_columns() WHERE schema_name = 'mart_th'"
        ).fetchall()
        number = sum(len(table.columns) for table in MARTS)
        assert columns == [(number, number)]


def test_views_answer_where_the_file_is_attached_under_another_name(built: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{built}' AS elsewhere (READ_ONLY)")
        assert connection.execute("FROM elsewhere.mart_th.score_comparison").fetchall() == []


def test_a_row_keeps_its_values_under_the_thai_names(built: Path) -> None:
    with duckdb.connect(str(built)) as connection:
        table = load_metadata().table("mart.copied_text")
        values = [str(n) if column.type == "VARCHAR" else n for n, column in enumerate(table.columns)]
        marks = ", ".join("?" for _ in values)
        connection.execute(f"INSERT INTO mart.copied_text VALUES ({marks})", values)
        assert connection.execute("FROM mart_th.copied_text").fetchall() == [tuple(values)]
        shown = connection.execute("SELECT รหัส_อปท, ปีงบประมาณ FROM mart_th.copied_text").fetchall()
        assert (
            shown
            == connection.execute("SELECT organization_id, fiscal_year FROM mart.copied_text").fetchall()
        )
