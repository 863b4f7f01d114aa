"""A night on which nothing changed: the last publication, carried forward instead of built anew.

A file depends on its inputs (:func:`inputs_digest`), on the day and on the run. Where the inputs are those
of the last publication, its file is copied, and only what the day or the run decides is computed again. The
result is the one that :func:`warehouse.build.build_warehouse` would give, and is checked as any other.
"""

from __future__ import annotations

import functools
import hashlib
import shutil
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.build import BuildSummary, attach, configure, record_run, remove_file, timed
from warehouse.build_inputs import BuildRequest, prepare_inputs
from warehouse.computed_models import create_staging
from warehouse.disk import sha256_of_file
from warehouse.manifest import DATABASE, database_problems, file_entry, read_manifest
from warehouse.metadata import load_metadata
from warehouse.models import Model, names_in, ordered_models
from warehouse.reference_tables import register_digest, rules_digest, successions_file

if TYPE_CHECKING:
    import duckdb

_ISSUES, _CHECKS, _TABLE_ROWS = "quality.issues", "quality.checks", "quality.table_rows"
#: What reads the run or the last publication's history, and what an unchanged night makes of it: checks and
#: numbers of rows are computed again, issues that were found are found again, no figure changes, and an
#: organization that is known from before stays known. Another model of that kind ends carrying forward until
#: it stands here.
_OF_HISTORY = frozenset({_ISSUES, _CHECKS, _TABLE_ROWS, "quality.figure_changes", "core.organizations"})


