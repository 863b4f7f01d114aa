"""The table of the plan first, and the same measures with what became of them below it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from transforms.facts import Extraction

Read = Callable[[str], Extraction]

REPORT = (
    "รายงานผลตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ รอบ ๑๒ เดือน\n"
    "องค์การบริหารส่วนตำบลบ้านสมมุติ\nอำเภอเมืองขอนแก่น จังหวัดขอนแก่น\n\n"
)
PLAN = (
    "มาตรการ\tขั้นตอน\tผู้รับผิดชอบ\tระยะเวลา\n"
    "ทำป้ายบอกทาง\tสำรวจจุดติดตั้ง\tกองช่าง\tมกราคม ๒๕๖๗\n"
    "เปิดตู้รับฟังเสียง\tตั้งตู้หน้าสำนักงาน\tสำนักปลัด\tมีนาคม ๒๕๖๗\n"
)


@pytest.mark.parametrize("between", ["\n", "\nผลการดำเนินการ\n\n"])
@pytest.mark.parametrize("heading", ["ผลการดำเนินการ", "สถานะ"])
def test_each_table_has_its_own_columns(read: Read, between: str, heading: str) -> None:
    results = (
        f"มาตรการ\tขั้นตอน\tผู้รับผิดชอบ\tระยะเวลา\t{heading}\n"
        "ทำป้ายบอกทาง\tสำรวจจุดติดตั้ง\tกองช่าง\tมกราคม ๒๕๖๗\tดำเนินการแล้วเสร็จ\n"
        "เปิดตู้รับฟังเสียง\tตั้งตู้หน้าสำนักงาน\tสำนักปลัด\tมีนาคม ๒๕๖๗\tอยู่ระหว่างดำเนินการ\n"
    )
    found = read(REPORT + PLAN + between + results)
    told = {(m.title, m.status) for m in found.measures if m.status != "not_reported"}
    assert told == {("ทำป้ายบอกทาง", "completed"), ("เปิดตู้รับฟังเสียง", "in_progress")}


@pytest.mark.parametrize(
    "struck", ["~~ดำเนินการแล้วเสร็จ~~", "<del>ดำเนินการแล้วเสร็จ</del>", "<s>ดำเนินการแล้วเสร็จ</s>"]
)
def test_what_is_struck_out_is_not_said(read: Read, struck: str) -> None:
    results = (
        "มาตรการ\tผู้รับผิดชอบ\tระยะเวลา\tผลการดำเนินการ\n"
        f"ทำป้ายบอกทาง\tกองช่าง\tมกราคม ๒๕๖๗\t{struck} ยังไม่ดำเนินการ\n"
        "เปิดตู้รับฟังเสียง\tสำนักปลัด\tมีนาคม ๒๕๖๗\tดำเนินการแล้วเสร็จ\n"
    )
    found = read(REPORT + results)
    assert [m.status for m in found.measures] == ["not_started", "completed"]


@pytest.mark.parametrize(
    "title", ["(ตัวอย่าง) จัดทำคู่มือ", "เช่น จัดอบรมบุคลากร", "ระบุชื่อมาตรการ", "ไม่มีประเด็นที่ต้องปรับปรุง"]
)
def test_examples_and_nothing_to_do_are_no_measures(read: Read, title: str) -> None:
    found = read(
        REPORT
        + "มาตรการ\tผู้รับผิดชอบ\tระยะเวลา\tผลการดำเนินการ\n"
        + f"{title}\tสำนักปลัด\tมกราคม ๒๕๖๗\tดำเนินการแล้วเสร็จ\n"
        + "ทำป้ายบอกทาง\tกองช่าง\tมกราคม ๒๕๖๗\tดำเนินการแล้วเสร็จ\n"
    )
    assert [m.title for m in found.measures] == ["ทำป้ายบอกทาง"]
    assert "row-set-aside" in {issue.rule for issue in found.issues}


@pytest.mark.parametrize("heading", ["วันที่แล้วเสร็จจริง", "วันที่ดำเนินการจริง", "วันที่รายงาน"])
def test_the_day_on_which_it_was_done_is_no_deadline(read: Read, heading: str) -> None:
    found = read(
        REPORT
        + f"มาตรการ\tผู้รับผิดชอบ\tกำหนดแล้วเสร็จ\t{heading}\tสถานะ\n"
        + "ทำป้ายบอกทาง\tกองช่าง\tมกราคม ๒๕๖๗\t๒๐ สิงหาคม ๒๕๖๗\tดำเนินการแล้วเสร็จ\n"
    )
    assert [str(m.due_on) for m in found.measures] == ["2024-01-31"]
