"""What the letters of symbol fonts look like: boxes and check marks of Wingdings and ZapfDingbats."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from transforms.document import BOX_EMPTY, BOX_TICKED
from transforms.read.word.symbols import is_symbol_font, seen

_ZAPF_DINGBATS = {
    **dict.fromkeys(map(chr, range(0x2713, 0x2715)), "✓"),
    **dict.fromkeys("✕✖✗✘", "✗"),
    **dict.fromkeys("❏❐❑❒❍■□", BOX_EMPTY),
    "3": "✓",
    "4": "✓",
    "8": "✗",
    "o": BOX_EMPTY,
    "q": BOX_EMPTY,
    "n": BOX_TICKED,
}
_FONTS = (("wingdings2", "wingdings 2"), ("wingdings3", "wingdings 3"), ("wingdings", "wingdings"))


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece of text is printed: the mode of a PDF, the size in points, the symbol font if it is one."""

    mode: int
    size: float
    symbols: str = ""
    address: int = 0


class SymbolFonts:
    """Remembers the looks of the pieces of text of one page."""

    def __init__(self) -> None:
        self._looks: dict[int, Look] = {}
        self._fonts: dict[int, str] = {}

    def look_of(self, item: Any) -> Look:
        """The look of a text object (``FPDF_PAGEOBJECT``)."""
        address = ctypes.cast(item, ctypes.c_void_p).value
        if not address:
            return Look(0, 0.0)
        look = self._looks.get(address)
        if look is None:
            look = self._looks[address] = self._read(item, address)
        return look

    def _read(self, item: Any, item_address: int) -> Look:
        font = pdfium.FPDFTextObj_GetFont(item)
        address = ctypes.cast(font, ctypes.c_void_p).value or 0
        if address not in self._fonts:
            self._fonts[address] = _symbols_of(font) if address else ""
        size = ctypes.c_float()
        pdfium.FPDFTextObj_GetFontSize(item, size)
        matrix = pdfium.FS_MATRIX()
        scale = 1.0
        if pdfium.FPDFPageObj_GetMatrix(item, matrix):
            scale = (matrix.c**2 + matrix.d**2) ** 0.5
        mode = pdfium.FPDFTextObj_GetTextRenderMode(item)
        return Look(mode, abs(size.value) * scale, self._fonts[address], item_address)

    @staticmethod
    def seen(character: str, look: Look) -> str:
        """What a letter of a symbol font looks like; empty for an ornament."""
        if look.symbols == "zapfdingbats":
            return _ZAPF_DINGBATS.get(character, character)
        return seen(character, look.symbols)


def _symbols_of(font: Any) -> str:
    """The symbol font that ``font`` is; empty for a font of letters."""
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 1))
    pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
    name = buffer.value.decode("latin-1").rpartition("+")[2].lower().replace("-", "").replace(" ", "")
    if "zapfdingbats" in name or name == "dingbats":
        return "zapfdingbats"
    for start, known in _FONTS:
        if name.startswith(start):
            return known
    return name if is_symbol_font(name) else ""
