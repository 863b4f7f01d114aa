"""Images into the document model: every page of one that was scanned or photographed, and pictures of pages
in documents of another kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from transforms.document import Document, Paragraph, ReaderNote, Table, UnreadableDocument
from transforms.read import pace, programs
from transforms.read.pdf.continued_rows import join_cut_rows
from transforms.read.pdf.page_layout import Page
from transforms.read.pdf.running_lines import without_running_lines
from transforms.read.scan.laid_scan import laid_scan
from transforms.read.scan.picture_file import PictureOfPage, pages_of
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
    media_type = next((kind for start, kind in _SIGNATURES if content.startswith(start)), "image/tiff")
    read = read_pictures(pages_of(content))
    if not read.pages:
        raise UnreadableDocument("document-damaged", "no page can be decoded")
    if not read.blocks:
        raise UnreadableDocument("empty-file", f"{len(content)} bytes, no text")
    return Document(
        sha256,
        media_type,
        READER,
        "binary",
        read.last_line,
        read.blocks,
        notes=read.notes,
        unconfirmed=read.unconfirmed,
    )


@dataclass(frozen=True, slots=True)
class ReadPictures:
    """What stands on pictures of pages, as a document has it; ``pages`` could be decoded."""

    pages: int
    blocks: tuple[Paragraph | Table, ...]
    last_line: int
    notes: tuple[ReaderNote, ...]
    unconfirmed: Mapping[str, tuple[str, ...]]


def read_pictures(pictures: Iterable[PictureOfPage | None], lines_before: int = 0) -> ReadPictures:
    """What stands on the pages of a document, each a picture, ``None`` for one that cannot be decoded;
    ``lines_before`` are those of the document above them. Raises :class:`UnreadableDocument`:
    ``program-missing``."""
    programs.demand(programs.TESSERACT)
    pages: list[Page] = []
    story = ScannedStory()
    story.last_line = lines_before
    unread: list[int] = []
    for number, picture in enumerate(pictures, start=1):
        pace.next_part()
        if picture is None:
            unread.append(number)
            continue
        scan = laid_scan(picture.gray, dpi=picture.dpi, number=number)
        pages.append(scan.page)
        story.show(number, scan.original)
        if scan.left_out or not picture.whole:
            unread.append(number)
    headers, footers = without_running_lines(pages)
    join_cut_rows(pages)
    story.add_lines(headers)
    for page in pages:
        story.add_page(page)
    story.end_page()
    story.add_lines(footers)
    notes = []
    if pages:
        notes.append(ReaderNote("page-read-from-picture", _numbers([page.number for page in pages])))
    if unread:
        notes.append(ReaderNote("page-unreadable", _numbers(unread)))
    return ReadPictures(len(pages), tuple(story.blocks), story.last_line, tuple(notes), story.unconfirmed)


def _numbers(numbers: list[int]) -> str:
    """``1-3, 5``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
