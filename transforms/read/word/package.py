"""The parts of a DOCX as trees, unpacked within limits.

A file of 0.65 MB can hold 629 MB of XML. Parts are unpacked as a stream and counted while they come; what
the package says of its own sizes is not believed. Fonts and macros are never unpacked; pictures
only where the document says little but by them.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from lxml import etree

from transforms.document import UnreadableDocument

#: Of all parts together, unpacked; beginnings and ends of elements of all parts; parts of the package.
#: A report of 100 pages has 6 MB and 150,000 marks. Elements nest at most 256 deep: the parser's own limit.
_MOST_BYTES, _MOST_MARKS, _MOST_PARTS = 64 << 20, 2_500_000, 5_000
_CHUNK = 1 << 20
#: Pictures are unpacked one at a time, and twice: of all of a scanned report together.
_MOST_BYTES_OF_PICTURES = 768 << 20
#: What libxml2 says where a document passes its own limits, in its older and newer versions.
_LIMITS_OF_PARSER = (etree.ErrorTypes.ERR_INTERNAL_ERROR, 114)
_DECLARATION = b"<!DOCTYPE"
#: The same names as ISO 29500 "strict" has them.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math",
     b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)  # fmt: skip
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, ValueError, OSError,
    etree.XMLSyntaxError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the last word of its kind (``header``, ``hyperlink``), the name of the other
    part, or an address where it is ``external``."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of one DOCX. Every method raises :class:`UnreadableDocument`: ``document-damaged``,
    ``document-locked``, ``document-too-large`` or ``document-unsafe``."""

    def __init__(self, content: bytes) -> None:
        self._bytes_left = _MOST_BYTES
        self._picture_bytes_left = _MOST_BYTES_OF_PICTURES
        self._marks_left = _MOST_MARKS
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            parts = self._archive.infolist()
        except _DAMAGE as error:
            raise _damaged(error) from error
        if len(parts) > _MOST_PARTS:
            raise UnreadableDocument("document-too-large", f"{len(parts)} parts")
        if any(part.flag_bits & 1 for part in parts):
            raise UnreadableDocument("document-locked", "password of the package")
        self.names = frozenset(part.filename for part in parts)

    def tree(self, name: str) -> Any:
        """The root element of a part; ``None`` where there is none of this name."""
        if name not in self.names:
            return None
        try:
            content = self._unpacked(name)
            if b"purl.oclc.org" in content[:8192]:
                for strict, usual in _STRICT:
                    content = content.replace(strict, usual)
            root = etree.fromstring(content, _parser())
        except _DAMAGE as error:
            raise _damaged(error) from error
        if root.getroottree().docinfo.internalDTD is not None:  # in UTF-16 the bytes do not show it
            raise UnreadableDocument("document-unsafe", f"{name} declares a document type")
        return root

    def content(self, name: str) -> bytes:
        """The bytes of a part, held to the limits of XML; none where there is no such part."""
        try:
            return self._unpacked(name) if name in self.names else b""
        except _DAMAGE as error:
            raise _damaged(error) from error

    def picture(self, name: str) -> bytes:
        """The bytes of a part that is a picture; none where there is no such part."""
        if name not in self.names:
            return b""
        try:
            with self._archive.open(name) as stream:
                content = stream.read(_MOST_BYTES + 1)
        except _DAMAGE as error:
            raise _damaged(error) from error
        self._picture_bytes_left -= len(content)
        if len(content) > _MOST_BYTES or self._picture_bytes_left < 0:
            raise UnreadableDocument(
                "document-too-large", f"pictures of more than {_MOST_BYTES_OF_PICTURES >> 20} MB"
            )
        return content

    def main_part(self) -> str:
        """The name of the part that has the body."""
        documents = (one.target for one in self.relations("").values() if one.kind == "officeDocument")
        return next(documents, "word/document.xml")

    def relations(self, name: str) -> dict[str, Relation]:
        """Identifier → what the part ``name`` (``""``: the package itself) refers to."""
        folder, _, file = name.rpartition("/")
        root = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, Relation] = {}
        for element in root if root is not None else ():
            target = element.get("Target", "")
            external = element.get("TargetMode") == "External"
            if not external:
                target = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                target = posixpath.normpath(target)
            kind = element.get("Type", "").rpartition("/")[2]
            found[element.get("Id", "")] = Relation(kind, target, external)
        return found

    def _unpacked(self, name: str) -> bytes:
        unpacked = bytearray()
        with self._archive.open(name) as stream:
            while chunk := stream.read(min(_CHUNK, self._bytes_left + 1)):
                self._bytes_left -= len(chunk)
                self._marks_left -= chunk.count(b"<")
                if self._bytes_left < 0:
                    raise UnreadableDocument(
                        "document-too-large", f"more than {_MOST_BYTES >> 20} MB unpacked"
                    )
                if self._marks_left < 0:
                    raise UnreadableDocument("document-too-large", f"more than {_MOST_MARKS} elements")
                unpacked += chunk
        if _DECLARATION in unpacked:
            raise UnreadableDocument("document-unsafe", f"{name} declares a document type")
        return bytes(unpacked)


def _parser() -> Any:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _damaged(error: Exception) -> UnreadableDocument:
    if isinstance(error, etree.XMLSyntaxError):
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        if error.code in _LIMITS_OF_PARSER:
            return UnreadableDocument("document-too-large", "elements nested too deep, or one text too long")
    return UnreadableDocument("document-damaged", type(error).__name__)
