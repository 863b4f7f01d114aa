"""Packages of files: what they hold, under which names, and what holds a bomb."""

import io
import stat
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable

import pytest

from transforms.document import NotADocument, UnreadableDocument
from transforms.read import package
from transforms.read.choose import ZIP, media_type_of, read_document
from transforms.read.package import Member, is_package, members


def packed(*files: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", method) as made:
        warnings.simplefilter("ignore")  # one name twice
        for name, content in files:
            made.writestr(name, content)
    return target.getvalue()


def names(content: bytes) -> list[tuple[str, ...]]:
    return [member.path for member in members(content)]


def refused(content: bytes) -> tuple[str, str]:
    with pytest.raises(UnreadableDocument) as raised:
        list(members(content))
    with pytest.raises(UnreadableDocument) as read:
        read_document(content, "0" * 64)
    assert (read.value.rule, read.value.detail) == (raised.value.rule, raised.value.detail)
    assert not isinstance(read.value, NotADocument)
    return raised.value.rule, raised.value.detail


def test_every_file_comes_with_its_path_name_and_address() -> None:
    inner = packed(("รายงาน 1.txt", b"one"))
    content = packed(("ปี 2566/a.txt", b"A"), ("b.zip", inner), ("c.txt", b""))
    found = list(members(content))
    assert [(member.path, member.content) for member in found] == [
        (("ปี 2566/a.txt",), b"A"),
        (("b.zip",), inner),
        (("b.zip", "รายงาน 1.txt"), b"one"),
        (("c.txt",), b""),
    ]
    assert [member.name for member in found] == ["a.txt", "b.zip", "รายงาน 1.txt", "c.txt"]
    assert found[0].uri("file:///in/x.zip") == "file:///in/x.zip!/%E0%B8%9B%E0%B8%B5%202566/a.txt"
    assert found[2].uri("file:///x.zip").startswith("file:///x.zip!/b.zip!/%E0%B8%A3")


def test_a_package_is_no_document_and_says_how_many_files_it_holds() -> None:
    with pytest.raises(NotADocument) as raised:
        read_document(packed(("a.txt", b"A"), ("b.zip", packed(("c.txt", b"C")))), "0" * 64)
    assert (raised.value.rule, raised.value.detail, raised.value.notes) == ("package-unpacked", "3", ())


def test_what_programs_leave_beside_files_is_passed_over() -> None:
    content = packed(
        ("__MACOSX/._a.txt", b"x"),
        ("folder/.DS_Store", b"x"),
        (".git/config", b"x"),
        ("~$a.docx", b"x"),
        ("Thumbs.db", b"x"),
        ("folder/", b""),
        ("folder/a.txt", b"A"),
    )
    assert names(content) == [("folder/a.txt",)]


@pytest.mark.parametrize(
    ("name", "shown", "uri"),
    [
        ("../../etc/passwd", "passwd", "!/%2E%2E/%2E%2E/etc/passwd"),
        ("/etc/passwd", "passwd", "!//etc/passwd"),
        ("C:\\Users\\ก.txt", "ก.txt", "!/C%3A%5CUsers%5C%E0%B8%81.txt"),
        ("a!/b.txt", "b.txt", "!/a%21/b.txt"),
        ("a\nb\x1b[31m.txt", "a\nb\x1b[31m.txt", "!/a%0Ab%1B%5B31m.txt"),
        ("n" * 300 + ".txt", "n" * 300 + ".txt", "!/" + "n" * 300 + ".txt"),
    ],
)
def test_names_of_strangers_are_only_names(name: str, shown: str, uri: str) -> None:
    (member,) = members(packed((name, b"A")))
    assert (member.name, member.uri("")) == (shown, uri)


def test_files_of_one_name_stay_apart() -> None:
    content = packed(("a.txt", b"1"), ("a.txt", b"2"), ("A.txt", b"3"), ("a.txt#2", b"4"))
    addresses = {member.uri("") for member in members(content)}
    assert len(addresses) == 4
    assert "!/a.txt" in addresses


def _raw_name(raw: bytes, extra: bytes = b"") -> bytes:
    """A package whose one file has a name of these bytes, without the sign for UTF-8."""
    info = zipfile.ZipInfo("x" * len(raw))
    info.extra = extra
    content = packed((info, b"A"))
    assert content.count(b"x" * len(raw)) == 2
    return content.replace(b"x" * len(raw), raw)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("แผน_2566.txt".encode(), "แผน_2566.txt"),
        ("แผน_2566.txt".encode("cp874"), "แผน_2566.txt"),
        ("นโยบาย.txt".encode("cp874"), "นโยบาย.txt"),
        ("Ἱππίας.txt".encode(), "Ἱππίας.txt"),
        ("Résumé ü.txt".encode("cp437"), "Résumé ü.txt"),
        (b"a\x00.txt", "a"),
    ],
)
def test_names_without_a_sign_of_their_encoding(raw: bytes, name: str) -> None:
    assert names(_raw_name(raw)) == [(name,)]


def test_the_name_that_a_packer_adds_in_utf_8_counts() -> None:
    raw, meant = b"???_2566.txt", "แผน_2566.txt".encode()
    value = b"\x01" + struct.pack("<I", zlib.crc32(raw)) + meant
    extra = struct.pack("<HH", 0x7075, len(value)) + value
    assert names(_raw_name(raw, extra)) == [(meant.decode(),)]
    of_another_name = extra[:5] + b"\0\0\0\0" + extra[9:]
    assert names(_raw_name(raw, of_another_name)) == [(raw.decode(),)]


