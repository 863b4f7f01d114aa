"""Every rule catches the fault that it is there for, nothing else does, and broken checks are errors."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest

from expectations.column_rules import all_rules, read_dictionary
from expectations.outcome import (
    ALL_HELD,
    CHECKS_BROKE,
    LEVELS,
    SOME_FAILED,
    CheckOutcome,
    read_outcomes,
)
from expectations.rules import Rule, load_rules, offending_rows
from tests.integration.checked_warehouse import make_good_warehouse
from tests.integration.planted_faults import FAULTS


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("good") / "prongsai.duckdb"
    make_good_warehouse(path)
    return path


@pytest.fixture(scope="module")
def connection(good: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy in which faults are planted and taken back."""
    path = tmp_path_factory.mktemp("planted") / "prongsai.duckdb"
    shutil.copy(good, path)
    with duckdb.connect(str(path)) as opened:
        opened.execute("SET threads = 1")  # the queries are many and tiny
        yield opened


@pytest.fixture(scope="module")
def rules(connection: duckdb.DuckDBPyConnection) -> dict[str, Rule]:
    return all_rules(connection)


def broken_rules(connection: duckdb.DuckDBPyConnection, rules: Mapping[str, Rule]) -> dict[str, int]:
    """Every rule that rows offend -> how many."""
    counts = {rule.id: count(connection, rule.sql) for rule in rules.values() if rule.predicate is None}
    by_row = [rule for rule in rules.values() if rule.predicate is not None]
    for table, group in itertools.groupby(by_row, key=lambda rule: rule.table):
        asked = list(group)
        columns = ", ".join(f"count(*) FILTER (WHERE {rule.predicate})" for rule in asked)
        found = connection.execute(f"SELECT {columns} FROM {table}").fetchone()
        counts.update(zip((rule.id for rule in asked), found or (), strict=True))
    return {rule: number for rule, number in counts.items() if number}


