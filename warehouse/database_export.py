"""A small warehouse of what was chosen: the same tables, comments and names as the published file.

It holds the rows of the marts, the facts of the chosen organizations with their documents, evidence and
issues, and the reference tables, so that queries written for the published file run on it unchanged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import duckdb

from warehouse.build import STORAGE_VERSION
from warehouse.build_inputs import quoted
from warehouse.selection import Selection, literal, tables_of
from warehouse.thai_views import SHOWN_SCHEMA, VIEW_SCHEMA

DATABASE_EXPORT = "prongsai_export.duckdb"
_SCHEMAS = ("reference", "core", "mart", "quality")
#: What is about the running of the warehouse, not about organizations.
_LEFT_OUT = frozenset(
    {
        "reference.wording_corrections",
        "quality.corrections",
        "quality.wordings",
        "quality.checks",
        "quality.table_rows",
        "quality.figure_changes",
    }
)
_Tables = Mapping[str, tuple[str, ...]]


def write_database(database: Path, selection: Selection, target: Path) -> None:
    """Write the file ``target`` from the warehouse ``database``; readable by DuckDB clients from 1.4 on.
    DuckDB's errors (a full disk) pass through, and the file is then worthless."""
    try:
        with duckdb.connect() as connection:
            connection.execute(f"ATTACH {quoted(database.resolve())} AS published (READ_ONLY)")
            connection.execute(f"ATTACH {quoted(target)} AS exported (STORAGE_VERSION '{STORAGE_VERSION}')")
            connection.execute("USE published")
            tables = _chosen_tables(connection, selection)
            _create(connection, tables)
            _choose(connection, selection)
            for name, columns in tables.items():
                condition = _condition(name, columns, selection)
                connection.execute(f"INSERT INTO exported.{name} SELECT * FROM {name} WHERE {condition}")
            _describe(connection, tables)
            connection.execute("CHECKPOINT exported")
            connection.execute("USE memory")
            connection.execute("DETACH exported")
    finally:
        target.with_name(f"{target.name}.wal").unlink(missing_ok=True)


def _chosen_tables(connection: duckdb.DuckDBPyConnection, selection: Selection) -> dict[str, tuple[str, ...]]:
    """``schema.table`` -> columns, of the tables that the file has. A mart that cannot be limited so is
    left out: its figures are of more than was chosen."""
    return {
        f"{schema}.{name}": columns
        for schema, tables in tables_of(connection, _SCHEMAS).items()
        for name, columns in tables.items()
        if f"{schema}.{name}" not in _LEFT_OUT and (schema != "mart" or selection.applies_to(columns))
    }


def _create(connection: duckdb.DuckDBPyConnection, tables: _Tables) -> None:
    found = connection.execute(
        "SELECT schema_name || '.' || table_name, sql FROM duckdb_tables() WHERE database_name = 'published'"
    ).fetchall()
    connection.execute("USE exported")
    for schema in _SCHEMAS:
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    for name, sql in found:
        if name in tables:
            connection.execute(sql)
    connection.execute("USE published")


def _choose(connection: duckdb.DuckDBPyConnection, selection: Selection) -> None:
    """Who and what was chosen, as tables of codes: organizations, their records, and documents; those of
    ``own_documents`` are of a chosen organization alone, others may tell of many."""
    places = replace(selection, fiscal_years=())
    organizations = places.where(("organization_id", "province", "amphoe", "organization_type"))
    connection.execute(
        "CREATE TEMP TABLE chosen_organizations AS "
        f"SELECT organization_id AS id FROM core.organizations WHERE {organizations}"
    )
    own = f"{_of('organization_id', 'organizations')}" if selection.is_of_places else "TRUE"
    if selection.fiscal_years:
        years = ", ".join(map(str, selection.fiscal_years))
        own += f" AND (measures_fiscal_year IN ({years}) OR scores_fiscal_year IN ({years}))"
    connection.execute(
        f"CREATE TEMP TABLE chosen_own_documents AS SELECT document_id AS id FROM core.documents WHERE {own}"
    )
    facts = {
        "assessments": "assessment_id",
        "indicator_scores": "score_id",
        "measures": "measure_id",
        "disclosures": "disclosure_id",
    }
    limit = _facts_of(selection)
    union = " UNION ALL ".join(
        f"SELECT {record} AS id, document_id FROM core.{table} WHERE {limit}"
        for table, record in facts.items()
    )
    connection.execute(f"CREATE TEMP TABLE chosen_records AS {union}")
    connection.execute(
        "CREATE TEMP TABLE chosen_documents AS SELECT id FROM chosen_own_documents "
        "UNION SELECT document_id FROM chosen_records"
    )


