"""The one source of the warehouse's tables: ``warehouse/schema/*.yml``.

From it come the DDL, the comments in the database, ``reference.dictionary`` (and with it the column
checks), the frames that workers fill, and ``docs/data-dictionary.md``, which
``python -m warehouse.data_dictionary`` writes anew. Importing this module costs neither DuckDB nor Polars.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from transforms.facts import ROW_TYPES

if typing.TYPE_CHECKING:
    import polars

SCHEMA_FILES = Path(__file__).parent / "schema"
#: In the order in which an analyst meets them, and in which they are filled.
SCHEMAS = ("reference", "core", "mart", "quality")

_DECIMAL = re.compile(r"DECIMAL\((\d+),(\d+)\)")
_COLUMN_KEYS = {
    "type",
    "nullable",
    "th",
    "en",
    "allowed",
    "minimum",
    "maximum",
    "references",
    "like",
    "name_th",
}
#: Entries of ROW_TYPES that are no facts, but about them.
_OF_QUALITY = ("issues", "corrections", "wordings")
_TABLE_KEYS = {"row_th", "row_en", "key", "columns"}


class BrokenMetadata(ValueError):
    """A schema file contradicts itself: a programming fault, never a person's."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``type`` is DuckDB's; ``allowed`` is empty where any value may stand; ``minimum``
    and ``maximum`` are inclusive; ``references`` is ``schema.table.column``; ``name_th`` is its name in
    the Thai view of its table, ``None`` where there is no such view."""

    name: str
    type: str
    nullable: bool
    th: str
    en: str
    allowed: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    references: str | None = None
    name_th: str | None = None

    @property
    def comment(self) -> str:
        """The comment in the database: Thai first."""
        return f"{self.th} / {self.en}"


@dataclass(frozen=True, slots=True)
class Table:
    """One table. ``row_th``/``row_en`` say what one row is; ``key`` is empty where rows have none."""

    schema: str
    name: str
    row_th: str
    row_en: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def full_name(self) -> str:
        """``core.measures``."""
        return f"{self.schema}.{self.name}"

    @property
    def column_names(self) -> tuple[str, ...]:
        """In the order of the table."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name; :class:`KeyError` where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.full_name}.{name}")


@dataclass(frozen=True, slots=True)
class Schema:
    """One schema of the warehouse."""

    name: str
    th: str
    en: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """All schemas and tables, in order."""

    schemas: tuple[Schema, ...]
    tables: tuple[Table, ...]

    def table(self, full_name: str) -> Table:
        """The table ``schema.name``; :class:`KeyError` where there is none."""
        for table in self.tables:
            if table.full_name == full_name:
                return table
        raise KeyError(full_name)

    def of_schema(self, schema: str) -> tuple[Table, ...]:
        """The tables of one schema, in order."""
        return tuple(table for table in self.tables if table.schema == schema)


@functools.cache
def load_metadata() -> Metadata:
    """Read every schema file. Raises :class:`BrokenMetadata` where one contradicts itself."""
    schemas: list[Schema] = []
    tables: list[Table] = []
    for name in SCHEMAS:
        path = SCHEMA_FILES / f"{name}.yml"
        if not path.exists():
            continue
        content = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        schemas.append(Schema(content["schema"], content["th"], content["en"]))
        tables.extend(_tables(content))
    return _checked(Metadata(tuple(schemas), tuple(tables)))


def ddl(table: Table) -> str:
    """``CREATE TABLE`` for the table. NOT NULL is held by DuckDB; keys and ranges are held by the
    checks: as constraints they cost an index in memory and tell less."""
    return _create(table.full_name, ((c.name, c.type, c.nullable) for c in table.columns))


def comments(table: Table) -> list[str]:
    """``COMMENT ON`` for the table and each of its columns."""
    statements = [f"COMMENT ON TABLE {table.full_name} IS {sql_text(f'{table.row_th} / {table.row_en}')}"]
    statements += [
        f'COMMENT ON COLUMN {table.full_name}."{column.name}" IS {sql_text(column.comment)}'
        for column in table.columns
    ]
    return statements


def extracted_ddl(schema: str = "extracted") -> list[str]:
    """``CREATE TABLE IF NOT EXISTS`` for the tables of :data:`ROW_TYPES`: exactly the columns of the
    dataclasses, the types of the metadata."""
    statements = [f"CREATE SCHEMA IF NOT EXISTS {schema}"]
    for name in ROW_TYPES:
        columns = ((c.name, c.type, c.nullable) for c in extracted_table(name).columns)
        statements.append(
            _create(f"{schema}.{name}", columns).replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS", 1)
        )
    return statements


def published_name(row_type: str) -> str:
    """Where the rows of an entry of :data:`ROW_TYPES` are published: ``measures`` → ``core.measures``,
    ``issues`` → ``quality.issues``."""
    return f"{'quality' if row_type in _OF_QUALITY else 'core'}.{row_type}"


