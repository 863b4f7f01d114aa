"""Where a figure comes from: the document, its place in it, the text itself, the rule that read it,
what is doubted about it and which other documents were considered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from transforms.errors import WrongUse
from warehouse.archive import Archive, ArchiveDamaged
from warehouse.explanation import Doubt, Explanation, Figure, Source, Trace
from warehouse.organization_lookup import NamedOrganization, find_organization
from warehouse.query import connect

_LOCATOR = re.compile(r"line:(\d+)(?::(\d+)-(\d+))?")


@dataclass(frozen=True, slots=True)
class _Kind:
    """A table of facts: its key, the columns that are explained, and what a row is called."""

    table: str
    key: str
    columns: tuple[str, ...]
    label: str
    label_th: str
    label_en: str


_ASSESSMENT = _Kind(
    "core.assessments",
    "assessment_id",
    ("overall_score", "level", "overall_recomputed", "level_recomputed", "reconciliation"),
    "''",
    "ผลการประเมิน",
    "Result",
)
_INDICATOR = _Kind(
    "core.indicator_scores",
    "score_id",
    ("score",),
    "indicator_no::VARCHAR",
    "ตัวชี้วัดที่",
    "Indicator",
)
_DISCLOSURE = _Kind(
    "core.disclosures",
    "disclosure_id",
    ("status",),
    "concat_ws(' ', item_code, item_name)",
    "ข้อ",
    "Item",
)
_MEASURE = _Kind(
    "core.measures",
    "measure_id",
    ("title", "indicator_no", "status", "percent_complete", "due_on", "responsible"),
    "concat_ws(' ', question_code, measure_key, reporting_round)",
    "มาตรการ",
    "Measure",
)
_SUMMARY = (
    _ASSESSMENT,
    _INDICATOR,
    _DISCLOSURE,
    _Kind(_MEASURE.table, _MEASURE.key, ("status",), _MEASURE.label, _MEASURE.label_th, _MEASURE.label_en),
)
_COLUMN_WORDS = {
    "overall_score": ("คะแนนรวมที่พิมพ์", "overall score as printed"),
    "level": ("ระดับที่พิมพ์", "level as printed"),
    "overall_recomputed": ("คะแนนรวมที่คำนวณ", "recomputed total"),
    "level_recomputed": ("ระดับที่คำนวณ", "recomputed level"),
    "reconciliation": ("การกระทบยอด", "reconciliation"),
    "score": ("คะแนน", "score"),
    "status": ("สถานะ", "status"),
    "title": ("ข้อความ", "wording"),
    "indicator_no": ("ตัวชี้วัด", "indicator"),
    "percent_complete": ("ร้อยละความก้าวหน้า", "percent complete"),
    "due_on": ("วันครบกำหนด", "due date"),
    "responsible": ("ผู้รับผิดชอบ", "responsible"),
}


def explain(home: Path, organization: str, fiscal_year: int | None, fact: str | None) -> Explanation:
    """Explain a figure of the last publication.

    ``organization``: a code or a name; ``fiscal_year``: Buddhist era, ``None`` for the latest that has
    the fact; ``fact``: ``overall``, ``indicator:9``, ``O8`` (or a question, ``i16``), ``measure:KEY``, or
    ``None`` for all facts of the year. Raises :class:`WrongUse` for what does not exist, with what does."""
    wanted = _wanted(fact)
    with connect(home) as connection:
        found = find_organization(connection, organization)
        year = _year(connection, found, wanted, fiscal_year, fact)
        reader = _FigureReader(connection, Archive(home))
        figures: list[Figure] = []
        for kind, condition, values in wanted:
            figures += reader.figures(kind, condition, values, found, year)
    in_force: list[Figure] = []
    considered: list[Figure] = []
    for figure in figures:
        if figure.is_current and figure.source.state == "loaded":
            in_force.append(figure)
        elif figure.value is not None:
            considered.append(figure)
    return Explanation(found, year, fact, tuple(in_force), tuple(considered))


_Wanted = list[tuple[_Kind, str, list[object]]]


def _wanted(fact: str | None) -> _Wanted:
    """The tables and conditions that a fact names."""
    if fact is None:
        return [(kind, "TRUE", []) for kind in _SUMMARY]
    name = fact.strip()
    if name.casefold() == "overall":
        # The ten indicators too: what was recomputed rests on them.
        return [(_ASSESSMENT, "TRUE", []), (_INDICATOR, "TRUE", [])]
    if found := re.fullmatch(r"indicator:(10|[1-9])", name, re.IGNORECASE):
        return [(_INDICATOR, "indicator_no = ?", [int(found[1])])]
    if found := re.fullmatch(r"([Oo])0*(\d{1,2})", name):
        code = f"O{found[2]}"
        return [(_DISCLOSURE, "item_code = ?", [code]), (_MEASURE, "question_code = ?", [code])]
    if found := re.fullmatch(r"([IiEe])0*(\d{1,2})", name):
        return [(_MEASURE, "lower(question_code) = ?", [f"{found[1].lower()}{found[2]}"])]
    if found := re.fullmatch(r"measure:(\S+)", name, re.IGNORECASE):
        return [(_MEASURE, "? IN (measure_key, measure_id)", [found[1]])]
    raise WrongUse(
        f"ไม่รู้จักตัวเลข {fact!r}: ใช้ overall, indicator:9, O8, i16 หรือ measure:KEY หรือไม่ระบุเพื่อดูทั้งหมด",
        f"Unknown fact {fact!r}: use overall, indicator:9, O8, i16 or measure:KEY, or none to see all.",
    )


def _year(
    connection: duckdb.DuckDBPyConnection,
    organization: NamedOrganization,
    wanted: _Wanted,
    asked: int | None,
    fact: str | None,
) -> int | None:
    """The year to explain; of several the latest. ``None`` where only facts of unknown years exist."""
    years: set[int | None] = set()
    for kind, condition, values in wanted:
        rows = connection.execute(
            f"SELECT DISTINCT fiscal_year FROM {kind.table} WHERE organization_id IN (SELECT unnest(?)) "
            f"AND {condition}",
            [list(organization.codes), *values],
        ).fetchall()
        years.update(year for (year,) in rows)
    known = sorted(year for year in years if year is not None)
    if asked in known or (asked is None and years):
        return asked if asked is not None else (known[-1] if known else None)
    what = fact or "-"
    listed = ", ".join(map(str, known)) or "-"
    raise WrongUse(
        f"{organization.full_name} ({organization.organization_id}) ไม่มีข้อมูล {what} "
        f"ปีงบประมาณ {asked or '-'}: ปีที่มีข้อมูล {listed} ดูเอกสารที่กันไว้ด้วย prongsai issues",
        f"{organization.full_name} ({organization.organization_id}) has no fact {what} "
        f"for fiscal year {asked or '-'}: years with facts are {listed}. "
        "See what was set aside with prongsai issues.",
    )


class _FigureReader:
    """Reads figures of one publication, and the originals behind them, each document once."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, archive: Archive) -> None:
        self._connection = connection
        self._archive = archive
        self._sources: dict[str, tuple[Source, str | None]] = {}
        self._lines: dict[str, list[str] | ArchiveDamaged] = {}

    def figures(
        self,
        kind: _Kind,
        condition: str,
        values: list[object],
        organization: NamedOrganization,
        year: int | None,
    ) -> list[Figure]:
        """Every value of every row that meets the condition, those in force first. Facts of an
        unknown year are there too: they wait for a person who knows it."""
        rows = self._rows(
            f"SELECT *, {kind.label} AS label FROM {kind.table} WHERE organization_id IN (SELECT unnest(?)) "
            f"AND (fiscal_year IS NOT DISTINCT FROM ? OR fiscal_year IS NULL) AND {condition} "
            "ORDER BY is_current DESC, certainty DESC, "
            f"{'indicator_no' if kind.table == _INDICATOR.table else 'source_line'}, {kind.key}",
            [list(organization.codes), year, *values],
        )
        if not rows:
            return []
        keys = [row[kind.key] for row in rows]
        evidence = self._of_records("core.evidence", kind.table, keys)
        issues = self._of_records("quality.issues", kind.table, keys)
        unknowns = self._of_records("core.unknowns", kind.table, keys)
        return [
            self._figure(kind, row, column, evidence, issues, unknowns)
            for row in rows
            for column in kind.columns
            if row[column] is not None or any(one["column_name"] == column for one in unknowns[row[kind.key]])
        ]

    def _figure(
        self,
        kind: _Kind,
        row: dict[str, Any],
        column: str,
        evidence: dict[str, list[dict[str, Any]]],
        issues: dict[str, list[dict[str, Any]]],
        unknowns: dict[str, list[dict[str, Any]]],
    ) -> Figure:
        record = row[kind.key]
        doubts = [
            Doubt(one["severity"], one["rule"], one["message_th"], one["message_en"], one["source_line"])
            for one in issues[record]
            if one["state"] == "open" and one["column_name"] in (column, None)
        ] + [
            Doubt("unknown", one["reason"], one["candidates"] or "-", one["candidates"] or "-", None)
            for one in unknowns[record]
            if one["column_name"] == column
        ]
        words = _COLUMN_WORDS[column]
        labels = [
            f"{' '.join(part for part in (name, row['label']) if part)}: {word}"
            for name, word in zip((kind.label_th, kind.label_en), words, strict=True)
        ]
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
            source=self._source(row["document_id"])[0],
            traces=tuple(
                self._trace(one)
                for one in evidence[record]
                if one["column_name"] == column and one["document_id"] == row["document_id"]
            ),
            doubts=tuple(doubts),
        )

    def _source(self, document_id: str) -> tuple[Source, str | None]:
        """A document with the encoding of its text."""
        if document_id not in self._sources:
            (document,) = self._rows("SELECT * FROM core.documents WHERE document_id = ?", [document_id])
            names = self._rows(
                "SELECT file_name FROM core.document_sources WHERE document_id = ? "
                "ORDER BY received_at, file_name",
                [document_id],
            )
            file_names = dict.fromkeys([document["file_name"], *(one["file_name"] for one in names)])
            source = Source(
                document_id,
                document["sha256"],
                tuple(file_names),
                document["state"],
                document["reporting_round"],
                document["received_at"],
            )
            self._sources[document_id] = source, document["encoding"]
        return self._sources[document_id]

    def _trace(self, evidence: dict[str, Any]) -> Trace:
        locator, rule, version = evidence["locator"], evidence["rule"], evidence["rule_version"]
        source, encoding = self._source(evidence["document_id"])
        lines = self._lines_of(source, encoding)
        if isinstance(lines, ArchiveDamaged):
            return Trace(locator, None, None, rule, version, lines.message_en)
        found = _LOCATOR.fullmatch(locator)
        number = int(found[1]) if found else 0
        if not found or not 1 <= number <= len(lines):
            return Trace(locator, None, None, rule, version, f"the original has no place {locator}")
        line = lines[number - 1]
        text = line if found[2] is None else line[int(found[2]) : int(found[3])]
        return Trace(locator, line, text, rule, version)

    def _lines_of(self, source: Source, encoding: str | None) -> list[str] | ArchiveDamaged:
        """The lines of an original as its reader numbered them: decoded, without BOM."""
        if source.sha256 not in self._lines:
            try:
                content = self._archive.read(source.sha256)
                text = content.decode(encoding or "utf-8", errors="replace").removeprefix("\ufeff")
                self._lines[source.sha256] = text.splitlines()
            except ArchiveDamaged as damaged:
                self._lines[source.sha256] = damaged
        return self._lines[source.sha256]

    def _of_records(self, table: str, of_table: str, records: list[str]) -> dict[str, list[dict[str, Any]]]:
        rows = self._rows(
            f"SELECT * FROM {table} WHERE table_name = ? AND record_id IN (SELECT unnest(?)) ORDER BY ALL",
            [of_table, records],
        )
        grouped: dict[str, list[dict[str, Any]]] = {record: [] for record in records}
        for row in rows:
            grouped[row["record_id"]].append(row)
        return grouped

    def _rows(self, sql: str, values: list[object]) -> list[dict[str, Any]]:
        cursor = self._connection.execute(sql, values)
        names = [column[0] for column in cursor.description or []]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
