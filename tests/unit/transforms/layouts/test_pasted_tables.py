"""Tables of measures that another province's organization is the subject of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from transforms.facts import Extraction

Read = Callable[[str], Extraction]

REPORT = (
    "รายงานผลตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ รอบ ๑๒ เดือน\n"
    "องค์การบริหารส่วนตำบลบ้านสมมุติ\nอำเภอเมืองขอนแก่น จังหวัดขอนแก่น\n\n"
    "มาตรการ\tผู้รับผิดชอบ\tระยะเวลา\tผลการดำเนินการ\n"
)


def certainties(found: Extraction) -> set[str]:
    assert found.document.organization_id == "6999101"
    assert len(found.measures) == 3
    return {row.certainty for row in found.measures}


@pytest.mark.parametrize(
    ("first", "second", "certainty"),
    [
        ("อบต.ท่าตัวอย่าง", "อบต.ท่าตัวอย่าง", "needs_review"),
        ("อบต.ท่าตัวอย่าง", "หน่วยงาน", "sure"),  # once: a place that was visited
        ("อบต.หนองจำลอง", "อบต.หนองจำลอง", "sure"),  # of the own province
        ("อบต.บ้านสมมุติ", "อบต.บ้านสมมุติ", "sure"),
    ],
)
def test_a_table_of_another_province(read: Read, first: str, second: str, certainty: str) -> None:
    found = read(
        REPORT
        + f"ทำป้ายบอกทาง\tกองช่าง\tมกราคม ๒๕๖๗\t{first} ได้จัดทำป้ายแล้วเสร็จ\n"
        + f"ทำคู่มือประชาชน\tสำนักปลัด\tมีนาคม ๒๕๖๗\t{second} จัดทำคู่มือแล้ว\n"
        + "เปิดสายด่วน\tสำนักปลัด\tมีนาคม ๒๕๖๗\tเปิดสายด่วนแล้วเสร็จ\n"
    )
    assert certainties(found) == {certainty}
    assert any(issue.rule == "measure-of-another" for issue in found.issues) == (certainty != "sure")
