"""What stands on the pages into blocks of the document, numbered in reading order."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from itertools import groupby

from transforms.document import Cell, Paragraph, Place, Row, Table
from transforms.normalize.digits import to_arabic
from transforms.read.cell_html import text_of
from transforms.read.pdf.page_frame import Box, union
from transforms.read.pdf.page_layout import LaidCell, LaidTable, Page
from transforms.read.pdf.paragraph_starts import ParagraphStarts
from transforms.read.pdf.text_lines import Line
from transforms.read.pdf.wrapped_lines import TextParagraph, paragraphs_of
from transforms.read.span_grid import SpanGrid

_UNSAFE = re.compile(r"[\s\"'<>]")


def cleaned(text: str) -> str:
    """The text as every reader gives it: boxes as ☑ and ☐, no double spaces. A PDF has no markup."""
    return text_of(html.escape(text, quote=False))


class Story:
    """Takes the blocks of the pages in order."""

    def __init__(self) -> None:
        self.blocks: list[Paragraph | Table] = []
        self.last_line = 0
        #: Which lines of the document begin a paragraph whatever room is above.
        self.starts = ParagraphStarts()
        #: The last paragraph of the page before, where it may go on: its page and where its text may end.
        self._open: tuple[int, TextParagraph, float] | None = None
        self._links: dict[int, list[tuple[Box, str]]] = {}

    def add_lines(self, lines: Sequence[Line]) -> None:
        """Adds lines that stand by themselves, each with its page."""
        for line in lines:
            self._add_paragraph(line.page, TextParagraph([line], line.text))

    def add_page(self, page: Page) -> None:
        """Adds what stands on ``page``."""
        if page.links:
            self._links[page.number] = page.links
        right = page.text_right
        for is_line, blocks in groupby(page.blocks, lambda block: isinstance(block, Line)):
            if is_line:
                lines = [block for block in blocks if isinstance(block, Line)]
                for paragraph in self._going_on(paragraphs_of(lines, right, self.starts.parts)):
                    self.end_page()
                    self._open = (page.number, paragraph, right)
                continue
            self.end_page()
            for block in blocks:
                if isinstance(block, LaidTable):
                    self._add_table(page.number, block)

    def end_page(self) -> None:
        """The last paragraph does not go on."""
        if self._open is not None:
            page, paragraph, _ = self._open
            self._open = None
            self._add_paragraph(page, paragraph)

    def _going_on(self, paragraphs: list[TextParagraph]) -> list[TextParagraph]:
        """The paragraphs without the first, where that goes on with the last one of the page before."""
        if self._open is None:
            return paragraphs
        _, above, right = self._open
        first = paragraphs[0].lines
        if above.lines[-1].baseline < first[0].baseline or not above.is_cut_before(first[0], right):
            return paragraphs
        if self.starts.parts(above.lines[-1], first[0]):
            return paragraphs
        for line in first:
            above.add(line)
        return paragraphs[1:]

    def _add_paragraph(self, page: int, paragraph: TextParagraph) -> None:
        text = cleaned(paragraph.text)
        if text:
            self.last_line += 1
            first = paragraph.lines[0].baseline
            box = union([line.box for line in paragraph.lines if line.baseline >= first])
            place = Place(self.last_line, 0, len(paragraph.text), page=page, box=box)
            raw = paragraph.text + self._addresses(page, text, paragraph.lines)
            self.blocks.append(Paragraph(raw, text, self.place_of(place, paragraph.lines)))

    def _addresses(self, page: int, text: str, lines: Sequence[Line]) -> str:
        """The addresses of links on the lines, as a tag has them; none that the text itself says."""
        said = to_arabic("".join(text.split()))
        found: dict[str, None] = {}
        for box, address in self._links.get(page, ()):
            x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            here = any(
                line.box[0] - 1 <= x <= line.box[2] + 1 and line.box[1] - 3 <= y <= line.box[3] + 3
                for line in lines
            )
            if here and address.rstrip("/") not in said:
                found[address] = None
        return "".join(f'<a href="{_UNSAFE.sub("", address)}">' for address in found)

    def place_of(self, place: Place, lines: Sequence[Line]) -> Place:
        """The place of what ``lines`` say (none: of a row). A page that was a picture has more to say of
        it."""
        return place

    def _add_table(self, page: int, table: LaidTable) -> None:
        grid = SpanGrid()
        rows: list[Row] = []
        for laid, box in zip(table.rows, table.row_boxes, strict=True):
            self.last_line += 1
            cells = grid.row(self._cells(page, laid))
            rows.append(Row(tuple(cells), self.place_of(Place(self.last_line, page=page, box=box), ())))
        last = self.blocks[-1] if self.blocks else None
        if table.goes_on and isinstance(last, Table):
            self.blocks[-1] = Table((*last.rows, *rows))
        else:
            self.blocks.append(Table(tuple(rows)))

    def _cells(self, page: int, laid: Sequence[LaidCell]) -> list[tuple[Cell, int, int]]:
        cells: list[tuple[Cell, int, int]] = []
        start = 0
        for cell in laid:
            raw = cell.text
            text = cleaned(raw)
            end = start + len(raw)
            raw += self._addresses(page, text, cell.lines)
            place = Place(self.last_line, start, end, page=page, box=cell_box(cell))
            place = self.place_of(place, cell.all_lines)
            cells.append((Cell(raw, text, place), cell.columns, cell.rows))
            start = end + 1
        return cells


def cell_box(cell: LaidCell) -> Box:
    """Where the cell is."""
    return cell.box
