"""What a report expects, and what it says was done, are two things."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from transforms.facts import Extraction

Read = Callable[[str], Extraction]

REPORT = (
    "รายงานผลตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ รอบ ๑๒ เดือน\n"
    "องค์การบริหารส่วนตำบลบ้านสมมุติ\nอำเภอเมืองขอนแก่น จังหวัดขอนแก่น\n\n"
)


def table(*rows: tuple[str, ...]) -> str:
    return "\n".join("\t".join(row) for row in rows) + "\n"


@pytest.mark.parametrize(
    "heading",
    [
        "ผลที่คาดว่าจะได้รับ",
        "เป้าหมาย",
        "ตัวชี้วัดความสำเร็จ",
        "ตัวชี้วัดความสำเร็จของกิจกรรม",
        "ผลลัพธ์ที่คาดหวัง",
        "ผลทีคาดวาจะไดรับ",
        "ประโยชน์ที่คาดว่าจะได้รับ",
    ],
)
def test_an_expected_result_tells_no_status(read: Read, heading: str) -> None:
    found = read(
        REPORT
        + table(
            ("ที่", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา", heading),
            ("๑", "ทำป้ายบอกทาง", "กองช่าง", "มกราคม ๒๕๖๗", "มีการเผยแพร่ป้ายครบทุกจุดแล้ว"),
            ("๒", "ทำคู่มือประชาชน", "สำนักปลัด", "มีนาคม ๒๕๖๗", "จัดทำคู่มือแล้วเสร็จ ร้อยละ ๑๐๐"),
        )
    )
    assert [(row.status, row.status_basis) for row in found.measures] == [("not_reported", None)] * 2
    assert found.measures[0].outcome == "มีการเผยแพร่ป้ายครบทุกจุดแล้ว"
    evidence = {row.rule for row in found.evidence if row.column_name == "outcome"}
    assert evidence == {"column-expected"}


@pytest.mark.parametrize("heading", ["ผลลัพธ์/ความสำเร็จ", "ผลลัพธ์หรือความสำเร็จในการดำเนินการ", "ผลที่ได้รับ"])
def test_an_outcome_is_a_result(read: Read, heading: str) -> None:
    found = read(
        REPORT
        + table(
            ("ที่", "มาตรการ", "ผู้รับผิดชอบ", "เป้าหมาย", heading),
            ("๑", "ทำป้ายบอกทาง", "กองช่าง", "ทำป้ายแล้วเสร็จ", "อยู่ระหว่างทำป้าย"),
            ("๒", "ทำคู่มือประชาชน", "สำนักปลัด", "๑ เล่ม", "จัดทำคู่มือแล้วเสร็จ"),
        )
    )
    assert [row.status for row in found.measures] == ["in_progress", "completed"]
    assert [row.outcome for row in found.measures] == ["อยู่ระหว่างทำป้าย", "จัดทำคู่มือแล้วเสร็จ"]


@pytest.mark.parametrize("heading", ["ผลการดำเนินงาน (ร้อยละ)", "ความก้าวหน้า (%)", "ร้อยละความสำเร็จ"])
def test_bare_numbers_below_a_percentage(read: Read, heading: str) -> None:
    found = read(
        REPORT
        + table(
            ("ที่", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา", heading),
            ("๑", "ทำป้ายบอกทาง", "กองช่าง", "มกราคม ๒๕๖๗", "๖๐"),
            ("๒", "ทำคู่มือประชาชน", "สำนักปลัด", "มีนาคม ๒๕๖๗", "100"),
            ("๓", "เปิดสายด่วน", "สำนักปลัด", "มีนาคม ๒๕๖๗", "๐"),
        )
    )
    told = [(row.status, row.status_basis, row.percent_complete) for row in found.measures]
    assert told == [
        ("in_progress", "percent", 60),
        ("completed", "percent", 100),
        ("not_started", "percent", 0),
    ]


def flagged(found: Extraction, rule: str) -> set[tuple[int, str | None]]:
    ordinal = {row.measure_id: row.ordinal for row in found.measures}
    return {
        (ordinal[i.record_id], i.column_name)
        for i in found.issues
        if i.rule == rule and i.record_id in ordinal
    }


def test_a_result_that_ran_into_another_cell_is_flagged(read: Read) -> None:
    found = read(
        REPORT
        + table(
            ("มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา", "ผลการดำเนินการ"),
            ("ทำป้ายบอกทาง", "กองช่าง", "มกราคม ๒๕๖๗ ยังไม่ได้ซื้อป้าย รองบประมาณ", ""),
            ("ทำคู่มือประชาชน", "สำนักปลัด", "มีนาคม ๒๕๖๗", "จัดทำคู่มือแล้วเสร็จ"),
            ("เปิดสายด่วน", "สำนักปลัด", "ภายใน ๗ วัน หลังดำเนินการแล้วเสร็จ", ""),
        )
    )
    assert flagged(found, "status-in-another-cell") == {(1, "status"), (1, "status_basis")}


def test_boxes_without_a_tick_leave_the_basis_in_doubt(read: Read) -> None:
    found = read(
        REPORT
        + table(
            ("มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา", "ผลการดำเนินการ"),
            ("ทำป้าย", "กองช่าง", "มกราคม ๒๕๖๗", "☐ ดำเนินการ ☐ ยังไม่ดำเนินการ จัดทำป้ายแล้วเสร็จ"),
            ("ทำคู่มือ", "สำนักปลัด", "มีนาคม ๒๕๖๗", "☑ ดำเนินการ ☐ ยังไม่ดำเนินการ"),
        )
    )
    assert [row.status_basis for row in found.measures] == ["narrative", "checkbox"]
    assert flagged(found, "no-box-ticked") == {(1, "status"), (1, "status_basis")}
