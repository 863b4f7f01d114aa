"""Tables without rulings: their columns by what stands below each other, their rows by steps and cells."""

from __future__ import annotations

import pytest

from tests.unit.transforms.read.pdf.drawn_pdf import DrawnPdf, paragraphs, rows

LEFT = (60.0, 110.0, 270.0, 420.0)
STEP, ROOM = 18.0, 5.0

Row = list[str]
HEADING = ["ที่", "มาตรการ", "วิธีดำเนินการ", "ผู้รับผิดชอบ"]
MEASURES = [
    HEADING,
    ["๑.", "จัดทำคู่มือบริการ", "ประชุมชี้แจง", "สำนักปลัด"],
    ["๒.", "เผยแพร่แนวปฏิบัติการ\nยืมพัสดุ", "แจ้งเวียนทุกกอง\nให้ทราบ", "กองช่าง"],
    ["๓.", "เปิดตู้รับเรื่อง", "ประกาศให้ทราบ", "กองคลัง"],
]


def write(drawn: DrawnPdf, table: list[Row], y: float = 100.0, left: tuple[float, ...] = LEFT) -> float:
    """The table with its cells at the top of their rows; gives where the next row would begin."""
    for row in table:
        for x, text in zip(left, row, strict=False):
            for at, line in enumerate(text.split("\n")):
                if line:
                    drawn.write(x, y + STEP * at, line, 11)
        y += STEP * (1 + max(text.count("\n") for text in row)) + ROOM
    return y


def bare(document_rows: list[Row]) -> list[Row]:
    return [["".join(text.split()) for text in row] for row in document_rows]


def test_lines_of_one_cell_stand_nearer_than_rows(drawn: DrawnPdf) -> None:
    write(drawn, MEASURES)
    assert bare(rows(drawn.read())) == bare(MEASURES)


def test_text_over_and_under_a_table_is_none_of_it(drawn: DrawnPdf) -> None:
    drawn.write(60, 70, "เทศบาลได้กำหนดมาตรการส่งเสริมคุณธรรมและความโปร่งใสไว้ดังนี้")
    y = write(drawn, MEASURES)
    drawn.write(60, y, "จึงเรียนมาเพื่อโปรดทราบและพิจารณาลงนามในเอกสารที่แนบมา")
    drawn.write(290, 810, "1", 11)
    document = drawn.read()
    assert bare(rows(document)) == bare(MEASURES)
    assert len(paragraphs(document)) == 2


def test_a_first_cell_over_several_scores_is_no_row_of_all_of_them(drawn: DrawnPdf) -> None:
    table = [
        ["เครื่องมือ", "ตัวชี้วัด", "คะแนน"],
        ["IIT", "การปฏิบัติหน้าที่", "91.39"],
        ["", "การใช้งบประมาณ", "95.74"],
        ["", "การใช้อำนาจ", "98.66"],
        ["EIT", "คุณภาพการดำเนินงาน", "๘๙.๔๑"],
        ["", "การปรับปรุงการทำงาน", "88.34"],
    ]
    write(drawn, table, left=(60.0, 130.0, 330.0))
    assert rows(drawn.read()) == table


def test_a_table_goes_on_over_the_page(drawn: DrawnPdf) -> None:
    write(drawn, MEASURES, 690)
    drawn.page()
    more = [["๔.", "ตรวจสอบทะเบียน", "ตรวจนับ", "กองคลัง"], ["๕.", "จัดประชุมประจำเดือน", "เชิญประชุม", "สำนักปลัด"]]
    write(drawn, [HEADING, *more], 60)
    document = drawn.read()
    assert len(list(document.tables())) == 1
    assert [row[0] for row in rows(document) if row != HEADING] == ["๑.", "๒.", "๓.", "๔.", "๕."]


@pytest.mark.parametrize("size", [2, 3])
def test_a_heading_and_one_row_of_several_lines_are_a_table(drawn: DrawnPdf, size: int) -> None:
    row = ["๑.", "\n".join(["เผยแพร่แนวปฏิบัติ"] * size), "\n".join(["แจ้งเวียนทุกกอง"] * size), "กองช่าง\nกองคลัง"]
    write(drawn, [HEADING, row])
    assert bare(rows(drawn.read())) == bare([HEADING, row])
