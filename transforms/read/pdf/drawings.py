"""What is drawn on a page: rulings, small squares and ticks, pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from transforms.document import UnreadableDocument
from transforms.read.pdf.page_frame import (
    UNMOVED,
    Box,
    Matrix,
    PageFrame,
    box_around,
    joined,
    moved,
    union,
)

#: Pages of reports hold some hundred; a map or a drawing more, and no table.
MOST_OBJECTS = 50_000
_MOST_RULINGS = 6_000
_DEEPEST = 6
#: The share of a page that a picture of the page covers.
WHOLE_PAGE = 0.75
_MOST_POINTS = 64
#: A filled rectangle so thin is a line; a line is at least so long, in points.
_THINNEST, _SHORTEST = 3.0, 4.0
_SLANT = 0.6
#: Sides of a box that is drawn to be ticked.
_SMALL_SQUARE = (5.0, 20.0)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A line, level or upright: ``at`` is its y or x, from ``start`` to ``end``."""

    level: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class Drawings:
    """What one page shows besides text, in points of the page as it is shown. ``strokes`` are small drawn
    things that may be ticks."""

    rulings: list[Ruling] = field(default_factory=list)
    squares: list[Box] = field(default_factory=list)
    strokes: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    #: Addresses of texts over which a picture of most of the page was drawn.
    covered_texts: set[int] = field(default_factory=set)


def drawings(page: Any, frame: PageFrame) -> Drawings:
    """What is drawn on ``page`` (a ``FPDF_PAGE``), forms inside it too. Raises :class:`UnreadableDocument`
    where it holds more objects than a page of text can."""
    found = Drawings()
    texts: set[int] = set()
    for seen, (item, kind, matrix) in enumerate(_objects(page), start=1):
        if seen > MOST_OBJECTS:
            raise UnreadableDocument("document-too-large", f"more than {MOST_OBJECTS} objects on a page")
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            texts.add(ctypes.cast(item, ctypes.c_void_p).value or 0)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            picture = _picture(item, matrix, frame)
            found.pictures.append(picture)
            if covered_share([picture], frame) >= WHOLE_PAGE and not pdfium.FPDFPageObj_HasTransparency(item):
                found.covered_texts |= texts
        elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
            continue
        elif len(found.rulings) < _MOST_RULINGS:
            _add_path(item, matrix, frame, found)
    return found


def _objects(page: Any) -> Iterator[tuple[Any, int, Matrix]]:
    """Each text, path, picture and shading with the matrix that puts it on the page."""
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _within(pdfium.FPDFPage_GetObject(page, index), UNMOVED, _DEEPEST)


def _within(item: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, int, Matrix]]:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield item, kind, matrix
    elif depth:
        inner = joined(_matrix_of(item), matrix)
        for index in range(pdfium.FPDFFormObj_CountObjects(item)):
            yield from _within(pdfium.FPDFFormObj_GetObject(item, index), inner, depth - 1)


def _matrix_of(item: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return UNMOVED
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _picture(item: Any, matrix: Matrix, frame: PageFrame) -> Box:
    own = joined(_matrix_of(item), matrix)
    corners = [moved(x, y, own) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
    return box_around(*(frame.point(x, y) for x, y in corners))


def _add_path(item: Any, matrix: Matrix, frame: PageFrame, found: Drawings) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    if not fill.value and not stroke.value:
        return
    own = joined(_matrix_of(item), matrix)
    count = pdfium.FPDFPath_CountSegments(item)
    if count > _MOST_POINTS * 40:
        return
    for points, closed, curved in _subpaths(item, count, own, frame):
        _add_subpath(points, closed, curved, bool(stroke.value), found)


def _subpaths(
    item: Any, count: int, matrix: Matrix, frame: PageFrame
) -> Iterator[tuple[list[tuple[float, float]], bool, bool]]:
    """The corners of each piece of a path, whether it is closed, whether it has curves."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    closed = curved = False
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points, closed, curved
            points, closed, curved = [], False, False
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(frame.point(*moved(x.value, y.value, matrix)))
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        closed = closed or bool(pdfium.FPDFPathSegment_GetClose(segment))
    if points:
        yield points, closed, curved


def _add_subpath(
    points: list[tuple[float, float]], closed: bool, curved: bool, stroked: bool, found: Drawings
) -> None:
    box = box_around(*points)
    width, height = box[2] - box[0], box[3] - box[1]
    upright = not curved and all(
        abs(one[0] - other[0]) < _SLANT or abs(one[1] - other[1]) < _SLANT for one, other in pairwise(points)
    )
    smallest, largest = _SMALL_SQUARE
    if smallest <= width <= largest and smallest <= height <= largest and 0.75 < width / height < 1.34:
        if upright and stroked and (closed or points[0] == points[-1]) and 4 <= len(points) <= 6:
            found.squares.append(box)
            return
        found.strokes.append(box)
        return
    if not upright:
        if max(width, height) <= largest:
            found.strokes.append(box)
        return
    if min(width, height) <= _THINNEST and max(width, height) >= _SHORTEST:
        found.rulings.append(_ruling(box, level=width >= height))
    elif stroked:
        corners = [*points, points[0]] if closed and points[0] != points[-1] else points
        for one, other in pairwise(corners):
            side = box_around(one, other)
            level = side[2] - side[0] >= side[3] - side[1]
            if max(side[2] - side[0], side[3] - side[1]) >= _SHORTEST:
                found.rulings.append(_ruling(side, level=level))


def _ruling(box: Box, *, level: bool) -> Ruling:
    left, top, right, bottom = box
    if level:
        return Ruling(True, (top + bottom) / 2, left, right)
    return Ruling(False, (left + right) / 2, top, bottom)


def share_inside(inner: Box, outer: Box) -> float:
    """The share of ``inner`` that lies in ``outer``."""
    width = min(inner[2], outer[2]) - max(inner[0], outer[0])
    height = min(inner[3], outer[3]) - max(inner[1], outer[1])
    area = max((inner[2] - inner[0]) * (inner[3] - inner[1]), 1e-6)
    return max(width, 0.0) * max(height, 0.0) / area


def covered_share(pictures: list[Box], frame: PageFrame) -> float:
    """The share of the page that its pictures cover together, taken as one box."""
    on_page = [
        (max(box[0], 0.0), max(box[1], 0.0), min(box[2], frame.width), min(box[3], frame.height))
        for box in pictures
    ]
    on_page = [box for box in on_page if box[2] > box[0] and box[3] > box[1]]
    if not on_page:
        return 0.0
    left, top, right, bottom = union(on_page)
    return (right - left) * (bottom - top) / max(frame.width * frame.height, 1.0)
