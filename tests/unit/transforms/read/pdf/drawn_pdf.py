"""PDF files drawn by the tests: text in one of Debian's Thai fonts, rulings, squares, pictures, fields."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from transforms.document import Document
from transforms.read.pdf.reader import read_pdf

FONT = Path("/usr/share/fonts/truetype/tlwg/Garuda.ttf")
HEIGHT, WIDTH = 842.0, 595.0


class DrawnPdf:
    """Pages of A4 on which text and lines are drawn; places count from the upper left corner, in points."""

    def __init__(self, font: Path = FONT) -> None:
        self.pdf = pypdfium2.PdfDocument.new()
        data = font.read_bytes()
        self._font = pdfium.FPDFText_LoadFont(
            self.pdf.raw,
            (ctypes.c_uint8 * len(data)).from_buffer_copy(data),
            len(data),
            pdfium.FPDF_FONT_TRUETYPE,
            True,
        )
        self.pages: list[Any] = []
        self.page()

    def page(self, width: float = WIDTH, height: float = HEIGHT) -> None:
        """The next page."""
        self.pages.append(self.pdf.new_page(width, height))

    def write(self, x: float, y: float, text: str, size: float = 12, *, mode: int = 0, turn: int = 0) -> None:
        """``text`` with its baseline at ``y``; ``turn`` quarters counterclockwise."""
        item = pdfium.FPDFPageObj_CreateTextObj(self.pdf.raw, self._font, size)
        letters = (text + "\0").encode("utf-16-le")
        buffer = ctypes.create_string_buffer(letters, len(letters))
        pdfium.FPDFText_SetText(item, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)))
        pdfium.FPDFTextObj_SetTextRenderMode(item, mode)
        cosine, sine = {0: (1, 0), 1: (0, 1), 2: (-1, 0), 3: (0, -1)}[turn]
        pdfium.FPDFPageObj_Transform(item, cosine, sine, -sine, cosine, x, self._up(y))
        pdfium.FPDFPage_InsertObject(self.pages[-1].raw, item)

    def line(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """A line of one point."""
        item = pdfium.FPDFPageObj_CreateNewPath(x, self._up(y))
        pdfium.FPDFPath_LineTo(item, to_x, self._up(to_y))
        self._draw(item)

    def square(self, x: float, y: float, side: float = 9) -> None:
        """An empty square, its upper left corner at the place."""
        self._draw(pdfium.FPDFPageObj_CreateNewRect(x, self._up(y + side), side, side))

    def table(self, columns: Sequence[float], rows: Sequence[float], texts: Sequence[Sequence[str]]) -> None:
        """Rulings at the x of ``columns`` and the y of ``rows``; each text in its cell, one line for each
        ``\\n``."""
        for y in rows:
            self.line(columns[0], y, columns[-1], y)
        for x in columns:
            self.line(x, rows[0], x, rows[-1])
        for top, row in zip(rows, texts, strict=False):
            for left, text in zip(columns, row, strict=False):
                for number, line in enumerate(text.split("\n")):
                    if line:
                        self.write(left + 3, top + 14 + 16 * number, line, 11)

    def picture(self, x: float, y: float, width: float, height: float, gray: int = 230) -> None:
        """A picture of one shade."""
        bitmap = pypdfium2.PdfBitmap.new_native(40, 40, pdfium.FPDFBitmap_BGR)
        bitmap.fill_rect((gray, gray, gray, 255), 0, 0, 40, 40)
        image = pypdfium2.PdfImage.new(self.pdf)
        image.set_bitmap(bitmap)
        image.set_matrix(pypdfium2.PdfMatrix().scale(width, height).translate(x, self._up(y + height)))
        self.pages[-1].insert_obj(image)

    def bytes(self, *, rotation: int = 0) -> bytes:
        """The file; every page is shown turned by ``rotation`` degrees."""
        for page in self.pages:
            page.set_rotation(rotation)
            page.gen_content()
        written = io.BytesIO()
        self.pdf.save(written)
        return written.getvalue()

    def read(self, *, rotation: int = 0) -> Document:
        """The document that is read from it."""
        return read_pdf(self.bytes(rotation=rotation), "0" * 64)

    def _draw(self, item: Any) -> None:
        pdfium.FPDFPageObj_SetStrokeColor(item, 0, 0, 0, 255)
        pdfium.FPDFPageObj_SetStrokeWidth(item, 1)
        pdfium.FPDFPath_SetDrawMode(item, pdfium.FPDF_FILLMODE_NONE, True)
        pdfium.FPDFPage_InsertObject(self.pages[-1].raw, item)

    def _up(self, y: float) -> float:
        return float(self.pages[-1].get_height()) - y


def paragraphs(document: Document) -> list[str]:
    """The texts outside tables."""
    return [paragraph.text for paragraph in document.paragraphs()]


def rows(document: Document) -> list[list[str]]:
    """The texts of all rows of tables."""
    return [list(row.texts) for table in document.tables() for row in table.rows]
