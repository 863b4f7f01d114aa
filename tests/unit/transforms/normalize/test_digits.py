from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.normalize.digits import find_numbers, parse_int, parse_score, to_arabic

TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@pytest.mark.parametrize(
    ("printed", "score"),
    [
        (".....๘๑.๔๐.....", "81.40"),
        ("๘๑,๔๐", "81.40"),
        ("๘๑.๔๐%", "81.40"),
        ("ร้อยละ ๘๑.๔", "81.40"),
        ("ได้คะแนน ๙๐.๐๕", "90.05"),
        ("๙๔. ๕๘", "94.58"),
        ("9๔.5๘", "94.58"),
        ("1OO.OO", "100.00"),
        ("l00", "100.00"),
        ("8l.40", "81.40"),
        ("๑๐๐", "100.00"),
        ("90.125", "90.125"),
        ("90.25 (ผ่านดี)", "90.25"),
    ],
)
def test_one_score(printed: str, score: str) -> None:
    found = parse_score(printed)
    assert found is not None
    assert str(found) == score


@pytest.mark.parametrize(
    "printed",
    ["", "-", "๑,๒๕๐", "101", "+1.52", "-1.52", "90.10 91.20", "ตัวชี้วัดที่ ๙", "O8", "๑.๒.๓", "ก.พ.", "100.01"],
)
def test_no_score(printed: str) -> None:
    assert parse_score(printed) is None


@given(
    st.integers(min_value=0, max_value=10000),
    st.booleans(),
    st.sampled_from(["{}", ".....{}.....", "ร้อยละ {}", "{} คะแนน"]),
)
def test_a_printed_score_is_read_back(hundredths: int, thai: bool, frame: str) -> None:
    printed = f"{hundredths / 100:.2f}"
    text = frame.format(printed.translate(TO_THAI) if thai else printed)
    assert parse_score(text) == Decimal(hundredths) / 100


@given(st.text(max_size=60))
def test_digits_keep_their_places(text: str) -> None:
    assert len(to_arabic(text)) == len(text)
    parse_score(text)
    parse_int(text)
    for number in find_numbers(text):
        assert 0 <= number.start < number.end <= len(text)
        assert number.value >= 0


def test_numbers_in_running_text() -> None:
    text = "๑. ได้ ๑,๒๓๔ คน จาก ๙๔. ๕๘ ข้อ ๑.๒.๓"
    found = find_numbers(text)
    assert [(str(number.value), number.decimals) for number in found] == [("1", 0), ("1234", 0), ("94.58", 2)]
    assert text[found[2].start : found[2].end] == "๙๔. ๕๘"


@pytest.mark.parametrize(
    ("printed", "number"), [("๑๒", 12), (" 1,250 ", 1250), ("๑.", None), ("", None), ("1O", 10)]
)
def test_whole_numbers(printed: str, number: int | None) -> None:
    assert parse_int(printed) == number
