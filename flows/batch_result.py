"""What a worker gives back for a batch of documents: their rows as Arrow, ready for the store."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from operator import attrgetter
from typing import TYPE_CHECKING

from transforms.corrections import Correction
from transforms.facts import ROW_TYPES, Extraction, document_id_of
from transforms.read import programs
from warehouse.correction_files import corrections_digest

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class ReadTask:
    """One document to read: the sha256 of its bytes, the name it came under first, and what people
    settled about it."""

    sha256: str
    file_name: str
    corrections: tuple[Correction, ...] = ()

    def key(self, cache_key: str) -> str:
        """``cache_key``, and what its corrections add."""
        if not self.corrections:
            return cache_key
        return f"{cache_key} corrected {corrections_digest(self.corrections)}"


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What a batch gave: table name of ``ROW_TYPES`` -> its rows as an Arrow IPC file; ``results`` the
    same for the store's book-keeping (one row a document). ``broken`` are the documents on which the
    reading itself broke, with the rule they are set aside by. ``documents`` of the batch were read, the
    first ones: all, unless ``is_last``, when the process holds too much memory to go on and ends."""

    tables: dict[str, bytes]
    results: bytes
    cpu_seconds: float
    broken: tuple[tuple[str, str], ...]
    documents: int
    is_last: bool = False


def waiting_key(cache_key: str) -> str:
    """The key of a document that waits for a program which is not on this machine: it changes when one is
    installed, and the document is read again."""
    return f"{cache_key} without {programs.missing()}"


def tables_of(extractions: Sequence[Extraction]) -> dict[str, bytes]:
    """The rows of each table that has any, as an Arrow IPC file."""
    tables: dict[str, bytes] = {}
    for name in ROW_TYPES:
        rows: list[object]
        if name == "documents":
            rows = [extraction.document for extraction in extractions]
        else:
            rows = [row for extraction in extractions for row in getattr(extraction, name)]
        if rows:
            tables[name] = _ipc(_frame(name, rows))
    return tables


def _frame(name: str, rows: Sequence[object]) -> pl.DataFrame:
    import polars as pl

    from warehouse.metadata import polars_schema

    schema = polars_schema(name)
    columns = {}
    for field in fields(ROW_TYPES[name]):
        columns[field.name] = pl.Series(
            field.name, list(map(attrgetter(field.name), rows)), dtype=schema[field.name], strict=True
        )
    return pl.DataFrame(columns)


def results_of(
    tasks: Sequence[ReadTask], seconds: Sequence[float], cache_key: str, reasons: Mapping[str, str | None]
) -> bytes:
    """The store's book-keeping: one row a document. ``reasons`` are those of the set aside, by sha256."""
    import polars as pl

    now = datetime.now(UTC).replace(tzinfo=None)

    def key(task: ReadTask) -> str:
        reason = reasons.get(task.sha256) or ""
        if reason.startswith("archive-"):
            return ""  # tried again in every run: the original may be back
        own = task.key(cache_key)
        return waiting_key(own) if reason == programs.MISSING else own

    return _ipc(
        pl.DataFrame(
            {
                "sha256": [task.sha256 for task in tasks],
                "document_id": [document_id_of(task.sha256) for task in tasks],
                "cache_key": [key(task) for task in tasks],
                "cpu_seconds": list(seconds),
                "extracted_at": [now] * len(tasks),
            },
            schema_overrides={"extracted_at": pl.Datetime("us"), "cpu_seconds": pl.Float64},
        )
    )


def _ipc(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_ipc(buffer)
    return buffer.getvalue()
