"""Hostile packages of files."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.integration.hostile.packing import Part, deflated, megabytes_of, nested, overlapping, part, zipped

_TEXT = "รายงานผลการประเมิน ITA".encode()


def _with_names() -> bytes:
    """A package whose files would go anywhere."""
    names = (
        b"../../../../tmp/hostile-was-here.txt",
        b"/tmp/hostile-was-here.txt",
        b"C:\\Windows\\hostile.txt",
        b"nul\x00.txt",
        b"line\nbreak\x1b]0;title\x07\x1b[2J.txt",
        b"n" * 300 + b".txt",
        b"same.txt",
        b"same.txt",
        b"SAME.txt",
        b"\xff\xfe.txt",
        b"folder/../../out.txt",
    )
    return zipped(*(Part(name, deflated(_TEXT + b" %d" % number)) for number, name in enumerate(names)))


def _lying() -> bytes:
    data = megabytes_of(b"\0", 50)
    return zipped(Part(b"small.txt", data, said_size=10), Part(b"large.txt", data, said_size=(1 << 32) - 2))


#: Name of the file → how it is made, and the rule under which it is set aside.
PACKAGES: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "bomb-flat.zip": (lambda: zipped(("a.bin", megabytes_of(b"\0", 600))), "document-too-large"),
    "bomb-overlapping.zip": (lambda: overlapping(megabytes_of(b"\0", 10), 4000), "document-too-large"),
    "bomb-deep.zip": (lambda: nested(_TEXT, 9), "document-too-large"),
    "bomb-wide.zip": (lambda: nested(_TEXT, 4, copies=17), "document-too-large"),
    "bomb-below.zip": (
        lambda: zipped(("good.txt", _TEXT), ("in.zip", zipped(("a.bin", megabytes_of(b"\0", 100))))),
        "document-too-large",
    ),
    "entries.zip": (lambda: overlapping(deflated(b""), 1_000_000), "document-too-large"),
    "lying-header.zip": (_lying, "document-damaged"),
    "locked.zip": (lambda: zipped(Part(b"a.txt", deflated(_TEXT), flags=1)), "document-locked"),
    "empty.zip": (zipped, "empty-file"),
    "half.zip": (lambda: zipped(("a.txt", _TEXT * 100))[:-40], "document-damaged"),
    "names.zip": (_with_names, "package-unpacked"),
    "not-utf-8.zip": (lambda: zipped(Part(b"\xff.txt", deflated(_TEXT), flags=0x800)), "document-damaged"),
    "laughs.zip": (lambda: zipped(part("a.xml", b"<a>" * 1000)), "package-unpacked"),
}
