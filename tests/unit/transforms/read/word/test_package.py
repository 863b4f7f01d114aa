"""What is no plain Word document: damaged, unsafe, too large, with macros or links outside."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from transforms.document import Document, UnreadableDocument
from transforms.read.choose import read_document

Docx = Callable[..., bytes]
IN_UTF_16 = """<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>"""
NO_TEXT = (
    b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
    b"<w:body/></w:document>"
)
PARAGRAPH = "<w:p><w:r><w:t>ก</w:t></w:r></w:p>"


def with_part(content: bytes, name: str, data: bytes) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for part in dict.fromkeys([*source.namelist(), name]):
            copy.writestr(part, data if part == name else source.read(part))
    return target.getvalue()


def reason(content: bytes) -> str:
    with pytest.raises(UnreadableDocument) as raised:
        read_document(content, "0" * 64)
    return raised.value.rule


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("word/document.xml", b"<w:document", "document-damaged"),
        ("word/document.xml", b"<w/>", "document-damaged"),
        ("word/document.xml", b"", "document-damaged"),
        ("word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "document-unsafe"),
        ("word/document.xml", IN_UTF_16.encode("utf-16"), "document-unsafe"),
        ("word/styles.xml", b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "document-unsafe"),
        ("word/document.xml", b" " * (70 << 20), "document-too-large"),
        ("word/document.xml", b"<a/>" * 3_000_000, "document-too-large"),
        ("word/document.xml", b"<a>" * 100_000, "document-too-large"),
        ("word/document.xml", b"<a>" + b"x" * (11 << 20) + b"</a>", "document-too-large"),
        ("word/document.xml", NO_TEXT, "empty-file"),
    ],
)  # fmt: skip
def test_refused_with_a_reason(name: str, data: bytes, rule: str, docx: Docx) -> None:
    content = docx(PARAGRAPH, parts={"styles": ""})
    began = time.perf_counter()
    assert reason(with_part(content, name, data)) == rule
    assert time.perf_counter() - began < 5


def test_a_small_file_of_much_text_is_refused_before_it_is_whole(docx: Docx) -> None:
    bomb = with_part(docx(PARAGRAPH), "word/document.xml", b"<w:p/>" * 50_000_000)
    assert len(bomb) < 1 << 20
    tracemalloc.start()
    assert reason(bomb) == "document-too-large"
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 200 << 20


def test_elements_nested_as_deep_as_the_parser_goes(docx: Docx) -> None:
    for name in ("ins", "sdt", "smartTag"):
        deep = f"<w:p>{f'<w:{name}>' * 240}<w:r><w:t>ก</w:t></w:r>{f'</w:{name}>' * 240}</w:p>{PARAGRAPH}"
        assert read_document(docx(deep), "0" * 64).blocks
    tables = "<w:tbl><w:tr><w:tc>" * 75 + PARAGRAPH + "</w:tc></w:tr></w:tbl>" * 75
    assert read_document(docx(tables), "0" * 64).blocks
    pairs = f"<w:tbl><w:tr><w:tc>{PARAGRAPH}</w:tc><w:tc>" * 75 + PARAGRAPH + "</w:tc></w:tr></w:tbl>" * 75
    assert read_document(docx(pairs), "0" * 64).blocks


def test_cut_off_while_it_was_copied(docx: Docx) -> None:
    assert reason(docx(PARAGRAPH * 500)[:-120]) == "document-damaged"


def test_a_locked_package(docx: Docx) -> None:
    content = bytearray(docx(PARAGRAPH))
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        content[at + 8] |= 1
        at += 4
    assert reason(bytes(content)) == "document-locked"


def test_macros_and_links_outside_are_told_and_left_alone(docx: Docx) -> None:
    links = {
        "rId1": ("attachedTemplate", "file:///C:/Normal.dotm"),
        "rId2": ("image", "https://www.example.com/a.png"),
        "rId3": ("hyperlink", "https://www.example.com"),
    }
    content = docx(
        PARAGRAPH + '<w:altChunk r:id="rId9"/>', links=links, parts={"vbaProject.bin": b"\x00" * 100}
    )
    notes = [(note.rule, note.detail) for note in read_document(content, "0" * 64).notes]
    assert notes == [
        ("macros-not-run", "vbaProject.bin"),
        ("external-links-not-followed", "attachedTemplate, image"),
        ("page-unreadable", "altChunk × 1"),
    ]


def test_names_of_the_strict_standard_and_another_main_part(docx: Docx) -> None:
    main = (
        '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>'
        f"{PARAGRAPH}</w:body></w:document>"
    )
    assert text(with_part(docx(PARAGRAPH), "word/document.xml", main.encode())) == ["ก"]
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(PARAGRAPH))) as source, zipfile.ZipFile(target, "w") as copy:
        for part in source.namelist():
            copy.writestr(
                part.replace("document.xml", "document2.xml"),
                source.read(part).replace(b"word/document.xml", b"/word/document2.xml"),
            )
    assert text(target.getvalue()) == ["ก"]


def text(content: bytes) -> list[str]:
    document: Document = read_document(content, "0" * 64)
    return [piece for piece, _ in document.pieces()]
