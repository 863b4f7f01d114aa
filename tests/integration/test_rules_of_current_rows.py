"""What was replaced needs nobody: its issues are closed, so no check may demand one of it."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from expectations.rules import load_rules, offending_rows
from tests.integration.checked_warehouse import OLDER, make_good_warehouse

REPLACED = "is_current = FALSE, superseded_by = 'newer'"

#: Rule -> the fault in a row in force, and what makes that row a replaced one.
FAULTS = {
    "total-mismatch-without-issue": (
        "UPDATE core.assessments SET overall_score = 95, reconciliation = 'mismatch' WHERE is_current",
        f"UPDATE core.assessments SET {REPLACED}",
    ),
    "level-differs-without-issue": (
        "UPDATE core.assessments SET level_recomputed = 'ผ่านดี' WHERE is_current",
        f"UPDATE core.assessments SET {REPLACED}",
    ),
    "disclosure-outside-framework": (
        "UPDATE core.disclosures SET item_code = 'O44' WHERE disclosure_id = 'x-1'",
        f"UPDATE core.disclosures SET {REPLACED} WHERE disclosure_id = 'x-1'",
    ),
    "measure-says-nothing": (
        "UPDATE core.measures SET title = ' ' WHERE measure_id = 'm-1'",
        f"UPDATE core.measures SET {REPLACED} WHERE measure_id = 'm-1'",
    ),
    "deadline-ends-before-it-starts": (
        "UPDATE core.measures SET starts_on = '2024-04-01' WHERE measure_id = 'm-1'",
        f"UPDATE core.measures SET {REPLACED} WHERE measure_id = 'm-1'",
    ),
    "deadline-far-from-fiscal-year": (
        "UPDATE core.measure_deadlines SET due_on = '2030-01-31' WHERE measure_id = 'm-1'",
        f"UPDATE core.measure_deadlines SET {REPLACED} WHERE measure_id = 'm-1'",
    ),
    "period-outside-fiscal-year": (
        f"UPDATE core.documents SET period_end = '2024-10-01' WHERE document_id = '{OLDER}';"
        f"UPDATE core.documents SET state = 'loaded' WHERE document_id = '{OLDER}'",
        f"UPDATE core.documents SET state = 'superseded' WHERE document_id = '{OLDER}'",
    ),
}
RULES = {rule.id: rule for rule in load_rules()}


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    path = tmp_path_factory.mktemp("replaced") / "prongsai.duckdb"
    make_good_warehouse(path)
    with duckdb.connect(str(path)) as opened:
        yield opened


@pytest.mark.parametrize("rule", FAULTS)
def test_a_fault_in_a_row_that_was_replaced_is_nobodys_work(
    connection: duckdb.DuckDBPyConnection, rule: str
) -> None:
    fault, replaced = FAULTS[rule]
    connection.execute("BEGIN")
    try:
        for statement in fault.split(";"):
            connection.execute(statement)
        assert offending_rows(connection, RULES[rule])
        connection.execute(replaced)
        assert not offending_rows(connection, RULES[rule])
    finally:
        connection.execute("ROLLBACK")


def test_every_rule_that_looks_for_an_issue_is_about_rows_in_force() -> None:
    demanding = {rule.id for rule in RULES.values() if rule.id.endswith("-without-issue")}
    demanding |= {name for name, rule in RULES.items() if "no issue says so" in rule.text_en}
    assert demanding <= FAULTS.keys()
