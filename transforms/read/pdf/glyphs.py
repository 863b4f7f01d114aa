"""The characters of a page with the places where they are seen, in the order in which they were written."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from transforms.document import UnreadableDocument
from transforms.read.pdf.page_frame import Box, PageFrame
from transforms.read.pdf.symbol_fonts import SymbolFonts
from transforms.read.pdf.thai_marks import is_mark, mended_character

#: No page of a report holds as many.
MOST_GLYPHS = 60_000
_SMALLEST = 1.5
#: The same character again so near to itself (in parts of its size) is a shadow or a bold stroke.
_SHADOW = 0.12
#: Points: glyphs are looked for on squares of this side.
_PATCH = 8.0
_INVISIBLE = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
_NO_CHARACTERS = frozenset("\0\ufffe\uffff\u200b\u200c\u200d\u2060\ufeff")


@dataclass(slots=True)
class Glyph:
    """One character. ``x`` is where the pen stood (a mark's pen stands right of its letter), ``baseline``
    the line it stands on; ``direction`` is that of writing, in quarters clockwise from left to right."""

    char: str
    x: float
    baseline: float
    box: Box
    size: float
    direction: int = 0
    mark: bool = False
    #: Of how many characters one glyph says them all at this place.
    unmapped: bool = False


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """The glyphs that are seen; how many are written without being seen, as behind a scanned page."""

    seen: list[Glyph]
    unseen: list[Glyph]


def page_glyphs(
    text_page: Any, frame: PageFrame, fonts: SymbolFonts, covered: Collection[int] = ()
) -> PageGlyphs:
    """The characters of ``text_page`` (a ``FPDF_TEXTPAGE``). What lies outside the page is left out, what
    is printed twice at one place is there once; texts at the addresses ``covered`` are not seen. Raises
    :class:`UnreadableDocument`."""
    count = pdfium.FPDFText_CountChars(text_page)
    if count > MOST_GLYPHS:
        raise UnreadableDocument("document-too-large", f"more than {MOST_GLYPHS} characters on a page")
    seen: list[Glyph] = []
    unseen: list[Glyph] = []
    printed: dict[tuple[str, int, int], list[tuple[float, float]]] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    rect = pdfium.FS_RECTF()
    width, height, quarters = frame.width, frame.height, frame.quarters
    for index in range(count):
        if pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if code in (0x0A, 0x0D, 0):
            continue
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(text_page, index, rect)
        box = frame.box(rect.left, rect.bottom, rect.right, rect.top)
        at_x, at_y = frame.point(x.value, y.value)
        if not (-1 <= at_x <= width + 1 and -1 <= at_y <= height + 1):
            continue
        item = pdfium.FPDFText_GetTextObject(text_page, index)
        look = fonts.look_of(item)
        char = fonts.seen(chr(code), look) if look.symbols else mended_character(chr(code))
        if not char or char in _NO_CHARACTERS:
            continue
        angle = pdfium.FPDFText_GetCharAngle(text_page, index)
        direction = (round(angle / (math.pi / 2)) + quarters) % 4 if angle > 0 else quarters
        size = box[2] - box[0] if direction % 2 else box[3] - box[1]
        size = max(look.size, 0.1) if look.size else max(size, 0.1)
        glyph = Glyph(char, at_x, at_y, box, size, direction, is_mark(char))
        glyph.unmapped = pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1
        if look.mode == _INVISIBLE or look.address in covered or size < _SMALLEST:
            unseen.append(glyph)
        elif not _is_shadow(glyph, printed):
            seen.append(glyph)
    return PageGlyphs(seen, unseen)


def _is_shadow(glyph: Glyph, printed: dict[tuple[str, int, int], list[tuple[float, float]]]) -> bool:
    """Whether the character was printed before at this place; notes it where it was not."""
    near = min(max(_SHADOW * glyph.size, 0.35), 1.5)
    char, x, y = glyph.char, glyph.x, glyph.baseline
    for column in {int((x - near) // _PATCH), int((x + near) // _PATCH)}:
        for row in {int((y - near) // _PATCH), int((y + near) // _PATCH)}:
            for other_x, other_y in printed.get((char, column, row), ()):
                if abs(other_x - x) <= near and abs(other_y - y) <= near:
                    return True
    printed.setdefault((char, int(x // _PATCH), int(y // _PATCH)), []).append((x, y))
    return False
