"""Rulings in pictures into cells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PIL import ImageDraw

from transforms.read.pdf.ruled_tables import ruled_tables
from transforms.read.scan.page_picture import DPI, page_picture
from transforms.read.scan.printed_rulings import printed_rulings


def shape(picture: Any) -> list[tuple[int, int, int]]:
    rulings, _ = printed_rulings(page_picture(picture, DPI))
    return [(len(t.rows) - 1, len(t.columns) - 1, len(t.cells)) for t in ruled_tables(rulings)]


def filled(page: Any) -> Any:
    page.table(100, 300, [300, 500, 400], [80, 200, 120, 60])
    for row, y in enumerate((310, 390, 590, 710)):
        for x in (110, 410, 910):
            page.write(x, y, f"มาตรการที่ {row}")
    return page


@pytest.mark.parametrize("tilt", [-1.0, 0.0, 1.0, 2.5])
def test_the_cells_of_a_tilted_table(paper: Callable[..., Any], tilt: float) -> None:
    assert shape(filled(paper()).scanned(tilt, noise=7.0)) == [(4, 3, 12)]


def test_letters_are_no_rulings(paper: Callable[..., Any]) -> None:
    page = paper()
    for at in range(15):
        page.write(100, 100 + 100 * at, "รายงานผลการประเมินคุณธรรม OIT -ข้อมูลพื้นฐาน ปปปปป นนนนน", size=44)
    rulings, mask = printed_rulings(page_picture(page.scanned(0.5), DPI))
    assert rulings == []
    assert not mask.any()


def test_a_cell_that_spans(paper: Callable[..., Any]) -> None:
    page = filled(paper())
    # The line between two columns is rubbed out in the second row.
    ImageDraw.Draw(page.image).rectangle((395, 390, 405, 570), fill=255)
    assert shape(page.scanned()) == [(4, 3, 11)]


def test_small_gaps_in_a_line_are_bad_print(paper: Callable[..., Any]) -> None:
    page = filled(paper())
    gray = page.scanned().copy()
    for row in (340, 430, 480, 530, 640):
        gray[row : row + 6] = 240
    assert shape(gray) == [(4, 3, 12)]


@pytest.mark.parametrize(("gray", "ground"), [(128, 217), (170, 217), (192, 255)])
def test_gray_rulings_and_shaded_headings(paper: Callable[..., Any], gray: int, ground: int) -> None:
    page = paper()
    ImageDraw.Draw(page.image).rectangle((100, 300, 1300, 380), fill=ground)  # of the heading
    draw = ImageDraw.Draw(page.image)
    for x in (100, 400, 900, 1300):
        draw.line((x, 300, x, 760), fill=gray, width=2)
    for y in (300, 380, 580, 700, 760):
        draw.line((100, y, 1300, y), fill=gray, width=2)
    for row, y in enumerate((310, 390, 590, 710)):
        for x in (110, 410, 910):
            page.write(x, y, f"มาตรการที่ {row}")
    assert shape(page.scanned(0.4, noise=6.0)) == [(4, 3, 12)]


def test_specks_of_bad_paper_are_no_rulings(paper: Callable[..., Any]) -> None:
    page = paper()
    page.write(100, 100, "รายงานผลการประเมินคุณธรรมและความโปร่งใส")
    rulings, mask = printed_rulings(page_picture(page.scanned(0.5, noise=22.0), DPI))
    assert rulings == []
    assert not mask.any()
