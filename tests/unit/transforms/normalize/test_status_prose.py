"""What result prose tells: words behind a word for not done only name the work."""

from __future__ import annotations

import pytest

from transforms.normalize.status import StatusReader
from warehouse.reference_files import load_reference

READER = StatusReader(load_reference(None).statuses)


@pytest.mark.parametrize(
    ("prose", "status"),
    [
        ("ยังไม่ได้เริ่มปรับปรุงห้องสมุด เพราะรอครุภัณฑ์", "not_started"),
        ("ยังไม่มีการรายงานยอดเมื่อสิ้นไตรมาส", "not_started"),
        ("กำลังเผยแพร่คู่มือลงป้ายทุกจุด", "in_progress"),
        ("อยู่ในขั้นตอนจัดทำร่าง", "in_progress"),
        ("อยู่ระหวางปรับปรุงทะเบียน", "in_progress"),
        ("ยังไมไดจัดทำป้าย", "not_started"),
        ("ได้จัดทำป้ายแล้ว แต่ยังไม่ได้เผยแพร่", "in_progress"),
        ("ดำเนินการติดตั้งป้ายแล้ว และรายงานให้หัวหน้าทราบ", "completed"),
        ("จัดทำแผนอัตรากำลังแล้วเสร็จ", "completed"),
        ("ติดป้ายจนเสร็จเรียบร้อย", "completed"),
    ],
)
def test_prose(prose: str, status: str) -> None:
    found = READER.read("", prose)
    assert (found.status, found.basis) == (status, "narrative")


@pytest.mark.parametrize("text", ["รายงานผลเมื่อสิ้นปีงบประมาณ", "รายงานความก้าวหน้ารอบ ๖ เดือน", "ไม่มี"])
def test_schedules_are_neither_status_nor_doubt(text: str) -> None:
    found = READER.read("", text)
    assert (found.status, found.reason) == ("not_reported", None)


@pytest.mark.parametrize(
    ("cell", "status", "reason"),
    [
        ("แล้วเสรจ", "completed", None),
        ("ดาเนนการแลว", "completed", None),
        ("ยังไม่ดำเนนการ", "not_started", None),
        ("กำลังคำเนินการ", "in_progress", "doubtful"),
    ],
)
def test_damaged_labels(cell: str, status: str, reason: str | None) -> None:
    found = READER.read(cell, "")
    assert (found.status, found.basis, found.reason) == (status, "word", reason)


def test_a_damaged_label_beside_its_box() -> None:
    found = READER.read("", "☐ ดำเนินการ ☑ ยังไม่ดำเนนการ")
    assert (found.status, found.basis) == ("not_started", "checkbox")
