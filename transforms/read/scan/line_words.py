"""The words of a line: what was read, parted where the paper between the letters says so.

Where the recognizer of text sees spaces between Thai letters is not believed; gaps in the ink are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from transforms.read.pdf.thai_marks import is_mark
from transforms.read.scan.ink_lines import InkLine, Shapes
from transforms.read.scan.recognizer import Symbol

Picture = NDArray[np.uint8]
Numbers = NDArray[np.int32]

#: Paper between two words, in parts of the height of letters without marks: letters stand at most 0.33
#: apart, words at least 0.45.
_SPACE = 0.42
#: In the same measure: the gap before a decimal point, and its size.
_SPACE_BEFORE_POINT, _POINT = 0.7, 0.35
_INK = 160
#: In the same measure: how much worse a place fits a space where the recognizer saw none.
_NO_SPACE_SEEN = 0.6


@dataclass(slots=True)
class Word:
    """Symbols without a space between; ``left`` and ``right`` (exclusive) are where its ink begins and
    ends in the picture of the line."""

    symbols: list[Symbol]
    left: int
    right: int

    @property
    def text(self) -> str:
        """What was read."""
        return "".join(symbol.text for symbol in self.symbols)

    @property
    def confidence(self) -> float:
        """Of the recognizer, 0 to 100; 0 where it read nothing."""
        return sum(symbol.confidence for symbol in self.symbols) / len(self.symbols) if self.symbols else 0.0


@dataclass(frozen=True, slots=True)
class LinePicture:
    """The picture of a line, the boxes of its shapes in it (n × 4), and the height of its letters."""

    gray: Picture
    boxes: Numbers
    height: float


def line_shapes(shapes: Shapes, line: InkLine, origin: tuple[int, int]) -> Numbers:
    """The boxes of the shapes of ``line`` in its picture, whose upper left corner is at ``origin``."""
    left, top = origin
    return shapes.boxes[line.shapes] - np.array([left, top, left, top], np.int32)


def words_of(line: LinePicture, symbols: Sequence[Symbol]) -> list[Word]:
    """The words from left to right. Ink in which nothing was read is a word without symbols."""
    stretches = _stretches(line)
    cuts = [0]
    for (_, right), (left, _) in pairwise(stretches):
        cuts.append(_cut(symbols, cuts[-1], right, left, line.height))
    cuts.append(len(symbols))
    return [
        Word(list(symbols[first:last]), left, right)
        for (left, right), (first, last) in zip(stretches, pairwise(cuts), strict=True)
    ]


def _cut(symbols: Sequence[Symbol], first: int, right: int, left: int, height: float) -> int:
    """Before which symbol, from ``first`` on, a gap from ``right`` to ``left`` is. The recognizer is
    mistaken in places by as much as a letter, and puts the first letter after a space into the space."""
    best, least = first, float("inf")
    for at in range(first, len(symbols) + 1):
        if at < len(symbols) and is_mark(symbols[at].text[0]):
            continue
        before = symbols[at - 1].middle - right if at > first else 0.0
        after = left - symbols[at].middle if at < len(symbols) else 0.0
        cost = max(0.0, before) + max(0.0, after)
        if at < len(symbols) and not symbols[at].spaced:
            cost += _NO_SPACE_SEEN * height
        if cost < least:
            best, least = at, cost
        if before > 4 * height:
            break
    return best


def ink_columns(line: LinePicture) -> NDArray[np.intp]:
    """The columns of the picture of a line in which something is printed."""
    return np.flatnonzero((line.gray < _INK).any(axis=0))


def _stretches(line: LinePicture) -> list[tuple[int, int]]:
    """Where ink stands without a space, from left to right."""
    columns = ink_columns(line)
    if not len(columns):
        return []
    wide = np.diff(columns) > _SPACE * line.height
    for at in np.flatnonzero(wide):
        wide[at] = not _is_point(line, int(columns[at]), int(columns[at + 1]))
    cuts = np.flatnonzero(wide)
    starts = columns[np.concatenate([[0], cuts + 1])]
    ends = columns[np.concatenate([cuts, [len(columns) - 1]])] + 1
    return [(int(start), int(end)) for start, end in zip(starts, ends, strict=True)]


def _is_point(line: LinePicture, right: int, left: int) -> bool:
    """Whether a gap from ``right`` to ``left`` is but that before a decimal point, which stands free."""
    if left - right > _SPACE_BEFORE_POINT * line.height:
        return False
    next_box = line.boxes[line.boxes[:, 0] >= left - 1]
    if len(next_box) < 2:
        return False
    order = next_box[np.argsort(next_box[:, 0])]
    point, after = order[0], order[1]
    small = max(point[2] - point[0], point[3] - point[1]) <= _POINT * line.height
    low = point[1] > line.boxes[:, 3].max() - 0.8 * line.height
    return bool(small and low and after[0] - point[2] <= _SPACE * line.height)


def boxes_of(line: LinePicture, word: Word) -> Numbers:
    """The shapes of a word from left to right, n × 4."""
    middles = (line.boxes[:, 0] + line.boxes[:, 2]) / 2
    mine = line.boxes[(middles >= word.left) & (middles < word.right)]
    return mine[np.argsort(mine[:, 0], kind="stable")]


def part_picture(line: LinePicture, word: Word, first: int, last: int) -> Picture | None:
    """The tight picture of some symbols of a word, by the shapes that stand there; ``None`` where none
    does. What the recognizer says of places is taken with care: of the word's ends it is not needed."""
    low = float(word.left) - 1
    high = float(word.right) + 1
    if first > 0:
        low = max(symbol.right for symbol in word.symbols[:first]) - 2
    if last < len(word.symbols):
        high = min(symbol.left for symbol in word.symbols[last:]) + 2
    middles = (line.boxes[:, 0] + line.boxes[:, 2]) / 2
    mine = (middles > low) & (middles < high)
    if not mine.any():
        return None
    left, top = line.boxes[mine, :2].min(axis=0)
    right, bottom = line.boxes[mine, 2:].max(axis=0)
    left, top = max(0, int(left) - 1), max(0, int(top) - 1)
    part = line.gray[top : int(bottom) + 1, left : int(right) + 1].copy()
    for x0, y0, x1, y1 in line.boxes[~mine]:
        part[max(0, y0 - top) : max(0, y1 - top), max(0, x0 - left) : max(0, x1 - left)] = 255
    return part if min(part.shape) >= 3 else None
