"""Images of every kind into documents, by the real recognizer."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PIL import Image

from transforms.document import Document, Table, UnreadableDocument
from transforms.read import pace, programs
from transforms.read.choose import read_document
from transforms.read.scan import picture_file

pytestmark = pytest.mark.usefixtures("tesseract")

TITLE = "องค์การบริหารส่วนตำบลบ้านตัวอย่าง"


def small_page(paper: Callable[..., Any], text: str = TITLE) -> Any:
    page = paper(width=1100, height=500)
    page.write(60, 80, text)
    page.write(60, 180, "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล")
    return page


def saved(image: Image.Image, kind: str, **how: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()


def read(content: bytes) -> Document:
    return read_document(content, "0" * 64)


def text_of(document: Document) -> str:
    return "\n".join(text for text, _ in document.pieces())


def colored(page: Any) -> Image.Image:
    return Image.fromarray(page.scanned()).convert("RGB")


@pytest.mark.parametrize(
    ("kind", "mode", "how"),
    [
        ("PNG", "RGB", {"dpi": (200, 200)}),
        ("PNG", "1", {"dpi": (200, 200)}),
        ("JPEG", "RGB", {"dpi": (200, 200), "quality": 80}),
        ("JPEG", "CMYK", {"dpi": (200, 200)}),
        ("GIF", "L", {}),
        ("BMP", "RGB", {"dpi": (200, 200)}),
        ("TIFF", "L", {"dpi": (200, 200), "compression": "tiff_lzw"}),
    ],
)
def test_every_kind_of_image_says_the_same(
    paper: Callable[..., Any], kind: str, mode: str, how: dict[str, Any]
) -> None:
    image = small_page(paper).image if mode == "1" else colored(small_page(paper))
    if kind == "GIF":  # knows no resolution: the size of the paper tells it
        page = paper()
        page.write(160, 300, TITLE)
        image = page.image
    document = read(saved(image.convert(mode), kind, **how))
    assert TITLE in text_of(document)
    assert document.notes[0].rule == "page-read-from-picture"


def test_sixteen_bits_and_paper_that_is_see_through(paper: Callable[..., Any]) -> None:
    gray = small_page(paper).scanned()
    deep = Image.fromarray(gray.astype(np.uint16) * 257)
    assert TITLE in text_of(read(saved(deep, "PNG", dpi=(200, 200))))
    ink = np.zeros((*gray.shape, 4), np.uint8)
    ink[..., 3] = 255 - gray
    assert TITLE in text_of(read(saved(Image.fromarray(ink), "PNG", dpi=(200, 200))))


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_lies_the_wrong_way(paper: Callable[..., Any], quarters: int) -> None:
    page = small_page(paper)
    turned = np.ascontiguousarray(np.rot90(page.scanned(0.7), quarters))
    document = read(saved(Image.fromarray(turned), "PNG", dpi=(200, 200)))
    assert TITLE in text_of(document)
    box = next(place.box for text, place in document.pieces() if TITLE in text)
    assert box is not None
    left, top, right, bottom = (round(edge) for edge in box)
    dark = (turned < 128)[top:bottom, left:right]
    # Its pixels are where the text is on the picture that was given.
    assert dark.mean() > 0.08
    assert (right - left > bottom - top) == (quarters == 2)


def test_a_camera_that_says_how_it_was_held(paper: Callable[..., Any]) -> None:
    image = colored(small_page(paper)).rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned to the right
    assert TITLE in text_of(read(saved(image, "JPEG", quality=85, dpi=(200, 200), exif=exif)))


def test_the_pages_of_a_tiff_are_read_one_by_one(paper: Callable[..., Any]) -> None:
    first = Image.fromarray(small_page(paper).scanned(0.5))
    second = Image.fromarray(small_page(paper, "รายงานฉบับที่สอง").scanned(-0.5))
    content = saved(first, "TIFF", save_all=True, append_images=[second], dpi=(200, 200))
    parts: list[int] = []
    with pace.heard_by(lambda: parts.append(1)):
        document = read(content)
    assert len(parts) == 2
    assert {place.page for _, place in document.pieces()} == {1, 2}
    assert document.notes[0].detail == "1-2"
    lines = [block.place.line for block in document.blocks]
    assert lines == sorted(set(lines))


def test_a_table_with_boxes(paper: Callable[..., Any]) -> None:
    page = paper(width=1654, height=900)
    page.table(100, 100, [500, 900], [90, 190, 90])
    page.write(110, 110, "มาตรการ")
    page.write(610, 110, "ผลการดำเนินการ")
    page.write(110, 200, "จัดทำคู่มือการปฏิบัติงาน")
    page.box(612, 212, 24)
    page.write(650, 200, "ยังไม่ดำเนินการ")
    page.box(612, 282, 24, "x")
    page.write(650, 270, "ดำเนินการ")
    page.write(110, 390, "ประชุมชี้แจง")
    document = read(saved(Image.fromarray(page.scanned(0.8)), "PNG", dpi=(200, 200)))
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert [row.texts for row in table.rows] == [
        ("มาตรการ", "ผลการดำเนินการ"),
        ("จัดทำคู่มือการปฏิบัติงาน", "☐ ยังไม่ดำเนินการ\n☑ ดำเนินการ"),
        ("ประชุมชี้แจง", ""),
    ]


def test_a_box_that_is_not_plain_is_given_as_unconfirmed(paper: Callable[..., Any]) -> None:
    page = paper(width=1100, height=400)
    page.write(60, 60, "ผลการดำเนินการตามมาตรการ")
    page.box(62, 152, 24, "dot")
    page.write(100, 140, "ดำเนินการแล้วเสร็จ")
    document = read(saved(Image.fromarray(page.scanned(noise=3.0)), "PNG", dpi=(200, 200)))
    text, place = next((text, place) for text, place in document.pieces() if "แล้วเสร็จ" in text)
    assert text[0] in "☐☑"
    assert document.unconfirmed[place.locator()] == (text[0],)


def test_a_number_that_two_readers_read_alike_is_confirmed_and_no_other(paper: Callable[..., Any]) -> None:
    page = paper(width=1100, height=400)
    page.write(60, 60, "คะแนน 91.25")
    page.write(60, 160, "ประจำปี พ.ศ. ๒๕๖๗")
    document = read(saved(Image.fromarray(page.scanned()), "PNG", dpi=(200, 200)))
    assert "91.25" in text_of(document)
    doubted = {number for numbers in document.unconfirmed.values() for number in numbers}
    # Of ๖ and ๗ the recognizer of text knows nothing.
    assert "91.25" not in doubted
    assert any(number.startswith("๒๕") for number in doubted)


def test_a_picture_without_text_is_no_document() -> None:
    blank = np.full((800, 600), 250, np.uint8)
    with pytest.raises(UnreadableDocument) as found:
        read(saved(Image.fromarray(blank), "PNG", dpi=(200, 200)))
    assert found.value.rule == "empty-file"


def test_a_picture_cut_off_is_read_as_far_as_it_goes(paper: Callable[..., Any]) -> None:
    page = paper()
    page.write(100, 100, TITLE)
    page.write(100, 2200, "ท้ายกระดาษ")
    content = saved(Image.fromarray(page.scanned()), "JPEG", quality=80, dpi=(200, 200))
    document = read(content[: len(content) // 2])
    assert TITLE in text_of(document)
    assert [note.rule for note in document.notes] == ["page-read-from-picture", "page-unreadable"]


@pytest.mark.parametrize("kept", [12, 60, 200])
def test_what_is_hardly_begun_is_damaged(paper: Callable[..., Any], kept: int) -> None:
    for kind in ("PNG", "JPEG", "TIFF"):
        content = saved(Image.fromarray(small_page(paper).scanned()), kind)
        with pytest.raises(UnreadableDocument) as found:
            read(content[:kept])
        assert found.value.rule in ("document-damaged", "empty-file")


def test_a_small_file_of_gigabytes_is_never_decoded() -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(2_000_000))) + chunk(b"IEND", b"")
    with pytest.raises(UnreadableDocument) as found:
        read(bomb)
    assert found.value.rule == "document-too-large"


def test_a_tiff_of_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_file, "MOST_PAGES", 3)
    pages = [Image.fromarray(np.full((40, 40), 255, np.uint8)) for _ in range(4)]
    content = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    with pytest.raises(UnreadableDocument) as found:
        read(content)
    assert found.value.rule == "document-too-large"


def test_without_the_recognizer_it_waits(monkeypatch: pytest.MonkeyPatch, paper: Callable[..., Any]) -> None:
    nothing = programs.Program(
        "tesseract-ocr-tha", "PNG", ("tesseract-ocr-tha",), ("/nowhere/tha.traineddata",)
    )
    monkeypatch.setattr(programs, "TESSERACT", nothing)
    with pytest.raises(UnreadableDocument) as found:
        read(saved(small_page(paper).image, "PNG"))
    assert found.value.rule == "program-missing"
    assert "apt install" in found.value.detail
