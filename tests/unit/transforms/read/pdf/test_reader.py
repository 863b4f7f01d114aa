from __future__ import annotations

import pytest

from tests.unit.transforms.read.pdf.drawn_pdf import DrawnPdf, paragraphs, rows
from transforms.document import Paragraph, Table, UnreadableDocument
from transforms.read import programs
from transforms.read.choose import read_document
from transforms.read.pdf.reader import read_pdf


def test_tables_stand_between_the_paragraphs_and_places_name_page_and_box(drawn: DrawnPdf) -> None:
    drawn.write(60, 60, "ผลการประเมิน ประจำปีงบประมาณ ๒๕๖๖")
    drawn.table([60, 160, 400], [100, 130, 160], [["ข้อ", "มาตรการ"], ["๑", "จัดทำคู่มือ"]])
    drawn.write(60, 200, "หมายเหตุ")
    document = drawn.read()
    kinds = [type(block) for block in document.blocks]
    assert kinds == [Paragraph, Table, Paragraph]
    assert rows(document) == [["ข้อ", "มาตรการ"], ["๑", "จัดทำคู่มือ"]]
    table = next(document.tables())
    place = table.rows[1].cells[1].place
    assert place.page == 1 and place.box is not None
    assert [round(edge) for edge in place.box] == [160, 130, 400, 160]
    lines = [block.place.line for block in document.blocks if isinstance(block, Paragraph)]
    assert [lines[0], *(row.place.line for row in table.rows), lines[1]] == [1, 2, 3, 4]


def test_it_is_chosen_by_its_bytes(drawn: DrawnPdf) -> None:
    drawn.write(60, 60, "ข้อความ")
    assert read_document(drawn.bytes(), "0" * 64).reader == "pdf"


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_turned_pages_are_read_as_they_are_shown(drawn: DrawnPdf, rotation: int) -> None:
    """The text stands upright on the page as it is shown."""
    width, height = 595.0, 842.0
    at = {90: (200.0, height - 100, 1), 180: (width - 100, height - 200, 2), 270: (width - 200, 100.0, 3)}
    x, y, turn = at[rotation]
    drawn.write(x, y, "คะแนนรวม ๘๙.๔๕", turn=turn)
    document = drawn.read(rotation=rotation)
    assert paragraphs(document) == ["คะแนนรวม ๘๙.๔๕"]
    place = document.blocks[0].place
    assert place.box is not None
    assert place.box[2] - place.box[0] > 3 * (place.box[3] - place.box[1])
    assert place.box[0] == pytest.approx(100, abs=3)


def test_bold_and_shadow_printed_twice_is_there_once(drawn: DrawnPdf) -> None:
    drawn.write(60, 60, "ระดับ ผ่านดี ๙๙")
    drawn.write(60.4, 60.2, "ระดับ ผ่านดี ๙๙")
    assert paragraphs(drawn.read()) == ["ระดับ ผ่านดี ๙๙"]


def test_what_is_not_seen_is_not_read(drawn: DrawnPdf) -> None:
    drawn.write(60, 60, "เห็นได้")
    drawn.write(60, 90, "มองไม่เห็น", mode=3)
    drawn.write(60, 5_000, "นอกหน้ากระดาษ")
    assert paragraphs(drawn.read()) == ["เห็นได้"]


def test_headers_and_page_numbers_do_not_part_a_table(drawn: DrawnPdf) -> None:
    columns = [60.0, 160.0, 400.0]
    for number in range(4):
        if number:
            drawn.page()
        drawn.write(200, 40, "เทศบาลตำบลสมมุติ")
        drawn.table(columns, [700, 740], [[f"{number + 1}", f"รายการ {number + 1}"]])
        drawn.write(290, 815, f"- {number + 1} -")
    document = drawn.read()
    assert paragraphs(document) == ["เทศบาลตำบลสมมุติ"]
    assert [type(block) for block in document.blocks] == [Paragraph, Table]
    assert [row[0] for row in rows(document)] == ["1", "2", "3", "4"]


def test_a_page_that_is_a_picture_waits_for_what_reads_pictures(
    drawn: DrawnPdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn.picture(0, 0, 595, 842)
    missing = programs.Program("tesseract", "", ("tesseract-ocr",), ("/no/such/file",))
    monkeypatch.setattr(programs, "TESSERACT", missing)
    with pytest.raises(UnreadableDocument) as reason:
        drawn.read()
    assert (reason.value.rule, reason.value.detail) == (programs.MISSING, missing.install_command)


def test_a_page_without_anything_is_no_picture(drawn: DrawnPdf) -> None:
    with pytest.raises(UnreadableDocument) as reason:
        drawn.read()
    assert reason.value.rule == "empty-file"


@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
def test_a_file_that_was_cut_off_is_damaged_or_read(drawn: DrawnPdf, share: float) -> None:
    drawn.write(60, 60, "ข้อความ")
    content = drawn.bytes()
    try:
        assert read_pdf(content[: int(len(content) * share)], "0" * 64).blocks
    except UnreadableDocument as reason:
        assert reason.rule in ("document-damaged", "empty-file")


def test_more_pages_than_a_report_has_are_refused(drawn: DrawnPdf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transforms.read.pdf.opening.MOST_PAGES", 2)
    drawn.page()
    drawn.page()
    with pytest.raises(UnreadableDocument) as reason:
        drawn.read()
    assert (reason.value.rule, reason.value.detail) == ("document-too-large", "3 pages")
