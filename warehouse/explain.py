"""Where a figure comes from: the document, its place in it, the text itself, the rule that read it,
what is doubted about it and what else was considered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from transforms.errors import WrongUse
from warehouse.archive import Archive
from warehouse.explained_facts import (
    COLUMN_WORDS,
    COMPLETION,
    FORMULAS,
    INDICATOR,
    Wanted,
    wanted_by,
)
from warehouse.explained_originals import ReadAgain
from warehouse.explained_sources import SourceReader, rows_of, unknown_doubts
from warehouse.explained_years import year_to_explain
from warehouse.explanation import Correction, Doubt, Explanation, Figure
from warehouse.organization_lookup import NamedOrganization, find_organization
from warehouse.precedence_reasons import why_not_in_force
from warehouse.query import connect

#: Columns that say how a value came about are shown beside this column of theirs.
_OF_HOW = {"status_basis": "status", "method": "score"}
#: Where one of these is doubted, every value of the record is.
_OF_WHOM_AND_WHEN = ("organization_id", "fiscal_year")


def explain(
    home: Path,
    organization: str,
    fiscal_year: int | None,
    fact: str | None,
    read_again: ReadAgain | None = None,
) -> Explanation:
    """Explain a figure of the last publication.

    ``organization``: a code or a name; ``fiscal_year``: Buddhist era, ``None`` for the latest that has
    the fact; ``fact``: ``overall``, ``level``, ``indicator:9``, ``O8`` (or a question, ``i16``),
    ``measure:KEY``, ``completion`` (of one round: ``completion:annual``), or ``None`` for all facts of the
    year. ``read_again`` is called for documents that are no lines of text, where a fact is named: without it
    their text is that of the warehouse. Raises :class:`WrongUse` for what does not exist, with what does."""
    wanted = wanted_by(fact)
    with connect(home) as connection:
        found = find_organization(connection, organization)
        year = year_to_explain(connection, found, wanted, fiscal_year, fact)
        sources = SourceReader(connection, Archive(home), None if fact is None else read_again)
        reader = _FigureReader(connection, sources)
        figures = [figure for one in wanted or () for figure in reader.figures(one, found, year)]
    in_force = [one for one in figures if one.is_current and one.source.state == "loaded"]
    considered = [one for one in figures if one not in in_force and one.value is not None]
    return Explanation(found, year, fact, tuple(in_force), tuple(considered))


def year_and_fact(first: str | None, second: str | None) -> tuple[int | None, str | None]:
    """What a person wrote behind the organization, as a fiscal year and a fact: either may be missing, and
    digits may be Thai. Raises :class:`WrongUse` where the first of two is no year."""
    if first is None or (first.isdecimal() and len(first) <= 4):
        return (int(first) if first else None), second
    if second is None:
        return None, first
    raise WrongUse(
        f"ปีงบประมาณ {first!r} ไม่ใช่ปี: ใส่ปี พ.ศ. เช่น 2566",
        f"The fiscal year {first!r} is no year: give one of the Buddhist era, e.g. 2566.",
    )


class _FigureReader:
    """Reads figures of one publication."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, sources: SourceReader) -> None:
        self._connection = connection
        self._sources = sources

    def figures(self, wanted: Wanted, organization: NamedOrganization, year: int | None) -> list[Figure]:
        """Every value of every row that is wanted, those in force first. Facts of an unknown year are
        there too: they wait for a person who knows it."""
        kind = wanted.kind
        is_fact = kind is not COMPLETION
        place = "indicator_no" if kind.table == INDICATOR.table else "source_line"
        rows = rows_of(
            self._connection,
            f"SELECT *, {kind.label} AS label FROM {kind.table} WHERE organization_id IN (SELECT unnest(?)) "
            f"AND (fiscal_year IS NOT DISTINCT FROM ? OR fiscal_year IS NULL) AND {wanted.condition} "
            + (
                f"ORDER BY is_current DESC, certainty DESC, {place}, {kind.key}"
                if is_fact
                else "ORDER BY is_latest_round DESC, reporting_round"
            ),
            [list(organization.codes), year, *wanted.values],
        )
        if not rows:
            return []
        if not is_fact:
            return [self._computed(wanted, row, column) for row in rows for column in kind.columns]
        keys = [row[kind.key] for row in rows]
        about = _About(self._connection, kind.table, keys)
        return [
            self._figure(wanted, row, column, about)
            for row in rows
            for column in kind.columns
            if row[column] is not None or about.is_unknown(row[kind.key], column)
        ]

    def _computed(self, wanted: Wanted, row: dict[str, Any], column: str) -> Figure:
        """A figure of a mart: what it is computed of stands among the figures of the measures."""
        formula = FORMULAS.get(column)
        if formula is not None:
            above, below = (row[name] for name in formula.split(" / "))
            formula = f"{formula} = {above} / {below}"
        labels = _labels(wanted, row, column)
        return Figure(
            table_name=wanted.kind.table,
            record_id="|".join(
                str(row[name] or "") for name in ("organization_id", "fiscal_year", "reporting_round")
            ),
            column_name=column,
            fiscal_year=row["fiscal_year"],
            label_th=labels[0],
            label_en=labels[1],
            value=None if row[column] is None else str(row[column]),
            certainty="sure",
            is_current=True,
            superseded_by=None,
            source=self._sources.source(row["document_id"]),
            traces=(),
            doubts=(),
            how=formula,
        )

    def _figure(self, wanted: Wanted, row: dict[str, Any], column: str, about: _About) -> Figure:
        kind = wanted.kind
        record = row[kind.key]
        traces = [
            self._sources.trace(one)
            for one in about.evidence[record]
            if one["column_name"] == column and one["document_id"] == row["document_id"]
        ]
        if not traces and row.get("source_line") and column not in _COMPUTED:
            traces.append(self._sources.row_trace(row["document_id"], row["source_line"]))
        in_force = row["is_current"] and self._sources.source(row["document_id"]).state == "loaded"
        why = None if in_force else self._why_not(wanted, row)
        how = row.get(kind.how) if kind.how and _OF_HOW.get(kind.how) == column else None
        labels = _labels(wanted, row, column)
        return Figure(
            table_name=kind.table,
            record_id=record,
            column_name=column,
            fiscal_year=row["fiscal_year"],
            label_th=labels[0],
            label_en=labels[1],
            value=None if row[column] is None else str(row[column]),
            certainty=row["certainty"],
            is_current=row["is_current"],
            superseded_by=row["superseded_by"],
            source=self._sources.source(row["document_id"]),
            traces=tuple(traces),
            doubts=about.doubts(record, column),
            how=_COMPUTED.get(column, how),
            why_not_th=why[0] if why else None,
            why_not_en=why[1] if why else None,
            corrections=about.corrections(record, column),
            decisions=self._sources.of_row(kind.table, row, about.evidence[record]),
        )

    def _why_not(self, wanted: Wanted, row: dict[str, Any]) -> tuple[str, str]:
        found = rows_of(
            self._connection,
            f"SELECT * FROM {wanted.kind.table} WHERE {wanted.kind.key} = ?",
            [row["superseded_by"]],
        )
        winner = found[0] if found else None
        whose = row.get("organization_id")
        document, rank = self._sources.standing(row["document_id"], whose)
        other, others_rank = self._sources.standing(winner["document_id"], whose) if winner else (None, 0)
        return why_not_in_force(row, document, rank, winner, other, others_rank)


