"""Hostile PDF files, object by object."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence

from tests.integration.hostile.packing import deflated, megabytes_of

_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_TEXT = b"BT /F1 12 Tf 72 720 Td (ITA 2566) Tj ET"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pdf_of(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """The objects, numbered from 1, the first the catalogue."""
    body, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    body += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    return bytes(body + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(content: bytes, more: bytes = b"") -> bytes:
    """A stream with what else its dictionary says."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


def page_of(contents: bytes, box: bytes = b"0 0 595 842", more: bytes = b"") -> list[bytes]:
    """Catalogue, pages, one page, its contents, its font."""
    return [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> %s >> >>" % (box, more),
        contents,
        _FONT,
    ]


def _bomb(filters: int) -> bytes:
    data = megabytes_of(b" ", 1500).zlib
    for _ in range(filters - 1):
        data = deflated(data).zlib
    names = b" ".join([b"/FlateDecode"] * filters)
    return pdf_of(page_of(stream(data, b"/Filter [%s]" % names)))


def _drawing() -> bytes:
    """A page of very many lines, no letters."""
    data = deflated(block=b"1 1 m 9 9 l S\n" * 50_000, times=100)
    return pdf_of(page_of(stream(data.zlib, b"/Filter /FlateDecode")))


def _letters() -> bytes:
    """A page of very many letters."""
    data = deflated(b"BT /F1 1 Tf 1 1 Td ", b"(ITA ITA ITA ITA) Tj\n" * 10_000, 300, b" ET")
    return pdf_of(page_of(stream(data.zlib, b"/Filter /FlateDecode")))


def _picture() -> bytes:
    """A scanned page whose picture has 30,000 × 30,000 points."""
    data = megabytes_of(b"\0", 2575)
    image = stream(
        data.zlib,
        b"/Type /XObject /Subtype /Image /Width 30000 /Height 30000 /ColorSpace /DeviceRGB "
        b"/BitsPerComponent 8 /Filter /FlateDecode",
    )
    page = page_of(stream(b"q 595 0 0 842 0 0 cm /I Do Q"), more=b"/XObject << /I 6 0 R >>")
    return pdf_of([*page, image])


def _many_pages(count: int) -> bytes:
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R "
        b"/Resources << /Font << /F1 4 0 R >> >> >>"
    )
    kids = b" ".join(b"%d 0 R" % number for number in range(5, 5 + count))
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
            stream(_TEXT),
            _FONT,
            *([page] * count),
        ]
    )


def _one_page_often(count: int) -> bytes:
    """The same page again and again: hardly any bytes for each."""
    objects = page_of(stream(_TEXT))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b"3 0 R " * count, count)
    return pdf_of(objects)


def _cyclic() -> bytes:
    objects = page_of(stream(_TEXT))
    objects[1] = b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>"
    return pdf_of(objects)


def _form_in_itself() -> bytes:
    form = stream(
        b"/X Do /X Do",
        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>",
    )
    return pdf_of([*page_of(stream(b"/X Do"), more=b"/XObject << /X 6 0 R >>"), form])


def _forms_of_forms() -> bytes:
    """Ten forms in a form, nine levels deep."""
    first = 6
    forms = [
        stream(
            b"/X Do " * 10 if level < 9 else _TEXT,
            b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
            b"/Resources << /Font << /F1 5 0 R >> /XObject << /X %d 0 R >> >>" % (first + level + 1),
        )
        for level in range(10)
    ]
    return pdf_of([*page_of(stream(b"/X Do"), more=b"/XObject << /X %d 0 R >>" % first), *forms])


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 255
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) & 255
        j = (j + state[i]) & 255
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) & 255])
    return bytes(out)


def _locked() -> bytes:
    """Locked with a password that nobody says (RC4, 40 bits)."""
    password = (b"secret" + _PADDING)[:32]
    owner = _rc4(hashlib.md5(password).digest()[:5], password)
    identity = b"0123456789abcdef"
    key = hashlib.md5(password + owner + b"\xfc\xff\xff\xff" + identity).digest()[:5]
    user = _rc4(key, _PADDING)
    of_contents = hashlib.md5(key + b"\x04\0\0\0\0").digest()[:10]
    objects = page_of(stream(_rc4(of_contents, _TEXT)))
    objects.append(
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>"
        % (owner.hex().encode(), user.hex().encode())
    )
    said = identity.hex().encode()
    return pdf_of(objects, b"/Encrypt 6 0 R /ID [<%s> <%s>]" % (said, said))


def _with_script() -> bytes:
    objects = page_of(stream(_TEXT))
    objects[0] = (
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (while\\(true\\){}) >> "
        b"/Names << /EmbeddedFiles << >> >> >>"
    )
    return pdf_of(objects)


#: Name of the file → how it is made, and the rule under which it is set aside.
PDFS: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "bomb.pdf": (lambda: _bomb(1), "document-too-large"),
    "bomb-twice.pdf": (lambda: _bomb(2), "document-too-large"),
    "drawing.pdf": (_drawing, "document-too-large"),
    "letters.pdf": (_letters, "document-too-large"),
    "picture.pdf": (_picture, "document-too-large"),
    "box.pdf": (lambda: pdf_of(page_of(stream(_TEXT), b"0 0 1000000 1000000")), "not-an-ita-report"),
    "box-nan.pdf": (lambda: pdf_of(page_of(stream(_TEXT), b"0 0 -1 1e40")), "not-an-ita-report"),
    "pages.pdf": (lambda: _many_pages(100_000), "document-too-large"),
    "page-often.pdf": (lambda: _one_page_often(100_000), "document-too-large"),
    "cyclic.pdf": (_cyclic, "empty-file"),
    "form-in-itself.pdf": (_form_in_itself, "document-too-large"),
    "forms-of-forms.pdf": (_forms_of_forms, "document-too-large"),
    "deep.pdf": (lambda: pdf_of([b"[" * 1_000_000, *page_of(stream(_TEXT))[1:]]), "document-damaged"),
    "locked.pdf": (_locked, "document-locked"),
    "script.pdf": (_with_script, "not-an-ita-report"),
    "no-objects.pdf": (lambda: b"%PDF-1.7\n%%EOF\n", "document-damaged"),
    "noise.pdf": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 4000, "document-damaged"),
}
