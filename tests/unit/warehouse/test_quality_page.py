"""The page on quality: what stands on it is what stands in the warehouse, and nothing leaves the page."""

import re
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest
from selectolax.lexbor import LexborHTMLParser

sys.path.insert(0, str(Path(__file__).parent))
from small_warehouse import SmallWarehouse

from warehouse.pages.quality import quality_page, thai_day, thai_moment, write_quality_page

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
            "message_th": "ไฟล์เสียหาย",
            "message_en": "damaged",
            "action_th": "ขอไฟล์ใหม่จากหน่วยงาน",
            "action_en": "ask for it again",
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
        return quality_page(connection)


def table_under(page: str, heading: str, number: int = 0) -> list[list[str]]:
    """The rows of the table ``number`` under a heading, as text."""
    part = page.split(f'<h2 id="{heading}">')[1].split("<h2")[0]
    tables = LexborHTMLParser(part).css("table")
    return [
        [" ".join(cell.text().split()) for cell in row.css("th, td")]
        for row in tables[number].css("tbody tr")
    ]


def test_what_came_and_what_was_set_aside(warehouse: SmallWarehouse) -> None:
    page = page_of(warehouse)
    assert [row[:2] for row in table_under(page, "came")] == [["นำเข้าแล้ว", "2"], ["กันไว้ตรวจ", "1"]]
    assert table_under(page, "came", 1) == [["PDF", "3", "2", "1", "6.0 MB"]]
    ((state, reason, count, action, example),) = table_under(page, "aside")
    assert (state, reason, count, action) == ("กันไว้ตรวจ", "file-damaged", "1", "ขอไฟล์ใหม่จากหน่วยงาน")
    assert example == EVIL


def test_the_checks_are_those_of_the_latest_run(warehouse: SmallWarehouse) -> None:
    page = page_of(warehouse)
    assert [row[:5] for row in table_under(page, "checks")] == [
        ["ค่าในแต่ละช่อง", "1", "1", "0", "0"],
        ["เทียบกับรอบก่อน ๆ", "1", "0", "1", "0"],
    ]
    ((severity, check, _, rows, said),) = table_under(page, "checks", 1)
    assert (severity, check, rows, said) == ("เตือน", "coverage-shrank", "7", "7 rows")


def test_issues_weakest_documents_and_the_last_runs(warehouse: SmallWarehouse) -> None:
    page = page_of(warehouse)
    assert table_under(page, "issues")[0][:5] == ["เตือน", "total-mismatch", "1", "1", "1"]
    assert table_under(page, "weakest")[0][:5] == ["report2.pdf", "ไม่ทราบ", "10", "4", "1"]
    runs = table_under(page, "trend")
    assert [row[0] for row in runs] == [
        "4 ม.ค. 2569 01:00 น.",
        "3 ม.ค. 2569 01:00 น.",
        "2 ม.ค. 2569 01:00 น.",
    ]
    assert runs[1][1] == "ล้มเหลว disk full"
    assert runs[0][-1] == "120"
    assert "ข้อมูล ณ วันที่ 4 ม.ค. 2569" in page


def test_nothing_leaves_the_page_and_nothing_in_it_is_run(warehouse: SmallWarehouse) -> None:
    page = page_of(warehouse)
    parsed = LexborHTMLParser(page)
    assert not parsed.css("script, link, img, iframe, object, form")
    assert not re.search(r"url\(|@import|https?:", page)
    assert all(anchor.attributes["href"].startswith("#") for anchor in parsed.css("a"))
    ids = {node.attributes["id"] for node in parsed.css("[id]")}
    assert {anchor.attributes["href"][1:] for anchor in parsed.css("a")} <= ids
    assert "default-src 'none'" in page


def test_a_warehouse_without_anything_gives_a_page_that_says_so(tmp_path: Path) -> None:
    empty = SmallWarehouse(tmp_path / "prongsai.duckdb").create()
    path = write_quality_page(empty.path, tmp_path / "site")
    assert path == tmp_path / "site" / "quality.html"
    assert [entry.name for entry in path.parent.iterdir()] == ["quality.html"]
    page = path.read_text(encoding="utf-8")
    assert "ไม่มีเอกสารที่กันไว้" in page
    assert "ไม่มีข้อสังเกตที่เปิดอยู่" in page


def test_days_and_moments_are_those_of_bangkok() -> None:
    assert thai_moment(datetime(2026, 12, 31, 18, 30)) == "1 ม.ค. 2570 01:30 น."
    assert thai_day(date(2024, 2, 29)) == "29 ก.พ. 2567"
    assert thai_moment(None) == thai_day(None) == "–"