def inputs_digest(request: BuildRequest) -> str:
    """sha256 over all that decides a file's content beside the day, the run and the history: the journal,
    the results in the store, reference tables, register and successions, the provinces of the settings,
    and this program. What checks set aside is not in it: a file without such documents is meant."""
    import duckdb

    with duckdb.connect(str(request.store), read_only=True) as store:
        # When a document was read is part of it: read again, after a timeout, it may give another result.
        ((results,),) = store.execute(
            "SELECT sha256(string_agg(concat_ws('|', sha256, cache_key, epoch_us(extracted_at)), ';' "
            "ORDER BY sha256)) FROM extracted.results"
        ).fetchall()
        versions = store.execute("SELECT DISTINCT rules_version FROM extracted.documents").fetchall()
    queries = [model.sql for model in ordered_models()]
    successions = successions_file(request.home)
    parts = (
        len(request.journal),
        hashlib.sha256("\n".join(map(repr, request.journal)).encode()).hexdigest(),
        request.masking_digest,
        results,
        request.reference.digest,
        request.reference.wording_corrections,
        rules_digest(request.reference, [version for (version,) in versions], queries),
        register_digest(request.reference),
        sha256_of_file(successions) if successions.exists() else None,
        sorted(request.coverage_provinces),
        request.version,
        _program_digest(),
        duckdb.__version__,
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def unchanged_since(publication: Path | None, digest: str) -> str | None:
    """The run of the publication (its folder), where it was made from these inputs, its database is whole
    and the models allow to carry it forward; else ``None``."""
    if publication is None or models_computed_again() is None:
        return None
    with suppress(OSError, ValueError, KeyError):
        manifest = read_manifest(publication)
        database = publication / DATABASE
        if (
            manifest.get("inputs_digest") == digest
            and not database_problems(database)
            and sha256_of_file(database) == file_entry(manifest, DATABASE)["sha256"]
        ):
            return str(manifest["run_id"])
    return None


def carry_forward(target: Path, request: BuildRequest, last_run: str) -> BuildSummary:
    """Write the file ``target`` from the last publication, ``request.previous``, which ``last_run`` made
    from the same inputs; ``record_checks`` and ``finish`` complete it, as they do a built one. DuckDB's
    errors (a full disk) pass through, and the file is then worthless."""
    import duckdb

    if models_computed_again() is None or request.previous is None or request.quarantined:
        raise ValueError("not to be carried forward")
    seconds: dict[str, float] = {}
    remove_file(target)
    # Not its mode: the published file is read-only.
    previous = request.previous.resolve()
    timed(seconds, "copy", lambda: shutil.copyfile(previous, target))
    with duckdb.connect() as connection:
        configure(connection, request.home)
        attach(connection, target, request)
        ((same_day,),) = connection.execute(
            "SELECT coalesce(bool_or(as_of = ?), FALSE) FROM previous.quality.runs WHERE run_id = ?",
            [request.as_of, last_run],
        ).fetchall()
        models = models_computed_again(another_day=not same_day) or ()
        no_names = not any("journal" in names_in(model.sql) for model in models)
        timed(
            seconds,
            "inputs",
            lambda: prepare_inputs(connection, request, figures=False, only_documents=no_names),
        )
        timed(seconds, _ISSUES, lambda: _find_issues_again(connection, request.run_id, last_run))
        changed = {model.name for model in models if _compute_again(connection, model, request.home, seconds)}
        rows = {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
            for name in (model.name for model in ordered_models() if model.is_published)
        }
        summary = record_run(connection, request, rows, seconds)
        started = time.perf_counter()
        connection.execute("CHECKPOINT target")
        connection.execute("USE memory")
        connection.execute("DETACH target")
        seconds["checkpoint"] = time.perf_counter() - started
    return replace(summary, carried_from=last_run, changed_tables=frozenset({*changed, _ISSUES}))


@functools.cache
def models_computed_again(another_day: bool = True) -> tuple[Model, ...] | None:
    """The models that the day decides (where it is ``another_day`` than that of the last publication), those
    that read them or the issues, the histories that are cut after some runs, and the staging models that
    these need; in order. ``None`` where the models do not allow to carry forward: one of the history is not
    known here, or depends on the day."""
    models = ordered_models()
    if {model.name for model in models if _reads_history(model)} != _OF_HISTORY:
        return None
    again = {_CHECKS, _TABLE_ROWS}
    for model in models:
        if (another_day and model.reads_variable("as_of")) or model.depends & (again | {_ISSUES}):
            again.add(model.name)
    if again & (_OF_HISTORY - {_CHECKS, _TABLE_ROWS}):
        return None
    needed = set(again)
    for model in reversed(models):
        if model.name in needed:
            needed |= {name for name in model.depends if "." not in name}
    return tuple(model for model in models if model.name in needed)


def _reads_history(model: Model) -> bool:
    return (
        model.reads_variable("run_id")
        or model.reads_variable("has_previous")
        or any(name.startswith(("previous_", "figures_before")) for name in names_in(model.sql))
    )


def _find_issues_again(connection: duckdb.DuckDBPyConnection, run_id: str, last_run: str) -> None:
    """What reading and models found for the last publication is found for this one; what they had found
    before stays as it was closed. Issues of the checks are for ``record_checks``."""
    connection.execute(
        f"UPDATE {_ISSUES} SET run_id = ? WHERE run_id = ? AND origin <> 'check'", [run_id, last_run]
    )


def _compute_again(
    connection: duckdb.DuckDBPyConnection, model: Model, home: Path, seconds: dict[str, float]
) -> bool:
    """Run the model; whether that changed its table. One that stays the same is not written."""
    started = time.perf_counter()
    changed = False
    if model.is_published:
        columns = ", ".join(f'"{name}"' for name in load_metadata().table(model.name).column_names)
        connection.execute(f"CREATE TEMP TABLE again AS SELECT {columns} FROM {model.name} LIMIT 0")
        connection.execute(f"INSERT INTO again ({columns}) SELECT {columns} FROM (\n{model.sql})")
        changed = differ(connection, f"SELECT {columns} FROM again", f"SELECT {columns} FROM {model.name}")
        if changed:
            connection.execute(f"DELETE FROM {model.name}")
            connection.execute(f"INSERT INTO {model.name} ({columns}) SELECT {columns} FROM again")
        connection.execute("DROP TABLE again")
    else:
        create_staging(connection, model, home)
    seconds[model.name] = time.perf_counter() - started
    return changed


def differ(connection: duckdb.DuckDBPyConnection, one: str, other: str) -> bool:
    """Whether two queries of the same columns give other rows, in whatever order."""
    found = connection.execute(
        f"SELECT EXISTS (({one}) EXCEPT ALL ({other})) OR EXISTS (({other}) EXCEPT ALL ({one}))"
    ).fetchall()
    return bool(found[0][0])


@functools.cache
def _program_digest() -> str:
    """A digest of what turns facts into tables: in a source tree it changes without a new version."""
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".py", ".sql", ".yml", ".csv"):
            content = path.read_bytes()
            digest.update(f"{path.relative_to(folder)}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()
