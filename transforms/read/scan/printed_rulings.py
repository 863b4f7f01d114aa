"""Rulings in the picture of a page: long straight ink, as lines of a table, and the page without them.

How lines make cells is the same for every page (:mod:`transforms.read.pdf.ruled_tables`).
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from transforms.read.pdf.drawings import Ruling
from transforms.read.scan.page_picture import POINTS, PagePicture

Picture = NDArray[np.uint8]
Points = NDArray[np.int32]

#: In pixels at 200 an inch: shorter lines are part of letters, as is ink that is not straight so far; a gap
#: of this length is bad print; thicker is no line but a bar.
_SHORTEST_LEVEL, _SHORTEST_UPRIGHT = 61, 45
_STRAIGHT = 29
_GAP = 13
_THICKEST = 14
#: A line so short may be of letters: where beside so much of its length, so near, is ink.
_MAY_BE_LETTERS, _HANGING, _BESIDE = 260, 0.3, 4
#: By how much a pale line is darker than the paper beside it, of 255.
_PALE = 20
#: Ink around a line that belongs to it.
_EDGE = 2
_MOST = 4_000


def printed_rulings(picture: PagePicture) -> tuple[list[Ruling], Picture]:
    """The lines of ``picture`` in its points, and a mask (1: ink of a line) of the same size."""
    rulings: list[Ruling] = []
    mask = np.zeros_like(picture.ink)
    ink: Picture = picture.ink | _pale_lines(picture.gray)
    for level, shortest in ((True, _SHORTEST_LEVEL), (False, _SHORTEST_UPRIGHT)):
        straight = cv2.morphologyEx(ink, cv2.MORPH_OPEN, _kernel(_STRAIGHT, level))
        joined = cv2.morphologyEx(straight, cv2.MORPH_CLOSE, _kernel(_GAP, level))
        lines = cv2.morphologyEx(joined, cv2.MORPH_OPEN, _kernel(shortest, level))
        for shape in outlines(np.asarray(lines, np.uint8))[:_MOST]:
            left, top, width, height = cv2.boundingRect(shape)
            filled = np.zeros((height, width), np.uint8)
            cv2.drawContours(filled, [shape], 0, 1, cv2.FILLED, offset=(-left, -top))
            length, thickness = (width, height) if level else (height, width)
            # A line that is bent or tilted is higher than it is thick.
            if cv2.countNonZero(filled) / length > _THICKEST or thickness > _THICKEST + length * 0.02:
                continue
            if length < _MAY_BE_LETTERS and _is_of_letters(picture.ink, (left, top, width, height), level):
                continue
            mask[top : top + height, left : left + width] |= filled
            if level:
                rulings.append(
                    Ruling(True, (top + height / 2) * POINTS, left * POINTS, (left + width) * POINTS)
                )
            else:
                rulings.append(
                    Ruling(False, (left + width / 2) * POINTS, top * POINTS, (top + height) * POINTS)
                )
    around = np.ones((2 * _EDGE + 1, 2 * _EDGE + 1), np.uint8)
    return rulings, np.asarray(cv2.dilate(mask, around), np.uint8)


def _pale_lines(gray: Picture) -> Picture:
    """1 where something thin is a little darker than what is around it: pale rulings, on shades too."""
    smooth = cv2.GaussianBlur(gray, (3, 3), 0)
    darker = cv2.morphologyEx(smooth, cv2.MORPH_BLACKHAT, np.ones((_THICKEST, _THICKEST), np.uint8))
    return (np.asarray(darker) >= _PALE).astype(np.uint8)


def outlines(ink: Picture) -> list[Points]:
    """The outer outline of each connected shape in ``ink`` (1: printed)."""
    found, tree = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if tree is None:
        return []
    outer = (shape for shape, (*_, around) in zip(found, tree[0].tolist(), strict=True) if around < 0)
    return [np.asarray(shape, np.int32) for shape in outer]


def _is_of_letters(ink: Picture, box: tuple[int, int, int, int], level: bool) -> bool:
    """Whether a short line is the straight pieces of letters that touch: ink hangs on it all along."""
    left, top, width, height = box
    if level:
        above = ink[max(0, top - _BESIDE) : max(0, top - 1), left : left + width]
        below = ink[top + height + 1 : top + height + _BESIDE, left : left + width]
    else:
        above = ink[top : top + height, max(0, left - _BESIDE) : max(0, left - 1)].T
        below = ink[top : top + height, left + width + 1 : left + width + _BESIDE].T
    length = width if level else height
    hanging = np.zeros(length, bool)
    for side in (above, below):
        if side.size:
            hanging |= side.any(axis=0)
    return float(hanging.mean()) > _HANGING


def _kernel(length: int, level: bool) -> Picture:
    return np.ones((1, length) if level else (length, 1), np.uint8)
