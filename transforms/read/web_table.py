"""Tables of a web page: which hold data, and which only lay out what stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from transforms.document import Cell, Place, Row, UnreadableDocument
from transforms.read.span_grid import LARGEST_SPAN, SpanGrid
from transforms.read.web_look import PageLook
from transforms.read.web_tree import Frame, walk
from transforms.read.web_words import CellWords

_MOST_CELLS, _MOST_COLUMNS = 2_000_000, 5_000
#: Tables in tables in tables: from here on they lay out a page.
_MOST_NESTED = 20
#: A table in a cell with so many columns is one of its own.
_FEWEST_COLUMNS = 3
#: A row with a cell of so many lines, in a table that has no other row and few columns, is a page beside its
#: menu.
_LINES_OF_A_PAGE, _COLUMNS_OF_A_PAGE = 8, 3


@dataclass(frozen=True, slots=True)
class LaidTable:
    """The rows of one table, all of its cells in their columns, empty rows too; ``captions`` as raw and
    shown text with their place. ``lays_out``: no row has two cells with anything to set side by side."""

    rows: tuple[Row, ...]
    captions: tuple[tuple[str, str, str], ...]
    lays_out: bool


def holds_content(table: LexborNode, depth: int) -> bool:
    """Whether a cell of the table holds a table with columns of its own, or most of what it says stands in
    tables inside its cells; ``depth`` counts the tables around it. Boxes with their labels, two by two, are
    part of what their cell says."""
    if depth >= _MOST_NESTED:
        return True
    inner = [node for node in table.css("table") if _is_directly_in(node, table)]
    if not inner:
        return False
    if any(map(_has_columns, inner)):
        return True
    return 2 * sum(_length(node) for node in inner) > _length(table)


class TableReader:
    """Reads the tables of one page; ``repeats`` as in :class:`SpanGrid`. Raises
    :class:`UnreadableDocument` where they have more cells than any page."""

    def __init__(self, look: PageLook, *, repeats: bool) -> None:
        self._look = look
        self._repeats = repeats
        self._cells = 0

    def read(self, table: Frame, line: int) -> LaidTable:
        """The table, its first row with text on the line after ``line``."""
        rows: list[Row] = []
        several: list[int] = []
        captions, groups = _parts(table)
        said = tuple((*self._words_of(caption), caption.path) for caption in captions)
        line += sum(text.count("\n") + 1 for _, text, _ in said if text)
        for group in groups:
            grid = SpanGrid(repeats=self._repeats)
            for tr in group:
                if not self._look.is_seen(tr.node, "tr"):
                    continue
                place = Place(line + 1, path=tr.path)
                cells = tuple(grid.row(self._own_cells(tr, place)))
                self._cells += len(cells)
                if len(cells) > _MOST_COLUMNS or self._cells > _MOST_CELLS:
                    raise UnreadableDocument(
                        "document-too-large",
                        f"a table of {len(cells)} columns, {self._cells} cells of tables",
                    )
                rows.append(Row(cells, place))
                filled = [cell.text for cell in cells if cell.text]
                line += bool(filled)
                if len(filled) > 1:
                    of_a_page = len(filled) <= _COLUMNS_OF_A_PAGE
                    several.append(max(text.count("\n") for text in filled) + 1 if of_a_page else 0)
        lays_out = not several or (len(several) == 1 and several[0] >= _LINES_OF_A_PAGE)
        return LaidTable(tuple(rows), said, lays_out)

    def _own_cells(self, tr: Frame, place: Place) -> Iterator[tuple[Cell, int, int]]:
        at = 0
        for node in _elements(tr.node):
            tag = node.tag or ""
            td = tr.child(node, tag)
            if tag not in ("td", "th") or not self._look.is_seen(node, tag):
                continue
            if self._look.has_symbols:
                self._look.dress(td)
            raw, text = self._words_of(td)
            cell = Cell(raw, text, Place(place.line, at, at + len(text), path=td.path))
            if node.mem_id in self._look.spanning:
                attributes = node.attributes
                yield cell, _span(attributes.get("colspan")), _span(attributes.get("rowspan"))
            else:
                yield cell, 1, 1
            at += len(text) + 1

    def _words_of(self, frame: Frame) -> tuple[str, str]:
        first = frame.node.first_child
        if first is None:
            return "", ""
        words = CellWords(self._look)
        if first.is_text_node and first.next is None:
            words.text(frame, first.text_content or "")
        else:
            walk(frame, self._look, words)
        return words.words.take()


def _parts(table: Frame) -> tuple[list[Frame], list[list[Frame]]]:
    """The captions, and the rows of each group; the foot comes last, wherever it is written."""
    captions: list[Frame] = []
    groups: list[list[Frame]] = []
    feet: list[list[Frame]] = []
    for node in _elements(table.node):
        tag = node.tag or ""
        frame = table.child(node, tag)
        if tag == "caption":
            captions.append(frame)
        elif tag in ("thead", "tbody", "tfoot"):
            rows = [frame.child(row, row.tag or "") for row in _elements(node)]
            rows = [row for row in rows if row.tag == "tr"]
            (feet if tag == "tfoot" else groups).append(rows)
    return captions, groups + feet


def _elements(node: LexborNode) -> Iterator[LexborNode]:
    child = node.first_child
    while child is not None:
        if child.is_element_node:
            yield child
        child = child.next


def _is_directly_in(node: LexborNode, table: LexborNode) -> bool:
    if node.mem_id == table.mem_id:
        return False
    above = node.parent
    while above is not None and above.tag != "table":
        above = above.parent
    return above is not None and above.mem_id == table.mem_id


def _has_columns(table: LexborNode) -> bool:
    """Whether two rows of the table or more have three cells or more."""
    rows = (sum(cell.tag in ("td", "th") for cell in _elements(row)) for row in table.css("tr"))
    return sum(cells >= _FEWEST_COLUMNS for cells in rows) > 1


def _length(node: LexborNode) -> int:
    return len("".join(node.text().split()))


def _span(value: str | None) -> int:
    digits = (value or "").strip()[:6]
    if not digits.isascii() or not digits.isdigit():
        return 1
    return min(int(digits), LARGEST_SPAN) if int(digits) else 1
