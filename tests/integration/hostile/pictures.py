"""Hostile pictures."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping

from tests.integration.hostile.packing import megabytes_of

Made = Callable[[Mapping[str, bytes]], bytes]


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _png(width: int, height: int, data: bytes, bits: int = 1) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, bits, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _tiff(pages: int, width: int = 1, height: int = 1, loop: bool = False) -> bytes:
    """Pages of one byte each; with ``loop`` the last page is followed by the first."""
    body = bytearray(b"II*\0\x08\0\0\0")
    for number in range(pages):
        start = len(body)
        tags = (
            *((256, width), (257, height), (258, 8), (259, 1), (262, 1)),
            *((273, 8), (277, 1), (278, height), (279, 1)),
        )
        body += struct.pack("<H", len(tags))
        body += b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
        last = number == pages - 1
        body += struct.pack("<I", (8 if loop else 0) if last else start + 2 + 12 * len(tags) + 4)
    return bytes(body)


def _lying_jpeg(sound: Mapping[str, bytes]) -> bytes:
    """A picture that says it has 65,500 × 65,500 points."""
    content = sound["jpeg"]
    at = next(place for mark in (b"\xff\xc0", b"\xff\xc2") if (place := content.find(mark)) > 0)
    return content[: at + 5] + struct.pack(">HH", 65_500, 65_500) + content[at + 9 :]


def _gif(frames: int) -> bytes:
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 65_535, 65_535, 0) + b"\x02\x02\x44\x01\x00"
    head = b"GIF89a" + struct.pack("<HHBBB", 65_535, 65_535, 0x80, 0, 0) + bytes(6)
    return head + frame * frames + b";"


#: Name of the file → how it is made of sound ones, and the rule under which it is set aside.
PICTURES: Mapping[str, tuple[Made, str]] = {
    "huge.png": (lambda _: _png(30_000, 30_000, megabytes_of(b"\0", 108).zlib), "document-too-large"),
    "huge-grey.png": (
        lambda _: _png(30_000, 30_000, megabytes_of(b"\0", 859).zlib, bits=8),
        "document-too-large",
    ),
    "long.png": (lambda _: _png(8, 20_000_000, megabytes_of(b"\0", 39).zlib), "document-too-large"),
    "lying.png": (lambda _: _png(2_000_000_000, 2_000_000_000, b"x"), "document-too-large"),
    "short.png": (lambda _: _png(1_000, 1_000, zlib.compress(b"\0" * 100)), "empty-file"),
    "more.png": (lambda _: _png(100, 100, megabytes_of(b"\0", 1000).zlib), "empty-file"),
    "lying.jpg": (_lying_jpeg, "document-too-large"),
    "pages.tiff": (lambda _: _tiff(10_000), "document-too-large"),
    "loop.tiff": (lambda _: _tiff(3, loop=True), "document-damaged"),
    "lying.tiff": (lambda _: _tiff(1, 2_000_000_000, 2_000_000_000), "document-too-large"),
    "bomb.gif": (lambda _: _gif(1_000), "document-too-large"),
    "noise.png": (lambda _: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100, "document-damaged"),
    "noise.jpg": (lambda _: b"\xff\xd8\xff" + bytes(range(256)) * 100, "document-damaged"),
    "noise.tiff": (lambda _: b"II*\0" + bytes(range(256)) * 100, "document-damaged"),
    "noise.bmp": (lambda _: b"BM" + bytes(range(256)) * 100, "document-damaged"),
}
