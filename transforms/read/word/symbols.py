"""Characters of symbol fonts: what is seen, not the letter that stands in the file.

A Wingdings ``þ`` is a ticked box, an ``o`` an empty one; in the file both may stand as the letter, as
U+F0FE and U+F06F, or as ``w:sym``.
"""

from __future__ import annotations

from transforms.document import BOX_EMPTY, BOX_TICKED

#: Code of the font → what is seen. Anything else in these fonts is an ornament and is left out.
_WINGDINGS = {
    **dict.fromkeys((0x78, 0xFD, 0xFE), BOX_TICKED),
    0xFC: "✓",
    0xFB: "✗",
    **dict.fromkeys((0x6F, 0x70, 0x71, 0x72, 0xA8), BOX_EMPTY),
    **dict.fromkeys((0xA4, 0xA5), BOX_TICKED),
    **dict.fromkeys((0xA1, 0xA2, 0xA3), BOX_EMPTY),
    **{0x80 + number: f"({number})" for number in range(1, 11)},
    **{0x8B + number: f"({number})" for number in range(1, 11)},
}
_WINGDINGS_2 = {
    0x4F: "✗",
    0x50: "✓",
    **dict.fromkeys((0x51, 0x52, 0x53, 0x54), BOX_TICKED),
    **dict.fromkeys((0x2A, 0xA1, 0xA2, 0xA3, 0xA4), BOX_EMPTY),
}
_WEBDINGS = {0x61: "✓", 0x63: BOX_EMPTY, 0x72: "✗"}
_SYMBOL = {0xB7: "•", 0xD6: "√", 0x2D: "-", 0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB4: "×", 0xAE: "→", 0xDE: "→"}
_FONTS: dict[str, dict[int, str]] = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": {},
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
    "marlett": {0x61: "✓", 0x62: "✓"},
}
_PRIVATE = 0xF000


def is_symbol_font(font: str | None) -> bool:
    """Whether the letters of this font are pictures."""
    return font is not None and font.lower() in _FONTS


def seen(text: str, font: str | None) -> str:
    """What ``text`` in ``font`` looks like. Thai and all else beyond the font's own 256 codes is written in
    another font by the program, and stays."""
    known = _FONTS.get(font.lower()) if font else None
    if known is None:
        return text
    return "".join(_seen(character, known) for character in text)


def _seen(character: str, known: dict[int, str]) -> str:
    code = ord(character)
    if _PRIVATE <= code <= _PRIVATE + 0xFF:
        code -= _PRIVATE
    elif code > 0xFF:
        return character
    if code in (0x20, 0xA0, 0x09, 0x0A):
        return " "
    if known is _SYMBOL and 0x28 <= code <= 0x39:
        return chr(code)  # digits, brackets and points look as everywhere
    return known.get(code, "")
