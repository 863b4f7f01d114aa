"""Web pages as people save them: by word processors, by spreadsheets, out of a town hall's website."""

from __future__ import annotations

import email.message
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from transforms.document import Document, Paragraph, Table, UnreadableDocument
from transforms.extract.links import links_in
from transforms.facts import Extraction
from transforms.read.choose import SPREADSHEETS, media_type_of, read_document
from transforms.report import extract_report
from warehouse.reference_files import load_reference


def read(page: str | bytes) -> Document:
    return read_document(page.encode() if isinstance(page, str) else page, "0" * 64)


def body(content: str) -> str:
    head = "<!DOCTYPE html><html><head><meta charset=utf-8><title>ไม่อ่าน</title></head>"
    return f"{head}<body>{content}</body></html>"


def paragraphs(content: str) -> list[str]:
    return [paragraph.text for paragraph in read(body(content)).paragraphs()]


def rows(content: str) -> list[tuple[str, ...]]:
    return [row.texts for table in read(body(content)).tables() for row in table.rows]


def reason(content: bytes) -> str:
    with pytest.raises(UnreadableDocument) as raised:
        read(content)
    return raised.value.rule


TABLE = "<table><tr><td>ก</td><td>ข</td><td>ค</td></tr><tr><td>ง</td><td>จ</td><td>ฉ</td></tr></table>"


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("<html><p>ก", "text/html"),
        ("\ufeff\n <!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.0//EN'><p>ก", "text/html"),
        ('<?xml version="1.0" encoding="UTF-8"?>\n<!-- ก -->\n<!DOCTYPE html><html></html>', "text/html"),
        ("<!-- saved from url=(0014)about:internet -->\n<html><p>ก", "text/html"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=utf-8">' + TABLE, "text/html"),
        (TABLE, "text/html"),
        ("<div>\n\t<p>ก</p>\n</div>\n", "text/html"),
        ("<TABLE border=1>" + TABLE.removeprefix("<table>"), "text/html"),
        # What a scanner writes.
        (TABLE + "\nรายงานผลการดำเนินการ\n", "text/plain"),
        ("รายงานผล\n" + TABLE, "text/plain"),
        ("<div>ก</div>\t<div>ข</div>\n", "text/plain"),
        ("<p>ก</p>\t<p>ข</p>\n", "text/plain"),
        ("<!-- image -->\n\nรายงานผล\n", "text/plain"),
        ("เรื่อง: MIME-Version: 1.0\n", "text/plain"),
    ],
)
def test_a_page_is_told_from_text_of_a_scanner(text: str, media_type: str) -> None:
    assert media_type_of(text.encode()) == media_type
    assert media_type_of(text.encode("utf-16")) == media_type


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "windows-874"),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("cp874", "windows-874"),
        ("cp874", "TIS-620"),
        ("cp874", ""),
    ],
)
def test_encodings(encoding: str, declared: str) -> None:
    meta = f"<meta http-equiv=Content-Type content='text/html; charset={declared}'>" if declared else ""
    page = f"<html>{meta}<body>{'<span class=a></span>' * 400}<p>คะแนน ๘๘.๒๐</p></body></html>"
    document = read(page.encode(encoding))
    assert [paragraph.text for paragraph in document.paragraphs()] == ["คะแนน ๘๘.๒๐"]
    assert document.damaged == 0


def test_lines_are_paragraphs_with_their_place_in_the_tree() -> None:
    document = read(body("<h1>หัวเรื่อง</h1><script>1</script><p>หนึ่ง<br>สอง\n  สาม</p><div><p>สี่</p>ห้า</div>"))
    found = [(block.place.line, block.place.path, block.text) for block in document.paragraphs()]
    assert found == [
        (1, "html/body/h1[1]", "หัวเรื่อง"),
        (2, "html/body/p[1]", "หนึ่ง"),
        (3, "html/body/p[1]", "สอง สาม"),
        (4, "html/body/div[1]/p[1]", "สี่"),
        (5, "html/body/div[1]", "ห้า"),
    ]
    assert document.line_count == 5


