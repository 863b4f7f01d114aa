"""One line of a page into text: letters, numbers, words in Latin letters, boxes to be ticked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from transforms.read.pdf.text_lines import Piece
from transforms.read.scan.ink_lines import InkLine, Shapes, line_origin, line_picture
from transforms.read.scan.line_frame import thai_symbols
from transforms.read.scan.line_words import LinePicture, line_shapes, words_of
from transforms.read.scan.page_picture import POINTS, PagePicture
from transforms.read.scan.scanned_story import ScannedLine
from transforms.read.scan.tick_boxes import TickBox
from transforms.read.scan.word_text import read_word

#: Size of a font in heights of its letters without marks.
_FONT = 2.0
#: Of the words of a line: so far apart they are columns, in sizes of the font.
_COLUMN = 1.6
#: The letter of a code and its number are often of two fonts, with a gap between (in heights of letters).
_CODE_LETTERS, _CODE_GAP = frozenset("eEiI"), 0.9
#: So many letters of a line tell how wide its first word is.
_MOST_REACHES = 60


def read_ink_line(
    picture: PagePicture, shapes: Shapes, line: InkLine, boxes: Sequence[TickBox]
) -> ScannedLine | None:
    """What is printed on ``line``, with its place in points of the page; ``boxes`` are those of the page
    that stand on it. ``None`` where nothing is read."""
    origin = line_origin(picture, line)
    outlines = _of_boxes(shapes, line, boxes)
    rest = InkLine(line.shapes[~outlines], line.box, line.baseline, line.height)
    words = [_Placed(box.box[0] - origin[0], box.box[2] - origin[0], box.text) for box in boxes]
    unconfirmed = [box.text for box in boxes if not box.sure]
    letters = sure = 0.0
    if len(rest.shapes):
        seen = LinePicture(
            line_picture(picture, shapes, rest), line_shapes(shapes, rest, origin), line.height
        )
        for word in words_of(seen, thai_symbols(seen, line.baseline - origin[1])):
            read = read_word(seen, word)
            if not read.text:
                continue
            unconfirmed += read.unconfirmed
            letters += len(read.text)
            sure += len(read.text) * read.confidence
            before = words[-1] if words else None
            code = before is not None and before.text in _CODE_LETTERS and read.text[0].isdigit()
            if before is not None and code and word.left - before.right <= _CODE_GAP * line.height:
                words[-1] = _Placed(before.left, word.right, before.text + read.text)
            else:
                words.append(_Placed(word.left, word.right, read.text))
    if not words:
        return None
    confidence = sure / letters if letters else 100.0
    return _in_points(sorted(words), line, origin, tuple(unconfirmed), confidence)


class _Placed(NamedTuple):
    """What was read of a word, and its pixels in the picture of the line."""

    left: int
    right: int
    text: str


def _of_boxes(
    shapes: Shapes, line: InkLine, boxes: Sequence[TickBox]
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which shapes of the line are an outline of a box or what stands in it."""
    own = shapes.boxes[line.shapes]
    x, y = (own[:, 0] + own[:, 2]) / 2, (own[:, 1] + own[:, 3]) / 2
    inside = np.zeros(len(own), bool)
    for box in boxes:
        left, top, right, bottom = box.box
        inside |= (x >= left) & (x <= right) & (y >= top) & (y <= bottom)
    return inside


def _in_points(
    words: Sequence[_Placed],
    line: InkLine,
    origin: tuple[int, int],
    unconfirmed: tuple[str, ...],
    confidence: float,
) -> ScannedLine:
    """The line with its words in pieces that wide gaps part, in points of the page."""
    size = line.height * _FONT
    top, bottom = line.box[1] * POINTS, line.box[3] * POINTS
    pieces: list[Piece] = []
    reaches: list[float] = []
    before = first = words[0].left
    for left, right, text in words:
        box = (left + origin[0]) * POINTS, top, (right + origin[0]) * POINTS, bottom
        if pieces and left - before < _COLUMN * size:
            piece = pieces[-1]
            piece.text += " " + text
            piece.box = piece.box[0], top, max(piece.box[2], box[2]), bottom
        else:
            pieces.append(Piece(text, box))
        if reaches:
            reaches.append((left - first) * POINTS)
        reaches += [
            (left - first + (right - left) * at / len(text)) * POINTS for at in range(1, len(text) + 1)
        ]
        before = right
    return ScannedLine(
        pieces,
        line.baseline * POINTS,
        size * POINTS,
        reaches=tuple(reaches[:_MOST_REACHES]),
        unconfirmed=unconfirmed,
        confidence=confidence,
    )


def boxes_on(line: InkLine, boxes: Sequence[TickBox]) -> list[TickBox]:
    """The boxes that stand on a line."""
    found = []
    for box in boxes:
        x, y = (box.box[0] + box.box[2]) / 2, (box.box[1] + box.box[3]) / 2
        if line.box[0] <= x <= line.box[2] and line.box[1] <= y <= line.box[3]:
            found.append(box)
    return found
