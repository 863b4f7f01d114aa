"""Columns of quarters or months in which the time of a measure is marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.synthetic.deadlines import Due
from benchmarks.synthetic.hand import SHORT_MONTHS, Hand, calendar_year, month_end
from benchmarks.synthetic.truth import TrueDeadline


@dataclass(frozen=True, slots=True)
class Gantt:
    """The columns of one report: their headings, the mark, and the fiscal year whose they are."""

    headings: tuple[str, ...]
    mark: str
    year: int

    def draw(self, hand: Hand) -> tuple[Due, list[str]]:
        """A run of marked columns, and what it means."""
        count = len(self.headings)
        first = hand.chance.whole(0, count - 1)
        last = hand.chance.whole(first, count - 1)
        width = 12 // count
        months = [(9 + at) % 12 + 1 for at in (first * width, last * width + width - 1)]
        begin, end = month_end(months[0], self.year).replace(day=1), month_end(months[1], self.year)
        marks = [self.mark if first <= at <= last else "" for at in range(count)]
        ends = [(9 + at * width + width - 1) % 12 + 1 for at in range(first, last)]
        may = [str(month_end(month, self.year)) for month in ends]
        return Due("", (TrueDeadline(str(end), "once", may),), begin), marks


def draw_gantt(hand: Hand, year: int) -> Gantt:
    """Four quarters, or twelve months."""
    mark = hand.chance.pick(("✓", "/", "✔", "x"))
    if hand.chance.maybe(0.7):
        word = hand.chance.pick(("ไตรมาส ", "ไตรมาสที่ "))
        return Gantt(tuple(f"{word}{hand.number(no)}" for no in range(1, 5)), mark, year)
    dated = hand.chance.maybe(0.5)
    headings = []
    for at in range(12):
        month = (9 + at) % 12 + 1
        shown = f" {hand.number(calendar_year(month, year) % 100)}" if dated else ""
        headings.append(SHORT_MONTHS[month - 1] + shown)
    return Gantt(tuple(headings), mark, year)


def two_lines(headings: Sequence[str], columns: Sequence[str], gantt: Gantt) -> tuple[list[str], list[str]]:
    """The heading in two lines: the time over its columns, their own names below."""
    at, count = list(columns).index("time"), len(gantt.headings)
    upper = [*headings[:at], "ระยะเวลาดำเนินงาน", *[""] * (count - 1), *headings[at + count :]]
    lower = [""] * at + list(gantt.headings) + [""] * (len(headings) - at - count)
    return upper, lower
