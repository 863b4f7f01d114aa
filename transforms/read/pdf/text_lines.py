"""Glyphs into lines of text: what stands beside each other on one line, with spaces where gaps are.

The order in which a program wrote the glyphs is kept within a run, where marks follow their letters; runs
are put in order by their places. Spaces that a library guesses are not believed: between Thai letters a
gap is often but a mark that was moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from transforms.read.pdf.glyphs import Glyph
from transforms.read.pdf.page_frame import Box, union
from transforms.read.pdf.thai_marks import mended

#: In parts of the size of the letters: two baselines of one line, a gap that is a space, one that parts
#: columns, a step of the pen that begins another run.
_SAME_LINE = 0.45
_SPACE = 0.22
_COLUMN = 0.6
_STEP_BACK, _STEP_ON = 0.6, 0.9
#: A mark whose middle is so far left on a letter may stand on the one before, in parts of its width.
_BESIDE = 0.12
_MOST_REACHES = 60


@dataclass(slots=True)
class Piece:
    """Text without a wide gap inside."""

    text: str
    box: Box


@dataclass
class Line:
    """One line; ``pieces`` are what wide gaps part. ``ends_in_space`` where the line was broken at one."""

    pieces: list[Piece]
    baseline: float
    size: float
    ends_in_space: bool = False
    #: How far its first characters reach from its beginning.
    reaches: tuple[float, ...] = ()
    page: int = 0

    @cached_property
    def text(self) -> str:
        """The pieces with as many spaces between them as have room."""
        return " ".join(piece.text for piece in self.pieces)

    @cached_property
    def widest_gap(self) -> float:
        """The widest gap between its pieces, in sizes of its letters."""
        gaps = (after.box[0] - before.box[2] for before, after in pairwise(self.pieces))
        return max(gaps, default=0.0) / max(self.size, 0.1)

    def width_of(self, count: int) -> float:
        """How wide the first ``count`` characters are."""
        return self.reaches[min(count, len(self.reaches)) - 1] if count and self.reaches else 0.0

    @cached_property
    def box(self) -> Box:
        """Around all pieces."""
        return union([piece.box for piece in self.pieces])


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of the glyphs of one cell, or of a page without its tables, from above to below. Text that
    runs down or up is read in its own direction, behind what is level."""
    lines: list[Line] = []
    for direction in (0, 1, 2, 3):
        turned = [glyph for glyph in glyphs if glyph.direction == direction]
        if turned:
            lines += _level_lines([_turned(glyph, direction) for glyph in turned], direction)
    return lines


def _turned(glyph: Glyph, direction: int) -> Glyph:
    """The glyph as if the page were turned so that it stands upright."""
    if direction == 0:
        return glyph
    x, y = _turned_point(glyph.x, glyph.baseline, direction)
    left, top = _turned_point(glyph.box[0], glyph.box[1], direction)
    right, bottom = _turned_point(glyph.box[2], glyph.box[3], direction)
    box = (min(left, right), min(top, bottom), max(left, right), max(top, bottom))
    return Glyph(glyph.char, x, y, box, glyph.size, 0, glyph.mark)


def _turned_point(x: float, y: float, direction: int) -> tuple[float, float]:
    return {0: (x, y), 1: (y, -x), 2: (-x, -y), 3: (-y, x)}[direction]


def _level_lines(glyphs: Sequence[Glyph], direction: int) -> list[Line]:
    rows: list[list[list[Glyph]]] = []
    for run in sorted(_runs(glyphs), key=_baseline):
        baseline = _baseline(run)
        for row in reversed(rows[-3:]):
            if abs(baseline - _baseline(row[0])) <= _SAME_LINE * min(_size(run), _size(row[0])):
                row.append(run)
                break
        else:
            rows.append([run])
    lines = [_line(row, direction) for row in rows]
    return [line for line in lines if line is not None]


