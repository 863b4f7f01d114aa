"""``datapackage.json`` beside exported files: what each holds, in the form of the Frictionless standard.

Every file stands there with its bytes and sha256; every table of CSV or Parquet with its fields: type, title
in Thai, title in English, what may stand in them. Programs that know the standard check and load them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from warehouse.disk import sha256_of_file
from warehouse.metadata import Column, Table, load_metadata
from warehouse.selection import Selection, has_table

DATAPACKAGE = "datapackage.json"
_MEDIA_TYPES = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "duckdb": "application/vnd.duckdb",
}
_TYPES = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
}
_CSV_DIALECT = {
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "lineTerminator": "\r\n",
    "header": True,
}
_TITLES = {
    "xlsx": ("สมุดงานเปรียบเทียบ", "Comparison workbook"),
    "duckdb": ("คลังข้อมูลของส่วนที่เลือก", "Warehouse of what was chosen"),
}


def datapackage(
    connection: duckdb.DuckDBPyConnection, folder: Path, files: Sequence[Path], selection: Selection
) -> bytes:
    """The content of ``datapackage.json`` in ``folder`` for its ``files``, exported from an open warehouse.
    Every file is read. Raises :class:`OSError` for one that cannot be."""
    types = _column_types(connection)
    package: dict[str, Any] = {
        "profile": "data-package",
        "name": "prongsai-export",
        "title": "การเปรียบเทียบผลการประเมิน ITA ขององค์กรปกครองส่วนท้องถิ่น (โปร่งใส)",
        "title_en": "Integrity and transparency assessment (ITA) of Thai local administrations: comparison",
        "description": (
            "คำอธิบายคอลัมน์มาจากพจนานุกรมข้อมูลของคลัง ใน CSV ข้อความที่ขึ้นต้นด้วย = + - @ หรือแท็บ มี ' นำหน้า / "
            "Fields are those of the warehouse's dictionary. In CSV, text that begins with = + - @ or a tab "
            "has a leading '."
        ),
        "created": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "prongsai": _origin(connection) | _chosen(selection),
        "resources": [_resource(folder, path, types) for path in files],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def listed_files(content: bytes) -> list[str]:
    """The paths that a ``datapackage.json`` lists. Raises :class:`ValueError` for what is none."""
    try:
        return [str(resource["path"]) for resource in json.loads(content)["resources"]]
    except (KeyError, TypeError) as error:
        raise ValueError("not a data package") from error


def _resource(folder: Path, path: Path, types: Mapping[str, Sequence[tuple[str, str]]]) -> dict[str, Any]:
    kind = path.suffix.removeprefix(".")
    resource: dict[str, Any] = {
        "name": path.stem.lower() if kind == "csv" else path.name.lower(),
        "path": path.relative_to(folder).as_posix(),
        "format": kind,
        "mediatype": _MEDIA_TYPES[kind],
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256_of_file(path)}",
    }
    if kind in _TITLES:
        return resource | {"title": _TITLES[kind][0], "title_en": _TITLES[kind][1]}
    known = {table.name: table for table in load_metadata().of_schema("mart")}.get(path.stem)
    if known is not None:
        resource |= {"title": known.row_th, "title_en": known.row_en}
    if kind == "csv":
        resource |= {"profile": "tabular-data-resource", "encoding": "utf-8", "dialect": _CSV_DIALECT}
    return resource | {"schema": _schema(types.get(path.stem, ()), known, kind)}


def _schema(columns: Sequence[tuple[str, str]], known: Table | None, kind: str) -> dict[str, Any]:
    described = {column.name: column for column in known.columns} if known else {}
    schema: dict[str, Any] = {
        "fields": [_field(name, type_, described.get(name), kind) for name, type_ in columns]
    }
    if kind == "csv":
        schema["missingValues"] = [""]
    # A key of the standard has no empty values.
    if known and known.key and not any(described[name].nullable for name in known.key):
        schema["primaryKey"] = list(known.key)
    return schema


def _field(name: str, type_: str, column: Column | None, kind: str) -> dict[str, Any]:
    if type_.endswith("[]"):
        # In CSV a list is one text, joined by " | ".
        field: dict[str, Any] = {"name": name, "type": "array" if kind == "parquet" else "string"}
    elif type_.startswith("DECIMAL"):
        field = {"name": name, "type": "number"}
    else:
        field = {"name": name, "type": _TYPES.get(type_, "any")}
    if field["type"] == "datetime" and kind == "csv":
        field["format"] = "%Y-%m-%dT%H:%M:%S.%f"
    if column is None:
        return field
    field |= {"title": column.th, "title_en": column.en, "description": column.comment}
    limits = {
        "required": None if column.nullable else True,
        "enum": list(column.allowed) or None,
        "minimum": column.minimum,
        "maximum": column.maximum,
    }
    constraints = {limit: value for limit, value in limits.items() if value is not None}
    return field | ({"constraints": constraints} if constraints else {})


def _column_types(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[str, str]]]:
    """Table of schema ``mart`` -> its columns with DuckDB's types, in order."""
    found = connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE database_name = current_database() AND schema_name = 'mart' ORDER BY table_name, column_index"
    ).fetchall()
    types: dict[str, list[tuple[str, str]]] = {}
    for table, column, type_ in found:
        types.setdefault(table, []).append((column, type_))
    return types


def _origin(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    if not has_table(connection, "quality.runs"):
        return {}
    found = connection.execute(
        "SELECT run_id, as_of, version FROM quality.runs ORDER BY started_at DESC LIMIT 1"
    ).fetchall()
    return {
        name: None if value is None else str(value)
        for row in found
        for name, value in zip(("run_id", "as_of", "version"), row, strict=True)
    }


def _chosen(selection: Selection) -> dict[str, Any]:
    return {
        "provinces": list(selection.provinces),
        "amphoes": list(selection.amphoes),
        "organization_types": list(selection.types),
        "fiscal_years": list(selection.fiscal_years),
    }
