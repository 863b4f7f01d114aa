"""A line in the frame in which the recognizer of Thai text was taught to see lines.

Its model has one height for all that may stand on a line: marks above, letters, marks below. A picture cut
to its ink is blown up to that height, the more the fewer marks a line has: letters then look unlike those
that were learnt, and every one of them takes longer.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from transforms.read.scan.line_words import LinePicture, ink_columns
from transforms.read.scan.recognizer import THAI, Symbol, symbols_of

Picture = NDArray[np.uint8]

#: In heights of letters without marks: the frame, and how much of it is above the line that letters stand on.
_FRAME, _ABOVE = 3.4, 2.3
#: Pixels of paper left and right of the ink: of more, signs are read that are not there.
_PAPER = 4


def thai_symbols(line: LinePicture, baseline: float) -> list[Symbol]:
    """What the recognizer of Thai reads, by places in the picture of the line; ``baseline`` is the row of
    that picture on which its letters stand."""
    columns = ink_columns(line)
    if not len(columns):
        return []
    left = max(0, int(columns[0]) - _PAPER)
    framed = _framed(line.gray[:, left : int(columns[-1]) + 1 + _PAPER], baseline, line.height)
    symbols = symbols_of(framed, THAI)
    for symbol in symbols:
        symbol.left += left
        symbol.right += left
    return symbols


def _framed(gray: Picture, baseline: float, height: float) -> Picture:
    """Paper above and below, and what stands too far away cut off."""
    top = round(baseline - _ABOVE * height)
    rows = max(1, round(_FRAME * height))
    framed = np.full((rows, gray.shape[1]), 255, np.uint8)
    first, last = max(0, top), max(0, min(len(gray), top + rows))
    if first >= last:
        return framed
    framed[first - top : last - top] = gray[first:last]
    return framed
