from transforms.document import Document
from transforms.extract.disclosures.rows import disclosure_list
from transforms.extract.tables.headings import heading_reader
from transforms.extract.tables.logical_tables import (
    DISCLOSURES,
    MEASURES,
    ORGANIZATIONS,
    LogicalTable,
    logical_tables,
)
from transforms.read.decode import DecodedText
from transforms.read.scanner_text import read_scanner_text
from transforms.reference import Reference

HEADING = "ตัวชี้วัด\tแนวทางการยกระดับการประเมิน\tผู้รับผิดชอบ\tระยะเวลา\tความก้าวหน้าผลการดำเนินการ"


def tables(text: str, reference: Reference) -> list[LogicalTable]:
    document: Document = read_scanner_text(DecodedText(text, "utf-8", 0), "0" * 64)
    return logical_tables(document, heading_reader(reference))


def test_a_heading_repeated_on_the_next_page_goes_on_with_the_table(bundled: Reference) -> None:
    text = (
        f"{HEADING}\nตัวชี้วัดที่ ๑ ก\tประชุม\tสำนักปลัด\tตลอดปี\tทำแล้ว\n\n"
        f"{HEADING}\nตัวชี้วัดที่ ๒ ข\tอบรม\tกองคลัง\tตลอดปี\tทำแล้ว\n"
    )
    (table,) = tables(text, bundled)
    assert table.kind == MEASURES
    assert [row.text("responsible") for row in table.rows] == ["สำนักปลัด", "กองคลัง"]
    assert [row.line for row in table.rows] == [2, 5]


def test_the_same_indicator_after_a_page_break_without_wording_continues_its_row(
    bundled: Reference,
) -> None:
    text = (
        f"{HEADING}\nตัวชี้วัดที่ ๓ การใช้อำนาจ\t๑.ประชุม\tสำนักปลัด\tตลอดปี\t☑ ดำเนินการ\n\n"
        f"{HEADING}\nตัวชี้วัดที่ ๓ การใช้อำนาจ\t\tสำนักปลัด\tตลอดปี\t-ส่งอบรม\n"
        "ตัวชี้วัดที่ ๔ ค\t๑.คู่มือ\tกองคลัง\tตลอดปี\t☐ ดำเนินการ\n"
    )
    (table,) = tables(text, bundled)
    assert len(table.rows) == 2
    assert table.rows[0].text("result") == "☑ ดำเนินการ\n-ส่งอบรม"
    assert table.rows[0].continued_over_page


def test_rows_with_empty_key_cells_continue_the_row_above(bundled: Reference) -> None:
    text = f"{HEADING}\nตัวชี้วัดที่ ๑ ก\tประชุม\tสำนักปลัด\tตลอดปี\tยังไม่ดำเนินการ ☐\n\t\t\t\tดำเนินการ ☑\n"
    (table,) = tables(text, bundled)
    assert len(table.rows) == 1
    assert table.rows[0].text("result") == "ยังไม่ดำเนินการ ☐\nดำเนินการ ☑"


def test_a_table_of_many_organizations_is_told_apart(bundled: Reference) -> None:
    text = "ลำดับ\tหน่วยงาน\tคะแนน\n๑\tอบต.สมมุติหนึ่ง\t๙๑.๒๐\n๒\tอบต.สมมุติสอง\t๘๑.๒๐\n"
    (table,) = tables(text, bundled)
    assert table.kind == ORGANIZATIONS


def test_items_are_aligned_by_title_order_and_code_together(bundled: Reference) -> None:
    """A damaged code, a code run together with its name, a row that goes on below, a wrong heading."""
    text = (
        "ชื่อ\tข้อมูล\tองค์ประกอบด้านข้อมูล\tผู้รับผิดชอบ\tความก้าวหน้าผลการดำเนินการ\n"
        "๐๑\tโครงสร้าง\t-ผัง\tสำนักปลัด\t☑ ดำเนินการ\n"
        "๐๒\tข้อมูลผู้บริหาร\t-ชื่อ\tสำนักปลัด\t☐ ดำเนินการ\n"
        "๐๙๙\tอำนาจหน้าที่\t-กฎหมาย\tสำนักปลัด\t☑ ดำเนินการ\n"
        "\n"
        "0๔ แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน\t-แผน\tสำนักปลัด\t☑ ดำเนินการ\n"
        "\t-ยุทธศาสตร์\t\t-เผยแพร่แล้ว\n"
    )
    found = tables(text, bundled)
    assert {table.kind for table in found} == {DISCLOSURES}
    listed = disclosure_list(found, frozenset(), [bundled.framework(2566)])
    items = listed.items
    assert listed.framework is bundled.framework(2566)
    assert [candidate.item.code for candidate in items] == ["O1", "O2", "O3", "O4"]
    assert [candidate.read_code for candidate in items] == ["O1", "O2", "O99", "O4"]
    assert items[3].text("result") == "☑ ดำเนินการ\n-เผยแพร่แล้ว"
