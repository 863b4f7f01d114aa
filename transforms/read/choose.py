"""A reader is chosen by what the bytes are, never by the name of the file."""

from __future__ import annotations

from transforms.document import Document, UnreadableDocument
from transforms.read import delimited, workbook
from transforms.read.decode import decode_text
from transforms.read.scanner_text import read_scanner_text
from transforms.read.workbook_parts import is_workbook

#: Readers of what is a table throughout: rows of data, no running text.
SPREADSHEETS = frozenset({delimited.READER, workbook.READER})

_OLE = "application/x-ole-storage"
#: The stream in which an Office program keeps what a password locks.
_LOCKED = "EncryptedPackage".encode("utf-16-le")
#: First bytes of formats that are known, but have no reader here yet.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"{\\rtf", "application/rtf"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!", "application/vnd.rar"),
)


def media_type_of(content: bytes) -> str:
    """The media type by the first bytes: ``text/plain``, ``text/html`` or that of a signature."""
    for signature, media_type in _SIGNATURES:
        if content.startswith(signature):
            is_zip = media_type == "application/zip"
            return workbook.MEDIA_TYPE if is_zip and is_workbook(content) else media_type
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    return "text/plain"


def read_document(content: bytes, sha256: str) -> Document:
    """The document model of ``content``; raises :class:`UnreadableDocument` with the reason."""
    media_type = media_type_of(content)
    if media_type == workbook.MEDIA_TYPE:
        return workbook.read_workbook(content, sha256)
    if media_type != "text/plain":
        locked = media_type == _OLE and _LOCKED in content
        detail = f"{media_type}, locked by a password" if locked else media_type
        raise UnreadableDocument("format-not-supported", detail)
    decoded = decode_text(content)
    return delimited.read_delimited(decoded, sha256) or read_scanner_text(decoded, sha256)
