from hypothesis import given
from hypothesis import strategies as st

from transforms.document import BOX_EMPTY, BOX_TICKED, Document, Paragraph, Table
from transforms.read.cell_html import addresses_in, text_of
from transforms.read.decode import DecodedText
from transforms.read.scanner_text import read_scanner_text


def read(text: str) -> Document:
    return read_scanner_text(DecodedText(text, "utf-8", 0), "0" * 64)


def test_lines_with_tabs_are_rows_and_blank_lines_end_a_table() -> None:
    document = read("หัวเรื่อง\n\nที่\tมาตรการ\n๑\tจัดทำคู่มือ\n\n๒\tประชุม\nท้ายเรื่อง")
    kinds = [type(block).__name__ for block in document.blocks]
    assert kinds == ["Paragraph", "Table", "Table", "Paragraph"]
    table = document.blocks[1]
    assert isinstance(table, Table)
    assert [row.texts for row in table.rows] == [("ที่", "มาตรการ"), ("๑", "จัดทำคู่มือ")]
    assert [row.place.line for row in table.rows] == [3, 4]


def test_an_indented_line_is_a_paragraph_and_a_continuation_row_is_a_row() -> None:
    document = read("\tย่อหน้าที่เยื้อง\nก\tข\tค\n\t\tต่อเนื่อง")
    assert isinstance(document.blocks[0], Paragraph)
    table = document.blocks[1]
    assert isinstance(table, Table)
    assert table.rows[1].texts == ("", "", "ต่อเนื่อง")


def test_every_cell_says_where_it_stood() -> None:
    text = "x\n<p>ก</p>\t<ul><li>ข</li></ul>\tค"
    table = next(iter(read(text).tables()))
    line = text.splitlines()[1]
    for cell in table.rows[0].cells:
        assert line[cell.place.start : cell.place.end] == cell.raw
        assert cell.place.line == 2
    assert table.rows[0].texts == ("ก", "ข", "ค")


def test_markup_becomes_lines_and_boxes() -> None:
    raw = '<p>ยังไม่ดำเนินการ <input type="checkbox"/></p> <p>ดำเนินการ <input checked type="checkbox"/></p>'
    assert text_of(raw) == f"ยังไม่ดำเนินการ {BOX_EMPTY}\nดำเนินการ {BOX_TICKED}"
    assert text_of("[x] ทำแล้ว [ ] ยังไม่ทำ") == f"{BOX_TICKED} ทำแล้ว {BOX_EMPTY} ยังไม่ทำ"
    assert text_of("ก<br>ข<ol><li>๑. ค</li></ol>&amp;") == "ก\nข\n๑. ค\n&"
    assert text_of("๓ < ๔ และ ๕ > ๔") == "๓ < ๔ และ ๕ > ๔"
    assert addresses_in('<a href="https://x.go.th/a">ดู</a>') == ["https://x.go.th/a"]


def test_pipe_rows_and_html_tables_are_tables_too() -> None:
    document = read(
        "| ที่ | มาตรการ |\n|---|---|\n| ๑ | ประชุม |\n\n"
        "<table><tr><td rowspan=2>ก</td><td>ข</td></tr>\n<tr><td>ค</td></tr></table>"
    )
    pipes, html = document.tables()
    assert [row.texts for row in pipes.rows] == [("ที่", "มาตรการ"), ("๑", "ประชุม")]
    assert [row.texts for row in html.rows] == [("ก", "ข"), ("", "ค")]
    assert html.rows[1].cells[1].place.line == 6


@given(st.text(alphabet="กขค๑2 \t\n<>/=ptdrhlibeuc☑\"'|-\x0c\u2028", max_size=400))
def test_any_text_keeps_its_lines_and_places(text: str) -> None:
    document = read(text)
    lines = text.splitlines()
    assert document.line_count == len(lines)
    for block in document.blocks:
        if isinstance(block, Paragraph):
            assert block.raw == lines[block.place.line - 1]
        else:
            for row in block.rows:
                for cell in row.cells:
                    assert 1 <= cell.place.line <= len(lines)
