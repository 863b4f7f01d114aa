"""A PDF file opened, or the reason why not."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium  # the package starts the library, and ends it with the process

from transforms.document import UnreadableDocument
from transforms.read.pdf.page_frame import PageFrame

MOST_PAGES = 2_000
_SMALLEST_SIDE = 1.0

_REASONS = {
    pdfium.FPDF_ERR_PASSWORD: ("document-locked", "password"),
    pdfium.FPDF_ERR_SECURITY: ("document-locked", "unknown security handler"),
    pdfium.FPDF_ERR_FORMAT: ("document-damaged", "no PDF"),
    pdfium.FPDF_ERR_PAGE: ("document-damaged", "page"),
}


@contextmanager
def opened(content: bytes) -> Iterator[Any]:
    """The document (``FPDF_DOCUMENT``) of ``content``, open within. Scripts and attachments are never
    looked at. A file that needs a password only to be changed is opened. Raises
    :class:`UnreadableDocument`: ``document-locked``, ``document-damaged``, ``document-too-large``."""
    buffer = ctypes.create_string_buffer(content, len(content))
    document = pdfium.FPDF_LoadMemDocument64(buffer, len(content), None)
    if not document:
        rule, detail = _REASONS.get(pdfium.FPDF_GetLastError(), ("document-damaged", "cannot be opened"))
        raise UnreadableDocument(rule, detail)
    try:
        pages = pdfium.FPDF_GetPageCount(document)
        if pages < 1:
            raise UnreadableDocument("document-damaged", "no pages")
        if pages > MOST_PAGES:
            raise UnreadableDocument("document-too-large", f"{pages} pages")
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)
        del buffer


@contextmanager
def page_of(document: Any, index: int) -> Iterator[tuple[Any, PageFrame]]:
    """The page (``FPDF_PAGE``) at ``index`` and how it is shown, open within; ``None`` for the page where
    the file does not hold it. Raises :class:`UnreadableDocument`."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        yield None, PageFrame((0.0, 0.0, 1.0, 1.0), 0)
        return
    try:
        rect = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, rect)
        frame = PageFrame(
            (rect.left, rect.bottom, rect.right, rect.top), pdfium.FPDFPage_GetRotation(page) % 4
        )
        if min(frame.width, frame.height) < _SMALLEST_SIDE:
            yield None, frame
        else:
            yield page, frame
    finally:
        pdfium.FPDF_ClosePage(page)


@contextmanager
def text_page_of(page: Any) -> Iterator[Any]:
    """The text of a page (``FPDF_TEXTPAGE``), open within; ``None`` where there is none."""
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        yield None
        return
    try:
        yield text_page
    finally:
        pdfium.FPDFText_ClosePage(text_page)