def _facts_of(selection: Selection) -> str:
    limit = _of("organization_id", "organizations") if selection.is_of_places else "TRUE"
    if selection.fiscal_years:
        limit += f" AND fiscal_year IN ({', '.join(map(str, selection.fiscal_years))})"
    return limit


def _of(column: str, chosen: str) -> str:
    return f"{column} IN (SELECT id FROM temp.main.chosen_{chosen})"


def _condition(name: str, columns: tuple[str, ...], selection: Selection) -> str:
    """Which rows of a table the file has."""
    schema, _, table = name.partition(".")
    if schema == "mart":
        return selection.where(columns)
    if schema == "reference":
        if table == "organization_successions" and selection.is_of_places:
            return f"{_of('old_id', 'organizations')} OR {_of('new_id', 'organizations')}"
        return replace(selection, fiscal_years=()).where(columns) if table == "register" else "TRUE"
    if name == "quality.runs":
        return "TRUE"
    if name == "core.organizations":
        return _of("organization_id", "organizations")
    if table in ("documents", "document_sources"):
        return _of("document_id", "documents")
    if "organization_id" in columns and "fiscal_year" in columns:
        return _facts_of(selection)
    return " OR ".join(_beside(columns))


def _beside(columns: tuple[str, ...]) -> Iterator[str]:
    """What stands beside facts: of a document of a chosen organization, or of a chosen record."""
    if "measure_id" in columns:
        yield _of("measure_id", "records")
    if "record_id" in columns:
        yield _of("record_id", "records")
    if "document_id" in columns and ("measure_id" not in columns or "item_code" in columns):
        yield _of("document_id", "own_documents")
    if "organization_id" in columns:
        yield f"document_id IS NULL AND {_of('organization_id', 'organizations')}"


def _describe(connection: duckdb.DuckDBPyConnection, tables: _Tables) -> None:
    """The views of the marts that are there, and the comments of everything."""
    views = connection.execute(
        "SELECT view_name, sql FROM duckdb_views() WHERE database_name = 'published' AND schema_name = ?",
        [VIEW_SCHEMA],
    ).fetchall()
    shown = {f"{VIEW_SCHEMA}.{name}": sql for name, sql in views if f"{SHOWN_SCHEMA}.{name}" in tables}
    comments: list[str] = []
    for kind, names, sql in (
        ("TABLE", tables.keys(), "SELECT schema_name, table_name, NULL, comment FROM duckdb_tables()"),
        ("VIEW", shown.keys(), "SELECT schema_name, view_name, NULL, comment FROM duckdb_views()"),
        (
            "COLUMN",
            tables.keys() | shown.keys(),
            "SELECT schema_name, table_name, column_name, comment FROM duckdb_columns()",
        ),
    ):
        found = connection.execute(f"{sql} WHERE database_name = 'published' AND comment IS NOT NULL")
        for schema, table, column, comment in found.fetchall():
            if f"{schema}.{table}" in names:
                place = f'{schema}.{table}."{column}"' if column else f"{schema}.{table}"
                comments.append(f"COMMENT ON {kind} {place} IS {literal(comment)}")
    connection.execute("USE exported")
    connection.begin()
    if shown:
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {VIEW_SCHEMA}")
    for statement in (*shown.values(), *comments):
        connection.execute(statement)
    connection.execute(
        "DELETE FROM reference.dictionary WHERE schema_name || '.' || table_name NOT IN "
        f"({', '.join(map(literal, tables))})"
    )
    connection.commit()
    connection.execute("USE published")
