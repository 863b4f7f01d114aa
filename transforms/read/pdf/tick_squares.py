"""Boxes that are drawn, not written: small squares beside text, with or without a tick inside."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.document import BOX_EMPTY, BOX_TICKED
from transforms.read.pdf.drawings import Drawings, share_inside
from transforms.read.pdf.glyphs import Glyph
from transforms.read.pdf.page_frame import Box

#: What people type or a font draws inside a box to tick it.
_TICKS = frozenset("✓✔✗✘√/xX×vV☑")
_MOSTLY = 0.5
#: Text begins or ends so near to a box, in widths of the box, and on one line with it.
_NEAR = 2.5
_BASELINE = 0.15


def with_drawn_boxes(glyphs: Sequence[Glyph], drawn: Drawings) -> list[Glyph]:
    """The glyphs with ☑ or ☐ for each small square that has text beside it; a tick that is written inside
    is part of the box."""
    if not drawn.squares:
        return list(glyphs)
    squares = _each_once(drawn.squares)
    left = list(glyphs)
    boxes: list[Glyph] = []
    for square in squares:
        inside = [glyph for glyph in left if glyph.char != " " and share_inside(glyph.box, square) > _MOSTLY]
        if any(glyph.char not in _TICKS for glyph in inside) or not _beside_text(square, left):
            continue
        ticked = bool(inside) or any(share_inside(stroke, square) > _MOSTLY for stroke in drawn.strokes)
        size = square[3] - square[1]
        baseline = square[3] - _BASELINE * size
        boxes.append(Glyph(BOX_TICKED if ticked else BOX_EMPTY, square[0], baseline, square, size))
        left = [glyph for glyph in left if glyph not in inside]
    return [*left, *boxes]


def _each_once(squares: Sequence[Box]) -> list[Box]:
    kept: list[Box] = []
    for square in squares:
        if not any(share_inside(square, other) > _MOSTLY for other in kept):
            kept.append(square)
    return kept


def _beside_text(square: Box, glyphs: Sequence[Glyph]) -> bool:
    left, top, right, bottom = square
    far = _NEAR * (right - left)
    return any(
        top - glyph.size * 0.3 <= glyph.baseline <= bottom + glyph.size * 0.6
        and (0 <= glyph.box[0] - right <= far or 0 <= left - glyph.box[2] <= far)
        for glyph in glyphs
        if glyph.char != " "
    )
