"""Columns of codes and of bare indicator numbers, broken headings, and departments named above tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from transforms.facts import Extraction

Read = Callable[[str], Extraction]

PLAN = (
    "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน (ITA) ประจำปีงบประมาณ พ.ศ. ๒๕๖๖\n"
    "องค์การบริหารส่วนตำบลบ้านสมมุติ\nอำเภอเมืองขอนแก่น จังหวัดขอนแก่น\n\n"
)


def told(found: Extraction) -> list[tuple[str, int | None, str | None, list[str]]]:
    """Title, indicator, question and departments of every measure."""
    return [
        (
            row.title,
            row.indicator_no,
            row.question_code,
            [one.department for one in found.measure_departments if one.measure_id == row.measure_id],
        )
        for row in found.measures
    ]


@pytest.mark.parametrize("heading", ["O", "ข้อ", "OIT", "ข้อ OIT", "รหัส"])
def test_a_column_of_item_codes(read: Read, heading: str) -> None:
    found = read(
        PLAN + f"{heading}\tมาตรการ\tผู้รับผิดชอบ\tระยะเวลา\n"
        "O๘\tตรวจหน้าถามตอบทุกเช้า\tกองช่าง\tมีนาคม ๒๕๖๖\n"
        "๐๑๓\tลงคู่มือที่ห้องบริการ\tกองคลัง\tเมษายน ๒๕๖๖\n"
        "O๔๐\tอบรมเรื่องรับของขวัญ\tสำนักปลัด\tมกราคม ๒๕๖๖\n"
    )
    assert told(found) == [
        ("ตรวจหน้าถามตอบทุกเช้า", 9, "O8", ["กองช่าง"]),
        ("ลงคู่มือที่ห้องบริการ", 9, "O13", ["กองคลัง"]),
        ("อบรมเรื่องรับของขวัญ", 10, "O40", ["สำนักปลัด"]),
    ]


BROKEN = {
    "in the second cell": "ลำดับ\tมาตรการ/\nกิจกรรม\tตัวชี้วัดที่เกี่ยวข้อง\tผู้รับผิดชอบ\tระยะเวลา\n",
    "in the third cell": "ลำดับ\tมาตรการ\tตัวชี้วัดที่เกี่ยว\nข้อง\tผู้รับผิดชอบ\tระยะเวลา\n",
    "in a word": "ลำดับ\tมาตรการ\tตัวชี้วัดที่เกี่ยวข้อง\tผู้รับ\nผิดชอบ\tระยะเวลา\n",
    "the first cell lost": "มาตรการ\tตัวชี้วัดที่เกี่ยวข้อง\tผู้รับผิดชอบ\tระยะเวลา\n",
}


@pytest.mark.parametrize("damage", BROKEN)
def test_a_heading_broken_over_two_lines_and_bare_indicator_numbers(read: Read, damage: str) -> None:
    found = read(
        PLAN + BROKEN[damage] + "๑\tติดป้ายขั้นตอนหน้าห้อง\t๗\tกองช่าง\tมีนาคม ๒๕๖๖\n"
        "๒\tทำทะเบียนยืมรถ\t๔\tกองคลัง\tเมษายน ๒๕๖๖\n"
        "๓\tรับฟังความเห็นท้ายงาน\t๘\tสำนักปลัด\tมกราคม ๒๕๖๖\n"
    )
    assert told(found) == [
        ("ติดป้ายขั้นตอนหน้าห้อง", 7, None, ["กองช่าง"]),
        ("ทำทะเบียนยืมรถ", 4, None, ["กองคลัง"]),
        ("รับฟังความเห็นท้ายงาน", 8, None, ["สำนักปลัด"]),
    ]


def test_a_first_cell_broken_over_two_lines(read: Read) -> None:
    found = read(
        PLAN + "ตัวชี้วัด\tมาตรการ\tผู้รับผิดชอบ\tระยะเวลา\n"
        "๖ คุณภาพการดำเนินงาน\tติดป้ายขั้นตอนหน้าห้อง\tกองช่าง\tมีนาคม ๒๕๖๖\n"
        "๘ การปรับปรุง\nการทำงาน\tรับฟังความเห็นท้ายงาน\tสำนักปลัด\tมกราคม ๒๕๖๖\n"
        "๗ ประสิทธิภาพการสื่อสาร\tทำแผ่นพับ\tกองคลัง\tเมษายน ๒๕๖๖\n"
    )
    assert [row[:2] for row in told(found)] == [
        ("ติดป้ายขั้นตอนหน้าห้อง", 6),
        ("รับฟังความเห็นท้ายงาน", 8),
        ("ทำแผ่นพับ", 7),
    ]
    assert [row.source_line for row in found.measures] == [6, 8, 9]


def test_the_department_above_a_table_is_that_of_its_measures(read: Read) -> None:
    table = "ที่\tมาตรการ\tตัวชี้วัด\tกำหนดเวลา\n"
    found = read(
        PLAN + "๑. สำนักปลัด\n" + table + "๑\tติดป้ายขั้นตอนหน้าห้อง\tตัวชี้วัดที่ ๖\tมีนาคม ๒๕๖๖\n"
        "๒\tรับฟังความเห็นท้ายงาน\tตัวชี้วัดที่ ๘\tมกราคม ๒๕๖๖\n\n"
        "๒. สำนักคลัง\n" + table + "๑\tทำทะเบียนยืมรถ\tตัวชี้วัดที่ ๔\tเมษายน ๒๕๖๖\n\nหน้า ๒\n\n"
        "๒\tชี้แจงการใช้เงินทุกไตรมาส\tตัวชี้วัดที่ ๒\tมิถุนายน ๒๕๖๖\n"
    )
    assert [row[3] for row in told(found)] == [["สำนักปลัด"], ["สำนักปลัด"], ["สำนักคลัง"], ["สำนักคลัง"]]


def test_a_heading_that_is_no_department_gives_none(read: Read) -> None:
    table = "ที่\tมาตรการ\tตัวชี้วัด\tกำหนดเวลา\n"
    found = read(
        PLAN
        + "๑. งานที่กองคลังต้องทำร่วมกับชุมชนในปีนี้และปีต่อไป\n"
        + table
        + "๑\tติดป้ายขั้นตอนหน้าห้อง\tตัวชี้วัดที่ ๖\tมีนาคม ๒๕๖๖\n"
        "๒\tรับฟังความเห็นท้ายงาน\tตัวชี้วัดที่ ๘\tมกราคม ๒๕๖๖\n"
    )
    assert [row[3] for row in told(found)] == [[], []]


def test_a_title_without_words_is_never_sure(read: Read) -> None:
    found = read(
        PLAN + "มาตรการ\tผู้รับผิดชอบ\tระยะเวลา\n"
        "๑\tกองช่าง\tมีนาคม ๒๕๖๖\n๒.๑\tกองคลัง\tเมษายน ๒๕๖๖\nทำแผ่นพับ\tสำนักปลัด\tมกราคม ๒๕๖๖\n"
    )
    assert {row.title: row.certainty for row in found.measures} == {
        "๑": "needs_review",
        "๒.๑": "needs_review",
        "ทำแผ่นพับ": "sure",
    }


def test_the_score_of_an_indicator_may_stand_in_the_heading_of_its_measures(read: Read) -> None:
    table = "มาตรการ\tวิธีดำเนินการ\tผู้รับผิดชอบ\tระยะเวลา\n"
    found = read(
        PLAN
        + "ตัวชี้วัดที่ ๒ การใช้งบประมาณ (๘๑.๕๐ คะแนน)\n"
        + table
        + "ชี้แจงการใช้เงินทุกไตรมาส\tประชุม\tกองคลัง\tมีนาคม ๒๕๖๖\n\n"
        + "ตัวชี้วัคที่ ๕ การแก้ไขปัญหา ได้ ๗๙.๒๐ คะแนน\n"
        + table
        + "เปิดตู้รับเรื่อง\tติดตั้งตู้\tสำนักปลัด\tมกราคม ๒๕๖๖\n"
    )
    assert [row[1] for row in told(found)] == [2, 5]


def test_a_list_of_scores_above_a_table_heads_no_measures(read: Read) -> None:
    found = read(
        PLAN + "ตัวชี้วัดที่ ๒ การใช้งบประมาณ ๘๑.๕๐ คะแนน\nตัวชี้วัดที่ ๕ การแก้ไขปัญหาการทุจริต ๗๙.๒๐ คะแนน\n"
        "มาตรการ\tวิธีดำเนินการ\tผู้รับผิดชอบ\tระยะเวลา\n"
        "ชี้แจงการใช้เงินทุกไตรมาส\tประชุม\tกองคลัง\tมีนาคม ๒๕๖๖\n"
    )
    assert [row[1] for row in told(found)] == [None]
