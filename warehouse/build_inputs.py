"""What a build reads beside the store: the request, the journal, the previous publication's history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from transforms.errors import ProngsaiError
from transforms.reference import Reference
from warehouse.journal import JournalEntry
from warehouse.metadata import load_metadata
from warehouse.models import figures_query, ordered_models
from warehouse.reference_tables import register_digest, rules_digest
from warehouse.row_insertion import create_temp_table
from warehouse.run_history import RunRecord

if TYPE_CHECKING:
    import duckdb

#: Tables of the previous publication that models read, under the name they read them by.
_PREVIOUS = {
    "previous_issues": "quality.issues",
    "previous_runs": "quality.runs",
    "previous_checks": "quality.checks",
    "previous_table_rows": "quality.table_rows",
    "previous_figure_changes": "quality.figure_changes",
    "previous_documents": "core.documents",
    "previous_organizations": "core.organizations",
    "previous_corrections": "quality.corrections",
    "previous_wordings": "quality.wordings",
}
_JOURNAL = {
    "position": "BIGINT",
    "received_at": "TIMESTAMP",
    "source_uri": "VARCHAR",
    "file_name": "VARCHAR",
    "sha256": "VARCHAR",
    "run_id": "VARCHAR",
}


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What a file is built from. ``as_of`` is the day that deadlines are held against; ``store`` the
    pipeline's own DuckDB file (closed by its writer); ``journal`` as it is kept, and ``masked`` makes of it
    what may be published, in a way that ``masking_digest`` tells from others; ``previous`` the last published
    one;
    ``quarantined`` maps a document_id to the rule that set it aside after a check; ``coverage_provinces``
    are those whose organizations are expected to report (empty: those from which a report came);
    ``failed_runs`` are records of runs since the last publication that published nothing."""

    home: Path
    run_id: str
    as_of: date
    version: str
    reference: Reference
    store: Path
    journal: Sequence[JournalEntry]
    run: RunRecord
    previous: Path | None = None
    quarantined: Mapping[str, str] = field(default_factory=dict)
    coverage_provinces: tuple[str, ...] = ()
    failed_runs: Sequence[RunRecord] = ()
    masked: Callable[[Iterable[JournalEntry]], Iterable[JournalEntry]] = iter
    masking_digest: str = ""


def attach_previous(connection: duckdb.DuckDBPyConnection, previous: Path) -> None:
    """Open the last publication for its history. One that cannot be opened stops the run: a build
    without it would silently begin the history of issues, runs and figures anew."""
    import duckdb

    # Through its real path: the link `current` may be switched while it is open.
    path = previous.resolve()
    try:
        connection.execute(f"ATTACH {quoted(path)} AS previous (READ_ONLY)")
    except duckdb.Error as error:
        raise ProngsaiError(
            f"เปิดคลังข้อมูลที่เผยแพร่ครั้งก่อนไม่ได้: {path} ({error}) ประวัติของข้อสังเกตและตัวเลขอยู่ในไฟล์นี้ "
            "กู้คืนจากข้อมูลสำรอง หรือชี้ลิงก์ current ไปยังการเผยแพร่ก่อนหน้าใน publications/ แล้วสั่ง prongsai run อีกครั้ง",
            f"The last published warehouse cannot be opened: {path} ({error}). It holds the history "
            "of issues and figures. Restore it from a backup, or point the link `current` at an earlier "
            "folder in publications/, then `prongsai run` again.",
        ) from error


def prepare_inputs(
    connection: duckdb.DuckDBPyConnection,
    request: BuildRequest,
    figures: bool = True,
    only_documents: bool = False,
) -> None:
    """The temporary tables and variables that models read beside the store; without ``figures`` not those
    of the previous publication. With ``only_documents`` the journal tells the documents that came and nothing
    else: masking takes most of the time."""
    entries = request.journal if only_documents else request.masked(request.journal)
    columns = {"sha256": "VARCHAR"} if only_documents else _JOURNAL
    journal = [
        {
            "position": position,
            "received_at": entry.received_at.replace(tzinfo=None),
            "source_uri": entry.source_uri,
            "file_name": entry.file_name,
            "sha256": entry.sha256,
            "run_id": entry.run_id,
        }
        for position, entry in enumerate(entries)
    ]
    create_temp_table(connection, "journal", columns, journal)
    set_aside = [{"document_id": document, "rule": rule} for document, rule in request.quarantined.items()]
    create_temp_table(connection, "set_aside", {"document_id": "VARCHAR", "rule": "VARCHAR"}, set_aside)
    provinces = [{"province": province} for province in request.coverage_provinces]
    create_temp_table(connection, "coverage_settings", {"province": "VARCHAR"}, provinces)
    for name, table in _PREVIOUS.items():
        _previous_view(connection, name, table, request.previous is not None)
    if figures:
        _figures_before(connection, request.previous is not None)
    _set_variables(connection, request)


def _previous_view(connection: duckdb.DuckDBPyConnection, name: str, table: str, exists: bool) -> None:
    """A view of today's columns on a table of the previous publication, which may be of an older
    version: columns that it lacks are null. Without a previous publication it is empty."""
    schema, _, table_name = table.partition(".")
    present: set[str] = set()
    if exists:
        rows = connection.execute(
            "SELECT column_name FROM duckdb_columns() "
            "WHERE database_name = 'previous' AND schema_name = ? AND table_name = ?",
            [schema, table_name],
        ).fetchall()
        present = {row[0] for row in rows}
    columns = ", ".join(
        f'"{column.name}"' if column.name in present else f'CAST(NULL AS {column.type}) AS "{column.name}"'
        for column in load_metadata().table(table).columns
    )
    source = f"FROM previous.{table}" if present else "WHERE FALSE"
    connection.execute(f"CREATE TEMP VIEW {name} AS SELECT {columns} {source}")


def _figures_before(connection: duckdb.DuckDBPyConnection, exists: bool) -> None:
    if exists:
        connection.execute("USE previous")
    # Without a previous publication the tables are still empty here, and so is the result.
    connection.execute(f"CREATE TEMP TABLE figures_before AS {figures_query()}")
    connection.execute("USE target")


def _set_variables(connection: duckdb.DuckDBPyConnection, request: BuildRequest) -> None:
    versions = connection.execute("SELECT DISTINCT rules_version FROM store.extracted.documents").fetchall()
    rules = rules_digest(
        request.reference, [row[0] for row in versions], [model.sql for model in ordered_models()]
    )
    register = register_digest(request.reference)
    last = connection.execute(
        "SELECT rules_digest, register_digest FROM previous_runs WHERE state = 'published' "
        "ORDER BY started_at DESC LIMIT 1"
    ).fetchall()
    variables: dict[str, object] = {
        "run_id": request.run_id,
        "as_of": request.as_of,
        "has_previous": request.previous is not None,
        "rules_digest": rules,
        "register_digest": register,
        "rules_changed": bool(last) and last[0][0] != rules,
        "register_changed": bool(last) and last[0][1] != register,
    }
    for name, value in variables.items():
        connection.execute(f"SET VARIABLE {name} = ?", [value])


def quoted(text: object) -> str:
    """The text as an SQL string."""
    return "'" + str(text).replace("'", "''") + "'"
