"""Boxes to be ticked in pictures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from transforms.read.scan.ink_lines import letter_height, shapes_of
from transforms.read.scan.page_picture import DPI, page_picture
from transforms.read.scan.tick_boxes import TickBox, tick_boxes


def boxes_in(picture: Any) -> list[TickBox]:
    page = page_picture(picture, DPI)
    return tick_boxes(page, page.ink, letter_height(shapes_of(page.ink)))


def with_text(page: Any) -> Any:
    for at in range(6):
        page.write(200, 200 + 100 * at, "ดำเนินการแล้วเสร็จ ยังไม่ได้ดำเนินการ")
    return page


@pytest.mark.parametrize(("tick", "text"), [("", "☐"), ("x", "☑")])
@pytest.mark.parametrize("side", [20, 26, 34])
@pytest.mark.parametrize("tilt", [0.0, 1.0])
def test_an_outline_is_a_box_and_its_ink_a_tick(
    paper: Callable[..., Any], tick: str, text: str, side: int, tilt: float
) -> None:
    page = with_text(paper())
    page.box(140, 210, side, tick)
    found = boxes_in(page.scanned(tilt))
    assert [(box.text, box.sure) for box in found] == [(text, True)]


def test_what_is_neither_empty_nor_ticked_is_not_sure(paper: Callable[..., Any]) -> None:
    page = with_text(paper())
    page.box(140, 210, 26, "dot")
    assert [box.sure for box in boxes_in(page.scanned(noise=3.0))] == [False]


def test_letters_and_digits_are_no_boxes(paper: Callable[..., Any]) -> None:
    page = paper()
    page.write(100, 200, "ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 DO & DON'T")
    page.write(100, 300, "กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ")
    page.write(100, 400, "๐๑๒๓๔๕๖๗๘๙ (  ) [ ] { }")
    assert boxes_in(page.scanned(0.4)) == []


def test_a_box_blackened_is_left_to_those_who_read_the_text(paper: Callable[..., Any]) -> None:
    page = with_text(paper())
    gray = page.gray.copy()
    gray[210:236, 140:166] = 0
    found = boxes_in(gray)
    assert [box.text for box in found] in ([], ["■"])
