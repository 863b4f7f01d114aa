"""The data dictionary for people: ``docs/data-dictionary.md``, written from the metadata.

``python -m warehouse.data_dictionary`` writes it anew; a test fails while it is stale.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from warehouse.metadata import Column, Table, load_metadata

DATA_DICTIONARY: Path = Path(__file__).parent.parent / "docs" / "data-dictionary.md"


def data_dictionary() -> str:
    """The whole dictionary as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    metadata = load_metadata()
    yield "# พจนานุกรมข้อมูล / Data dictionary"
    yield ""
    yield "<!-- Made by `python -m warehouse.data_dictionary` from warehouse/schema/*.yml: do not edit. -->"
    yield ""
    yield "The same texts stand in the database as comments, and in `reference.dictionary`. Years are"
    yield "Buddhist-era fiscal years, timestamps UTC, scores 0-100. **bold**: part of the key."
    yield "Every table of `mart` has a view of the same name in `mart_th`, whose columns have the Thai"
    yield "names that stand first in the column ไทย."
    for schema in metadata.schemas:
        yield ""
        yield f"## {schema.name}"
        yield ""
        yield f"{schema.th} / {schema.en}"
        for table in metadata.of_schema(schema.name):
            yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    yield ""
    yield f"### {table.full_name}"
    yield ""
    yield f"{table.row_th} / {table.row_en}"
    yield ""
    yield "| column | type | null | ไทย | English | values |"
    yield "|---|---|---|---|---|---|"
    for column in table.columns:
        name = f"**{column.name}**" if column.name in table.key else column.name
        null = "null" if column.nullable else ""
        thai = f"`{column.name_th}` {column.th}" if column.name_th else column.th
        cells = (name, column.type, null, thai, column.en, _values(column))
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _values(column: Column) -> str:
    if column.allowed:
        return ", ".join(f"`{value}`" for value in column.allowed)
    if column.minimum is not None or column.maximum is not None:
        low = "" if column.minimum is None else f"{column.minimum:g}"
        high = "" if column.maximum is None else f"{column.maximum:g}"
        return f"{low} … {high}"
    return f"→ {column.references}" if column.references else ""


if __name__ == "__main__":
    DATA_DICTIONARY.write_text(data_dictionary(), encoding="utf-8")
