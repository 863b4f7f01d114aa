"""One Great Expectations suite a level and table: what the dictionary and the rule files demand of it.

Importing this module imports Great Expectations (2-3 s, 300 MB).
"""

from __future__ import annotations

import logging
import os
import tempfile
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

# Read when it is imported: it would otherwise report its use to its makers.
os.environ["GX_ANALYTICS_ENABLED"] = "false"

import duckdb
import great_expectations as gx
from great_expectations.core import ExpectationSuite, ExpectationValidationResult
from great_expectations.datasource.fluent.sql_datasource import SQLDatasource

from expectations import buffered_duckdb
from expectations.column_rules import all_rules
from expectations.offending import NoRowOffends, QueryReturnsNoRows
from expectations.outcome import LEVELS, CheckOutcome
from expectations.rules import Rule
from transforms.errors import ProngsaiError

logging.getLogger("great_expectations").setLevel(logging.CRITICAL)  # faults come in the outcomes
warnings.filterwarnings("ignore", module="duckdb_engine")


def check(database: Path) -> tuple[CheckOutcome, ...]:
    """Hold a database file (read-only) against every rule; one outcome a rule, by table, level and
    rule.

    The file is closed when this returns. Raises MalformedRule for a rule file that is malformed and
    ProngsaiError when the file is no database or has no dictionary: then nothing can be checked.
    """
    with tempfile.TemporaryDirectory(prefix="prongsai-checks-") as spill:
        rules, columns = _rules_of(database, Path(spill))
        rules.sort(key=lambda rule: (rule.table, LEVELS.index(rule.level), rule.id))
        outcomes: list[CheckOutcome] = []
        with _datasource(database, Path(spill)) as datasource:
            for table, group in groupby(rules, key=lambda rule: rule.table):
                outcomes.extend(_check_table(datasource, table, list(group), columns))
    return tuple(outcomes)


def _rules_of(database: Path, spill: Path) -> tuple[list[Rule], frozenset[str]]:
    """The rules that the file is held to, and its columns as ``core.measures.title``."""
    arguments = buffered_duckdb.connect_args(database, spill)
    try:
        with duckdb.connect(arguments["database"], read_only=True, config=arguments["config"]) as connection:
            rules = list(all_rules(connection).values())
            columns = connection.execute(
                "SELECT concat_ws('.', schema_name, table_name, column_name) FROM duckdb_columns()"
                " WHERE database_name = current_database()"
            ).fetchall()
    except duckdb.Error as fault:
        raise ProngsaiError(
            f"ตรวจ {database} ไม่ได้ เพราะเปิดไฟล์หรือตาราง reference.dictionary ในไฟล์ไม่ได้ ({fault}) "
            "ให้สร้างคลังข้อมูลใหม่ด้วย prongsai run",
            f"{database} cannot be checked: the file or its table reference.dictionary cannot be read "
            f"({fault}). Build the warehouse again with prongsai run.",
        ) from fault
    return rules, frozenset(name for (name,) in columns)


@contextmanager
def _datasource(database: Path, spill: Path) -> Iterator[SQLDatasource]:
    """The file as Great Expectations sees it, without a project folder; closed at the end, so that
    the file can be opened for writing again."""
    buffered_duckdb.register()
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}  # type: ignore[assignment, unused-ignore]
    datasource = context.data_sources.add_sql(  # type: ignore[call-arg, unused-ignore]
        "warehouse",
        connection_string=buffered_duckdb.CONNECTION_STRING,
        kwargs={"connect_args": buffered_duckdb.connect_args(database, spill)},
    )
    try:
        yield datasource
    finally:
        datasource.get_execution_engine().close()
        datasource.get_engine().dispose()


def _check_table(
    datasource: SQLDatasource, table: str, rules: Sequence[Rule], columns: frozenset[str]
) -> list[CheckOutcome]:
    """The outcomes of one table's suites, one a rule, in the order of the rules."""
    schema, name = table.split(".")
    try:
        asset = datasource.add_table_asset(table, table_name=name, schema_name=schema)
        batch = asset.add_batch_definition_whole_table("all").get_batch()
        results: list[ExpectationValidationResult] = []
        for suite_name, group in groupby(rules, key=lambda rule: rule.suite):
            demanded = [_expectation(rule, columns) for rule in group]
            suite = ExpectationSuite(name=suite_name, expectations=demanded)
            results += batch.validate(suite, result_format="BASIC").results
    except Exception as fault:  # a table that is not there, or whatever else Great Expectations trips over
        return [_not_made(rule, f"{type(fault).__name__}: {fault}") for rule in rules]
    found = {
        result.expectation_config.kwargs["rule"]: result for result in results if result.expectation_config
    }
    return [
        _outcome(rule, found[rule.id])
        if rule.id in found
        else _not_made(rule, "Great Expectations gave no result for this rule")
        for rule in rules
    ]


def _expectation(rule: Rule, columns: frozenset[str]) -> NoRowOffends | QueryReturnsNoRows:
    """A predicate on a column that is not there is asked alone: it would take the table's other
    predicates, with which it shares a statement, down with it."""
    if rule.predicate is not None and f"{rule.table}.{rule.column}" in columns:
        return NoRowOffends(rule=rule.id, predicate=rule.predicate)
    return QueryReturnsNoRows(rule=rule.id, query=rule.sql)


def _outcome(rule: Rule, result: ExpectationValidationResult) -> CheckOutcome:
    """Whatever Great Expectations says about an exception makes it an error of the check; it calls
    such a result a failure of the data."""
    error = _exception(result.exception_info or {})
    if error is not None:
        return _not_made(rule, error)
    count = result.result.get("unexpected_count")
    if not isinstance(count, int):
        return _not_made(rule, f"Great Expectations gave no count but {result.result!r}")
    return CheckOutcome(
        suite=rule.suite,
        expectation=rule.id,
        success=bool(result.success),
        observed=str(result.result["observed_value"]),
        unexpected_count=count,
        severity=rule.severity,
        scope=rule.scope,
    )


def _exception(information: Mapping[str, object]) -> str | None:
    """The message of an exception; the information is one, or one for each metric that raised."""
    if "raised_exception" in information:
        parts: list[object] = [information]
    else:
        parts = list(information.values())
    messages = [
        str(part.get("exception_message") or "an exception without a message")
        for part in parts
        if isinstance(part, Mapping) and part.get("raised_exception")
    ]
    return "; ".join(dict.fromkeys(messages)) or None


def _not_made(rule: Rule, error: str) -> CheckOutcome:
    return CheckOutcome(
        suite=rule.suite,
        expectation=rule.id,
        success=False,
        observed=None,
        unexpected_count=None,
        severity=rule.severity,
        scope=rule.scope,
        error=error,
    )
