"""Rows of this program's own making into tables of DuckDB.

By lists of values: a frame would import Polars, PyArrow and NumPy, which takes longer than a night on which
nothing changed has to spend on its rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


def create_temp_table(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    columns: Mapping[str, str],
    rows: Sequence[Mapping[str, object]],
) -> None:
    """A temporary table of these rows; ``columns`` gives the type of each by its name."""
    typed = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
    connection.execute(f"CREATE TEMP TABLE {name} ({typed})")
    insert_rows(connection, name, columns, rows)


def insert_rows(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Mapping[str, str],
    rows: Sequence[Mapping[str, object]],
) -> None:
    """Append rows to a table; a value that a row lacks is null."""
    if not rows:
        return
    values = ", ".join(f'unnest(CAST(? AS {kind}[])) AS "{column}"' for column, kind in columns.items())
    connection.execute(
        f"INSERT INTO {table} BY NAME SELECT {values}",
        [[row.get(column) for row in rows] for column in columns],
    )
