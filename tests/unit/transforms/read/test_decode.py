import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.document import UnreadableDocument
from transforms.read.choose import media_type_of, read_document
from transforms.read.decode import decode_text

TEXT = "รายงานผลการดำเนินการตามมาตรการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๖\nหน้า ๑\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp874"), "cp874"),
    ],
)
def test_every_encoding_gives_the_same_text(content: bytes, encoding: str) -> None:
    decoded = decode_text(content)
    assert decoded.text == TEXT
    assert decoded.encoding == encoding
    assert decoded.damaged == 0


def test_a_few_damaged_bytes_do_not_make_another_encoding() -> None:
    content = TEXT.encode() * 20
    broken = content[:100] + b"\xff" + content[100:]
    decoded = decode_text(broken)
    assert decoded.encoding == "utf-8"
    assert decoded.damaged >= 1


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "empty-file"),
        (b" \r\n\t\n", "empty-file"),
        (b"\x00" * 500, "empty-file"),
        ("\ufeff \n".encode(), "empty-file"),
        (bytes(range(256)) * 8, "unknown-format"),
        ("Ã©tait une fois à Noël ".encode("latin-1") * 50, "undecodable-text"),
    ],
)
def test_what_is_no_text_has_a_named_reason(content: bytes, rule: str) -> None:
    with pytest.raises(UnreadableDocument) as raised:
        decode_text(content)
    assert raised.value.rule == rule


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7 ...", "application/pdf"),
        (b"PK\x03\x04....", "application/zip"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"  <!DOCTYPE html><html>", "text/html"),
        (TEXT.encode(), "text/plain"),
    ],
)
def test_the_format_is_told_by_content(content: bytes, media_type: str) -> None:
    assert media_type_of(content) == media_type
    if media_type != "text/plain":
        with pytest.raises(UnreadableDocument):  # a signature and nothing behind it
            read_document(content, "0" * 64)


@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused_with_a_reason(content: bytes) -> None:
    try:
        document = read_document(content, "0" * 64)
    except UnreadableDocument as unreadable:
        assert unreadable.rule
    else:
        assert document.line_count >= 1
