"""Questions in SQL to the published warehouse, which nobody can change by asking."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from transforms.errors import WrongUse
from warehouse.publication import published_database

if TYPE_CHECKING:
    import polars as pl

FORMATS = ("csv", "json", "xlsx", "parquet")


def connect(home: Path) -> duckdb.DuckDBPyConnection:
    """A connection to the last publication that can read its tables and do nothing else: no
    writing, no other file, no extension, no change of settings. Raises :class:`WrongUse` where
    nothing was published yet."""
    return connect_file(published_database(home))


def connect_file(database: Path) -> duckdb.DuckDBPyConnection:
    """The same for a file by its path, such as one that is built and not yet published."""
    connection = duckdb.connect(str(database), read_only=True)
    # A spill would make a folder beside the published file.
    connection.execute("SET temp_directory = ''")
    # Else a name that is no table could mean a variable of this program.
    connection.execute("SET python_enable_replacements = false")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def query(home: Path, sql: str, parameters: Mapping[str, object] | None = None) -> pl.DataFrame:
    """The answer of the last statement, with DuckDB's types as Polars has them; ``parameters`` fill
    ``$name`` in it. Raises
    :class:`WrongUse` with DuckDB's message for what cannot be asked."""
    import polars as pl

    if not sql.strip().rstrip(";"):
        raise WrongUse(
            'ไม่มีคำถาม: ใส่ SQL เช่น prongsai query "SELECT * FROM mart.score_comparison"',
            'No question: give SQL, e.g. prongsai query "SELECT * FROM mart.score_comparison".',
        )
    with connect(home) as connection:
        try:
            answer = connection.sql(sql, params=dict(parameters) if parameters else None)
            frame: pl.DataFrame = pl.DataFrame() if answer is None else answer.pl()
            return frame
        except duckdb.Error as error:
            raise _refused(str(error).strip()) from error
        except pl.exceptions.PolarsError as error:
            raise _refused(
                f"{error} (give every column a name of its own; cast odd types with ::VARCHAR)"
            ) from error


def rendered(frame: pl.DataFrame, file_format: str) -> bytes:
    """The frame as the content of a file: ``csv``, ``json``, ``xlsx`` or ``parquet``. Raises
    :class:`WrongUse` for another format."""
    from warehouse import table_files

    if file_format == "csv":
        return table_files.csv_bytes(frame)
    if file_format == "json":
        return table_files.json_bytes(frame)
    if file_format == "parquet":
        return table_files.parquet_bytes(frame)
    if file_format == "xlsx":
        from warehouse.workbook import Sheet, workbook_bytes

        return workbook_bytes([Sheet("query", frame)])
    raise unknown_format(file_format, FORMATS)


def unknown_format(file_format: str, known: tuple[str, ...]) -> WrongUse:
    """The error for a format that nothing here writes."""
    listed = ", ".join(known)
    return WrongUse(
        f"ไม่รู้จักรูปแบบไฟล์ {file_format!r}: ใช้ {listed}",
        f"Unknown file format {file_format!r}: use one of {listed}.",
    )


def _refused(message: str) -> WrongUse:
    return WrongUse(
        f'คำถามนี้ใช้ไม่ได้: {message}\nดูตารางทั้งหมดด้วย prongsai query "SELECT DISTINCT schema_name, table_name, '
        'table_th FROM reference.dictionary"',
        f'This cannot be asked: {message}\nSee all tables with prongsai query "SELECT DISTINCT schema_name, '
        'table_name, table_en FROM reference.dictionary".',
    )
