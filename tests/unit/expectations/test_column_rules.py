from __future__ import annotations

from dataclasses import replace

import duckdb
import pytest

from expectations.column_rules import DictionaryColumn, column_rules
from expectations.rules import Rule, offending_rows

PLAIN = DictionaryColumn("core", "measures", "title", "VARCHAR", nullable=True, is_key=False)
KEY = replace(PLAIN, column_name="measure_id", nullable=False, is_key=True)
DOCUMENT = replace(PLAIN, column_name="document_id", nullable=False)


def rules_of(*columns: DictionaryColumn) -> dict[str, Rule]:
    return {rule.id: rule for rule in column_rules(columns)}


def test_a_column_of_which_nothing_is_said_has_no_rule() -> None:
    assert set(rules_of(PLAIN)) == {"core-measures-columns-present"}


def test_each_thing_that_is_said_is_one_rule() -> None:
    said = replace(
        PLAIN,
        column_name="indicator_no",
        nullable=False,
        allowed=("1", "2"),
        minimum=1,
        maximum=10,
        references_table="reference.indicators",
        references_column="indicator_no",
    )
    severities = {id_: rule.severity for id_, rule in rules_of(KEY, said).items()}
    assert severities == {
        "core-measures-columns-present": "critical",
        "core-measures-key-unique": "critical",
        "core-measures-measure-id-not-null": "critical",
        "core-measures-indicator-no-not-null": "critical",
        "core-measures-indicator-no-references-reference-indicators": "critical",
        "core-measures-indicator-no-allowed": "error",
        "core-measures-indicator-no-range": "error",
    }


def test_rows_are_to_blame_where_they_lead_to_a_document() -> None:
    assert rules_of(KEY, DOCUMENT)["core-measures-key-unique"].scope == "rows"
    assert rules_of(KEY)["core-measures-key-unique"].scope == "whole"
    marts = [replace(column, schema_name="mart") for column in (KEY, DOCUMENT)]
    assert rules_of(*marts)["mart-measures-key-unique"].scope == "whole"


def test_reference_and_quality_tables_are_not_held_to_it() -> None:
    assert not rules_of(replace(KEY, schema_name="quality"), replace(KEY, schema_name="reference"))


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    opened = duckdb.connect()
    opened.execute("CREATE SCHEMA core")
    return opened


def found(
    connection: duckdb.DuckDBPyConnection, columns: tuple[DictionaryColumn, ...], rule: str
) -> list[str]:
    return [row.record_id for row in offending_rows(connection, rules_of(*columns)[rule])]


def test_bounds_are_inclusive_and_null_is_within(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "CREATE TABLE core.measures AS SELECT * FROM (VALUES ('a', 0.0), ('b', 100), ('c', 100.01),"
        " ('d', -0.01), ('e', NULL)) AS rows(measure_id, percent)"
    )
    percent = replace(PLAIN, column_name="percent", data_type="DECIMAL(5,2)", minimum=0, maximum=100)
    assert found(connection, (KEY, percent), "core-measures-percent-range") == ["c", "d"]
    assert found(connection, (KEY, replace(percent, maximum=None)), "core-measures-percent-range") == ["d"]


def test_words_with_quotes_and_lists_of_words(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "CREATE TABLE core.measures AS SELECT * FROM (VALUES ('a', 'it''s', ['x']), ('b', 'its', ['x', 'z']),"
        " ('c', NULL, NULL)) AS rows(measure_id, word, words)"
    )
    word = replace(PLAIN, column_name="word", allowed=("it's", "y"))
    words = replace(PLAIN, column_name="words", data_type="VARCHAR[]", allowed=("x", "y"))
    assert found(connection, (KEY, word), "core-measures-word-allowed") == ["b"]
    assert found(connection, (KEY, words), "core-measures-words-allowed") == ["b"]


def test_null_is_a_value_in_a_key(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "CREATE TABLE core.measures AS SELECT * FROM (VALUES ('a', NULL), ('a', NULL), ('b', NULL),"
        " ('b', 'x')) AS rows(measure_id, round)"
    )
    part = replace(KEY, column_name="round", nullable=True)
    assert found(connection, (KEY, part), "core-measures-key-unique") == ["a", "a"]


def test_a_reference_may_be_null_but_not_lead_nowhere(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("CREATE TABLE core.documents AS SELECT 'd-1' AS id")
    connection.execute(
        "CREATE TABLE core.measures AS SELECT * FROM (VALUES ('a', 'd-1'), ('b', 'd-2'), ('c', NULL))"
        " AS rows(measure_id, source)"
    )
    source = replace(PLAIN, column_name="source", references_table="core.documents", references_column="id")
    assert found(connection, (KEY, source), "core-measures-source-references-core-documents") == ["b"]
