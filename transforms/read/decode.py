"""Bytes of a text into characters: UTF-8 and UTF-16 with and without BOM, TIS-620/cp874."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from transforms.document import UnreadableDocument

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
#: More than this share of unreadable characters and the text is not taken for UTF-8 with damage.
_DAMAGE_LIMIT = 0.005


@dataclass(frozen=True, slots=True)
class DecodedText:
    """``text`` without BOM; ``damaged`` counts characters that could not be decoded (U+FFFD)."""

    text: str
    encoding: str
    damaged: int


def decode_text(content: bytes) -> DecodedText:
    """The characters of ``content``.

    Raises :class:`UnreadableDocument` with ``empty-file`` when nothing but white space is in it,
    ``unknown-format`` when it is not text, ``undecodable-text`` when it is text in no known encoding.
    """
    if not content.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise UnreadableDocument("empty-file", f"{len(content)} bytes")
    decoded = _with_bom(content) or _utf16_without_bom(content) or _utf8(content) or _thai_codepage(content)
    if decoded is None:
        raise UnreadableDocument(*_why_not(content))
    if not decoded.text.strip("\ufeff \t\r\n\x0b\x0c\u200b\xa0"):
        raise UnreadableDocument("empty-file", f"{len(content)} bytes of white space")
    if _control_share(decoded.text) > 0.01:
        raise UnreadableDocument("unknown-format", "control characters in what should be text")
    return decoded


def _with_bom(content: bytes) -> DecodedText | None:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            text = content.decode(encoding, errors="replace").removeprefix("\ufeff")
            return DecodedText(text, encoding.removesuffix("-sig"), text.count("\ufffd"))
    return None


def _utf16_without_bom(content: bytes) -> DecodedText | None:
    """Thai in UTF-16 has 0x0E in every second byte; so does no other encoding of Thai text."""
    sample = content[:4096]
    if len(sample) < 4 or len(content) % 2:
        return None
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        typical = high.count(0x0E) + high.count(0x00)
        if typical > 0.9 * len(high):
            try:
                return DecodedText(content.decode(encoding), encoding, 0)
            except UnicodeDecodeError:
                return None
    return None


def _utf8(content: bytes) -> DecodedText | None:
    try:
        return DecodedText(content.decode("utf-8"), "utf-8", 0)
    except UnicodeDecodeError:
        text = content.decode("utf-8", errors="replace")
        damaged = text.count("\ufffd")
        if damaged <= _DAMAGE_LIMIT * len(text):
            return DecodedText(text, "utf-8", damaged)
        return None


def _thai_codepage(content: bytes) -> DecodedText | None:
    if b"\x00" in content:
        return None
    text = content.decode("cp874", errors="replace")
    damaged = text.count("\ufffd")
    thai = sum("\u0e01" <= character <= "\u0e5b" for character in text)
    if damaged <= _DAMAGE_LIMIT * len(text) and thai >= 0.2 * len(text):
        return DecodedText(text, "cp874", damaged)
    return None


def _why_not(content: bytes) -> tuple[str, str]:
    controls = sum(byte < 32 and byte not in (9, 10, 11, 12, 13) for byte in content[:65536])
    if controls > 0.01 * min(len(content), 65536):
        return "unknown-format", "not text, and no format that is known"
    return "undecodable-text", "neither UTF-8, UTF-16 nor TIS-620/cp874"


def _control_share(text: str) -> float:
    sample = text[:65536]
    return len(_CONTROLS.findall(sample)) / len(sample)
