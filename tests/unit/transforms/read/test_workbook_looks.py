"""Cells say what the sheet shows: dates, shares, boxes, symbols, what is struck out, links, errors."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import pytest
import xlsxwriter

from transforms.document import Document, Paragraph, Table
from transforms.extract.links import links_in
from transforms.read.choose import read_document
from transforms.read.number_formats import shown


def workbook(fill: Callable[[Any, Any], None], name: str = "Sheet1") -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    fill(book, book.add_worksheet(name))
    book.close()
    return target.getvalue()


def with_parts(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            if name not in parts:
                copy.writestr(name, source.read(name))
        for name, part in parts.items():
            copy.writestr(name, part)
    return target.getvalue()


def read(content: bytes) -> Document:
    return read_document(content, "0" * 64)


def texts(content: bytes) -> list[tuple[str, ...]]:
    return [row.texts for table in read(content).tables() for row in table.rows]


DAY = "2024-01-31 00:00:00"


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (DAY, "[$-D07041E]d mmmm yyyy", "๓๑ มกราคม ๒๕๖๗"),
        (DAY, "[$-107041E]d mmm yy;@", "31 ม.ค. 67"),
        (DAY, "d/m/bbbb", "31/1/2567"),
        (DAY, '"ภายในวันที่ "d mmmm bbbb', "ภายในวันที่ 31 มกราคม 2567"),
        (DAY, "mmmm bbbb", "มกราคม 2567"),
        (DAY, "dd/mm/yy", "31/01/2024"),
        (DAY, "m/d/yyyy", "31 ม.ค. 2024"),
        (DAY, "[$-409]mmmm d, yyyy", "31 ม.ค. 2024"),
        ("45322", "d mmm bbbb", "31 ม.ค. 2567"),
        ("2024-01-31 09:05:00", "h:mm", "9:05"),
        ("0.85", "0%", "85%"),
        ("0.914", "0.00%", "91.40%"),
        ("91.404", "0.00", "91.40"),
        ("91.405", "0.00", "91.41"),
        ("91.4", "0", "91.4"),
        ("75", "0.00", "75.00"),
        ("9", '"O"0', "O9"),
        ("-3", "0_);(0)", "(3)"),
        ("1234.5", "#,##0.00", "1234.50"),
        ("91.404", "General", "91.404"),
        ("กองช่าง", "0.00", "กองช่าง"),
    ],
)
def test_a_value_in_its_format(value: str, code: str, text: str) -> None:
    assert shown(value, code) == text


def a_sheet(book: Any, sheet: Any) -> None:
    def look(**properties: Any) -> Any:
        return book.add_format(properties)

    sheet.write_row(0, 0, ["กำหนดเสร็จ", "ผล", "คะแนน", "สถานะ"])
    sheet.write_datetime(1, 0, datetime(2024, 1, 31), look(num_format="[$-D07041E]d mmmm yyyy"))
    sheet.write_number(1, 1, 0.85, look(num_format="0%"))
    sheet.write_number(1, 2, 91.404, look(num_format="0.00"))
    sheet.write_string(1, 3, "þ", look(font_name="Wingdings"))
    sheet.insert_checkbox(2, 0, True)
    sheet.insert_checkbox(2, 1, False)
    sheet.write_boolean(2, 2, True)
    sheet.write_formula(2, 3, "=1/0", None, "#DIV/0!")
    sheet.write_rich_string(3, 0, "ทำแล้ว ", look(font_strikeout=True), "ยังไม่ทำ", " ครบ")
    sheet.write_string(3, 1, "ยกเลิก", look(font_strikeout=True))
    sheet.write_rich_string(3, 2, look(font_name="Wingdings"), "¨", " ดำเนินการ")
    sheet.write_url(3, 3, "https://www.example-sao.go.th/a", string="ดูเอกสาร")
    sheet.write_formula(4, 0, '=HYPERLINK("https://www.example-sao.go.th/b?x=1&y=2","ไป")', None, "ไป")
    sheet.write_row(4, 1, ["ก", "ข"])


def test_cells_say_what_the_sheet_shows_and_keep_what_is_stored() -> None:
    content = workbook(a_sheet)
    assert texts(content)[1:] == [
        ("๓๑ มกราคม ๒๕๖๗", "85%", "91.40", "☑"),
        ("☑", "☐", "true", "#DIV/0!"),
        ("ทำแล้ว ครบ", "", "☐ ดำเนินการ", "ดูเอกสาร"),
        ("ไป", "ก", "ข", ""),
    ]
    (table,) = read(content).tables()
    assert table.rows[1].cells[2].raw == "91.404"
    assert table.rows[3].cells[1].raw == "ยกเลิก"
    for row, url in ((3, "https://www.example-sao.go.th/a"), (4, "https://www.example-sao.go.th/b?x=1&y=2")):
        (cell,) = [cell for cell in table.rows[row].cells if "href" in cell.raw]
        assert [link.url for link in links_in(cell.raw, cell.text, cell.place)] == [url]


def test_what_is_hidden_is_not_read_and_a_note_says_so() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["ก", "ลับ", "ข", "ค"])
        sheet.write_row(1, 0, ["ง", "ลับ", "จ", "ฉ"])
        sheet.write_row(2, 0, ["ช", "ลับ", "ซ", "ญ"])
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})
        book.add_worksheet("ซ่อน").write(0, 0, "ลับ")
        book.worksheets()[1].hide()

    document = read(workbook(fill))
    assert texts(workbook(fill)) == [("ก", "ข", "ค"), ("ช", "ซ", "ญ")]
    assert [(note.rule, note.detail) for note in document.notes] == [
        ("hidden-not-read", "1 sheets, 1 rows, 1 columns")
    ]
    (table,) = document.tables()
    assert table.rows[1].cells[1].place.locator() == "Sheet1!C3"


def test_macros_are_not_run_and_links_to_other_files_not_followed() -> None:
    content = workbook(lambda book, sheet: sheet.write_row(0, 0, ["a", "b"]))
    content = with_parts(
        content, {"xl/vbaProject.bin": b"\xd0\xcf", "xl/externalLinks/externalLink1.xml": b"<externalLink/>"}
    )
    assert [note.rule for note in read(content).notes] == ["macros-not-run", "external-links-not-followed"]


DRAWING = b"""<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">
<v:shape id="_x0000_s1025" type="#_x0000_t201"><v:textbox><div style='text-align:left'><font face="Tahoma">
%s</font></div></v:textbox><x:ClientData ObjectType="Checkbox"><x:Anchor>1, 10, 1, 2, 2, 20, 1, 18</x:Anchor>
<x:Checked>1</x:Checked></x:ClientData></v:shape>
<v:shape id="_x0000_s1026"><v:textbox><div><font>%s</font></div></v:textbox>
<x:ClientData ObjectType="Checkbox">
<x:Anchor>1, 10, 1, 19, 2, 20, 2, 17</x:Anchor></x:ClientData></v:shape>
<v:shape><x:ClientData ObjectType="Note"><x:Anchor>1, 1, 1, 1, 2, 2, 2, 2</x:Anchor>
</x:ClientData></v:shape></xml>"""


def test_boxes_that_a_form_draws_over_cells() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["มาตรการ", "สถานะ", "หมายเหตุ"])
        sheet.write_row(1, 0, ["ก", "", "ข"])
        sheet.write_row(2, 0, ["ค", "ล่าช้า", "ง"])

    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship'
        b' Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing"'
        b' Target="../drawings/vmlDrawing1.vml"/></Relationships>'
    )
    content = with_parts(
        workbook(fill),
        {
            "xl/worksheets/_rels/sheet1.xml.rels": relations,
            "xl/drawings/vmlDrawing1.vml": DRAWING % ("ดำเนินการแล้ว".encode(), "ยังไม่ดำเนินการ".encode()),
        },
    )
    assert texts(content)[1:] == [
        ("ก", "☑ ดำเนินการแล้ว", "ข"),
        ("ค", "☐ ยังไม่ดำเนินการ\nล่าช้า", "ง"),
    ]


def test_a_second_table_behind_a_gap_and_the_rest_of_a_cell() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, "รายงานผล")
        sheet.write_row(1, 0, ["มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา", "ผล"])
        sheet.write_row(2, 0, ["ก", "กองช่าง", "ทุกเดือน", "ทำ"])
        sheet.write(3, 3, "แล้ว")
        sheet.write_row(4, 0, ["ข", "กองคลัง", "ทุกเดือน", "ทำแล้ว"])
        sheet.write(5, 3, "ลงชื่อ")
        sheet.write_row(7, 0, ["ตัวชี้วัด", "คะแนน", "ระดับ"])
        sheet.write_row(8, 0, ["1", 90.5, "A"])

    title, first, signature, second = read(workbook(fill)).blocks
    assert isinstance(title, Paragraph) and isinstance(signature, Paragraph)
    assert signature.text == "ลงชื่อ"
    assert isinstance(first, Table) and isinstance(second, Table)
    assert [row.texts for row in first.rows][2] == ("", "", "", "แล้ว")
    assert [row.texts for row in second.rows] == [("ตัวชี้วัด", "คะแนน", "ระดับ"), ("1", "90.5", "A")]
