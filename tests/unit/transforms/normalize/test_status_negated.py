"""Words for done that are taken back: negated, only prepared, done in part, or but instructed."""

from __future__ import annotations

import pytest

from transforms.normalize.status import StatusReader
from warehouse.reference_files import load_reference

READER = StatusReader(load_reference(None).statuses)


def _both(text: str) -> set[str]:
    return {READER.read(text, "").status, READER.read("", text).status}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("ไม่สามารถดำเนินการให้แล้วเสร็จได้", "in_progress"),
        ("ไม่สามารถดำเนินการให้แล้วเสร็จ", "in_progress"),
        ("ไม่สามารถดำเนินการให้แล้วเสร็จภายในปีงบประมาณ", "in_progress"),
        ("ไม่สามารถจัดอบรมให้แล้วเสร็จได้", "in_progress"),
        ("ไม่อาจดำเนินการแล้วเสร็จ", "in_progress"),
        ("ไม่อาจดำเนินการให้แล้วเสร็จ", "in_progress"),
        ("จัดอบรมไม่ได้แล้วเสร็จ", "in_progress"),
        ("ไม่สามารถเผยแพร่ได้ทันกำหนด", "in_progress"),
        ("ไม่สามารถจัดอบรมได้", "not_started"),
        ("ถูกยกเลิกเรียบร้อยแล้ว", "not_started"),
        ("โครงการถูกยกเลิกเรียบร้อยแล้ว", "not_started"),
        ("เลื่อนการอบรมแล้ว", "not_started"),
        ("ระงับโครงการเรียบร้อยแล้ว", "not_started"),
        ("งดจัดกิจกรรมแล้ว", "not_started"),
        ("เกือบเสร็จแล้ว", "in_progress"),
    ],
)
def test_negated(text: str, status: str) -> None:
    assert _both(text) == {status}


@pytest.mark.parametrize(
    "text",
    [
        "เสนอขออนุมัติโครงการแล้ว",
        "ขออนุมัติงบประมาณเรียบร้อยแล้ว รอการพิจารณา",
        "ได้รับอนุมัติแล้ว รอดำเนินการ",
        "ลงนามประกาศแล้ว จะเผยแพร่ต่อไป",
        "ประชุมวางแผนแล้วเสร็จ กำหนดจัดอบรมเดือนสิงหาคม 2566",
        "จัดทำร่างประกาศแล้ว",
        "ขอขยายเวลาดำเนินการแล้วเสร็จ",
    ],
)
def test_only_prepared(text: str) -> None:
    assert _both(text) == {"in_progress"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("ดำเนินการแล้วเสร็จ 3 กอง เหลือ 2 กอง", "in_progress"),
        ("ดำเนินการแล้วเสร็จ ๓ กอง\nเหลือ ๒ กอง", "in_progress"),
        ("ดำเนินการแล้วเสร็จ ยกเว้นกองช่าง", "in_progress"),
        ("ดำเนินการครบ 1 ครั้ง จากเป้าหมาย 4 ครั้ง", "in_progress"),
        ("ดำเนินการแล้วเสร็จในปีที่ผ่านมา ปีนี้ยังไม่ดำเนินการ", "not_started"),
    ],
)
def test_in_part(text: str, status: str) -> None:
    assert _both(text) == {status}


@pytest.mark.parametrize(
    "text",
    [
        "ดำเนินการให้แล้วเสร็จภายใน 30 วัน",
        "(โปรดรายงานเมื่อดำเนินการแล้วเสร็จ)",
        "เมื่อดำเนินการแล้วเสร็จให้รายงานผล",
        "ดำเนินการให้แล้วเสร็จ",
        "ให้ดำเนินการแล้วเสร็จ",
        "ให้รายงานผลเมื่อดำเนินการแล้วเสร็จ",
        "โปรดระบุว่าดำเนินการแล้วเสร็จหรือไม่",
        "เพื่อให้การดำเนินการแล้วเสร็จตามกำหนด",
        "รายงานผลหลังดำเนินการแล้วเสร็จภายใน 30 วัน",
    ],
)
def test_instructed(text: str) -> None:
    assert _both(text) == {"not_reported"}


@pytest.mark.parametrize(
    "text",
    [
        "ดำเนินการแล้วเสร็จ",
        "ดำเนินการเรียบร้อยแล้ว",
        "จัดอบรมแล้วเมื่อวันที่ 5 มีนาคม 2566",
        "ได้ดำเนินการจัดอบรมตามแผนครบถ้วน",
        "ได้ดำเนินการให้แล้วเสร็จภายในปีงบประมาณ",
        "ดำเนินการแล้วเสร็จ (โปรดระบุวันที่)",
        "ดำเนินการครบ 4 ครั้ง จากเป้าหมาย 4 ครั้ง",
        "เสนอขออนุมัติโครงการแล้ว และจัดอบรมเมื่อวันที่ 5 มีนาคม 2566",
        "จัดทำร่างประกาศและเผยแพร่แล้ว",
        "ช่วยเหลือ 2 รายแล้วเสร็จ",
        "ไม่สามารถจัดอบรมในห้องประชุมได้ จึงจัดอบรมออนไลน์แล้วเสร็จ",
        "ได้วางแผนและจัดอบรมแล้ว",
        "กำหนดจัดประชุมทุกเดือน และได้จัดประชุมแล้ว 12 ครั้ง",
        "ดำเนินการเลื่อนขั้นเงินเดือนแล้วเสร็จ",
    ],
)
def test_done(text: str) -> None:
    assert _both(text) == {"completed"}
