"""Headings of tables of measures that are torn, damaged, unknown or missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from transforms.facts import Extraction

Read = Callable[[str], Extraction]

PLAN = (
    "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน (ITA) ประจำปีงบประมาณ พ.ศ. ๒๕๖๗\n"
    "องค์การบริหารส่วนตำบลบ้านสมมุติ\nอำเภอเมืองขอนแก่น จังหวัดขอนแก่น\n\n"
)
BODY = (
    ("๑", "การให้บริการล่าช้า", "จัดทำคู่มือประชาชน", "ประชุมและเผยแพร่", "กองคลัง", "มกราคม ๒๕๖๗"),
    ("๒", "ไม่ทราบแผนการใช้จ่าย", "เผยแพร่แผน", "ลงเว็บไซต์", "สำนักปลัด", "มีนาคม ๒๕๖๗"),
)
HEADING = ("ที่", "ประเด็นที่ต้องแก้ไข", "มาตรการ", "วิธีดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลา")
HEADINGS: dict[str, tuple[tuple[str, ...], ...]] = {
    "tone marks lost": (("ที", "ประเดนทีตองแกไข", "มาตรการ", "วิธีดำเนินการ", "ผูรับผิดชอบ", "ระยะเวลา"),),
    "torn over two lines": (
        ("ที่", "ประเด็นที่ต้อง", "มาตร", "วิธี", "ผู้รับ", "ระยะ"),
        ("", "แก้ไข", "การ", "ดำเนินการ", "ผิดชอบ", "เวลา"),
    ),
    "several names in one": (
        ("ที่", "ประเด็นที่ต้องแก้ไข", "มาตรการ/แผนงานประจำปี", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา"),
    ),
    "departments and times unknown": (("ที่", "ประเด็นที่ต้องแก้ไข", "มาตรการ", "ขั้นตอน", "ใคร", "เมื่อไร"),),
    "none": (),
}


def rows(*cells: tuple[str, ...]) -> str:
    return "\n".join("\t".join(row) for row in cells) + "\n"


def facts(found: Extraction) -> list[tuple[str, str, date | None]]:
    """Title, department and due date of every measure."""
    of = {row.measure_id: row.department for row in found.measure_departments}
    return [(row.title, of.get(row.measure_id, ""), row.due_on) for row in found.measures]


EXPECTED = [("จัดทำคู่มือประชาชน", "กองคลัง", date(2024, 1, 31)), ("เผยแพร่แผน", "สำนักปลัด", date(2024, 3, 31))]


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_damaged_heading(read: Read, heading: str) -> None:
    found = read(PLAN + rows(*HEADINGS[heading], *BODY))
    assert facts(found) == EXPECTED
    assert [row.issue for row in found.measures] == [row[1] for row in BODY]


def test_columns_guessed_by_their_content_are_flagged(read: Read) -> None:
    found = read(PLAN + rows(*BODY))
    flagged = {
        (issue.record_id, issue.column_name)
        for issue in found.issues
        if issue.rule == "column-without-heading"
    }
    assert {(row.measure_id, "title") for row in found.measures} <= flagged


def test_the_order_of_columns_does_not_matter(read: Read) -> None:
    order = (5, 4, 2, 0, 3, 1)
    found = read(PLAN + rows(*(tuple(row[at] for at in order) for row in (HEADING, *BODY))))
    assert facts(found) == EXPECTED


def test_a_heading_above_each_table_names_its_indicator(read: Read) -> None:
    found = read(
        PLAN
        + "ตัวชี้วัดที่ ๖ คุณภาพการดำเนินงาน\n"
        + rows(HEADING, BODY[0])
        + "\nตัวชีวัดที่ ๗ ประสิทธิภาพการสื่อสาร\n"
        + rows(HEADING, BODY[1])
    )
    assert [row.indicator_no for row in found.measures] == [6, 7]


def test_targets_and_scores_are_no_measures(read: Read) -> None:
    body = (("การปฏิบัติหน้าที่", "๘๕.๐๐", "๙๐.๑๐", "๘๘.๐๐"), ("การใช้งบประมาณ", "๘๕.๐๐", "๘๐.๑๐", "๘๗.๐๐"))
    assert not read(PLAN + rows(("ตัวชี้วัด", "เป้าหมาย", "ผลการดำเนินงาน", "ค่าเฉลี่ย"), *body)).measures
    assert not read(PLAN + rows(*body)).measures


def test_a_list_of_items_without_a_heading_is_no_table_of_measures(read: Read) -> None:
    items = (("O๑", "โครงสร้าง", "สำนักปลัด", "ดำเนินการแล้ว"), ("O๒", "ข้อมูลผู้บริหาร", "กองคลัง", "ดำเนินการแล้ว"))
    found = read(PLAN + rows(*items))
    assert not found.measures
    assert [row.item_code for row in found.disclosures] == ["O1", "O2"]
