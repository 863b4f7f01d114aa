"""The scorecard of an organization says what the tables say, and leads from each figure to its evidence."""

import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from selectolax.lexbor import LexborHTMLParser

sys.path.insert(0, str(Path(__file__).parents[1]))
from small_warehouse import SmallWarehouse

from warehouse.site.page_rows import page_digests, page_rows
from warehouse.site.site import KINDS
from warehouse.site.templating import environment

OWN = "6110101"
EVIL = "<img src=x onerror=alert(1)>"
(KIND,) = (kind for kind in KINDS if kind.name == "organization")


def warehouse_of(path: Path) -> SmallWarehouse:
    made = SmallWarehouse(path).create()
    made.add("reference.provinces", {"province": "สมมติ", "code": "61", "name_en": "Somti", "aliases": []})
    made.add(
        "reference.organization_types",
        {"organization_type": "sao", "name": "องค์การบริหารส่วนตำบล", "name_en": "SAO", "abbreviation": "อบต."},
    )
    for code, name in ((OWN, "บ้านสมมติ"), ("6110102", "บ้านอื่น"), ("6110103", "ไม่มีเอกสาร")):
        made.add(
            "core.organizations",
            {
                "organization_id": code,
                "organization_type": "sao",
                "name": name,
                "full_name": f"อบต.{name}",
                "amphoe": "เมือง",
                "province": "สมมติ",
                "in_register": True,
            },
        )
    for document_id, code, name in (("d1", OWN, EVIL), ("d2", "6110102", "other.txt")):
        made.add(
            "core.documents",
            {
                "document_id": document_id,
                "file_name": name,
                "source_uri": f"file:///{document_id}",
                "sha256": document_id * 32,
                "media_type": "text/plain",
                "received_at": datetime(2026, 1, 2, 18, 30),
                "organization_id": code,
                "state": "loaded",
                "source_kind": "own_report",
            },
        )
    made.add("core.assessments", {"assessment_id": "a1", "organization_id": OWN, "document_id": "d1"})
    score = {"organization_id": OWN, "document_id": "d1", "comparable_reason": "no-result-last-year"}
    made.add(
        "mart.score_comparison",
        score | {"fiscal_year": 2566, "overall": Decimal("87.65"), "level": "ผ่านดี", "assessment_id": "a1"},
        score | {"fiscal_year": 2565, "overall": None, "assessment_id": "a0", "waiting_for_review": 3},
    )
    made.add(
        "core.unknowns",
        {"record_id": "a0", "column_name": "overall_score", "document_id": "d1", "reason": "digits-damaged"},
    )
    made.add(
        "core.evidence",
        {
            "record_id": "a1",
            "table_name": "core.assessments",
            "column_name": "overall_score",
            "document_id": "d1",
            "locator": "line:34:5-10",
            "raw_text": "ได้ ๘๗.๖๕ คะแนน",
            "rule": "printed-total",
        },
    )
    made.add(
        "mart.completion_by_organization",
        {
            "organization_id": OWN,
            "fiscal_year": 2566,
            "reporting_round": "annual",
            "is_latest_round": True,
            "measures": 3,
            "completed": 1,
            "in_progress": 0,
            "not_started": 1,
            "not_reported": 1,
            "reported": 2,
            "completion_rate": Decimal("0.5"),
            "completion_rate_low": Decimal("0.094531"),
            "completion_rate_high": Decimal("0.905469"),
            "coverage": Decimal("0.666667"),
        },
    )
    measure = {
        "organization_id": OWN,
        "document_id": "d1",
        "fiscal_year": 2566,
        "reporting_round": "annual",
        "is_current": True,
        "certainty": "sure",
    }
    for number, status in enumerate(("completed", "not_started", "not_reported"), start=1):
        made.add(
            "core.measures",
            measure
            | {
                "measure_id": f"m-{number}",
                "ordinal": number,
                "title": f"มาตรการที่ {number} {EVIL}",
                "status": status,
                "due_on": date(2566 - 543, 9, 30),
                "source_line": 40 + number,
            },
        )
    # Of another round: not on the page.
    made.add(
        "core.measures", measure | {"measure_id": "m-9", "reporting_round": "6-month", "title": "รอบก่อน"}
    )
    made.add(
        "mart.overdue_deadlines",
        {
            "organization_id": OWN,
            "measure_id": "m-2",
            "state": "overdue",
            "as_of": date(2026, 1, 3),
            "days_past": 9,
        },
    )
    made.add(
        "quality.issues",
        {
            "issue_id": "i1",
            "organization_id": OWN,
            "document_id": "d1",
            "state": "open",
            "severity": "warning",
            "rule": "total-mismatch",
            "message_th": f"คะแนนไม่ตรง {EVIL}",
            "message_en": "Totals differ",
            "source_line": 7,
        },
        {
            "issue_id": "i2",
            "organization_id": OWN,
            "state": "closed",
            "severity": "error",
            "message_th": "ปิดแล้ว",
        },
    )
    return made


