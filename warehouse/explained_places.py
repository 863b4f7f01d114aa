"""Where a piece of a document stands, in words for people, and what the document says there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from transforms.document import Cell, Document, Paragraph, Row

PDF = "application/pdf"
_BOX = re.compile(r"page:(\d+):box:(-?[\d.]+),(-?[\d.]+),(-?[\d.]+),(-?[\d.]+)")
_STEP = re.compile(r"([A-Za-z][A-Za-z0-9-]*)(?:\[(\d+)\])?")
_ROW = re.compile(r"row:(\d+)")
#: Elements of Word, OpenDocument and HTML that people can count on the page.
_ELEMENTS = {
    **dict.fromkeys(("tbl", "table"), ("ตารางที่", "table")),
    **dict.fromkeys(("tr", "table-row"), ("แถวที่", "row")),
    **dict.fromkeys(("tc", "td", "th", "table-cell"), ("ช่องที่", "cell")),
    "p": ("ย่อหน้าที่", "paragraph"),
    "li": ("รายการที่", "list item"),
    "caption": ("คำอธิบายตารางที่", "caption"),
    **{f"h{level}": ("หัวเรื่องที่", "heading") for level in range(1, 7)},
}
#: Parts and elements that stand apart from the running text.
_APART = {
    "footnotes.xml": ("เชิงอรรถ", "footnotes"),
    "endnotes.xml": ("อ้างอิงท้ายเรื่อง", "endnotes"),
    "txbxContent": ("กล่องข้อความ", "text box"),
    "thead": ("ส่วนหัวตาราง", "table head"),
}


@dataclass(frozen=True, slots=True)
class PageBox:
    """A box on a page, which counts from 1: left, top, right, bottom from the upper left corner, in points
    of a PDF or pixels of an image."""

    page: int
    edges: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands at a place: its own text, and that of the row or paragraph around it."""

    locator: str
    text: str
    around: str


def box_of(locator: str) -> PageBox | None:
    """The box that a locator names, if it names one."""
    found = _BOX.fullmatch(locator)
    if found is None:
        return None
    left, top, right, bottom = (float(edge) for edge in found.groups()[1:])
    return PageBox(max(1, int(found[1])), (left, top, right, bottom))


def in_words(locator: str, media_type: str | None) -> tuple[str, str]:
    """The place in Thai and English; a line of text and a cell of a sheet are called as they are."""
    box = box_of(locator)
    if box is not None:
        left, top, right, bottom = (f"{edge:.0f}" for edge in box.edges)
        is_pdf = media_type == PDF
        at = f"{left},{top}–{right},{bottom} {'pt' if is_pdf else 'px'}"
        if is_pdf or box.page > 1:
            return f"หน้า {box.page} ที่ {at}", f"page {box.page}, at {at}"
        return f"ที่ {at} ของภาพ", f"at {at} of the picture"
    if locator.startswith("xml:"):
        return _path_in_words(locator.removeprefix("xml:")) or (locator, locator)
    if (row := _ROW.fullmatch(locator)) is not None:
        return f"ย่อหน้าหรือแถวที่ {row[1]} ของเอกสาร", f"paragraph or row {row[1]} of the document"
    return locator, locator


def pieces_of(document: Document) -> dict[str, Piece]:
    """What stands at every place of the document, by locator; paragraphs and rows by ``row:NUMBER`` too
    where they are counted through the whole document."""
    pieces: dict[str, Piece] = {}
    for block in document.blocks:
        rows: Sequence[Paragraph | Row] = (block,) if isinstance(block, Paragraph) else block.rows
        for row in rows:
            cells: tuple[Cell, ...] = ()
            if isinstance(row, Paragraph):
                around = row.text
            else:
                cells, around = row.cells, " | ".join(" ".join(text.split()) for text in row.texts)
            whole = Piece(row.place.locator(), around, around)
            if not row.place.sheet:
                pieces.setdefault(f"row:{row.place.line}", whole)
            for cell in cells:
                locator = cell.place.locator()
                pieces.setdefault(locator, Piece(locator, cell.text, around))
            pieces.setdefault(whole.locator, whole)
    return pieces


def piece_at(pieces: Mapping[str, Piece], locator: str) -> Piece | None:
    """The piece at a locator; a line of a document without lines is one of its paragraphs and rows."""
    if locator in pieces:
        return pieces[locator]
    return pieces.get("row:" + locator.removeprefix("line:").partition(":")[0])


def _path_in_words(path: str) -> tuple[str, str] | None:
    thai, english = [], []
    for step in path.split("/"):
        found = _STEP.fullmatch(step)
        if step in _APART or (found and found[1] in _APART):
            words = _APART[found[1] if found and found[1] in _APART else step]
            thai.append(words[0])
            english.append(words[1])
        elif found and found[1] in _ELEMENTS:
            words = _ELEMENTS[found[1]]
            number = found[2] or "1"
            thai.append(f"{words[0]} {number}")
            english.append(f"{words[1]} {number}")
    return (" ".join(thai), ", ".join(english)) if thai else None