def _runs(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs that were written one after the other, without a step to another place."""
    runs: list[list[Glyph]] = []
    last: Glyph | None = None
    for glyph in glyphs:
        size = glyph.size
        near = (
            last is not None
            and abs(glyph.baseline - last.baseline) <= _SAME_LINE * size * (2 if glyph.mark else 1)
            and -_STEP_BACK * size <= glyph.x - last.box[2] <= _STEP_ON * size
        )
        if near:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
        if not glyph.mark or not near:
            last = glyph
    return runs


def _settled(glyphs: list[Glyph]) -> list[Glyph]:
    """Marks behind the letter that they stand on: programs write those that fonts move to a side behind
    the next letter."""
    settled: list[Glyph] = []
    for glyph in glyphs:
        at = len(settled)
        if glyph.mark:
            middle = (glyph.box[0] + glyph.box[2]) / 2
            while at and settled[at - 1].mark:
                at -= 1
            base = settled[at - 1] if at else None
            before = settled[at - 2] if at > 1 else None
            if base is not None and before is not None and _stands_on(before, base, glyph, middle):
                at -= 1
            else:
                at = len(settled)
        settled.insert(at, glyph)
    return settled


def _stands_on(before: Glyph, base: Glyph, mark: Glyph, middle: float) -> bool:
    """Whether a mark behind ``base`` belongs to the letter before: it is seen left of ``base``, and the pen
    stood at the end of the other one."""
    nearer = abs(mark.x - before.box[2]) < abs(mark.x - base.box[2])
    return nearer and before.box[0] < middle < base.box[0] + _BESIDE * (base.box[2] - base.box[0])


def _base(run: Sequence[Glyph]) -> Glyph:
    return next((glyph for glyph in run if not glyph.mark and glyph.char != " "), run[0])


def _baseline(run: Sequence[Glyph]) -> float:
    return _base(run).baseline


def _size(run: Sequence[Glyph]) -> float:
    return _base(run).size


def _line(runs: list[list[Glyph]], direction: int) -> Line | None:
    runs.sort(key=lambda run: run[0].x)
    ordered = _settled(_with_stray_marks(runs))
    while ordered and ordered[0].char == " ":
        ordered.pop(0)
    ends_in_space = False
    while ordered and ordered[-1].char == " ":
        ends_in_space = True
        ordered.pop()
    if not ordered:
        return None
    pieces: list[list[str]] = [[]]
    boxes: list[list[Box]] = [[]]
    before: Glyph | None = None
    spaces_from: float | None = None
    for glyph in ordered:
        if glyph.char == " ":
            if before is not None and spaces_from is None:
                spaces_from = before.box[2]
            continue
        if before is not None and not glyph.mark:
            gap = glyph.x - before.box[2]
            size = max(before.size, glyph.size)
            if gap > _COLUMN * size:
                pieces.append([])
                boxes.append([])
            elif spaces_from is not None or gap > _SPACE * size:
                pieces[-1].append(" ")
        spaces_from = None
        pieces[-1].append(glyph.char)
        boxes[-1].append(glyph.box)
        if not glyph.mark or before is None:
            before = glyph
    texts = [
        Piece(mended("".join(text)), _shown(union(box), direction))
        for text, box in zip(pieces, boxes, strict=True)
    ]
    return Line(texts, _baseline(runs[0]), _size(runs[0]), ends_in_space, _reaches(ordered))


def _reaches(glyphs: Sequence[Glyph]) -> tuple[float, ...]:
    found: list[float] = []
    right = left = glyphs[0].x
    before: Glyph | None = None
    for glyph in glyphs[:_MOST_REACHES]:
        if (
            before is not None
            and glyph.x - before.box[2] > _SPACE * glyph.size
            and " " not in (before.char, glyph.char)
        ):
            found.append(right - left)  # the space that the gap is
        right = max(right, glyph.box[2])
        found.append(right - left)
        before = before if glyph.mark else glyph
    return tuple(found)


def _shown(box: Box, direction: int) -> Box:
    if direction == 0:
        return box
    back = (4 - direction) % 4
    one, other = _turned_point(box[0], box[1], back), _turned_point(box[2], box[3], back)
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def _with_stray_marks(runs: list[list[Glyph]]) -> list[Glyph]:
    """The glyphs of the runs in order; marks that were written by themselves behind the letter below."""
    ordered = [glyph for run in runs if not run[0].mark for glyph in run]
    stray = [run for run in runs if run[0].mark]
    for run in stray:
        marks = [glyph for glyph in run if glyph.mark]
        rest = [glyph for glyph in run if not glyph.mark]
        for mark in marks:
            middle = (mark.box[0] + mark.box[2]) / 2
            at = next(
                (
                    index
                    for index, glyph in enumerate(ordered)
                    if not glyph.mark and glyph.box[0] - 0.5 <= middle <= glyph.box[2] + 0.5
                ),
                None,
            )
            if at is None:
                at = sum(glyph.x <= mark.x for glyph in ordered) - 1
            at += 1
            while at < len(ordered) and ordered[at].mark:
                at += 1
            ordered.insert(at, mark)
        for glyph in rest:
            at = sum(other.x <= glyph.x for other in ordered)
            ordered.insert(at, glyph)
    return ordered
