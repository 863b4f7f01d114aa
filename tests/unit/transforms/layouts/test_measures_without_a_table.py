"""Measures that no table of measures holds: paragraphs, fields with names, tables on their side."""

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
FIRST = ("จัดทำคู่มือการให้บริการประชาชน", "กองคลัง", date(2024, 1, 31))
SECOND = ("เผยแพร่แผนการใช้จ่ายบนเว็บไซต์", "สำนักปลัด", date(2024, 3, 31))


def facts(found: Extraction) -> list[tuple[str, str, date | None]]:
    """Title, department and due date of every measure."""
    of = {row.measure_id: row.department for row in found.measure_departments}
    return [(row.title, of.get(row.measure_id, ""), row.due_on) for row in found.measures]


LAYOUTS = {
    "numbered, a line a field": (
        "มาตรการที่ ๑ จัดทำคู่มือการให้บริการประชาชน\nผู้รับผิดชอบ: กองคลัง\nระยะเวลา: ภายในเดือนมกราคม ๒๕๖๗\n\n"
        "มาตรการที่ ๒ เผยแพร่แผนการใช้จ่ายบนเว็บไซต์\nผู้รับผิดชอบ: สำนักปลัด\nระยะเวลา: ภายในเดือนมีนาคม ๒๕๖๗\n"
    ),
    "numbered, one line": (
        "๑) จัดทำคู่มือการให้บริการประชาชน  ผู้รับผิดชอบ กองคลัง  กำหนดแล้วเสร็จ ภายในเดือนมกราคม ๒๕๖๗\n"
        "๒) เผยแพร่แผนการใช้จ่ายบนเว็บไซต์  ผู้รับผิดชอบ สำนักปลัด  กำหนดแล้วเสร็จ ภายในเดือนมีนาคม ๒๕๖๗\n"
    ),
    "numbered, fields below without a colon": (
        "๑. จัดทำคู่มือการให้บริการประชาชน\nผู้รับผิดชอบ กองคลัง\nระยะเวลาดำเนินการ ภายในเดือนมกราคม ๒๕๖๗\n"
        "๒. เผยแพร่แผนการใช้จ่ายบนเว็บไซต์\nผู้รับผิดชอบ สำนักปลัด\nระยะเวลาดำเนินการ ภายในเดือนมีนาคม ๒๕๖๗\n"
    ),
    "blocks of names and values": (
        "ตัวชี้วัด: การปฏิบัติหน้าที่\nมาตรการ: จัดทำคู่มือการให้บริการประชาชน\n"
        "ขั้นตอนการดำเนินการ: ๑. ประชุม\n๒. จัดทำ\n๓. เผยแพร่\n"
        "ผู้รับผิดชอบ: กองคลัง\nระยะเวลา: ภายในเดือนมกราคม ๒๕๖๗\n\n"
        "ตัวชี้วัด: การใช้งบประมาณ\nมาตรการ: เผยแพร่แผนการใช้จ่ายบนเว็บไซต์\nขั้นตอนการดำเนินการ: ประกาศ\n"
        "ผู้รับผิดชอบ: สำนักปลัด\nระยะเวลา: ภายในเดือนมีนาคม ๒๕๖๗\n"
    ),
    "a table of two columns a measure": (
        "มาตรการ\tจัดทำคู่มือการให้บริการประชาชน\nผู้รับผิดชอบ\tกองคลัง\n"
        "ระยะเวลา\tภายในเดือนมกราคม ๒๕๖๗\nผลการดำเนินการ\tจัดทำแล้ว\n\n"
        "มาตรการ\tเผยแพร่แผนการใช้จ่ายบนเว็บไซต์\nผู้รับผิดชอบ\tสำนักปลัด\n"
        "ระยะเวลา\tภายในเดือนมีนาคม ๒๕๖๗\nผลการดำเนินการ\tเผยแพร่แล้ว\n"
    ),
    "one table of two columns": (
        "มาตรการ\tจัดทำคู่มือการให้บริการประชาชน\nผู้รับผิดชอบ\tกองคลัง\nระยะเวลา\tภายในเดือนมกราคม ๒๕๖๗\n"
        "มาตรการ\tเผยแพร่แผนการใช้จ่ายบนเว็บไซต์\nผู้รับผิดชอบ\tสำนักปลัด\nระยะเวลา\tภายในเดือนมีนาคม ๒๕๖๗\n"
    ),
    "on its side": (
        "หัวข้อ\tมาตรการที่ ๑\tมาตรการที่ ๒\n"
        "มาตรการ\tจัดทำคู่มือการให้บริการประชาชน\tเผยแพร่แผนการใช้จ่ายบนเว็บไซต์\n"
        "ผู้รับผิดชอบ\tกองคลัง\tสำนักปลัด\nระยะเวลา\tภายในเดือนมกราคม ๒๕๖๗\tภายในเดือนมีนาคม ๒๕๖๗\n"
    ),
    "drawn with spaces": (
        "ที่    มาตรการ                          ผู้รับผิดชอบ      ระยะเวลา\n"
        "๑      จัดทำคู่มือการให้บริการประชาชน      กองคลัง         ภายในเดือนมกราคม ๒๕๖๗\n"
        "๒      เผยแพร่แผนการใช้จ่ายบนเว็บไซต์     สำนักปลัด       ภายในเดือนมีนาคม ๒๕๖๗\n"
    ),
    "drawn with bars, open at the edges": (
        "ที่ | มาตรการ | ผู้รับผิดชอบ | ระยะเวลา\n"
        "๑ | จัดทำคู่มือการให้บริการประชาชน | กองคลัง | ภายในเดือนมกราคม ๒๕๖๗\n"
        "๒ | เผยแพร่แผนการใช้จ่ายบนเว็บไซต์ | สำนักปลัด | ภายในเดือนมีนาคม ๒๕๖๗\n"
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_without_a_table(read: Read, layout: str) -> None:
    assert facts(read(PLAN + LAYOUTS[layout])) == [FIRST, SECOND]


def test_steps_numbered_inside_a_field_are_no_measures(read: Read) -> None:
    found = read(PLAN + LAYOUTS["blocks of names and values"])
    assert found.measures[0].steps == "๑. ประชุม\n๒. จัดทำ\n๓. เผยแพร่"
    assert [row.indicator_no for row in found.measures] == [1, 2]


@pytest.mark.parametrize(
    "prose",
    [
        "๑. ผู้รับผิดชอบ: ทุกส่วนงานถือปฏิบัติโดยเคร่งครัด\n๒. กำหนดเวลาให้รายงานทุกเดือน\n",
        "๑. เรื่องเดิม ตามที่ได้รับแจ้งผลการประเมิน\n๒. ข้อเท็จจริง กองคลังเป็นผู้รับผิดชอบ ภายในเดือนมกราคม ๒๕๖๗\n",
        "มาตรการที่ ๑ การปลูกฝัง\nมาตรการที่ ๒ การป้องกัน\nมาตรการที่ ๓ การปราบปราม\n",
        "ผู้รับผิดชอบ: กองคลัง\nระยะเวลา: ตลอดปีงบประมาณ\n",
    ],
)
def test_prose_that_names_somebody_is_no_measure(read: Read, prose: str) -> None:
    assert not read(PLAN + prose).measures


def test_a_list_of_contents_above_the_table_adds_nothing(read: Read) -> None:
    found = read(
        PLAN
        + LAYOUTS["numbered, one line"]
        + "\nมาตรการ\tผู้รับผิดชอบ\tระยะเวลา\nจัดทำคู่มือการให้บริการประชาชน\tกองคลัง\tภายในเดือนมกราคม ๒๕๖๗\n"
        + "เผยแพร่แผนการใช้จ่ายบนเว็บไซต์\tสำนักปลัด\tภายในเดือนมีนาคม ๒๕๖๗\n"
    )
    assert facts(found) == [FIRST, SECOND]


def test_a_field_is_named_before_a_colon_in_words_of_its_own(read: Read) -> None:
    found = read(
        PLAN + "ตัวชี้วัดที่ ๗ ประสิทธิภาพการสื่อสาร\n"
        "๑. ประเด็นที่เป็นจุดอ่อนซึ่งควรแก้: ข่าวสารไปไม่ถึงหมู่บ้าน\n"
        "- ผู้รับผิดชอบ: กองช่าง\n- วิธีดำเนินการ: ติดประกาศ\n- กำหนดแล้วเสร็จ: มีนาคม ๒๕๖๗\n"
    )
    (row,) = found.measures
    assert (row.title, row.indicator_no, row.source_line) == ("ข่าวสารไปไม่ถึงหมู่บ้าน", 7, PLAN.count("\n") + 2)