def _damaged(content: bytes, at: bytes) -> bytes:
    place = content.index(at)
    return content[:place] + bytes([content[place] ^ 255]) + content[place + 1 :]


def test_one_broken_file_stops_no_other() -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    content = packed(
        ("good.txt", b"good"),
        ("bad.txt", b"content that is damaged"),
        (link, b"/etc/passwd"),
        ("n" * 2_000, b"x"),
        ("last.txt", b"last"),
        method=zipfile.ZIP_STORED,
    )
    content = _damaged(content, b"content that is damaged")
    taken = [member.path[0] for member in members(content) if member.content is not None]
    assert taken == ["good.txt", "last.txt"]
    with pytest.raises(NotADocument) as raised:
        read_document(content, "0" * 64)
    assert raised.value.detail == "2"
    said = [(note.rule, note.detail) for note in raised.value.notes]
    assert {rule for rule, _ in said} == {"package-part-unreadable"}
    assert [detail.rpartition(": ")[2] for _, detail in said] == [
        "damaged, BadZipFile",
        "a link or device",
        "a name of 2,000 characters",
    ]


def test_a_damaged_package_in_a_package_is_a_file_like_any() -> None:
    inner = packed(("a.txt", b"A"))[:-10]
    assert [member.path for member in members(packed(("in.zip", inner), ("b.txt", b"B")))] == [
        ("in.zip",),
        ("b.txt",),
    ]


def _locked(content: bytes) -> bytes:
    """The sign of encryption at every file of the package."""
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(signature)
        while place >= 0:
            content = content[: place + offset] + b"\x01" + content[place + offset + 1 :]
            place = content.find(signature, place + 4)
    return content


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (lambda: packed(), "empty-file"),
        (lambda: packed(("__MACOSX/a", b"x"), ("folder/", b"")), "empty-file"),
        (lambda: packed(("a.txt", b"A"))[:-30], "document-damaged"),
        (lambda: b"PK\x03\x04", "document-damaged"),
        (lambda: b"PK\x03\x04" + b"\xff" * 10_000, "document-damaged"),
        (lambda: _locked(packed(("a.txt", b"A"), ("b.txt", b"B"))), "document-locked"),
        (lambda: _damaged(packed(("a", b"AAAA"), method=0), b"AAAA"), "document-damaged"),
    ],
)
def test_a_package_that_gives_nothing_says_why(content: Callable[[], bytes], rule: str) -> None:
    assert media_type_of(content()) == ZIP
    assert refused(content())[0] == rule


def test_a_bomb_gives_nothing_at_all() -> None:
    zeros = bytes(80 << 20)
    flat = packed(("good.txt", b"good"), ("bomb.bin", zeros))
    assert refused(flat) == ("document-too-large", "unpacks to more than 820 times its size")
    nested = packed(("good.txt", b"good"), ("in.zip", flat))
    assert refused(nested)[0] == "document-too-large"


def test_a_file_that_is_too_large_is_left_out_and_alone_it_is_the_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(package, "_MOST_FILE_BYTES", 1_000)
    content = packed(("large.bin", bytes(1_001)), ("good.txt", b"good"))
    assert [member.path[0] for member in members(content) if member.content is not None] == ["good.txt"]
    assert refused(packed(("large.bin", bytes(1_001))))[0] == "document-too-large"


def test_a_header_that_lies_brings_no_more_than_it_says() -> None:
    content = packed(("a.txt", bytes(1 << 20)), ("b.txt", b"B"))
    size = struct.pack("<I", 1 << 20)
    assert content.count(size) == 2
    small = content.replace(size, struct.pack("<I", 10))
    found = {member.path[0]: member.content for member in members(small)}
    assert found == {"a.txt": None, "b.txt": b"B"}
    large = content.replace(size, struct.pack("<I", (1 << 32) - 2))
    assert {member.path[0]: member.content for member in members(large)} == {"a.txt": None, "b.txt": b"B"}


def test_packages_in_packages_end_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    content = packed(("a.txt", b"A"))
    for _ in range(3):
        content = packed(("in.zip", content))
    assert names(content)[-1] == ("in.zip", "in.zip", "in.zip", "a.txt")
    assert refused(packed(("in.zip", content))) == ("document-too-large", "nested more than 4 deep")
    many = packed(*((f"{number}.zip", packed(("a", b"A"), ("b", b"B"))) for number in range(40)))
    monkeypatch.setattr(package, "_MOST_FILES", 100)
    assert refused(many) == ("document-too-large", "more than 100 files")


def test_entries_are_counted_before_they_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_ENTRIES", 100)
    folders = packed(*((f"{number}/", b"") for number in range(101)))
    assert refused(folders) == ("document-too-large", "more than 100 entries")


def test_documents_in_the_dress_of_a_package_are_none() -> None:
    assert not is_package(packed(("word/document.xml", b"<w/>")))
    assert not is_package(packed(("mimetype", b"application/vnd.oasis.opendocument.text")))
    assert not is_package(b"%PDF-1.4" + packed(("a.txt", b"A")))
    assert is_package(packed(("a.txt", b"A")))


def test_a_member_says_its_name() -> None:
    assert Member(("a/b.zip", "c\\d.txt"), b"").name == "d.txt"
