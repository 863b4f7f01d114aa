"""Compound files (OLE), as DOC and XLS are: the first bytes of their streams, enough to see a password."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_HEADER, _ENTRY, _MINI_SECTOR = 512, 128, 64
_MOST_SECTORS = 1 << 20
_LAST_SECTOR = 0xFFFFFFFA
_STREAM, _ROOT = 2, 5
#: The record of a workbook that says how it is encrypted.
_FILEPASS = 0x2F


def stream_starts(content: bytes) -> dict[str, bytes]:
    """Name of each stream → its first bytes (at most 512). What cannot be followed is left out."""
    try:
        return dict(_starts(content))
    except (struct.error, IndexError, ValueError):
        return {}


def is_cut(content: bytes) -> bool:
    """Whether the list of streams would stand behind the end: the file was cut off while it was copied."""
    if len(content) < _HEADER:
        return True
    size = int(struct.unpack_from("<H", content, 30)[0])
    first = int(struct.unpack_from("<I", content, 48)[0])
    return size > 16 or (first + 2) << size > len(content)


def has_password(starts: dict[str, bytes]) -> bool:
    """Whether a DOC or XLS of these streams is encrypted."""
    word = starts.get("WordDocument", b"")
    if len(word) >= 12 and struct.unpack_from("<H", word, 10)[0] & 0x0100:
        return True
    return any(_FILEPASS in _records(starts.get(name, b"")) for name in ("Workbook", "Book"))


def word_version(starts: dict[str, bytes]) -> int:
    """``nFib`` of a DOC: 193 and more since Word 97; 0 where it is not there."""
    word = starts.get("WordDocument", b"")
    return int(struct.unpack_from("<H", word, 2)[0]) if len(word) >= 4 else 0


def _records(stream: bytes) -> Iterator[int]:
    """The kinds of the first records of a workbook."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind
        at += 4 + length


def _starts(content: bytes) -> Iterator[tuple[str, bytes]]:
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    if size not in (512, 4096):
        return

    def sector(number: int) -> bytes:
        return content[(number + 1) * size : (number + 2) * size]

    def numbers(data: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])

    allocated = [number for number in numbers(content[76:_HEADER]) if number < _LAST_SECTOR]
    following = struct.unpack_from("<I", content, 68)[0]
    while following < _LAST_SECTOR and len(allocated) < _MOST_SECTORS:
        more = numbers(sector(following))
        if not more:
            break
        allocated.extend(number for number in more[:-1] if number < _LAST_SECTOR)
        following = more[-1]
    table: list[int] = []
    for number in allocated[: len(content) // size + 1]:
        table.extend(numbers(sector(number)))

    def chain(number: int) -> Iterator[int]:
        for _ in range(len(table)):
            if number >= len(table):
                return
            yield number
            number = table[number]

    directory = b"".join(sector(number) for number in chain(struct.unpack_from("<I", content, 48)[0]))
    smallest = struct.unpack_from("<I", content, 56)[0]
    small: list[int] = []
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        entry = directory[at : at + _ENTRY]
        length, kind = struct.unpack_from("<HB", entry, 64)
        start, filled = struct.unpack_from("<II", entry, 116)
        if kind == _ROOT:
            small = list(chain(start))
        elif kind == _STREAM:
            name = entry[: max(0, min(64, length) - 2)].decode("utf-16-le", "replace")
            if filled >= smallest:
                yield name, sector(start)[:_HEADER]
            else:
                place = start * _MINI_SECTOR
                within = place % size
                yield name, sector(small[place // size])[within : within + min(filled, _MINI_SECTOR)]
