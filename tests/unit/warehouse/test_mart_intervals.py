"""The Wilson interval beside every rate of completion."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import pytest

from warehouse.build import _MACROS


@pytest.fixture(scope="module")
def connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for macro in _MACROS:
        connection.execute(macro)
    return connection


@pytest.mark.parametrize(
    ("completed", "reported", "low", "high"),
    [
        # published worked examples: 1 of 1, none of ten, 81 of 263 (Newcombe 1998: 0.2553 to 0.3662)
        (1, 1, "0.206549", "1"),
        (0, 10, "0", "0.277533"),
        (10, 10, "0.722467", "1"),
        (81, 263, "0.255289", "0.366210"),
        (0, 1, "0", "0.793451"),
    ],
)
def test_interval(
    connection: duckdb.DuckDBPyConnection, completed: int, reported: int, low: str, high: str
) -> None:
    found = connection.execute(
        "SELECT wilson_low(x, n), wilson_high(x, n) FROM (SELECT ?::BIGINT AS x, ?::BIGINT AS n)",
        [completed, reported],
    ).fetchall()
    assert found == [(Decimal(low), Decimal(high))]


def test_nothing_reported_has_no_interval(connection: duckdb.DuckDBPyConnection) -> None:
    assert connection.execute("SELECT wilson_low(0, 0), wilson_high(0, 0)").fetchall() == [(None, None)]


def test_the_rate_lies_within_and_more_reports_rank_higher(connection: duckdb.DuckDBPyConnection) -> None:
    outside = connection.execute(
        "SELECT x, n FROM range(1, 120) AS a(n), range(0, 120) AS b(x) WHERE x <= n "
        "AND NOT (ratio(x, n) BETWEEN wilson_low(x, n) AND wilson_high(x, n))"
    ).fetchall()
    assert outside == []
    # One of one never leads twenty of twenty-one.
    ((one, many),) = connection.execute("SELECT wilson_low(1, 1), wilson_low(20, 21)").fetchall()
    assert one < many
