"""A built warehouse in miniature: every table of the metadata, and rows for a few organizations that do
not exist."""

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import duckdb

from warehouse.metadata import Table, ddl, load_metadata

_SAMPLE: dict[str, object] = {
    "VARCHAR": "-",
    "INTEGER": 1,
    "BIGINT": 0,
    "DOUBLE": 0.0,
    "BOOLEAN": False,
    "DATE": date(2026, 11, 21),
    "TIMESTAMP": datetime(2026, 11, 21, 1, 0),
}


@dataclasses.dataclass
class SmallWarehouse:
    """Adds rows to the database at ``path``; columns that are not given are null or a filler."""

    path: Path

    def create(self) -> "SmallWarehouse":
        with duckdb.connect() as connection:
            connection.execute(f"ATTACH '{self.path}' AS built (STORAGE_VERSION 'v1.4.0')")
            connection.execute("USE built")
            metadata = load_metadata()
            for schema in metadata.schemas:
                connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema.name}")
            for table in metadata.tables:
                connection.execute(ddl(table))
        self.add(
            "reference.dictionary",
            *(
                {
                    "schema_name": table.schema,
                    "table_name": table.name,
                    "column_name": column.name,
                    "ordinal": ordinal,
                    "data_type": column.type,
                    "th": column.th,
                    "en": column.en,
                }
                for table in load_metadata().tables
                for ordinal, column in enumerate(table.columns, start=1)
            ),
        )
        return self

    def add(self, full_name: str, *rows: Mapping[str, object]) -> None:
        table = load_metadata().table(full_name)
        marks = ", ".join("?" for _ in table.columns)
        with duckdb.connect(str(self.path)) as connection:
            connection.execute("BEGIN")
            for row in rows:
                connection.execute(f"INSERT INTO {full_name} VALUES ({marks})", _filled(table, row))
            connection.execute("COMMIT")


def _filled(table: Table, row: Mapping[str, object]) -> list[object]:
    unknown = row.keys() - set(table.column_names)
    assert not unknown, f"{table.full_name} has no {unknown}"
    values = []
    for column in table.columns:
        filler = None if column.nullable else _SAMPLE.get(column.type, 0 if "DECIMAL" in column.type else [])
        values.append(row.get(column.name, filler))
    return values