#: Values that no report prints, and what they are computed by.
_COMPUTED = {
    "overall_recomputed": "0.30 · IIT + 0.30 · EIT + 0.40 · OIT",
    "level_recomputed": "overall_recomputed, iit_score, eit_score, oit_score → reference.levels",
    "reconciliation": "|overall_score - overall_recomputed| ≤ 0.02",
}


#: The values that corrections of wordings give, as the corrections of one document have them.
_WORDINGS = (
    "(SELECT wordings.* REPLACE (coalesce(wordings.column_name, '*') AS column_name), told.reason, "
    "told.decided_by, told.decided_on, told.file_name, 'applied' AS state "
    "FROM quality.wordings AS wordings JOIN reference.wording_corrections AS told USING (correction_id))"
)


class _About:
    """Evidence, issues, reasons and corrections of some records of one table."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, table: str, records: list[str]) -> None:
        self._connection = connection
        self.evidence = self._of_records("core.evidence", table, records)
        self._issues = self._of_records("quality.issues", table, records)
        self._unknowns = self._of_records("core.unknowns", table, records)
        self._corrections = (
            self._of_records("quality.corrections", table, records) if self._has("corrections") else {}
        )
        for record, rows in (
            self._of_records(_WORDINGS, table, records) if self._has("wordings") else {}
        ).items():
            self._corrections.setdefault(record, []).extend(rows)

    def _has(self, table: str) -> bool:
        """Whether the publication, which may be of an older version, has such a table of corrections."""
        found = self._connection.execute(
            "SELECT 1 FROM duckdb_columns() WHERE schema_name = 'quality' AND table_name = ? "
            "AND column_name IN ('table_name', 'record_id', 'column_name') HAVING count(*) >= 3",
            [table],
        ).fetchall()
        return bool(found)

    def is_unknown(self, record: str, column: str) -> bool:
        """Whether there is a reason why the value is null."""
        return any(one["column_name"] == column for one in self._unknowns[record])

    def doubts(self, record: str, column: str) -> tuple[Doubt, ...]:
        """Open issues on the value, on the whole record or on whose and of which year it is, and why the
        value is not known."""
        issues = [
            Doubt(one["severity"], one["rule"], one["message_th"], one["message_en"], one["source_line"])
            for one in self._issues[record]
            if one["state"] == "open" and one["column_name"] in (column, None, *_OF_WHOM_AND_WHEN)
        ]
        return (*issues, *unknown_doubts(self._unknowns[record], column))

    def corrections(self, record: str, column: str) -> tuple[Correction, ...]:
        """What people corrected in the value or in the whole record."""
        return tuple(
            Correction(tuple((name, str(value)) for name, value in one.items() if value is not None))
            for one in self._corrections.get(record, [])
            if one["column_name"] in (column, None, "certainty", "*" if "wording" in one else None)
            or (one["column_name"], column) == ("departments", "responsible")
        )

    def _of_records(self, table: str, of_table: str, records: list[str]) -> dict[str, list[dict[str, Any]]]:
        rows = rows_of(
            self._connection,
            f"SELECT * FROM {table} WHERE table_name = ? AND record_id IN (SELECT unnest(?)) ORDER BY ALL",
            [of_table, records],
        )
        grouped: dict[str, list[dict[str, Any]]] = {record: [] for record in records}
        for row in rows:
            grouped[row["record_id"]].append(row)
        return grouped


def _labels(wanted: Wanted, row: dict[str, Any], column: str) -> tuple[str, str]:
    thai, english = (
        f"{' '.join(part for part in (name, row['label']) if part)}: {word}"
        for name, word in zip((wanted.kind.label_th, wanted.kind.label_en), COLUMN_WORDS[column], strict=True)
    )
    return thai, english
