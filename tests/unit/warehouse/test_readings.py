"""Readings that took long are kept, and nothing but a reading ever comes out of a kept file."""

from __future__ import annotations

import pickle
import time
import zlib
from pathlib import Path

import pytest

from transforms.document import Cell, Document, Paragraph, Place, ReaderNote, Row, Table
from warehouse import readings
from warehouse.readings import Readings

SHA256 = "ab" * 32
CELL = Cell("๑", "๑", Place(2, page=1, box=(1.0, 2.0, 3.0, 4.0)))
DOCUMENT = Document(
    SHA256,
    "image/png",
    "scan",
    "",
    2,
    (Paragraph("ก", "ก", Place(1, path="a/b[1]")), Table((Row((CELL, CELL), CELL.place),))),
    notes=(ReaderNote("page-read-from-picture", "1"),),
    unconfirmed={CELL.place.locator(): ("๑",)},
)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often a document was really read, each time for longer than is worth a file."""
    calls: list[str] = []

    def slowly(content: bytes, sha256: str) -> Document:
        calls.append(sha256)
        time.sleep(0.02)
        return DOCUMENT

    monkeypatch.setattr(readings, "read_document", slowly)
    monkeypatch.setattr(readings, "_SLOW", 0.01)
    return calls


def test_a_slow_reading_is_kept_as_it_was(tmp_path: Path, read: list[str]) -> None:
    first = Readings(tmp_path).read(b"", SHA256)
    again = Readings(tmp_path).read(b"", SHA256)
    assert read == [SHA256]
    assert first == again == DOCUMENT
    table = again.blocks[1]
    assert isinstance(table, Table) and table.rows[0].cells[0] is table.rows[0].cells[1]


def test_a_quick_reading_is_not_kept(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "_SLOW", 60)
    for _ in range(2):
        Readings(tmp_path).read(b"", SHA256)
    assert len(read) == 2 and not list(tmp_path.rglob(SHA256))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no zlib",
        zlib.compress(b"no pickle"),
        zlib.compress(pickle.dumps(Path("/"))),
        zlib.compress(pickle.dumps(1)),
    ],
)
def test_a_file_that_is_no_reading_is_read_anew(tmp_path: Path, read: list[str], content: bytes) -> None:
    Readings(tmp_path).read(b"", SHA256)
    kept = next(tmp_path.rglob(SHA256))
    kept.write_bytes(content)
    assert Readings(tmp_path).read(b"", SHA256) == DOCUMENT
    assert len(read) == 2


def test_other_versions_are_forgotten_and_everything_when_told(tmp_path: Path, read: list[str]) -> None:
    Readings(tmp_path).read(b"", SHA256)
    other = tmp_path / "work" / "readings" / "0123" / "ab"
    other.mkdir(parents=True)
    Readings(tmp_path).forget()
    assert not other.exists() and list(tmp_path.rglob(SHA256))
    Readings(tmp_path).forget(everything=True)
    assert not list(tmp_path.rglob(SHA256))
