"""The scorecard of an organization says what the tables say, and leads from each figure to its evidence."""

import json
import sys
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import duckdb
import pytest
from selectolax.lexbor import LexborHTMLParser

sys.path.insert(0, str(Path(__file__).parents[1]))
from small_warehouse import SmallWarehouse

from transforms.facts import stable_id
from warehouse.site.charts import chart_specifications
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
                "measure_key": f"k-{number}",
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
            "fiscal_year": 2566,
            # The row of the round that gave the deadline; the same measure stands in the latest round.
            "measure_id": "m-2-of-plan",
            "measure_key": "k-2",
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
        assert list(dict(page_rows(connection, "organization"))) == [OWN, "6110102"]
    return rendered(made)


def rendered(made: SmallWarehouse) -> LexborHTMLParser:
    with duckdb.connect(str(made.path), read_only=True) as connection:
        rows = dict(page_rows(connection, "organization", [OWN]))[OWN]
    template = environment().get_template(KIND.template)
    return LexborHTMLParser(template.render(KIND.values(rows), page=OWN, root="../", mark="0-0"))


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


def test_an_overdue_measure_that_only_another_round_names_is_listed_too(tmp_path: Path) -> None:
    made = warehouse_of(tmp_path / "prongsai.duckdb")
    own = {"organization_id": OWN, "fiscal_year": 2566, "measure_id": "m-9"}
    with duckdb.connect(str(made.path)) as connection:
        connection.execute("UPDATE core.measures SET measure_key = 'k-9' WHERE measure_id = 'm-9'")
    made.add("mart.overdue_deadlines", own | {"measure_key": "k-9", "state": "overdue"})
    found = rendered(made)
    rows = {row.attributes["id"]: " ".join(row.text().split()) for row in found.css("tr[id^='m-']")}
    assert set(rows) == {"m-1", "m-2", "m-3", "m-9"}
    assert "รอบก่อน (6 เดือน)" in rows["m-9"]
    # What lists of overdue deadlines lead to.
    assert {node.attributes["id"] for node in found.css("[id^='k-']")} == {"k-2-2566", "k-9-2566"}


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


# ── scores that wait for review

#: Of 2566, as the fixture has a result of it in the document d1.
IN_2566 = {"organization_id": OWN, "fiscal_year": 2566, "document_id": "d1"}


def with_waiting_indicators(made: SmallWarehouse) -> SmallWarehouse:
    """Indicator 1 (IIT) waits, 6 (EIT) is sure, of 7 (EIT) the digits are damaged; 8 is told of nowhere."""
    named = IN_2566 | {"comparable_reason": "no-result-last-year"}
    made.add(
        "mart.indicator_comparison",
        named
        | {"indicator_no": 1, "indicator_name": "หน้าที่", "instrument": "IIT"}
        | {"document_id": None, "waiting_for_review": 2},
        named
        | {"indicator_no": 6, "indicator_name": "คุณภาพ", "instrument": "EIT", "score_id": "s6"}
        | {"score": Decimal("81.00"), "method": "printed"},
    )
    waits = IN_2566 | {"certainty": "needs_review", "method": "printed", "is_current": True}
    made.add(
        "core.indicator_scores",
        waits | {"score_id": "s1", "indicator_no": 1, "score": Decimal("70.30")},
        # Another statement that is not the strongest.
        waits | {"score_id": "s0", "indicator_no": 1, "score": Decimal("11.11"), "is_current": False},
        waits
        | {"score_id": "s6", "indicator_no": 6, "score": Decimal("81.00")}
        | {"certainty": "sure", "document_id": "d1"},
    )
    made.add(
        "reference.indicators",
        *(
            {"fiscal_year": 2566, "indicator_no": number, "name": name}
            for number, name in ((6, "คุณภาพ"), (7, "สื่อสาร"), (8, "ปรับปรุง"))
        ),
    )
    score = {"table_name": "core.indicator_scores", "column_name": "score", "document_id": "d1"}
    made.add(
        "core.unknowns",
        score | {"record_id": stable_id("s", "d1", OWN, 2566, 7), "reason": "digits-damaged"},
    )
    made.add(
        "core.evidence",
        score | {"record_id": "s1", "locator": "line:9:1-5", "raw_text": "ได้ ๗๐.๓๐", "rule": "printed-score"},
    )
    with duckdb.connect(str(made.path)) as connection:
        connection.execute("UPDATE core.assessments SET fiscal_year = 2566")
        connection.execute(
            "UPDATE mart.score_comparison SET iit_score = 70.3, eit_score = 81 WHERE fiscal_year = 2566"
        )
    return made