@functools.cache
def extracted_table(row_type: str) -> Table:
    """The published table cut to the columns of its dataclass, nullable as the dataclass says."""
    published = load_metadata().table(published_name(row_type))
    cls = ROW_TYPES[row_type]
    hints = typing.get_type_hints(cls)
    columns = tuple(
        dataclasses.replace(published.column(field.name), nullable=is_optional(hints[field.name]))
        for field in dataclasses.fields(cls)
    )
    return dataclasses.replace(published, columns=columns)


def is_optional(hint: object) -> bool:
    """Whether a type hint is ``X | None``."""
    return isinstance(hint, types.UnionType) and type(None) in typing.get_args(hint)


def polars_schema(row_type: str) -> dict[str, polars.DataType]:
    """Column → Polars type of the frames of one entry of :data:`ROW_TYPES` (``measures``), to be
    handed to ``polars.DataFrame(rows, schema=…)``."""
    return {column.name: polars_type(column.type) for column in extracted_table(row_type).columns}


def polars_type(duckdb_type: str) -> polars.DataType:
    """The Polars type of a DuckDB type that the metadata uses. Timestamps are UTC without a zone."""
    import polars as pl

    known: dict[str, polars.DataType] = {
        "VARCHAR": pl.String(),
        "INTEGER": pl.Int32(),
        "BIGINT": pl.Int64(),
        "DOUBLE": pl.Float64(),
        "BOOLEAN": pl.Boolean(),
        "DATE": pl.Date(),
        "TIMESTAMP": pl.Datetime("us"),
        "VARCHAR[]": pl.List(pl.String()),
        "INTEGER[]": pl.List(pl.Int32()),
    }
    if found := _DECIMAL.fullmatch(duckdb_type):
        return pl.Decimal(int(found[1]), int(found[2]))
    return known[duckdb_type]


def _create(full_name: str, columns: typing.Iterable[tuple[str, str, bool]]) -> str:
    lines = [f'  "{name}" {type_}{"" if nullable else " NOT NULL"}' for name, type_, nullable in columns]
    return f"CREATE TABLE {full_name} (\n" + ",\n".join(lines) + "\n)"


def sql_text(text: str) -> str:
    """The text as a literal in SQL."""
    return "'" + text.replace("'", "''") + "'"


def _tables(content: dict[str, typing.Any]) -> Iterator[Table]:
    schema = content["schema"]
    common = content.get("common") or {}
    vocabularies = content.get("vocabularies") or {}
    names_th = content.get("names_th") or {}
    for name, body in content["tables"].items():
        where = f"{schema}.{name}"
        if set(body) != _TABLE_KEYS:
            raise BrokenMetadata(f"{where}: expected {sorted(_TABLE_KEYS)}, found {sorted(body)}")
        columns = tuple(
            _column(where, column, {"name_th": names_th.get(column), **(given or {})}, common, vocabularies)
            for column, given in body["columns"].items()
        )
        yield Table(schema, name, body["row_th"], body["row_en"], tuple(body["key"]), columns)


def _column(
    where: str,
    name: str,
    given: dict[str, typing.Any],
    common: dict[str, dict[str, typing.Any]],
    vocabularies: dict[str, list[str]],
) -> Column:
    merged = {**common.get(given.get("like", name), {}), **given}
    if unknown := set(merged) - _COLUMN_KEYS:
        raise BrokenMetadata(f"{where}.{name}: unknown {sorted(unknown)}")
    if missing := {"type", "th", "en"} - set(merged):
        raise BrokenMetadata(f"{where}.{name}: lacks {sorted(missing)}")
    vocabulary = merged.get("allowed")
    if vocabulary is not None and vocabulary not in vocabularies:
        raise BrokenMetadata(f"{where}.{name}: no vocabulary {vocabulary!r}")
    return Column(
        name=name,
        type=merged["type"],
        nullable=bool(merged.get("nullable", False)),
        th=merged["th"],
        en=merged["en"],
        allowed=tuple(vocabularies[vocabulary]) if vocabulary else (),
        minimum=merged.get("minimum"),
        maximum=merged.get("maximum"),
        references=merged.get("references"),
        name_th=merged.get("name_th"),
    )


def _checked(metadata: Metadata) -> Metadata:
    names = {table.full_name for table in metadata.tables}
    for table in metadata.tables:
        if unknown := set(table.key) - set(table.column_names):
            raise BrokenMetadata(f"{table.full_name}: key of unknown columns {sorted(unknown)}")
        for column in table.columns:
            if not column.references:
                continue
            target, _, referenced = column.references.rpartition(".")
            if target not in names or referenced not in metadata.table(target).column_names:
                raise BrokenMetadata(f"{table.full_name}.{column.name}: no {column.references}")
    return metadata
