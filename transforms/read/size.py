"""How much text is read at all: what is far beyond any report is set aside before it costs time."""

from __future__ import annotations

from transforms.document import Document, UnreadableDocument

#: Of text as it came; a report has less than a hundredth of all of these.
MOST_BYTES = 96 << 20
MOST_LINES = 1_000_000
MOST_CELLS = 500_000
MOST_CHARACTERS = 32_000_000
_CELL_MARKS = ("\t", "|", "<td", "<tr")
#: Commas and semicolons stand in prose too.
_MOST_COMMAS = 4 * MOST_CELLS


def demand_bytes(content: bytes) -> None:
    """Raise :class:`UnreadableDocument` (``document-too-large``) for more text than is read."""
    if len(content) > MOST_BYTES:
        raise UnreadableDocument("document-too-large", f"more than {MOST_BYTES >> 20} MB of text")


def demand_cells(text: str) -> None:
    """Raise :class:`UnreadableDocument` (``document-too-large``) for text of more lines or cells of tables
    than are read, whatever marks them."""
    if text.count("\n") > MOST_LINES:
        raise UnreadableDocument("document-too-large", f"more than {MOST_LINES:,} lines")
    marks = sum(map(text.count, _CELL_MARKS))
    if marks > MOST_CELLS or max(text.count(","), text.count(";")) > _MOST_COMMAS:
        raise UnreadableDocument("document-too-large", f"more than {MOST_CELLS:,} cells")


def demand_characters(document: Document) -> None:
    """Raise :class:`UnreadableDocument` (``document-too-large``) for more text than is understood in the
    time that a document has, whatever it was packed in."""
    if sum(len(text) for text, _ in document.pieces()) > MOST_CHARACTERS:
        raise UnreadableDocument("document-too-large", f"more than {MOST_CHARACTERS:,} characters")
