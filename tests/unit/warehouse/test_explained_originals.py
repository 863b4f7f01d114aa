"""What stands at a place of an original that is no text: read again, or as the warehouse has it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from transforms.document import UnreadableDocument
from warehouse.archive import Archive, ArchiveDamaged
from warehouse.explained_originals import Originals
from warehouse.explained_places import PDF, Piece

BOX = "page:2:box:10.0,20.0,30.0,40.0"
DOCUMENT = {"sha256": "a" * 64, "media_type": PDF, "encoding": None}
PIECES = {
    BOX: Piece(BOX, "นายสมมติ ตัวอย่าง", "๑ | นายสมมติ ตัวอย่าง"),
    "row:7": Piece("page:2:box:0.0,20.0,90.0,40.0", "๑ | นายสมมติ ตัวอย่าง", "๑ | นายสมมติ ตัวอย่าง"),
}
MASKED = "[ชื่อบุคคล]"


class Reader:
    """Reads again, and counts how often."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.fault = fault
        self.times = 0

    def __call__(self, sha256: str) -> Mapping[str, Piece]:
        self.times += 1
        assert sha256 == DOCUMENT["sha256"]
        if self.fault is not None:
            raise self.fault
        return PIECES


def test_the_text_is_that_of_the_original_and_a_document_is_read_once(tmp_path: Path) -> None:
    reader = Reader()
    originals = Originals(Archive(tmp_path), reader)
    trace = originals.trace(DOCUMENT, BOX, "rule", "1", MASKED)
    assert (trace.locator, trace.text, trace.line, trace.raw_text) == (
        BOX,
        "นายสมมติ ตัวอย่าง",
        "๑ | นายสมมติ ตัวอย่าง",
        MASKED,
    )
    assert (trace.place_th, trace.place_en) == ("หน้า 2 ที่ 10,20–30,40 pt", "page 2, at 10,20–30,40 pt")
    row = originals.row_trace(DOCUMENT, 7)
    assert (row.locator, row.rule) == ("page:2:box:0.0,20.0,90.0,40.0", None)
    assert originals.trace(DOCUMENT, "line:7:3-9", "rule", "1", MASKED).locator == row.locator
    lost = originals.trace(DOCUMENT, "page:9:box:1.0,1.0,2.0,2.0", "rule", "1", MASKED)
    assert (lost.text, lost.raw_text) == (None, MASKED)
    assert lost.problem is not None
    assert reader.times == 1


def test_without_reading_again_the_text_is_that_of_the_warehouse(tmp_path: Path) -> None:
    trace = Originals(Archive(tmp_path)).trace(DOCUMENT, BOX, "rule", "1", MASKED)
    assert (trace.text, trace.problem) == (MASKED, None)
    assert trace.place_en == "page 2, at 10,20–30,40 pt"
    row = Originals(Archive(tmp_path)).row_trace(DOCUMENT, 7)
    assert (row.locator, row.place_en) == ("row:7", "paragraph or row 7 of the document")


@pytest.mark.parametrize(
    ("fault", "thai", "english"),
    [
        (UnreadableDocument("reader-timeout", "20 s"), "ปิดชื่อบุคคล", "(reader-timeout 20 s)"),
        (ArchiveDamaged("a" * 64, Path("/h/archive/aa"), missing=True), "/h/archive/aa", "/h/archive/aa"),
    ],
)
def test_what_cannot_be_read_again_says_why_and_shows_the_text_of_the_warehouse(
    tmp_path: Path, fault: Exception, thai: str, english: str
) -> None:
    reader = Reader(fault)
    originals = Originals(Archive(tmp_path), reader)
    for _ in range(2):
        trace = originals.trace(DOCUMENT, BOX, "rule", "1", MASKED)
    assert (trace.text, trace.line, trace.raw_text) == (None, None, MASKED)
    assert thai in (trace.problem_th or "")
    assert english in (trace.problem or "")
    assert reader.times == 1
