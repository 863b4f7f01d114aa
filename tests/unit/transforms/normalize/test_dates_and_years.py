from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.normalize.thai_dates import dates, month_number, years

MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
WORDS = st.lists(
    st.sampled_from(
        [
            *MONTHS,
            "มกราคม",
            "ตุลาคม",
            "๒๕๖๖",
            "66",
            "๓๑",
            "1",
            "พ.ศ. ",
            "ปี",
            "ปีงบประมาณ",
            " ",
            "-",
            "/",
            "15/09/2567",
        ]
    ),
    max_size=12,
).map("".join)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("๒๕ มีนาคม ๒๕๖๗", date(2024, 3, 25)),
        ("๘ ก.พ. ๖๖", date(2023, 2, 8)),
        ("๑๕/๐๙/๒๕๖๗", date(2024, 9, 15)),
        ("๑.๒.๖๖", date(2023, 2, 1)),
        ("วันที่ ๘ กุมภา พันธ์ พ.ศ. ๒๕๖๖", date(2023, 2, 8)),
        ("๑ เดือนตุลาคม พ.ศ.๒๕๖๕", date(2022, 10, 1)),
        ("1 ต.ค. 2022", date(2022, 10, 1)),
        ("๙ กรกฏาคม ๒๕๖๖", date(2023, 7, 9)),
    ],
)
def test_full_dates(printed: str, value: date) -> None:
    assert [found.value for found in dates(printed)] == [value]


@pytest.mark.parametrize(
    "printed", ["๓๑ ก.พ. ๒๕๖๖", "๓๒/๐๑/๒๕๖๖", "๑๐/๑๓/๒๕๖๖", "อบต.คลอง ๒๕๖๖", "มกราคม ๒๕๖๖", "๑.๒.๓"]
)
def test_no_dates(printed: str) -> None:
    assert dates(printed) == []


@given(st.dates(min_value=date(2008, 1, 1), max_value=date(2050, 12, 31)), st.booleans())
def test_every_date_is_read_back(day: date, short: bool) -> None:
    year = day.year + 543
    assert [
        found.value for found in dates(f"{day.day} {MONTHS[day.month - 1]} {year % 100 if short else year}")
    ] == [day]
    assert [found.value for found in dates(f"{day.day:02}/{day.month:02}/{year}")] == [day]


@given(WORDS)
def test_spans_of_dates_and_years_are_within_the_text(text: str) -> None:
    for found in [*dates(text), *years(text)]:
        assert 0 <= found.start < found.end <= len(text)


def test_months_by_every_name() -> None:
    assert [month_number(name) for name in MONTHS] == list(range(1, 13))
    assert month_number("พฤศจิ กายน") == 11


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("ประจำปีงบประมาณ พ.ศ. ๒๕๖๖", [(2566, "fiscal")]),
        ("ปีงบ\nประมาณ ๒๕๖๖", [(2566, "fiscal")]),
        ("ประจำปี ๒๕๖๕", [(2565, "fiscal")]),
        ("ใช้ในปี ๖๗", [(2567, "bare")]),
        ("พ.ศ.๒๕๖๖-๒๕๗๐", [(2566, "range"), (2570, "range")]),
        ("ต.ค. ๖๕ – ก.ย. ๖๖", [(2565, "bare"), (2566, "bare")]),
        ("ITA 2023", [(2566, "bare")]),
        ("จำนวน ๖๖ คน id=๖๓๓๓ ๒๕๖๖.๕๐ บาท", []),
    ],
)
def test_years_and_their_roles(printed: str, expected: list[tuple[int, str]]) -> None:
    assert [(found.year, found.role) for found in years(printed)] == expected
