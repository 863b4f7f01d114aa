"""Deadlines of all kinds, with what they mean.

A month is its last day; a month without a year lies in the fiscal year of the measures; the whole year runs
from 1 October to 30 September; "within 7 days of the work" is no date.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from benchmarks.synthetic.chance import Chance
from benchmarks.synthetic.hand import (
    MONTHS,
    SHORT_MONTHS,
    Hand,
    calendar_year,
    fiscal_end,
    fiscal_start,
    month_end,
)
from benchmarks.synthetic.truth import TrueDeadline


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as written, and what it means."""

    text: str
    deadlines: tuple[TrueDeadline, ...] = ()
    starts_on: date | None = None


def _once(day: date) -> tuple[TrueDeadline, ...]:
    return (TrueDeadline(str(day), "once"),)


def _month_with_year(hand: Hand, year: int) -> Due:
    month = hand.chance.whole(1, 12)
    shown = calendar_year(month, year)
    word = hand.chance.pick(("ภายในเดือน", "เดือน", "ภายใน ", "ภายในสิ้นเดือน"))
    return Due(f"{word}{MONTHS[month - 1]} {hand.year(shown)}", _once(month_end(month, year)))


def _month(hand: Hand, year: int) -> Due:
    month = hand.chance.whole(1, 12)
    return Due(f"ภายในเดือน{MONTHS[month - 1]}", _once(month_end(month, year)))


def _day(hand: Hand, year: int) -> Due:
    month = hand.chance.whole(1, 12)
    last = month_end(month, year)
    day = last.replace(day=hand.chance.pick((15, 20, 25, last.day)))
    form = hand.chance.weighted({"long": 4, "short": 3, "slash": 1})
    if form == "slash":
        text = hand.number(f"{day.day:02}/{day.month:02}/{day.year + 543}")
    else:
        text = hand.day(day, short=form == "short")
    return Due(f"{hand.chance.pick(('ภายในวันที่ ', 'ไม่เกินวันที่ ', 'ภายใน '))}{text}", _once(day))


def _every_year_twice(hand: Hand, year: int) -> Due:
    may = [str(month_end(4, year)), str(month_end(10, year)), str(month_end(10, year + 1))]
    text = "ภายในเดือนเมษายน และเดือนตุลาคม ของทุกปี"
    if hand.chance.maybe(0.5):
        half = hand.number(6)
        return Due(f"รายงานทุก {half} เดือน {text}", (TrueDeadline(None, "semiannual", may),))
    return Due(text, (TrueDeadline(None, "annual", may),))


def _repeating(hand: Hand, year: int) -> Due:
    one, six = hand.number(1), hand.number(6)
    text, recurrence = hand.chance.pick(
        (
            (f"อย่างน้อยไตรมาสละ {one} ครั้ง", "quarterly"),
            (f"ไตรมาสละ {one} ครั้ง", "quarterly"),
            ("ทุกไตรมาส", "quarterly"),
            ("ทุก ๆ ไตรมาส", "quarterly"),
            ("ทุกเดือน", "monthly"),
            ("เป็นประจำทุกเดือน", "monthly"),
            (f"เดือนละ {one} ครั้ง", "monthly"),
            (f"ทุก {six} เดือน", "semiannual"),
            (f"ปีละ {one} ครั้ง", "annual"),
            (f"{one} ครั้ง/ปี", "annual"),
            ("ทุกปี", "annual"),
            ("ทุกสิ้นเดือน", "monthly"),
            ("รายไตรมาส", "quarterly"),
        )
    )
    return Due(text, (TrueDeadline(None, recurrence),))


def _range(hand: Hand, year: int) -> Due:
    first = hand.chance.whole(0, 9)
    last = hand.chance.whole(first + 1, 11)
    begin = month_end((9 + first) % 12 + 1, year).replace(day=1)
    end = month_end((9 + last) % 12 + 1, year)
    if hand.chance.maybe(0.4):
        begin, end = fiscal_start(year), fiscal_end(year)
    short = hand.chance.maybe(0.6)
    dash = hand.chance.pick((" - ", " – ", " ถึง ", "-"))
    text = f"{hand.day(begin, short=short)}{dash}{hand.day(end, short=short)}"
    return Due(text, _once(end), begin)


def _months(hand: Hand, year: int) -> Due:
    first = hand.chance.whole(0, 8)
    last = hand.chance.whole(first + 1, 11)
    months = [(9 + at) % 12 + 1 for at in (first, last)]
    begin, end = month_end(months[0], year).replace(day=1), month_end(months[1], year)
    shown = [hand.number(calendar_year(month, year)) for month in months]
    text = f"{MONTHS[months[0] - 1]} {shown[0]} - {MONTHS[months[1] - 1]} {shown[1]}"
    return Due(text, _once(end), begin)


