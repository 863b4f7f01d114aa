"""Web pages (HTML, MHTML) into the document model: paragraphs and tables as a browser shows them.

Nothing is fetched, no script is run and no style sheet followed; what an element says of itself is. Tables
that only lay a page out are read as what stands in them. What a spreadsheet program saved as a page is a
workbook.
"""

from __future__ import annotations

import re
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from transforms.document import Cell, Document, Paragraph, Place, Row, Table, UnreadableDocument
from transforms.read import workbook
from transforms.read.decode import DecodedText
from transforms.read.grid import blocks_of
from transforms.read.markup_source import pages_in
from transforms.read.markup_types import HTML, markup_type
from transforms.read.scanner_text import read_scanner_text
from transforms.read.web_look import PageLook
from transforms.read.web_menus import without_menus
from transforms.read.web_table import TableReader, holds_content
from transforms.read.web_tree import Frame, walk
from transforms.read.web_words import BLOCKS, Words

READER = "web-page"
_SPREADSHEET = re.compile(
    r"urn:schemas-microsoft-com:office:excel|content\s*=\s*[\"']?Excel\.Sheet", re.IGNORECASE
)
_HEAD = 20_000


def read_web_page(content: bytes, sha256: str) -> Document:
    """The document of a web page or of a page saved with its parts. Raises :class:`UnreadableDocument`
    where a limit is passed or nothing is shown on it."""
    media_type = markup_type(content) or HTML
    pages = pages_in(content, media_type)
    is_sheet = any(_SPREADSHEET.search(page.text[:_HEAD]) for page in pages)
    blocks: list[Paragraph | Table] = []
    line = 0
    for page in pages:
        line = _read(page, blocks, line, is_sheet=is_sheet)
    if not blocks:
        raise UnreadableDocument("empty-file", f"{len(content)} bytes, nothing shown")
    reader = workbook.READER if is_sheet else READER
    damaged = sum(page.damaged for page in pages)
    return Document(sha256, media_type, reader, pages[0].encoding, line, tuple(blocks), damaged)


def _read(page: DecodedText, blocks: list[Paragraph | Table], line: int, *, is_sheet: bool) -> int:
    """Adds the blocks of one page; the number of its last line."""
    tree = LexborHTMLParser(page.text)
    if tree.body is None:
        return line
    reader = _PageReader(PageLook(tree), line, is_sheet=is_sheet)
    walk(Frame(None, tree.body, "body", 1), reader.look, reader)
    reader.end_paragraph()
    blocks += without_menus(reader.blocks, reader.linked, reader.around)
    return reader.line


class _PageReader:
    """``blocks``: a paragraph for every line outside of tables, and the tables; ``linked`` and ``around`` as
    :func:`without_menus` has them."""

    def __init__(self, look: PageLook, line: int, *, is_sheet: bool) -> None:
        self.look = look
        self.line = line
        self.blocks: list[Paragraph | Table] = []
        self.linked: set[int] = set()
        self.around: set[int] = set()
        self._around = 0
        self._words = Words(look)
        self._tables = TableReader(look, repeats=is_sheet)
        self._is_sheet = is_sheet
        self._depth = 0

    def text(self, frame: Frame, text: str) -> None:
        self._words.text(frame, text)

    def enter(self, frame: Frame) -> bool:
        tag = frame.tag
        if tag in BLOCKS or tag == "br":
            self.end_paragraph()
            if tag == "table":
                if self._is_table(frame):
                    return False
                self._depth += 1
            elif tag == "pre" and self._are_lines(frame):
                return False
            self._around += frame.node.mem_id in self.look.around
        return self._words.enter(frame)

    def leave(self, frame: Frame) -> None:
        if frame.tag in BLOCKS:
            self.end_paragraph()
            self._depth -= frame.tag == "table"
            self._around -= frame.node.mem_id in self.look.around
        self._words.leave(frame)

    def end_paragraph(self) -> None:
        """What was collected is a paragraph."""
        frame, is_link = self._words.frame, self._words.is_link
        first = len(self.blocks)
        raw, text = self._words.take()
        if text:
            self._add_lines(raw, text, frame.path if frame is not None else "")
            if is_link:
                self.linked.update(range(first, len(self.blocks)))

    def _add_lines(self, raw: str, text: str, path: str) -> None:
        lines, raws = text.split("\n"), raw.split("\n")
        if len(lines) != len(raws):
            raws = [raw, *lines[1:]]
        for one, as_written in zip(lines, raws, strict=True):
            self.line += 1
            self._add(Paragraph(as_written, one, Place(self.line, 0, len(one), path=path)))

    def _add(self, block: Paragraph | Table) -> None:
        if self._around:
            self.around.add(len(self.blocks))
        self.blocks.append(block)

    def _is_table(self, frame: Frame) -> bool:
        """Adds a table; ``False`` where it only lays out what stands in it."""
        if holds_content(frame.node, self._depth):
            return False
        laid = self._tables.read(frame.again(), self.line)
        if laid.lays_out and not self._is_sheet:
            return False
        for raw, text, path in laid.captions:
            if text:
                self._add_lines(raw, text, path)
        if self._is_sheet:
            self.blocks += blocks_of((row.place, row.cells) for row in laid.rows)
        else:
            rows = tuple(row for row in laid.rows if any(row.texts))
            self._add(Table(rows))
        self.line += sum(any(row.texts) for row in laid.rows)
        return True

    def _are_lines(self, frame: Frame) -> bool:
        """Adds preformatted text, which has lines and tabs as a scanner's text has."""
        if frame.node.css_first("table,input,del,s,ol") is not None:
            return False
        lines = read_scanner_text(DecodedText(frame.node.text(), "", 0), "")
        for block in lines.blocks:
            self._add(_moved(block, self.line, frame.path))
        self.line += lines.line_count
        return True


def _moved(block: Paragraph | Table, lines: int, path: str) -> Paragraph | Table:
    def there(place: Place) -> Place:
        return replace(place, line=place.line + lines, path=path)

    if isinstance(block, Paragraph):
        return replace(block, place=there(block.place))
    return Table(
        tuple(
            Row(tuple(Cell(c.raw, c.text, there(c.place)) for c in row.cells), there(row.place))
            for row in block.rows
        )
    )
