"""Printed boxes to be ticked: a square outline of the size of a letter, and what stands in it.

The recognizer of text takes them for letters. Whether one is ticked is told from the ink inside alone;
between empty and ticked nothing is guessed: the box is given with ``sure`` false.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from transforms.document import BOX_EMPTY, BOX_TICKED
from transforms.read.scan.page_picture import PagePicture
from transforms.read.scan.printed_rulings import outlines

Picture = NDArray[np.uint8]

#: In parts of the height of letters: the side of a box, and the least straight piece of it.
_SIDE = (0.75, 2.2)
_STRAIGHT = 0.6
#: How different width and height may be, and how much of each side must be there.
_SQUARE, _CLOSED = 0.2, 0.85
#: The part of a side in which its outline runs; letters are round where a box has corners.
_OUTLINE, _CORNER = 0.2, 0.13
#: Shares of ink inside: at most empty, at least ticked, at least full.
_EMPTY, _TICKED, _FULL = 0.03, 0.1, 0.85
_DARK = 150
#: A square that is all ink is a mark of a list, or a box blackened: for those who read the text.
_FULL_SQUARE = "■"
_MOST = 2_000


@dataclass(frozen=True, slots=True)
class TickBox:
    """A box on a page: its pixels (left, top, right, bottom), ☑ or ☐, and whether that is plain."""

    box: tuple[int, int, int, int]
    text: str
    sure: bool


def tick_boxes(picture: PagePicture, ink: Picture, letter: float) -> list[TickBox]:
    """The boxes in ``ink`` (rulings of tables taken out) of a page whose letters are ``letter`` pixels
    high without marks."""
    # Odd: a kernel of even length moves what it finds.
    shortest = max(7, round(_STRAIGHT * letter) | 1)
    closed = _shaped(ink, cv2.MORPH_CLOSE, 3, 3)
    level = _shaped(closed, cv2.MORPH_OPEN, 1, shortest)
    upright = _shaped(closed, cv2.MORPH_OPEN, shortest, 1)
    shapes = np.array([cv2.boundingRect(shape) for shape in outlines(level | upright)], int).reshape(-1, 4)
    found: list[TickBox] = []
    low, high = _SIDE[0] * letter, _SIDE[1] * letter
    fits = (
        (shapes[:, 2:].min(axis=1) >= low)
        & (shapes[:, 2:].max(axis=1) <= high)
        & (np.abs(shapes[:, 2] - shapes[:, 3]) <= _SQUARE * np.maximum(shapes[:, 2], shapes[:, 3]))
    )
    for left, top, width, height in shapes[fits][:_MOST].tolist():
        window = slice(top, top + height), slice(left, left + width)
        if _is_outline(closed[window], level[window], upright[window]):
            found.append(_judged(picture.gray[window], (left, top, left + width, top + height)))
    return found


def _shaped(ink: Picture, operation: int, height: int, width: int) -> Picture:
    return np.asarray(cv2.morphologyEx(ink, operation, np.ones((height, width), np.uint8)), np.uint8)


def _is_outline(ink: Picture, level: Picture, upright: Picture) -> bool:
    height, width = level.shape
    corner = max(2, round(_CORNER * min(height, width)))
    ends = slice(0, corner), slice(-corner, None)
    if not all(ink[down, across].mean() >= 0.5 for down in ends for across in ends):
        return False
    deep, wide = max(2, round(_OUTLINE * height)), max(2, round(_OUTLINE * width))
    sides = (
        level[:deep].any(axis=0),
        level[-deep:].any(axis=0),
        upright[:, :wide].any(axis=1),
        upright[:, -wide:].any(axis=1),
    )
    return all(float(side.mean()) >= _CLOSED for side in sides)


def _judged(gray: Picture, box: tuple[int, int, int, int]) -> TickBox:
    height, width = gray.shape
    across, down = max(3, round(_OUTLINE * width)), max(3, round(_OUTLINE * height))
    inside = gray[down:-down, across:-across]
    share = float((inside < _DARK).mean()) if inside.size else 1.0
    if share >= _FULL:
        return TickBox(box, _FULL_SQUARE, True)
    ticked = share > (_EMPTY + _TICKED) / 2
    return TickBox(box, BOX_TICKED if ticked else BOX_EMPTY, share <= _EMPTY or share >= _TICKED)
