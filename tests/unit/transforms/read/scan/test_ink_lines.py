"""Lines of text in ink."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from transforms.read.scan.ink_lines import ink_lines, line_picture, shapes_of
from transforms.read.scan.page_picture import DPI, PagePicture, page_picture


def all_lines(page: PagePicture) -> Any:
    shapes = shapes_of(page.ink)
    return shapes, ink_lines(shapes, np.arange(len(shapes.boxes), dtype=np.int32))


def test_marks_stay_with_their_letters_where_lines_stand_close(paper: Callable[..., Any]) -> None:
    page = paper()
    texts = ["ผู้ปฏิบัติที่ดีเยี่ยม ณ ที่ตั้ง", "ให้รู้สิ่งที่กฎหมายบัญญัติไว้ ฎีกา", "น้ำมันเชื้อเพลิงปู่ย่าตู้กู้"]
    for at, text in enumerate(texts):
        page.write(100, 100 + 52 * at, text)
    _, lines = all_lines(page_picture(page.scanned(), DPI))
    assert len(lines) == 3
    assert np.diff([line.baseline for line in lines]).tolist() == [52, 52] or np.allclose(
        np.diff([line.baseline for line in lines]), 52, atol=2
    )


def test_a_large_title_and_small_print_are_lines_each(paper: Callable[..., Any]) -> None:
    page = paper()
    page.write(100, 100, "รายงานผลการดำเนินงานที่ดี", size=72)
    page.write(100, 230, "องค์การบริหารส่วนตำบลที่ตั้งอยู่")
    page.write(100, 300, "หมายเหตุ ข้อมูล ณ สิ้นปี", size=24)
    _, lines = all_lines(page_picture(page.scanned(), DPI))
    assert len(lines) == 3
    heights = [line.height for line in lines]
    assert heights[0] > 1.5 * heights[1] > 1.8 * heights[2]


def test_the_picture_of_a_line_shows_no_other(paper: Callable[..., Any]) -> None:
    page = paper()
    page.write(100, 100, "กฎ ฎีกา ญาติ ปู่")
    page.write(100, 150, "ที่นี้ ป้ำ ชื่อผู้ใช้")
    made = page_picture(page.scanned(), DPI)
    shapes, lines = all_lines(made)
    ink = sum(int((line_picture(made, shapes, line) < 128).sum()) for line in lines)
    assert len(lines) == 2
    assert abs(ink - int((made.gray < 128).sum())) < 0.03 * ink


def test_dust_is_no_line(paper: Callable[..., Any]) -> None:
    gray = paper(width=900, height=900).gray.copy()
    for x, y in np.random.default_rng(3).integers(10, 880, (300, 2)):
        gray[y : y + 2, x : x + 2] = 0
    assert all_lines(page_picture(gray, DPI))[1] == []
