"""PDF files into the document model, page by page."""

from __future__ import annotations

from transforms.document import Document, UnreadableDocument
from transforms.read import pace
from transforms.read.pdf.continued_rows import join_cut_rows
from transforms.read.pdf.drawings import drawings
from transforms.read.pdf.glyphs import page_glyphs
from transforms.read.pdf.opening import opened, page_of, text_page_of
from transforms.read.pdf.page_layout import Page, laid_out
from transforms.read.pdf.ruled_tables import ruled_tables
from transforms.read.pdf.running_lines import without_running_lines
from transforms.read.pdf.story import Story
from transforms.read.pdf.symbol_fonts import SymbolFonts

READER = "pdf"
MEDIA_TYPE = "application/pdf"


def read_pdf(content: bytes, sha256: str) -> Document:
    """The document of a PDF. Raises :class:`UnreadableDocument`: ``document-locked``, ``document-damaged``,
    ``document-too-large``, ``empty-file``, ``program-missing`` where a page is a picture and what reads
    pictures is not installed."""
    import pypdfium2.raw as pdfium

    pages: list[Page] = []
    with opened(content) as document:
        for index in range(pdfium.FPDF_GetPageCount(document)):
            pace.next_part()
            with page_of(document, index) as (page, frame):
                if page is None:
                    continue
                with text_page_of(page) as text:
                    glyphs = page_glyphs(text, frame, SymbolFonts())
                blocks = laid_out(glyphs.seen, ruled_tables(drawings(page, frame).rulings))
                pages.append(Page(index + 1, frame.width, frame.height, blocks))
    headers, footers = without_running_lines(pages)
    join_cut_rows(pages)
    story = Story()
    story.add_lines(headers)
    for page in pages:
        story.add_page(page)
    story.add_lines(footers)
    if not story.blocks:
        raise UnreadableDocument("empty-file", f"{len(content)} bytes, no text")
    return Document(sha256, MEDIA_TYPE, READER, "utf-8", story.last_line, tuple(story.blocks))
