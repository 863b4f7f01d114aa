"""Documents of pictures that nobody should open without care: a reason that names what is wrong, at once."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from itertools import chain, repeat

import pytest
from PIL import Image

from transforms.document import Document, UnreadableDocument
from transforms.read import programs
from transforms.read.word import package

_DRAWING = (
    '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'r:embed="{0}"/></w:drawing></w:r></w:p>'
)


def _saved(width: int = 900, height: int = 1200, kind: str = "PNG", pages: int = 1) -> bytes:
    file = io.BytesIO()
    sheets = [Image.new("1", (width, height), 1) for _ in range(pages)]
    more = {"save_all": True, "append_images": sheets[1:], "compression": "group4"} if pages > 1 else {}
    sheets[0].save(file, kind, **more)
    return file.getvalue()


def _bomb() -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")


def _pasted(read: Callable[..., Document], body: str, **pictures: bytes) -> Document:
    return read(
        body,
        parts={f"media/{name}.png": content for name, content in pictures.items()},
        links={name: ("image", f"media/{name}.png") for name in pictures},
    )


def _refused(read: Callable[..., Document], body: str, **pictures: bytes) -> tuple[str, str]:
    with pytest.raises(UnreadableDocument) as found:
        _pasted(read, body, **pictures)
    return found.value.rule, found.value.detail


needs_tesseract = pytest.mark.skipif(
    programs.TESSERACT.found() is None, reason=f"needs Tesseract: {programs.TESSERACT.install_command}"
)


@needs_tesseract
def test_a_picture_that_claims_too_much_is_told_as_such(read: Callable[..., Document]) -> None:
    assert _refused(read, _DRAWING.format("one"), one=_bomb())[0] == "document-too-large"


@needs_tesseract
def test_a_drawing_of_a_page_that_cannot_be_decoded_is_told(read: Callable[..., Document]) -> None:
    drawing = struct.pack("<II8i", 1, 88, *([0, 0, 60_000, 60_000] * 2)) + b" EMF" + bytes(1000)
    assert _refused(read, _DRAWING.format("one"), one=drawing)[0] == "document-damaged"


def test_a_picture_shown_thousands_of_times_is_not_read_thousands_of_times(
    read: Callable[..., Document],
) -> None:
    body = "".join(map(_DRAWING.format, chain.from_iterable(repeat(("one", "two"), 2_500))))
    rule, detail = _refused(read, body, one=_saved(), two=_saved(901))
    assert (rule, detail) == ("document-too-large", "5000 > 200 pages")


@needs_tesseract
def test_a_picture_of_five_hundred_pages_is_too_much(read: Callable[..., Document]) -> None:
    rule, detail = _refused(read, _DRAWING.format("one"), one=_saved(600, 800, "TIFF", 500))
    assert (rule, detail) == ("document-too-large", "500 > 200 pages")


@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg" width="60000" height="60000"/>',
        b"\xd7\xcd\xc6\x9a" + bytes(1000),
        b"",
    ],
)
def test_what_is_no_picture_of_a_page_leaves_the_document_empty(
    read: Callable[..., Document], content: bytes
) -> None:
    assert _refused(read, _DRAWING.format("one"), one=content)[0] == "empty-file"


def test_pictures_do_not_use_up_what_the_text_may_have(
    read: Callable[..., Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "_MOST_BYTES_OF_PICTURES", 100)
    assert _refused(read, _DRAWING.format("one"), one=bytes(101))[0] == "document-too-large"
    monkeypatch.setattr(package, "_MOST_BYTES_OF_PICTURES", 1 << 20)
    monkeypatch.setattr(package, "_MOST_BYTES", 10_000)
    body = "".join(_DRAWING.format(name) for name in ("one", "two", "three"))
    assert _refused(read, body, one=bytes(9_000), two=bytes(9_000), three=bytes(9_000))[0] == "empty-file"
