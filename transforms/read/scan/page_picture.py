"""The picture of a page made ready: one resolution, upright, level, on white paper.

Every pixel of it leads back to the picture that was given (:meth:`PagePicture.original`).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from transforms.read.pdf.page_frame import Box

Picture = NDArray[np.uint8]
Matrix = NDArray[np.float64]

cv2.setNumThreads(1)  # one worker a core already

#: Pixels an inch to which every page is brought.
DPI = 200
POINTS = 72 / DPI
_SAME_SIZE = 0.12
_MOST_PIXELS = 24_000_000
#: Pages lie on the glass tilted by this much at most, in degrees.
_MOST_TILT = 3.5
_LEVEL = 0.04
#: Light changes slowly over a page: it is measured on squares of so many pixels, over so many of them.
_SQUARE, _SQUARES = 8, 21
#: Light letters stand on dark ground where so many pixels around are dark.
_DARK_GROUND = 13
#: A page whose columns of pixels differ so much more than its rows lies on its side.
_ON_ITS_SIDE = 1.3


@dataclass(frozen=True, slots=True)
class PagePicture:
    """``gray``: height × width at :data:`DPI`, paper 255; ``ink``: 1 where something is printed."""

    gray: Picture
    ink: Picture
    _back: Matrix

    def original(self, box: Box) -> Box:
        """``box`` in points of this page as pixels of the picture that was given, upright around it."""
        left, top, right, bottom = (edge / POINTS for edge in box)
        corners = np.array([[left, top, 1], [right, top, 1], [right, bottom, 1], [left, bottom, 1]])
        there = corners @ self._back.T
        low, high = there.min(axis=0), there.max(axis=0)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def page_picture(image: Picture, dpi: float, *, quarters: int = 0) -> PagePicture:
    """``image`` (height × width, gray) made ready, turned to the left by so many quarters first."""
    scale = DPI / dpi
    if abs(scale - 1) < _SAME_SIZE:
        scale = 1.0
    scale = min(scale, (_MOST_PIXELS / image.size) ** 0.5)
    forth = np.diag([scale, scale, 1.0])
    sized = image
    if scale != 1.0:
        method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        sized = np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=method), np.uint8)
    if quarters:
        forth = _turned(sized.shape, quarters) @ forth
        sized = np.ascontiguousarray(np.rot90(sized, quarters))
    gray = _on_white(sized)
    tilt = _tilt(_small_ink(gray))
    if abs(tilt) > _LEVEL:
        height, width = gray.shape
        level = cv2.getRotationMatrix2D((width / 2, height / 2), tilt, 1.0)
        gray = np.asarray(
            cv2.warpAffine(gray, level, (width, height), flags=cv2.INTER_CUBIC, borderValue=255), np.uint8
        )
        forth = np.vstack([level, [0, 0, 1]]) @ forth
    return PagePicture(gray, ink_of(gray), np.linalg.inv(forth)[:2])


def ink_of(gray: Picture) -> Picture:
    """1 where something is printed; single pixels of noise are smoothed away first."""
    smooth = cv2.GaussianBlur(gray, (3, 3), 0)
    level, _ = cv2.threshold(smooth, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    # On a page with next to nothing printed the level would fall into the noise of the paper.
    return (smooth <= min(level, 200.0)).astype(np.uint8)


def _turned(shape: tuple[int, ...], quarters: int) -> Matrix:
    """What ``np.rot90`` does to points: left turns of a picture of ``shape``."""
    matrix = np.eye(3)
    height, width = shape
    for _ in range(quarters % 4):
        matrix = np.array([[0.0, 1.0, 0.0], [-1.0, 0.0, width], [0.0, 0.0, 1.0]]) @ matrix
        height, width = width, height
    return matrix


def _on_white(gray: Picture) -> Picture:
    """Shadows and coloured ground taken out; light letters on dark ground made dark on light."""
    height, width = gray.shape
    small = cv2.resize(gray, None, fx=1 / _SQUARE, fy=1 / _SQUARE, interpolation=cv2.INTER_AREA)
    most = min(_SQUARES, (min(small.shape) - 1) | 1)
    paper = cv2.medianBlur(small, most) if most >= 3 else small
    paper = cv2.resize(np.maximum(paper, 40), (width, height))
    even = np.asarray(cv2.divide(gray, paper, scale=255), np.uint8)
    half = cv2.resize(even, (max(1, width // 2), max(1, height // 2)), interpolation=cv2.INTER_AREA)
    dark = (half < 128).astype(np.uint8)
    ground = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((_DARK_GROUND, _DARK_GROUND), np.uint8))
    if ground.any():
        # Letters leave holes in the ground that they stand on.
        ground = cv2.morphologyEx(ground, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8))
        where = cv2.resize(ground, (width, height), interpolation=cv2.INTER_NEAREST) > 0
        even[where] = 255 - even[where]
    return even


def _small_ink(gray: Picture) -> Picture:
    small = cv2.resize(gray, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    return (small < 150).astype(np.uint8)


def _unevenness(ink: Picture, degrees: float) -> float:
    """How much the rows of pixels differ in ink when the page is turned by ``degrees``: most when lines of
    text lie level."""
    height, width = ink.shape
    slope = float(np.tan(np.radians(degrees)))
    shear = np.array([[1, 0, 0], [slope, 1, -slope * width / 2]], np.float64)
    rows = cv2.warpAffine(ink, shear, (width, height), flags=cv2.INTER_NEAREST).sum(axis=1, dtype=np.int64)
    steps = np.diff(rows)
    return float(steps @ steps)


def _tilt(ink: Picture) -> float:
    """The degrees by which the page has to be turned to the left for its lines to lie level."""
    best = 0.0
    half = cv2.resize(ink * 255, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    coarse = np.asarray(half // 16, np.uint8)
    for picture, reach, step in ((coarse, _MOST_TILT, 0.5), (ink, 0.4, 0.1), (ink, 0.075, 0.025)):
        around = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(around, key=lambda degrees: _unevenness(picture, float(degrees))))
    # Sheared down to the right by `best` made it level: it rises to the right by as much.
    return -best if abs(best) <= _MOST_TILT + 0.5 else 0.0


def lies_on_its_side(gray: Picture) -> bool:
    """Whether the lines of text seem to run up or down."""
    small = cv2.resize(gray, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    ink = (small < float(np.median(small)) * 0.75).astype(np.uint8)
    # Rulings run both ways; letters are what counts.
    for kernel in (np.ones((1, 25), np.uint8), np.ones((25, 1), np.uint8)):
        lines = cv2.dilate(cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernel), np.ones((3, 3), np.uint8))
        ink[lines > 0] = 0
    tilts = np.arange(-_MOST_TILT, _MOST_TILT + 0.1, 0.5)
    level = max(_unevenness(ink, float(tilt)) for tilt in tilts) / max(ink.shape[1], 1)
    upright = np.ascontiguousarray(ink.T)
    turned = max(_unevenness(upright, float(tilt)) for tilt in tilts) / max(ink.shape[0], 1)
    return bool(turned > _ON_ITS_SIDE * level)