def _run_together(hand: Hand, year: int) -> Due:
    begin, end = fiscal_start(year), month_end(3, year) if hand.chance.maybe(0.5) else fiscal_end(year)
    months = {10: "ต.ค", 3: "มี.ค", 9: "ก.ย"}
    parts = [
        f"{hand.number(day.day)} {months[day.month]} {hand.number((day.year + 543) % 100)}"
        for day in (begin, end)
    ]
    return Due("".join(parts), _once(end), begin)


def _short_month(hand: Hand, year: int) -> Due:
    month = hand.chance.whole(1, 12)
    shown = calendar_year(month, year) % (100 if hand.chance.maybe(0.6) else 10000)
    word = hand.chance.pick(("", "ภายใน ", "ภายในเดือน "))
    return Due(f"{word}{SHORT_MONTHS[month - 1]} {hand.number(shown)}", _once(month_end(month, year)))


def _two_quarters(hand: Hand, year: int) -> Due:
    first = hand.chance.whole(1, 2)
    ends = [month_end(month, year) for month in ((12, 6) if first == 1 else (3, 9))]
    text = f"ไตรมาสที่ {hand.number(first)} และไตรมาสที่ {hand.number(first + 2)}"
    begin = fiscal_start(year) if first == 1 else ends[0].replace(month=1, day=1)
    return Due(text, tuple(TrueDeadline(str(day), "once") for day in ends), begin)


def _end_of_year(hand: Hand, year: int) -> Due:
    text = hand.chance.pick(("ภายในสิ้นปีงบประมาณ ", "สิ้นปีงบประมาณ ", "ก่อนสิ้นปีงบประมาณ "))
    return Due(text + hand.year(year), _once(fiscal_end(year)))


def _whole_year(hand: Hand, year: int) -> Due:
    text = hand.chance.pick(
        (
            "ตลอดปีงบประมาณ",
            "ตลอดปี",
            f"ปีงบประมาณ {hand.year(year)}",
            f"ตลอดปีงบประมาณ {hand.year(year)}",
            f"ภายในปีงบประมาณ {hand.year(year)}",
        )
    )
    return Due(text, _once(fiscal_end(year)), fiscal_start(year))


def _quarters(hand: Hand, year: int) -> Due:
    first = hand.chance.whole(1, 4)
    last = hand.chance.whole(first, 4)
    months = (10, 1, 4, 7)
    begin = month_end(months[first - 1], year).replace(day=1)
    end = month_end(months[last - 1] + 2, year)
    if first == last:
        text = f"{hand.chance.pick(('ไตรมาสที่ ', 'ไตรมาส '))}{hand.number(first)}"
    else:
        text = f"ไตรมาส {hand.number(first)} - {hand.number(last)}"
    return Due(text, _once(end), begin)


def _after_the_work(hand: Hand, year: int) -> Due:
    days = hand.number(hand.chance.pick((7, 15, 30)))
    return Due(
        hand.chance.pick(
            (
                f"ไม่เกิน {days} วันหลังเสร็จสิ้นแต่ละภารกิจ",
                f"ภายใน {days} วัน นับแต่วันที่ได้รับเรื่อง",
                "ตามความเหมาะสม",
                "ต่อเนื่อง",
            )
        )
    )


def _nothing(hand: Hand, year: int) -> Due:
    return Due(hand.chance.pick(("", "-")))


KINDS: dict[str, tuple[float, Callable[[Hand, int], Due]]] = {
    "month-with-year": (20, _month_with_year),
    "month": (10, _month),
    "day": (10, _day),
    "every-year-twice": (3, _every_year_twice),
    "repeating": (12, _repeating),
    "range": (12, _range),
    "months": (6, _months),
    "run-together": (2, _run_together),
    "whole-year": (18, _whole_year),
    "quarters": (7, _quarters),
    "short-month": (6, _short_month),
    "two-quarters": (1.5, _two_quarters),
    "end-of-year": (3, _end_of_year),
    "after-the-work": (3, _after_the_work),
    "nothing": (3, _nothing),
}
_DATED = ("month-with-year", "month", "day", "repeating")


def draw_due(hand: Hand, year: int) -> Due:
    """One deadline of any kind."""
    return KINDS[hand.chance.weighted({name: weight for name, (weight, _) in KINDS.items()})][1](hand, year)


def draw_several(hand: Hand, year: int, count: int) -> list[Due]:
    """Several dated deadlines for one cell."""
    chance: Chance = hand.chance
    return [KINDS[chance.pick(_DATED)][1](hand, year) for _ in range(count)]
