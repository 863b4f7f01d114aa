from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.normalize.deadlines import deadlines

OCT, MAR, SEP = date(2022, 10, 1), date(2023, 3, 31), date(2023, 9, 30)

WORDS = (
    "ภายใน|เดือน|มกราคม|ต.ค.|ก.ย. |๒๕๖๖| ๖๕|๓๑ |1 | - |ไตรมาส |ทุก|ปี|ของทุกปี|๖ เดือน|ปีงบประมาณ |ตลอดปี|\n"
    "|๒.|จัดทำแผน| และ|ละ ๑ ครั้ง|ไม่เกิน ๗ วัน|๑๕/๐๙/๒๕๖๖|ราย|รอบ "
)
PIECES = st.lists(st.sampled_from(WORDS.split("|")), max_size=14).map("".join)


def read(text: str, fiscal_year: int | None = 2566) -> list[tuple[date | None, date | None, str]]:
    return [(d.starts_on, d.due_on, d.recurrence) for d in deadlines(text, fiscal_year)]


@pytest.mark.parametrize(
    ("printed", "due"),
    [
        ("ภายในเดือนมกราคม ๒๕๖๖", date(2023, 1, 31)),
        ("ภายใน เดือนพฤศจิ กายน ๒๕๖๕", date(2022, 11, 30)),
        ("ภายในเดือนกุมภาพันธ์ ๒๕๖๗", date(2024, 2, 29)),
        ("ม.ค. ๖๖", date(2023, 1, 31)),
        ("ภายใน ๓๑ มกราคม ๒๕๖๖", date(2023, 1, 31)),
        ("ภายในวันที่ ๑๕ ก.ย. ๖๖", date(2023, 9, 15)),
        ("๓๑/๐๑/๒๕๖๖", date(2023, 1, 31)),
        ("ภายในเดือนตุลาคม ปีงบประมาณ ๒๕๖๖", date(2022, 10, 31)),
        ("ภายในสิ้นปีงบประมาณ ๒๕๖๖", SEP),
    ],
)
def test_a_day_or_the_last_day_of_a_month(printed: str, due: date) -> None:
    assert read(printed) == [(None, due, "once")]


@pytest.mark.parametrize(
    ("month", "due"),
    [
        ("ตุลาคม", date(2022, 10, 31)),
        ("ธันวาคม", date(2022, 12, 31)),
        ("มกราคม", date(2023, 1, 31)),
        ("กันยายน", SEP),
    ],
)
def test_a_month_without_a_year_takes_it_from_the_fiscal_year(month: str, due: date) -> None:
    (found,) = deadlines(f"ภายในเดือน{month}", 2566)
    assert (found.due_on, found.year_inferred) == (due, True)
    (unknown,) = deadlines(f"ภายในเดือน{month}", None)
    assert (unknown.due_on, unknown.year_inferred) == (None, False)


@pytest.mark.parametrize(
    ("printed", "start", "due"),
    [
        ("ปีงบประมาณ ๒๕๖๖", OCT, SEP),
        ("ปีงบประมาณ\nพ.ศ. ๒๕๖๖", OCT, SEP),
        ("ตลอดปีงบประมาณ", OCT, SEP),
        ("ตลอดปี", OCT, SEP),
        ("ดำเนินการตลอดทั้งปี", OCT, SEP),
        ("ปีงบประมาณ", OCT, SEP),
        ("๒๕๖๖", OCT, SEP),
        ("๑ ต.ค.๒๕๖๕ - ๓๐ ก.ย.๒๕๖๖", OCT, SEP),
        ("๑ ต.ค ๖๕๓๐ ก.ย ๖๖", OCT, SEP),
        ("ต.ค. ๖๕ – ก.ย. ๖๖", OCT, SEP),
        ("ตุลาคม ๒๕๖๕ - มีนาคม ๒๕๖๖", OCT, MAR),
        ("ตุลาคม - มีนาคม ๒๕๖๖", OCT, MAR),
        ("ตค ๖๕ - มีค ๖๖", OCT, MAR),
        ("ตั้งแต่เดือนตุลาคม ๒๕๖๕ ถึงเดือนมีนาคม ๒๕๖๖", OCT, MAR),
        ("๑ ตุลาคม ๒๕๖๕ ถึงวันที่ ๓๑ มีนาคม ๒๕๖๖", OCT, MAR),
        ("ไตรมาส ๑ - ๔", OCT, SEP),
        ("ไตรมาสที่ ๒", date(2023, 1, 1), MAR),
        ("ไตรมาสที่ ๑-๒ ปีงบประมาณ ๒๕๖๗", date(2023, 10, 1), date(2024, 3, 31)),
        ("ระหว่างวันที่ ๑ - ๓๑ มีนาคม ๒๕๖๖", date(2023, 3, 1), MAR),
        ("รอบ ๖ เดือน", OCT, MAR),
        ("พ.ศ. ๒๕๖๖ - ๒๕๖๘", OCT, date(2025, 9, 30)),
    ],
)
def test_spans(printed: str, start: date, due: date) -> None:
    assert read(printed) == [(start, due, "once")]


