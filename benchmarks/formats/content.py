"""What a text report says, ready to be written in another format: paragraphs and tables of cells of lines.

The text is parsed by the project's own reader of text, whose reading is what the other formats are held
against. Boxes are ☑ and ☐; an address behind words stays with them (:class:`Link`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.document import BOX_EMPTY, BOX_TICKED, Document
from transforms.document import Paragraph as ReadParagraph
from transforms.read.cell_html import text_of
from transforms.read.decode import decode_text
from transforms.read.scanner_text import read_scanner_text

_ANCHOR = re.compile(r"<a\b[^>]*\bhref\s*=\s*[\"']?([^\"'\s>]+)[^>]*>(.*?)</a\s*>", re.IGNORECASE | re.DOTALL)
#: Private letters that carry an address through the cleaning of text.
_OPEN, _MIDDLE, _CLOSE = "\ue0f0", "\ue0f1", "\ue0f2"
_MARKED = re.compile(f"{_OPEN}([^{_MIDDLE}]*){_MIDDLE}([^{_CLOSE}]*){_CLOSE}")
#: What no XML file can hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Link:
    """Words with an address behind them."""

    text: str
    address: str


Line = tuple[str | Link, ...]
#: What a cell, or a paragraph, says.
Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of the same number of cells. The first ``headers`` rows head every page."""

    rows: tuple[tuple[Cell, ...], ...]
    headers: int

    @property
    def width(self) -> int:
        return len(self.rows[0])


@dataclass(frozen=True, slots=True)
class Content:
    """All of one report, in reading order."""

    blocks: tuple[Cell | Grid, ...]

    @property
    def widest(self) -> int:
        """Columns of the widest table; 0 without tables."""
        return max((block.width for block in self.blocks if isinstance(block, Grid)), default=0)

    @property
    def boxes(self) -> str:
        """Its boxes in order, each as ☑ or ☐."""
        said = (
            plain_cell(cell)
            for block in self.blocks
            for cell in ([cell for row in block.rows for cell in row] if isinstance(block, Grid) else [block])
        )
        return "".join(letter for text in said for letter in text if letter in (BOX_TICKED, BOX_EMPTY))


def content_of(report: bytes) -> Content:
    """What ``report``, the bytes of a text, says. Tables that follow each other under the same header row
    (the text of pages) become one table, whose header is repeated where pages end; one that begins in the
    middle of a row stays as it is."""
    document = read_scanner_text(decode_text(report), "")
    blocks: list[Cell | Grid] = []
    for block in document.blocks:
        if isinstance(block, ReadParagraph):
            blocks.append(tuple(_lines(block.raw)))
        else:
            rows = [tuple(_cell(cell.raw, cell.text) for cell in row.cells) for row in block.rows]
            before = blocks[-1] if blocks else None
            if isinstance(before, Grid) and _same_header(before, rows):
                blocks[-1] = _grid([*before.rows, *rows[1:]], 1)
            else:
                blocks.append(_grid(rows, 0))
    return Content(tuple(_with_header(block) if isinstance(block, Grid) else block for block in blocks))


def plain(line: Line) -> str:
    """A line as plain text; an address that the words do not say stands behind them."""
    return "".join(part if isinstance(part, str) else _said(part) for part in line)


def plain_cell(cell: Cell) -> str:
    """A cell or a paragraph as plain text, its lines separated by line breaks."""
    return "\n".join(plain(line) for line in cell)


def _said(link: Link) -> str:
    if link.address.partition("://")[2] in link.text:
        return link.text
    return f"{link.text} {link.address}" if link.text else link.address


def _cell(raw: str, text: str) -> Cell:
    return tuple(_lines(raw)) if text else ()


def _lines(raw: str) -> list[Line]:
    marked = _ANCHOR.sub(lambda found: f"{_OPEN}{html.unescape(found[1])}{_MIDDLE}{found[2]}{_CLOSE}", raw)
    return [_line(line) for line in text_of(_FORBIDDEN.sub("", marked)).split("\n") if line.strip()]


def _line(text: str) -> Line:
    parts: list[str | Link] = []
    end = 0
    for found in _MARKED.finditer(text):
        if found.start() > end:
            parts.append(text[end : found.start()])
        parts.append(Link(found[2].strip(), found[1]))
        end = found.end()
    if end < len(text):
        parts.append(text[end:])
    return tuple(parts)


def _grid(rows: Sequence[tuple[Cell, ...]], headers: int) -> Grid:
    width = max(len(row) for row in rows)
    return Grid(tuple(row + ((),) * (width - len(row)) for row in rows), headers)


def _same_header(before: Grid, rows: Sequence[tuple[Cell, ...]]) -> bool:
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    header, first = _plain_row(rows[0]), _plain_row(rows[1])
    goes_on = not (first[0] and first[1]) or first[0] == plain_cell(before.rows[-1][0])
    return any(header) and header == _plain_row(before.rows[0]) and not goes_on


def _plain_row(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(plain_cell(cell) for cell in row)


def _with_header(grid: Grid) -> Grid:
    """A first row of many short and filled cells heads the table."""
    filled = _plain_row(grid.rows[0])
    is_header = grid.width >= 3 and len(grid.rows) > 1 and all(0 < len(text) <= 80 for text in filled)
    return Grid(grid.rows, 1 if grid.headers or is_header else 0)


def document_of(report: bytes) -> Document:
    """The report as the reader of text reads it."""
    return read_scanner_text(decode_text(report), "")
