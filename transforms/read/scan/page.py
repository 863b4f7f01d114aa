"""The picture of one page into blocks: tables by their rulings, text by its lines, boxes by their shapes.

Every picture of a page comes through here, whether it was an image or a page of a PDF. What was read is
kept with the pixels it was read from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from transforms.document import Cell, Paragraph, Place, ReaderNote, Row, Table
from transforms.read import programs
from transforms.read.scan.laid_scan import laid_scan
from transforms.read.scan.scanned_story import ScannedStory

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """What was read from one picture. ``Place.box`` is in pixels of the picture that was given;
    ``unconfirmed`` is as in :class:`transforms.document.Document`."""

    blocks: tuple[Paragraph | Table, ...]
    unconfirmed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notes: tuple[ReaderNote, ...] = ()


def read_page(image: Picture, *, dpi: float, page: int, first_line: int) -> ScannedPage:
    """The blocks of the page in ``image`` (height × width, gray, 0 is ink), printed at ``dpi`` pixels an
    inch. Paragraphs and rows are numbered from ``first_line``. Raises
    :class:`transforms.document.UnreadableDocument` where the recognizer of text is not installed.

    A document of several pages is better put together from :func:`laid_scan.laid_scan` of each, which
    leaves it to the whole document what runs on from page to page."""
    programs.demand(programs.TESSERACT)
    scan = laid_scan(image, dpi=dpi, number=page)
    story = ScannedStory()
    story.last_line = first_line - 1
    story.show(page, scan.original)
    story.add_page(scan.page)
    story.end_page()
    return ScannedPage(tuple(story.blocks), story.unconfirmed)


def scaled(scanned: ScannedPage, factor: float, *, left: float = 0.0, top: float = 0.0) -> ScannedPage:
    """The same with every box multiplied by ``factor`` and moved by ``left`` and ``top``: pixels of a page
    of a PDF at ``dpi`` into points are ``scaled(page, 72 / dpi)``."""
    locators: dict[str, str] = {}

    def moved(place: Place) -> Place:
        if place.box is None:
            return place
        x0, y0, x1, y1 = place.box
        there = replace(
            place, box=(x0 * factor + left, y0 * factor + top, x1 * factor + left, y1 * factor + top)
        )
        locators[place.locator()] = there.locator()
        return there

    def moved_cell(cell: Cell) -> Cell:
        return Cell(cell.raw, cell.text, moved(cell.place))

    blocks: list[Paragraph | Table] = []
    for block in scanned.blocks:
        if isinstance(block, Paragraph):
            blocks.append(Paragraph(block.raw, block.text, moved(block.place)))
        else:
            rows = (Row(tuple(map(moved_cell, row.cells)), moved(row.place)) for row in block.rows)
            blocks.append(Table(tuple(rows)))
    notes = tuple(
        replace(note, place=moved(note.place)) if note.place is not None else note for note in scanned.notes
    )
    unconfirmed = {locators.get(place, place): numbers for place, numbers in scanned.unconfirmed.items()}
    return ScannedPage(tuple(blocks), unconfirmed, notes)
