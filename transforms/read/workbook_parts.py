"""What a workbook (xlsx) is made of, held against limits before anything reads it whole.

A file of 5 kB can claim a cell in the last row of the last column, and a library that lays the sheet out
as a rectangle then asks for more memory than there is. The parts are read here as a stream, as far as the
limits go; nothing that a part says of its own size is believed.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from transforms.document import UnreadableDocument, column_letters
from transforms.read.workbook_links import relations_of

#: Of all parts together, unpacked; of the rectangle of one sheet; of a sheet's rows; its merged
#: cells, and what they cover. The country's list has 8,000 rows of some twenty columns.
_MOST_BYTES, _MOST_AREA, _MOST_ROWS, _MOST_MERGED = 96 << 20, 3_000_000, 200_000, 50_000
MOST_COVERED = 500_000
_MOST_STYLED = 1_500_000
_MOST_PARTS = 2_000
_CHUNK, _OVERLAP = 1 << 20, 4096
#: A row, or a cell with something in it: a formula, a value, a string of its own.
_CELL = re.compile(
    rb"<(?:\w+:)?(?:(?P<row>row)\b([^>]{0,400})>|c\b([^>]{0,400})>(?P<filled>\s*<(?:\w+:)?(?:f|v|is)\b)?)"
)
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Z]{0,3})([0-9]{1,7})[\"']")
_MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\b[^>]{0,200}?\bref\s*=\s*[\"']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})[\"']"
)
_STYLE = re.compile(rb"\bs\s*=\s*[\"']([0-9]{1,6})[\"']")
_HIDDEN = re.compile(rb"\bhidden\s*=\s*[\"'](?:1|true)[\"']")
_ERROR = re.compile(
    rb"<(?:\w+:)?c\b[^>]{0,200}?\br=\"([A-Z]{1,3})([0-9]{1,7})\"[^>]{0,200}?\bt=\"e\"[^>]{0,200}>(?:(?!</(?:\w+:)?c>).){0,4000}?"
    rb"<(?:\w+:)?v>(#[^<]{1,20})</",
    re.DOTALL,
)
_LINK_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b[^>]{0,200}?\br=\"([A-Z]{1,3})([0-9]{1,7})\"[^>]{0,200}><(?:\w+:)?f[^>]{0,100}>(?:_xlfn\.)?HYPERLINK\("
    rb"(?:\"|&quot;)([^\"&<]{1,2000}(?:&amp;[^\"&<]{1,2000}){0,20})(?:\"|&quot;)"
)
_LINK = re.compile(rb"<(?:\w+:)?hyperlink\b[^>]{1,4000}>")
_REFERENCE_OF_LINK = re.compile(rb"\bref\s*=\s*[\"']([A-Z]{1,3})([0-9]{1,7})")
_RELATION = re.compile(rb"\b\w+:id\s*=\s*[\"']([^\"']{1,200})[\"']")
_COLUMNS = re.compile(rb"<(?:\w+:)?col\b[^>]{0,400}>")
_EDGE_FIRST = re.compile(rb"\bmin\s*=\s*[\"']([0-9]{1,5})[\"']")
_EDGE_LAST = re.compile(rb"\bmax\s*=\s*[\"']([0-9]{1,5})[\"']")
_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SheetExtent:
    """The used rectangle of one sheet, rows and columns counted from 1 (0: empty), and its merged cells as
    (first row, first column, last row, last column). By (row, column): ``styles`` of cells that show
    something else than their value, ``errors`` that cells show, ``links`` to addresses. ``part``
    is where it stands."""

    part: str
    first_column: int
    last_row: int
    last_column: int
    merged: tuple[tuple[int, int, int, int], ...]
    styles: Mapping[tuple[int, int], int]
    errors: Mapping[tuple[int, int], str]
    links: Mapping[tuple[int, int], str]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]


def is_workbook(content: bytes) -> bool:
    """Whether the bytes are a workbook of the xlsx family, or what is left of one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return b"xl/worksheets/" in content  # cut off while it was copied


def sheet_extents(content: bytes, styles: frozenset[int] = frozenset()) -> dict[str, SheetExtent]:
    """Sheet name → extent; of ``styles`` it is said which cells have them. Raises
    :class:`UnreadableDocument` (``workbook-damaged``, ``workbook-too-large``) where the
    package is broken, holds a document type declaration or passes a limit."""
    left = _MOST_BYTES
    extents: dict[str, SheetExtent] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS:
                raise UnreadableDocument("workbook-too-large", f"{len(parts)} parts")
            for part in parts:
                if part.flag_bits & 1:
                    raise UnreadableDocument("workbook-damaged", "encrypted")
                if not part.filename.lower().endswith((".xml", ".rels")):
                    continue  # pictures and macros are never unpacked
                scan = _Scan(part.filename, styles)
                with archive.open(part) as stream:
                    while chunk := stream.read(min(_CHUNK, left + 1)):
                        left -= len(chunk)
                        if left < 0:
                            raise UnreadableDocument(
                                "workbook-too-large", f"more than {_MOST_BYTES >> 20} MB unpacked"
                            )
                        scan.add(chunk)
                extents[part.filename] = scan.extent()
            found = {name: extents[part] for name, part in _sheet_parts(archive) if part in extents}
            return {name: _with_addresses(archive, extent) for name, extent in found.items()}
    except (
        zipfile.BadZipFile, zlib.error, ElementTree.ParseError, EOFError, KeyError, NotImplementedError,
        ValueError, OSError,
    ) as error:  # fmt: skip
        raise UnreadableDocument("workbook-damaged", str(error)[:120]) from error


