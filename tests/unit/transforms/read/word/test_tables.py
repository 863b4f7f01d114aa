"""Tables of Word: the columns people see, merged cells, frames, tables inside cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from transforms.document import Document, Paragraph, UnreadableDocument

Read = Callable[..., Document]


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text.startswith('<') else p(text)}</w:tc>"


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, grid: Sequence[int] = ()) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def held(content: str) -> str:
    return f"<w:sdt><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def rows_of(document: Document) -> list[list[tuple[str, ...]]]:
    return [[row.texts for row in table.rows] for table in document.tables()]


def test_merged_cells_stand_at_their_first_place(read: Read) -> None:
    restart, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    document = read(
        tbl(
            tr(tc("ที่", restart), tc("คะแนน", span(2)), tc("หมายเหตุ", restart)),
            tr(tc("ไม่เห็น", on), tc("IIT"), tc("EIT"), tc("<w:p/>", on)),
            tr(tc("๑"), tc("๙๐", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), tc("ก")),
            tr(tc("<w:p/>"), tc("<w:p/>"), tc("<w:p/>"), tc("<w:p/>")),
        )
    )
    assert rows_of(document) == [
        [("ที่", "คะแนน", "", "หมายเหตุ"), ("", "IIT", "EIT", ""), ("๑", "๙๐", "", "ก")]
    ]
    (table,) = document.tables()
    assert [row.place.line for row in table.rows] == [1, 2, 3]
    cell = table.rows[1].cells[2]
    assert cell.place.locator() == "xml:word/document.xml/body/tbl[1]/tr[2]/tc[3]"
    assert cell.place.line == table.rows[1].place.line


def test_cells_before_and_behind_the_row_and_rows_that_were_taken_out(read: Read) -> None:
    document = read(
        tbl(
            tr(tc("ก"), tc("ข"), tc("ค")),
            tr(tc("ข๒"), tc("ค๒"), properties='<w:gridBefore w:val="1"/>'),
            tr(tc("x"), tc("y"), tc("z"), properties="<w:del/>"),
            held(tr(tc("ก๓"), held(tc("ข๓")), tc("ค๓"))),
        )
    )
    assert rows_of(document) == [[("ก", "ข", "ค"), ("", "ข๒", "ค๒"), ("ก๓", "ข๓", "ค๓")]]
    assert document.blocks[0].rows[2].place.path.endswith("tbl[1]/sdt[1]/sdtContent[1]/tr[1]")  # type: ignore[union-attr]


def test_borders_drawn_by_hand_make_no_columns(read: Read) -> None:
    # The same three columns, with the border between the second and third 2 mm apart.
    grid = [800, 3000, 110, 2500]
    document = read(
        tbl(tr(tc("ที่"), tc("มาตรการ"), tc("ผล", span(2))), tr(tc("๑"), tc("ก", span(2)), tc("ข")), grid=grid)
    )
    assert rows_of(document) == [[("ที่", "มาตรการ", "ผล"), ("๑", "ก", "ข")]]


def test_rows_of_as_many_cells_have_the_same_columns(read: Read) -> None:
    grid = [800, 1200, 1800, 2600]
    document = read(
        tbl(tr(tc("ที่"), tc("มาตรการ"), tc("ผล", span(2))), tr(tc("๑"), tc("ก", span(2)), tc("ข")), grid=grid)
    )
    assert rows_of(document) == [[("ที่", "มาตรการ", "ผล"), ("๑", "ก", "ข")]]


def test_two_tables_that_word_takes_for_one(read: Read) -> None:
    grid = [800, 1700, 1500, 2000, 3000]
    scores = [tr(tc(f"ตัวชี้วัดที่ {at}", span(2)), tc("90", span(3))) for at in range(1, 4)]
    measures = [tr(tc(str(at)), tc("ข", span(2)), tc("ค"), tc("ง")) for at in range(1, 4)]
    document = read(tbl(*scores, *measures, grid=grid))
    assert [[len(row) for row in rows] for rows in rows_of(document)] == [[2, 2, 2], [4, 4, 4]]


def test_a_heading_of_two_rows_stays_with_its_table(read: Read) -> None:
    restart, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = [tr(tc(str(at)), tc("ข"), tc("ค"), tc("ง"), tc("จ")) for at in range(3)]
    document = read(
        tbl(
            tr(tc("ที่", restart), tc("ไตรมาส", span(3)), tc("ผล", restart)),
            tr(tc("<w:p/>", on), tc("๑"), tc("๒"), tc("๓"), tc("<w:p/>", on)),
            *body,
            tr(tc("รวม", span(4)), tc("5")),
            tr(tc("เฉลี่ย", span(4)), tc("5")),
            grid=[500, 1000, 1000, 1000, 3000],
        )
    )
    (rows,) = rows_of(document)
    assert rows[0] == ("ที่", "ไตรมาส", "", "", "ผล") and rows[-1] == ("เฉลี่ย", "", "", "", "5")


def test_a_table_of_one_cell_is_a_frame(read: Read) -> None:
    inner = tbl(tr(tc("ก"), tc("ข")))
    document = read(tbl(tr(tc(p("ประกาศ") + inner + p("ท้าย")))))
    assert [block.text if isinstance(block, Paragraph) else len(block.rows) for block in document.blocks] == [
        "ประกาศ", 1, "ท้าย",
    ]  # fmt: skip


def test_a_table_inside_a_cell_is_text_line_by_line(read: Read) -> None:
    inner = tbl(tr(tc("☑"), tc("ดำเนินการ")), tr(tc("☐"), tc("ยังไม่ดำเนินการ")), tr(tc("<w:p/>"), tc("<w:p/>")))
    document = read(tbl(tr(tc("๑"), tc(p("สถานะ") + inner + p("จบ")))))
    assert rows_of(document) == [[("๑", "สถานะ\n☑ ดำเนินการ\n☐ ยังไม่ดำเนินการ\nจบ")]]


@pytest.mark.parametrize("columns", ["999999999", "-5", "x", ""])
def test_a_span_that_no_table_has(columns: str, read: Read) -> None:
    document = read(tbl(tr(tc("ก", f'<w:gridSpan w:val="{columns}"/>'), tc("ข")), tr(tc("ค"), tc("ง"))))
    assert max(len(row) for rows in rows_of(document) for row in rows) <= 64


def test_more_cells_than_a_table_has(read: Read) -> None:
    with pytest.raises(UnreadableDocument) as raised:
        read(tbl(tr(*[tc("ก")] * 300)))
    assert raised.value.rule == "document-too-large"
