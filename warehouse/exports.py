"""The comparison tables as files: one workbook for people, CSV and Parquet of every mart."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from transforms.errors import ProngsaiError, WrongUse
from warehouse.disk import disk_error_of, is_refused_by_disk
from warehouse.export_choices import chosen
from warehouse.query import unknown_format
from warehouse.selection import Selection, mart_tables, rows_of

if TYPE_CHECKING:
    import polars as pl

FORMATS = ("xlsx", "csv", "parquet")
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

    ``xlsx``: one workbook; ``csv`` and ``parquet``: one file a table of schema ``mart``, in folders
    of these names. A file is there whole or not at all; with ``only_missing`` one that is there is left as
    it is. Raises :class:`WrongUse` for an unknown
    format, province, amphoe, type or year, :class:`ProngsaiError` when the disk refuses. ``progress`` is
    told the name of each file before it is written."""
    for file_format in formats:
        if file_format not in FORMATS:
            raise unknown_format(file_format, FORMATS)
    said = progress or (lambda name: None)
    written: list[Path] = []
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            selection = chosen(connection, provinces, amphoes, types, fiscal_years)
            target_dir.mkdir(parents=True, exist_ok=True)
            if "xlsx" in formats and not (only_missing and (target_dir / WORKBOOK).exists()):
                said(WORKBOOK)
                from warehouse.comparison_notes import explanation
                from warehouse.comparison_sheets import comparison_sheets
                from warehouse.workbook import workbook_bytes

                sheets = comparison_sheets(connection, selection, lang)
                content = workbook_bytes([explanation(connection, selection, sheets, lang), *sheets])
                written.append(_whole(target_dir / WORKBOOK, lambda path: path.write_bytes(content)))
            tabular = [name for name in ("csv", "parquet") if name in formats]
            if tabular:
                written += _tables(connection, selection, target_dir, tabular, only_missing, said)
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


def _tables(
    connection: duckdb.DuckDBPyConnection,
    selection: Selection,
    target_dir: Path,
    formats: Sequence[str],
    only_missing: bool,
    said: Callable[[str], None],
) -> list[Path]:
    from warehouse.table_files import write_csv, write_parquet

    writers: dict[str, Callable[[pl.DataFrame, Path], None]] = {"csv": write_csv, "parquet": write_parquet}
    written = []
    for file_format in formats:
        (target_dir / file_format).mkdir(exist_ok=True)
    for table, columns in mart_tables(connection).items():
        paths = {name: target_dir / name / f"{table}.{name}" for name in formats}
        if only_missing:
            paths = {name: path for name, path in paths.items() if not path.exists()}
        if not paths or not selection.applies_to(columns):
            continue
        said(table)
        order = [
            name for name in ("province", "fiscal_year", "rank_province", "full_name") if name in columns
        ]
        frame = rows_of(
            connection,
            f"SELECT * FROM mart.{table} WHERE {selection.where(columns)} "
            f"ORDER BY {', '.join(order) or 'ALL'}",
        )
        for file_format, path in paths.items():
            written.append(_whole(path, functools.partial(writers[file_format], frame)))
    return written


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
