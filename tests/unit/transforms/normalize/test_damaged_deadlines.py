"""Deadlines whose month was damaged, and days that the calendar does not have."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.normalize.damaged_months import with_months_mended
from transforms.normalize.deadlines import deadlines
from transforms.normalize.thai_dates import MONTH_NAMES


@pytest.mark.parametrize(
    ("printed", "due"),
    [
        ("ภายในเดือนมกราคน ๒๕๖๖", date(2023, 1, 31)),
        ("ภายในเดือนกรกฎาดม", date(2023, 7, 31)),
        ("ภายใน ๓๐ มิถนายน ๒๕๖๖", date(2023, 6, 30)),
        ("กนยายน ๒๕๖๖", date(2023, 9, 30)),
    ],
)
def test_a_damaged_month_is_mended_and_said_so(printed: str, due: date) -> None:
    (found,) = deadlines(printed, 2566)
    assert (found.due_on, found.mended) == (due, True)
    assert printed[found.start : found.end] == found.text


@pytest.mark.parametrize("printed", ["๓๑ ก.พ. ๒๕๖๖", "ภายใน ๓๑/๐๒/๒๕๖๖", "๑ ม.ค. - ๓๑ เม.ย. ๒๕๖๖"])
def test_a_day_that_the_calendar_does_not_have(printed: str) -> None:
    (found,) = deadlines(printed, 2566)
    assert (found.due_on, found.starts_on, found.impossible) == (None, None, True)


@pytest.mark.parametrize("text", ["คณะทำงานกลางคืน", "ตามแผนงานมรกตคน", "ภายใน ๗ วัน นับแต่วันรับเรื่อง", ""])
def test_words_that_are_no_months_stay(text: str) -> None:
    assert with_months_mended(text).text == text


@given(st.sampled_from(MONTH_NAMES), st.integers(0, 12), st.sampled_from("กคดนมปบ"))
def test_a_month_never_becomes_another(name: str, position: int, letter: str) -> None:
    damaged = name[:position] + letter + name[position + 1 :]
    mended = with_months_mended(f"ภายในเดือน{damaged} ๒๕๖๖").text
    assert mended in (f"ภายในเดือน{damaged} ๒๕๖๖", f"ภายในเดือน{name} ๒๕๖๖")


@pytest.mark.parametrize(
    ("printed", "recurrences"),
    [
        ("๑ ครั้ง/ปี", ["annual"]),
        ("๒ ครั้งต่อปี", ["semiannual"]),
        ("๑.ประชุม ๑ ครั้ง/ปี ๒.ลงเว็บ รายไตรมาส", ["annual", "quarterly"]),
        ("ทุกส้นเดือน", ["monthly"]),
        ("สรุปการจัดซื้อรายเดือน", []),
    ],
)
def test_times_a_year(printed: str, recurrences: list[str]) -> None:
    assert [found.recurrence for found in deadlines(printed, 2566)] == recurrences


@pytest.mark.parametrize(
    ("printed", "starts"),
    [
        ("๑ ต.ค. ๒๕๖๖ - ๓๐ ภิ.ย. ๒๕๖๗", date(2023, 10, 1)),
        ("1 ต.ค. 66 ถึง 30 ก.ข. 67", date(2023, 10, 1)),
        ("ตุลาคม 2566 – กันฮาฮน 2567", date(2023, 10, 1)),
        ("ภายในวันที่ ๑๕ มกราคม ๒๕๖๗ ถึงวันที่ ๓๐ กxxย ๒๕๖๗", date(2024, 1, 15)),
    ],
)
def test_the_beginning_of_a_span_is_no_deadline_where_its_end_cannot_be_read(
    printed: str, starts: date
) -> None:
    (found,) = deadlines(printed, 2567)
    assert (found.starts_on, found.due_on, found.open_ended) == (starts, None, True)


@pytest.mark.parametrize(
    "printed",
    [
        "๑ ต.ค. ๒๕๖๖ - ๓๐ ก.ย. ๒๕๖๗",
        "31 มีนาคม 2567 - ประชุม 12 ครั้ง",
        "ภายใน 30 เมษายน 2567 - รายงานปี 2568",
        "31 มีนาคม 2567\n- จัดประชุม\n- รายงานผล",
    ],
)
def test_what_is_no_end_of_a_span_leaves_the_deadline(printed: str) -> None:
    found = deadlines(printed, 2567)[0]
    assert found.due_on is not None
    assert not found.open_ended
