"""The queue of review: what waits, how much it would change, and the entries that settle it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows import review
from flows.review import Item, acceptance, setting
from transforms.errors import WrongUse
from warehouse.metadata import load_metadata
from warehouse.reference_files import load_reference
from warehouse.reference_tables import fill_reference

SQL = (Path(review.__file__).with_name("queries") / "review.sql").read_text("utf-8")
TODAY = date(2026, 11, 21)
SHA256 = "ab" * 32


@pytest.fixture
def tables(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The tables that the queue reads, without constraints, and three organizations in the comparison."""
    with duckdb.connect() as connection:
        for schema in ("reference", "core", "mart", "quality"):
            connection.execute(f"CREATE SCHEMA {schema}")
        for table in load_metadata().tables:
            columns = ", ".join(f'"{column.name}" {column.type}' for column in table.columns)
            connection.execute(f"CREATE TABLE {table.full_name} ({columns})")
        fill_reference(connection, load_reference(None), tmp_path / "none.csv")
        for number, overall in enumerate((95, 90, 85), start=1):
            put(connection, "core.organizations", organization_id=f"o{number}", full_name=f"O{number}")
            put(
                connection,
                "mart.score_comparison",
                organization_id=f"o{number}",
                fiscal_year=2566,
                overall=overall,
                rank_country=number,
                ranked_of_country=3,
            )
        put(connection, "core.organizations", organization_id="o4", full_name="O4", province="น่าน")
        for name in ("d1", "d2"):
            put(connection, "core.documents", document_id=name, state="loaded", file_name=name, sha256=SHA256)
        yield connection


def put(connection: duckdb.DuckDBPyConnection, table: str, **values: object) -> None:
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" for _ in values)
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values()))


def asked(connection: duckdb.DuckDBPyConnection, **asked_for: list[str]) -> list[dict[str, Any]]:
    parameters = {"provinces": [], "rules": [], **asked_for}
    return list(connection.sql(SQL, params=parameters).pl().iter_rows(named=True))


def assessment(connection: duckdb.DuckDBPyConnection, organization: str, overall: int | None) -> None:
    put(
        connection,
        "core.assessments",
        assessment_id="a1",
        document_id="d1",
        organization_id=organization,
        fiscal_year=2566,
        overall_score=overall,
        certainty="needs_review",
    )


@pytest.mark.parametrize(
    ("organization", "overall", "effect", "why"),
    [
        ("o4", 80, "100.00", "enters-comparison"),
        ("o4", None, "0.00", "enters-comparison"),
        ("o3", 99, "66.67", "changes-rank"),  # third of three becomes the first
        ("o3", 92, "33.33", "changes-rank"),
        ("o3", 86, "0.00", "changes-rank"),
    ],
)
def test_a_total_by_whether_it_enters_the_comparison_or_changes_a_rank(
    tables: duckdb.DuckDBPyConnection, organization: str, overall: int | None, effect: str, why: str
) -> None:
    assessment(tables, organization, overall)
    (row,) = asked(tables)
    assert (row["id"], row["effect"], row["why"]) == ("a1", Decimal(effect), why)


@pytest.mark.parametrize(("indicator", "effect"), [(1, "6.00"), (7, "10.00"), (9, "20.00")])
def test_a_score_by_its_share_of_the_total(
    tables: duckdb.DuckDBPyConnection, indicator: int, effect: str
) -> None:
    put(
        tables,
        "core.indicator_scores",
        score_id="s1",
        document_id="d1",
        organization_id="o4",
        fiscal_year=2566,
        indicator_no=indicator,
        score=88,
        certainty="needs_review",
    )
    assert asked(tables)[0]["effect"] == Decimal(effect)


def measure(connection: duckdb.DuckDBPyConnection, name: str, status: str, document: str = "d1") -> None:
    put(
        connection,
        "core.measures",
        measure_id=name,
        measure_key=f"k-{name}",
        document_id=document,
        organization_id="o1",
        fiscal_year=2566,
        reporting_round="annual",
        status=status,
        title="จัดทำแผน",
        certainty="needs_review",
    )


