"""Departments that only a misspelling names, and numbers of dates with letters in them."""

from __future__ import annotations

from datetime import date

import pytest

from transforms.normalize.codes import question_codes
from transforms.normalize.deadlines import deadlines
from transforms.normalize.departments import DepartmentMatcher
from transforms.reference import Department
from warehouse.reference_files import load_reference

MATCHER = DepartmentMatcher(load_reference(None).departments)


@pytest.mark.parametrize(
    ("printed", "name", "similar"),
    [
        ("กองช่าง", "กองช่าง", False),
        ("กองชาง", "กองช่าง", False),  # but a mark is lost
        ("กองซ่าง", "กองช่าง", True),
        ("กองสาธารณะสุข", "กองสาธารณสุข", True),
    ],
)
def test_a_misspelt_department_is_told_apart(printed: str, name: str, similar: bool) -> None:
    found = MATCHER.find(f"{printed} / สำนักปลัด")
    assert found.names == (name, "สำนักปลัด")
    assert found.similar == (((name, printed),) if similar else ())


def test_between_two_departments_none_is_chosen() -> None:
    matcher = DepartmentMatcher(
        [Department("กองมะลิ", "division", "", ()), Department("กองมะลา", "division", "", ())]
    )
    assert matcher.find("กองมะลู").names == ()
    assert matcher.find("กองมะลู").unmatched == ("กองมะลู",)


def test_a_department_that_is_spelt_right_elsewhere_is_not_in_doubt() -> None:
    assert MATCHER.find("กองซ่าง กองช่าง").similar == ()


def test_kinds_behind_everyone_name_nothing() -> None:
    assert MATCHER.find("ทุกส่วนราชการ สำนัก/กอง").unmatched == ()
    assert MATCHER.find("สำนัก/กอง").unmatched


@pytest.mark.parametrize(
    ("cell", "due", "damaged"),
    [
        ("ภายในวันที่ o๕ มีนาคม ๒๕๖๖", date(2023, 3, 5), True),
        ("๑ พ.ย. ๖ฝ", date(2022, 11, 1), True),
        ("๓o เม.ย. ๖๖", date(2023, 4, 30), False),
        ("๕มี.ค.๖๖", date(2023, 3, 5), False),
        ("ภายในเดือนสีงหาคม", date(2023, 8, 31), False),
        ("ภายในเดือนฅุลาคม", date(2022, 10, 31), False),
    ],
)
def test_numbers_with_letters(cell: str, due: date, damaged: bool) -> None:
    (found,) = deadlines(cell, 2566)
    assert (found.due_on, found.damaged) == (due, damaged)


def test_the_word_for_a_month_misread() -> None:
    assert [found.recurrence for found in deadlines("สรุปทุก 6 เคือน", 2566)] == ["semiannual"]
    both = deadlines("ไตรมาสที ๑ และไตรมาสที่ ๓", 2566)
    assert [found.due_on for found in both] == [date(2022, 12, 31), date(2023, 6, 30)]


def test_a_number_on_the_next_line_is_no_question() -> None:
    assert question_codes("ตรวจลิงก์ทุกข้อ\n๒. แจ้งผู้ดูแล") == []
    assert question_codes("ปรับปรุงทุกข้อ ๓ ครั้ง") == []
    assert [code.code for code in question_codes("ข้อ ๑๖ ถูกสั่งงานส่วนตัว")] == ["i16"]
