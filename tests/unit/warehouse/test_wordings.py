"""What makes two wordings comparable, and which names are taken out of them."""

from __future__ import annotations

import pytest

from warehouse.wordings import NameMask, comparable

MASK = NameMask(
    ("องค์การบริหารส่วนตำบล", "อบต.", "เทศบาลตำบล", "เทศบาล", "ตำบล", "อำเภอ", "จังหวัด"),
    ("ทุ่งตะวัน", "ทุ่ง", "คลองดาว", "ริมฟ้า"),
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("จัดทำคู่มือ", "จัดทาคูมือ"),
        ("จัดทํา คู่มือ", "จัดทำคู่มือ"),
        ("ไตรมาส ๑", "ไตรมาส 1"),
        ("เเผน", "แผน"),
        ("ITA (แบบ OIT)", "ita แบบ oit."),
    ],
)
def test_what_a_scanner_loses_tells_nothing_apart(one: str, other: str) -> None:
    assert comparable(one) == comparable(other) != ""


def test_words_and_numbers_tell_apart() -> None:
    assert comparable("จัดทำคู่มือ ๑") != comparable("จัดทำคู่มือ ๒")
    assert comparable("กองคลัง") != comparable("กองช่าง")


def test_a_template_says_the_same_whoever_filled_in_its_name() -> None:
    one = MASK.masked(
        "ประกาศองค์การบริหารส่วนตำบลทุ่งตะวัน เรื่อง นโยบาย ปี ๒๕๖๖ แจ้งชาวทุ่งตะวันทุกคน",
        ("ทุ่งตะวัน", "ริมฟ้า", None),
    )
    other = MASK.masked("ประกาศ อบต. คลองดาว เรื่อง นโยบาย ปี 2567 แจ้งชาวคลองดาวทุกคน", ("คลองดาว", None, None))
    assert one == other
    assert "0" in one


def test_names_of_others_are_taken_out_only_behind_what_they_are() -> None:
    own = ("ริมฟ้า",)
    assert MASK.masked("ตามแบบของเทศบาลตำบลคลองดาว", own) == MASK.masked("ตามแบบของเทศบาลตำบลทุ่งตะวัน", own)
    assert MASK.masked("เดินข้ามทุ่งตะวันยามเช้า", own) != MASK.masked("เดินข้ามคลองดาวยามเช้า", own)
    assert MASK.masked("ทุกอำเภอ", own) != MASK.masked("ทุกหมู่บ้าน", own)


def test_names_of_two_letters_and_of_digits_stay() -> None:
    assert MASK.masked("นานาประการ", ("นา",)) == comparable("นานาประการ")
    assert NameMask((), ()).masked("ครั้งที่ 12", ("12",)) == comparable("ครั้งที่") + "0"
