"""A new warehouse file from the store, the journal and the reference tables, in one go.

The file is written beside the published one and never touches it. What must outlive a run (issues,
runs, checks, figure history) is carried forward from the previous publication, so that everything else
may be deleted at any time.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from transforms.facts import ROW_TYPES
from warehouse.build_inputs import BuildRequest, attach_previous, prepare_inputs, quoted
from warehouse.computed_models import create_staging
from warehouse.metadata import comments, ddl, load_metadata, published_name
from warehouse.models import ordered_models
from warehouse.reference_tables import fill_reference, successions_file
from warehouse.run_history import RunRecord, insert_runs
from warehouse.thai_views import thai_view_statements

if TYPE_CHECKING:
    import duckdb

__all__ = ["BuildRequest", "BuildSummary", "build_warehouse"]

#: Analysts' tools are older than our own: the file must be readable from DuckDB 1.4 on.
STORAGE_VERSION = "v1.4.0"
#: Entries of ROW_TYPES whose rows are no facts.
_NO_FACTS = ("documents", "issues", "corrections", "wordings")
MEMORY_LIMIT = "600MB"

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
    # An end of the Wilson 95 % interval of x of n (3.84… is 1.96…²); null where n is 0
    """CREATE TEMP MACRO wilson(x, n, side) AS CASE WHEN n > 0 THEN CAST(least(1e0, greatest(0e0,
       (2 * x + 3.841458820694124e0
         + side * sqrt(3.841458820694124e0 * (3.841458820694124e0 + 4e0 * x * (n - x) / n)))
       / (2 * (n + 3.841458820694124e0)))) AS DECIMAL(9, 6)) END""",
    "CREATE TEMP MACRO wilson_low(x, n) AS wilson(x, n, -1)",
    "CREATE TEMP MACRO wilson_high(x, n) AS wilson(x, n, 1)",
)


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What came out. ``documents`` counts by state; ``rows`` by published table; ``seconds`` by model;
    ``run`` is the record as written, its counts filled in. ``carried_from`` is the run whose publication was
    carried forward instead of building, and ``changed_tables`` what differs from it; ``inputs_digest`` tells
    the next run whether it may do the same (``None``: it may not)."""

    documents: Mapping[str, int]
    rows: Mapping[str, int]
    rows_loaded: int
    figure_changes: int
    seconds: Mapping[str, float]
    run: RunRecord
    carried_from: str | None = None
    changed_tables: frozenset[str] = frozenset()
    inputs_digest: str | None = None

    @property
    def carried_forward(self) -> bool:
        """Whether nothing had changed since the last publication, so that it was carried forward."""
        return self.carried_from is not None


def build_warehouse(target: Path, request: BuildRequest) -> BuildSummary:
    """Write the file ``target`` anew: schemas reference, core, mart and quality, filled and commented;
    ``record_checks`` and ``finish`` complete it. Raises :class:`transforms.errors.WrongUse` for a faulty
    file of successions, :class:`ProngsaiError` where the previous publication cannot be opened; DuckDB's
    other errors (a full disk) pass through, and the file is then worthless."""
    import duckdb

    remove_file(target)
    with duckdb.connect() as connection:
        configure(connection, request.home)
        attach(connection, target, request)
        seconds: dict[str, float] = {}
        # No transaction over the whole: a file that is not finished is never used, and one transaction
        # would hold 200 MB more for 10,000 documents.
        timed(seconds, "schema", lambda: _create_tables(connection))
        timed(
            seconds,
            "reference",
            lambda: fill_reference(connection, request.reference, successions_file(request.home)),
        )
        timed(seconds, "inputs", lambda: prepare_inputs(connection, request))
        rows = _run_models(connection, request.home, seconds)
        connection.execute("INSERT INTO quality.runs BY NAME SELECT * FROM previous_runs")
        summary = record_run(connection, request, rows, seconds)
        started = time.perf_counter()
        connection.execute("CHECKPOINT target")
        connection.execute("USE memory")
        connection.execute("DETACH target")
        seconds["checkpoint"] = time.perf_counter() - started
    return summary


