"""What a run writes about itself before its file is published: its checks, their issues, its record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transforms.facts import stable_id
from warehouse.metadata import load_metadata
from warehouse.row_insertion import create_temp_table, insert_rows

if TYPE_CHECKING:
    import duckdb


_TABLE_ROWS = "quality.table_rows"


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One row of ``quality.runs``. Times are UTC (with or without a zone). Counts of documents that are
    ``None`` are taken from the file itself: loaded, quarantined and out of scope as they stand in this
    publication."""

    run_id: str
    started_at: datetime
    version: str
    state: str = "running"
    finished_at: datetime | None = None
    documents_new: int = 0
    documents_unchanged: int = 0
    documents_arrived: int | None = None
    documents_loaded: int | None = None
    documents_superseded: int | None = None
    documents_quarantined: int | None = None
    documents_out_of_scope: int | None = None
    rows_found: int | None = None
    rows_set_aside: int | None = None
    rows_loaded: int | None = None
    as_of: date | None = None
    rules_digest: str | None = None
    register_digest: str | None = None
    accepted_rule: str | None = None
    accepted_reason: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One outcome of a check, for ``quality.checks``."""

    suite: str
    expectation: str
    success: bool
    observed: str | None = None
    unexpected_count: int | None = None
    severity: str | None = None
    scope: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class RuleIssue:
    """One row that a rule of the checks objects to, for ``quality.issues``. ``severity`` is that of an
    issue; ``critical`` becomes ``error``."""

    rule: str
    severity: str
    table_name: str
    record_id: str
    column_name: str | None
    document_id: str | None
    message_th: str
    message_en: str
    organization_id: str | None = None
    source_line: int | None = None
    raw_text: str | None = None

    @property
    def issue_id(self) -> str:
        """Stable over runs: depends on the rule and on what it objects to."""
        return stable_id("i", self.rule, self.table_name, self.record_id, self.column_name or "")


def record_checks(
    target: Path, run_id: str, check_rows: Sequence[CheckRow], rule_issues: Iterable[RuleIssue]
) -> None:
    """Write a run's checks and the issues they found into a built, not yet published file. Issues that
    checks of earlier runs found and these did not are closed. May be called again for the same run
    (after a rebuild): the later call replaces the earlier."""
    import duckdb

    table = load_metadata().table("quality.issues")
    with duckdb.connect(target) as connection:
        connection.begin()
        connection.execute("DELETE FROM quality.checks WHERE run_id = ?", [run_id])
        _insert(connection, "quality.checks", [{"run_id": run_id, **asdict(row)} for row in check_rows])
        found = {issue.issue_id: _issue_row(issue, run_id) for issue in rule_issues}
        create_temp_table(connection, "found", _columns("quality.issues"), list(found.values()))
        columns = ", ".join(_found_value(name) for name in table.column_names)
        connection.execute(f"""
            CREATE TEMP TABLE now_found AS
            SELECT {columns}
            FROM found
            LEFT JOIN quality.issues AS before ON before.issue_id = found.issue_id
            LEFT JOIN core.documents AS documents ON documents.document_id = found.document_id
        """)
        connection.execute("DELETE FROM quality.issues WHERE issue_id IN (SELECT issue_id FROM now_found)")
        connection.execute(
            "UPDATE quality.issues SET state = 'closed', closed_run_id = ? "
            "WHERE origin = 'check' AND state = 'open'",
            [run_id],
        )
        connection.execute("INSERT INTO quality.issues BY NAME SELECT * FROM now_found")
        connection.execute("DROP TABLE now_found")
        connection.execute("DROP TABLE found")
        connection.commit()
        connection.execute("CHECKPOINT")


def finish(target: Path, run: RunRecord) -> RunRecord:
    """Write the run's final record and the number of rows of every table into a built, not yet published
    file, replacing what stands there of the run; counts that are ``None`` keep what the build counted. The
    last thing to be written. Gives the record as written."""
    import duckdb

    with duckdb.connect(target) as connection:
        built = _built_record(connection, run.run_id)
        kept: dict[str, Any] = {
            field.name: built[field.name]
            for field in fields(RunRecord)
            if built and getattr(run, field.name) is None and field.name in built
        }
        final = replace(run, **kept)
        connection.begin()
        insert_runs(connection, [final])
        _insert_table_rows(connection, run.run_id)
        connection.commit()
        connection.execute("CHECKPOINT")
    return final


def insert_runs(connection: duckdb.DuckDBPyConnection, runs: Sequence[RunRecord]) -> None:
    """Write records into ``quality.runs`` of the connection's current database, replacing those of the
    same run."""
    rows = [_run_row(run) for run in {run.run_id: run for run in runs}.values()]
    for row in rows:
        connection.execute("DELETE FROM quality.runs WHERE run_id = ?", [row["run_id"]])
    _insert(connection, "quality.runs", rows)


def _insert_table_rows(connection: duckdb.DuckDBPyConnection, run_id: str) -> None:
    counted = " UNION ALL ".join(
        f"SELECT '{table.full_name}', count(*) FROM {table.full_name}"
        for table in load_metadata().tables
        if table.full_name != _TABLE_ROWS
    )
    connection.execute(f"DELETE FROM {_TABLE_ROWS} WHERE run_id = ?", [run_id])
    connection.execute(f"INSERT INTO {_TABLE_ROWS} SELECT ?, counted.* FROM ({counted}) AS counted", [run_id])


def _built_record(connection: duckdb.DuckDBPyConnection, run_id: str) -> dict[str, Any]:
    cursor = connection.execute("SELECT * FROM quality.runs WHERE run_id = ?", [run_id])
    names = [column[0] for column in cursor.description or ()]
    rows = cursor.fetchall()
    return dict(zip(names, rows[0], strict=True)) if rows else {}


def _run_row(run: RunRecord) -> dict[str, object]:
    row: dict[str, object] = asdict(run)
    for name in ("started_at", "finished_at"):
        row[name] = _utc(row[name])
    for name in ("documents_loaded", "documents_quarantined", "documents_out_of_scope", "rows_loaded"):
        row[name] = row[name] or 0
    return row


def _utc(moment: object) -> object:
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return moment.astimezone(UTC).replace(tzinfo=None)
    return moment


def _issue_row(issue: RuleIssue, run_id: str) -> dict[str, object]:
    row: dict[str, object] = asdict(issue)
    row |= {
        "issue_id": issue.issue_id,
        "run_id": run_id,
        "first_run_id": run_id,
        "closed_run_id": None,
        "state": "open",
        "origin": "check",
        "severity": "error" if issue.severity == "critical" else issue.severity,
    }
    return row


def _found_value(name: str) -> str:
    if name == "first_run_id":
        return "coalesce(before.first_run_id, found.first_run_id) AS first_run_id"
    if name == "organization_id":
        return "coalesce(found.organization_id, documents.organization_id) AS organization_id"
    return f"found.{name}"


def _columns(full_name: str) -> dict[str, str]:
    return {column.name: column.type for column in load_metadata().table(full_name).columns}


def _insert(connection: duckdb.DuckDBPyConnection, full_name: str, rows: list[dict[str, object]]) -> None:
    insert_rows(connection, full_name, _columns(full_name), rows)
