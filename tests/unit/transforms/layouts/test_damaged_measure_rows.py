"""Rows of measures that a scanner shifted, tore or merged."""

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
HEADING = ("ที่", "ประเด็นที่ต้องแก้ไข", "มาตรการ", "วิธีดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลา", "ผลการดำเนินการ")
WHOLE = ("๑", "การให้บริการล่าช้า", "จัดทำคู่มือประชาชน", "ประชุมและเผยแพร่", "กองคลัง", "มกราคม ๒๕๖๗", "จัดทำแล้ว")
OTHER = ("๒", "ไม่ทราบแผนการใช้จ่าย", "เผยแพร่แผน", "ลงเว็บไซต์", "สำนักปลัด", "มีนาคม ๒๕๖๗", "")


def rows(*cells: tuple[str, ...]) -> str:
    return "\n".join("\t".join(row) for row in cells) + "\n"


def facts(found: Extraction) -> list[tuple[str, str, date | None]]:
    """Title, department and due date of every measure."""
    of = {row.measure_id: row.department for row in found.measure_departments}
    return [(row.title, of.get(row.measure_id, ""), row.due_on) for row in found.measures]


def flagged(found: Extraction, rule: str) -> set[tuple[int, str | None]]:
    """Ordinals and columns of measures with an issue of the rule."""
    ordinals = {row.measure_id: row.ordinal for row in found.measures}
    return {(ordinals[issue.record_id], issue.column_name) for issue in found.issues if issue.rule == rule}


FIRST = ("จัดทำคู่มือประชาชน", "กองคลัง", date(2024, 1, 31))
SECOND = ("เผยแพร่แผน", "สำนักปลัด", date(2024, 3, 31))

SHIFTS = {
    "an empty cell before all, the last one lost": ("", *WHOLE[:6]),
    "an empty cell before all, one cell more": ("", *WHOLE),
    "an empty cell doubled before the departments": (*WHOLE[:4], "", *WHOLE[4:6]),
    "the number lost": (*WHOLE[1:], ""),
    "the number lost, one cell less": WHOLE[1:],
    "a cell doubled": (*WHOLE[:5], WHOLE[4], *WHOLE[5:]),
    "departments and time in one cell": (*WHOLE[:4], "กองคลัง มกราคม ๒๕๖๗", "จัดทำแล้ว", ""),
    "steps and departments in one cell": (*WHOLE[:3], "ประชุมและเผยแพร่ กองคลัง", *WHOLE[5:], ""),
    "departments torn": (*WHOLE[:4], "สำนักปลัด", "กองคลัง", *WHOLE[5:]),
}


@pytest.mark.parametrize("damage", SHIFTS)
def test_a_row_is_put_right_by_what_its_cells_hold(read: Read, damage: str) -> None:
    found = read(PLAN + rows(HEADING, SHIFTS[damage], OTHER))
    title, department, due = facts(found)[0]
    assert (title, due) == (FIRST[0], FIRST[2])
    assert department == FIRST[1]
    assert facts(found)[1] == SECOND
    moved = flagged(found, "row-shifted")
    assert moved
    assert {ordinal for ordinal, _ in moved} == {1}


def test_an_undamaged_row_is_not_touched(read: Read) -> None:
    found = read(PLAN + rows(HEADING, WHOLE, OTHER))
    assert facts(found) == [FIRST, SECOND]
    assert not flagged(found, "row-shifted")


def test_words_that_are_no_known_department_stay_where_they_are(read: Read) -> None:
    row = (*WHOLE[:4], "คณะกรรมการและผู้ที่เกี่ยวข้อง", *WHOLE[5:])
    found = read(PLAN + rows(HEADING, row, OTHER))
    assert found.measures[0].responsible == "คณะกรรมการและผู้ที่เกี่ยวข้อง"
    assert not flagged(found, "row-shifted")


def test_merged_departments_hold_for_the_whole_span(read: Read) -> None:
    found = read(
        PLAN
        + "<table><tr><th>ประเด็น</th><th>มาตรการ</th><th>ผู้รับผิดชอบ</th><th>ระยะเวลา</th></tr>\n"
        + "<tr><td rowspan=2>ความล่าช้า</td><td>จัดทำคู่มือประชาชน</td><td rowspan=2>กองคลัง</td>"
        + "<td>มกราคม ๒๕๖๗</td></tr>\n"
        + "<tr><td>เผยแพร่แผน</td><td>มีนาคม ๒๕๖๗</td></tr>\n"
        + "<tr><td>อื่น</td><td>อบรม</td><td></td><td></td></tr></table>\n"
    )
    assert facts(found) == [FIRST, (SECOND[0], "กองคลัง", SECOND[2]), ("อบรม", "", None)]
    assert [row.issue for row in found.measures] == ["ความล่าช้า", "ความล่าช้า", "อื่น"]
    assert not flagged(found, "cell-taken-as-merged")
    assert len({row.measure_id for row in found.measures}) == 3


