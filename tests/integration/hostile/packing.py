"""Zip files and streams of zlib, byte by byte: what no packer would write."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

_BLOCK = 1 << 20


@dataclass(frozen=True)
class Deflated:
    """Deflated bytes (without a header) that become ``start``, ``times`` times ``block``, ``end``."""

    content: bytes
    start: bytes
    block: bytes
    times: int
    end: bytes

    @property
    def size(self) -> int:
        """How many bytes they become."""
        return len(self.start) + len(self.block) * self.times + len(self.end)

    @cached_property
    def crc(self) -> int:
        """The sum that a zip has."""
        return self._sum(zlib.crc32)

    @cached_property
    def zlib(self) -> bytes:
        """With header and sum, as PDF and PNG have it."""
        return b"\x78\x9c" + self.content + struct.pack(">I", self._sum(zlib.adler32))

    def _sum(self, add: Callable[[bytes, int], int]) -> int:
        found = add(self.start, 1 if add is zlib.adler32 else 0)
        for _ in range(self.times):
            found = add(self.block, found)
        return add(self.end, found)


def deflated(start: bytes = b"", block: bytes = b"", times: int = 0, end: bytes = b"") -> Deflated:
    """``start``, ``times`` times the block, ``end``: of the block only one is deflated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    content = packer.compress(start) + packer.flush(zlib.Z_FULL_FLUSH)
    once = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    content += once * times + packer.compress(end) + packer.flush()
    return Deflated(content, start, block, times, end)


def megabytes_of(letter: bytes, megabytes: int) -> Deflated:
    """A thousandth of their size."""
    return deflated(block=letter * _BLOCK, times=megabytes)


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a package; ``said_size`` is what the package says of it, ``flags`` go into both headers."""

    name: bytes
    data: Deflated
    said_size: int | None = None
    flags: int = 0


def part(name: str, content: bytes | Deflated) -> Part:
    """A file with a name in UTF-8."""
    data = content if isinstance(content, Deflated) else deflated(content)
    return Part(name.encode(), data, flags=0x800)


def zipped(*parts: Part | tuple[str, bytes | Deflated]) -> bytes:
    """The package."""
    body, listing, count = bytearray(), bytearray(), 0
    for one in parts:
        member = one if isinstance(one, Part) else part(*one)
        size = member.data.size if member.said_size is None else member.said_size
        head = struct.pack(
            "<HHHHHIIIHH",
            *(20, member.flags, 8, 0, 0x21),
            *(member.data.crc, len(member.data.content), size, len(member.name), 0),
        )
        at = struct.pack("<HHHII", 0, 0, 0, 0, len(body))
        listing += b"PK\x01\x02\x14\x00" + head + at + member.name
        body += b"PK\x03\x04" + head + member.name + member.data.content
        count += 1
    return bytes(body + listing) + _end(count, len(listing), len(body))


def overlapping(data: Deflated, files: int) -> bytes:
    """A package whose files are all the same bytes of it: it grows with every line of its listing."""
    body = b"PK\x03\x04" + _head(data) + b"x" + data.content
    listing = (b"PK\x01\x02\x14\x00" + _head(data) + struct.pack("<HHHII", 0, 0, 0, 0, 0) + b"x") * files
    return body + listing + _end(files, len(listing), len(body))


def _head(data: Deflated) -> bytes:
    return struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x21, data.crc, len(data.content), data.size, len(b"x"), 0)


def _end(count: int, listing: int, body: int) -> bytes:
    return b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count & 0xFFFF, count & 0xFFFF, listing, body, 0)


def nested(content: bytes, depth: int, copies: int = 1) -> bytes:
    """``content`` in a package, that in a package, and so on, each ``copies`` times."""
    for _ in range(depth):
        content = zipped(*((f"{number}.zip", content) for number in range(copies)))
    return content


def replaced(package: Sequence[tuple[str, bytes]], changes: dict[str, bytes | Deflated]) -> bytes:
    """The package with other or more parts."""
    parts: dict[str, bytes | Deflated] = {**dict(package), **changes}
    return zipped(*parts.items())
