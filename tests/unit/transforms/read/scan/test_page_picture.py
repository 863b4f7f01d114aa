"""The picture of a page made ready, and where its pixels came from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PIL import ImageDraw

from transforms.read.scan.page_picture import DPI, POINTS, lies_on_its_side, page_picture


def lines(page: Any) -> Any:
    for at in range(12):
        page.write(150, 200 + 90 * at, "การเปิดเผยข้อมูลของหน่วยงานภาครัฐ ประจำปีงบประมาณ")
    return page


def rows_with_ink(ink: Any) -> int:
    return int((ink.sum(axis=1) > 0).sum())


@pytest.mark.parametrize("tilt", [-2.7, -1.0, 0.0, 0.6, 3.0])
def test_a_tilted_page_is_made_level(paper: Callable[..., Any], tilt: float) -> None:
    page = lines(paper())
    level = page_picture(page.scanned(0.0), DPI)
    made = page_picture(page.scanned(tilt), DPI)
    # Lines that are not level cover more rows of pixels.
    assert rows_with_ink(made.ink) <= 1.25 * rows_with_ink(level.ink)


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_place_leads_back_to_the_picture_that_was_given(paper: Callable[..., Any], quarters: int) -> None:
    page = lines(paper())
    ImageDraw.Draw(page.image).rectangle((900, 1800, 930, 1815), fill=0)
    given = np.ascontiguousarray(np.rot90(page.scanned(1.2), -quarters))
    made = page_picture(given, DPI, quarters=quarters)
    mask = np.zeros_like(made.ink)
    mask[1700:2000, 800:1100] = made.ink[1700:2000, 800:1100]
    ys, xs = np.nonzero(mask)
    box = tuple(float(edge) * POINTS for edge in (xs.min(), ys.min(), xs.max() + 1, ys.max() + 1))
    left, top, right, bottom = (round(edge) for edge in made.original(box))  # type: ignore[arg-type]
    dark = given < 128
    there = dark[max(0, top - 4) : bottom + 4, max(0, left - 4) : right + 4]
    assert there.sum() > 0.98 * mask.sum() > 100
    assert (right - left) * (bottom - top) < 1.6 * mask.sum()


def test_every_resolution_becomes_one(paper: Callable[..., Any]) -> None:
    page = lines(paper())
    twice = np.asarray(page.image.resize((page.width * 2, page.height * 2)), np.uint8)
    made = page_picture(twice, 2 * DPI)
    assert made.gray.shape == (page.height, page.width)
    left, top, right, bottom = made.original((36.0, 36.0, 72.0, 72.0))
    assert (left, top, right, bottom) == pytest.approx((200, 200, 400, 400), abs=40)


def test_a_page_on_its_side_is_seen(paper: Callable[..., Any]) -> None:
    page = lines(paper()).scanned(0.8)
    assert not lies_on_its_side(page)
    assert lies_on_its_side(np.ascontiguousarray(np.rot90(page)))


def test_light_letters_on_dark_ground_are_ink(paper: Callable[..., Any]) -> None:
    page = paper(width=800, height=800)
    page.write(60, 60, "มาตรการ")
    dark = page.gray.copy()
    dark[40:140, 40:300] = 255 - dark[40:140, 40:300]
    plain, made = page_picture(page.gray, DPI), page_picture(dark, DPI)
    letters = made.ink[55:125, 55:285]
    assert letters.mean() == pytest.approx(plain.ink[55:125, 55:285].mean(), rel=0.3)


def test_an_empty_page_has_no_ink(paper: Callable[..., Any]) -> None:
    assert page_picture(paper(width=600, height=600).scanned(noise=6.0), DPI).ink.mean() < 0.001