def test_departments_named_once_a_group_hold_for_the_group_and_are_flagged(read: Read) -> None:
    head = ("ประเด็น", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา")
    body = (
        ("ความล่าช้า", "จัดทำคู่มือประชาชน", "กองคลัง", "มกราคม ๒๕๖๗"),
        ("", "เผยแพร่แผน", "", "มีนาคม ๒๕๖๗"),
        ("การสื่อสาร", "ปรับปรุงเว็บไซต์", "สำนักปลัด", "มีนาคม ๒๕๖๗"),
        ("", "จัดทำเพจ", "", "มีนาคม ๒๕๖๗"),
    )
    found = read(PLAN + rows(head, *body))
    assert [fact[1] for fact in facts(found)] == ["กองคลัง", "กองคลัง", "สำนักปลัด", "สำนักปลัด"]
    assert flagged(found, "cell-taken-as-merged") == {(2, "responsible"), (4, "responsible")}


def test_an_empty_cell_that_nothing_proves_merged_stays_empty(read: Read) -> None:
    head = ("ประเด็น", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา")
    body = (
        ("ความล่าช้า", "จัดทำคู่มือประชาชน", "กองคลัง", "มกราคม ๒๕๖๗"),
        ("", "เผยแพร่แผน", "", "มีนาคม ๒๕๖๗"),
        ("การสื่อสาร", "ปรับปรุงเว็บไซต์", "สำนักปลัด", "มีนาคม ๒๕๖๗"),
    )
    found = read(PLAN + rows(head, *body))
    assert [fact[1] for fact in facts(found)] == ["กองคลัง", "", "สำนักปลัด"]


def test_every_row_is_a_measure_or_an_issue(read: Read) -> None:
    numbers = ("(๑)", "(๒)", "(๓)", "(๔)", "(๕)", "(๖)", "(๗)")
    note = ("หมายเหตุ ข้อมูล ณ วันที่รายงาน", *[""] * 6)
    total = ("", "รวม ๒ มาตรการ", *[""] * 5)
    found = read(PLAN + rows(HEADING, numbers, WHOLE, OTHER, total, note))
    assert facts(found) == [FIRST, SECOND]
    aside = {issue.source_line for issue in found.issues if issue.rule == "row-set-aside"}
    first = PLAN.count("\n") + 1
    assert aside >= {first + 1, first + 5}


REPEATED = (
    *WHOLE[:2],
    "รายงานความก้าวหน้าของแผนป้องกันการทุจริต",
    *WHOLE[3:5],
    "ไตรมาสที่ ๔",
    "รายงานความก้าวหน้ารอบ ๖ เดือน",
)


def test_a_row_whose_words_look_like_headings_is_a_measure(read: Read) -> None:
    found = read(PLAN + rows(HEADING, WHOLE, REPEATED, OTHER))
    assert [fact[0] for fact in facts(found)] == [FIRST[0], REPEATED[2], SECOND[0]]


TORN = (
    (*WHOLE[:2], "จัดทำคู่มือ", *WHOLE[3:]),
    ("", "", "ประชาชน", "", "", "", ""),
)


def test_the_rest_of_a_torn_cell_belongs_to_the_row_above(read: Read) -> None:
    found = read(PLAN + rows(HEADING, *TORN, OTHER))
    assert [fact[0].replace("\n", "") for fact in facts(found)] == [FIRST[0], SECOND[0]]


def test_a_page_without_a_heading_goes_on_behind_a_title(read: Read) -> None:
    found = read(PLAN + rows(HEADING, WHOLE) + "\nแผนปฏิบัติการ (ต่อ)\n" + rows(OTHER))
    assert facts(found) == [FIRST, SECOND]


@pytest.mark.parametrize("fewer", [OTHER[:6], OTHER[1:]])
def test_a_page_without_a_heading_and_with_fewer_cells_goes_on(read: Read, fewer: tuple[str, ...]) -> None:
    found = read(PLAN + rows(HEADING, WHOLE) + "\n\n" + rows(fewer))
    assert facts(found) == [FIRST, SECOND]


MONTHS = ("ต.ค. ๖๖", "พ.ย. ๖๖", "ธ.ค. ๖๖", "ม.ค. ๖๗")


def test_bars_over_months_are_times(read: Read) -> None:
    head = ("ที่", "มาตรการ", *MONTHS, "ผู้รับผิดชอบ")
    found = read(PLAN + rows(head, ("๑", "จัดทำคู่มือประชาชน", "", "", "✓", "✓", "กองคลัง")))
    assert [(row.starts_on, row.due_on) for row in found.measures] == [(date(2023, 12, 1), date(2024, 1, 31))]
