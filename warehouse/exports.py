"""The comparison tables as files: one workbook for people, CSV and Parquet of every mart."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from transforms.errors import ProngsaiError, WrongUse
from warehouse.disk import disk_error_of, is_refused_by_disk
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
) -> list[Path]:
    """Write the comparison tables of a built warehouse into ``target_dir``; give what was written.

    ``xlsx``: one workbook; ``csv`` and ``parquet``: one file a table of schema ``mart``, in folders
    of these names. A file is there whole or not at all; with ``only_missing`` one that is there is left as
    it is. Raises :class:`WrongUse` for an unknown
    format, province or year, :class:`ProngsaiError` when the disk refuses."""
    for file_format in formats:
        if file_format not in FORMATS:
            raise unknown_format(file_format, FORMATS)
    selection = Selection(tuple(dict.fromkeys(provinces)), tuple(dict.fromkeys(fiscal_years)))
    written: list[Path] = []
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            _demand_known(connection, selection)
            target_dir.mkdir(parents=True, exist_ok=True)
            if "xlsx" in formats and not (only_missing and (target_dir / WORKBOOK).exists()):
                from warehouse.comparison_notes import explanation
                from warehouse.comparison_sheets import comparison_sheets
                from warehouse.workbook import workbook_bytes

                sheets = comparison_sheets(connection, selection, lang)
                content = workbook_bytes([explanation(connection, selection, sheets, lang), *sheets])
                written.append(_whole(target_dir / WORKBOOK, lambda path: path.write_bytes(content)))
            tabular = [name for name in ("csv", "parquet") if name in formats]
            if tabular:
                written += _tables(connection, selection, target_dir, tabular, only_missing)
    except Exception as error:
        if not isinstance(error, ProngsaiError) and is_refused_by_disk(error):
            raise disk_error_of(error, *_DOING) from error
        raise
    return written


def _tables(
    connection: duckdb.DuckDBPyConnection,
    selection: Selection,
    target_dir: Path,
    formats: Sequence[str],
    only_missing: bool,
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


def _demand_known(connection: duckdb.DuckDBPyConnection, selection: Selection) -> None:
    if selection.provinces:
        found = connection.execute(
            "SELECT DISTINCT province FROM core.organizations WHERE province IS NOT NULL"
        ).fetchall()
        known = {province for (province,) in found}
        for province in selection.provinces:
            if province not in known:
                _refuse("จังหวัด", "province", province, sorted(known))
    if selection.fiscal_years:
        years = _years(connection)
        for year in selection.fiscal_years:
            if year not in years:
                _refuse("ปีงบประมาณ", "fiscal year", str(year), [str(known) for known in years])


def _years(connection: duckdb.DuckDBPyConnection) -> list[int]:
    tables = [name for name, columns in mart_tables(connection).items() if "fiscal_year" in columns]
    if not tables:
        return []
    union = " UNION ".join(f"SELECT fiscal_year FROM mart.{name}" for name in tables)
    found = connection.execute(f"SELECT fiscal_year FROM ({union}) WHERE fiscal_year IS NOT NULL ORDER BY 1")
    return [year for (year,) in found.fetchall()]


def _refuse(what_th: str, what_en: str, asked: str, known: Sequence[str]) -> None:
    from difflib import get_close_matches

    near = get_close_matches(asked, known, n=5, cutoff=0.4) or list(known[:10])
    listed = ", ".join(near) or "-"
    raise WrongUse(
        f"ไม่มี{what_th} {asked} ในคลังข้อมูล: ที่มีเช่น {listed}",
        f"There is no {what_en} {asked} in the warehouse: there are, for example, {listed}.",
    )
