"""Documents that are made of a text say what the text says: the readers' measure must be right itself."""

from __future__ import annotations

import csv
import io
import re
import shutil
import zipfile

import pypdfium2
import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from benchmarks.formats import scans, sheets, web, wording
from benchmarks.formats.content import Grid, content_of, plain_cell
from benchmarks.formats.make import FORMATS, make
from benchmarks.formats.timing import boxes_in

HEADER = "ตัวชี้วัด\tมาตรการ\tผลการดำเนินการ\n"
REPORT = (
    "รายงานของเทศบาลตำบลสมมติ\n\n"
    + HEADER
    + "<p>ตัวชี้วัดที่ ๑</p>\t<p>๑. จัดอบรม</p><p>๒. ติดตาม</p>"
    + '\t<input type="checkbox" checked> ดำเนินการ <input type="checkbox"> ยังไม่ดำเนินการ\n\n'
    + HEADER
    + 'ตัวชี้วัดที่ ๒\tดู <a href="https://www.sommut.example/a?b=1&amp;c=2">ประกาศ</a>\t☐ ดำเนินการ\n\n'
    + "**มาตรการ** <p>เผยแพร่ข้อมูล</p>\n"
).encode()
needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is missing: it makes these documents"
)


def test_pages_of_one_table_become_one_table() -> None:
    blocks = content_of(REPORT).blocks
    (grid,) = [block for block in blocks if isinstance(block, Grid)]
    assert [plain_cell(row[0]) for row in grid.rows] == ["ตัวชี้วัด", "ตัวชี้วัดที่ ๑", "ตัวชี้วัดที่ ๒"]
    assert grid.headers == 1
    assert [len(block) for block in blocks if not isinstance(block, Grid)] == [1, 2]


def test_a_table_that_goes_on_in_the_middle_of_a_row_stays_apart() -> None:
    report = f"{HEADER}ก\tข\tค\n\n{HEADER}\tต่อ\tจบ\n".encode()
    assert len([block for block in content_of(report).blocks if isinstance(block, Grid)]) == 2


def test_a_web_page_has_the_boxes_as_fields_and_the_links() -> None:
    tree = LexborHTMLParser(web.page(content_of(REPORT)))
    fields = tree.css("td input[type=checkbox]")
    assert ["checked" in field.attributes for field in fields] == [True, False, False]
    (link,) = tree.css("td a")
    assert link.attributes["href"] == "https://www.sommut.example/a?b=1&c=2"
    assert len(tree.css("tr")) == 3


def test_a_page_in_tis620_says_so_and_holds_the_boxes() -> None:
    page = web.page(content_of(REPORT), charset="tis-620")
    assert b'charset="tis-620"' in page
    assert "รายงานของเทศบาลตำบลสมมติ" in page.decode("cp874")


def test_a_layout_page_nests_the_table() -> None:
    tree = LexborHTMLParser(web.layout_page(content_of(REPORT)))
    (cell,) = [cell for cell in tree.css("table table table td") if cell.text() == "ตัวชี้วัดที่ ๒"]
    assert "☑" in tree.body.text()  # type: ignore[union-attr]
    assert cell.parent is not None


def test_markdown_has_one_line_a_row() -> None:
    rows = [line for line in web.markdown(content_of(REPORT)).decode().splitlines() if line.startswith("|")]
    assert len(rows) == 4
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 4 for row in rows)
    assert "[x] ดำเนินการ [ ] ยังไม่ดำเนินการ" in rows[2]


def test_every_row_of_csv_is_as_wide() -> None:
    rows = list(csv.reader(io.StringIO(sheets.delimited(content_of(REPORT)).decode("utf-8-sig"))))
    assert {len(row) for row in rows} == {3}
    assert rows[2][1] == "๑. จัดอบรม\n๒. ติดตาม"
    assert rows[3][1] == "ดู ประกาศ https://www.sommut.example/a?b=1&c=2"


def test_digits_change_and_addresses_do_not() -> None:
    report = "ปี ๒๕๖๖ ข้อ i16 https://www.sommut.example/๒๕๖๖/1 <p class=x1>๑</p>\n".encode()
    arabic = wording.arabic_digits(report).decode()
    assert arabic == "ปี 2566 ข้อ i16 https://www.sommut.example/๒๕๖๖/1 <p class=x1>1</p>\n"
    assert "ปี ๒๕๖๖ ข้อ i๑๖ https://www.sommut.example/๒๕๖๖/1" in wording.thai_digits(report).decode()


def test_one_box_is_ticked_where_none_was() -> None:
    form = "☐ ดำเนินการ ☐ ยังไม่ดำเนินการ\t☑ ก ☐ ข\t☐ เดียว\n".encode()
    ticked = wording.ticked(form, seed=3)
    assert boxes_in(ticked.decode()).count("☑") == 2
    assert wording.ticked(form, seed=3) == ticked
    assert ticked.decode().split("\t")[1:] == form.decode().split("\t")[1:]


def test_what_is_not_a_format_is_refused() -> None:
    with pytest.raises(ValueError, match="wordperfect"):
        make({"a": REPORT}, ["wordperfect"])
    assert len(set(FORMATS)) == len(FORMATS)


def test_a_scan_is_the_same_by_its_seed_and_worn() -> None:
    page = Image.new("L", (850, 1100), 255)
    page.paste(0, (200, 200, 600, 240))
    file = io.BytesIO()
    page.save(file, "PDF", resolution=100.0)
    first, again, other = (
        scans.scanned_pages(file.getvalue(), seed, dpi=100)[0].tobytes() for seed in (1, 1, 2)
    )
    assert first == again != other
    assert sorted(first)[len(first) // 2] < 250 and min(first) < 60
    scan = scans.as_pdf(scans.scanned_pages(file.getvalue(), 1, dpi=100), dpi=100)
    assert pypdfium2.PdfDocument(scan)[0].get_textpage().count_chars() == 0


@needs_office
@pytest.mark.parametrize(
    ("format", "box"),
    [
        ("docx", "☑"),
        ("docx-controls", 'w14:checked w14:val="1"'),
        ("docx-symbols", 'w:char="F0FE"'),
        ("docx-fields", "FORMCHECKBOX"),
    ],
)
def test_the_boxes_of_word(format: str, box: str) -> None:
    (made,) = make({"report": REPORT}, [format])
    with zipfile.ZipFile(io.BytesIO(made.content)) as package:
        document = package.read("word/document.xml").decode()
    assert box in document
    assert "ยังไม่ดำเนินการ" in document
    assert ("☑" in document) == (format == "docx")


@needs_office
def test_a_pdf_has_the_text_and_repeats_the_header_of_a_table() -> None:
    rows = "".join(f"ตัวชี้วัดที่ {number}\tมาตรการ {number}\t☑ ดำเนินการ\n" for number in range(1, 61))
    (made,) = make({"long": (HEADER + rows).encode()}, ["pdf"])
    document = pypdfium2.PdfDocument(made.content)
    texts = [page.get_textpage().get_text_range() for page in document]
    assert len(texts) > 1
    assert all("ผลการดำเนินการ" in text for text in texts)
    assert boxes_in("\n".join(texts)) == "☑" * 60
