"""Images into the document model: every page of one that was scanned or photographed."""

from __future__ import annotations

from transforms.document import Document, ReaderNote, UnreadableDocument
from transforms.read import pace, programs
from transforms.read.pdf.continued_rows import join_cut_rows
from transforms.read.pdf.page_layout import Page
from transforms.read.pdf.running_lines import without_running_lines
from transforms.read.scan.laid_scan import laid_scan
from transforms.read.scan.picture_file import pages_of
from transforms.read.scan.scanned_story import ScannedStory

READER = "image"
_SIGNATURES = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
)


def read_image(content: bytes, sha256: str) -> Document:
    """The document of an image. Raises :class:`UnreadableDocument`: ``program-missing`` where what reads
    pictures is not installed, ``document-damaged``, ``document-too-large``, ``empty-file``."""
    programs.demand(programs.TESSERACT)
    pages: list[Page] = []
    story = ScannedStory()
    unread: list[int] = []
    for number, picture in enumerate(pages_of(content), start=1):
        pace.next_part()
        if picture is None:
            unread.append(number)
            continue
        scan = laid_scan(picture.gray, dpi=picture.dpi, number=number)
        pages.append(scan.page)
        story.show(number, scan.original)
        if scan.left_out or not picture.whole:
            unread.append(number)
    if not pages:
        raise UnreadableDocument("document-damaged", f"{len(unread)} pages")
    headers, footers = without_running_lines(pages)
    join_cut_rows(pages)
    story.add_lines(headers)
    for page in pages:
        story.add_page(page)
    story.end_page()
    story.add_lines(footers)
    if not story.blocks:
        raise UnreadableDocument("empty-file", f"{len(content)} bytes, no text")
    notes = [ReaderNote("page-read-from-picture", _numbers([page.number for page in pages]))]
    if unread:
        notes.append(ReaderNote("page-unreadable", _numbers(unread)))
    media_type = next((kind for start, kind in _SIGNATURES if content.startswith(start)), "image/tiff")
    return Document(
        sha256,
        media_type,
        READER,
        "binary",
        story.last_line,
        tuple(story.blocks),
        notes=tuple(notes),
        unconfirmed=story.unconfirmed,
    )


def _numbers(numbers: list[int]) -> str:
    """``1-3, 5``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
