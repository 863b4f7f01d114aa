"""PDF files into the document model, page by page: text where it is sound, else the picture of the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from transforms.document import Document, ReaderNote, UnreadableDocument
from transforms.read import pace, programs
from transforms.read.pdf.aligned_tables import aligned_tables
from transforms.read.pdf.annotations import annotation_glyphs, form_of, links_on
from transforms.read.pdf.continued_rows import join_cut_rows
from transforms.read.pdf.drawings import drawings
from transforms.read.pdf.glyphs import page_glyphs
from transforms.read.pdf.opening import opened, page_of, text_page_of
from transforms.read.pdf.page_frame import Box, PageFrame
from transforms.read.pdf.page_layout import Page, laid_out
from transforms.read.pdf.paragraph_starts import paragraph_starts
from transforms.read.pdf.plausibility import needs_picture, page_numbers
from transforms.read.pdf.rendering import rendered
from transforms.read.pdf.ruled_tables import ruled_tables
from transforms.read.pdf.running_lines import without_running_lines
from transforms.read.pdf.story import Story
from transforms.read.pdf.stream_sizes import refuse_bombs
from transforms.read.pdf.symbol_fonts import SymbolFonts
from transforms.read.pdf.text_lines import Line
from transforms.read.pdf.tick_squares import with_drawn_boxes

READER = "pdf"
MEDIA_TYPE = "application/pdf"
_POINTS_PER_INCH = 72
#: Where so large a share of the pages is not sound, neither is the rest: they have the same fonts.
_MOST_UNSOUND = 0.5


def read_pdf(content: bytes, sha256: str) -> Document:
    """The document of a PDF. Raises :class:`UnreadableDocument`: ``document-locked``, ``document-damaged``,
    ``document-too-large``, ``empty-file``, ``program-missing`` where a page is a picture and what reads
    pictures is not installed."""
    refuse_bombs(content)
    with opened(content) as document, form_of(document) as form:
        reading = _Reading(document, form)
        reading.read()
    return reading.document(content, sha256)


@dataclass
class _Reading:
    """The pages of one file while they are read, by their numbers from 1."""

    file: Any
    form: Any
    pages: dict[int, Page] = field(default_factory=dict)
    unsound: list[int] = field(default_factory=list)
    pictures: dict[int, Callable[[Box], Box]] = field(default_factory=dict)
    unread: list[int] = field(default_factory=list)

    def read(self) -> None:
        """Every page: its text, and then the pictures of those whose text is not sound."""
        count = pdfium.FPDF_GetPageCount(self.file)
        for number in range(1, count + 1):
            pace.next_part()
            with page_of(self.file, number - 1) as (page, frame):
                if page is None:
                    self.unread.append(number)
                else:
                    self._read_text(number, page, frame)
        if self.unsound and len(self.unsound) > _MOST_UNSOUND * len(self.pages):
            self.unsound = [
                number for number, page in self.pages.items() if page.blocks or number in self.unsound
            ]
        if self.unsound:
            programs.demand(programs.TESSERACT)
        for number in self.unsound:
            pace.next_part()
            with page_of(self.file, number - 1) as (page, frame):
                self._read_picture(number, page, frame)

    def _read_text(self, number: int, page: Any, frame: PageFrame) -> None:
        drawn = drawings(page, frame)
        with text_page_of(page) as text_page:
            glyphs = page_glyphs(text_page, frame, SymbolFonts(), drawn.covered_texts)
        seen = with_drawn_boxes(glyphs.seen, drawn) + annotation_glyphs(page, frame, self.form)
        tables = ruled_tables(drawn.rulings)
        blocks = laid_out(seen, tables)
        lines = [block for block in blocks if isinstance(block, Line)]
        aligned = aligned_tables(lines, drawn.rulings, frame.width)
        if aligned:
            blocks = laid_out(seen, [*tables, *aligned])
        laid = Page(number, frame.width, frame.height, blocks)
        laid.links = links_on(self.file, page, frame)
        self.pages[number] = laid
        if needs_picture(laid.text, glyphs, drawn, frame):
            self.unsound.append(number)

    def _read_picture(self, number: int, page: Any, frame: PageFrame) -> None:
        from transforms.read.scan.laid_scan import laid_scan

        picture = rendered(page, frame)
        if picture is None:
            self.unread.append(number)
            self.pages[number].blocks.clear()
            return
        image, dpi = picture
        scan = laid_scan(image, dpi=dpi, number=number)
        self.pages[number] = scan.page
        if scan.left_out:
            self.unread.append(number)

        def in_points(box: Box) -> Box:
            left, top, right, bottom = (edge * _POINTS_PER_INCH / dpi for edge in scan.original(box))
            return left, top, right, bottom

        self.pictures[number] = in_points

    def document(self, content: bytes, sha256: str) -> Document:
        """What was read, as a document."""
        pages = [self.pages[number] for number in sorted(self.pages)]
        headers, footers = without_running_lines(pages)
        join_cut_rows(pages)
        story, unconfirmed = self._story()
        story.starts = paragraph_starts(pages)
        story.add_lines(headers)
        for page in pages:
            story.add_page(page)
        story.end_page()
        story.add_lines(footers)
        if not story.blocks:
            raise UnreadableDocument("empty-file", f"{len(content)} bytes, no text")
        notes = []
        if self.pictures:
            notes.append(ReaderNote("page-read-from-picture", page_numbers(sorted(self.pictures))))
        if self.unread:
            notes.append(ReaderNote("page-unreadable", page_numbers(sorted(set(self.unread)))))
        return Document(
            sha256,
            MEDIA_TYPE,
            READER,
            "utf-8",
            story.last_line,
            tuple(story.blocks),
            notes=tuple(notes),
            unconfirmed=unconfirmed,
        )

    def _story(self) -> tuple[Story, dict[str, tuple[str, ...]]]:
        """The story of the pages, and what it notes as not confirmed; that of pictures only where there are
        any: what reads them is slow to import."""
        if not self.pictures:
            return Story(), {}
        from transforms.read.scan.scanned_story import ScannedStory

        story = ScannedStory()
        for number, in_points in self.pictures.items():
            story.show(number, in_points)
        return story, story.unconfirmed
