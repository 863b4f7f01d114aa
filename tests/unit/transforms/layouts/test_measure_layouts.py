"""Measures in the layouts in which reports print them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from transforms.facts import Extraction

Read = Callable[[str], Extraction]

ORGANIZATION = "องค์การบริหารส่วนตำบลบ้านสมมุติ\nอำเภอเมืองขอนแก่น จังหวัดขอนแก่น\n"
REPORT = f"รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๗\n{ORGANIZATION}\n"
PLAN = f"มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน (ITA) ประจำปีงบประมาณ พ.ศ. ๒๕๖๗\n{ORGANIZATION}\n"


WHOLE_YEAR = "๑ ต.ค.๒๕๖๖ - ๓๐ ก.ย.๒๕๖๗"


def rows(*cells: tuple[str, ...]) -> str:
    return "\n".join("\t".join(row) for row in cells) + "\n"


def titles(found: Extraction) -> list[tuple[str | None, int | None]]:
    return [(row.title, row.indicator_no) for row in found.measures]


def statuses(found: Extraction) -> list[tuple[str, str | None]]:
    return [(row.status, row.status_basis) for row in found.measures]


def dues(found: Extraction) -> list[tuple[date | None, date | None]]:
    return [(row.starts_on, row.due_on) for row in found.measures]


def test_a_schedule_of_reports_is_no_status_and_an_empty_cell_keeps_the_indicator(read: Read) -> None:
    found = read(
        PLAN
        + rows(
            (
                "ประเด็นที่ต้องแก้ไข/ปรับปรุง/รักษาระดับ",
                "วิธีการนำผลวิเคราะห์ไปสู่การปฏิบัติของหน่วยงาน",
                "ขั้นตอน/วิธีการปฏิบัติ",
                "ผู้รับผิดชอบ/ผู้ที่เกี่ยวข้อง",
                "ระยะเวลาดำเนินงาน",
                "การดำเนินการ",
            ),
            (
                "ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่",
                "จัดทำคู่มือ",
                "ประชุม",
                "สำนักปลัด",
                "๑ ต.ค.๒๕๖๖ - ๓๐ ก.ย.๒๕๖๗",
                "รายงานรอบ ๖ เดือน",
            ),
            ("", "เผยแพร่ขั้นตอน", "ลงเว็บไซต์", "กองช่าง", "ภายในเดือนมกราคม", "รายงานความก้าวหน้ารอบ ๖ เดือน"),
        )
    )
    assert titles(found) == [("จัดทำคู่มือ", 1), ("เผยแพร่ขั้นตอน", 1)]
    assert statuses(found) == [("not_reported", None)] * 2
    assert dues(found) == [(date(2023, 10, 1), date(2024, 9, 30)), (None, date(2024, 1, 31))]
    assert [row.department for row in found.measure_departments] == ["สำนักปลัด", "กองช่าง"]
    assert found.document.reporting_round == "plan"


STATUS_COLUMNS = ("ดำเนินการแล้ว", "อยู่ระหว่างดำเนินการ", "ยังไม่ดำเนินการ")
TICKED = (("✓", "", ""), ("", "/", ""), ("-", "-", "√"), ("", "", ""), ("☑", "☑", ""))
MEANT = [
    ("completed", "checkbox"),
    ("in_progress", "checkbox"),
    ("not_started", "checkbox"),
    ("not_reported", None),
    ("not_reported", None),
]


@pytest.mark.parametrize(
    "heading",
    [
        (("ที่", "มาตรการ", "ผู้รับผิดชอบ", *STATUS_COLUMNS),),
        (("ที่", "มาตรการ", "ผู้รับผิดชอบ", "ผลการดำเนินการ", "", ""), ("", "", "", *STATUS_COLUMNS)),
        (("ที่", "มาตรการ", "ผู้รับผิดชอบ", "ผลการดำเนินการ"), STATUS_COLUMNS),
    ],
    ids=["one row", "two rows", "two rows, the second short"],
)
def test_columns_of_statuses_are_ticked(read: Read, heading: tuple[tuple[str, ...], ...]) -> None:
    body = [
        (str(no), f"จัดทำประกาศฉบับที่ {no} ของหน่วยงาน", "สำนักปลัด", *ticks) for no, ticks in enumerate(TICKED, 1)
    ]
    found = read(REPORT + rows(*heading, *body))
    assert statuses(found) == MEANT
    assert {"no-box-ticked", "several-boxes-ticked"} <= {issue.rule for issue in found.issues}


def test_words_in_a_status_column_are_its_mark_and_the_result(read: Read) -> None:
    found = read(
        REPORT + rows(("มาตรการ", "ผู้รับผิดชอบ", *STATUS_COLUMNS), ("จัดอบรม", "กองคลัง", "", "รอวิทยากร", ""))
    )
    assert statuses(found) == [("in_progress", "checkbox")]
    assert found.measures[0].result == "รอวิทยากร"


def test_labels_beside_empty_boxes_say_nothing(read: Read) -> None:
    found = read(REPORT + rows(("มาตรการ", "สถานะ"), ("จัดอบรม", "☐ ดำเนินการแล้ว ☐ อยู่ระหว่างดำเนินการ")))
    assert statuses(found) == [("not_reported", None)]


def test_a_column_headed_as_a_percentage(read: Read) -> None:
    found = read(
        REPORT
        + rows(
            ("มาตรการ", "ร้อยละความสำเร็จ", "ผลการดำเนินงาน"),
            ("จัดทำคู่มือ", "๑๐๐", "จัดทำแล้ว"),
            ("จัดอบรม", "๕๐", "อยู่ระหว่างดำเนินการ"),
            ("จัดประชุม", "-", "-"),
        )
    )
    assert statuses(found) == [("completed", "percent"), ("in_progress", "percent"), ("not_reported", None)]
    assert [row.percent_complete for row in found.measures] == [Decimal(100), Decimal(50), None]


def test_columns_of_quarters_are_deadlines(read: Read) -> None:
    found = read(
        PLAN
        + "| ที่ | มาตรการ | ไตรมาส ๑ | ไตรมาสที่ ๒ | ผู้รับผิดชอบ |\n|---|---|---|---|---|\n"
        + "| ๑ | จัดทำประกาศ | ✓ | | กองคลัง |\n| ๒ | จัดอบรม | | ✓ | กองช่าง |\n"
    )
    assert [row.due_on for row in found.measures] == [date(2023, 12, 31), date(2024, 3, 31)]


HEADING = ("หัวข้อ", "มาตรการ", "ขั้นตอนหรือวิธีการ", "ผู้รับผิดชอบ", "ระยะเวลา")
FIRST = ("ด้านการใช้อำนาจ", "กำหนดเกณฑ์ให้ชัดเจน", "ประชุม", "สำนักปลัด", "มีนาคม ๒๕๖๗")
SECOND = ("ด้านการใช้งบประมาณ", "เผยแพร่แผน", "ประกาศ", "กองคลัง", "ธันวาคม ๒๕๖๖")


@pytest.mark.parametrize("page_break", ["\n\n", "\n- ๒ -\n\n", "\nหน้า 2/5\n"])
def test_a_table_goes_on_behind_a_page_number(read: Read, page_break: str) -> None:
    found = read(PLAN + rows(HEADING, FIRST) + page_break + rows(SECOND))
    assert titles(found) == [("กำหนดเกณฑ์ให้ชัดเจน", 3), ("เผยแพร่แผน", 2)]


@pytest.mark.parametrize(
    "rest",
    [("", "และทบทวนทุกปี", "รายงานผล", "", ""), ("ด้านการใช้อำนาจ (ต่อ)", "", "รายงานผล", "", "เมษายน ๒๕๖๗")],
)
def test_a_row_cut_by_a_page_is_one_measure(read: Read, rest: tuple[str, ...]) -> None:
    found = read(PLAN + rows(HEADING, FIRST) + "\n\n" + rows(HEADING, rest, SECOND))
    assert [row.indicator_no for row in found.measures] == [3, 2]
    assert found.measures[0].steps == "ประชุม\nรายงานผล"


def test_a_new_measure_after_a_page_break_stays_one(read: Read) -> None:
    own = ("", "ทบทวนคำสั่ง", "ประชุม", "กองคลัง", "เมษายน ๒๕๖๗")
    found = read(PLAN + rows(HEADING, FIRST) + "\n\n" + rows(HEADING, own))
    assert titles(found) == [("กำหนดเกณฑ์ให้ชัดเจน", 3), ("ทบทวนคำสั่ง", 3)]


def test_a_title_stands_above_the_heading(read: Read) -> None:
    found = read(PLAN + rows(("แผนปฏิบัติการ", "", "", "", ""), ("", "", "(ภาพรวม)", "", ""), HEADING, FIRST))
    assert titles(found) == [("กำหนดเกณฑ์ให้ชัดเจน", 3)]


def test_cells_that_span_rows_keep_the_measures_apart(read: Read) -> None:
    found = read(
        PLAN
        + "<table><tr><th>ประเด็น</th><th>มาตรการ</th><th>ผู้รับผิดชอบ</th></tr>\n"
        + '<tr><td rowspan="2">ตัวชี้วัดที่ ๕ การแก้ไขปัญหาการทุจริต</td><td>เปิดช่องทาง</td><td>กองช่าง</td></tr>\n'
        + "<tr><td>ทบทวนแผน</td><td>กองคลัง</td></tr></table>\n"
    )
    assert titles(found) == [("เปิดช่องทาง", 5), ("ทบทวนแผน", 5)]
    first, second = found.measures
    assert first.measure_id != second.measure_id
    of = {row.measure_id: row.department for row in found.measure_departments}
    assert of == {first.measure_id: "กองช่าง", second.measure_id: "กองคลัง"}


def test_a_question_is_known_by_its_words_where_nothing_names_the_indicator(read: Read) -> None:
    heading = ("ประเด็นที่เป็นข้อบกพร่องหรือจุดอ่อน", "มาตรการ", "ผู้รับผิดชอบ")
    issue = "ข้อ ๑๖ ท่านเคยถูกผู้บังคับบัญชาสั่งการให้ทำธุระส่วนตัวของผู้บังคับบัญชา"
    found = read(PLAN + rows(heading, (issue, "ประกาศเจตนารมณ์", "สำนักปลัด"), ("ข้อ ๑๗", "จัดอบรม", "สำนักปลัด")))
    assert [(row.indicator_no, row.question_code) for row in found.measures] == [(3, "i16"), (None, None)]


def test_measures_in_running_text_are_not_invented(read: Read) -> None:
    found = read(PLAN + "๑. มาตรการเผยแพร่ข้อมูล ผู้รับผิดชอบ สำนักปลัด\n๒. มาตรการป้องกันการรับสินบน กองคลัง\n")
    assert not found.measures
    assert "nothing-found" in {issue.rule for issue in found.issues}


@pytest.mark.parametrize(
    ("title", "reporting_round", "end"),
    [
        ("รายงานผลการดำเนินการตามมาตรการ ประจำปี ๒๕๖๗ ครั้งที่ ๑ (ตุลาคม ๒๕๖๖ - มีนาคม ๒๕๖๗)", "6-month", (3, 31)),
        ("รายงานผลการดำเนินการตามมาตรการ ITA (ต.ค. ๖๖ - มี.ค. ๖๗)", "6-month", (3, 31)),
        ("รายงานผลการดำเนินการตามมาตรการ ปีงบประมาณ ๖๗ รอบที่ ๑", "6-month", (3, 31)),
        ("รายงานผลการดำเนินการตามมาตรการ ปีงบประมาณ ๒๕๖๗ รอบ ๖ เดือนหลัง", "annual", (9, 30)),
        ("รายงานผลการดำเนินการตามมาตรการ ปีงบประมาณ ๒๕๖๗", "annual", (9, 30)),
        (
            "มาตรการส่งเสริมคุณธรรม ปีงบประมาณ ๒๕๖๗\nให้รายงานความก้าวหน้ารอบ ๖ เดือน ต่อผู้บริหารท้องถิ่นตามแบบที่กำหนด",
            "plan",
            (9, 30),
        ),
        ("มาตรการส่งเสริมคุณธรรม ปีงบประมาณ ๒๕๖๗\nรายงานผลรอบ ๖ เดือน และรอบ ๑๒ เดือน", "plan", (9, 30)),
    ],
)
def test_the_round_and_the_year(read: Read, title: str, reporting_round: str, end: tuple[int, int]) -> None:
    document = read(f"{title}\nคุณธรรมและความโปร่งใส ITA\n{ORGANIZATION}\n{rows(HEADING, FIRST)}").document
    assert (document.measures_fiscal_year, document.reporting_round) == (2567, reporting_round)
    assert document.period_end == date(2024, *end)


def test_the_year_of_the_measures_is_that_of_their_deadlines(read: Read) -> None:
    head = f"การวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๖\n{ORGANIZATION}\n"
    whole = (*FIRST[:4], WHOLE_YEAR)
    found = read(head + rows(HEADING, whole))
    assert (found.document.scores_fiscal_year, found.document.measures_fiscal_year) == (2566, 2567)
    assert read(head + rows(HEADING, FIRST)).document.measures_fiscal_year is None


@pytest.mark.parametrize(
    "printed",
    [
        "องค์การบริหารส่วนตำบล\nบ้านสมมุติ\nอ.เมืองขอนแก่น จ.ขอนแก่น",
        "องค์การบริหารส่วน\nตำบลบ้านสมมุติ\nอำเภอเมืองขอนแก่น",
        "องค์การบริหารส่วน ตำบล บ้าน สมมุติ",
        "อบต.บ้านสม\nมุติ\nจังหวัดขอนแก่น",
    ],
)
def test_a_name_that_the_scanner_broke(read: Read, printed: str) -> None:
    found = read(f"รายงานผลการดำเนินการตามมาตรการ ITA ปี ๒๕๖๗\n{printed}\n{rows(HEADING, FIRST)}")
    assert found.document.organization_id == "6999101"


def test_a_homonym_is_decided_by_a_place_named_elsewhere(read: Read) -> None:
    report = "รายงานผลการดำเนินการตามมาตรการ ITA ปี ๒๕๖๗\nองค์การบริหารส่วนตำบลหนองจำลอง\n\n" + rows(
        HEADING, FIRST
    )
    prose = "จัดกิจกรรมจิตอาสาร่วมกับผู้นำชุมชนทุกหมู่บ้าน\n" * 2
    assert read(report).document.state_reason == "organization-ambiguous"
    decided = read(f"{report}\n{prose}ณ ที่ว่าการอำเภอกระนวน\n").document
    assert decided.organization_id == "6999103"
    assert "amphoe-elsewhere" in (decided.organization_basis or "")
    assert read(f"{report}\n{prose}ณ อำเภอกระนวน และอำเภอน้ำพอง\n").document.organization_id is None
