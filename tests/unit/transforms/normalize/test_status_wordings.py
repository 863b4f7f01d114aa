"""Statuses as the bundled wordings read them: in part, in numbers, choices without a mark, presence."""

from __future__ import annotations

from decimal import Decimal

import pytest

from transforms.normalize.status import StatusReader
from transforms.read.cell_html import text_of
from warehouse.reference_files import load_reference

READER = StatusReader(load_reference(None).statuses)


@pytest.mark.parametrize(
    ("cell", "status", "basis", "percent"),
    [
        ("ดำเนินการแล้วร้อยละ ๕๐", "in_progress", "percent", 50),
        ("ได้ 40%", "in_progress", "percent", 40),
        ("ดำเนินการแล้ว 3 จาก 10 โครงการ", "in_progress", "word", None),
        ("๔ จาก ๔ กิจกรรม", "completed", "percent", None),
        ("จากทั้งหมด ๖ เรื่อง ดำเนินการแล้ว ๒ เรื่อง", "in_progress", "percent", None),
        ("ดำเนินการแล้วบางส่วน", "in_progress", "word", None),
        ("ดำเนินการตามแผนแล้ว แต่ยังไม่ครบทุกข้อ", "in_progress", "word", None),
        ("ยังดำเนินการไม่แล้วเสร็จ", "in_progress", "word", None),
        ("ดำเนินการครบ 5 จาก 5 โครงการ", "completed", "word", None),
        ("ยังไม่ถึงกำหนดเวลา", "not_started", "word", None),
    ],
)
def test_done_in_part(cell: str, status: str, basis: str, percent: int | None) -> None:
    found = READER.read(cell, "")
    assert (found.status, found.basis) == (status, basis)
    assert found.percent == (None if percent is None else Decimal(percent))
    assert not found.contradicts


def test_not_finished_in_time_is_not_not_begun() -> None:
    found = READER.read("ไม่ได้ดำเนินการแล้วเสร็จตามกำหนด", "")
    assert (found.status, found.reason) == ("in_progress", "doubtful")


@pytest.mark.parametrize("cell", ["ดำเนินการ/ยังไม่ดำเนินการ", "ดำเนินการแล้ว หรือ ยังไม่ได้ดำเนินการ"])
def test_choices_without_a_mark_report_nothing(cell: str) -> None:
    for found in (READER.read(cell, ""), READER.read("", cell)):
        assert (found.status, found.basis, found.reason) == ("not_reported", None, "boxes-not-ticked")
    told = READER.read(cell, "ได้จัดทำป้ายแล้ว")
    assert (told.status, told.basis, told.reason) == ("completed", "narrative", "boxes-not-ticked")


def test_a_percentage_over_a_hundred_is_none() -> None:
    found = READER.read("ดำเนินการแล้วร้อยละ 150", "")
    assert found.percent is None and found.impossible_percent is not None


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("ดำเนินการแล้ว\n☑\nยังไม่ดำเนินการ\n☐", "completed"),
        ("☐\nดำเนินการแล้ว\n☑\nยังไม่ดำเนินการ", "not_started"),
        ("(/) ดำเนินการแล้ว (  ) ยังไม่ดำเนินการ", "completed"),
        ("[ ] ดำเนินการแล้ว [x] ยังไม่ดำเนินการ", "not_started"),
        ("√ อยู่ระหว่างดำเนินการ", "in_progress"),
        ("○ ดำเนินการแล้ว ● ยังไม่ดำเนินการ", "not_started"),
        ("■ ดำเนินการแล้ว □ ยังไม่ดำเนินการ", "completed"),
        ('<input type=checkbox data-checked> เสร็จสิ้น<br><input type=radio checked> รอดำเนินการ', "not_started"),
        ('<input type="checkbox" value="checked"> ดำเนินการแล้ว', "not_reported"),
    ],
)  # fmt: skip
def test_boxes_of_many_kinds(cell: str, status: str) -> None:
    found = READER.read("", text_of(cell))
    assert found.status == status
    assert found.basis == ("checkbox" if status != "not_reported" else None)
    assert not found.contradicts


def test_a_box_between_two_labels_is_torn() -> None:
    assert READER.read("", "ดำเนินการแล้ว ☑ ยังไม่ดำเนินการ").reason == "boxes-torn"


@pytest.mark.parametrize(
    ("box", "text", "against"),
    [
        ("☑ ดำเนินการแล้ว ☐ ยังไม่ดำเนินการ", "อยู่ระหว่างจัดทำร่าง", True),
        ("☑ ดำเนินการแล้ว ☐ ยังไม่ดำเนินการ", "ความก้าวหน้าร้อยละ ๖๐", True),
        ("☑ ดำเนินการแล้ว ☐ ยังไม่ดำเนินการ", "ความก้าวหน้าร้อยละ ๑๐๐", False),
        ("☑ อยู่ระหว่างดำเนินการ", "ได้จัดทำร่างแล้ว", False),
    ],
)
def test_a_box_against_its_text(box: str, text: str, against: bool) -> None:
    assert READER.read(box, text).contradicts is against


def test_presence_is_a_status_of_items_only() -> None:
    for cell, status in (("☑ มี ☐ ไม่มี", "completed"), ("☐ มี ☑ ไม่มี", "not_started")):
        assert READER.read(cell, "", presence=True).status == status
        assert READER.read(cell, "").status == "not_reported"
    assert READER.read("มี", "", presence=True).basis == "word"
    assert READER.read("", "มีการจัดประชุม", presence=True).basis == "narrative"


def test_a_status_cell_that_says_nothing_known() -> None:
    assert READER.read("ตามเอกสารแนบ", "").reason == "unreadable"
    assert READER.read("รายงานความก้าวหน้ารอบ ๖ เดือน", "").reason is None
    assert READER.read("-", "").reason is None
