"""Bytes of web pages into characters: what one says of its encoding is believed only where it can be so."""

from __future__ import annotations

import email
import email.policy
import re

from transforms.document import UnreadableDocument
from transforms.read.decode import DecodedText, decode_text
from transforms.read.markup_types import MHTML, is_nested_without_end

#: Of the file, and of the elements in it; a page of 20 MB from a word processor has half a million.
_MOST_BYTES, _MOST_TAGS = 64 << 20, 2_500_000
#: A parser looks through all of a list for each more.
_MOST_OPTIONS = 20_000
_OPTION = re.compile(rb"<option\b", re.IGNORECASE)
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_ASCII, _THAI_LETTERS = bytes(range(128)), bytes((*range(0xA1, 0xDB), *range(0xDF, 0xFC)))
_CODEPAGES = ("tis-620", "tis620", "windows-874", "cp874", "x-windows-874", "iso-8859-11", "dos-874")
#: Of the characters beyond ASCII at most so many may be no Thai, or damaged.
_DAMAGED_SHARE = 0.1


def pages_in(content: bytes, media_type: str) -> list[DecodedText]:
    """The HTML of a page, or of each page in an MHTML file. Raises :class:`UnreadableDocument`."""
    if len(content) > _MOST_BYTES:
        raise UnreadableDocument("document-too-large", f"{len(content) >> 20} MB of HTML")
    if content.count(b"<") > _MOST_TAGS:
        raise UnreadableDocument("document-too-large", f"more than {_MOST_TAGS} tags")
    if len(_OPTION.findall(content)) > _MOST_OPTIONS:
        raise UnreadableDocument("document-too-large", f"more than {_MOST_OPTIONS} options to choose from")
    if is_nested_without_end(content):
        raise UnreadableDocument("document-unsafe", "elements nested without end")
    if media_type != MHTML:
        return [decode_markup(content)]
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    pages = []
    for part in message.walk():
        if part.get_content_type() != "text/html":
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload.strip():
            pages.append(decode_markup(payload, part.get_content_charset() or ""))
    if not pages:
        raise UnreadableDocument("document-damaged", "a saved page without its HTML")
    return pages


def decode_markup(content: bytes, declared: str = "") -> DecodedText:
    """The characters of one page: by BOM, as UTF-8 where it is, in the Thai code page where that gives Thai,
    else as the page (or ``declared``, the head of its part) says. Raises :class:`UnreadableDocument`."""
    if content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return decode_text(content)
    try:
        content.decode("utf-8")
        return decode_text(content)
    except UnicodeDecodeError:
        pass
    said = _CHARSET.search(content[:4096])
    encoding = (declared or (said[1].decode("ascii") if said else "")).lower()
    beyond = content.translate(None, _ASCII)
    is_thai = len(beyond.translate(None, _THAI_LETTERS)) <= _DAMAGED_SHARE * len(beyond)
    if is_thai and b"\x00" not in content and (encoding in _CODEPAGES or not _is_damaged_utf8(beyond)):
        return DecodedText(text := content.decode("cp874", "replace"), "cp874", text.count("\ufffd"))
    if encoding in _CODEPAGES or encoding in ("utf-8", "utf8", ""):
        return decode_text(content)
    try:
        return DecodedText(text := content.decode(encoding, "replace"), encoding, text.count("\ufffd"))
    except LookupError:
        return decode_text(content)


def _is_damaged_utf8(beyond: bytes) -> bool:
    """Whether nearly all bytes beyond ASCII are those of UTF-8 characters."""
    text = beyond.decode("utf-8", "replace")
    return text.count("\ufffd") <= _DAMAGED_SHARE * len(text)
