"""What is a table throughout is read as one; a scanner's text is not."""

from __future__ import annotations

import csv
import io

import pytest

from transforms.document import Document, Paragraph, Table
from transforms.read.choose import read_document

ROWS = [
    ["หน่วยงาน", "จังหวัด", "คะแนน\nรวม", "ระดับ"],
    *[[f"อบต.ก, ข {n}", "ขอนแก่น", "91.45", "ผ่านดี"] for n in range(4)],
]


def delimited(delimiter: str) -> str:
    return "".join(delimiter.join(f'"{cell}"' for cell in row) + "\r\n" for row in ROWS)


def read(content: bytes) -> Document:
    return read_document(content, "0" * 64)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "|"])
def test_encodings_and_delimiters(encoding: str, delimiter: str) -> None:
    document = read(delimited(delimiter).encode(encoding))
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert document.reader == "delimited-text"
    assert table.rows[4].texts == ("อบต.ก, ข 3", "ขอนแก่น", "91.45", "ผ่านดี")
    # The quoted heading runs over two lines.
    assert table.rows[4].cells[2].place.locator() == "line:6"


def test_titles_above_and_notes_below_are_paragraphs() -> None:
    text = "ผลการประเมิน ITA ปี 2566,,,\n" + delimited(",") + "ที่มา สำนักงาน\n"
    title, table, note = read(text.encode()).blocks
    assert not isinstance(title, Table) and title.text == "ผลการประเมิน ITA ปี 2566"
    assert isinstance(table, Table) and len(table.rows) == 5
    assert not isinstance(note, Table) and note.place.line == 8


@pytest.mark.parametrize(
    "text",
    [
        "รายงานผล, ประจำปี\nองค์การบริหารส่วนตำบลบ้านสมมุติ\nมาตรการ\tผู้รับผิดชอบ\n1\tกองช่าง\n" * 20,
        "| ก | ข | ค | ง |\n|---|---|---|---|\n" + "| 1 | 2 | 3 | 4 |\n" * 20,
        "a, b, c, d\n" + "ข้อความยาวที่ไม่มีตัวคั่น\n" * 20,
        'หนึ่ง,สอง,สาม,สี่\n"ไม่ปิด,ก,ข,ค\n',
        "",
    ],
)
def test_what_is_no_table_throughout_is_text(text: str) -> None:
    if text:
        assert read(text.encode()).reader == "scanner-text"


REPORT = [
    ["รายงานผลการดำเนินการ, ประจำปีงบประมาณ พ.ศ. ๒๕๖๖"],
    ["องค์การบริหารส่วนตำบลบ้านสมมุติ"],
    ["มาตรการ", "ผู้รับผิดชอบ", "ผลการดำเนินการ"],
    ["จัดทำคู่มือ", "สำนักปลัด", '1. ประชุม\n2. เผยแพร่ "คู่มือ"\n3. ติดตาม\nครบ'],
    ["", "", "และรายงานผล"],
    ["ประชุมชี้แจง", "กองคลัง", "ดำเนินการแล้ว"],
    [],
    ["ตัวชี้วัด", "คะแนน", "ระดับ"],
    ["ตัวชี้วัดที่ ๑", "๙๑.๔๐", "A"],
    ["ผู้รายงาน"],
]


@pytest.mark.parametrize("width", [3, 0], ids=["as wide as the sheet", "as wide as the record"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp874", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_whole_report_that_a_program_wrote(width: int, encoding: str, delimiter: str) -> None:
    target = io.StringIO()
    writer = csv.writer(target, delimiter=delimiter)
    for row in REPORT:
        writer.writerow(row + [""] * (width - len(row)))
    document = read(target.getvalue().encode(encoding))
    assert document.reader == "delimited-text"
    title, name, measures, scores, note = document.blocks
    assert isinstance(title, Paragraph) and title.text == REPORT[0][0]
    assert isinstance(measures, Table) and isinstance(scores, Table)
    assert measures.rows[1].texts == ("จัดทำคู่มือ", "สำนักปลัด", '1. ประชุม\n2. เผยแพร่ "คู่มือ"\n3. ติดตาม\nครบ')
    assert measures.rows[2].texts == ("", "", "และรายงานผล")
    assert [row.place.line for row in measures.rows] == [3, 4, 8, 9]
    assert scores.rows[1].texts == ("ตัวชี้วัดที่ ๑", "๙๑.๔๐", "A")
    assert isinstance(name, Paragraph) and isinstance(note, Paragraph) and note.text == "ผู้รายงาน"


def test_tabs_of_a_program_reach_to_the_end_of_every_line() -> None:
    text = "รายงานผล\t\t\nมาตรการ\tผู้รับผิดชอบ\tผล\n" + "ก\tข\tค\n" * 3
    assert read(text.encode()).reader == "delimited-text"
    assert read(text.replace("รายงานผล\t\t", "รายงานผล").encode()).reader == "scanner-text"


@pytest.mark.parametrize(
    "text",
    [
        "ประชุม, อบรม, ติดตาม\nกองคลัง, กองช่าง, สำนักปลัด\nสำนักปลัด, กองคลัง, กองช่าง\nรายงานผล\n",
        '"คำพูดหนึ่ง" ของผู้บริหาร\nก,ข,ค\nง,จ,ฉ\nช,ซ,ฌ\n',
        "ก,ข,ค\nรายงาน,ผล\nง,จ,ฉ\nช,ซ,ฌ\n",
    ],
    ids=["commas of prose", "marks of speech", "a line of another width"],
)
def test_commas_of_prose_are_no_sheet(text: str) -> None:
    assert read(text.encode()).reader == "scanner-text"


WIDE = "\t".join(f"หัวข้อ {n}" for n in range(13)) + "\n"
WIDE_ROW = "\t".join(f"ข้อความ {n}" for n in range(13)) + "\n"


def test_a_wide_table_between_tabs_from_the_first_line_to_the_last() -> None:
    assert read((WIDE + WIDE_ROW * 6).encode()).reader == "delimited-text"


@pytest.mark.parametrize(
    "text",
    [
        "รายงานผลการดำเนินการ\n" + WIDE + WIDE_ROW * 6,
        WIDE + WIDE_ROW * 30 + "ผู้รายงาน นักวิเคราะห์นโยบายและแผน\n",
        WIDE + WIDE_ROW * 6 + "ส่วนที่ 2\n" + WIDE + WIDE_ROW * 6,
        WIDE + WIDE_ROW * 30 + "ที่\tเรื่อง\tผู้รับผิดชอบ\n",
        WIDE + WIDE_ROW * 30 + WIDE_ROW.replace("ข้อความ 3", "<p>ข้อความ</p>"),
    ],
    ids=["title", "signature", "two tables", "narrower rows", "markup"],
)
def test_a_wide_table_of_a_scanner_is_text(text: str) -> None:
    assert read(text.encode()).reader == "scanner-text"
