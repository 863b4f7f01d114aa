"""Statuses that stand where none should be, and work that a sentence says is done."""

from __future__ import annotations

import pytest

from transforms.normalize.status import StatusReader
from transforms.normalize.status_hints import status_hint
from warehouse.reference_files import load_reference

READER = StatusReader(load_reference(None).statuses)


@pytest.mark.parametrize(
    "cell",
    [
        "กองช่าง อยู่ในระหว่างดำเนินการ",
        "ตุลาคม ๒๕๖๖ ร้อยละ ๔๐",
        "ภายในเดือนมีนาคม ๒๕๖๗ ซื้อกล้องครบทุกจุดแล้ว",
        "กองคลัง ☑ ดำเนินการแล้ว",
        "๑. ลงเว็บไซต์ ยังไม่ดำเนินการ\nทุกไตรมาส",
    ],
)
def test_a_status_in_another_cell(cell: str) -> None:
    assert status_hint(READER, cell)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "กองช่าง / สำนักปลัด",
        "ไม่เกิน ๑๕ วัน หลังดำเนินการแล้วเสร็จ",
        "ให้แล้วเสร็จภายในเดือนกันยายน ๒๕๖๗",
        "เมื่อประกาศใช้แล้ว รายงานภายใน ๗ วัน",
        "ตลอดปีงบประมาณ",
        "งานแผนอัตรากำลัง",
    ],
)
def test_no_status_in_another_cell(cell: str) -> None:
    assert status_hint(READER, cell) is None


@pytest.mark.parametrize(
    ("prose", "status"),
    [
        ("ซ่อมประตูห้องเก็บเอกสารแล้ว", "completed"),
        ("เปลี่ยนกุญแจแล้ว จำนวน ๓ ชุด", "completed"),
        ("หัวหน้าส่วนลงนามแล้วตามคำสั่งที่ ๑๒/๒๕๖๖", "completed"),
        ("คงเดิมเหมือนปีที่แล้ว", "not_reported"),
        ("เมื่อซ่อมประตูแล้ว", "not_reported"),
        ("จะซ่อมประตูให้แล้ว", "not_reported"),
    ],
)
def test_work_that_is_done(prose: str, status: str) -> None:
    assert READER.read("", prose).status == status


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("☐ ยังไม่ดำเนินการ ☑\nดำเนินการแล้ว", "completed"),
        ("☐ ยังไม่คำเนินการ ☑\nดำเนินการแล้ว", "completed"),
        ("☑ ยังไม่ดำเนินการ ☐\nดำเนินการแล้ว", "not_started"),
        ("ยังไม่ดำเนินการ ☐ ดำเนินการแล้ว ☑\nตามคำสั่ง", "completed"),
    ],
)
def test_a_label_on_the_next_line(cell: str, status: str) -> None:
    assert READER.read(cell, "").status == status


@pytest.mark.parametrize(
    ("cell", "status", "reason"),
    [
        ("ยังไมได้ดำเนินการ", "not_started", None),  # another label stands inside of it
        ("ยังไมไดดำเนินการ", "not_started", None),
        ("คำเนินการแล้ว", "completed", "doubtful"),
        ("คำเนินการแล้วเสร็จ", "completed", "doubtful"),  # "not finished" is two letters further off
    ],
)
def test_damaged_labels(cell: str, status: str, reason: str | None) -> None:
    for found in (READER.read(cell, ""), READER.read("", cell)):
        assert (found.status, found.basis, found.reason) == (status, "word", reason)


def test_what_is_not_yet_done_is_never_done_whatever_the_spelling() -> None:
    assert READER.read("", "ยังไม่ไค้เริ่มจัดทำป้าย").reason == "unreadable"
    assert READER.read("", "ประชาชนยังไม่ทราบ จึงจัดทำป้ายแล้วเสร็จ").status == "completed"
