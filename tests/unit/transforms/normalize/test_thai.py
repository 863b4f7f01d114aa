from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.normalize.thai import clean, matching_key, squeeze

THAI = st.text(alphabet=st.sampled_from("กขคงนมยสำาัิีุ่้ํเแไ ๑๒๓12.,-\n\u200b\xa0"), max_size=60)


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("ส ำนักปลัด", "สำนักปลัด"),
        ("สํานักปลัด", "สำนักปลัด"),
        ("น้ํา", "น้ำ"),
        ("นํ้า", "น้ำ"),
        ("ทำ่", "ท่ำ"),
        ("กำำ", "กำ"),
        ("กำา", "กำ"),
        ("ดี้้", "ดี้"),
        ("ผู ้บริหาร", "ผู้บริหาร"),
        ("เเผนงาน", "แผนงาน"),
        ("กอง\u200bช่าง", "กองช่าง"),
        ("กอง\xa0 \tช่าง", "กอง ช่าง"),
        ("\ufeffกอง", "กอง"),
        ("ท\uf70aี", "ท่ี"),
        ("บน \n ล่าง", "บน\nล่าง"),
    ],
)
def test_damage_is_mended(printed: str, mended: str) -> None:
    assert clean(printed) == mended


def test_line_breaks_stay_and_sara_am_is_not_split() -> None:
    assert clean("จำนวน\nสอง") == "จำนวน\nสอง"


def test_one_key_for_one_wording() -> None:
    assert matching_key("สํานักปลัด (งานนิติ-การ) ๑๒") == matching_key("สำนัก ปลัด งานนิติการ 12")
    assert matching_key("กองคลัง") != matching_key("กองช่าง")


def test_long_texts_have_keys_too() -> None:
    assert matching_key("แผน งาน " * 50) == "แผนงาน" * 50


@given(THAI)
def test_cleaning_never_raises_and_keys_hold_no_white_space(text: str) -> None:
    assert not set(matching_key(text)) & set(" \n\u200b\xa0.,-")
    assert squeeze(squeeze(text)) == squeeze(text)
    assert clean(text).count("\n") <= text.count("\n")
