"""What is taken out of a built warehouse: which provinces and years, from which tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Selection:
    """What is exported: ``provinces`` by their names and ``fiscal_years`` (Buddhist era); an empty
    one means all."""

    provinces: tuple[str, ...] = ()
    fiscal_years: tuple[int, ...] = ()

    def where(self, columns: Sequence[str], alias: str = "") -> str:
        """The condition for a table with these columns; ``TRUE`` where nothing limits it."""
        prefix = f"{alias}." if alias else ""
        conditions = []
        if self.provinces and "province" in columns:
            named = ", ".join("'" + province.replace("'", "''") + "'" for province in self.provinces)
            conditions.append(f"{prefix}province IN ({named})")
        if self.fiscal_years and "fiscal_year" in columns:
            conditions.append(f"{prefix}fiscal_year IN ({', '.join(map(str, self.fiscal_years))})")
        return " AND ".join(conditions) or "TRUE"

    def applies_to(self, columns: Sequence[str]) -> bool:
        """Whether a table can be limited so. One without provinces is left out of an export of some:
        its figures are of the whole country."""
        return not (
            (self.provinces and "province" not in columns)
            or (self.fiscal_years and "fiscal_year" not in columns)
        )


def mart_tables(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, ...]]:
    """Every table and view of schema ``mart`` with its columns, in order."""
    found = connection.execute(
        "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() "
        "WHERE schema_name = 'mart' AND NOT internal GROUP BY table_name ORDER BY table_name"
    ).fetchall()
    return {name: tuple(columns) for name, columns in found}


def rows_of(connection: duckdb.DuckDBPyConnection, sql: str) -> pl.DataFrame:
    """The answer as a frame."""
    frame: pl.DataFrame = connection.sql(sql).pl()
    return frame


def has_table(connection: duckdb.DuckDBPyConnection, full_name: str) -> bool:
    """Whether the warehouse has ``schema.table``."""
    schema, _, table = full_name.partition(".")
    found = connection.execute(
        "SELECT count(*) FROM duckdb_columns() WHERE schema_name = ? AND table_name = ?", [schema, table]
    ).fetchall()
    return bool(found[0][0])
