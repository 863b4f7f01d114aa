"""Rows that a page break cut: joined where the table says so, left apart where a row may begin."""

from __future__ import annotations

import pytest

from tests.unit.transforms.read.pdf.drawn_pdf import DrawnPdf, rows

COLUMNS = [60.0, 100.0, 240.0, 400.0, 520.0]
HEADING = ["ที่", "มาตรการ", "วิธีดำเนินการ", "ผู้รับผิดชอบ"]
FIRST = ["๑.", "จัดทำคู่มือบริการ", "-ประชุมชี้แจง", "สำนักปลัด"]
LAST = ["๓.", "เปิดตู้รับเรื่อง", "-ประกาศให้ทราบ", "กองคลัง"]

Row = list[str]


def read_over_pages(
    drawn: DrawnPdf, upper: Row, lower: Row, *others: Row, heading: Row = HEADING
) -> list[Row]:
    """The rows between the headings of a table whose second row stands at the end of a page."""
    columns = COLUMNS[: len(heading) + 1]
    first, *last = others
    drawn.table(columns, [700, 725, 760, 800], [heading, first, upper])
    drawn.page()
    bottoms = [60, 85, 130, *(160 + 30 * at for at in range(len(last)))]
    drawn.table(columns, bottoms, [heading, lower, *last])
    return [row for row in rows(drawn.read()) if row != heading]


CUTS = {
    # One line each, nothing but the title goes on: no dictionary says that it is wrapped.
    "cells that every row fills are empty": (
        ["๒.", "เผยแพร่แนวปฏิบัติการยืมพัสดุ", "-แจ้งเวียน", "กองช่าง"],
        ["", "และเครื่องใช้สำนักงาน", "", ""],
        "เผยแพร่แนวปฏิบัติการยืมพัสดุและเครื่องใช้สำนักงาน",
    ),
    "a list goes on": (
        ["๒.", "เผยแพร่แนวปฏิบัติ", "-แจ้งเวียน", "กองช่าง"],
        ["", "", "-ติดตามผล", ""],
        "-แจ้งเวียน\n-ติดตามผล",
    ),
    "a name in brackets": (
        ["๒.", "เผยแพร่แนวปฏิบัติ", "-แจ้งเวียน", "หน่วยตรวจสอบ"],
        ["", "", "", "(นางตัวอย่าง)"],
        "หน่วยตรวจสอบ\n(นางตัวอย่าง)",
    ),
    "a number has nothing behind it": (
        ["๒.", "เผยแพร่แนวปฏิบัติ", "๑) แจ้งเวียน ๒)", "กองช่าง"],
        ["", "", "ติดตามผล", ""],
        "๑) แจ้งเวียน ๒) ติดตามผล",
    ),
}


@pytest.mark.parametrize("name", CUTS)
def test_a_row_without_what_every_row_says_belongs_to_the_one_before(drawn: DrawnPdf, name: str) -> None:
    upper, lower, joined = CUTS[name]
    read = read_over_pages(drawn, upper, lower, FIRST, LAST)
    assert [row[0] for row in read] == ["๑.", "๒.", "๓."]
    assert joined.replace("\n", " ") in [text.replace("\n", " ") for text in read[1]]


def test_a_row_that_begins_like_no_other_is_the_rest_of_one(drawn: DrawnPdf) -> None:
    """Every row begins with the name of its indicator, and all cells go on."""
    others = (["ตัวชี้วัดที่ ๑ การปฏิบัติ", "จัดทำคู่มือ"], ["ตัวชี้วัดที่ ๓ อำนาจ", "เปิดตู้รับเรื่อง"])
    upper, lower = ["ตัวชี้วัดที่ ๒ งบ", "ประกาศแผนการ"], ["ประมาณ", "ใช้จ่ายเงิน"]
    drawn.table([60, 200, 280], [700, 725, 760, 800], [["ตัวชี้วัด", "มาตรการ"], others[0], upper])
    drawn.page()
    drawn.table([60, 200, 280], [60, 85, 130, 160], [["ตัวชี้วัด", "มาตรการ"], lower, others[1]])
    read = [row[0] for row in rows(drawn.read()) if row[0] != "ตัวชี้วัด"]
    assert len(read) == 3
    assert "".join(read[1].split()) == "ตัวชี้วัดที่๒งบประมาณ"


WHOLE = {
    "a second measure of one indicator, its first cells merged": (
        ["๒.", "เผยแพร่แนวปฏิบัติ", "-แจ้งเวียน", "กองช่าง"],
        ["", "ตรวจสอบทะเบียน", "-ตรวจนับ", "กองคลัง"],
        [FIRST, LAST],
    ),
    "others leave the cell empty too": (
        ["๒.", "เผยแพร่แนวปฏิบัติ", "-แจ้งเวียน", "กองช่าง"],
        ["", "ตรวจสอบทะเบียน", "-ตรวจนับ", ""],
        [FIRST, ["", "เปิดตู้รับเรื่อง", "-ประกาศ", ""]],
    ),
    "a cell begins below an empty one": (
        ["๒.", "เผยแพร่แนวปฏิบัติ", "", "กองช่าง"],
        ["", "และเครื่องใช้", "-ตรวจนับ", ""],
        [FIRST, LAST],
    ),
    "the cell above ends far from the border": (
        ["๒.", "เผยแพร่แนวปฏิบัติการยืมพัสดุ", "-แจ้งเวียน\n-ติดตาม\n-สรุป\n-รายงาน", "กองช่าง"],
        ["", "และเครื่องใช้สำนักงาน", "", ""],
        [FIRST, LAST],
    ),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_row_of_its_own_stays_one(drawn: DrawnPdf, name: str) -> None:
    upper, lower, (first, last) = WHOLE[name]
    if "\n" in upper[2]:
        drawn.table(COLUMNS, [650, 675, 710, 790], [HEADING, first, upper])
        drawn.page()
        drawn.table(COLUMNS, [60, 85, 130, 160], [HEADING, lower, last])
        read = [row for row in rows(drawn.read()) if row != HEADING]
    else:
        read = read_over_pages(drawn, upper, lower, first, last)
    assert [row[1] for row in read] == [first[1], upper[1], lower[1], last[1]]
