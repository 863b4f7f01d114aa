"""Hostile documents of Word, Excel and OpenDocument, made of sound ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from tests.integration.hostile.packing import Deflated, deflated, megabytes_of, replaced, zipped

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 10))
    + "]>"
).encode()
_OUTSIDE = b'<!DOCTYPE a [<!ENTITY out SYSTEM "file:///etc/passwd">]>'
_RELATIONS = "word/_rels/document.xml.rels"
_LINK = (
    b'<Relationship Id="rIdOut" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    b'%s" Target="%s" TargetMode="External"/></Relationships>'
)

Made = Callable[[Mapping[str, bytes]], bytes]


def _parts(package: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return [(part.filename, opened.read(part)) for part in opened.infolist()]


def _changed(kind: str, name: str, change: Callable[[bytes], bytes | Deflated]) -> Made:
    """The sound document of this kind with one part changed."""

    def made(sound: Mapping[str, bytes]) -> bytes:
        parts = _parts(sound[kind])
        return replaced(parts, {name: change(dict(parts)[name])})

    return made


def _declared(declaration: bytes, entity: bytes) -> Callable[[bytes], bytes]:
    """The part with a document type, its entity in the first text."""

    def change(content: bytes) -> bytes:
        head, _, rest = content.partition(b"?>")
        text = b"<w:t" if b"<w:t" in rest else b"<text:p" if b"<text:p" in rest else b"<t"
        before, _, after = rest.partition(text)
        tag, _, said = after.partition(b">")
        return head + b"?>" + declaration + before + text + tag + b">" + entity + said

    return change


def _inflated(start: bytes, block: bytes, times: int, end: bytes) -> Callable[[bytes], Deflated]:
    return lambda _: deflated(start, block, times, end)


_WORD = (
    b'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/'
    b'wordprocessingml/2006/main"><w:body>'
)
_WORD_END = b"</w:body></w:document>"
_SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_STRINGS = (
    b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="1">'
)


def _with_macros(kind: str, folder: str) -> Made:
    def made(sound: Mapping[str, bytes]) -> bytes:
        return replaced(_parts(sound[kind]), {f"{folder}/vbaProject.bin": _OLE + bytes(2000)})

    return made


def _linked(kind: bytes, target: bytes) -> Made:
    link = _LINK % (kind, target)
    return _changed("docx", _RELATIONS, lambda rels: rels.replace(b"</Relationships>", link))


def _compound(*streams: str) -> bytes:
    """The signature of a compound file, the names of streams, and noise."""
    noise = bytes((number * 7919) & 255 for number in range(20_000))
    return _OLE + noise + b"".join(stream.encode("utf-16-le") + noise for stream in streams)


def _deep(_: bytes) -> bytes:
    depth = 200_000
    return _WORD + b"<w:sdt><w:sdtContent>" * depth + b"</w:sdtContent></w:sdt>" * depth + _WORD_END


def _tables(_: bytes) -> bytes:
    depth = 2_000
    return _WORD + b"<w:tbl><w:tr><w:tc>" * depth + b"<w:p/></w:tc></w:tr></w:tbl>" * depth + _WORD_END


_PARAGRAPH = b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 20_000
_SPAN = b'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'

#: Name of the file → how it is made of sound ones, and the rule under which it is set aside.
OFFICE: Mapping[str, tuple[Made, str]] = {
    "laughs.docx": (_changed("docx", "word/document.xml", _declared(_LAUGHS, b"&a9;")), "document-unsafe"),
    "outside.docx": (_changed("docx", "word/document.xml", _declared(_OUTSIDE, b"&out;")), "document-unsafe"),
    "laughs.xlsx": (
        _changed("xlsx", "xl/sharedStrings.xml", _declared(_LAUGHS, b"&a9;")),
        "workbook-damaged",
    ),
    "outside.xlsx": (
        _changed("xlsx", "xl/sharedStrings.xml", _declared(_OUTSIDE, b"&out;")),
        "workbook-damaged",
    ),
    "laughs.odt": (_changed("odt", "content.xml", _declared(_LAUGHS, b"&a9;")), "document-unsafe"),
    "outside.odt": (_changed("odt", "content.xml", _declared(_OUTSIDE, b"&out;")), "document-unsafe"),
    "laughs.ods": (_changed("ods", "content.xml", _declared(_LAUGHS, b"&a9;")), "document-unsafe"),
    "spaces.docx": (
        _changed("docx", "word/document.xml", _inflated(_WORD, b" " * (1 << 20), 600, _WORD_END)),
        "document-too-large",
    ),
    "paragraphs.docx": (
        _changed("docx", "word/document.xml", _inflated(_WORD, _PARAGRAPH, 900, _WORD_END)),
        "document-too-large",
    ),
    "picture.docx": (
        lambda sound: replaced(_parts(sound["docx"]), {"word/media/a.png": megabytes_of(b"\0", 2000)}),
        "loaded",
    ),
    "deep.docx": (_changed("docx", "word/document.xml", _deep), "document-too-large"),
    "deep-tables.docx": (_changed("docx", "word/document.xml", _tables), "document-too-large"),
    "spans.docx": (
        _changed("docx", "word/document.xml", lambda _: _WORD + _SPAN * 100 + _WORD_END),
        "empty-file",
    ),
    "spaces.odt": (
        _changed("odt", "content.xml", _inflated(b"<a>", b" " * (1 << 20), 600, b"</a>")),
        "document-too-large",
    ),
    "repeated.ods": (
        _changed(
            "ods",
            "content.xml",
            lambda content: content.replace(
                b"<table:table-cell", b'<table:table-cell table:number-columns-repeated="1000000000"', 1
            ),
        ),
        "document-damaged",
    ),
    "strings.xlsx": (
        _changed(
            "xlsx", "xl/sharedStrings.xml", _inflated(_STRINGS, b"<si><t>x</t></si>" * 50_000, 700, b"")
        ),
        "workbook-too-large",
    ),
    "far.xlsx": (
        _changed(
            "xlsx",
            "xl/worksheets/sheet1.xml",
            lambda _: (
                _SHEET + b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
            ),
        ),
        "workbook-too-large",
    ),
    "macros.docm": (_with_macros("docx", "empty-file"), "loaded"),
    "macros.xlsm": (_with_macros("xlsx", "xl"), "loaded"),
    "template.docx": (_linked(b"attachedTemplate", b"http://192.0.2.1/template.dotm"), "loaded"),
    "picture-elsewhere.docx": (_linked(b"image", b"file://192.0.2.1/share/picture.png"), "loaded"),
    "locked.docx": (lambda _: _compound("EncryptionInfo", "EncryptedPackage"), "document-locked"),
    "locked.xlsx": (lambda _: _compound("EncryptionInfo", "EncryptedPackage"), "document-locked"),
    "noise.doc": (lambda _: _compound("WordDocument"), "document-damaged"),
    "noise.xls": (lambda _: _compound("Workbook"), "document-damaged"),
    "noise.ole": (lambda _: _compound(), "document-damaged"),
    "groups.rtf": (lambda _: b"{\\rtf1 " + b"{" * 2_000_000, "document-damaged"),
    "binary.rtf": (lambda _: b"{\\rtf1 {\\pict\\bin2000000000 " + bytes(1000), "document-damaged"),
    "only-a-name.docx": (lambda _: zipped(("word/document.xml", b"")), "document-damaged"),
    "no-xml.docx": (_changed("docx", "word/document.xml", lambda _: b"\xff" * 1000), "document-damaged"),
}
