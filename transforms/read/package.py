"""A package of files (zip): what it holds, within limits.

The package is no document: each file in it is one of its own, that of a package in it too. Names come from
strangers and name nothing on this machine; what the package says of sizes is not believed, what comes out is
counted. A package that passes a limit gives nothing at all; a single file that cannot be taken out is noted,
and the others come.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import quote

from transforms.document import Document, NotADocument, ReaderNote, UnreadableDocument
from transforms.read import pace
from transforms.read.choose import MOST_ENTRIES, ZIP, media_type_of
from transforms.read.file_names import is_passed_over

#: Of one package, with all packages within it.
_MOST_FILES = 5_000
_MOST_BYTES = 1 << 30
_MOST_DEPTH = 4
#: Of one file in it.
_MOST_FILE_BYTES = 256 << 20
#: What unpacks to more than this is held against how much it was packed to.
_SMALL_BYTES = 64 << 20
_MOST_RATIO = 250
_LONGEST_NAME = 1_000
_MOST_NOTES = 20
_CHUNK = 1 << 20
_ENTRY = b"PK\x01\x02"
_UTF8_NAME = 0x800
_ENCRYPTED = 1
_UNICODE_PATH = 0x7075
_SEPARATORS = re.compile(r"[/\\]")
_LOCKED = "password"
_TOO_LARGE = f"more than {_MOST_FILE_BYTES >> 20} MB"
#: What is wrong with every file of a package is wrong with the package.
_RULES = {_LOCKED: "document-locked", _TOO_LARGE: "document-too-large"}
_THAI_NAME = re.compile(r"[\x00-\x7f\u0e01-\u0e5b]*")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a package: the names that lead to it (more than one: through packages in packages) and
    its bytes; ``content`` is ``None`` where it cannot be taken out, ``fault`` says why."""

    path: tuple[str, ...]
    content: bytes | None
    fault: str = ""

    @property
    def name(self) -> str:
        """Its name without folders."""
        return _SEPARATORS.split(self.path[-1])[-1]

    def uri(self, package: str) -> str:
        """Its address below that of the package: ``file:///a.zip!/folder/b.pdf``."""
        return package + "".join(f"!/{_quoted(part)}" for part in self.path)


def is_package(content: bytes) -> bool:
    """Whether the bytes are a package of files, and not one document in the dress of one."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06")) and media_type_of(content) == ZIP


def members(content: bytes) -> Iterator[Member]:
    """Every file of the package and of those in it, the package in it before what it holds; hidden and
    temporary ones are passed over. Raises :class:`UnreadableDocument` before the first one:
    ``document-damaged``, ``document-locked``, ``document-too-large`` or ``empty-file``."""
    _demand_sound(content)
    yield from _members(content, (), 1, _Limits(len(content)))


def read_package(content: bytes, sha256: str) -> Document:
    """Never gives a document. Raises :class:`NotADocument` for a sound package, with a note for each file
    that cannot be taken out; :class:`UnreadableDocument` as :func:`members`."""
    files, faults = _demand_sound(content)
    notes = [
        ReaderNote("package-part-unreadable", f"{'!/'.join(fault.path)[:200]}: {fault.fault}")
        for fault in faults[:_MOST_NOTES]
    ]
    if len(faults) > _MOST_NOTES:
        notes.append(ReaderNote("package-part-unreadable", f"+{len(faults) - _MOST_NOTES}"))
    raise NotADocument("package-unpacked", str(files), tuple(notes))


def _demand_sound(content: bytes) -> tuple[int, list[Member]]:
    """How many files can be taken out, and those that cannot."""
    files = 0
    faults = []
    for member in _members(content, (), 1, _Limits(len(content))):
        if member.content is None:
            faults.append(member)
        else:
            files += 1
    if files == 0 and not faults:
        raise UnreadableDocument("empty-file")
    if files == 0:
        of_all = {fault.fault for fault in faults}
        rule = _RULES.get(of_all.pop(), "document-damaged") if len(of_all) == 1 else "document-damaged"
        raise UnreadableDocument(rule, faults[0].fault)
    return files, faults


@dataclass
class _Limits:
    """What is left of a package's limits."""

    packed: int
    unpacked: int = 0
    files: int = 0

    def count_file(self) -> None:
        self.files += 1
        if self.files > _MOST_FILES:
            raise UnreadableDocument("document-too-large", f"more than {_MOST_FILES:,} files")

    def count_bytes(self, count: int) -> None:
        self.unpacked += count
        if self.unpacked > _MOST_BYTES:
            raise UnreadableDocument("document-too-large", f"more than {_MOST_BYTES >> 20:,} MB unpacked")
        if self.unpacked > _SMALL_BYTES and self.unpacked > _MOST_RATIO * self.packed:
            times = self.unpacked // max(1, self.packed)
            raise UnreadableDocument("document-too-large", f"unpacks to more than {times:,} times its size")


