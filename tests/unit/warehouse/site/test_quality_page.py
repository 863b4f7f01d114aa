"""The page on quality: what stands on it is what stands in the warehouse."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest
from selectolax.lexbor import LexborHTMLParser

sys.path.insert(0, str(Path(__file__).parents[1]))
from small_warehouse import SmallWarehouse

from warehouse.site.page_rows import single_page_rows
from warehouse.site.pages import write_page
from warehouse.site.quality_page import QUALITY, quality_values
from warehouse.site.templating import bare, thai_day, thai_moment

EVIL = '<script>alert("1")</script>.txt'


def document(number: int, state: str, reason: str | None = None, name: str = "") -> dict[str, object]:
    return {
        "document_id": f"d{number}",
        "file_name": name or f"report{number}.pdf",
        "sha256": f"{number:064d}",
        "media_type": "application/pdf",
        "byte_count": 2_000_000,
        "received_at": datetime(2026, 1, number, tzinfo=UTC),
        "state": state,
        "state_reason": reason,
    }


def run(number: int, state: str = "published", **more: object) -> dict[str, object]:
    started = datetime(2026, 1, number, 18, 0, tzinfo=UTC)
    return {
        "run_id": f"r{number}",
        "started_at": started,
        "finished_at": started.replace(minute=2),
        "state": state,
        "version": "1.0",
        "documents_new": number,
        "documents_loaded": 2,
        "documents_quarantined": 1,
    } | more


@pytest.fixture
def warehouse(tmp_path: Path) -> SmallWarehouse:
    made = SmallWarehouse(tmp_path / "prongsai.duckdb").create()
    made.add(
        "core.documents",
        document(1, "loaded"),
        document(2, "loaded"),
        document(3, "quarantined", "file-damaged", EVIL),
    )
    made.add(
        "reference.issue_rules",
        {
            "rule": "file-damaged",
            "severity": "error",
            "message_th": "ไฟล์เสียหาย ({detail})",
            "message_en": "damaged",
            "action_th": "ขอไฟล์ใหม่จากหน่วยงาน",
            "action_en": "ask for it again",
        },
        {
            "rule": "total-mismatch",
            "severity": "warning",
            "message_th": "คะแนนรวม {printed} ไม่ตรงกับ {computed} ({detail})",
            "message_en": "the total {printed} is not {computed}",
            "action_th": "เทียบกับต้นฉบับ",
            "action_en": "compare",
        },
    )
    made.add("quality.runs", run(1), run(2, "failed", error="disk full"), run(3, as_of=date(2026, 1, 4)))
    made.add(
        "quality.checks",
        {"run_id": "r3", "suite": "field/core.measures", "expectation": "fine", "success": True},
        {
            "run_id": "r3",
            "suite": "time/core.documents",
            "expectation": "coverage-shrank",
            "success": False,
            "severity": "warning",
            "unexpected_count": 7,
            "observed": "7 rows",
        },
        {"run_id": "r1", "suite": "field/core.measures", "expectation": "long ago", "success": False},
    )
    made.add(
        "quality.issues",
        {
            "issue_id": "i1",
            "run_id": "r3",
            "first_run_id": "r3",
            "state": "open",
            "document_id": "d1",
            "severity": "warning",
            "rule": "total-mismatch",
            "message_th": "คะแนนรวมไม่ตรง",
            "message_en": "the total differs",
        },
    )
    made.add(
        "mart.data_quality",
        {
            "document_id": "d2",
            "file_name": "report2.pdf",
            "state": "loaded",
            "rows_loaded": 10,
            "waiting_for_review": 4,
            "unknown_values": 1,
            "open_errors": 0,
            "open_warnings": 0,
            "open_infos": 0,
        },
    )
    return made


def page_of(warehouse: SmallWarehouse) -> str:
    with duckdb.connect(str(warehouse.path), read_only=True) as connection:
        values = quality_values(single_page_rows(connection, "quality"))
    write_page(warehouse.path.parent, QUALITY, "quality.html.j2", values)
    return (warehouse.path.parent / QUALITY).read_text(encoding="utf-8")


def table_under(page: str, heading: str, number: int = 0) -> list[list[str]]:
    """The rows of the table ``number`` under a heading, as text."""
    part = page.split(f'<h2 id="{heading}">')[1].split("<h2")[0]
    tables = LexborHTMLParser(part).css("table")
    return [
        [" ".join(cell.text(separator=" ").split()) for cell in row.css("th, td")]
        for row in tables[number].css("tbody tr")
    ]


def test_what_came_and_what_was_set_aside(warehouse: SmallWarehouse) -> None:
    page = page_of(warehouse)
    assert [row[:2] for row in table_under(page, "came")] == [["นำเข้าแล้ว", "2"], ["กันไว้ตรวจ", "1"]]
    assert table_under(page, "came", 1) == [["PDF", "3", "2", "1", "0", "6.0 MB"]]
    ((state, reason, count, action),) = table_under(page, "aside")
    assert (state, reason) == ("กันไว้ตรวจ", "ไฟล์เสียหาย file-damaged")
    assert (count, action) == ("1", "ขอไฟล์ใหม่จากหน่วยงาน")
    ((name, received, organization, why),) = table_under(page, "aside", 1)
    assert (name, received, organization) == (EVIL, "3 ม.ค. 2569 07:00 น.", "ไม่ทราบ")
    assert why == "ไฟล์เสียหาย file-damaged"


def test_a_package_is_no_document_and_its_files_are_told(warehouse: SmallWarehouse) -> None:
    package = document(4, "out_of_scope", "package-unpacked", "reports.zip")
    package |= {"media_type": "application/zip", "source_uri": "file:///in/reports.zip"}
    warehouse.add("core.documents", package, document(5, "out_of_scope", "not-an-ita-report", "minutes.pdf"))
    for number, name in ((1, "a.pdf"), (3, "b.pdf"), (5, "c.pdf")):
        warehouse.add(
            "core.document_sources",
            {"document_id": f"d{number}", "source_uri": f"file:///in/reports.zip!/{name}", "file_name": name},
        )
    inner = document(6, "out_of_scope", "package-unpacked", "inner.zip") | {"media_type": "application/zip"}
    warehouse.add("core.documents", inner | {"source_uri": "file:///in/reports.zip!/inner.zip"})
    for number, uri in ((6, "reports.zip!/inner.zip"), (2, "reports.zip!/inner.zip!/d.pdf")):
        warehouse.add(
            "core.document_sources",
            {"document_id": f"d{number}", "source_uri": f"file:///in/{uri}", "file_name": "x"},
        )
    page = page_of(warehouse)
    assert [row[:2] for row in table_under(page, "came")] == [
        ["นำเข้าแล้ว", "2"],
        ["กันไว้ตรวจ", "1"],
        ["ไม่ใช่รายงาน ITA ของ อปท.", "1"],
        ["ไฟล์รวม (zip) ที่แตกแล้ว", "2"],
    ]
    assert table_under(page, "came", 1)[1][:3] == ["ไฟล์รวม (ZIP)", "2", "0 ( แตกไฟล์แล้ว 2 )"]
    assert table_under(page, "came", 2) == [
        ["inner.zip", "6 ม.ค. 2569 07:00 น.", "1", "1", "0", "0"],
        ["reports.zip", "4 ม.ค. 2569 07:00 น.", "4", "1", "1", "1"],
    ]
    assert [row[0] for row in table_under(page, "aside", 2)] == ["minutes.pdf"]
    assert "reports.zip" not in page.split('id="aside"')[1]
    assert "เอกสารที่นำเข้าแล้ว จากทั้งหมด 4" in page


def test_the_checks_are_those_of_the_latest_run(warehouse: SmallWarehouse) -> None:
    page = page_of(warehouse)
    assert [row[:5] for row in table_under(page, "checks")] == [
        ["ค่าในแต่ละช่อง", "1", "1", "0", "0"],
        ["เทียบกับรอบก่อน ๆ", "1", "0", "1", "0"],
    ]
    ((severity, check, rows),) = table_under(page, "checks", 1)
    assert (severity, check, rows) == ("เตือน", "7 rows coverage-shrank time/core.documents", "7")


def test_issues_weakest_documents_and_the_last_runs(warehouse: SmallWarehouse) -> None:
    page = page_of(warehouse)
    assert table_under(page, "issues") == [
        [
            "เตือน",
            "คะแนนรวม … ไม่ตรงกับ … total-mismatch",
            "1",
            "1",
            "1",
            "คะแนนรวมไม่ตรง",
            "เทียบกับต้นฉบับ",
        ]
    ]
    assert 'data-en="the total … is not …"' in page
    assert table_under(page, "weakest")[0][:5] == ["report2.pdf", "ไม่ทราบ", "10", "4", "1"]
    runs = table_under(page, "trend")
    assert [row[0] for row in runs] == [
        "4 ม.ค. 2569 01:00 น.",
        "3 ม.ค. 2569 01:00 น.",
        "2 ม.ค. 2569 01:00 น.",
    ]
    assert runs[1][1] == "ล้มเหลว disk full"
    assert runs[0][-1] == "120"
    assert "4 ม.ค. 2569" in LexborHTMLParser(page).css_first("h1 + p").text()


def test_links_lead_to_what_is_there(warehouse: SmallWarehouse) -> None:
    warehouse.add(
        "core.organizations", {"organization_id": "6100101", "full_name": "อบต.หนองใหม่", "province": "เลย"}
    )
    told = document(6, "quarantined", "file-damaged", "own.pdf") | {"organization_id": "6100101"}
    warehouse.add("core.documents", told)
    parsed = LexborHTMLParser(page_of(warehouse))
    links = [anchor.attributes["href"] or "" for anchor in parsed.css("main a")]
    ids = {node.attributes["id"] for node in parsed.css("[id]")}
    assert {link[1:] for link in links if link.startswith("#")} <= ids
    assert [link for link in links if not link.startswith("#")] == ["organizations/6100101.html"]


def test_a_warehouse_without_anything_gives_a_page_that_says_so(tmp_path: Path) -> None:
    page = page_of(SmallWarehouse(tmp_path / "prongsai.duckdb").create())
    assert "ไม่มีเอกสารที่กันไว้" in page
    assert "ไม่มีข้อสังเกตที่เปิดอยู่" in page


def test_the_page_stays_small_whatever_came(tmp_path: Path) -> None:
    made = SmallWarehouse(tmp_path / "prongsai.duckdb").create()
    long = "ยาว" * 100
    made.add(
        "core.documents",
        *(
            document(1, state, f"rule-{number % 15}", f"{number} {long}.pdf")
            | {"document_id": f"{state}{number}", "sha256": f"{state}{number}"}
            for number in range(300)
            for state in ("quarantined", "out_of_scope", "loaded")
        ),
    )
    said = "ยาว" * 30
    told = {"message_th": said, "message_en": said[:60], "severity": "error"}
    action = {"action_th": "แก้" * 30, "action_en": "mend " * 15}
    made.add("reference.issue_rules", *(told | action | {"rule": f"rule-{one}"} for one in range(150)))
    made.add("quality.runs", *(run(1, run_id=f"r{n}", error="x" * 1000) for n in range(60)))
    made.add(
        "quality.issues",
        *(told | {"issue_id": f"i{n}", "state": "open", "rule": f"rule-{n % 150}"} for n in range(600)),
    )
    page = page_of(made)
    assert len(page.encode()) <= 150_000
    assert "ยังมีอีก 270 รายการ" in page
    assert "ยังมีอีก 110 กฎ" in page


def test_what_an_issue_fills_in_is_left_out_of_the_name_of_a_rule() -> None:
    assert bare("อ่านไม่ได้ ({detail})") == "อ่านไม่ได้"
    assert bare("ไม่พบ (ที่เป็นไปได้: {candidates})") == "ไม่พบ"
    assert bare("Line {first}-{last} is (partly) gone") == "Line …-… is (partly) gone"


def test_days_and_moments_are_those_of_bangkok() -> None:
    moment = thai_moment(datetime(2026, 12, 31, 18, 30))
    assert str(moment) == '<span data-en="1 Jan 2027 01:30">1 ม.ค. 2570 01:30 น.</span>'
    assert str(thai_day(date(2024, 2, 29))) == '<span data-en="29 Feb 2024">29 ก.พ. 2567</span>'
    assert thai_moment(None) == thai_day(None) == "–"
