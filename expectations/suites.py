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
from great_expectations.datasource.fluent.interfaces import Batch

from expectations import buffered_duckdb
from expectations.column_rules import all_rules
from expectations.offending import NoRowOffends, QueryReturnsNoRows
from expectations.outcome import LEVELS, CheckOutcome
from expectations.rules import Rule
from transforms.errors import ProngsaiError

Columns = Mapping[str, frozenset[str]]

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
        with _whole_file(database, Path(spill)) as batch:
            for suite, group in groupby(rules, key=lambda rule: rule.suite):
                outcomes.extend(_check_suite(batch, suite, list(group), columns))
    return tuple(outcomes)


def _rules_of(database: Path, spill: Path) -> tuple[list[Rule], Columns]:
    """The rules that the file is held to, and its columns by table."""
    arguments = buffered_duckdb.connect_args(database, spill)
    try:
        with duckdb.connect(arguments["database"], read_only=True, config=arguments["config"]) as connection:
            rules = list(all_rules(connection).values())
            columns = connection.execute(
                "SELECT schema_name || '.' || table_name, list(column_name) FROM duckdb_columns()"
                " WHERE database_name = current_database() GROUP BY ALL"
            ).fetchall()
    except duckdb.Error as fault:
        raise ProngsaiError(
            f"ตรวจ {database} ไม่ได้ เพราะเปิดไฟล์หรือตาราง reference.dictionary ในไฟล์ไม่ได้ ({fault}) "
            "ให้สร้างคลังข้อมูลใหม่ด้วย prongsai run",
            f"{database} cannot be checked: the file or its table reference.dictionary cannot be read "
            f"({fault}). Build the warehouse again with prongsai run.",
        ) from fault
    return rules, {table: frozenset(names) for table, names in columns}


@contextmanager
def _whole_file(database: Path, spill: Path) -> Iterator[Batch]:
    """The file as Great Expectations sees it, without a project folder; closed at the end, so that
    the file can be opened for writing again. The batch is the file and not a table of it: expectations
    name their tables, and an asset for each table would cost more than their checks."""
    buffered_duckdb.register()
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}  # type: ignore[assignment, unused-ignore]
    datasource = context.data_sources.add_sql(  # type: ignore[call-arg, unused-ignore]
        "warehouse",
        connection_string=buffered_duckdb.CONNECTION_STRING,
        kwargs={"connect_args": buffered_duckdb.connect_args(database, spill)},
    )
    try:
        # The one table that was just read.
        asset = datasource.add_table_asset("file", table_name="dictionary", schema_name="reference")
        yield asset.add_batch_definition_whole_table("all").get_batch()
    finally:
        datasource.get_execution_engine().close()
        datasource.get_engine().dispose()


def _check_suite(batch: Batch, name: str, rules: Sequence[Rule], columns: Columns) -> list[CheckOutcome]:
    """The outcomes of one suite's rules, all about one table, in their order."""
    table = rules[0].table
    if table not in columns:
        return [_not_made(rule, f"there is no table {table}") for rule in rules]
    try:
        suite = ExpectationSuite(name=name, expectations=list(_expectations(rules, columns[table])))
        results = batch.validate(suite, result_format="BASIC").results
    except Exception as fault:  # whatever Great Expectations trips over
        return [_not_made(rule, f"{type(fault).__name__}: {fault}") for rule in rules]
    found: dict[str, CheckOutcome] = {}
    by_id = {rule.id: rule for rule in rules}
    for result in results:
        if result.expectation_config:
            asked = [by_id[rule] for rule in result.expectation_config.kwargs["rules"]]
            found |= {outcome.expectation: outcome for outcome in _outcomes(asked, result)}
    return [
        found.get(rule.id) or _not_made(rule, "Great Expectations gave no result for this rule")
        for rule in rules
    ]


def _expectations(
    rules: Sequence[Rule], columns: frozenset[str]
) -> Iterator[NoRowOffends | QueryReturnsNoRows]:
    """One for all predicates on columns that are there, one for every other rule. A predicate on a column
    that is not there would take those with which it shares a statement down with it."""
    counted = [rule for rule in rules if rule.predicate is not None and rule.column in columns]
    if counted:
        yield NoRowOffends(
            table=counted[0].table,
            rules=[rule.id for rule in counted],
            predicates=[str(rule.predicate) for rule in counted],
        )
    together = {rule.id for rule in counted}
    for rule in rules:
        if rule.id not in together:
            yield QueryReturnsNoRows(rules=[rule.id], query=rule.sql)


def _outcomes(rules: Sequence[Rule], result: ExpectationValidationResult) -> list[CheckOutcome]:
    """One for each of the rules that the expectation asks. Whatever Great Expectations says about an
    exception makes it an error of the check; it calls such a result a failure of the data."""
    error = _exception(result.exception_info or {})
    if error is not None:
        return [_not_made(rule, error) for rule in rules]
    rows, counts = result.result.get("rows"), result.result.get("counts")
    if not isinstance(counts, list) or len(counts) != len(rules):
        return [_not_made(rule, f"Great Expectations gave no counts but {result.result!r}") for rule in rules]
    return [
        CheckOutcome(
            suite=rule.suite,
            expectation=rule.id,
            success=count == 0,
            observed=f"{count} rows" if rows is None else f"{count} of {rows} rows",
            unexpected_count=count,
            severity=rule.severity,
            scope=rule.scope,
        )
        for rule, count in zip(rules, counts, strict=True)
    ]


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
