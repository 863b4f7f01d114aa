"""How large what is packed in a PDF becomes, found out before anything is unpacked into memory."""

from __future__ import annotations

import re
import zlib

from transforms.document import UnreadableDocument

_MEGABYTE = 1 << 20
#: What the text and the drawings of all pages may come to; a page of a report has some kilobytes. Pictures
#: are counted apart: a scanned page of a report has up to some tens of megabytes.
MOST_CONTENT, MOST_PICTURE = 96 * _MEGABYTE, 256 * _MEGABYTE
_STREAM = re.compile(rb"stream\r?\n")
_HEAD = 1_200
_PICTURE = re.compile(rb"/Subtype\s*/Image")
_SIZE = re.compile(rb"/(Width|Height|BitsPerComponent)\s+(\d{1,9})")
_PACKED = re.compile(rb"/(?:FlateDecode|Fl)\b")
#: Packed data become at most so many times larger.
_MOST_TIMES = 1_032
_STEP = 1 * _MEGABYTE


def refuse_bombs(content: bytes) -> None:
    """Raises :class:`UnreadableDocument` (``document-too-large``) where packed streams of the file come to
    more than a report can hold. Streams that cannot come to much are not looked into."""
    total = 0
    for match in _STREAM.finditer(content):
        head = content[max(0, match.start() - _HEAD) : match.start()]
        head = head[head.rfind(b" obj") + 4 :] if b" obj" in head else head
        if not _PACKED.search(head):
            continue
        end = content.find(b"endstream", match.end())
        end = end if end >= 0 else len(content)
        most = (end - match.end()) * _MOST_TIMES
        if _PICTURE.search(head):
            if _picture_bytes(head) > MOST_PICTURE:
                raise UnreadableDocument(
                    "document-too-large", f"a picture over {MOST_PICTURE // _MEGABYTE} MB"
                )
            continue
        if most <= _STEP:
            total += most if most < 64 * 1024 else 0
            continue
        total += _unpacked(memoryview(content)[match.end() : end], MOST_CONTENT - total)
        if total > MOST_CONTENT:
            raise UnreadableDocument("document-too-large", f"text over {MOST_CONTENT // _MEGABYTE} MB")


def _picture_bytes(head: bytes) -> int:
    size = {name: int(value) for name, value in _SIZE.findall(head)}
    bits = size.get(b"BitsPerComponent", 8) * (1 if b"DeviceGray" in head or b"ImageMask" in head else 3)
    if size.get(b"BitsPerComponent") == 1:
        bits = 1
    return size.get(b"Width", 0) * size.get(b"Height", 0) * bits // 8


def _unpacked(packed: memoryview, most: int) -> int:
    """How many bytes it comes to, counted up to a little more than ``most``; what is packed twice counts in
    full."""
    counted, inner = 0, None
    outer = zlib.decompressobj()
    try:
        data: bytes = outer.decompress(packed, _STEP)
        while data:
            counted += len(data)
            if inner is None and counted == len(data) and data[:1] == b"\x78":
                inner = zlib.decompressobj()
            if inner is not None:
                counted += _inner(inner, data, most - counted)
            if counted > most:
                break
            data = outer.decompress(outer.unconsumed_tail, _STEP)
    except zlib.error:
        pass  # packed in another way, or cut off: what was counted counts
    return counted


def _inner(inner: zlib._Decompress, data: bytes, most: int) -> int:
    counted = 0
    try:
        while data and counted <= most:
            counted += len(inner.decompress(data, _STEP))
            data = inner.unconsumed_tail
    except zlib.error:
        pass
    return counted
