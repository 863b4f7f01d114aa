"""Which reports the figures of the comparison workbook come from: counted for its notes, and listed."""

from __future__ import annotations

import duckdb

from warehouse.selection import Selection, rows_of
from warehouse.workbook import Sheet

#: A list of more is for the CSV and the warehouse.
MOST_DOCUMENTS = 10_000
_STATES = {
    "loaded": ("เอกสารที่นำเข้าแล้ว", "Documents loaded"),
    "superseded": ("เอกสารที่มีฉบับใหม่แทนแล้ว", "Documents superseded by newer ones"),
    "quarantined": ("เอกสารที่กันไว้ตรวจ (ไม่ใช้ในตัวเลข)", "Documents set aside (in no figure)"),
    "out_of_scope": ("เอกสารที่ไม่ใช่รายงาน ITA ของ อปท.", "Documents out of scope"),
}
_HEADINGS = {
    "province": ("จังหวัด", "Province"),
    "amphoe": ("อำเภอ", "Amphoe"),
    "full_name": ("อปท.", "Organization"),
    "file_name": ("ชื่อไฟล์", "File"),
    "state": ("สถานะเอกสาร", "State"),
    "state_reason": ("เหตุผล", "Why"),
    "reporting_round": ("รอบการรายงาน", "Round"),
    "measures_fiscal_year": ("ปีงบประมาณของมาตรการ", "Fiscal year of the measures"),
    "scores_fiscal_year": ("ปีงบประมาณของคะแนน", "Fiscal year of the scores"),
    "received_at": ("ได้รับเมื่อ (UTC)", "Received (UTC)"),
    "document_id": ("รหัสเอกสาร", "Document"),
    "sha256": ("sha256", "sha256"),
}
_SAID = {
    "loaded": ("นำเข้าแล้ว", "loaded"),
    "superseded": ("มีฉบับใหม่แทน", "superseded"),
    "quarantined": ("กันไว้ตรวจ", "set aside"),
    "out_of_scope": ("ไม่ใช่รายงาน ITA ของ อปท.", "out of scope"),
}
_ROUNDS = {"plan": ("แผน", "plan"), "6-month": ("6 เดือน", "6 months"), "annual": ("ประจำปี", "annual")}


def document_lines(
    connection: duckdb.DuckDBPyConnection, selection: Selection, place: int
) -> list[tuple[str, ...]]:
    """How many documents were chosen, by what became of them, for the notes; ``place`` 0 is Thai."""
    lines: list[tuple[str, ...]] = []
    where = _of(selection)
    counts = dict(
        connection.execute(
            f"SELECT state, count(*) FROM core.documents AS documents WHERE {where} GROUP BY state"
        ).fetchall()
    )
    for state, words in _STATES.items():
        if counts.get(state) or state == "loaded":
            lines.append((words[place], f"{counts.get(state, 0):,}"))
    every = sum(counts.values())
    if every > MOST_DOCUMENTS:
        said = (
            f"แสดง {MOST_DOCUMENTS:,} จาก {every:,} ฉบับ ทั้งหมดอยู่ใน csv/data_quality.csv",
            f"{MOST_DOCUMENTS:,} of {every:,}; all of them are in csv/data_quality.csv",
        )
        lines.append((("แผ่นงานเอกสาร", "Sheet of documents")[place], said[place]))
    reasons = connection.execute(
        "SELECT coalesce(state_reason, '-'), count(*) FROM core.documents AS documents "
        f"WHERE state IN ('quarantined', 'out_of_scope') AND {where} GROUP BY ALL ORDER BY 2 DESC, 1 LIMIT 10"
    ).fetchall()
    if reasons:
        listed = ", ".join(f"{reason} ({count:,})" for reason, count in reasons)
        lines.append((("เหตุที่กันไว้ตรวจ", "Why they were set aside")[place], listed))
    if selection.is_of_places:
        ((nobody,),) = connection.execute(
            "SELECT count(*) FROM core.documents WHERE organization_id IS NULL AND state = 'quarantined'"
        ).fetchall()
        label = (
            "เอกสารที่กันไว้ตรวจเพราะไม่ทราบว่าเป็นของ อปท. ใด (ทั้งคลัง)",
            "Set aside, organization not known (whole warehouse)",
        )
        lines.append((label[place], f"{nobody:,}"))
    return lines


def document_sheet(connection: duckdb.DuckDBPyConnection, selection: Selection, lang: str) -> Sheet:
    """The documents one by one, those of known organizations first."""
    import polars as pl

    place = int(lang != "th")
    frame = rows_of(
        connection,
        f"""
        SELECT * FROM (
        SELECT organizations.province, organizations.amphoe, organizations.full_name, documents.file_name,
               documents.state, documents.state_reason, documents.reporting_round,
               documents.measures_fiscal_year, documents.scores_fiscal_year, documents.received_at,
               documents.document_id, documents.sha256
        FROM core.documents AS documents
        LEFT JOIN core.organizations AS organizations USING (organization_id)
        WHERE {_of(selection)}
        ORDER BY documents.state = 'loaded' DESC, documents.received_at DESC, documents.document_id
        LIMIT {MOST_DOCUMENTS})
        ORDER BY province COLLATE th NULLS LAST, amphoe COLLATE th, full_name COLLATE th,
                 received_at, document_id
        """,
    )
    words = {"state": _SAID, "reporting_round": _ROUNDS}
    return Sheet(
        ("เอกสาร", "Documents")[place],
        frame.with_columns(
            pl.col(name).replace({code: pair[place] for code, pair in said.items()})
            for name, said in words.items()
        ),
        {name: pair[place] for name, pair in _HEADINGS.items()},
        colours={"state": {_SAID["quarantined"][place]: "amber"}},
        frozen=3,
    )


def _of(selection: Selection) -> str:
    """The condition for ``core.documents AS documents``. A document about many organizations is that of
    the whole, and of each whose result it tells."""
    conditions = []
    if selection.is_of_places:
        places = Selection(selection.provinces, (), selection.amphoes, selection.types)
        told = places.where(("organization_id",))
        conditions.append(
            f"(documents.{told} OR documents.document_id IN "
            f"(SELECT document_id FROM core.assessments WHERE {told}))"
        )
    if selection.fiscal_years:
        years = ", ".join(map(str, selection.fiscal_years))
        conditions.append(
            f"(documents.measures_fiscal_year IN ({years}) OR documents.scores_fiscal_year IN ({years}))"
        )
    return " AND ".join(conditions) or "TRUE"
