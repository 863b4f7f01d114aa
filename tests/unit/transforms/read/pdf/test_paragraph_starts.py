"""Paragraphs that end at the edge of the page: parted by the room between them and by their labels."""

from __future__ import annotations

from tests.unit.transforms.read.pdf.drawn_pdf import DrawnPdf, paragraphs

#: So wide that nothing has room behind it.
FULL = "มาตรการ จัดทำบันทึกการมอบหมายงานเป็นลายลักษณ์อักษรอย่างต่อเนื่องตลอดปีงบประมาณ"
SHORT = "มาตรการ จัดทำคู่มือ"


def write(drawn: DrawnPdf, *lines: str, step: float = 20) -> None:
    for at, line in enumerate(lines):
        drawn.write(60, 100 + step * at, line)


def test_a_label_begins_a_paragraph_below_a_full_line(drawn: DrawnPdf) -> None:
    fields = ["ผู้รับผิดชอบ สำนักปลัด", SHORT, "ผู้รับผิดชอบ กองคลัง", SHORT, "ผู้รับผิดชอบ กองช่าง"]
    write(drawn, SHORT, *fields, FULL, "ผู้รับผิดชอบ กองการศึกษา")
    assert paragraphs(drawn.read()) == [SHORT, *fields, FULL, "ผู้รับผิดชอบ กองการศึกษา"]


def test_without_a_label_a_full_line_goes_on(drawn: DrawnPdf) -> None:
    write(drawn, SHORT, "ผู้รับผิดชอบ สำนักปลัด", FULL, "พร้อมรายงานผู้บริหาร")
    assert paragraphs(drawn.read())[-1] == FULL + "พร้อมรายงานผู้บริหาร"


def test_a_word_that_also_stands_inside_lines_is_no_label(drawn: DrawnPdf) -> None:
    name = "เทศบาลตำบลนาสมมุติ"
    write(
        drawn,
        name,
        SHORT,
        name,
        SHORT,
        name,
        f"รายงานของ {name} ปี ๒๕๖๖",
        f"เรียน {name}",
        FULL,
        f"{name} ทราบ",
    )
    assert paragraphs(drawn.read())[-1] == f"{FULL}{name} ทราบ"


def test_what_stands_further_apart_than_lines_of_a_paragraph_is_another_one(drawn: DrawnPdf) -> None:
    y = 100.0
    for step, line in (
        (0, FULL),
        (20, "พร้อมทั้งรายงานผู้บริหาร"),
        (25, FULL),
        (20, "รวมทั้งเผยแพร่บนเว็บไซต์"),
        (25, "จัดประชุม"),
        (25, FULL),
        (25, "พร้อมกันนั้นได้แจ้งเวียน"),
    ):
        y += step
        drawn.write(60, y, line)
    assert paragraphs(drawn.read())[-2:] == [FULL, "พร้อมกันนั้นได้แจ้งเวียน"]
