"""The picture of a page into tables and lines in reading order, as a page of text is laid out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from transforms.read.pdf.page_frame import Box
from transforms.read.pdf.page_layout import Block, Page, in_reading_order, laid_table
from transforms.read.pdf.ruled_tables import RuledTable, ruled_tables
from transforms.read.pdf.text_lines import Line
from transforms.read.scan.ink_lines import InkLine, Shapes, ink_lines, letter_height, shapes_of
from transforms.read.scan.line_text import boxes_on, read_ink_line
from transforms.read.scan.page_picture import POINTS, PagePicture, lies_on_its_side, page_picture
from transforms.read.scan.printed_rulings import printed_rulings
from transforms.read.scan.scanned_story import ScannedLine
from transforms.read.scan.tick_boxes import tick_boxes

Picture = NDArray[np.uint8]

#: A page turned the wrong way is read with less confidence than this, and so many of its lines tell.
_UPRIGHT, _LINES_THAT_TELL = 80.0, 6
#: Below this a line is no text: a stamp, a signature, a drawing, letters of another script.
_NO_TEXT = 65.0
#: In heights of letters: what is no wider is a speck or a stroke of a pen, nothing that is missed.
_SMALL = 3.0
#: A table of one cell is a frame around text.
_FEWEST_CELLS = 2


@dataclass(frozen=True, slots=True)
class LaidScan:
    """A page that was read from a picture: its blocks in points of the straightened page, and that page.
    ``left_out`` counts lines of ink that are no text that can be read."""

    page: Page
    picture: PagePicture
    left_out: int

    def original(self, box: Box) -> Box:
        """``box`` of a block in pixels of the picture that was given."""
        return self.picture.original(box)


def laid_scan(image: Picture, *, dpi: float, number: int) -> LaidScan:
    """The page ``number`` in ``image`` (height × width, gray) with ``dpi`` pixels an inch."""
    best = _Inked(image, dpi, 0)
    if best.confidence() < _UPRIGHT:
        for quarters in (1, 3, 2) if lies_on_its_side(image) else (2, 1, 3):
            other = _Inked(image, dpi, quarters)
            # Bad print reads a little better one way or another by chance.
            if other.confidence() >= _UPRIGHT:
                best = other
                break
    return best.read(number)


class _Inked:
    """The ink of a page turned by some quarters: its tables and its lines, read when asked for."""

    def __init__(self, image: Picture, dpi: float, quarters: int) -> None:
        self.picture = page_picture(image, dpi, quarters=quarters)
        rulings, mask = printed_rulings(self.picture)
        self.tables = [table for table in ruled_tables(rulings) if len(table.cells) >= _FEWEST_CELLS]
        self.picture.gray[mask > 0] = 255
        self.picture.ink[mask > 0] = 0
        self.shapes = shapes_of(self.picture.ink)
        self.boxes = tick_boxes(self.picture, self.picture.ink, letter_height(self.shapes))
        self.lines: dict[tuple[int, int], list[InkLine]] = {
            home: ink_lines(self.shapes, within) for home, within in _by_home(self.shapes, self.tables)
        }
        self._read: dict[int, ScannedLine | None] = {}

    def confidence(self) -> float:
        """How sure the recognizer is of some of the longest lines; of a page without any, quite."""
        longest = sorted(
            (line for lines in self.lines.values() for line in lines), key=lambda line: -len(line.shapes)
        )[:_LINES_THAT_TELL]
        read = [self._line(line) for line in longest]
        return float(np.median([line.confidence if line else 0.0 for line in read])) if read else 100.0

    def _line(self, line: InkLine) -> ScannedLine | None:
        if id(line) not in self._read:
            found = read_ink_line(self.picture, self.shapes, line, boxes_on(line, self.boxes))
            self._read[id(line)] = found
        return self._read[id(line)]

    def read(self, number: int) -> LaidScan:
        """All of it, as page ``number``."""
        read: dict[tuple[int, int], list[Line]] = defaultdict(list)
        left_out = 0
        for home, lines in self.lines.items():
            for line in lines:
                found = self._line(line)
                if found is not None and found.confidence >= _NO_TEXT:
                    read[home].append(found)
                elif line.box[2] - line.box[0] > _SMALL * line.height:
                    left_out += 1
        blocks: list[Block] = list(read[_OUTSIDE])
        for at, table in enumerate(self.tables):
            laid = laid_table(table, {cell: lines for (of, cell), lines in read.items() if of == at})
            if laid is not None:
                blocks.append(laid)
        height, width = self.picture.gray.shape
        page = Page(number, width * POINTS, height * POINTS, in_reading_order(blocks))
        return LaidScan(page, self.picture, left_out)


_OUTSIDE = (-1, -1)


def _by_home(shapes: Shapes, tables: list[RuledTable]) -> list[tuple[tuple[int, int], NDArray[np.int32]]]:
    """The shapes of each cell (table, cell) and those outside tables, by their middles."""
    x = (shapes.boxes[:, 0] + shapes.boxes[:, 2]) * (POINTS / 2)
    y = (shapes.boxes[:, 1] + shapes.boxes[:, 3]) * (POINTS / 2)
    free = np.ones(len(x), bool)
    found: list[tuple[tuple[int, int], NDArray[np.int32]]] = []
    for at, table in enumerate(tables):
        for index, cell in enumerate(table.cells):
            left, top, right, bottom = cell.box
            inside = free & (x >= left) & (x < right) & (y >= top) & (y < bottom)
            if inside.any():
                found.append(((at, index), np.flatnonzero(inside).astype(np.int32)))
                free &= ~inside
    found.append((_OUTSIDE, np.flatnonzero(free).astype(np.int32)))
    return found