@pytest.fixture
def page(tmp_path: Path) -> LexborHTMLParser:
    made = warehouse_of(tmp_path / "prongsai.duckdb")
    with duckdb.connect(str(made.path), read_only=True) as connection:
        found = dict(page_rows(connection, "organization"))
    assert list(found) == [OWN, "6110102"]
    template = environment().get_template(KIND.template)
    return LexborHTMLParser(template.render(KIND.values(found[OWN]), page=OWN, root="../", mark="0-0"))


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in page.css(selector)]


def test_a_score_leads_to_its_text_and_that_to_its_document(page: LexborHTMLParser) -> None:
    link = page.css_first("tr[data-year='2566'] td.strong a")
    assert link.text() == "87.65"
    evidence = page.css_first(link.attributes["href"] or "")
    assert "ได้ ๘๗.๖๕ คะแนน" in evidence.text() and "บรรทัด 34" in evidence.text()
    assert "printed-total" in evidence.text()
    document = page.css_first(evidence.css_first("a").attributes["href"] or "")
    assert document.text().startswith(EVIL) and "d1" * 32 in document.text()
    # Bangkok's time, the day after.
    assert "3 ม.ค. 2569 01:30 น." in document.text()


def test_an_unknown_score_says_why(page: LexborHTMLParser) -> None:
    (row,) = texts(page, "tr[data-year='2565'] td.strong")
    assert row == "ไม่ทราบ (ตัวเลขที่พิมพ์เสียหาย อ่านได้หลายแบบ) รอตรวจ 3 แถว"


def test_a_rate_stands_with_its_parts(page: LexborHTMLParser) -> None:
    (row,) = [row for row in texts(page, "tbody tr") if "รอบล่าสุด" in row]
    assert row.endswith("50.0 (1/2; 9.5–90.5)66.7 (2/3)")


def test_measures_of_the_latest_round_with_status_and_deadline(page: LexborHTMLParser) -> None:
    rows = {row.attributes["id"]: " ".join(row.text().split()) for row in page.css("tr[id^='m-']")}
    assert list(rows) == ["m-1", "m-2", "m-3"]
    assert "แล้วเสร็จ" in rows["m-1"] and "เกินกำหนด" not in rows["m-1"]
    assert "ยังไม่ดำเนินการ" in rows["m-2"] and "30 ก.ย. 2566 เกินกำหนด" in rows["m-2"]
    assert "ไม่ได้รายงานผล" in rows["m-3"] and "บรรทัด 43" in rows["m-3"]


def test_open_issues_and_nothing_that_a_report_could_put_into_the_page(page: LexborHTMLParser) -> None:
    (issue,) = texts(page, ".issues li")
    assert issue.startswith(f"เตือน คะแนนไม่ตรง {EVIL}") and "บรรทัด 7" in issue
    assert not page.css("img")
    assert all("onerror" not in (node.attributes or {}) for node in page.css("*"))


def test_english_stands_beside_thai(page: LexborHTMLParser) -> None:
    assert page.css_first(".issues [data-en]").attributes["data-en"] == "Totals differ"
    assert page.css_first(".crumbs [data-en]").attributes["data-en"] == "Somti"


def test_a_passing_day_changes_no_page(tmp_path: Path) -> None:
    made = warehouse_of(tmp_path / "prongsai.duckdb")
    with duckdb.connect(str(made.path)) as connection:
        before = page_digests(connection, "organization")
        connection.execute("UPDATE mart.overdue_deadlines SET as_of = DATE '2026-01-04', days_past = 10")
        connection.execute("UPDATE quality.issues SET run_id = 'another'")
        assert page_digests(connection, "organization") == before
        connection.execute("UPDATE mart.overdue_deadlines SET state = 'unknown'")
        assert {
            page
            for page, digest in page_digests(connection, "organization").items()
            if before[page] != digest
        } == {OWN}