def test_rows_have_all_their_cells_and_spans_reach() -> None:
    document = read(
        body(
            "<p>ก</p><table><caption>คำบรรยาย</caption><thead><tr><th rowspan=2>ที่<th colspan=2>คะแนน</thead>"
            "<tbody><tr><td rowspan=2>๑<td>ข<td>ค<tr><td>ง<td>จ</tbody></table>"
        )
    )
    _, caption, table = document.blocks
    assert isinstance(table, Table) and isinstance(caption, Paragraph)
    assert caption.text == "คำบรรยาย"
    assert [row.texts for row in table.rows] == [("ที่", "คะแนน", ""), ("๑", "ข", "ค"), ("", "ง", "จ")]
    spanning, covered = table.rows[1].cells[0], table.rows[2].cells[0]
    # By the place extraction knows that what it says holds there too.
    assert covered.place == spanning.place and covered.place.end > covered.place.start
    assert table.rows[2].cells[1].place.locator() == "xml:html/body/table[1]/tbody[1]/tr[2]/td[1]"
    assert [row.place.line for row in table.rows] == [3, 4, 5]


def test_controls_show_what_is_in_them() -> None:
    assert paragraphs(
        "<p><input type=checkbox checked> ทำแล้ว <input type=radio> ยัง ☑</p>"
        "<p><select><option>2567<option selected>กองคลัง</select></p><p><select><option>2567</select>ก</p>"
        "<p><input value='ข้อความ'><input type=hidden value=ลับ><input type=submit value=ส่ง></p>"
        "<p><textarea>\nผลการดำเนินการ</textarea></p>"
    ) == ["☑ ทำแล้ว ☐ ยัง ☑", "กองคลัง", "ก", "ข้อความ", "ผลการดำเนินการ"]


def test_what_is_hidden_or_struck_out_is_not_read() -> None:
    assert paragraphs(
        "<style>p{}</style><script>ก</script><noscript>ก</noscript><template>ก</template><p hidden>ก</p>"
        "<p style='color:red; DISPLAY: none'>ก</p><p>เดิม <s>ก</s><del>ก</del>"
        "<span style='text-decoration:line-through'>ก</span>ใหม่</p><!-- ก --><!--[if mso]>ก<![endif]-->"
    ) == ["เดิม ใหม่"]


def test_numbers_of_lists_are_shown_once() -> None:
    assert paragraphs(
        "<ol><li>หนึ่ง<li value=5><p>ห้า</p></ol><ol><li>๑. มีเลขแล้ว</ol><ul><li>จุด</ul>"
        "<ol type=a start=2><li>ข้อ</ol><ol style='list-style-type: thai'><li>ไทย</ol>"
    ) == ["1. หนึ่ง", "5. ห้า", "๑. มีเลขแล้ว", "จุด", "b. ข้อ", "๑. ไทย"]
    assert rows("<table><tr><td>ก<td><ol><li>หนึ่ง<li>สอง</ol><tr><td>ข<td>ค</table>")[0] == (
        "ก",
        "1. หนึ่ง\n2. สอง",
    )


def test_links_stay_in_what_is_kept_as_written() -> None:
    document = read(
        "<html><head><base href='https://www.example-sao.go.th/ita/'></head><body><p>"
        "<a href='o 1.pdf?a=1&amp;b=2'>เอกสาร</a> <a href='javascript:x()'>ข</a></p></body></html>"
    )
    (paragraph,) = document.paragraphs()
    assert paragraph.text == "เอกสาร ข"
    assert [link.url for link in links_in(paragraph.raw, paragraph.text, paragraph.place)] == [
        "https://www.example-sao.go.th/ita/o%201.pdf?a=1&b=2"
    ]


def test_names_of_fields_keep_their_bold_type() -> None:
    (name, value) = read(body("<p><b>มาตรการ<br></b>จัดทำคู่มือ</p>")).paragraphs()
    assert (name.raw, name.text, value.raw) == ("<b>มาตรการ</b>", "มาตรการ", "จัดทำคู่มือ")


def test_marks_of_symbol_fonts() -> None:
    assert paragraphs(
        "<p><span style='font-family:Wingdings'>þ</span> ทำ <font face=Wingdings>¨</font> ยัง</p>"
        "<p><span style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt \"Times New Roman\"'>"
        "&nbsp;&nbsp; </span></span>ข้อ</p><p style='font-family:\"TH Sarabun\", Wingdings'>þ</p>"
    ) == ["☑ ทำ ☐ ยัง", "ข้อ", "þ"]


