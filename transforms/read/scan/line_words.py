"""The words of a line: what was read, parted where the paper between the letters says so.

Where the recognizer of text sees spaces between Thai letters is not believed; gaps in the ink are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
_INK = 160


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
    words = [Word([], left, right) for left, right in _stretches(line)]
    if not words:
        return []
    at = 0
    for symbol in symbols:
        if not is_mark(symbol.text[0]):
            at = max(at, max(range(len(words)), key=lambda index: _overlap(words[index], symbol)))
        words[at].symbols.append(symbol)
    return words


def _overlap(word: Word, symbol: Symbol) -> int:
    """How far they overlap; below zero how far they are apart."""
    return min(word.right, symbol.right) - max(word.left, symbol.left)


def _stretches(line: LinePicture) -> list[tuple[int, int]]:
    """Where ink stands without a space, from left to right."""
    columns = np.flatnonzero((line.gray < _INK).any(axis=0))
    if not len(columns):
        return []
    cuts = np.flatnonzero(np.diff(columns) > _SPACE * line.height)
    starts = columns[np.concatenate([[0], cuts + 1])]
    ends = columns[np.concatenate([cuts, [len(columns) - 1]])] + 1
    return [(int(start), int(end)) for start, end in zip(starts, ends, strict=True)]


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
