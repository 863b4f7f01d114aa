"""A new warehouse file from the store, the journal and the reference tables, in one go.

The file is written beside the published one and never touches it. What must outlive a run (issues,
runs, checks, figure history) is carried forward from the previous publication, so that everything else
may be deleted at any time.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from transforms.facts import ROW_TYPES
from transforms.reference import Reference
from warehouse.journal import JournalEntry
from warehouse.metadata import comments, ddl, load_metadata, published_name
from warehouse.models import figures_query, ordered_models
from warehouse.reference_tables import fill_reference, register_digest, rules_digest, successions_file
from warehouse.run_history import RunRecord, insert_runs

if TYPE_CHECKING:
    import duckdb

#: Analysts' tools are older than our own: the file must be readable from DuckDB 1.4 on.
STORAGE_VERSION = "v1.4.0"
MEMORY_LIMIT = "600MB"

#: Tables of the previous publication that models read, under the name they read them by.
_PREVIOUS = {
    "previous_issues": "quality.issues",
    "previous_runs": "quality.runs",
    "previous_checks": "quality.checks",
    "previous_figure_changes": "quality.figure_changes",
    "previous_documents": "core.documents",
    "previous_organizations": "core.organizations",
}

# Exact arithmetic on integers: a double would round 0.285 down. Counts are never negative.
_MACROS = (
    # n / d as DECIMAL(9,6), rounded half up; null where d is 0
    """CREATE TEMP MACRO ratio(n, d) AS CASE WHEN d > 0
       THEN CAST(((2 * 1000000 * n + d) // (2 * d)) / 1000000 AS DECIMAL(9, 6)) END""",
    # 100 n / d as DECIMAL(5,2), rounded half up; null where d is 0
    """CREATE TEMP MACRO per_cent(n, d) AS CASE WHEN d > 0
       THEN CAST(((2 * 10000 * n + d) // (2 * d)) / 100 AS DECIMAL(5, 2)) END""",
    # total / n of scores with two decimals as DECIMAL(5,2), rounded half up; null where n is 0
    """CREATE TEMP MACRO mean_half_up(total, n) AS CASE WHEN n > 0
       THEN CAST(((2 * CAST(total * 100 AS BIGINT) + n) // (2 * n)) / 100 AS DECIMAL(5, 2)) END""",
)


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What a file is built from. ``as_of`` is the day that deadlines are held against; ``store`` the
    pipeline's own DuckDB file (closed by its writer); ``previous`` the last published one;
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


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What came out. ``documents`` counts by state; ``rows`` by published table; ``seconds`` by model;
    ``run`` is the record as written, its counts filled in."""

    documents: Mapping[str, int]
    rows: Mapping[str, int]
    rows_loaded: int
    figure_changes: int
    seconds: Mapping[str, float]
    run: RunRecord


def build_warehouse(target: Path, request: BuildRequest) -> BuildSummary:
    """Write the file ``target`` anew: schemas reference, core, mart and quality, filled and commented;
    ``record_checks`` and ``finish`` complete it. Raises :class:`transforms.errors.WrongUse` for a faulty
    file of successions; DuckDB's errors (a full disk) pass through, and the file is then worthless."""
    import duckdb

    target.unlink(missing_ok=True)
    target.with_name(target.name + ".wal").unlink(missing_ok=True)
    spill = request.home / "work" / "spill"
    spill.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        _configure(connection, spill)
        _attach(connection, target, request)
        seconds: dict[str, float] = {}
        # No transaction over the whole: a file that is not finished is never used, and one transaction
        # would hold 200 MB more for 10,000 documents.
        _timed(seconds, "schema", lambda: _create_tables(connection))
        _timed(
            seconds,
            "reference",
            lambda: fill_reference(connection, request.reference, successions_file(request.home)),
        )
        _timed(seconds, "inputs", lambda: _prepare_inputs(connection, request))
        rows = _run_models(connection, seconds)
        summary = _record_run(connection, request, rows, seconds)
        started = time.perf_counter()
        connection.execute("CHECKPOINT target")
        connection.execute("USE memory")
        connection.execute("DETACH target")
        seconds["checkpoint"] = time.perf_counter() - started
    return summary


def _configure(connection: duckdb.DuckDBPyConnection, spill: Path) -> None:
    connection.execute(f"SET memory_limit = '{MEMORY_LIMIT}'")
    connection.execute(f"SET threads = {len(os.sched_getaffinity(0))}")
    connection.execute(f"SET temp_directory = {_quoted(spill)}")
    # Rows have keys; their order in the file means nothing and costs memory.
    connection.execute("SET preserve_insertion_order = false")
    for macro in _MACROS:
        connection.execute(macro)


def _attach(connection: duckdb.DuckDBPyConnection, target: Path, request: BuildRequest) -> None:
    connection.execute(f"ATTACH {_quoted(target)} AS target (STORAGE_VERSION '{STORAGE_VERSION}')")
    connection.execute(f"ATTACH {_quoted(request.store)} AS store (READ_ONLY)")
    if request.previous is not None:
        # Through its real path: the link `current` may be switched while it is open.
        connection.execute(f"ATTACH {_quoted(request.previous.resolve())} AS previous (READ_ONLY)")
    connection.execute("USE target")


def _create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    metadata = load_metadata()
    connection.begin()
    for schema in metadata.schemas:
        connection.execute(f"CREATE SCHEMA {schema.name}")
    for table in metadata.tables:
        connection.execute(ddl(table))
        for comment in comments(table):
            connection.execute(comment)
    connection.commit()


def _prepare_inputs(connection: duckdb.DuckDBPyConnection, request: BuildRequest) -> None:
    """The temporary tables and variables that models read beside the store."""
    import polars

    journal = polars.DataFrame(
        {
            "position": range(len(request.journal)),
            "received_at": [entry.received_at.replace(tzinfo=None) for entry in request.journal],
            "source_uri": [entry.source_uri for entry in request.journal],
            "file_name": [entry.file_name for entry in request.journal],
            "sha256": [entry.sha256 for entry in request.journal],
            "run_id": [entry.run_id for entry in request.journal],
        },
        schema={
            "position": polars.Int64(),
            "received_at": polars.Datetime("us"),
            "source_uri": polars.String(),
            "file_name": polars.String(),
            "sha256": polars.String(),
            "run_id": polars.String(),
        },
    )
    text = polars.String()
    set_aside = polars.DataFrame(
        {"document_id": list(request.quarantined), "rule": list(request.quarantined.values())},
        schema={"document_id": text, "rule": text},
    )
    provinces = polars.DataFrame({"province": list(request.coverage_provinces)}, schema={"province": text})
    for name, frame in (("journal", journal), ("set_aside", set_aside), ("coverage_settings", provinces)):
        connection.register("input_rows", frame)
        connection.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM input_rows")
        connection.unregister("input_rows")
    for name, table in _PREVIOUS.items():
        _previous_view(connection, name, table, request.previous is not None)
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


def _run_models(connection: duckdb.DuckDBPyConnection, seconds: dict[str, float]) -> dict[str, int]:
    metadata = load_metadata()
    rows: dict[str, int] = {}
    for model in ordered_models():
        started = time.perf_counter()
        if model.is_published:
            # Every column by name: a model that lacks one fails here, instead of leaving it null.
            columns = ", ".join(f'"{name}"' for name in metadata.table(model.name).column_names)
            result = connection.execute(
                f"INSERT INTO {model.name} ({columns}) SELECT {columns} FROM (\n{model.sql})"
            ).fetchall()
            rows[model.name] = int(result[0][0])
        else:
            connection.execute(f"CREATE TEMP TABLE {model.name} AS\n{model.sql}")
        seconds[model.name] = time.perf_counter() - started
    return rows


def _record_run(
    connection: duckdb.DuckDBPyConnection,
    request: BuildRequest,
    rows: dict[str, int],
    seconds: Mapping[str, float],
) -> BuildSummary:
    states = dict(connection.execute("SELECT state, count(*) FROM core.documents GROUP BY state").fetchall())
    rows_loaded = sum(rows[published_name(name)] for name in ROW_TYPES if name not in ("documents", "issues"))
    digests = connection.execute(
        "SELECT getvariable('rules_digest'), getvariable('register_digest')"
    ).fetchall()[0]
    run = replace(
        request.run,
        run_id=request.run_id,
        version=request.version,
        as_of=request.as_of,
        documents_loaded=states.get("loaded", 0),
        documents_quarantined=states.get("quarantined", 0),
        documents_out_of_scope=states.get("out_of_scope", 0),
        rows_loaded=rows_loaded,
        rules_digest=digests[0],
        register_digest=digests[1],
    )
    connection.execute("INSERT INTO quality.runs BY NAME SELECT * FROM previous_runs")
    insert_runs(connection, [*request.failed_runs, run])
    rows["quality.runs"] = connection.execute("SELECT count(*) FROM quality.runs").fetchall()[0][0]
    changes = connection.execute(
        "SELECT count(*) FROM quality.figure_changes WHERE run_id = ?", [request.run_id]
    ).fetchall()[0][0]
    return BuildSummary(
        documents=states,
        rows=rows,
        rows_loaded=rows_loaded,
        figure_changes=changes,
        seconds=seconds,
        run=run,
    )


def _timed(seconds: dict[str, float], name: str, step: object) -> None:
    started = time.perf_counter()
    assert callable(step)
    step()
    seconds[name] = time.perf_counter() - started


def _quoted(text: object) -> str:
    return "'" + str(text).replace("'", "''") + "'"
