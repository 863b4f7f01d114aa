"""The documents behind figures, and what was decided about them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from warehouse.archive import Archive
from warehouse.explained_facts import COLUMN_WORDS
from warehouse.explained_originals import Originals, ReadAgain
from warehouse.explanation import Decision, Doubt, Source, Trace
from warehouse.precedence_reasons import source_rank

_DECIDED = (
    "organization_id",
    "measures_fiscal_year",
    "scores_fiscal_year",
    "reporting_round",
    "document_date",
)
#: What the rows of a document about many organizations decide themselves, unless the document does.
_DECIDED_BY_ROW = (("organization_id", "organization_id"), ("fiscal_year", "scores_fiscal_year"))
_RESULTS = "core.assessments"
#: Why a document about many organizations has none itself: its rows have.
MANY_ORGANIZATIONS = "many-organizations"
_NO_MEASURES = "states-no-measures"
_REASONS = {
    "not-stated": ("รายงานไม่ได้กล่าวถึง", "the report does not say"),
    "year-unknown": ("ไม่ทราบปี", "the year is not known"),
    "deadline-unreadable": ("อ่านกำหนดเวลาไม่ได้", "the deadline cannot be read"),
    "recurring-or-relative": ("ทำซ้ำเป็นระยะ หรือนับจากเหตุการณ์อื่น", "it recurs, or counts from something else"),
    "several-boxes-ticked": ("ทำเครื่องหมายหลายช่อง", "several boxes are ticked"),
    "percent-out-of-range": ("ร้อยละอยู่นอกช่วง 0-100", "the percentage is not within 0-100"),
    "row-shifted": ("เซลล์ของแถวเลื่อน", "the cells of the row are shifted"),
    "many-organizations": ("เอกสารกล่าวถึงหลายหน่วยงาน", "the document is about many organizations"),
    "several-years": ("เอกสารมีผลของหลายปี", "the document holds results of several years"),
    "years-equally-likely": ("ระบุหลายปีพอ ๆ กัน", "several years are said as plainly"),
    "year-not-yet-come": ("ปีอยู่หลังวันที่ของเอกสาร", "the year had not come on the day of the document"),
    "no-score-in-that-year": ("ปีนั้นยังไม่มีการประเมิน", "nothing was scored in that year"),
    "round-unreadable": ("อ่านรอบการรายงานไม่ได้", "the round cannot be read"),
    "states-no-measures": ("เอกสารไม่มีมาตรการ", "the document states no measures"),
    "indicators-not-stated": (
        "เอกสารให้เฉพาะคะแนนรวม ไม่มีคะแนนรายตัวชี้วัด จึงคำนวณคะแนนรวมเทียบไม่ได้",
        "the document gives the total only and no scores of indicators, so the total cannot be recomputed",
    ),
    "indicators-incomplete": (
        "ขาดคะแนนบางตัวชี้วัด จึงคำนวณคะแนนรวมไม่ได้",
        "the scores of some indicators are missing, so the total cannot be recomputed",
    ),
    "total-not-recomputed": (
        "คำนวณคะแนนรวมไม่ได้ จึงไม่มีระดับที่คำนวณ",
        "the total could not be recomputed, so no level follows from it",
    ),
    "level-not-decided": (
        "คำนวณคะแนนรวมได้ แต่ยังตัดสินระดับไม่ได้",
        "the total was recomputed, but it does not settle the level",
    ),
    "score-out-of-range": (
        "ตัวเลขที่พิมพ์อยู่นอกช่วง 0-100 จึงไม่ใช่คะแนน",
        "the printed number is not within 0-100 and so no score",
    ),
    "digits-damaged": (
        "ตัวเลขที่พิมพ์เสียหาย อ่านได้หลายแบบ",
        "the printed digits are damaged and can be read in several ways",
    ),
    "deadline-impossible": ("วันครบกำหนดไม่มีในปฏิทิน", "the deadline is no day of the calendar"),
    "boxes-conflict": ("ช่องที่ทำเครื่องหมายขัดกัน", "the ticked boxes contradict each other"),
    "boxes-not-ticked": ("ไม่มีช่องใดทำเครื่องหมาย", "no box is ticked"),
    "boxes-torn": ("ช่องทำเครื่องหมายขาดตอน", "the boxes are torn apart"),
}


def reason_in_words(code: str) -> tuple[str, str]:
    """Why a value is not known, in Thai and English; the code itself where it has no wording."""
    return _REASONS.get(code, (code, code))


def rows_of(
    connection: duckdb.DuckDBPyConnection, sql: str, values: Sequence[object]
) -> list[dict[str, Any]]:
    """The rows of a query by column name."""
    cursor = connection.execute(sql, list(values))
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def unknown_doubts(unknowns: Sequence[dict[str, Any]], column: str) -> tuple[Doubt, ...]:
    """Why the column is null, with what it could have been."""
    doubts = []
    for one in unknowns:
        if one["column_name"] == column:
            words = reason_in_words(one["reason"])
            candidates = tuple(filter(None, (part.strip() for part in (one["candidates"] or "").split("|"))))
            doubts.append(Doubt("unknown", one["reason"], words[0], words[1], None, candidates))
    return tuple(doubts)


def _is_about_many(unknowns: Sequence[dict[str, Any]]) -> bool:
    return any(one["reason"] == MANY_ORGANIZATIONS for one in unknowns)


class SourceReader:
    """Reads documents of one publication, and their originals, each once; those that are no lines of text by
    ``read_again``."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, archive: Archive, read_again: ReadAgain | None = None
    ) -> None:
        self._connection = connection
        self._originals = Originals(archive, read_again)
        self._documents: dict[str, dict[str, Any]] = {}
        self._sources: dict[str, Source] = {}
        self._unknowns: dict[str, list[dict[str, Any]]] = {}
        self._reconciles: dict[str, bool] = {}

    def source(self, document_id: str) -> Source:
        """The document with what was decided about it."""
        if document_id not in self._sources:
            document = self._document(document_id)
            names = self._rows(
                "SELECT file_name FROM core.document_sources WHERE document_id = ? "
                "ORDER BY received_at, file_name",
                document_id,
            )
            file_names = dict.fromkeys([document["file_name"], *(one["file_name"] for one in names)])
            self._sources[document_id] = Source(
                document_id,
                document["sha256"],
                tuple(file_names),
                document["state"],
                document["reporting_round"],
                document["received_at"],
                document["reader"],
                document["rules_version"],
                self._decisions(document),
                document["source_kind"],
                document["media_type"],
            )
        return self._sources[document_id]

    def standing(self, document_id: str, organization_id: str | None) -> tuple[dict[str, Any], int]:
        """The document's row, and the rank by kind of what it says of an organization: 1 is the strongest."""
        document = self._document(document_id)
        if document_id not in self._reconciles:
            found = self._rows(
                "SELECT 1 FROM core.assessments WHERE document_id = ? AND reconciliation = 'match' "
                "AND organization_id = ? LIMIT 1",
                document_id,
                document["organization_id"],
            )
            self._reconciles[document_id] = bool(found)
        return document, source_rank(document, self._reconciles[document_id], organization_id)

    def trace(self, evidence: dict[str, Any]) -> Trace:
        """The place that an evidence row names, with the text of the original."""
        rule = evidence["rule"], evidence["rule_version"]
        document = self._document(evidence["document_id"])
        return self._originals.trace(document, evidence["locator"], *rule, evidence["raw_text"])

    def row_trace(self, document_id: str, line: int) -> Trace:
        """The place of a whole row: no rule read the value itself there."""
        return self._originals.row_trace(self._document(document_id), line)

    def of_row(
        self, table: str, row: dict[str, Any], evidence: Sequence[dict[str, Any]]
    ) -> tuple[Decision, ...]:
        """Whose and of which year a row of a document about many organizations is, where its own
        ``evidence`` or that of the result in the same line says so; nothing for other documents."""
        document_id = row["document_id"]
        if not _is_about_many(self._unknowns_of(document_id)):
            return ()
        if table != _RESULTS:
            evidence = [*evidence, *self._of_result(row)]
        known = {one.column_name for one in self.source(document_id).decisions if one.value is not None}
        decisions = []
        for column, said_by_document in _DECIDED_BY_ROW:
            found = [one for one in evidence if one["column_name"] == column]
            traces = tuple(self.trace(one) for one in found if one["document_id"] == document_id)
            if traces and said_by_document not in known:
                value = None if row[column] is None else str(row[column])
                decisions.append(Decision(column, *COLUMN_WORDS[column], value, traces, ()))
        return tuple(decisions)

    def _of_result(self, row: dict[str, Any]) -> list[dict[str, Any]]:
        """Evidence of the result that stands in the line of a row."""
        return self._rows(
            "SELECT evidence.* FROM core.evidence JOIN core.assessments AS results "
            "ON results.assessment_id = evidence.record_id WHERE evidence.table_name = ? "
            "AND results.document_id = ? AND results.organization_id = ? "
            "AND results.fiscal_year IS NOT DISTINCT FROM ? AND results.source_line = ? ORDER BY ALL",
            _RESULTS,
            row["document_id"],
            row["organization_id"],
            row["fiscal_year"],
            row["source_line"],
        )

    def _unknowns_of(self, document_id: str) -> list[dict[str, Any]]:
        if document_id not in self._unknowns:
            self._unknowns[document_id] = self._rows(
                "SELECT * FROM core.unknowns WHERE table_name = 'core.documents' AND record_id = ? "
                "ORDER BY ALL",
                document_id,
            )
        return self._unknowns[document_id]

    def _decisions(self, document: dict[str, Any]) -> tuple[Decision, ...]:
        about = "WHERE table_name = 'core.documents' AND record_id = ? ORDER BY ALL"
        document_id = document["document_id"]
        evidence = self._rows(f"SELECT * FROM core.evidence {about}", document_id)
        unknowns = self._unknowns_of(document_id)
        issues = self._rows(f"SELECT * FROM quality.issues {about}", document_id)
        said_by_rows: tuple[str, ...] = ()
        if _is_about_many(unknowns):
            said_by_rows = (MANY_ORGANIZATIONS, _NO_MEASURES)
        unknowns = [one for one in unknowns if one["reason"] not in said_by_rows]
        decisions = []
        for column in _DECIDED:
            traces = tuple(self.trace(one) for one in evidence if one["column_name"] == column)
            doubts = tuple(
                Doubt(one["severity"], one["rule"], one["message_th"], one["message_en"], one["source_line"])
                for one in issues
                if one["state"] == "open" and one["column_name"] == column
            )
            doubts += unknown_doubts(unknowns, column)
            if traces or doubts:
                value = None if document[column] is None else str(document[column])
                decisions.append(Decision(column, *COLUMN_WORDS[column], value, traces, doubts))
        return tuple(decisions)

    def _document(self, document_id: str) -> dict[str, Any]:
        if document_id not in self._documents:
            (document,) = self._rows("SELECT * FROM core.documents WHERE document_id = ?", document_id)
            self._documents[document_id] = document
        return self._documents[document_id]

    def _rows(self, sql: str, *values: object) -> list[dict[str, Any]]:
        return rows_of(self._connection, sql, values)
