"""The text of one part of a DOCX (body, header, footnotes) into blocks, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from transforms.document import Cell, Paragraph, Place, Row, Table
from transforms.read.word.names import name_of, shown_choice
from transforms.read.word.paragraphs import CONTAINERS, Paragraphs, cleaned
from transforms.read.word.tables import grid_rows, is_frame, tables_of

#: Lines divided by tabs are rows where so many stand together, with so many filled cells each.
_FEWEST_TABBED, _FEWEST_CELLS = 2, 3


@dataclass(frozen=True, slots=True)
class _TabbedLine:
    """A line with its (raw, text) between tabs."""

    cells: list[tuple[str, str]]
    raw: str
    plain: str
    path: str


class Counter:
    """The running number of paragraphs and rows in reading order."""

    def __init__(self) -> None:
        self.last = 0

    def next(self) -> int:
        """The number of the next one, from 1."""
        self.last += 1
        return self.last


class Story:
    """Blocks of one part, as they come. ``embedded`` counts pieces in other formats that stand inside."""

    def __init__(self, paragraphs: Paragraphs, counter: Counter) -> None:
        self.blocks: list[Paragraph | Table] = []
        self.embedded = 0
        self._paragraphs = paragraphs
        self._counter = counter
        self._tabbed: list[_TabbedLine] = []

    def read(self, element: Any, path: str) -> None:
        """Adds what stands in ``element``, whose own path is ``path``."""
        self._read(element, path)
        self._close_tabbed()

    def _read(self, element: Any, path: str) -> None:
        counted: dict[str, int] = {}
        for inner in element:
            name = name_of(inner)
            counted[name] = counted.get(name, 0) + 1
            here = f"{path}/{name}[{counted[name]}]"
            if name == "p":
                self._paragraph(inner, here)
            elif name == "tbl":
                self._close_tabbed()
                self._table(inner, here)
            elif name in CONTAINERS or name == "sdt":
                self._read(inner, here)
            elif name == "AlternateContent":
                choice = shown_choice(inner)
                if choice is not None:
                    self._read(choice, here)
            elif name == "altChunk":
                self.embedded += 1

    def _paragraph(self, element: Any, path: str) -> None:
        written = self._paragraphs.read(element)
        if written.said:
            for raw, plain in written.lines():
                self._line(raw, plain, path)
        for box in written.text_boxes:
            self._close_tabbed()
            self._read(box, f"{path}/txbxContent")

    def _line(self, raw: str, plain: str, path: str) -> None:
        if not plain.strip():
            return
        cells = [(part, cleaned(text)) for part, text in zip(raw.split("\t"), plain.split("\t"), strict=True)]
        while not cells[0][1]:
            del cells[0]  # indented
        while not cells[-1][1]:
            del cells[-1]
        if sum(bool(text) for _, text in cells) < _FEWEST_CELLS:
            self._close_tabbed()
            self._add_paragraph(raw, cleaned(plain), path)
            return
        if self._tabbed and len(self._tabbed[-1].cells) != len(cells):
            self._close_tabbed()
        self._tabbed.append(_TabbedLine(cells, raw, plain, path))

    def _add_paragraph(self, raw: str, text: str, path: str) -> None:
        self.blocks.append(Paragraph(raw, text, Place(self._counter.next(), path=path)))

    def _close_tabbed(self) -> None:
        """Lines divided by tabs that stand together are a table; one alone is a paragraph."""
        lines, self._tabbed = self._tabbed, []
        if len(lines) < _FEWEST_TABBED:
            for line in lines:
                self._add_paragraph(line.raw, cleaned(line.plain), line.path)
            return
        rows: list[Row] = []
        for line in lines:
            place = Place(self._counter.next(), path=line.path)
            rows.append(Row(tuple(Cell(raw, text, place) for raw, text in line.cells), place))
        self.blocks.append(Table(tuple(rows)))

    def _table(self, table: Any, path: str) -> None:
        rows = grid_rows(table, path)
        if is_frame(rows):
            for row in rows:
                self._read(row.cells[0].element, row.cells[0].path)
            return
        self.blocks.extend(tables_of(table, rows, self._cell_lines, self._counter.next))

    def _cell_lines(self, cell: Any) -> list[tuple[str, str]]:
        return list(self._lines(cell))

    def _lines(self, element: Any) -> Iterator[tuple[str, str]]:
        """(raw, text) of each line in a cell; a number alone is what a cell of ordinals holds."""
        for inner in element:
            name = name_of(inner)
            if name == "p":
                written = self._paragraphs.read(inner)
                for raw, plain in written.lines():
                    if text := cleaned(plain):
                        yield raw, text
                for box in written.text_boxes:
                    yield from self._lines(box)
            elif name == "tbl":
                yield from self._nested_rows(inner)
            elif name in CONTAINERS or name == "sdt":
                yield from self._lines(inner)
            elif name == "AlternateContent":
                choice = shown_choice(inner)
                if choice is not None:
                    yield from self._lines(choice)
            elif name == "altChunk":
                self.embedded += 1

    def _nested_rows(self, table: Any) -> Iterator[tuple[str, str]]:
        """A table inside a cell: each row a line."""
        for row in grid_rows(table, ""):
            said = [list(self._lines(cell.element)) for cell in row.cells if not cell.continued]
            filled = [lines for lines in said if lines]
            if len(filled) == 1:
                yield from filled[0]
            elif filled:
                lines = [line for cell in filled for line in cell]
                yield " ".join(raw for raw, _ in lines), " ".join(text for _, text in lines)
