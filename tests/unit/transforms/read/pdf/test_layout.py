"""Lines, columns, rows: what stands together."""

from __future__ import annotations

from tests.unit.transforms.read.pdf.drawn_pdf import DrawnPdf, paragraphs, rows

THREE = [60.0, 120.0, 320.0, 520.0]


def test_a_wrapped_thai_line_joins_without_a_space_and_a_list_does_not(drawn: DrawnPdf) -> None:
    drawn.table(
        [60, 160, 330],
        [100, 220],
        [["หัวข้อ", "๑. เจ้าหน้าที่ผู้รับผิดชอบศึกษา\nทำความเข้าใจ\n๒. รายงานผู้บริหาร"]],
    )
    assert rows(drawn.read()) == [["หัวข้อ", "๑. เจ้าหน้าที่ผู้รับผิดชอบศึกษาทำความเข้าใจ\n๒. รายงานผู้บริหาร"]]


def test_a_wrapped_address_joins_to_the_whole_link(drawn: DrawnPdf) -> None:
    drawn.table([60, 120, 290], [100, 220], [["ที่", "https://www.example.go.th/files/\nabout-868/report.pdf"]])
    assert rows(drawn.read()) == [["ที่", "https://www.example.go.th/files/about-868/report.pdf"]]


def test_short_lines_of_a_cell_stay_lines(drawn: DrawnPdf) -> None:
    drawn.table([60, 120, 420], [100, 220], [["ที่", "สำนักปลัด\nกองคลัง\nกองช่าง"]])
    assert rows(drawn.read()) == [["ที่", "สำนักปลัด\nกองคลัง\nกองช่าง"]]


def test_cells_that_span_keep_what_is_below_in_its_column(drawn: DrawnPdf) -> None:
    for y in (100, 160):
        drawn.line(60, y, 520, y)
    drawn.line(120, 130, 520, 130)
    for x in (60, 120, 520):
        drawn.line(x, 100, x, 160)
    drawn.line(320, 130, 320, 160)
    drawn.write(63, 115, "ข้อ", 11)
    drawn.write(123, 115, "การดำเนินการ", 11)
    drawn.write(123, 145, "ผู้รับผิดชอบ", 11)
    drawn.write(323, 145, "ระยะเวลา", 11)
    document = drawn.read()
    assert rows(document) == [["ข้อ", "การดำเนินการ", ""], ["", "ผู้รับผิดชอบ", "ระยะเวลา"]]
    first, second = next(document.tables()).rows
    assert second.cells[0].place == first.cells[0].place


def test_two_tables_beside_each_other_are_two(drawn: DrawnPdf) -> None:
    drawn.table([60, 110, 250], [100, 130, 160], [["ก", "ข"], ["๑", "๒"]])
    drawn.table([300, 350, 500], [100, 130, 160], [["ค", "ง"], ["๓", "๔"]])
    tables = [[list(row.texts) for row in table.rows] for table in drawn.read().tables()]
    assert tables == [[["ก", "ข"], ["๑", "๒"]], [["ค", "ง"], ["๓", "๔"]]]


def test_tables_that_touch_and_have_other_columns_are_two(drawn: DrawnPdf) -> None:
    drawn.table([60, 160, 500], [100, 130], [["ก", "ข"]])
    drawn.table([60, 260, 500], [130, 160], [["ค", "ง"]])
    tables = [[list(row.texts) for row in table.rows] for table in drawn.read().tables()]
    assert tables == [[["ก", "ข"]], [["ค", "ง"]]]


def test_a_table_without_rulings_is_known_by_its_columns(drawn: DrawnPdf) -> None:
    drawn.write(60, 60, "ผลการประเมินรายตัวชี้วัด")
    names = ["การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ"]
    for number, name in enumerate(names, start=1):
        drawn.write(60, 80 + 20 * number, f"{number}")
        drawn.write(120, 80 + 20 * number, name)
        drawn.write(350, 80 + 20 * number, f"9{number}.50")
    drawn.write(60, 200, "จบ")
    document = drawn.read()
    assert rows(document) == [[f"{at}", name, f"9{at}.50"] for at, name in enumerate(names, start=1)]
    assert paragraphs(document) == ["ผลการประเมินรายตัวชี้วัด", "จบ"]


