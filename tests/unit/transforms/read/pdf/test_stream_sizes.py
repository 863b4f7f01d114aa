from __future__ import annotations

import time
import zlib

import pytest

from tests.unit.transforms.read.pdf.written_pdf import page, pdf_of, stream
from transforms.document import UnreadableDocument
from transforms.read.pdf.reader import read_pdf
from transforms.read.pdf.stream_sizes import refuse_bombs

SHA = "0" * 64
_PACKED = b"/Filter /FlateDecode"


def _packed(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    block = b" " * (1 << 20)
    return b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()


def _refused(content: bytes) -> str:
    with pytest.raises(UnreadableDocument) as reason:
        read_pdf(content, SHA)
    assert reason.value.rule == "document-too-large"
    return reason.value.detail


def test_a_stream_that_becomes_too_large_is_refused_before_it_is_unpacked() -> None:
    bomb = _packed(300)
    started = time.process_time()
    assert "a stream" in _refused(pdf_of(page(stream(bomb, _PACKED))))
    twice = zlib.compress(bomb, 9)
    assert "a stream" in _refused(pdf_of(page(stream(twice, b"/Filter [/FlateDecode /FlateDecode]"))))
    assert time.process_time() - started < 5


def test_a_picture_that_becomes_too_large_is_refused() -> None:
    image = stream(b"x", b"/Subtype /Image /Width 30000 /Height 30000 /BitsPerComponent 8 " + _PACKED)
    assert "a picture" in _refused(pdf_of([*page(stream(b"/I Do")), image]))


def test_forms_that_draw_themselves_are_refused() -> None:
    form = stream(b"/X Do /X Do", b"/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>")
    content = pdf_of([*page(stream(b"/X Do"), resources=b"/XObject << /X 6 0 R >>"), form])
    assert _refused(content) == "forms that draw forms"


def test_an_ordinary_file_passes() -> None:
    content = pdf_of(page(stream(zlib.compress(b"BT /F1 12 Tf 100 700 Td (text) Tj ET"), _PACKED)))
    refuse_bombs(content)
    assert [paragraph.text for paragraph in read_pdf(content, SHA).paragraphs()] == ["text"]


def test_many_beginnings_without_an_end_take_no_time() -> None:
    started = time.process_time()
    with pytest.raises(UnreadableDocument):
        refuse_bombs(b"%PDF-1.7\n1 0 obj << /FlateDecode >> " + b"stream\n" * 200_000)
    assert time.process_time() - started < 5
