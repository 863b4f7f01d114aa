"""The first sheet of the comparison workbook: what it is, from what, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone

import duckdb

from warehouse.comparison_documents import document_lines
from warehouse.comparison_sheets import MOST_ISSUE_ROWS, WORDS
from warehouse.selection import Selection, has_table
from warehouse.workbook import MOST_ROWS, Notes, Sheet
from warehouse.workbook_charts import ChartSheet

_BANGKOK = timezone(timedelta(hours=7))
_COVERED = ("organization_id", "province", "amphoe", "organization_type", "fiscal_year")
_METHODS = (
    (
        (
            "คะแนนรวม",
            "ตามที่พิมพ์ในรายงาน ถ้าไม่มีใช้ที่คำนวณ = 0.30·เฉลี่ย(1-5) + 0.30·เฉลี่ย(6-8) + 0.40·เฉลี่ย(9,10)",
        ),
        ("Score", "As printed, else recomputed: 0.30·mean(1-5) + 0.30·mean(6-8) + 0.40·mean(9,10)."),
    ),
    (
        (
            "อันดับ",
            "คะแนนสูงสุดคืออันดับ 1 คะแนนเท่ากันได้อันดับเดียวกัน คอลัมน์ถัดไปบอกว่าจากกี่แห่ง นับเฉพาะแห่งที่ทราบคะแนน",
        ),
        (
            "Rank",
            "The highest score is 1, ties share a rank; of how many (with a known score) stands beside it.",
        ),
    ),
    (
        (
            "อัตราแล้วเสร็จ",
            "แล้วเสร็จ ÷ มีรายงานสถานะ และแสดงคู่กับ แล้วเสร็จ ÷ ทั้งหมด ช่องว่างคือไม่มีตัวหาร (ไม่ใช่ 0)",
        ),
        (
            "Completion rate",
            "completed ÷ with a status, beside completed ÷ all; empty where there is no denominator (not 0).",
        ),
    ),
    (
        ("รอบการรายงาน", "รอบต่าง ๆ ของปีเดียวกันเล่าถึงมาตรการชุดเดียวกัน ห้ามนำมารวมกัน"),
        ("Rounds", "The rounds of one year tell of the same measures and are never added up."),
    ),
    (
        ("ยังไม่ได้รับ", "ยังไม่มีรายงานมาถึงคลังข้อมูลนี้ ไม่ได้หมายความว่า อปท. ไม่ได้รายงาน"),
        (
            "Not received",
            "No report has reached this warehouse; that does not say that the organization did not report.",
        ),
    ),
)


def explanation(
    connection: duckdb.DuckDBPyConnection,
    selection: Selection,
    sheets: Sequence[Sheet],
    lang: str,
    charts: ChartSheet | None = None,
) -> Notes:
    """The sheet of notes for the workbook that has ``charts`` and ``sheets``."""
    place = int(lang != "th")
    thai = lang == "th"
    lines: list[tuple[str, ...]] = [("ที่มา" if thai else "Origin",)]
    lines += _run(connection, place)
    lines += _selection(selection, place)
    lines.append(("เอกสารและสิ่งที่ยังขาด" if thai else "Documents, and what is missing",))
    lines += document_lines(connection, selection, place)
    lines += _waiting(connection, selection, place)
    lines.append(("วิธีคิดโดยย่อ" if thai else "Methods in short",))
    lines += [pair[place] for pair in _METHODS]
    lines.append(("แผ่นงานในไฟล์นี้" if thai else "Sheets of this file",))
    if charts is not None:
        count = len(charts.charts)
        lines.append((charts.name, f"{count} แผนภูมิ" if thai else f"{count} charts"))
    for sheet in sheets:
        rows = f"{sheet.frame.height:,} แถว" if thai else f"{sheet.frame.height:,} rows"
        if sheet.frame.height > MOST_ROWS:
            rows += " (ต่อในแผ่นถัดไป)" if thai else " (continued in the next sheet)"
        if sheet.name in ("ข้อสังเกต", "Issues") and sheet.frame.height == MOST_ISSUE_ROWS:
            rows += " ที่ร้ายแรงที่สุด ทั้งหมดดูด้วย prongsai issues" if thai else ", the gravest; all: prongsai issues"
        lines.append((sheet.name, rows))
    lines += _cut_coverage(connection, selection, sheets, place)
    title = (
        "การเปรียบเทียบผลการประเมินคุณธรรมและความโปร่งใส (ITA) ของ อปท."
        if thai
        else "Integrity and transparency assessment (ITA) of local administrations: comparison"
    )
    return Notes("คำอธิบาย" if thai else "Notes", title, lines)


def _run(connection: duckdb.DuckDBPyConnection, place: int) -> list[tuple[str, ...]]:
    now = datetime.now(UTC).astimezone(_BANGKOK).strftime("%Y-%m-%d %H:%M")
    lines: list[tuple[str, ...]] = [
        (("ไฟล์นี้เขียนเมื่อ", "This file was written")[place], f"{now} (Asia/Bangkok)")
    ]
    if not has_table(connection, "quality.runs"):
        return lines
    found = connection.execute(
        "SELECT run_id, started_at, as_of, version FROM quality.runs ORDER BY started_at DESC LIMIT 1"
    ).fetchall()
    for run_id, started_at, as_of, version in found:
        began = started_at.replace(tzinfo=UTC).astimezone(_BANGKOK).strftime("%Y-%m-%d %H:%M")
        lines += [
            (("รอบการทำงาน", "Run")[place], f"{run_id} ({began})"),
            (("ข้อมูล ณ วันที่", "Data as of")[place], str(as_of or "-")),
            (("รุ่นของโปรแกรม", "Version of the program")[place], f"Prongsai {version}"),
            (
                ("รอบถัดไป", "Later runs")[place],
                (
                    "ไฟล์นี้เป็นของรอบข้างต้น รอบถัดไปที่ไม่มีสิ่งใดในไฟล์นี้เปลี่ยนจะเผยแพร่ไฟล์เดิมนี้ต่อ",
                    "Figures are of the run above; later runs that change none of them keep this file.",
                )[place],
            ),
        ]
    return lines


def _selection(selection: Selection, place: int) -> list[tuple[str, ...]]:
    every = ("ทั้งหมด", "all")[place]
    years = ", ".join(map(str, selection.fiscal_years)) or every
    return [
        (("จังหวัดที่เลือก", "Provinces chosen")[place], ", ".join(selection.provinces) or every),
        (("อำเภอที่เลือก", "Amphoes chosen")[place], ", ".join(selection.amphoes) or every),
        (("ประเภท อปท. ที่เลือก", "Types chosen")[place], ", ".join(selection.types) or every),
        (("ปีงบประมาณที่เลือก", "Fiscal years chosen")[place], years),
    ]


def _waiting(
    connection: duckdb.DuckDBPyConnection, selection: Selection, place: int
) -> list[tuple[str, ...]]:
    lines: list[tuple[str, ...]] = []
    waiting = []
    for table, (thai, english) in {
        "assessments": ("ผลการประเมิน", "results"),
        "indicator_scores": ("คะแนนตัวชี้วัด", "indicator scores"),
        "measures": ("มาตรการ", "measures"),
        "disclosures": ("ข้อการเปิดเผยข้อมูล", "disclosure items"),
    }.items():
        ((count,),) = connection.execute(
            f"SELECT count(*) FROM core.{table} WHERE certainty = 'needs_review' AND is_current "
            f"AND {selection.where(('organization_id', 'fiscal_year'))}"
        ).fetchall()
        if count:
            waiting.append(f"{(thai, english)[place]} {count:,}")
    nothing = ("ไม่มี", "none")[place]
    label = ("แถวที่รอตรวจ (ไม่นับในตัวเลข)", "Rows that wait for review (in no figure)")[place]
    lines.append((label, ", ".join(waiting) or nothing))
    if has_table(connection, "quality.issues"):
        found = connection.execute(
            "SELECT issues.severity, count(*) FROM (SELECT severity, coalesce(issues.organization_id, "
            "documents.organization_id) AS organization_id FROM quality.issues AS issues "
            "LEFT JOIN core.documents AS documents USING (document_id) "
            "WHERE issues.state = 'open') AS issues "
            f"WHERE {selection.where(('organization_id',))} GROUP BY ALL ORDER BY 1"
        ).fetchall()
        listed = ", ".join(f"{WORDS['severity'][severity][place]} {count:,}" for severity, count in found)
        lines.append((("ข้อสังเกตที่เปิดอยู่", "Open issues")[place], listed or nothing))
    if has_table(connection, "mart.reporting_coverage"):
        where = selection.where(_COVERED)
        found = connection.execute(
            "SELECT fiscal_year, count(*) FILTER (state = 'received'), count(*) FROM mart.reporting_coverage "
            f"WHERE {where} GROUP BY ALL ORDER BY 1"
        ).fetchall()
        listed = ", ".join(f"{year}: {received:,}/{every:,}" for year, received, every in found)
        label = ("ได้รับรายงานแล้ว/ทั้งหมด (อปท.)", "Received/all organizations")[place]
        lines.append((label, listed or nothing))
    return lines


def _cut_coverage(
    connection: duckdb.DuckDBPyConnection, selection: Selection, sheets: Sequence[Sheet], place: int
) -> list[tuple[str, ...]]:
    if not has_table(connection, "mart.reporting_coverage"):
        return []
    ((every,),) = connection.execute(
        f"SELECT count(*) FROM mart.reporting_coverage WHERE {selection.where(_COVERED)}"
    ).fetchall()
    for sheet in sheets:
        if sheet.name in ("การได้รับรายงาน", "Coverage") and sheet.frame.height < every:
            note = (
                f"แสดง {sheet.frame.height:,} จาก {every:,} แถว ทั้งหมดอยู่ใน csv/reporting_coverage.csv",
                f"{sheet.frame.height:,} of {every:,} rows; all of them are in csv/reporting_coverage.csv",
            )[place]
            return [(sheet.name, note)]
    return []