def test_tables_that_lay_a_page_out_are_read_as_what_is_in_them() -> None:
    page = f"<table><tr><td>เมนู</td><td><h1>หัวเรื่อง</h1>{TABLE}<p>ท้าย</p></td></tr></table>"
    document = read(body(page))
    assert [type(block).__name__ for block in document.blocks] == [
        "Paragraph",
        "Paragraph",
        "Table",
        "Paragraph",
    ]
    assert paragraphs("<table><tr><td><p>หนึ่ง</p><p>สอง</p></td></tr></table>") == ["หนึ่ง", "สอง"]
    boxes = "<table><tr><td>☑</td><td>ทำแล้ว</td></tr><tr><td>☐</td><td>ยัง</td></tr></table>"
    data = f"<table><tr><th>มาตรการ<th>สถานะ</tr><tr><td>จัดทำคู่มือการปฏิบัติงาน<td>{boxes}</tr></table>"
    assert rows(data) == [("มาตรการ", "สถานะ"), ("จัดทำคู่มือการปฏิบัติงาน", "☑ ทำแล้ว\n☐ ยัง")]


def test_preformatted_text_has_lines_and_tabs() -> None:
    document = read(body("<pre>รายงาน\nก\tข\nค\tง</pre><p>ท้าย</p>"))
    _, table, last = document.blocks
    assert isinstance(table, Table) and [row.texts for row in table.rows] == [("ก", "ข"), ("ค", "ง")]
    assert (table.rows[1].place.line, last.place.line) == (3, 4)


EXCEL = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><meta name=ProgId content=Excel.Sheet><body>'
    "<table><tr><td colspan=3>ผลการประเมิน</td></tr><tr>"
    "<td rowspan=2>ขอนแก่น</td><td>ก</td><td x:num>91.45</td></tr>"
    "<tr><td>ข</td><td>90.10</td></tr></table></body></html>"
)


def test_a_sheet_saved_as_a_page_is_a_workbook() -> None:
    document = read(EXCEL)
    assert document.reader in SPREADSHEETS
    title, table = document.blocks
    assert isinstance(title, Paragraph) and title.text == "ผลการประเมิน"
    assert isinstance(table, Table)
    assert [row.texts for row in table.rows] == [("ขอนแก่น", "ก", "91.45"), ("ขอนแก่น", "ข", "90.10")]


def test_a_page_saved_with_its_parts() -> None:
    message = email.message.EmailMessage()
    message["Subject"] = "saved"
    message.set_content("<html><body><p>คะแนน ๘๘.๒๐</p></body></html>", subtype="html", charset="tis-620")
    message.add_related(b"\x89PNG", "image", "png")
    content = message.as_bytes()
    assert media_type_of(content) == "multipart/related"
    assert [paragraph.text for paragraph in read(content).paragraphs()] == ["คะแนน ๘๘.๒๐"]


def test_a_workbook_in_one_xml_file() -> None:
    document = read(
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook'
        ' xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="d"><NumberFormat'
        ' ss:Format="[$-D07041E]d mmmm yyyy"/></Style></Styles><Worksheet ss:Name="ผล"><Table><Row><Cell'
        ' ss:MergeAcross="2"><Data ss:Type="String">หัวเรื่อง</Data></Cell></Row><Row ss:Index="4"><Cell'
        ' ss:Index="2"><Data ss:Type="Number">91.5</Data></Cell><Cell ss:StyleID="d"><Data'
        ' ss:Type="DateTime">'
        "2024-01-31T00:00:00.000</Data></Cell></Row></Table></Worksheet></Workbook>"
    )
    title, table = document.blocks
    assert isinstance(title, Paragraph) and title.text == "หัวเรื่อง"
    assert isinstance(table, Table) and table.rows[0].texts == ("", "91.5", "๓๑ มกราคม ๒๕๖๗")
    assert table.rows[0].cells[1].place.locator() == "ผล!B4"
    assert reason(
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
    ) == ("workbook-damaged")