@pytest.mark.parametrize(
    ("printed", "recurrence"),
    [
        ("ทุกเดือน", "monthly"),
        ("เดือนละ ๑ ครั้ง", "monthly"),
        ("ภายในวันที่ ๕ ของทุกเดือน", "monthly"),
        ("ทุกวันที่ ๕ ของเดือน", "monthly"),
        ("อย่างน้อยไตรมาสละ ๑ ครั้ง", "quarterly"),
        ("ทุก ๆ ไตรมาส", "quarterly"),
        ("ทุก ๓ เดือน", "quarterly"),
        ("ทุก ๖ เดือน", "semiannual"),
        ("อย่างน้อยปีละ ๒ ครั้ง", "semiannual"),
        ("ปีละ ๑ ครั้ง", "annual"),
        ("เป็นประจำทุกปี", "annual"),
        ("รายไตรมาส", "quarterly"),
    ],
)
def test_recurrences_have_no_day_of_their_own(printed: str, recurrence: str) -> None:
    assert read(printed) == [(None, None, recurrence)]


def test_months_of_every_year() -> None:
    text = "ให้รายงานหัวหน้าทุก ๖ เดือน ภายในเดือนเมษายน และเดือนตุลาคม ของทุกปี"
    assert read(text) == [(None, date(2023, 4, 30), "semiannual"), (None, date(2022, 10, 31), "semiannual")]


def test_a_list_with_dashes_is_no_span() -> None:
    assert read("- ตุลาคม ๒๕๖๕\n- มีนาคม ๒๕๖๖") == [(None, date(2022, 10, 31), "once"), (None, MAR, "once")]


def test_relative_to_an_event() -> None:
    (found,) = deadlines("ไม่เกิน ๑๕ วันหลังจบกิจกรรม", 2566)
    assert (found.due_on, found.recurrence, found.text) == (None, "once", "ไม่เกิน ๑๕ วันหลังจบกิจกรรม")


def test_from_a_day_on() -> None:
    assert read("ตั้งแต่วันที่ ๑ ตุลาคม ๒๕๖๕ เป็นต้นไป") == [(OCT, None, "once")]


PROSE = (
    "๑.ผู้ดูแลทำร่างแผนงานด้านบุคลากรประจำปีงบประมาณ พ.ศ. ๒๕๖๖ เสนอหัวหน้า ภายใน เดือนตุลาคม ๒๕๖๕\n"
    "๒.ผู้ดูแลสรุปผลงานรอบ ๖ เดือน ของปีงบประมาณ พ.ศ. ๒๕๖๖ ลงประกาศหน้าสำนักงาน ภายในเดือน เมษายน\n"
    "๓.สรุปผลงานประจำปีงบประมาณ พ.ศ. ๒๕๖๕ แยกรายเดือนให้ครบทุกเดือน ภายในเดือนธันวาคม ๒๕๖๕\n"
    "๔.หัวหน้าติดตามงานทุกเดือน"
)


def test_long_prose_gives_its_deadlines_and_nothing_else() -> None:
    assert read(PROSE) == [
        (None, date(2022, 10, 31), "once"),
        (None, date(2023, 4, 30), "once"),
        (None, date(2022, 12, 31), "once"),
        (None, None, "monthly"),
    ]


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "  ",
        "-",
        "จัดทำแผนงานบุคลากรประจำปีงบประมาณ พ.ศ. ๒๕๖๖ และนำลงหน้าเว็บให้เป็นปัจจุบัน",
        "สรุปผลรอบ ๖ เดือน ของปีงบประมาณ พ.ศ. ๒๕๖๖ ให้หัวหน้าทราบและลงหน้าเว็บ",
        "สรุปการจัดซื้อรายเดือน",
        "ตรวจงานตามสัญญาจ้าง รอบ ๖ เดือน",
        "เมื่อวันที่ ๘ มีนาคม ๒๕๖๖ ได้ประชุม",
        "รายงานประจำเดือนตุลาคม ๒๕๖๕",
    ],
)
def test_what_is_no_deadline(printed: str) -> None:
    assert read(printed) == []


def test_said_twice_counts_once() -> None:
    assert len(read("๑.ส่งร่าง ภายในเดือนมกราคม ๒๕๖๖ ๒.ติดตามให้เสร็จภายในเดือนมกราคม ๒๕๖๖")) == 1


@given(PIECES, st.sampled_from([None, 2566]))
def test_spans_stand_in_the_text_and_end_after_they_start(text: str, fiscal_year: int | None) -> None:
    for found in deadlines(text, fiscal_year):
        assert text[found.start : found.end] == found.text != ""
        if found.starts_on is not None and found.due_on is not None:
            assert found.starts_on <= found.due_on


@given(st.integers(1, 12), st.integers(2560, 2572))
def test_every_month_of_every_year(month: int, year: int) -> None:
    names = "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
    (found,) = deadlines(f"ภายในเดือน{names.split(chr(124))[month - 1]} {year}", 2566)
    assert found.due_on is not None
    assert (found.due_on.year + 543, found.due_on.month) == (year, month)


@pytest.mark.parametrize("printed", ["๒๕๐๒๐", "25667", "ปีงบประมาณ 25670"])
def test_five_digits_are_no_year(printed: str) -> None:
    found = deadlines(f"ภายในเดือนมกราคม {printed}", None)
    assert [one.due_on for one in found] == [None] * len(found)