def test_a_score_that_waits_stands_there_marked_and_leads_to_its_evidence(tmp_path: Path) -> None:
    page = rendered(with_waiting_indicators(warehouse_of(tmp_path / "prongsai.duckdb")))
    rows = [row for row in page.css("tbody tr") if row.css_first("th + td.n") and "หน้าที่" in row.text()]
    assert [" ".join(row.text().split()) for row in rows] == ["1 หน้าที่70.30 รอตรวจ"]
    link = rows[0].css_first("a")
    assert "ได้ ๗๐.๓๐" in page.css_first(link.attributes["href"] or "").text()
    # It does not count: neither as a weak point nor in the chart.
    assert "weak" not in (rows[0].css_first("td").attributes["class"] or "")
    assert '"value":81.0' in page.css_first("[data-chart='indicators'] script").text()
    assert "70.3" not in page.css_first("[data-chart='indicators'] script").text()
    assert "กราฟ: ตัวชี้วัดของปี 2566 เส้นประคือ 85 คะแนน" in texts(page, "p.quiet")


def test_an_unknown_indicator_says_why(tmp_path: Path) -> None:
    page = rendered(with_waiting_indicators(warehouse_of(tmp_path / "prongsai.duckdb")))
    told = texts(page, "tbody tr")
    assert "7 สื่อสารไม่ทราบ (ตัวเลขที่พิมพ์เสียหาย อ่านได้หลายแบบ)" in told
    assert not [one for one in told if one.startswith("8 ")]


def test_a_year_says_how_many_of_its_scores_wait_and_what_was_computed_from_them(tmp_path: Path) -> None:
    page = rendered(with_waiting_indicators(warehouse_of(tmp_path / "prongsai.duckdb")))
    assert texts(page, "tr[data-year='2566'] td.strong") == ["87.65 คะแนนตัวชี้วัดรอตรวจ 2 ค่า"]
    iit, eit, oit = texts(page, "tr[data-year='2566'] td.n")[1:4]
    assert (iit, eit, oit) == ("70.30 คำนวณจากคะแนนที่รอตรวจ", "81.00", "ไม่ทราบ")
    links = page.css("tr[data-year='2566'] td.n:not(.strong) a")
    assert [link.attributes["href"] for link in links] == ["#indicators", "#indicators"]
    assert page.css_first("#indicators") is not None


def test_a_result_of_which_all_statements_wait_is_shown_marked(tmp_path: Path) -> None:
    made = warehouse_of(tmp_path / "prongsai.duckdb")
    waits = {"organization_id": OWN, "fiscal_year": 2564, "document_id": "d1"}
    made.add(
        "mart.score_comparison",
        waits | {"document_id": None, "comparable_reason": "no-score", "waiting_for_review": 1},
    )
    result = {"assessment_id": "a4", "overall_score": Decimal("66.60"), "level": "C"}
    made.add("core.assessments", waits | result | {"certainty": "needs_review", "is_current": True})
    made.add(
        "core.evidence",
        {"record_id": "a4", "table_name": "core.assessments", "column_name": "overall_score"}
        | {"document_id": "d1", "locator": "line:2:1-5", "raw_text": "๖๖.๖๐"},
    )
    page = rendered(made)
    row = page.css_first("tr[data-year='2564']")
    assert " ".join(row.text().split()).startswith("2564 66.60 รอตรวจ รอตรวจ 1 แถว C รอตรวจ")
    assert "๖๖.๖๐" in page.css_first(row.css_first("td.strong a").attributes["href"] or "").text()
    assert "66.6" not in page.css_first("[data-chart='scores_over_years'] script").text()


# ── the line, issues, documents


def test_a_line_joins_only_years_that_can_be_compared(tmp_path: Path) -> None:
    made = warehouse_of(tmp_path / "prongsai.duckdb")
    told = {
        2567: "same-framework",
        2568: "framework-changed",
        2569: "same-framework",
        2571: "no-result-last-year",
    }
    for year, reason in told.items():
        made.add(
            "mart.score_comparison",
            IN_2566 | {"fiscal_year": year, "overall": Decimal(90), "comparable_reason": reason},
        )
    page = rendered(made)
    rows = json.loads(page.css_first("[data-chart='scores_over_years'] script").text())
    joined = {
        segment: [row["year"] for row in own if row["value"] is not None]
        for segment, own in groupby(rows, key=lambda row: row["segment"])
    }
    assert [years for years in joined.values() if years] == [[2566, 2567], [2568, 2569], [2571]]
    assert any(text.startswith("เส้นกราฟขาด") for text in texts(page, "p.note"))
    line = [
        layer
        for layer in chart_specifications()["scores_over_years"]["layer"]
        if layer["mark"]["type"] == "line"
    ]
    assert [layer["encoding"]["detail"]["field"] for layer in line] == ["segment"]


def test_no_broken_line_is_told_of_where_there_is_none(page: LexborHTMLParser) -> None:
    assert not [text for text in texts(page, "p.note") if text.startswith("เส้นกราฟขาด")]


