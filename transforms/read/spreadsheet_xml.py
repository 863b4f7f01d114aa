"""Workbooks of Excel 2002/2003 in one XML file (SpreadsheetML) into the document model."""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.etree import ElementTree

from transforms.document import Cell, Document, Paragraph, Place, Table, UnreadableDocument
from transforms.read import workbook
from transforms.read.cell_html import link_to, text_of
from transforms.read.grid import GridRow, blocks_of
from transforms.read.markup_types import SPREADSHEETML
from transforms.read.span_grid import SpanGrid
from transforms.read.word.symbols import is_symbol_font
from transforms.read.workbook_looks import Look

_MOST_BYTES, _MOST_ROWS, _MOST_COLUMNS = 64 << 20, 200_000, 1_000
#: Names of formats, and what they are.
_FORMATS = {
    "Percent": "0.00%", "Fixed": "0.00", "Standard": "#,##0.00", "Short Date": "d/m/yyyy",
    "Medium Date": "d-mmm-yy", "Long Date": "d mmmm yyyy", "General Date": "d/m/yyyy",
}  # fmt: skip


def read_spreadsheet_xml(content: bytes, sha256: str) -> Document:
    """The document of such a workbook. Raises :class:`UnreadableDocument` where a limit is passed, the file
    is damaged or declares a document type."""
    if len(content) > _MOST_BYTES:
        raise UnreadableDocument("workbook-too-large", f"{len(content) >> 20} MB")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise UnreadableDocument("document-unsafe", "declares a document type")
    try:
        root = ElementTree.parse(io.BytesIO(content)).getroot()
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise UnreadableDocument("workbook-damaged", str(error)[:120]) from error
    looks: dict[str, Look] = {}
    blocks: list[Paragraph | Table] = []
    rows = 0
    for element in root.iter():
        if _name(element) == "Style":
            looks[_said(element, "ID")] = _look(element)
        elif _name(element) == "Worksheet":
            sheet = list(_rows(element, _said(element, "Name"), looks))
            blocks += blocks_of(sheet)
            rows += len(sheet)
    if not blocks:
        raise UnreadableDocument("empty-file", f"{len(content)} bytes, no filled cell")
    return Document(sha256, SPREADSHEETML, workbook.READER, "utf-8", rows, tuple(blocks))


def _rows(sheet: ElementTree.Element, name: str, looks: dict[str, Look]) -> Iterator[GridRow]:
    grid = SpanGrid(repeats=True)
    number = 0
    for row in sheet.iter():
        if _name(row) != "Row":
            continue
        index = _whole(_said(row, "Index")) or number + 1
        while number + 1 < index <= _MOST_ROWS:
            number += 1
            yield Place(number, sheet=name), grid.row(())
        number += 1
        if number > _MOST_ROWS:
            raise UnreadableDocument("workbook-too-large", f"more than {_MOST_ROWS} rows")
        laid = grid.row(_cells(row, number, name, looks))
        if _said(row, "Hidden") != "1":
            yield Place(number, sheet=name), laid


def _cells(
    row: ElementTree.Element, number: int, sheet: str, looks: dict[str, Look]
) -> Iterator[tuple[Cell, int, int]]:
    column = 0
    for element in row:
        if _name(element) != "Cell":
            continue
        index = _whole(_said(element, "Index")) or column + 1
        if index > _MOST_COLUMNS:
            raise UnreadableDocument("workbook-too-large", f"more than {_MOST_COLUMNS} columns")
        while column + 1 < index:
            column += 1
            yield Cell("", "", Place(number, sheet=sheet, column=column)), 1, 1
        column += 1
        across = _whole(_said(element, "MergeAcross"))
        value = _value(element)
        text = text_of(looks.get(_said(element, "StyleID"), Look()).text(value))
        address = _said(element, "HRef")
        raw = f"{link_to(address)}{value}</a>" if address.startswith("http") else value
        place = Place(number, sheet=sheet, column=column)
        yield Cell(raw, text, place), across + 1, _whole(_said(element, "MergeDown")) + 1
        column += across


def _value(cell: ElementTree.Element) -> str:
    data = next((part for part in cell if _name(part) == "Data"), None)
    if data is None:
        return ""
    text = "".join(_unstruck(data))
    kind = _said(data, "Type")
    if kind == "DateTime":
        return text.partition(".")[0].replace("T", " ")
    return {"1": "true", "0": "false"}.get(text, text) if kind == "Boolean" else text


def _unstruck(element: ElementTree.Element) -> Iterator[str]:
    yield element.text or ""
    for part in element:
        if _name(part) not in ("S", "Del"):
            yield from _unstruck(part)
        yield part.tail or ""


def _look(style: ElementTree.Element) -> Look:
    code, font, struck = "", "", False
    for part in style:
        if _name(part) == "NumberFormat":
            code = _said(part, "Format")
        elif _name(part) == "Font":
            font = _said(part, "FontName")
            struck = _said(part, "StrikeThrough") == "1"
    code = _FORMATS.get(code, code)
    return Look(code if code not in ("General", "@") else "", font if is_symbol_font(font) else "", struck)


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _said(element: ElementTree.Element, name: str) -> str:
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")


def _whole(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 8 else 0