def _with_addresses(archive: zipfile.ZipFile, extent: SheetExtent) -> SheetExtent:
    """The extent with addresses of the web where its links name relations."""
    if not extent.links:
        return extent
    relations = relations_of(archive, extent.part)
    links = {
        at: relations[link][1] if link in relations and relations[link][2] else link
        for at, link in extent.links.items()
    }
    return replace(extent, links={at: link for at, link in links.items() if link.startswith("http")})


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Each sheet's name with the part that holds it."""
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    for element in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            identity = next((value for key, value in element.items() if key.endswith("}id")), None)
            target = targets.get(identity, "")
            yield element.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


class _Scan:
    """Reads one part chunk by chunk, with the end of the last one before it."""

    def __init__(self, name: str, styles: frozenset[int]) -> None:
        self._name = name
        self._looked_for = styles
        self._styles: dict[tuple[int, int], int] = {}
        self._errors: dict[tuple[int, int], str] = {}
        self._links: dict[tuple[int, int], str] = {}
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._is_sheet = _SHEET_PART.fullmatch(name) is not None
        self._tail = b""
        self._row = self._column = 0
        self._first_column = self._last_row = self._last_column = 0
        self._merged: dict[tuple[int, int, int, int], None] = {}

    def add(self, chunk: bytes) -> None:
        text = self._tail + chunk
        if b"\x00" in chunk:  # another encoding than UTF-8: nothing below would see what is in it
            raise UnreadableDocument("workbook-damaged", f"{self._name} is not UTF-8")
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise UnreadableDocument("workbook-damaged", f"{self._name} declares a document type")
        # From the last row or cell on, so that none is cut.
        keep = max(text.rfind(b"<c"), text.rfind(b"<row"), text.rfind(b"<m"), len(text) - _OVERLAP)
        complete, self._tail = text[:keep], text[keep:]
        self._read(complete)

    def extent(self) -> SheetExtent:
        self._read(self._tail)
        return SheetExtent(
            self._name,
            self._first_column,
            self._last_row,
            self._last_column,
            tuple(self._merged),
            self._styles,
            self._errors,
            self._links,
            frozenset(self._hidden_rows),
            frozenset(self._hidden_columns),
        )

    def _read(self, text: bytes) -> None:
        if not self._is_sheet:
            return
        for match in _CELL.finditer(text):
            reference = _REFERENCE.search(match[2] if match["row"] else match[3])
            if match["row"]:
                self._row = int(reference[2]) if reference else self._row + 1
                self._column = 0
                if _HIDDEN.search(match[2]):
                    self._hidden_rows.add(self._row)
                continue
            self._column = _number(reference[1]) if reference else self._column + 1
            if reference:
                self._row = int(reference[2])
            if not match["filled"]:
                continue  # formatted, but empty
            self._last_row = max(self._last_row, self._row)
            self._last_column = max(self._last_column, self._column)
            self._first_column = min(self._first_column or self._column, self._column)
            if self._looked_for and (style := _STYLE.search(match[3])) and int(style[1]) in self._looked_for:
                self._styles[self._row, self._column] = int(style[1])
        self._read_rest(text)
        self._demand_limits()
        for match in _MERGED.finditer(text):
            top, left, bottom, right = int(match[2]), _number(match[1]), int(match[4]), _number(match[3])
            self._merged[top, left, bottom, right] = None
        if len(self._merged) > _MOST_MERGED:
            raise UnreadableDocument("workbook-too-large", f"{self._name}: {len(self._merged)} merged cells")

    def _read_rest(self, text: bytes) -> None:
        if b't="e"' in text:
            for match in _ERROR.finditer(text):
                self._errors[int(match[2]), _number(match[1])] = match[3].decode("ascii", "replace")
        if b"HYPERLINK" in text:
            for match in _LINK_FORMULA.finditer(text):
                self._links[int(match[2]), _number(match[1])] = html.unescape(
                    match[3].decode("utf-8", "replace")
                )
        if b"<hyperlink" in text or b":hyperlink" in text:
            for match in _LINK.finditer(text):
                if relation := _RELATION.search(match[0]):
                    at = _REFERENCE_OF_LINK.search(match[0])
                    if at:
                        self._links[int(at[2]), _number(at[1])] = relation[1].decode("ascii", "replace")
        for match in _COLUMNS.finditer(text) if b"hidden" in text else ():
            first, last = _EDGE_FIRST.search(match[0]), _EDGE_LAST.search(match[0])
            if first and last and _HIDDEN.search(match[0]):
                self._hidden_columns.update(range(int(first[1]), min(int(last[1]), 16_384) + 1))

    def _demand_limits(self) -> None:
        width = self._last_column - self._first_column + 1
        if len(self._styles) > _MOST_STYLED:
            raise UnreadableDocument("workbook-too-large", f"{self._name}: more than {_MOST_STYLED} cells")
        if self._last_row > _MOST_ROWS or self._last_row * width > _MOST_AREA:
            place = f"{column_letters(self._last_column)}{self._last_row}"
            raise UnreadableDocument("workbook-too-large", f"{self._name}: used up to {place}")


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
