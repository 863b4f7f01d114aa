"""One line of a page into text: letters, numbers, words in Latin letters, boxes to be ticked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from transforms.read.pdf.text_lines import Piece
from transforms.read.pdf.thai_marks import mended
from transforms.read.scan.ink_lines import InkLine, Shapes, line_origin, line_picture
from transforms.read.scan.latin_words import code_word, latin_part, latin_word
from transforms.read.scan.line_words import LinePicture, Word, line_shapes, words_of
from transforms.read.scan.page_picture import POINTS, PagePicture
from transforms.read.scan.printed_numbers import (
    DIGIT,
    NUMBER,
    STRANGE,
    numbers_in,
    plain_digits,
    whole_number,
)
from transforms.read.scan.recognizer import symbols_of
from transforms.read.scan.scanned_story import ScannedLine
from transforms.read.scan.tick_boxes import TickBox

#: Size of a font in heights of its letters without marks.
_FONT = 2.0
#: Of the words of a line: so far apart they are columns, in sizes of the font.
_COLUMN = 1.6
_THAI = "tha"
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
    words: list[tuple[int, int, str]] = [
        (box.box[0] - origin[0], box.box[2] - origin[0], box.text) for box in boxes
    ]
    unconfirmed = [box.text for box in boxes if not box.sure]
    confidence = 100.0
    if len(rest.shapes):
        seen = LinePicture(
            line_picture(picture, shapes, rest), line_shapes(shapes, rest, origin), line.height
        )
        symbols = symbols_of(seen.gray, _THAI)
        confidence = float(np.mean([symbol.confidence for symbol in symbols])) if symbols else 0.0
        for word in words_of(seen, symbols):
            text = _word_text(seen, word, unconfirmed)
            if text and words and words[-1][2] in _CODE_LETTERS and text[0].isdigit():
                before, end, letter = words[-1]
                if word.left - end <= _CODE_GAP * line.height:
                    words[-1] = before, word.right, letter + text
                    continue
            if text:
                words.append((word.left, word.right, text))
    if not words:
        return None
    return _placed(sorted(words), line, origin, tuple(unconfirmed), confidence)


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


def _word_text(line: LinePicture, word: Word, unconfirmed: list[str]) -> str:
    """The text of a word; its numbers that are not confirmed are added to ``unconfirmed``."""
    number = whole_number(line, word)
    if number is not None:
        if number.unconfirmed:
            unconfirmed += NUMBER.findall(number.text)
        return number.text
    latin = latin_word(line, word)
    if latin is not None:
        unconfirmed += NUMBER.findall(latin)
        return latin
    code = code_word(line, word) if DIGIT.search(word.text) or STRANGE.search(word.text) else None
    if code is not None:
        if plain_digits(code[1]) != plain_digits(word.text[1:]):
            unconfirmed.append(code[1])
        return "".join(code)
    texts = [symbol.text for symbol in word.symbols]
    part = latin_part(line, word)
    if part is not None:
        first, last, latin = part
        texts[first:last] = [latin, *[""] * (last - first - 1)]
        unconfirmed += NUMBER.findall(latin)
    for number in numbers_in(line, word):
        if part is not None and number.first < part[1] and number.last > part[0]:
            continue
        texts[number.first : number.last] = [number.text, *[""] * (number.last - number.first - 1)]
        if number.unconfirmed:
            unconfirmed += NUMBER.findall(number.text)
    return mended("".join(texts)).strip()


def _placed(
    words: Sequence[tuple[int, int, str]],
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
    before = first = words[0][0]
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
