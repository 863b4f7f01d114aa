from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from expectations.rules import RULES, MalformedRule, load_rules, offending_rows, parse_rule
from transforms.errors import ProngsaiError

GOOD = """-- id: measure-untitled
-- version: 2
-- level: document
-- severity: error
-- scope: rows
-- tables: core.measures
-- th: มาตรการ {record_id} ไม่มีข้อความ ({ordinal})
-- en: The measure {record_id} has no wording ({ordinal}).
-- action_th: ให้ดูต้นฉบับ
-- action_en: Look at the original.
-- Why: a measure without wording says nothing.
SELECT 'core.measures' AS table_name, measure_id AS record_id, 'title' AS column_name,
    -- where it stood
    document_id AS document_id, ordinal
FROM core.measures
WHERE title IS DISTINCT FROM trim(title) OR title IS NULL
"""


def test_a_file_is_a_rule() -> None:
    rule = parse_rule("measure-untitled", GOOD)
    assert (rule.id, rule.version, rule.severity, rule.scope) == ("measure-untitled", 2, "error", "rows")
    assert rule.tables == ("core.measures",)
    assert rule.table == "core.measures"
    assert (rule.level, rule.suite) == ("document", "document/core.measures")
    assert rule.action_en == "Look at the original."
    assert rule.sql.startswith("SELECT") and "--" not in rule.sql


def test_every_bundled_rule_is_well_formed() -> None:
    rules = load_rules()
    assert {rule.id for rule in rules} == {path.stem for path in RULES.glob("*.sql")}
    assert all("prongsai" in rule.action_en or "Mend" in rule.action_en or "Look" in rule.action_en
               or "Add" in rule.action_en for rule in rules)  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("id: measure-untitled", "id: other-name", "not the name of the file"),
        ("-- version: 2", "-- version: two", "version"),
        ("-- version: 2", "-- version: 0", "version"),
        ("-- version: 2\n", "", "line 2"),
        ("-- severity: error\n-- scope: rows", "-- scope: rows\n-- severity: error", "line 4"),
        ("level: document", "level: page", "level"),
        ("severity: error", "severity: serious", "severity"),
        ("scope: rows", "scope: file", "scope"),
        ("tables: core.measures", "tables: measures", "not a table with its schema"),
        ("tables: core.measures", "tables: core.measures, core.documents", "the query reads"),
        ("FROM core.measures", "FROM core.disclosures", "the query reads"),
        ("({ordinal}).", "({ordinal).", "expected '}'"),
        ("({ordinal}).", "({0}).", "name of a column"),
        ("-- action_en: Look at the original.", "-- action_en:", "line 10"),
        ("SELECT 'core", "DELETE 'core", "SELECT or WITH"),
        ("title IS NULL", "title IS NULL;", "semicolon"),
        ("title IS NULL", "title IS NULL -- nothing", "line of its own"),
        ("AS record_id", "AS record", "record_id"),
    ],
)
def test_a_malformed_file_is_a_loud_error(old: str, new: str, told: str) -> None:
    assert old in GOOD
    with pytest.raises(MalformedRule) as raised:
        parse_rule("measure-untitled", GOOD.replace(old, new, 1))
    assert told in raised.value.message_en
    assert "measure-untitled" in raised.value.message_th
    assert isinstance(raised.value, ProngsaiError)


def test_a_name_that_is_not_kebab_case_is_refused() -> None:
    with pytest.raises(MalformedRule, match="kebab"):
        parse_rule("Measure_Untitled", GOOD.replace("measure-untitled", "Measure_Untitled"))


def test_a_folder_without_rules_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MalformedRule, match="no rule"):
        load_rules(tmp_path)


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    opened = duckdb.connect()
    opened.execute("CREATE SCHEMA core")
    opened.execute(
        "CREATE TABLE core.measures (measure_id VARCHAR, document_id VARCHAR, title VARCHAR, ordinal INTEGER)"
    )
    opened.execute("INSERT INTO core.measures VALUES ('m-2', 'd-1', NULL, 7), ('m-1', 'd-1', NULL, 6)")
    opened.execute("INSERT INTO core.measures VALUES ('m-3', 'd-1', 'อบรม', 8)")
    return opened


def test_offending_rows_come_in_order_with_their_message(connection: duckdb.DuckDBPyConnection) -> None:
    rows = offending_rows(connection, parse_rule("measure-untitled", GOOD))
    assert [row.record_id for row in rows] == ["m-1", "m-2"]
    assert rows[0].message_en == "The measure m-1 has no wording (6). Look at the original."
    assert rows[0].message_th == "มาตรการ m-1 ไม่มีข้อความ (6) ให้ดูต้นฉบับ"
    assert (rows[0].document_id, rows[0].column_name, rows[0].severity) == ("d-1", "title", "error")
    assert rows[0].details == {"ordinal": 6}
    assert len(offending_rows(connection, parse_rule("measure-untitled", GOOD), limit=1)) == 1


def test_a_text_that_names_no_column_of_the_query_is_an_error(connection: duckdb.DuckDBPyConnection) -> None:
    rule = parse_rule("measure-untitled", GOOD.replace("({ordinal}).", "({place})."))
    with pytest.raises(MalformedRule, match="place"):
        offending_rows(connection, rule)


def test_a_query_with_other_first_columns_is_an_error(connection: duckdb.DuckDBPyConnection) -> None:
    swapped = GOOD.replace(
        "measure_id AS record_id, 'title' AS column_name", "'title' AS column_name, measure_id AS record_id"
    )
    with pytest.raises(MalformedRule, match="first"):
        offending_rows(connection, parse_rule("measure-untitled", swapped))