REPORT = """<h1>
รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ รอบ ๖ เดือน</h1>
<p>องค์การบริหารส่วนตำบลบ้านสมมุติ อำเภอเมืองสมมุติ จังหวัดขอนแก่น</p>
<p>ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๕ ได้คะแนนรวม ๘๘.๒๐ คะแนน
ระดับ A</p><table><tr><th>มาตรการ<th>ผู้รับผิดชอบ<th>ระยะเวลา<th>ผลการดำเนินการ</tr><tr><td>จัดทำคู่มือการปฏิบัติงาน
<td>สำนักปลัด<td>ภายในเดือนมีนาคม ๒๕๖๖<td>ดำเนินการแล้วเสร็จ</tr><tr><td>ประชุมชี้แจงการใช้งบประมาณ<td>กองคลัง
<td>ภายในเดือนเมษายน ๒๕๖๖<td>อยู่ระหว่างดำเนินการ</tr></table>"""
MENU = """<ul><li><a href="/">หน้าแรก</a></li><li><a href="/67">ITA 2567</a></li><li><a href="/m">มาตรการส่งเสริม
คุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2568</a></li><li><a href="/r">ผลการประเมิน ITA ประจำปีงบประมาณ
พ.ศ. 2567 ได้คะแนน 95.12</a></li></ul>"""
NEWS = """<h3>ข่าวล่าสุด</h3><ul><li><a href="http://www.other.go.th/">เทศบาลตำบลอื่น</a></li><li><a href="/n">
เทศบาลตำบลคนละที่ 12 มกราคม 2568</a></li><li><a href="http://x.go.th/">องค์การบริหารส่วนจังหวัดขอนแก่น</a></li></ul>"""
FOOT = "<p>สงวนลิขสิทธิ์ 2568 เทศบาลตำบลผู้พัฒนา</p><p>ผู้เข้าชมวันนี้ 95.20</p>"


def facts(page: str) -> list[object]:
    found: Extraction = extract_report(
        page.encode(), "0" * 64, "page.html", load_reference(Path("/nonexistent"))
    )
    row = found.document
    return [
        (
            row.state,
            row.organization_id,
            row.measures_fiscal_year,
            row.scores_fiscal_year,
            row.reporting_round,
        ),
        [(one.fiscal_year, one.overall_score, one.level) for one in found.assessments],
        [(one.title, one.responsible, one.due_on, one.status) for one in found.measures],
        [one.url for one in found.evidence_links],
    ]


@pytest.mark.parametrize(
    "page",
    [
        f"<nav>{MENU}</nav><main>{REPORT}</main><aside>{NEWS}</aside><footer>{FOOT}</footer>",
        f"<div class=menu>{MENU}</div><div>{NEWS}</div><div id=main>{REPORT}</div><footer>{FOOT}</footer>",
        f"<table><tr><td colspan=2>{MENU}</td></tr><tr><td>{NEWS}</td><td>{REPORT}</td></tr></table>",
    ],
    ids=["elements", "divs", "tables"],
)
def test_menus_and_news_around_a_report_make_no_facts(page: str) -> None:
    alone = facts(body(REPORT))
    assert alone[0] is not None and "loaded" in str(alone[0])
    assert facts(body(page)) == alone


def test_links_to_files_and_pages_of_nothing_but_links_are_kept() -> None:
    files = "".join(f'<li><a href="/f/{n}.pdf">เอกสาร {n}</a></li>' for n in range(4))
    assert "เอกสาร 3" in paragraphs(REPORT + f"<ul>{files}</ul>")
    assert "ITA 2567" in paragraphs(MENU)


BOMBS = {
    "spans": (b"<table>" + b"<tr>" + b"<td colspan=1000 rowspan=65534>x" * 2000 + b"<tr><td>y" * 99, "large"),
    "nested": (b"<html>" + b"<div>" * 1_000_000 + b"x" + b"</div>" * 1_000_000, "unsafe"),
    "tables": (b"<html>" + b"<table><tr><td>" * 100_000, "unsafe"),
    "attribute": (b'<html><p title="' + b"a" * (100 << 20) + b'">x', "large"),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_has_a_reason_in_time(bomb: str, tmp_path: Path) -> None:
    content, word = BOMBS[bomb]
    path = tmp_path / "page.html"
    path.write_bytes(b"<html>" + content.removeprefix(b"<html>"))
    script = (
        "import sys, pathlib\nfrom transforms.read.choose import read_document\n"
        "try:\n    read_document(pathlib.Path(sys.argv[1]).read_bytes(), '0' * 64)\n"
        "except Exception as error:\n    print(error)\n"
    )
    most = 1_500_000_000
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        capture_output=True,
        text=True,
        timeout=20,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (most, most)),
    )
    assert done.stdout.startswith(f"document-{'too-large' if word == 'large' else 'unsafe'}"), done.stderr


def test_an_empty_page_says_so() -> None:
    assert reason(b"<html><body><script>1</script></body></html>") == "empty-file"
