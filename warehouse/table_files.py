"""Tables as files that other programs open: CSV, JSON, Parquet, and the cell rules they share."""

from __future__ import annotations

import io
import json
import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

#: Spreadsheets read a cell that begins so as a formula or a command; some the wide forms too.
_RISKY_FIRST = "=+-@\t\r\n＝＋－＠"
_RISKY = rf"^[{re.escape(_RISKY_FIRST)}]"


def flat(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame without nested columns: lists become text joined by `` | ``, structs JSON."""
    import polars as pl

    nested = [name for name, kind in frame.schema.items() if kind.is_nested() or kind == pl.Binary]
    return frame.with_columns(
        pl.Series(name, [_as_text(value) for value in frame[name].to_list()], dtype=pl.String)
        for name in nested
    )


def without_formulas(frame: pl.DataFrame) -> pl.DataFrame:
    """Text cells that a spreadsheet would take for a formula get a leading ``'``: in exports alone,
    for ``-จัดทำ`` is an ordinary bullet."""
    import polars as pl
    import polars.selectors as cs

    text = cs.string()
    return frame.with_columns(
        pl.when(text.str.contains(_RISKY)).then(pl.lit("'") + text).otherwise(text).name.keep()
    )


def write_csv(frame: pl.DataFrame, target: Path | io.BytesIO) -> None:
    """CSV in UTF-8 with BOM (spreadsheets show Thai right), headings in the first line, null empty."""
    named = frame.rename({name: f"'{name}" for name in frame.columns if name and name[0] in _RISKY_FIRST})
    without_formulas(flat(named)).write_csv(target, include_bom=True, line_terminator="\r\n")


def write_parquet(frame: pl.DataFrame, target: Path | io.BytesIO) -> None:
    """Parquet with the types of the frame."""
    frame.write_parquet(target)


def csv_bytes(frame: pl.DataFrame) -> bytes:
    """:func:`write_csv` into memory."""
    stream = io.BytesIO()
    write_csv(frame, stream)
    return stream.getvalue()


def json_bytes(frame: pl.DataFrame) -> bytes:
    """A JSON list of one object a row; decimals as numbers, dates as ISO text,
    NaN and infinity null."""
    rows = [
        json.dumps(finite(row), ensure_ascii=False, default=_plain) for row in frame.iter_rows(named=True)
    ]
    return ("[" + ",\n ".join(rows) + "]\n").encode()


def parquet_bytes(frame: pl.DataFrame) -> bytes:
    """:func:`write_parquet` into memory."""
    stream = io.BytesIO()
    write_parquet(frame, stream)
    return stream.getvalue()


def finite(value: object) -> object:
    """The value with null for every NaN and infinity in it, which JSON does not have."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [finite(item) for item in value]
    return value


def _as_text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, list):
        return " | ".join("" if item is None else str(item) for item in value)
    if isinstance(value, bytes):
        return value.hex()
    return json.dumps(finite(value), ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    return value.hex() if isinstance(value, bytes) else str(value)
