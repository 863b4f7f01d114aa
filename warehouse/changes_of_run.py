"""What the publication of a run changed, from the published file alone.

The file holds the history of runs, issues, figures and numbers of rows; its own figures, with later changes
taken back, are those of an earlier run. The questions stand in ``warehouse/queries/changes``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transforms.errors import WrongUse
from warehouse.changed_organizations import (
    FormerDocument,
    MissingOrganization,
    NamedOrganization,
    OrganizationChange,
    Succession,
)
from warehouse.publication_changes import (
    ArrivedDocuments,
    CompletionMove,
    FigureCount,
    IssueCount,
    IssueExample,
    PublicationChanges,
    PublishedRun,
    ScoreMove,
    TableRows,
)

if TYPE_CHECKING:
    import duckdb

_QUERIES = Path(__file__).with_name("queries") / "changes"
#: Intermediate results in the order in which they need each other, of an own connection. Figures are a view:
#: a change of rules may touch all of them, and each question needs few of their columns.
_STEPS = {
    "run_figures": "VIEW",
    "run_organizations": "TABLE",
    "run_successions": "TABLE",
    "followed_figures": "VIEW",
}
_PARAMETER = re.compile(r"\$(\w+)")
#: How many runs an error names.
_NAMED = 10

_Row = Mapping[str, Any]


def changes_of(
    connection: duckdb.DuckDBPyConnection,
    run_id: str | None = None,
    *,
    provinces: Sequence[str] = (),
    most: int = 10,
) -> PublicationChanges:
    """What the run (``None``: the last that published) changed in the warehouse that is opened by
    ``connection``, which stays as it is; ``provinces`` limit it to their organizations, ``most`` is the
    number of moves listed. Raises :class:`WrongUse` for a run that published nothing, with those that did."""
    with connection.cursor() as own:
        runs = list(_rows(own, "runs", {}))
        position = _position(runs, run_id)
        earlier = [place for place in range(position + 1, len(runs)) if runs[place]["state"] == "published"]
        previous = runs[earlier[0]] if earlier else None
        values: dict[str, object] = {
            "run_id": runs[position]["run_id"],
            "previous_id": previous["run_id"] if previous else None,
            "is_first": previous is None,
            "later": [run["run_id"] for run in runs[:position]],
            "since": [run["run_id"] for run in runs[position : earlier[0] if earlier else len(runs)]],
            "provinces": list(provinces),
            "most": most,
        }
        # A view takes no parameters.
        own.execute("SET VARIABLE run_id = ?", [values["run_id"]])
        for step, kind in _STEPS.items():
            _execute(own, f"CREATE TEMP {kind} {step} AS {_sql(step)}", values)
        return _gathered(own, runs[position], previous, values)


def known_run(connection: duckdb.DuckDBPyConnection, run_id: str | None) -> str:
    """The run, or the last that published. Raises :class:`WrongUse` for one that published nothing, with
    those that did."""
    runs = list(_rows(connection, "runs", {}))
    return str(runs[_position(runs, run_id)]["run_id"])


def _gathered(
    own: duckdb.DuckDBPyConnection, run: _Row, previous: _Row | None, values: Mapping[str, object]
) -> PublicationChanges:
    def found(name: str) -> list[_Row]:
        return list(_rows(own, name, values))

    is_first = previous is None
    ((before, after),) = own.execute(
        "SELECT count(*) FILTER (figures_before > 0), count(*) FILTER (figures_after > 0) "
        "FROM run_organizations"
    ).fetchall()
    organizations = [] if is_first else found("organizations")
    scores, completion, issues = found("score_moves"), found("completion_moves"), found("issues")
    return PublicationChanges(
        run=_published(run),
        previous=_published(previous) if previous else None,
        provinces=tuple(str(name) for name in _listed(values["provinces"])),
        organizations_before=before,
        organizations_after=after,
        added=tuple(_changed(row) for row in organizations if row["is_added"]),
        changed=tuple(_changed(row) for row in organizations if not row["is_added"]),
        missing=tuple(_missing(row) for row in found("missing_organizations")),
        successions=tuple(
            Succession(_named(row, "old_"), _named(row, "new_"), row["basis"]) for row in found("successions")
        ),
        figures=tuple(FigureCount(**row) for row in found("figures")),
        score_moves=tuple(
            ScoreMove(
                _named(row),
                row["fiscal_year"],
                row["old_value"],
                row["new_value"],
                row["cause"],
                row["document_id"],
            )
            for row in scores
        ),
        score_moves_total=scores[0]["total"] if scores else 0,
        completion_moves=tuple(_completion_move(row) for row in completion),
        completion_moves_total=completion[0]["total"] if completion else 0,
        new_issues=tuple(_counted(row) for row in issues if row["what"] == "new"),
        closed_issues=tuple(_counted(row) for row in issues if row["what"] == "closed"),
        new_issue_documents=max(
            (row["documents_of_all"] for row in issues if row["what"] == "new"), default=0
        ),
        closed_issue_documents=max(
            (row["documents_of_all"] for row in issues if row["what"] == "closed"), default=0
        ),
        documents=tuple(
            ArrivedDocuments(row["state"], row["state_reason"], row["documents"], tuple(row["examples"]))
            for row in found("documents")
        ),
        tables=tuple(
            TableRows(row["table_name"], row["rows_before"], row["rows_after"])
            for row in (found("table_rows") if _has_table_rows(own) else ())
        ),
    )


def _position(runs: Sequence[_Row], run_id: str | None) -> int:
    published = [place for place, run in enumerate(runs) if run["state"] == "published"]
    if run_id is None and published:
        return published[0]
    for place in published:
        if runs[place]["run_id"] == run_id:
            return place
    listed = ", ".join(runs[place]["run_id"] for place in published[:_NAMED]) or "-"
    more = len(published) - _NAMED
    more_th, more_en = (f" และอีก {more:,} รอบ", f" and {more:,} more") if more > 0 else ("", "")
    if any(run["run_id"] == run_id for run in runs):
        raise WrongUse(
            f"รอบ {run_id} ไม่ได้เผยแพร่ จึงไม่มีสิ่งที่เปลี่ยน: รอบที่เผยแพร่คือ {listed}{more_th}",
            f"The run {run_id} published nothing, so it changed nothing. Those that did: {listed}{more_en}.",
        )
    raise WrongUse(
        f"ไม่มีรอบ {run_id}: รอบที่เผยแพร่คือ {listed}{more_th}",
        f"There is no run {run_id}. Those that published: {listed}{more_en}.",
    )


def _published(run: _Row) -> PublishedRun:
    return PublishedRun(**{name: run[name] for name in PublishedRun.__dataclass_fields__})


def _named(row: _Row, prefix: str = "") -> NamedOrganization:
    return NamedOrganization(
        row[f"{prefix}id" if prefix else "organization_id"],
        row[f"{prefix}label"],
        row[f"{prefix}amphoe"],
        row[f"{prefix}province"],
    )


def _changed(row: _Row) -> OrganizationChange:
    return OrganizationChange(
        _named(row),
        row["appeared"],
        row["changed"],
        row["gone"],
        tuple(row["causes"]),
        tuple(row["predecessors"]),
    )


def _missing(row: _Row) -> MissingOrganization:
    return MissingOrganization(
        _named(row),
        row["figures"],
        row["figures_now"],
        tuple(row["causes"]),
        tuple(FormerDocument(**document) for document in row["documents"]),
        row["waiting"],
        row["issue_id"],
    )


def _completion_move(row: _Row) -> CompletionMove:
    names = (
        "fiscal_year",
        "reporting_round",
        "old_completed",
        "old_reported",
        "new_completed",
        "new_reported",
        "cause",
        "document_id",
    )
    return CompletionMove(_named(row), **{name: row[name] for name in names})


def _counted(row: _Row) -> IssueCount:
    return IssueCount(
        row["severity"],
        row["rule"],
        row["issues"],
        row["documents"],
        row["organizations"],
        IssueExample(**row["example"]),
    )


def _has_table_rows(connection: duckdb.DuckDBPyConnection) -> bool:
    """A file that an older version published has not that table."""
    found = connection.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'quality' AND table_name = 'table_rows'"
    ).fetchall()
    return bool(found[0][0])


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _rows(connection: duckdb.DuckDBPyConnection, name: str, values: Mapping[str, object]) -> Iterator[_Row]:
    found = _execute(connection, _sql(name), values)
    names = [column[0] for column in found.description or ()]
    for row in found.fetchall():
        yield dict(zip(names, row, strict=True))


def _execute(
    connection: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, object]
) -> duckdb.DuckDBPyConnection:
    asked = set(_PARAMETER.findall(sql))
    return connection.execute(sql, {name: value for name, value in values.items() if name in asked})


@functools.cache
def _sql(name: str) -> str:
    return (_QUERIES / f"{name}.sql").read_text(encoding="utf-8")
