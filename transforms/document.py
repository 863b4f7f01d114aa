"""The immutable document model between reading and extraction.

A reader turns bytes into a :class:`Document`: blocks in reading order, each a :class:`Paragraph`
or a physical :class:`Table` of rows and cells. Nothing is interpreted here and nothing is moved:
every piece keeps its raw text and the place where it stood, so that a figure can be traced to it.
Logical tables (stitched over pages) are a later layer that refers to these cells.

Boxes of every origin (``<input type="checkbox" checked>``, ☑, Wingdings) stand in ``text`` as
``BOX_TICKED`` and ``BOX_EMPTY``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

BOX_TICKED = "☑"
BOX_EMPTY = "☐"
_PLAIN_SHEET = re.compile(r"[A-Za-zก-๎_][A-Za-z0-9ก-๙_.]*")


def column_letters(column: int) -> str:
    """The name of a spreadsheet's column: 1 is ``A``, 27 ``AA``; 0 gives nothing."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece of text stood in the original.

    ``line`` counts from 1; ``start`` and ``end`` are character offsets in that line (end
    exclusive) after decoding. ``page`` counts from 1 where the format has pages, else 0. In a
    workbook ``line`` is the row of ``sheet`` and ``column`` counts from 1 (0: the whole row).

    Where the original has no lines of text, ``line`` counts its paragraphs and rows of tables in
    reading order, and the place itself is ``box`` on ``page`` (left, top, right, bottom from the upper
    left corner; points of 1/72 inch as the page is shown, pixels of an image), or ``path``, the element
    of an XML or HTML tree: ``word/document.xml/body/tbl[2]/tr[3]/tc[1]``, each counted from 1.
    """

    line: int
    start: int = 0
    end: int = 0
    page: int = 0
    sheet: str = ""
    column: int = 0
    box: tuple[float, float, float, float] | None = None
    path: str = ""

    def locator(self) -> str:
        """The place as written into ``core.evidence.locator``: ``line:12``, ``line:12:5-40``; as a
        spreadsheet has it, ``Sheet1!C12`` (``'ผล 2566'!C12`` where the name is not one word);
        ``page:3:box:72.0,90.5,301.2,118.0``; ``xml:word/document.xml/body/tbl[2]/tr[3]/tc[1]``."""
        if self.box is not None:
            return f"page:{self.page}:box:" + ",".join(f"{edge:.1f}" for edge in self.box)
        if self.path:
            return f"xml:{self.path}"
        if self.sheet:
            name = (
                self.sheet
                if _PLAIN_SHEET.fullmatch(self.sheet)
                else f"'{self.sheet.replace(chr(39), chr(39) * 2)}'"
            )
            return f"{name}!{column_letters(self.column)}{self.line}"
        if self.end > self.start:
            return f"line:{self.line}:{self.start}-{self.end}"
        return f"line:{self.line}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a physical row. ``raw`` is as in the original, markup included; ``text`` is
    without markup, its paragraphs and list items separated by line breaks, boxes as ☑ and ☐."""

    raw: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Row:
    """One physical row; for text of a scanner this is one line."""

    cells: tuple[Cell, ...]
    place: Place

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each cell, in order."""
        return tuple(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text: one line of the original."""

    raw: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that follow each other without anything between them."""

    rows: tuple[Row, ...]

    @property
    def place(self) -> Place:
        """Where the first row stood."""
        return self.rows[0].place


@dataclass(frozen=True, slots=True)
class ReaderNote:
    """What a reader saw and people should know: ``rule`` of the issue catalogue, the place if there is
    one, and what fills ``{detail}`` of its message."""

    rule: str
    detail: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader made of the bytes. ``line_count`` is that of the decoded original (of an original
    without lines: its paragraphs and rows); ``damaged`` counts its characters that could not be decoded.

    ``unconfirmed``: locator of a piece → the numbers in its text, as they stand there, that were read
    from a picture in one way only. They are no plain facts until a second source says the same.
    """

    sha256: str
    media_type: str
    reader: str
    encoding: str
    line_count: int
    blocks: tuple[Paragraph | Table, ...]
    damaged: int = 0
    notes: tuple[ReaderNote, ...] = ()
    unconfirmed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph outside tables, in order."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block

    def tables(self) -> Iterator[Table]:
        """Every physical table, in order."""
        for block in self.blocks:
            if isinstance(block, Table):
                yield block

    def pieces(self) -> Iterator[tuple[str, Place]]:
        """Every text of the document with its place, tables cell by cell, in order."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block.text, block.place
            else:
                for row in block.rows:
                    for cell in row.cells:
                        yield cell.text, cell.place


class UnreadableDocument(Exception):
    """The bytes cannot become a document. ``rule`` is the kebab-case id of the reason, one of the
    entries of the issue catalogue; the document is quarantined under it, never dropped."""

    def __init__(self, rule: str, detail: str = "") -> None:
        super().__init__(f"{rule}: {detail}" if detail else rule)
        self.rule = rule
        self.detail = detail


class NotADocument(UnreadableDocument):
    """The bytes are sound and hold no text of their own: out of scope under ``rule``, with ``notes`` for
    people. Nothing has to be mended."""

    def __init__(self, rule: str, detail: str = "", notes: tuple[ReaderNote, ...] = ()) -> None:
        super().__init__(rule, detail)
        self.notes = notes
