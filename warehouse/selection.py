"""What is taken out of a built warehouse: which places, types and years, from which tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    import polars as pl

_ORGANIZATIONS = "core.organizations"


@dataclass(frozen=True, slots=True)
class Selection:
    """What is exported: ``provinces`` and ``amphoes`` by their names, ``types`` by their codes (``sao``),
    ``fiscal_years`` of the Buddhist era; an empty one means all."""

    provinces: tuple[str, ...] = ()
    fiscal_years: tuple[int, ...] = ()
    amphoes: tuple[str, ...] = ()
    types: tuple[str, ...] = ()

    @property
    def is_of_places(self) -> bool:
        """Whether it is of some organizations only."""
        return bool(self.provinces or self.amphoes or self.types)

    def where(self, columns: Collection[str], alias: str = "") -> str:
        """The condition for a table with these columns; ``TRUE`` where nothing limits it. A table without
        the column for a place or type is limited by the codes of the organizations, where it has them."""
        prefix = f"{alias}." if alias else ""
        limits = self._limits()
        conditions = [f"{prefix}{name} IN ({values})" for name, values in limits.items() if name in columns]
        if "organization_id" in columns and limits.keys() - set(columns):
            chosen = " AND ".join(f"{name} IN ({values})" for name, values in limits.items())
            conditions.append(
                f"{prefix}organization_id IN (SELECT organization_id FROM {_ORGANIZATIONS} WHERE {chosen})"
            )
        if self.fiscal_years and "fiscal_year" in columns:
            conditions.append(f"{prefix}fiscal_year IN ({', '.join(map(str, self.fiscal_years))})")
        return " AND ".join(conditions) or "TRUE"

    def applies_to(self, columns: Collection[str]) -> bool:
        """Whether a table can be limited so. One without provinces is left out of an export of some:
        its figures are of the whole country."""
        limited = "organization_id" in columns or self._limits().keys() <= set(columns)
        return limited and not (self.fiscal_years and "fiscal_year" not in columns)

    def _limits(self) -> dict[str, str]:
        """Column -> the values chosen, as SQL."""
        chosen = {"province": self.provinces, "amphoe": self.amphoes, "organization_type": self.types}
        return {name: ", ".join(map(literal, values)) for name, values in chosen.items() if values}


def literal(text: str) -> str:
    """The text as SQL has it."""
    return "'" + text.replace("'", "''") + "'"


def mart_tables(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, ...]]:
    """Every table and view of schema ``mart`` with its columns, in order."""
    return tables_of(connection, ("mart",))["mart"]


def tables_of(
    connection: duckdb.DuckDBPyConnection, schemas: Sequence[str]
) -> dict[str, dict[str, tuple[str, ...]]]:
    """Schema -> its tables and views with their columns, in order."""
    found = connection.execute(
        "SELECT schema_name, table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() "
        "WHERE database_name = current_database() AND NOT internal GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    tables: dict[str, dict[str, tuple[str, ...]]] = {schema: {} for schema in schemas}
    for schema, name, columns in found:
        if schema in tables:
            tables[schema][name] = tuple(columns)
    return tables


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


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """The values without what is empty or was there before, in order."""
    return tuple(dict.fromkeys(value.strip() for value in values if value.strip()))
