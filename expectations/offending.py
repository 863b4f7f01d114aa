"""The two expectations of this project, in terms of Great Expectations.

Both say "no row offends" and observe the exact number of rows that do. They differ in how the
number is had: :class:`NoRowOffends` counts a predicate in one pass over the table together with all
other predicates of the suite (Great Expectations bundles them into one statement);
:class:`QueryReturnsNoRows` counts what a query returns. The expectations that come with Great
Expectations are not used: they need about five times as long for the same columns, and
``UnexpectedRowsExpectation`` runs each query twice and reads braces in it.
"""

from __future__ import annotations

from typing import Any, ClassVar

import sqlalchemy
from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.core.metric_function_types import MetricPartialFunctionTypes
from great_expectations.execution_engine.sqlalchemy_execution_engine import SqlAlchemyExecutionEngine
from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.expectations.metrics.metric_provider import metric_partial, metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

_OFFENDING_ROWS = "prongsai.offending_rows"
_QUERY_ROWS = "prongsai.query_rows"
_TABLE_ROWS = "table.row_count"


class OffendingRowCount(TableMetricProvider):
    """How many rows of the table a predicate is true for."""

    metric_name = _OFFENDING_ROWS
    value_keys = ("predicate",)

    @metric_partial(
        engine=SqlAlchemyExecutionEngine,
        partial_fn_type=MetricPartialFunctionTypes.AGGREGATE_FN,
        domain_type=MetricDomainTypes.TABLE,
    )
    def _sqlalchemy(
        cls,
        execution_engine: SqlAlchemyExecutionEngine,
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any],
    ) -> tuple[Any, dict[str, Any], dict[str, Any]]:
        _, compute, accessor = execution_engine.get_compute_domain(
            metric_domain_kwargs, domain_type=MetricDomainTypes.TABLE
        )
        predicate = _verbatim(metric_value_kwargs["predicate"])
        return sqlalchemy.func.coalesce(sqlalchemy.func.count_if(predicate), 0), compute, accessor


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
    """A predicate that is true for no row of the table."""

    rule: str
    predicate: str

    metric_dependencies: ClassVar[tuple[str, ...]] = (_OFFENDING_ROWS, _TABLE_ROWS)
    success_keys: ClassVar[tuple[str, ...]] = ("predicate",)

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,
        execution_engine: Any = None,
    ) -> dict[str, Any]:
        count = int(metrics[_OFFENDING_ROWS])
        observed = f"{count} of {int(metrics[_TABLE_ROWS])} rows"
        return {"success": count == 0, "result": {"observed_value": observed, "unexpected_count": count}}


class QueryReturnsNoRows(BatchExpectation):
    """A query that returns the rows that offend, and returns none."""

    rule: str
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
        return {
            "success": count == 0,
            "result": {"observed_value": f"{count} rows", "unexpected_count": count},
        }


def _verbatim(sql: str) -> Any:
    """SQL as it is: SQLAlchemy would take ``:name`` in it for a parameter."""
    return sqlalchemy.text(sql.replace(":", r"\:"))
