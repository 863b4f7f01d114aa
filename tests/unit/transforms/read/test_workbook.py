"""Workbooks as they come: titles, merged headings, a cell at the end of the world."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter

from transforms.document import Document, Paragraph, Table, UnreadableDocument, column_letters
from transforms.read.choose import media_type_of, read_document
from transforms.read.workbook import MEDIA_TYPE


def workbook(fill: Callable[[Any], None], name: str = "ผล 2566") -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    fill(book.add_worksheet(name))
    book.close()
    return target.getvalue()


def read(content: bytes) -> Document:
    return read_document(content, "0" * 64)


def reason(content: bytes) -> str:
    with pytest.raises(UnreadableDocument) as raised:
        read(content)
    return raised.value.rule


def a_list(sheet: Any) -> None:
    sheet.merge_range(0, 1, 0, 3, "ผลการประเมิน ปี 2566")
    sheet.merge_range(1, 1, 2, 1, "หน่วยงาน")
    sheet.merge_range(1, 2, 1, 3, "IIT")
    sheet.write_row(2, 2, ["ตัวชี้วัดที่ 1", "ตัวชี้วัดที่ 2"])
    sheet.write_row(4, 1, ["อบต.ก", 91.45, 91.1 + 0.1])
    sheet.write(5, 1, "หมายเหตุ")


def test_merged_cells_stand_where_they_reach_and_titles_are_paragraphs() -> None:
    document = read(workbook(a_list))
    assert media_type_of(workbook(a_list)) == document.media_type == MEDIA_TYPE
    name, title, table, note = document.blocks
    assert isinstance(name, Paragraph) and name.text == "ผล 2566"
    assert isinstance(title, Paragraph) and title.place.locator() == "'ผล 2566'!B1"
    assert isinstance(note, Paragraph) and note.text == "หมายเหตุ"
    assert isinstance(table, Table)
    assert [row.texts for row in table.rows] == [
        ("หน่วยงาน", "IIT", "IIT"),
        ("หน่วยงาน", "ตัวชี้วัดที่ 1", "ตัวชี้วัดที่ 2"),
        ("อบต.ก", "91.45", "91.2"),
    ]
    score = table.rows[2].cells[1].place
    assert (score.line, score.locator()) == (5, "'ผล 2566'!C5")


def test_a_sheet_named_by_the_program_says_nothing() -> None:
    document = read(workbook(lambda sheet: sheet.write_row(0, 0, ["a", "b"]), name="Sheet1"))
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert table.rows[0].cells[1].place.locator() == "Sheet1!B1"


def test_a_cell_in_the_last_row_of_the_last_column_is_refused() -> None:
    def far(sheet: Any) -> None:
        sheet.write(0, 0, "a")
        sheet.write(1_048_575, 16_383, 1)

    assert reason(workbook(far)) == "workbook-too-large"


def test_a_format_at_the_end_of_the_world_is_no_cell() -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["a", "b"])
    sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))
    book.close()
    (table,) = read(target.getvalue()).blocks
    assert isinstance(table, Table) and table.rows[0].texts == ("a", "b")


@pytest.mark.parametrize(
    ("part", "with_", "rule"),
    [
        ("xl/worksheets/sheet1.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>', "workbook-damaged"),
        ("xl/worksheets/sheet1.xml", "<worksheet/>".encode("utf-16"), "workbook-damaged"),
        ("xl/workbook.xml", b"<workbook", "workbook-damaged"),
        ("xl/sharedStrings.xml", b" " * (100 << 20), "workbook-too-large"),
    ],
)
def test_what_is_no_plain_workbook_is_refused_with_a_reason(part: str, with_: bytes, rule: str) -> None:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(a_list))) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for name in source.namelist():
            copy.writestr(name, with_ if name == part else source.read(name))
    assert reason(target.getvalue()) == rule


def test_a_cut_workbook_and_another_package() -> None:
    assert reason(workbook(a_list)[:-300]) in ("format-not-supported", "workbook-damaged")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("word/document.xml", "<w/>")
    assert reason(target.getvalue()) == "document-damaged"


@pytest.mark.parametrize(
    ("column", "letters"), [(0, ""), (1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (16384, "XFD")]
)
def test_letters_of_columns(column: int, letters: str) -> None:
    assert column_letters(column) == letters


def test_a_whole_number_among_scores_has_their_decimals() -> None:
    """A sheet shows 95 where 95.00 was typed; numbers of rows and years stay whole."""

    def fill(sheet: Any) -> None:
        sheet.write_row(0, 0, ["ที่", "ปี", "คะแนน"])
        for row, score in enumerate((88.5, 95, 91.25, 100, 87.75, 50.5), start=1):
            sheet.write_row(row, 0, [row, 2566, score])
        sheet.write_row(8, 0, ["รวม", "", 3])

    table = next(block for block in read(workbook(fill, "Sheet1")).blocks if hasattr(block, "rows"))
    assert [row.texts[2] for row in table.rows[1:7]] == [
        "88.5",
        "95.00",
        "91.25",
        "100.00",
        "87.75",
        "50.5",
    ]
    assert [row.texts[:2] for row in table.rows[1:3]] == [("1", "2566"), ("2", "2566")]