@pytest.mark.parametrize(
    ("completed", "reported", "status", "effect", "why"),
    [
        (1, 2, "completed", "16.67", "changes-rate"),  # 1 of 2 becomes 2 of 3
        (1, 2, "not_started", "16.67", "changes-rate"),
        (2, 2, "completed", "0.00", "changes-rate"),
        (0, 0, "completed", "100.00", "first-rate"),
        (1, 2, "not_reported", "0.00", "no-rate"),
    ],
)
def test_a_measure_by_the_change_of_the_completion_rate(
    tables: duckdb.DuckDBPyConnection, completed: int, reported: int, status: str, effect: str, why: str
) -> None:
    put(
        tables,
        "mart.completion_by_organization",
        organization_id="o1",
        fiscal_year=2566,
        reporting_round="annual",
        completed=completed,
        reported=reported,
    )
    measure(tables, "m1", status)
    (row,) = asked(tables)
    assert (row["effect"], row["why"]) == (Decimal(effect), why)


def test_ties_by_how_much_of_the_document_waits_and_what_is_sure_waits_not(
    tables: duckdb.DuckDBPyConnection,
) -> None:
    measure(tables, "m1", "not_reported", "d1")
    measure(tables, "m2", "not_reported", "d2")
    measure(tables, "m3", "not_reported", "d2")
    tables.execute("INSERT INTO core.measures SELECT * REPLACE ('sure' AS certainty, 'm4' AS measure_id) "
                   "FROM core.measures WHERE measure_id = 'm1'")  # fmt: skip
    assert [row["id"] for row in asked(tables)] == ["m2", "m3", "m1"]
    tables.execute("UPDATE core.documents SET state = 'superseded' WHERE document_id = 'd2'")
    assert [row["id"] for row in asked(tables)] == ["m1"]


def test_documents_of_nobody_come_with_the_whole_effect(tables: duckdb.DuckDBPyConnection) -> None:
    put(
        tables,
        "core.documents",
        document_id="d3",
        state="quarantined",
        state_reason="organization-ambiguous",
        file_name="d3",
    )
    put(tables, "core.documents", document_id="d4", state="quarantined", state_reason="empty-file")
    (row,) = asked(tables)
    assert (row["id"], row["column_name"], row["effect"]) == ("d3", "organization_id", Decimal(100))


def test_filters_by_province_and_rule(tables: duckdb.DuckDBPyConnection) -> None:
    assessment(tables, "o4", 80)
    measure(tables, "m1", "completed")
    issue = {"table_name": "core.measures", "record_id": "m1", "column_name": "status", "state": "open"}
    put(tables, "quality.issues", issue_id="i1", rule="no-box-ticked", **issue)
    put(tables, "quality.issues", issue_id="i2", rule="link-foreign-host", **issue)
    assert [row["id"] for row in asked(tables, provinces=["น่าน"])] == ["a1"]
    (row,) = asked(tables, rules=["no-box-ticked"])
    assert row["id"] == "m1" and row["rules"] == ["link-foreign-host", "no-box-ticked"]


def one(table: str = "core.indicator_scores", **values: object) -> Item:
    row = {
        "id": "s-1",
        "table_name": table,
        "sha256": SHA256,
        "column_name": "score",
        "value": "88.00",
        "file_name": "report.txt",
    }
    return Item(row, {"score": Decimal("88.00"), "certainty": "needs_review", **values})


def test_an_acceptance_expects_what_was_seen() -> None:
    entry = acceptance(one(), "the office", "seen on the page", TODAY)
    assert entry["accept"] is True and entry["expect"] == {"score": "88.00"}
    assert (entry["id"], entry["record"]) == ("accept-s-1", "s-1")


def test_a_set_value_expects_what_is_read() -> None:
    entry = setting(one(), None, "89.5", "the office", "seen", TODAY)
    assert (entry["column"], entry["value"], entry["expect"]) == ("score", "89.5", "88.00")
    assert setting(one(), None, "", "the office", "seen", TODAY)["value"] is None


def test_what_cannot_be_settled_is_wrong_use() -> None:
    with pytest.raises(WrongUse, match="no column colour"):
        setting(one(), "colour", "red", "the office", "seen", TODAY)
    nobody = Item({**one("core.documents").row, "column_name": "organization_id"}, {})
    with pytest.raises(WrongUse, match="nothing to accept"):
        acceptance(nobody, "the office", "seen", TODAY)
    entry = setting(nobody, None, "6400101", "the office", "seen", TODAY)
    assert "record" not in entry and entry["expect"] is None
