"""Ink into lines of text: letters by the line they stand on, Thai marks with the letters they belong to.

The recognizer of text takes the marks above Thai letters for lines of their own; so lines are found here
and it is given one at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from transforms.read.scan.page_picture import PagePicture

Picture = NDArray[np.uint8]
Numbers = NDArray[np.int32]

#: In pixels at 200 an inch: what is smaller is dust; letters are so high.
_DUST_AREA, _DUST_SIDE = 6, 3
_LETTERS = (9, 130)
#: How far letters of a line may stand above and below it.
_UNEVEN = 2
#: In parts of the height of letters without marks: the height of a letter with them, how far a mark is from
#: its letter, and how far the baseline of another line is above and below at least: two marks may stand
#: upon each other above a letter.
_TALLEST, _MARK_REACH, _PITCH_UP, _PITCH_DOWN = 3.2, 0.95, 1.9, 1.15
#: Paper around a line that is read.
_PAPER = 6
_MOST_SHAPES = 40_000


@dataclass(frozen=True, slots=True)
class Shapes:
    """The connected shapes of a page: ``boxes`` n × 4 (left, top, right, bottom), ``labels`` the number of
    the shape at each pixel, from 1; the shape of ``boxes[k]`` is number k + 1."""

    boxes: Numbers
    areas: Numbers
    labels: Numbers


@dataclass(frozen=True, slots=True)
class InkLine:
    """One line: its shapes (positions in :class:`Shapes`), the pixels it covers (left, top, right, bottom),
    where its letters stand, and how high they are without marks."""

    shapes: Numbers
    box: tuple[int, int, int, int]
    baseline: int
    height: float


def shapes_of(ink: Picture) -> Shapes:
    """The shapes of ``ink`` (1: printed), dust left out; of a page that is all dots none."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    stats = stats[1:].astype(np.int32)
    boxes = np.stack([stats[:, 0], stats[:, 1], stats[:, 0] + stats[:, 2], stats[:, 1] + stats[:, 3]], axis=1)
    areas = np.array(stats[:, cv2.CC_STAT_AREA], np.int32)
    areas[(areas < _DUST_AREA) | (stats[:, 2:4].max(axis=1, initial=0) < _DUST_SIDE)] = 0
    if np.count_nonzero(areas) > _MOST_SHAPES:
        areas[:] = 0
    return Shapes(np.asarray(boxes, np.int32), areas, np.asarray(labels, np.int32))


def letter_height(shapes: Shapes) -> float:
    """The height of most letters of a page without their marks, in pixels; 0 where there are none."""
    heights = shapes.boxes[:, 3] - shapes.boxes[:, 1]
    letters = (shapes.areas > 0) & (heights >= _LETTERS[0]) & (heights <= _LETTERS[1])
    return _usual_height(heights[letters]) if letters.any() else 0.0


def ink_lines(shapes: Shapes, within: Numbers) -> list[InkLine]:
    """The lines of the shapes at positions ``within``, which stand in one cell or outside tables, from
    above to below. Shapes that are on none of them are left out."""
    within = within[shapes.areas[within] > 0]
    boxes = shapes.boxes[within]
    found = _baselines(boxes)
    if not found:
        return []
    baselines = np.array([baseline for baseline, _ in found], np.float64)
    sizes = np.array([height for _, height in found])
    # Distance of each shape from the band of letters of each line: 0 inside.
    above = (baselines - sizes)[None, :] - boxes[:, 3][:, None]
    below = boxes[:, 1][:, None] - baselines[None, :]
    distance = np.maximum(np.maximum(above, below), 0)
    middle = np.abs((boxes[:, 1] + boxes[:, 3])[:, None] / 2 - (baselines - sizes / 2)[None, :])
    nearest = np.argmin(distance + 0.01 * middle, axis=1)
    heights = boxes[:, 3] - boxes[:, 1]
    fits = distance[np.arange(len(within)), nearest] <= _MARK_REACH * sizes[nearest]
    fits &= heights <= _TALLEST * sizes[nearest]
    lines: list[InkLine] = []
    for at, (baseline, height) in enumerate(found):
        members = fits & (nearest == at)
        if not members.any() or heights[members].max() < _LETTERS[0]:
            continue
        left, top = boxes[members, :2].min(axis=0)
        right, bottom = boxes[members, 2:].max(axis=0)
        box = int(left), int(top), int(right), int(bottom)
        lines.append(InkLine(within[members], box, baseline, height))
    return lines


def _baselines(boxes: Numbers) -> list[tuple[int, float]]:
    """Where lines stand, and how high their letters are, from above to below: where the lower edges of most
    shapes are, then where those of the rest are that cannot be marks of a line already found."""
    heights = boxes[:, 3] - boxes[:, 1]
    widths = boxes[:, 2] - boxes[:, 0]
    letters = (heights >= _LETTERS[0]) & (heights <= _LETTERS[1]) & (widths >= _DUST_SIDE)
    bottoms = boxes[:, 3]
    free = letters.copy()
    found: list[tuple[int, float]] = []
    while free.any():
        baseline = _crowded(bottoms[free], _UNEVEN)
        height = _usual_height(heights[free & (np.abs(bottoms - baseline) <= _UNEVEN)])
        found.append((baseline, height))
        free &= (bottoms <= baseline - _PITCH_UP * height) | (bottoms >= baseline + _PITCH_DOWN * height)
    return sorted(found)


def _usual_height(heights: Numbers) -> float:
    """The height of letters: marks are lower, and there are many of them."""
    upper = float(np.percentile(heights, 75))
    return float(np.median(heights[(heights >= 0.6 * upper) & (heights <= 1.4 * upper)]))


def _crowded(values: Numbers, reach: int) -> int:
    """The value around which most of ``values`` lie."""
    counts = np.bincount(values - values.min())
    smooth = np.convolve(counts, np.ones(2 * reach + 1), mode="same")
    top = np.flatnonzero(smooth == smooth.max())
    return int(top[len(top) // 2]) + int(values.min())


def line_picture(
    picture: PagePicture, shapes: Shapes, line: InkLine, leave_out: Sequence[int] = ()
) -> Picture:
    """The line alone, dark on white, with paper around. ``leave_out``: shapes that are not to be seen."""
    left, top, right, bottom = _frame(picture, line)
    crop = picture.gray[top:bottom, left:right].copy()
    labels = shapes.labels[top:bottom, left:right]
    mine = np.isin(labels, line.shapes + 1)
    if leave_out:
        mine &= ~np.isin(labels, np.asarray(leave_out) + 1)
    others = cv2.dilate(((labels > 0) & ~mine).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    near = cv2.dilate(mine.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    crop[others & ~near] = 255
    return crop


def line_origin(picture: PagePicture, line: InkLine) -> tuple[int, int]:
    """Left and top of :func:`line_picture` on the page."""
    left, top, _, _ = _frame(picture, line)
    return left, top


def _frame(picture: PagePicture, line: InkLine) -> tuple[int, int, int, int]:
    height, width = picture.gray.shape
    left, top, right, bottom = line.box
    return (
        max(0, left - _PAPER),
        max(0, top - _PAPER),
        min(width, right + _PAPER),
        min(height, bottom + _PAPER),
    )
