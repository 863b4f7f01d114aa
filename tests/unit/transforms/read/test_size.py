import pytest

from transforms.document import UnreadableDocument
from transforms.read import size
from transforms.read.choose import read_document


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("|" * 101, "more than 100 cells"),
        ("a\t" * 101, "more than 100 cells"),
        ("<tr><td>" * 51, "more than 100 cells"),
        ("a," * 401, "more than 100 cells"),
        ("a\n" * 1_001, "more than 1,000 lines"),
        ("a" * ((1 << 20) + 1), "more than 1 MB of text"),
    ],
)
def test_far_more_text_than_any_report_has_is_not_read(
    monkeypatch: pytest.MonkeyPatch, text: str, detail: str
) -> None:
    monkeypatch.setattr(size, "MOST_BYTES", 1 << 20)
    monkeypatch.setattr(size, "MOST_LINES", 1_000)
    monkeypatch.setattr(size, "MOST_CELLS", 100)
    monkeypatch.setattr(size, "_MOST_COMMAS", 400)
    with pytest.raises(UnreadableDocument) as raised:
        read_document(text.encode(), "0" * 64)
    assert (raised.value.rule, raised.value.detail) == ("document-too-large", detail)
    assert read_document(("a, " * 400 + "\n" * 900).encode(), "0" * 64).blocks


def test_a_compound_file_that_was_cut_off_is_damaged_and_a_whole_one_of_no_kind_is_not_supported() -> None:
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    head[30:32] = (9).to_bytes(2, "little")
    head[48:52] = (3).to_bytes(4, "little")
    for rest, rule in ((bytes(3 * 512), "document-damaged"), (bytes(4 * 512), "format-not-supported")):
        with pytest.raises(UnreadableDocument) as raised:
            read_document(bytes(head) + rest, "0" * 64)
        assert raised.value.rule == rule


def test_more_text_than_is_understood_is_set_aside_in_any_format(monkeypatch: pytest.MonkeyPatch) -> None:
    page = b"<!DOCTYPE html><html><body><p>%s</p></body></html>"
    monkeypatch.setattr(size, "MOST_CHARACTERS", 1_000)
    assert read_document(page % (b"a" * 1_000), "0" * 64).blocks
    with pytest.raises(UnreadableDocument) as raised:
        read_document(page % (b"a" * 1_001), "0" * 64)
    assert (raised.value.rule, raised.value.detail) == ("document-too-large", "more than 1,000 characters")
