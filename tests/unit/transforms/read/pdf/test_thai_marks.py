from __future__ import annotations

import pytest

from transforms.read.pdf.thai_marks import mended, mended_character


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("สํานักปลัด", "สำนักปลัด"),
        ("ส ำนัก", "สำนัก"),
        ("นํ้า", "น้ำ"),
        ("น้ํา", "น้ำ"),
        ("น ้า", "น้า"),
        ("ท่ีดิน", "ที่ดิน"),
        ("ที่่ดิน", "ที่ดิน"),
        ("เเละ", "และ"),
        ("ลำ้", "ล้ำ"),
        ("การดำเนินงาน", "การดำเนินงาน"),
        ("มี ๒ ข้อ", "มี ๒ ข้อ"),
    ],
)
def test_marks_stand_in_the_order_of_the_writing_system(written: str, meant: str) -> None:
    assert mended(written) == meant


def test_variants_of_fonts_are_the_marks_that_they_look_like() -> None:
    assert "".join(map(mended_character, "ป\uf70bญ\uf718\u00a0\u00adฐ")) == "ป้ญุ ฐ"