@dataclass
class _Names:
    """Names of one package, each given once."""

    given: dict[str, int] = field(default_factory=dict)

    def give(self, name: str) -> str:
        times = self.given[name] = self.given.get(name, 0) + 1
        return name if times == 1 else self.give(f"{name}#{times}")


def _members(content: bytes, path: tuple[str, ...], depth: int, limits: _Limits) -> Iterator[Member]:
    names = _Names()
    with _opened(content) as package:
        for part in package.infolist():
            name = _name_of(part) or "?"
            if part.is_dir() or any(map(is_passed_over, _folders(name))):
                continue
            limits.count_file()
            pace.next_part()
            here = (*path, names.give(name[:_LONGEST_NAME]))
            fault = _fault_of(part, name)
            unpacked = None
            if not fault:
                try:
                    unpacked = _unpacked(package, part, limits)
                except (UnreadableDocument, MemoryError):
                    raise
                except Exception as error:  # anything at all: the bytes are anybody's
                    fault = f"damaged, {type(error).__name__}"
            yield Member(here, unpacked, fault)
            if unpacked is not None and is_package(unpacked):
                if depth == _MOST_DEPTH:
                    raise UnreadableDocument("document-too-large", f"nested more than {_MOST_DEPTH} deep")
                try:
                    yield from _members(unpacked, here, depth + 1, limits)
                except UnreadableDocument as unreadable:
                    if unreadable.rule == "document-too-large":
                        raise  # of the whole; what is damaged in itself is told of itself


def _opened(content: bytes) -> zipfile.ZipFile:
    if content.count(_ENTRY) > MOST_ENTRIES:  # before so many names are read
        raise UnreadableDocument("document-too-large", f"more than {MOST_ENTRIES:,} entries")
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except MemoryError:
        raise
    except Exception as error:
        raise UnreadableDocument("document-damaged", f"zip, {type(error).__name__}") from error


def _unpacked(package: zipfile.ZipFile, part: zipfile.ZipInfo, limits: _Limits) -> bytes:
    """The bytes of one file, counted as they come."""
    unpacked = io.BytesIO()
    with package.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            limits.count_bytes(len(chunk))
            unpacked.write(chunk)
    return unpacked.getvalue()


def _fault_of(part: zipfile.ZipInfo, name: str) -> str:
    """Why a file is not even opened; empty where it is."""
    if len(name) > _LONGEST_NAME:
        return f"a name of {len(name):,} characters"
    if part.flag_bits & _ENCRYPTED:
        return _LOCKED
    if stat.S_IFMT(part.external_attr >> 16) not in (0, stat.S_IFREG):
        return "a link or device"
    if part.file_size > _MOST_FILE_BYTES:
        return _TOO_LARGE
    return ""


def _folders(name: str) -> list[str]:
    """The folders of a name and its end, without steps up and down."""
    return [part for part in _SEPARATORS.split(name) if part not in ("", ".", "..")]


def _name_of(part: zipfile.ZipInfo) -> str:
    """The name as it was meant. Packers that know no UTF-8 write the letters of their own country, which
    are read as those of the first IBM PC."""
    if part.flag_bits & _UTF8_NAME:
        return part.filename
    raw = part.filename.encode("cp437", "replace")
    decoded = []
    for encoded, encoding in ((_unicode_path(part), "utf-8"), (raw, "utf-8"), (raw, "cp874")):
        with suppress(UnicodeDecodeError):
            decoded.append(encoded.decode(encoding))
    # The bytes of แผน in cp874 are a Greek letter in UTF-8: Thai goes before anything else.
    thai = (name for name in decoded if name and _THAI_NAME.fullmatch(name))
    return next(thai, next(filter(None, decoded), part.filename))


def _unicode_path(part: zipfile.ZipInfo) -> bytes:
    """The name in UTF-8 that some packers add beside the other one; empty where none is."""
    extra = part.extra
    while len(extra) >= 4:
        kind, length = struct.unpack("<HH", extra[:4])
        value, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == _UNICODE_PATH and len(value) > 5:
            of_name = part.orig_filename.encode("cp437", "replace")
            if int.from_bytes(value[1:5], "little") == zlib.crc32(of_name):
                return bytes(value[5:])
    return b""


def _quoted(name: str) -> str:
    """A name within an address. Steps up stay letters, whoever resolves the address."""
    steps = {"..": "%2E%2E", ".": "%2E"}
    return "/".join(steps.get(part) or quote(part, safe="") for part in name.split("/"))
