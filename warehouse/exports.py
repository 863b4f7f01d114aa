"""The comparison tables as files: a workbook for people, CSV and Parquet of every mart, a small warehouse."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from transforms.errors import ProngsaiError, WrongUse
from warehouse.datapackage import DATAPACKAGE, datapackage
from warehouse.disk import disk_error_of, is_refused_by_disk
from warehouse.export_choices import chosen
from warehouse.query import unknown_format
from warehouse.selection import Selection, mart_tables, rows_of

if TYPE_CHECKING:
    import polars as pl

#: Those of every night.
FORMATS = ("xlsx", "csv", "parquet")
ALL_FORMATS = (*FORMATS, "duckdb")
WORKBOOK = "prongsai-comparison.xlsx"
_DOING = ("ขณะเขียนไฟล์ส่งออก", "while the exports were written")


def export(
    database: Path,
    target_dir: Path,
    formats: Sequence[str],
    provinces: Sequence[str] = (),
    fiscal_years: Sequence[int] = (),
    lang: str = "th",
    only_missing: bool = False,
    amphoes: Sequence[str] = (),
    types: Sequence[str] = (),
    progress: Callable[[str], None] | None = None,
) -> list[Path]:
    """Write the comparison tables of a built warehouse into ``target_dir``; give what was written.

    ``xlsx``: one workbook; ``csv`` and ``parquet``: one file a table of schema ``mart``, in folders of
    these names; ``duckdb``: a warehouse of what was chosen; ``datapackage.json`` tells of them all. A file
    is there whole or not at all; with ``only_missing`` one that is there is left as it is. ``progress`` is
    told the name of each file before it is written. Raises :class:`WrongUse` for an unknown format,
    province, amphoe, type or year, :class:`ProngsaiError` when the disk refuses."""
    for file_format in formats:
        if file_format not in ALL_FORMATS:
            raise unknown_format(file_format, ALL_FORMATS)
    said = progress or (lambda name: None)
    written: list[Path] = []

    def write(path: Path, writer: Callable[[Path], object]) -> None:
        if not (only_missing and path.exists()):
            path.parent.mkdir(parents=True, exist_ok=True)
            said(path.name)
            written.append(_whole(path, writer))

    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            selection = chosen(connection, provinces, amphoes, types, fiscal_years)
            writers = _writers(connection, database, target_dir, formats, selection, lang)
            for path, writer in writers.items():
                write(path, writer)
            listing = functools.partial(datapackage, connection, target_dir, list(writers), selection)
            write(target_dir / DATAPACKAGE, lambda path: path.write_bytes(listing()))
    except Exception as error:
        if not isinstance(error, ProngsaiError) and is_refused_by_disk(error):
            raise disk_error_of(error, *_DOING) from error
        raise
    return written


def demand_outside_of_publications(home: Path, target_dir: Path) -> None:
    """Raise :class:`WrongUse` for a folder of published files, which are never written to."""
    if target_dir.resolve().is_relative_to((home / "publications").resolve()):
        raise WrongUse(
            f"{target_dir} เป็นโฟลเดอร์ของสิ่งที่เผยแพร่แล้ว ซึ่งไม่มีใครเขียนทับ: ระบุโฟลเดอร์อื่นด้วย --output",
            f"{target_dir} holds what was published, which is never written to: name another with --output.",
        )


def _writers(
    connection: duckdb.DuckDBPyConnection,
    database: Path,
    target_dir: Path,
    formats: Sequence[str],
    selection: Selection,
    lang: str,
) -> dict[Path, Callable[[Path], object]]:
    """Every file of the export -> what writes it, those of one table one after the other."""
    writers: dict[Path, Callable[[Path], object]] = {}
    if "xlsx" in formats:
        writers[target_dir / WORKBOOK] = functools.partial(_write_workbook, connection, selection, lang)
    if "duckdb" in formats:
        from warehouse.database_export import DATABASE_EXPORT, write_database

        writers[target_dir / DATABASE_EXPORT] = functools.partial(write_database, database, selection)
    tabular = [name for name in ("csv", "parquet") if name in formats]
    last_read: dict[str, pl.DataFrame] = {}
    for table, columns in mart_tables(connection).items() if tabular else ():
        if selection.applies_to(columns):
            frame = functools.partial(_rows, connection, table, columns, selection, last_read)
            for name in tabular:
                writers[target_dir / name / f"{table}.{name}"] = functools.partial(_write_table, name, frame)
    return writers


def _write_table(file_format: str, frame: Callable[[], pl.DataFrame], path: Path) -> None:
    from warehouse.table_files import write_csv, write_parquet

    (write_csv if file_format == "csv" else write_parquet)(frame(), path)


def _write_workbook(
    connection: duckdb.DuckDBPyConnection, selection: Selection, lang: str, path: Path
) -> None:
    from warehouse.comparison_charts import comparison_charts
    from warehouse.comparison_notes import explanation
    from warehouse.comparison_sheets import comparison_sheets, level_colours
    from warehouse.workbook import workbook_bytes

    sheets = comparison_sheets(connection, selection, lang)
    charts = comparison_charts(connection, selection, level_colours(connection), lang)
    notes = explanation(connection, selection, sheets, lang, charts)
    drawn = [charts] if charts is not None else []
    path.write_bytes(workbook_bytes([notes, *drawn, *sheets], notes.title))


def _rows(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Sequence[str],
    selection: Selection,
    last_read: dict[str, pl.DataFrame],
) -> pl.DataFrame:
    """The rows of a table: read once for all formats, and forgotten with the next table."""
    if table not in last_read:
        order = [
            name for name in ("province", "fiscal_year", "rank_province", "full_name") if name in columns
        ]
        last_read.clear()
        last_read[table] = rows_of(
            connection,
            f"SELECT * FROM mart.{table} WHERE {selection.where(columns)} "
            f"ORDER BY {', '.join(order) or 'ALL'}",
        )
    return last_read[table]


def _whole(path: Path, write: Callable[[Path], object]) -> Path:
    """Write beside, then rename: what people open is whole, and what they have open stays."""
    temporary = path.with_name(f".{path.name}.part")
    try:
        write(temporary)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return path
