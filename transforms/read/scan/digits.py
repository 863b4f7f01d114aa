"""Numbers from pictures: Thai and Arabic digits read from their shapes.

The recognizer of text has no Thai digits ๔ ๖ ๗ ๘ ๙ in its model. Numbers of scans are read here,
glyph by glyph, and what is not plain is refused: a refused number is looked up by people, a wrong
one is believed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Glyph:
    """One connected shape. ``box`` is left, top, right, bottom in pixels of the picture given;
    ``candidates`` are what it can be with probabilities, the likeliest first."""

    text: str
    confidence: float
    box: tuple[int, int, int, int]
    candidates: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class DigitReading:
    """A number as printed: ``text`` has Thai digits for Thai glyphs and Arabic for Arabic, with
    ``. , / % -`` between; ``confidence`` is that of its least certain glyph; ``left`` and ``right``
    are its pixels in the picture given, right exclusive."""

    text: str
    confidence: float
    glyphs: tuple[Glyph, ...]
    left: int = 0
    right: int = 0


def read_number(gray: Picture) -> DigitReading | None:
    """The number in the tight picture of one run, dark on light, height × width; ``None`` where any
    glyph is not plainly a digit or a mark of numbers."""
    return None


def read_line(gray: Picture) -> list[DigitReading]:
    """Every number in the picture of one line of text, dark on light, from left to right."""
    return []
