"""A reader is chosen by what the bytes are, never by the name of the file."""

from __future__ import annotations

import io
import zipfile
from importlib import import_module

from transforms.document import Document, UnreadableDocument
from transforms.read import delimited, workbook
from transforms.read.compound import is_cut
from transforms.read.decode import decode_text
from transforms.read.markup_types import HTML, MHTML, SPREADSHEETML, markup_type
from transforms.read.scanner_text import read_scanner_text
from transforms.read.size import demand_bytes, demand_cells, demand_characters
from transforms.read.workbook_parts import is_workbook

#: Readers of what is a table throughout: rows of data, no running text.
SPREADSHEETS = frozenset({delimited.READER, workbook.READER})

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
XLSB = "application/vnd.ms-excel.sheet.binary.macroEnabled.12"
RTF = "application/rtf"
ZIP = "application/zip"
_OLE = "application/x-ole-storage"
_LOCKED = "application/x-ole-storage; encrypted"
_TEXT = "text/plain"
_PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
#: Of a zip file that is looked into at all.
MOST_ENTRIES = 20_000
#: First bytes of formats.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", PDF),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"{\\rtf", RTF),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!", "application/vnd.rar"),
)
#: A part that only this kind of package has.
_PARTS: tuple[tuple[str, bytes, str], ...] = (
    ("word/document.xml", b"word/document", DOCX),
    ("word/document2.xml", b"word/document", DOCX),
    ("xl/workbook.bin", b"xl/workbook.bin", XLSB),
    ("ppt/presentation.xml", b"ppt/slides/", _PRESENTATION),
)
#: A stream of a compound file, by its name in UTF-16.
_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", _LOCKED),
    ("WordDocument", DOC),
    ("Workbook", XLS),
    ("Book", XLS),
)
#: Media type → module and function of its reader, imported when the first such document comes.
_READERS: dict[str, tuple[str, str]] = {
    HTML: ("transforms.read.web_page", "read_web_page"),
    MHTML: ("transforms.read.web_page", "read_web_page"),
    SPREADSHEETML: ("transforms.read.spreadsheet_xml", "read_spreadsheet_xml"),
    workbook.MEDIA_TYPE: ("transforms.read.workbook", "read_workbook"),
    PDF: ("transforms.read.pdf.reader", "read_pdf"),
    DOCX: ("transforms.read.word.reader", "read_docx"),
    **dict.fromkeys((DOC, RTF, ODT, XLS, ODS, XLSB), ("transforms.read.office", "read_office")),
    ZIP: ("transforms.read.package", "read_package"),
    **dict.fromkeys(
        ("image/png", "image/jpeg", "image/tiff", "image/gif", "image/bmp"),
        ("transforms.read.scan.image", "read_image"),
    ),
}


def media_type_of(content: bytes) -> str:
    """The media type by what the bytes are: that of a signature and of what stands inside, that of markup
    throughout, or ``text/plain``."""
    for signature, media_type in _SIGNATURES:
        if content.startswith(signature):
            if media_type == ZIP:
                return _package_type(content)
            return _compound_type(content) if media_type == _OLE else media_type
    return markup_type(content) or _TEXT


def read_document(content: bytes, sha256: str) -> Document:
    """The document model of ``content``; raises :class:`UnreadableDocument` with the reason."""
    media_type = media_type_of(content)
    if media_type == _LOCKED:
        raise UnreadableDocument("document-locked", "password of an Office program")
    if media_type == _TEXT:
        demand_bytes(content)
        decoded = decode_text(content)
        demand_cells(decoded.text)
        return delimited.read_delimited(decoded, sha256) or read_scanner_text(decoded, sha256)
    if media_type == _OLE and is_cut(content):
        raise UnreadableDocument("document-damaged", "cut off")
    if media_type not in _READERS:
        raise UnreadableDocument("format-not-supported", media_type)
    module, function = _READERS[media_type]
    document: Document = getattr(import_module(module), function)(content, sha256)
    demand_characters(document)
    return document


def _package_type(content: bytes) -> str:
    """What a zip file is: a workbook, a text, or a package of files."""
    if content.count(b"PK\x01\x02") > MOST_ENTRIES:
        return ZIP  # no document has so many parts; to list them takes long
    if is_workbook(content):
        return workbook.MEDIA_TYPE
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            if "mimetype" in names and package.getinfo("mimetype").file_size < 200:
                said = package.read("mimetype").decode("ascii", "replace").strip()
                if said.startswith("application/vnd.oasis.opendocument."):
                    return said
            return next((media_type for part, _, media_type in _PARTS if part in names), ZIP)
    except Exception:  # cut off while it was copied, or not what it seems: by the names of its parts
        return next((media_type for _, start, media_type in _PARTS if start in content), ZIP)


def _compound_type(content: bytes) -> str:
    for stream, media_type in _STREAMS:
        if stream.encode("utf-16-le") in content:
            return media_type
    return _OLE
