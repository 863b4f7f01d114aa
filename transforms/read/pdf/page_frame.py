"""Where things stand on a page: its own coordinates into those of the page as it is shown.

A PDF counts from below and does not turn; a page may be shown turned, and cut. Everything behind this
module counts in points from the upper left corner of the page as it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass

#: Left, top, right, bottom in points from the upper left corner.
Box = tuple[float, float, float, float]
#: a, b, c, d, e, f of a PDF: x' = a·x + c·y + e, y' = b·x + d·y + f.
Matrix = tuple[float, float, float, float, float, float]
UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class PageFrame:
    """A page: the part of it that is shown (left, bottom, right, top in its own coordinates) and by how
    many quarters it is turned clockwise."""

    shown: Box
    quarters: int

    @property
    def width(self) -> float:
        """Of the page as it is shown."""
        left, bottom, right, top = self.shown
        return top - bottom if self.quarters % 2 else right - left

    @property
    def height(self) -> float:
        """Of the page as it is shown."""
        left, bottom, right, top = self.shown
        return right - left if self.quarters % 2 else top - bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page as it is shown."""
        left, bottom, right, top = self.shown
        match self.quarters:
            case 1:
                return y - bottom, x - left
            case 2:
                return right - x, y - bottom
            case 3:
                return top - y, right - x
            case _:
                return x - left, top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the page as it is shown."""
        if self.quarters == 0:
            at_left, _, _, at_top = self.shown
            return left - at_left, at_top - top, right - at_left, at_top - bottom
        return box_around(self.point(left, bottom), self.point(right, top))


def box_around(*points: tuple[float, float]) -> Box:
    """The smallest box that holds all points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def union(boxes: list[Box]) -> Box:
    """The smallest box that holds all boxes."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    """The point where a matrix puts (x, y)."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def joined(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does ``first`` and ``then``."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )
