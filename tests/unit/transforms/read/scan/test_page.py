"""One picture of a page into numbered blocks; numbers, codes and Latin words in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from transforms.document import Table
from transforms.read.scan.image import ReadPictures, read_pictures
from transforms.read.scan.picture_file import PictureOfPage

pytestmark = pytest.mark.usefixtures("tesseract")


def read_page(gray: Any, first_line: int = 1) -> ReadPictures:
    return read_pictures([PictureOfPage(gray, 200.0, True)], first_line - 1)


def texts(page: ReadPictures) -> list[str]:
    found = []
    for block in page.blocks:
        if isinstance(block, Table):
            found += [" | ".join(row.texts) for row in block.rows]
        else:
            found.append(block.text)
    return found


def two_lines(paper: Callable[..., Any]) -> Any:
    page = paper(width=1200, height=700)
    page.write(80, 60, "บันทึกข้อความ")
    page.table(80, 200, [500, 500], [90, 90])
    for at, text in enumerate(("ตัวชี้วัด", "คะแนน", "การใช้อำนาจ", "๘๘.๕๐")):
        page.write(95 + 500 * (at % 2), 205 + 90 * (at // 2), text)
    return page


def test_lines_are_numbered_from_the_one_that_was_asked_for(paper: Callable[..., Any]) -> None:
    page = read_page(two_lines(paper).scanned(0.4), first_line=41)
    assert texts(page) == ["บันทึกข้อความ", "ตัวชี้วัด | คะแนน", "การใช้อำนาจ | ๘๘.๕๐"]
    table = next(block for block in page.blocks if isinstance(block, Table))
    assert [page.blocks[0].place.line, *(row.place.line for row in table.rows)] == [41, 42, 43]
    assert {place.page for row in table.rows for place in (cell.place for cell in row.cells)} == {1}
    score = table.rows[1].cells[1].place
    assert page.unconfirmed[score.locator()] == ("๘๘.๕๐",)


@pytest.mark.parametrize("tilt", [-2.0, 0.0, 1.5])
def test_thai_as_it_is_printed(paper: Callable[..., Any], tilt: float) -> None:
    page = paper()
    lines = [
        "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรม",
        "ยังไม่ได้ดำเนินการ อยู่ระหว่างดำเนินการ ดำเนินการแล้วเสร็จ",
        "ผู้รับผิดชอบ สำนักปลัด กองคลัง กองช่าง",
        "อำเภอท่าม่วง จังหวัดกาญจนบุรี",
    ]
    for at, line in enumerate(lines):
        page.write(120, 150 + 110 * at, line)
    assert texts(read_page(page.scanned(tilt))) == lines


def test_names_in_latin_letters_codes_and_levels(paper: Callable[..., Any]) -> None:
    page = paper()
    page.write(120, 150, "ผลการประเมิน (ITA) ระดับ A")
    page.write(120, 260, "เครื่องมือ OIT และ EIT")
    page.write(120, 370, "ดูได้ที่ www.example.go.th/report")
    read = texts(read_page(page.scanned()))
    assert read[0] == "ผลการประเมิน (ITA) ระดับ A"
    assert read[1] == "เครื่องมือ OIT และ EIT"
    assert "www.example.go.th/report" in read[2]


def test_an_address_is_in_doubt_as_a_whole(paper: Callable[..., Any]) -> None:
    page = paper(width=1200, height=400)
    page.write(80, 80, "ดูได้ที่ www.example.go.th/report")
    found = read_page(page.scanned())
    assert any("www.example.go.th" in doubt for doubts in found.unconfirmed.values() for doubt in doubts)


def test_ink_that_is_no_text_says_nothing(paper: Callable[..., Any]) -> None:
    page = paper(width=1200, height=700)
    page.write(80, 60, "ลงชื่อ")
    gray = page.scanned().copy()
    random = np.random.default_rng(5)
    x, y = 300.0, 400.0
    for _ in range(900):  # a signature
        x = float(np.clip(x + random.normal(0.6, 3), 200, 900))
        y = float(np.clip(y + random.normal(0, 3), 330, 470))
        gray[round(y) : round(y) + 3, round(x) : round(x) + 3] = 10
    assert texts(read_page(gray)) == ["ลงชื่อ"]