def remove_file(target: Path) -> None:
    """Remove the file that a build is about to write, and its log."""
    target.unlink(missing_ok=True)
    target.with_name(target.name + ".wal").unlink(missing_ok=True)


def configure(connection: duckdb.DuckDBPyConnection, home: Path) -> None:
    """The limits, places and macros of every build."""
    spill = home / "work" / "spill"
    spill.mkdir(parents=True, exist_ok=True)
    connection.execute(f"SET memory_limit = '{MEMORY_LIMIT}'")
    connection.execute(f"SET threads = {len(os.sched_getaffinity(0))}")
    connection.execute(f"SET temp_directory = {quoted(spill)}")
    # Rows have keys; their order in the file means nothing and costs memory.
    connection.execute("SET preserve_insertion_order = false")
    for macro in _MACROS:
        connection.execute(macro)


def attach(connection: duckdb.DuckDBPyConnection, target: Path, request: BuildRequest) -> None:
    """Open the file to write, as the current database, beside the store and the previous publication."""
    connection.execute(f"ATTACH {quoted(target)} AS target (STORAGE_VERSION '{STORAGE_VERSION}')")
    connection.execute(f"ATTACH {quoted(request.store)} AS store (READ_ONLY)")
    if request.previous is not None:
        attach_previous(connection, request.previous)
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
    for statement in thai_view_statements():
        connection.execute(statement)
    connection.commit()


def _run_models(
    connection: duckdb.DuckDBPyConnection, home: Path, seconds: dict[str, float]
) -> dict[str, int]:
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
            create_staging(connection, model, home)
        seconds[model.name] = time.perf_counter() - started
    return rows


def record_run(
    connection: duckdb.DuckDBPyConnection,
    request: BuildRequest,
    rows: dict[str, int],
    seconds: Mapping[str, float],
) -> BuildSummary:
    """Write the run and those that failed before it beside the earlier ones in ``quality.runs``."""
    states = dict(connection.execute("SELECT state, count(*) FROM core.documents GROUP BY state").fetchall())
    rows_loaded = sum(rows[published_name(name)] for name in ROW_TYPES if name not in _NO_FACTS)
    arrived, found, set_aside = _accounts(connection)
    digests = connection.execute(
        "SELECT getvariable('rules_digest'), getvariable('register_digest')"
    ).fetchall()[0]
    run = replace(
        request.run,
        run_id=request.run_id,
        version=request.version,
        as_of=request.as_of,
        documents_arrived=arrived,
        documents_loaded=states.get("loaded", 0),
        documents_superseded=states.get("superseded", 0),
        documents_quarantined=states.get("quarantined", 0),
        documents_out_of_scope=states.get("out_of_scope", 0),
        rows_found=found,
        rows_set_aside=set_aside,
        rows_loaded=rows_loaded,
        rules_digest=digests[0],
        register_digest=digests[1],
    )
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


def _accounts(connection: duckdb.DuckDBPyConnection) -> tuple[int, int, int]:
    """Documents that ever arrived, rows of facts that reading found in them, and those of documents that
    are not loaded: counted before any model, so that what a model lost or made twice shows."""
    facts = [name for name in ROW_TYPES if name not in (*_NO_FACTS, "organizations")]
    found = " + ".join(f"(SELECT count(*) FROM store.extracted.{name})" for name in facts)
    aside = " + ".join(
        f"(SELECT count(*) FROM store.extracted.{name} SEMI JOIN aside USING (document_id))" for name in facts
    )
    counted = connection.execute(
        "WITH aside AS (SELECT document_id FROM store.extracted.documents "
        "WHERE state <> 'loaded' OR document_id IN (SELECT document_id FROM set_aside)) "
        f"SELECT (SELECT count(DISTINCT sha256) FROM journal), {found}, {aside}"
    ).fetchall()[0]
    return int(counted[0]), int(counted[1]), int(counted[2])


def timed(seconds: dict[str, float], name: str, step: Callable[[], object]) -> None:
    """Do the step and note its seconds."""
    started = time.perf_counter()
    step()
    seconds[name] = time.perf_counter() - started
