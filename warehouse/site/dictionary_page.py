"""The dictionary: an index of all tables, and a page for each with its columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

DICTIONARY = "dictionary.html"


def dictionary_values(rows: Mapping[str, list[Any]]) -> dict[str, Any]:
    """From the rows by section (``queries/dictionary``): the table, its columns in their order."""
    return {
        **rows,
        "table": rows["heads"][0],
        "columns": sorted(rows["columns"], key=lambda row: row.ordinal),
        "has_thai_names": any(row.name_th for row in rows["columns"]),
    }


def index_values(rows: Mapping[str, list[Any]]) -> dict[str, Any]:
    """From the rows by section (``queries/dictionary_index``): the tables, and the schemas in their order."""
    return {**rows, "schemas": list(dict.fromkeys(row.schema_name for row in rows["tables"]))}
