"""The Thai views: ``mart_th.score_comparison`` shows ``mart.score_comparison`` with Thai column names.

The names stand beside the columns in ``warehouse/schema/mart.yml``. A view holds no rows, so that publishing
takes no longer, and a publication that is carried forward carries its views along.
"""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.metadata import Table, load_metadata, sql_text

SHOWN_SCHEMA = "mart"
VIEW_SCHEMA = "mart_th"


def thai_view_statements() -> Iterator[str]:
    """The SQL that adds the schema of views, every view and its comments to a file that has the marts."""
    yield f"CREATE SCHEMA {VIEW_SCHEMA}"
    for table in load_metadata().of_schema(SHOWN_SCHEMA):
        yield from _view(table)


def _view(table: Table) -> Iterator[str]:
    view = f"{VIEW_SCHEMA}.{table.name}"
    shown = ", ".join(f'"{column.name}" AS "{column.name_th}"' for column in table.columns)
    yield f"CREATE VIEW {view} AS SELECT {shown} FROM {table.full_name}"
    yield f"COMMENT ON VIEW {view} IS {sql_text(f'{table.row_th} / {table.row_en} ({table.full_name})')}"
    for column in table.columns:
        comment = sql_text(f"{column.comment} ({column.name})")
        yield f'COMMENT ON COLUMN {view}."{column.name_th}" IS {comment}'