def test_a_measure_whose_status_is_doubted_says_so_and_leads_to_the_issue(tmp_path: Path) -> None:
    made = warehouse_of(tmp_path / "prongsai.duckdb")
    issue = {
        "organization_id": OWN,
        "document_id": "d1",
        "table_name": "core.measures",
        "column_name": "status",
        "state": "open",
        "severity": "warning",
        "rule": "status-contradicts-text",
        "message_th": f"สถานะไม่ตรงกับข้อความ {EVIL}",
        "message_en": "The status contradicts the text",
    }
    made.add(
        "quality.issues",
        issue | {"issue_id": "i3", "record_id": "m-2", "source_line": 42},
        issue | {"issue_id": "i4", "record_id": "m-3", "source_line": 43},
        issue | {"issue_id": "i5", "record_id": "m-1", "state": "closed"},
        issue | {"issue_id": "i6", "record_id": "m-1", "column_name": "responsible", "rule": "other"},
    )
    page = rendered(made)
    marks = {row.attributes["id"]: row.css_first("small.doubt") for row in page.css("tr[id^='m-']")}
    assert marks["m-1"] is None
    assert " ".join(marks["m-2"].text().split()).startswith(f"⚠ สถานะไม่ตรงกับข้อความ {EVIL}")
    # Equal issues are one line, with their number and places; the link leads there.
    place = page.css_first(marks["m-2"].css_first("a").attributes["href"] or "")
    told = " ".join(place.text().split())
    assert "(2 ค่า)" in told and "บรรทัด 42" in told and "บรรทัด 43" in told
    assert len(page.css(".issues li")) == 3


def test_only_addresses_that_others_can_open_are_published(tmp_path: Path) -> None:
    made = warehouse_of(tmp_path / "prongsai.duckdb")
    assert "file:" not in (rendered(made).body.html or "")
    with duckdb.connect(str(made.path)) as connection:
        connection.execute(
            "UPDATE core.documents SET source_uri = 'https://a.example/d1' WHERE document_id = 'd1'"
        )
    assert texts(rendered(made), ".documents .source") == ["https://a.example/d1"]


def test_the_digest_tells_of_a_score_that_waits(tmp_path: Path) -> None:
    made = with_waiting_indicators(warehouse_of(tmp_path / "prongsai.duckdb"))
    with duckdb.connect(str(made.path)) as connection:
        before = page_digests(connection, "organization")
        assert page_digests(connection, "organization") == before
        connection.execute("UPDATE core.indicator_scores SET score = 70.31 WHERE score_id = 's1'")
        assert page_digests(connection, "organization")[OWN] != before[OWN]


def test_many_doubts_do_not_make_a_page_large(tmp_path: Path) -> None:
    made = warehouse_of(tmp_path / "prongsai.duckdb")
    measures = [
        IN_2566
        | {"measure_id": f"n-{number}", "ordinal": number, "reporting_round": "annual", "is_current": True}
        | {"status": "completed", "certainty": "sure", "title": "มาตรการ"}
        for number in range(10, 60)
    ]
    made.add("core.measures", *measures)
    made.add(
        "quality.issues",
        *(
            {"issue_id": f"x{row['measure_id']}", "record_id": row["measure_id"], "column_name": "status"}
            | {"organization_id": OWN, "document_id": "d1", "table_name": "core.measures", "state": "open"}
            | {"severity": "warning", "rule": "doubt", "message_th": "ย" * 200, "message_en": "x" * 200}
            | {"source_line": number}
            for number, row in enumerate(measures, start=1)
        ),
    )
    page = rendered(made)
    marks = texts(page, "tr[id^='n-'] small.doubt")
    assert len(marks) == 50
    assert sum("ย" in mark for mark in marks) == 20
    assert marks[-1] == "⚠ ดูข้อสังเกต"
    (line,) = [text for text in texts(page, ".issues li") if "ย" in text]
    assert "(50 ค่า)" in line and "บรรทัด 6 " in line and "บรรทัด 7 " not in line and "อีก 44 แห่ง" in line


def test_results_of_a_year_are_told_though_its_own_report_did_not_come(tmp_path: Path) -> None:
    made = warehouse_of(tmp_path / "prongsai.duckdb")
    made.add(
        "mart.reporting_coverage",
        {"organization_id": OWN, "fiscal_year": 2566, "state": "not_received", "has_result": True},
        {"organization_id": OWN, "fiscal_year": 2565, "state": "not_received", "has_result": False},
    )
    told = texts(rendered(made), "#coverage ~ .scroll tbody tr")
    assert told[0].startswith("2566ได้รับผลประเมินในรายงานอื่น") and told[1].startswith("2565ยังไม่ได้รับ–")
