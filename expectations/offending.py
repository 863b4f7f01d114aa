"""The two expectations of this project, in terms of Great Expectations.

Both say "no row offends" and observe the exact number of rows that do. They differ in how the
number is had: :class:`NoRowOffends` counts many predicates, each of a rule of its own, in one pass over
their table; :class:`QueryReturnsNoRows` counts what a query returns. The expectations that come with Great
Expectations are not used: they need about five times as long for the same columns, and
``UnexpectedRowsExpectation`` runs each query twice and reads braces in it. One expectation for all predicates
of a table, because Great Expectations spends about two milliseconds on each, whatever it asks.
"""

from __future__ import annotations

from typing import Any, ClassVar

import sqlalchemy
from great_expectations.execution_engine.sqlalchemy_execution_engine import SqlAlchemyExecutionEngine
from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

_OFFENDING_ROWS = "prongsai.offending_rows"
_QUERY_ROWS = "prongsai.query_rows"


class OffendingRowCounts(TableMetricProvider):
    """How many rows a table has, then for how many of them each predicate is true."""

    metric_name = _OFFENDING_ROWS
    value_keys = ("table", "predicates")

    @metric_value(engine=SqlAlchemyExecutionEngine)
    def _sqlalchemy(
        cls,
        execution_engine: SqlAlchemyExecutionEngine,
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any],
    ) -> list[int]:
        counts = "".join(f", count_if({predicate})" for predicate in metric_value_kwargs["predicates"])
        counted = _verbatim(f"SELECT count(*){counts} FROM {metric_value_kwargs['table']}")
        return [int(count or 0) for count in execution_engine.execute_query(counted).fetchall()[0]]


class QueryRowCount(TableMetricProvider):
    """How many rows a query returns."""

    metric_name = _QUERY_ROWS
    value_keys = ("query",)

    @metric_value(engine=SqlAlchemyExecutionEngine)
    def _sqlalchemy(
        cls,
        execution_engine: SqlAlchemyExecutionEngine,
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any],
    ) -> int:
        counted = _verbatim(f"SELECT count(*) FROM ({metric_value_kwargs['query']})")
        return int(execution_engine.execute_query(counted).fetchall()[0][0])


class NoRowOffends(BatchExpectation):
    """Predicates, one for each of ``rules``, that are true for no row of the table. The result has the
    number of its ``rows`` and, in the order of ``rules``, the ``counts`` of those that offend."""

    table: str
    rules: list[str]
    predicates: list[str]

    metric_dependencies: ClassVar[tuple[str, ...]] = (_OFFENDING_ROWS,)
    success_keys: ClassVar[tuple[str, ...]] = ("table", "predicates")

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,
        execution_engine: Any = None,
    ) -> dict[str, Any]:
        rows, *counts = metrics[_OFFENDING_ROWS]
        if len(counts) != len(self.rules):
            raise ValueError(f"{len(counts)} counts of {len(self.rules)} predicates")
        return {
            "success": not any(counts),
            "result": {"observed_value": sum(counts), "rows": rows, "counts": counts},
        }


class QueryReturnsNoRows(BatchExpectation):
    """A query that returns the rows that offend, and returns none; ``counts`` has their number."""

    rules: list[str]
    query: str

    metric_dependencies: ClassVar[tuple[str, ...]] = (_QUERY_ROWS,)
    success_keys: ClassVar[tuple[str, ...]] = ("query",)

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,
        execution_engine: Any = None,
    ) -> dict[str, Any]:
        count = int(metrics[_QUERY_ROWS])
        return {"success": count == 0, "result": {"observed_value": count, "counts": [count]}}


def _verbatim(sql: str) -> Any:
    """SQL as it is: SQLAlchemy would take ``:name`` in it for a parameter."""
    return sqlalchemy.text(sql.replace(":", r"\:"))