def count(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    """How many rows a query returns."""
    row = connection.execute(f"SELECT count(*) FROM ({sql})").fetchone()
    assert row is not None
    return int(row[0])


@pytest.mark.parametrize(("fault", "expected"), FAULTS, ids=[sorted(broken)[0] for _, broken in FAULTS])
def test_a_fault_is_caught_by_its_rule_alone(
    connection: duckdb.DuckDBPyConnection, rules: Mapping[str, Rule], fault: str, expected: set[str]
) -> None:
    connection.execute("BEGIN")
    try:
        for statement in fault.split(";"):
            connection.execute(statement)
        assert set(broken_rules(connection, rules)) == expected
        for rule_id in expected:
            rows = offending_rows(connection, rules[rule_id])
            assert rows
            assert all(row.message_th and "{" not in row.message_en for row in rows)
            if rules[rule_id].scope == "rows":
                assert all(row.document_id for row in rows)
    finally:
        connection.execute("ROLLBACK")


def test_every_rule_file_has_a_fault() -> None:
    planted = set().union(*(broken for _, broken in FAULTS))
    assert {rule.id for rule in load_rules()} <= planted
    assert len(FAULTS) >= 40


def test_every_level_has_rules_that_stop_or_warn(rules: Mapping[str, Rule]) -> None:
    assert {rule.level for rule in rules.values()} == set(LEVELS)
    # what is beside the publications before may be as it is: it warns
    assert {rule.severity for rule in rules.values() if rule.level == "time"} <= {"warning", "info"}


def test_every_rule_of_the_dictionary_catches_its_fault(
    connection: duckdb.DuckDBPyConnection, rules: Mapping[str, Rule]
) -> None:
    """Of each rule about one value: a row in which the value is out of bounds, a word nobody allowed, or
    missing is counted, by the predicate alone."""
    asked = [rule for rule in rules.values() if rule.predicate is not None and rule.column is not None]
    assert len(asked) > 300
    for rule in asked:
        kind = rule.id.rsplit("-", 1)[1]
        value = {"null": "NULL", "allowed": "'gossip'", "range": "-1000"}[kind]
        types = connection.execute(
            "SELECT data_type FROM duckdb_columns() WHERE database_name = current_database()"
            " AND schema_name || '.' || table_name = ? AND column_name = ?",
            [rule.table, rule.column],
        ).fetchall()
        of_list = kind == "allowed" and types[0][0].endswith("[]")
        planted = f"[{value}]" if of_list else value
        row = f'SELECT {planted} AS "{rule.column}"'
        assert count(connection, f"SELECT 1 FROM ({row}) WHERE {rule.predicate}") == 1, rule.id


@pytest.mark.parametrize(
    ("waiver", "rule"),
    [
        (
            "UPDATE core.assessments SET level_recomputed = 'ผ่านดี' WHERE assessment_id = 'a-1'",
            "level-differs-without-issue",
        ),
        (
            "UPDATE core.assessments SET overall_score = 95, reconciliation = 'mismatch'"
            " WHERE assessment_id = 'a-1'",
            "total-mismatch-without-issue",
        ),
    ],
)
def test_an_open_issue_tells_of_the_doubt(
    connection: duckdb.DuckDBPyConnection, rules: Mapping[str, Rule], waiver: str, rule: str
) -> None:
    connection.execute("BEGIN")
    try:
        connection.execute(waiver)
        assert offending_rows(connection, rules[rule])
        connection.execute(
            "INSERT INTO quality.issues BY NAME SELECT 'i-1' AS issue_id, 'r-2' AS run_id,"
            " 'r-2' AS first_run_id, 'open' AS state, 'extraction' AS origin,"
            " 'core.assessments' AS table_name, 'a-1' AS record_id, 'warning' AS severity,"
            " 'doubt' AS rule, '…' AS message_th, '…' AS message_en"
        )
        assert not offending_rows(connection, rules[rule])
        connection.execute("UPDATE quality.issues SET origin = 'check'")  # opened by the rule itself
        assert offending_rows(connection, rules[rule])
    finally:
        connection.execute("ROLLBACK")


@pytest.mark.parametrize(
    "text",
    [
        "ที่ สบ 71901/0812 ลงวันที่ 02-10-2566",
        "https://example.org/news/0812345678",
        "https://www.facebook.com/@example.org",
        "คะแนน 98.60 97.78 100.00 ปี 2565 2566 2567",
        "O1 02 03 04 05 06 07 08 09 10",
        "โทร. [ปิดบัง]",
        "งบประมาณ 1234567890123 บาท",
    ],
)
def test_numbers_that_are_nobodys_may_stand(
    connection: duckdb.DuckDBPyConnection, rules: Mapping[str, Rule], text: str
) -> None:
    connection.execute("BEGIN")
    try:
        connection.execute("UPDATE core.evidence SET raw_text = ?", [text])
        assert not offending_rows(connection, rules["person-number-in-text"])
    finally:
        connection.execute("ROLLBACK")


def test_the_dictionary_is_read_in_full(connection: duckdb.DuckDBPyConnection) -> None:
    status = next(
        column
        for column in read_dictionary(connection)
        if (column.table, column.column_name) == ("core.measures", "status")
    )
    assert "not_reported" in status.allowed
    assert not status.nullable


class Checked:
    """What one checking process answered to one request after another, and the outcomes it wrote."""

    def __init__(self, folder: Path, databases: list[Path]) -> None:
        home = folder / "home"
        home.mkdir()
        self.answers: list[dict[str, Any]] = []
        self.outcomes: list[tuple[CheckOutcome, ...]] = []
        with (folder / "errors").open("w+") as errors:
            process = subprocess.Popen(
                [sys.executable, "-m", "expectations", "--stdin"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                env={**os.environ, "HOME": str(home)},
                cwd=Path(__file__).parents[2],
            )
            assert process.stdin is not None and process.stdout is not None
            self.ready = json.loads(process.stdout.readline())
            for database in databases:
                result = folder / f"{database.stem}.json"
                print(
                    json.dumps({"database": str(database), "result": str(result)}),
                    file=process.stdin,
                    flush=True,
                )
                self.answers.append(json.loads(process.stdout.readline()))
                self.outcomes.append(read_outcomes(result) if result.exists() else ())
                if self.outcomes[-1]:  # the process lives on, and the file is free for its results
                    duckdb.connect(str(database)).close()
            print("not a request", file=process.stdin, flush=True)
            self.answers.append(json.loads(process.stdout.readline()))
            process.stdin.close()
            self.exit_code = process.wait(timeout=60)
            process.stdout.close()
            errors.seek(0)
            self.errors = errors.read()
        self.left_at_home = list(home.rglob("*"))


@pytest.fixture(scope="module")
def databases(good: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The good one, one with many faults at once, one without a column, one without a table, and a
    file that is no database."""
    folder = tmp_path_factory.mktemp("many")
    faulty, narrow, short, rubbish = (
        folder / name for name in ("faulty.duckdb", "narrow.duckdb", "a ?#%short.duckdb", "rubbish.duckdb")
    )
    for copy in (faulty, narrow, short):
        shutil.copy(good, copy)
    with duckdb.connect(str(faulty)) as planting:
        for fault in (
            "UPDATE core.measures SET percent_complete = 101, status_basis = NULL",
            "INSERT INTO core.evidence SELECT evidence.* REPLACE ('gone' AS record_id)"
            " FROM core.evidence, range(50)",
            "UPDATE core.documents SET source_kind = 'gossip'",
        ):
            planting.execute(fault)
    with duckdb.connect(str(narrow)) as planting:
        planting.execute("ALTER TABLE core.measures DROP status")
    with duckdb.connect(str(short)) as planting:
        planting.execute("DROP TABLE mart.copied_text")
    rubbish.write_bytes(b"not a database" * 100)
    return [good, faulty, narrow, short, rubbish]


@pytest.fixture(scope="module")
def checked(databases: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Checked:
    return Checked(tmp_path_factory.mktemp("results"), databases)


def failed(outcomes: tuple[CheckOutcome, ...]) -> dict[str, int | None]:
    return {outcome.expectation: outcome.unexpected_count for outcome in outcomes if outcome.failed}


def test_good_data_passes_every_check(checked: Checked, databases: list[Path]) -> None:
    assert checked.ready == {"ready": True}
    assert (checked.answers[0]["exit_code"], checked.answers[0]["error"]) == (ALL_HELD, None)
    assert all(outcome.success and outcome.error is None for outcome in checked.outcomes[0])
    with duckdb.connect(str(databases[0]), read_only=True) as opened:
        assert {outcome.expectation for outcome in checked.outcomes[0]} == set(all_rules(opened))


def test_faults_are_failures_with_exact_counts_and_no_error(checked: Checked, databases: list[Path]) -> None:
    with duckdb.connect(str(databases[1]), read_only=True) as opened:
        expected = broken_rules(opened, all_rules(opened))
    assert expected["evidence-orphaned"] > 200  # more than Great Expectations would return
    assert failed(checked.outcomes[1]) == expected
    assert all(outcome.error is None for outcome in checked.outcomes[1])
    assert checked.answers[1]["exit_code"] == SOME_FAILED
    observed = {outcome.expectation: outcome.observed for outcome in checked.outcomes[1]}
    assert observed["core-measures-percent-complete-range"] == "3 of 3 rows"


def test_a_check_that_cannot_be_made_is_an_error_and_not_failed_data(checked: Checked) -> None:
    outcomes = checked.outcomes[2]
    errors = {outcome.expectation: outcome for outcome in outcomes if outcome.error is not None}
    assert {"core-measures-status-not-null", "core-measures-status-allowed", "status-without-basis"} <= set(
        errors
    )
    assert all("status" in str(outcome.error) for outcome in errors.values())
    assert all(not e.success and e.unexpected_count is None and not e.failed for e in errors.values())
    assert failed(outcomes) == {"core-measures-columns-present": 1}
    # the table's other columns were still checked
    assert any(o.expectation == "core-measures-title-not-null" or o.success for o in outcomes)
    assert next(o for o in outcomes if o.expectation == "core-measures-ordinal-range").success
    assert checked.answers[2]["exit_code"] == CHECKS_BROKE


def test_a_missing_table_is_an_error_of_each_of_its_checks(checked: Checked) -> None:
    outcomes = checked.outcomes[3]
    reading = {rule.id for rule in load_rules() if "mart.copied_text" in rule.tables}
    of_it = [o for o in outcomes if o.table == "mart.copied_text" or o.expectation in reading]
    assert len(of_it) > 10 and all(outcome.error for outcome in of_it)
    assert all(outcome.success for outcome in outcomes if outcome not in of_it)
    assert checked.answers[3]["exit_code"] == CHECKS_BROKE


def test_what_cannot_be_checked_at_all_is_answered(checked: Checked) -> None:
    no_database, no_request = checked.answers[4], checked.answers[5]
    assert no_database["exit_code"] == no_request["exit_code"] == checked.exit_code == CHECKS_BROKE
    assert "prongsai run" in no_database["error"]["th"]
    assert no_request["error"]["en"]
    assert checked.outcomes[4] == ()


def test_the_process_is_quiet_and_leaves_nothing_behind(checked: Checked, databases: list[Path]) -> None:
    assert checked.errors == ""
    assert checked.left_at_home == []
    assert sorted(path.name for path in databases[1].parent.iterdir()) == sorted(
        path.name for path in databases[1:]
    )
