"""One line of a page into text: letters, numbers, words in Latin letters, boxes to be ticked."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from transforms.read.pdf.text_lines import Piece
from transforms.read.pdf.thai_marks import mended
from transforms.read.scan.ink_lines import InkLine, Shapes, line_origin, line_picture
from transforms.read.scan.line_words import LinePicture, Word, line_shapes, part_picture, words_of
from transforms.read.scan.page_picture import POINTS, PagePicture
from transforms.read.scan.printed_numbers import NUMBER, read_numbers
from transforms.read.scan.recognizer import Symbol, symbols_of
from transforms.read.scan.scanned_story import ScannedLine
from transforms.read.scan.tick_boxes import TickBox

#: Size of a font in heights of its letters without marks.
_FONT = 2.0
#: Of the words of a line: so far apart they are columns, in sizes of the font.
_COLUMN = 1.6
#: What is read in letters that are not Thai, or so unsure, may be Latin; that must be surer.
_UNSURE, _LATIN_SURE = 75.0, 45.0
_NOT_THAI = re.compile(r"[^\u0e00-\u0e7f]")
_LATIN = re.compile(r"[(\[\"'“]{0,2}[A-Za-z][A-Za-z0-9 &./:@_'’+,-]*[)\]\"'”.,]{0,3}|[A-Za-z]{1,2}[0-9]{1,2}")
_TWO_LETTERS = re.compile(r"[A-Za-z].*[A-Za-z]|[A-Za-z][0-9]")
_THAI = "tha"
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
    texts = [symbol.text for symbol in word.symbols]
    numbers = read_numbers(line, word)
    taken = np.zeros(len(texts), bool)
    for number in numbers:
        taken[number.first : number.last] = True
    for first, last in _not_thai(word.symbols):
        plain = any(number.plain for number in numbers if first <= number.first < last)
        latin = None if plain else _latin(line, word, first, last)
        if latin is not None:
            numbers = [number for number in numbers if not first <= number.first < last]
            texts[first:last] = [latin, *[""] * (last - first - 1)]
            unconfirmed += NUMBER.findall(latin)
    if not texts and numbers:
        texts = [""]
    for number in numbers:
        texts[number.first : max(number.last, number.first + 1)] = [
            number.text,
            *[""] * max(0, number.last - number.first - 1),
        ]
        if number.unconfirmed:
            unconfirmed += NUMBER.findall(number.text)
    return mended("".join(texts)).strip()


def _not_thai(symbols: Sequence[Symbol]) -> list[tuple[int, int]]:
    """First and last (exclusive) of symbols that may be Latin letters in truth: more than digits."""
    runs: list[tuple[int, int]] = []
    for at, symbol in enumerate(symbols):
        if not _NOT_THAI.match(symbol.text) and symbol.confidence >= _UNSURE:
            continue
        if runs and runs[-1][1] == at:
            runs[-1] = runs[-1][0], at + 1
        else:
            runs.append((at, at + 1))
    return [
        (first, last)
        for first, last in runs
        if last - first > 1 and not all(symbol.text.isdigit() for symbol in symbols[first:last])
    ]


def _latin(line: LinePicture, word: Word, first: int, last: int) -> str | None:
    picture = part_picture(line, word, first, last)
    if picture is None or picture.shape[1] < picture.shape[0]:
        return None
    padded = np.pad(picture, 6, constant_values=255)
    read = symbols_of(padded, "eng")
    text = "".join(symbol.text for symbol in read)
    if not _LATIN.fullmatch(text) or not _TWO_LETTERS.search(text):
        return None
    sure = float(np.mean([symbol.confidence for symbol in read]))
    before = float(np.mean([symbol.confidence for symbol in word.symbols[first:last]]))
    return text if sure >= _LATIN_SURE and sure > before - 10 else None


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
