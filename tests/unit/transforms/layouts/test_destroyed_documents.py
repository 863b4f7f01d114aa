"""Rows of a document that is damaged all over wait for review; those of one with a few injuries do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from transforms.facts import Extraction

Read = Callable[[str], Extraction]

PLAN = (
    "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน (ITA) ประจำปีงบประมาณ พ.ศ. ๒๕๖๗\n"
    "องค์การบริหารส่วนตำบลบ้านสมมุติ\nอำเภอเมืองขอนแก่น จังหวัดขอนแก่น\n\n"
    "ที่\tมาตรการ\tผู้รับผิดชอบ\tระยะเวลา\n"
)
ROWS = [
    "๑\tจัดทำคู่มือประชาชน\tกองคลัง\tมกราคม ๒๕๖๗\n",
    "๒\tเผยแพร่แผนการจัดหาพัสดุ\tสำนักปลัด\tมีนาคม ๒๕๖๗\n",
    "๓\tชี้แจงการใช้รถส่วนกลาง\tกองช่าง\tเมษายน ๒๕๖๗\n",
]
INJURIES = [
    ("เผย", "เ ผย"),
    ("พัสดุ", "พัสฅุ"),
    ("คู่มือ", "คู ่มือ"),
    ("การใช้รถ", "การใช้ the รถ"),
    ("ส่วนกลาง", "ส่วนกลฃาง"),
    ("การจัดหา", "การจ ัดหา"),
]


@pytest.mark.parametrize(("injuries", "certainty"), [(0, "sure"), (3, "sure"), (6, "needs_review")])
def test_rows_of_a_destroyed_document_wait(read: Read, injuries: int, certainty: str) -> None:
    text = "".join(ROWS)
    for whole, broken in INJURIES[:injuries]:
        assert whole in text
        text = text.replace(whole, broken)
    found = read(PLAN + text)
    rows = [*found.measures, *found.measure_departments, *found.measure_deadlines]
    assert len(rows) == 9
    assert {row.certainty for row in rows} == {certainty}
    told = [issue.rule for issue in found.issues if issue.table_name == "core.documents"]
    assert ("document-destroyed" in told) == (certainty == "needs_review")
