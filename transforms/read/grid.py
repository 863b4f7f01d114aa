"""Rows of a spreadsheet or a delimited file into blocks: a row with one text is a paragraph, others a table.

A title above a list, the name of a district between its rows and a note below them are what a paragraph
is in a text; everything that reads paragraphs finds them there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from transforms.document import Cell, Paragraph, Place, Row, Table

#: One row: its place, and its cells from the first column on, empty ones too. Cells that a merged cell
#: covers are the same object again.
GridRow = tuple[Place, Sequence[Cell]]


def blocks_of(rows: Iterable[GridRow]) -> list[Paragraph | Table]:
    """The blocks of one sheet. Empty rows separate nothing: lists are printed with gaps."""
    blocks: list[Paragraph | Table] = []
    table: list[Row] = []
    for place, cells in rows:
        filled = [cell for cell in cells if cell.text]
        if not filled:
            continue
        if all(cell is filled[0] for cell in filled):
            if table:
                blocks.append(Table(tuple(table)))
                table = []
            blocks.append(Paragraph(filled[0].raw, filled[0].text, filled[0].place))
        else:
            table.append(Row(tuple(cells), place))
    if table:
        blocks.append(Table(tuple(table)))
    return blocks
