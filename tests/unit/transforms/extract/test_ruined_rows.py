"""Single ruined rows are taken out of their table; lists that do not end are no text."""

from __future__ import annotations

from transforms.document import Document, Table
from transforms.extract.ruined import REPEATED_TEXT, ruined_blocks, without_ruined_rows
from transforms.read.decode import DecodedText
from transforms.read.scanner_text import read_scanner_text

FOREIGN = "ក្រុមការងារនេះធ្វើការជាមួយប្រជាជន\tខែមីនា"


def document(text: str) -> Document:
    return read_scanner_text(DecodedText(text, "utf-8", 0), "0" * 64)


def test_one_row_in_another_script_leaves_the_others() -> None:
    whole = document("มาตรการ\tกำหนด\nจัดทำป้าย\tมีนาคม\nซ่อมรั้ว\tเมษายน\n" + FOREIGN + "\n")
    cleaned, rows = without_ruined_rows(whole)
    (table,) = cleaned.blocks
    assert isinstance(table, Table)
    assert [row.place.line for row in table.rows] == [1, 2, 3]
    assert [(row.first_line, row.reason) for row in rows] == [(4, "wrong-script")]
    assert not ruined_blocks(cleaned)


def test_a_table_mostly_in_another_script_is_set_aside_whole() -> None:
    whole = document(f"มาตรการ\tกำหนด\n{FOREIGN}\n{FOREIGN} ១\n")
    cleaned, rows = without_ruined_rows(whole)
    assert cleaned is whole and not rows
    assert ruined_blocks(whole).keys() == {0}


def test_a_list_that_does_not_end() -> None:
    endless = document("\n".join(f"{n}. ตรวจถนนหมู่ที่ {n} แล้วแจ้งผล" for n in range(1, 60)))
    assert {ruin.reason for ruin in ruined_blocks(endless).values()} == {REPEATED_TEXT}
    villages = document("\n".join(f"{n}. ตรวจถนนหมู่ที่ {n} แล้วแจ้งผล" for n in range(1, 14)))
    assert not ruined_blocks(villages)