def test_running_text_is_no_table(drawn: DrawnPdf) -> None:
    for number, line in enumerate(
        [
            "ตามที่ สำนักงาน ป.ป.ช. กำหนด ให้หน่วยงานของรัฐ เข้ารับการประเมิน",
            "คุณธรรมและความโปร่งใส ในการดำเนินงาน เป็นประจำทุกปี เทศบาลจึงขอ",
            "รายงานผล ดังกล่าว ตามเอกสาร ที่แนบมาพร้อมนี้ เพื่อโปรดทราบ",
        ]
    ):
        drawn.write(60, 100 + 20 * number, line)
    assert rows(drawn.read()) == []


def test_the_halves_of_a_row_that_a_page_cut_are_one_row(drawn: DrawnPdf) -> None:
    heading = ["ที่", "มาตรการ", "ผลการดำเนินการ"]
    upper = [
        "๑",
        "๑. เจ้าหน้าที่ผู้รับผิดชอบจัดทำ\nรายงานตามมาตรการป้องกันของ",
        "เผยแพร่บนเว็บไซต์แล้ว\nและรายงานให้ผู้บริหารและประชาชน",
    ]
    lower = ["", "หน่วยงานทุกเดือน\n๒. รายงานผู้บริหาร", "ทราบทุกไตรมาส"]
    drawn.table([60, 120, 305, 480], [730, 760, 800], [heading, upper])
    drawn.page()
    drawn.table([60, 120, 305, 480], [60, 90, 130, 160], [heading, lower, ["๒", "จัดประชุม", "-"]])
    read = rows(drawn.read())
    assert read[1][1:] == [
        "๑. เจ้าหน้าที่ผู้รับผิดชอบจัดทำ\nรายงานตามมาตรการป้องกันของหน่วยงานทุกเดือน\n๒. รายงานผู้บริหาร",
        "เผยแพร่บนเว็บไซต์แล้ว\nและรายงานให้ผู้บริหารและประชาชนทราบทุกไตรมาส",
    ]
    assert [row[0] for row in read] == ["ที่", "๑", "ที่", "๒"]


def test_a_row_below_a_merged_cell_stays_a_row_over_the_page(drawn: DrawnPdf) -> None:
    """An empty first cell may be that of a merged one: what has words of its own is not joined."""
    drawn.table([60, 120, 320, 520], [740, 800], [["IIT", "๔. การใช้ทรัพย์สิน", "๙๕.๕๑"]])
    drawn.page()
    drawn.table([60, 120, 320, 520], [60, 90], [["", "๕. การแก้ไขปัญหา", "๑๐๐"]])
    assert [row[2] for row in rows(drawn.read())] == ["๙๕.๕๑", "๑๐๐"]


def test_drawn_boxes_are_boxes_where_text_stands_beside_them(drawn: DrawnPdf) -> None:
    drawn.square(60, 91)
    drawn.write(75, 100, "ยังไม่ดำเนินการ")
    drawn.square(200, 91)
    drawn.line(202, 95, 204, 98)
    drawn.line(204, 98, 208, 92)
    drawn.write(215, 100, "ดำเนินการแล้ว")
    drawn.square(300, 400)
    assert paragraphs(drawn.read()) == ["☐ ยังไม่ดำเนินการ ☑ ดำเนินการแล้ว"]


def test_a_score_that_a_narrow_column_breaks_is_one_number(drawn: DrawnPdf) -> None:
    drawn.table([60, 120, 144], [100, 160], [["คะแนน", "98.9\n5"]])
    assert rows(drawn.read()) == [["คะแนน", "98.95"]]


def test_numbers_below_each_other_in_a_wide_column_are_two(drawn: DrawnPdf) -> None:
    drawn.table([60, 120, 220], [100, 160], [["คะแนน", "98.9\n5"]])
    assert rows(drawn.read()) == [["คะแนน", "98.9\n5"]]
