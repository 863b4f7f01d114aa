"""Word documents that are pictures of pages: scanned, and pasted page by page."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from transforms.document import Document, UnreadableDocument
from transforms.read import programs
from transforms.read.programs import TESSERACT

TITLE = "องค์การบริหารส่วนตำบลบ้านตัวอย่าง"
_DRAWING = (
    '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'r:embed="{0}"/></w:drawing></w:r></w:p>'
)
_OLD_DRAWING = '<w:p><w:r><w:pict><v:shape><v:imagedata r:id="{0}"/></v:shape></w:pict></w:r></w:p>'


def _paper_of_scans() -> Any:
    """The pages that the tests of scans draw."""
    where = Path(__file__).parents[1] / "scan" / "conftest.py"
    spec = importlib.util.spec_from_file_location("papers_of_scans", where)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    if not module.FONT.exists() or TESSERACT.found() is None:
        pytest.skip("no Thai fonts or Tesseract: sudo apt install fonts-thai-tlwg tesseract-ocr-tha")
    return module.Paper


def picture(text: str, width: int = 1100, height: int = 600, kind: str = "PNG") -> bytes:
    page = _paper_of_scans()(width=width, height=height)
    page.write(60, 80, text)
    file = io.BytesIO()
    page.image.save(file, kind, dpi=(200, 200))
    return file.getvalue()


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if hasattr(block, "text")]


def pasted(read: Callable[..., Document], body: str, **pictures: bytes) -> Document:
    return read(
        body,
        parts={f"media/{name}.png": content for name, content in pictures.items()},
        links={name: ("image", f"media/{name}.png") for name in pictures},
    )


def test_pages_are_read_in_the_order_of_the_body(read: Callable[..., Document]) -> None:
    first, second = picture(TITLE), picture("ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล")
    body = _DRAWING.format("two") + _OLD_DRAWING.format("two") + _DRAWING.format("one")
    document = pasted(read, body, one=second, two=first)
    assert texts(document) == [TITLE, "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล"]
    assert [block.place.page for block in document.blocks if hasattr(block, "text")] == [1, 2]
    assert [(note.rule, note.detail) for note in document.notes] == [("page-read-from-picture", "1-2")]


def test_a_short_text_stands_before_its_pictures(read: Callable[..., Document]) -> None:
    body = "<w:p><w:r><w:t>ส่งรายงาน</w:t></w:r></w:p>" + _DRAWING.format("one")
    document = pasted(read, body, one=picture(TITLE))
    assert texts(document) == ["ส่งรายงาน", TITLE]
    assert [block.place.line for block in document.blocks if hasattr(block, "text")] == [1, 2]


def test_pictures_beside_a_whole_report_are_left_alone(read: Callable[..., Document]) -> None:
    body = f"<w:p><w:r><w:t>{'รายงานผลการดำเนินการ ' * 60}</w:t></w:r></w:p>" + _DRAWING.format("one")
    document = pasted(read, body, one=picture(TITLE))
    assert len(document.blocks) == 1
    assert not document.notes


def test_a_logo_is_no_page(read: Callable[..., Document]) -> None:
    logo = io.BytesIO()
    Image.fromarray(np.full((300, 300), 128, np.uint8)).save(logo, "PNG")
    with pytest.raises(UnreadableDocument) as found:
        pasted(read, _DRAWING.format("one"), one=logo.getvalue())
    assert found.value.rule == "empty-file"


def test_a_picture_that_is_cut_is_told_and_the_text_stays(read: Callable[..., Document]) -> None:
    broken = picture(TITLE)[:200]
    body = "<w:p><w:r><w:t>ส่งรายงาน</w:t></w:r></w:p>" + _DRAWING.format("one") + _DRAWING.format("two")
    document = pasted(read, body, one=broken, two=picture(TITLE))
    assert texts(document)[0] == "ส่งรายงาน"
    assert ("page-unreadable", "1") in [(note.rule, note.detail) for note in document.notes]


def test_without_tesseract_the_document_waits(
    read: Callable[..., Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = io.BytesIO()
    Image.fromarray(np.full((1200, 900), 255, np.uint8)).save(page, "PNG")
    monkeypatch.setenv(programs.WITHOUT, programs.TESSERACT.name)
    with pytest.raises(UnreadableDocument) as found:
        pasted(read, _DRAWING.format("one"), one=page.getvalue())
    assert found.value.rule == programs.MISSING
