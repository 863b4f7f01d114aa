"""What is packed in a PDF, looked at before a library unpacks it: how large it becomes, what draws itself.

A file of some kilobytes may become gigabytes in memory. Streams that hide from this (locked files, packing
of other kinds) are left to the limits of the process that reads.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

from transforms.document import UnreadableDocument

_MEGABYTE = 1 << 20
#: What one stream of text and drawings comes to at most; a page of a report has some kilobytes. Embedded
#: fonts and lists of objects are larger. A picture is counted by its points: that of a scanned page in
#: colour has some tens of megabytes.
MOST_CONTENT, MOST_OTHER, MOST_PICTURE = 12 * _MEGABYTE, 96 * _MEGABYTE, 256 * _MEGABYTE
#: Forms draw forms at most so deep: each level may draw the next one many times.
_DEEPEST_FORMS = 6
MOST_STREAMS = 50_000
_STREAM = re.compile(rb"stream\r?\n")
_HEAD = 2_000
_OBJECT = re.compile(rb"(\d{1,9})\s+\d{1,5} obj\b")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_OTHER = re.compile(
    rb"/Length1\b|/Type\s*/(?:ObjStm|XRef|Metadata|EmbeddedFile)|/Subtype\s*/(?:Type1C|CIDFontType0C|OpenType)"
)
_REFERENCE = re.compile(rb"(\d{1,9})\s+\d{1,5}\s+R\b")
_SIZE = re.compile(rb"/(Width|Height|BitsPerComponent)\s+(\d{1,9})")
_PACKED = re.compile(rb"/(?:FlateDecode|Fl)\b")
#: Packed data become at most so many times larger; packed twice, so many times more.
_MOST_TIMES = 1_032
_STEP = _MEGABYTE


def refuse_bombs(content: bytes) -> None:
    """Raises :class:`UnreadableDocument` (``document-too-large``) where a stream of the file comes to more
    than a report can hold, or its forms draw each other without an end."""
    forms: dict[int, list[int]] = {}
    end = 0
    for count, match in enumerate(_STREAM.finditer(content), start=1):
        if count > MOST_STREAMS:
            raise UnreadableDocument("document-too-large", f"more than {MOST_STREAMS} streams")
        least = max(0, match.start() - _HEAD)
        at = max(content.rfind(b" obj", least, match.start()), least)
        head = content[at : match.start()]
        if _PICTURE.search(head):
            if _picture_bytes(head) > MOST_PICTURE:
                raise UnreadableDocument(
                    "document-too-large", f"a picture over {MOST_PICTURE // _MEGABYTE} MB"
                )
            continue
        if _FORM.search(head) and (named := _OBJECT.search(content, max(0, at - 20), at + 5)):
            drawn = head.partition(b"/XObject")[2]
            forms[int(named[1])] = [int(number) for number in _REFERENCE.findall(drawn)]
        if not _PACKED.search(head):
            continue
        if end < match.end():
            end = content.find(b"endstream", match.end())
            end = end if end >= 0 else len(content)
        packed = memoryview(content)[match.end() : end]
        twice = len(_PACKED.findall(head)) > 1
        most = MOST_OTHER if _OTHER.search(head) else MOST_CONTENT
        if len(packed) * _MOST_TIMES ** (1 + twice) > most and _unpacked(packed, most, twice=twice) > most:
            raise UnreadableDocument("document-too-large", f"a stream over {most // _MEGABYTE} MB")
    if _nested_too_deep(forms):
        raise UnreadableDocument("document-too-large", "forms that draw forms")


def _nested_too_deep(forms: Mapping[int, list[int]]) -> bool:
    """Whether forms (number → those it draws) draw each other deeper than is allowed, or in a circle."""
    left = set(forms)
    for _ in range(_DEEPEST_FORMS):
        left = {form for form in left if left.intersection(forms[form])}
    return bool(left)


def _picture_bytes(head: bytes) -> int:
    size = {name: int(value) for name, value in _SIZE.findall(head)}
    bits = size.get(b"BitsPerComponent", 8) * (1 if b"/DeviceGray" in head or b"/ImageMask" in head else 3)
    if size.get(b"BitsPerComponent") == 1:
        bits = 1
    return size.get(b"Width", 0) * size.get(b"Height", 0) * bits // 8


def _unpacked(packed: memoryview, most: int, *, twice: bool) -> int:
    """How many bytes it comes to, counted up to a little more than ``most``."""
    counted = 0
    outer, inner = zlib.decompressobj(), zlib.decompressobj()
    try:
        data = outer.decompress(packed, _STEP)
        while data and counted <= most:
            counted += len(data)
            while twice and data and counted <= most:
                counted += len(inner.decompress(data, _STEP))
                data = inner.unconsumed_tail
            data = outer.decompress(outer.unconsumed_tail, _STEP)
    except zlib.error:
        pass  # packed in another way, or cut off: what was counted counts
    return counted
