"""Deadlines and schedules in the text of one cell, from a bare month to prose of five sentences.

A month means its last day; a whole fiscal year N runs from 1 October of N-1 to 30 September of N; a
month without a year takes it from the fiscal year of the measures. Only what *is* a deadline counts:
in prose a date needs a word such as ภายใน before it, and ``ปีงบประมาณ ๒๕๖๖`` counts only as the whole
of a cell, for elsewhere it tells which plan or report is meant.

The kinds are looked for one after the other, the longer before the shorter (a span of dates before a
date before a month); what one kind has read is blanked out for the next, so spans never overlap.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from transforms.normalize.damaged_months import MendedText, with_months_mended
from transforms.normalize.deadline_wordings import (
    BARE_YEAR,
    DAY_OF_EVERY,
    DAY_SPAN,
    DAYS_OF_MONTH,
    EACH,
    FILLING,
    MARKER,
    MONTH_SPAN,
    MONTHS,
    NO_DAY,
    NOT_A_DEADLINE,
    NUMBERING,
    OF_EACH,
    OF_EACH_AT_END,
    ONE_DAY,
    ONE_MONTH,
    ONWARDS,
    PROSE,
    QUARTER,
    RECURRENCES,
    RELATIVE,
    ROUND,
    ROUND_FILLING,
    START_ONLY,
    WHOLE_YEAR,
    YEAR_END,
    Recurrence,
)
from transforms.normalize.digits import to_arabic
from transforms.normalize.thai_dates import (
    NUMERIC,
    FoundDate,
    FoundYear,
    dates,
    day_of,
    gregorian_year,
    last_day,
    month_number,
    years,
)

__all__ = ["Deadline", "FoundDate", "FoundYear", "Recurrence", "dates", "deadlines", "years"]

_BUDDHIST = 543
#: "เคือน" for the word for a month, and "๓o ก.ค.": a letter that can only be a zero. Both keep the length.
_MONTH_WORD = re.compile("เ[คตฅถ]ือน")
_O_FOR_ZERO = re.compile(r"(?<=(?<![A-Za-z0-9])[1-3])[oO](?=\s?[ก-ฮเ])")
#: "o๕ ตุลาคม", "๖ฝ": a number with a letter in it.
_LETTER_IN_NUMBER = re.compile(
    r"(?<![A-Za-z0-9])(?:[0-9]{1,3}[A-Za-z|][A-Za-z0-9|]{0,2}|[A-Za-z|]{1,2}[0-9]{1,3})(?![A-Za-z0-9])"
    r"|(?<![0-9])[0-9][ก-ฮ](?![ก-๙.])"
)
_NEAR_BEFORE, _NEAR_BEHIND = 3, 6
#: Behind a date: "- ๓๐ ภิ.ย. ๒๕๖๗", the end of a span whose month cannot be read.
_UNREAD_END = re.compile(
    r"\s?(?:[-–—]|ถึง)\s?(?:วันที่\s?)?(?:[0-9]{1,2}\s?[^\s\x00/0-9]{2,14}\s?(?:[0-9]{4}|[0-9]{2})(?![0-9])"
    r"|(?![^\s0-9]*ปี)[^\s\x00/0-9]{2,14}\s?2[45][0-9]{2}(?![0-9]))"
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline or schedule. ``text`` is the printed wording at ``[start, end)`` of the cell;
    ``starts_on`` and ``due_on`` are Gregorian and null where none is said (a pure recurrence, a
    deadline relative to an event, a month whose year nobody knows); ``year_inferred`` where the year
    was not printed, ``mended`` where the name of a month was damaged and
    ``impossible`` where the calendar does not have the day; ``damaged`` where beside its numbers stands one
    with a letter in it, which may belong to it; ``open_ended`` where it begins a span whose end cannot be
    read."""

    text: str
    starts_on: date | None
    due_on: date | None
    recurrence: Recurrence
    year_inferred: bool
    start: int
    end: int
    mended: bool = False
    impossible: bool = False
    damaged: bool = False
    open_ended: bool = False


def deadlines(text: str, fiscal_year: int | None) -> list[Deadline]:
    """Every deadline and schedule in the text of one cell, in order, each meaning once.

    ``fiscal_year`` (Buddhist era) is that of the measures; without it a month without a year has no
    ``due_on``.
    """
    if not text or text.isspace():
        return []
    return list(_read(text, fiscal_year))


@lru_cache(maxsize=1024)
def _read(text: str, fiscal_year: int | None) -> tuple[Deadline, ...]:
    """Cached, for the same short wordings stand in most cells of a column."""
    mended = with_months_mended(text)
    found = _Reading(mended.text, fiscal_year).deadlines()
    if mended.edits:
        found = [_as_printed(deadline, mended, text) for deadline in found]
    plain = _O_FOR_ZERO.sub("0", to_arabic(text))
    if not _LETTER_IN_NUMBER.search(plain):
        return tuple(found)
    return tuple(replace(one, damaged=_beside_damaged_number(one, plain)) for one in found)


def _beside_damaged_number(deadline: Deadline, plain: str) -> bool:
    around = plain[max(0, deadline.start - _NEAR_BEFORE) : deadline.end + _NEAR_BEHIND]
    dated = deadline.due_on is not None or deadline.starts_on is not None
    return dated and _LETTER_IN_NUMBER.search(around) is not None


def _as_printed(deadline: Deadline, mended: MendedText, text: str) -> Deadline:
    start, end = mended.original(deadline.start), mended.original(deadline.end)
    return replace(deadline, text=text[start:end], start=start, end=end, mended=True)


class _Reading:
    """One cell while it is read. ``plain`` is ``text`` with Arabic digits, spaces single-width and
    read spans blanked out; offsets are those of ``text``."""

    def __init__(self, text: str, fiscal_year: int | None) -> None:
        self.text = text
        plain = re.sub("[\u200b-\u200f\u2060\ufeff\xa0]", " ", to_arabic(text))
        plain = _MONTH_WORD.sub("เดือน", plain)
        self.plain = _O_FOR_ZERO.sub("0", plain)
        self.fiscal_year = fiscal_year
        self.found: list[Deadline] = []
        self.unmarked: list[Deadline] = []
        self.open_ends: dict[int, tuple[int, int]] = {}

    def deadlines(self) -> list[Deadline]:
        kinds: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], None]], ...] = (
            (DAY_SPAN, self._day_span),
            (DAYS_OF_MONTH, self._days_of_month),
            (MONTH_SPAN, self._month_span),
            (DAY_OF_EVERY, self._day_of_every_month),
            (NO_DAY, self._impossible),
            (ONE_DAY, self._day),
            (MONTHS, self._months),
            (QUARTER, self._quarters),
        )
        for pattern, read in kinds:
            for match in pattern.finditer(self.plain):
                read(match)
        self._numeric_dates()
        for start, end in self.open_ends.values():
            self._blank(start, end)
        for recurrence, pattern in RECURRENCES:
            for match in pattern.finditer(self.plain):
                self._add(match, None, None, recurrence)
        for match in OF_EACH_AT_END.finditer(self.plain):
            self._add(match, None, None, EACH[re.sub(r"\s", "", match[1])])
        for pattern, read in ((RELATIVE, self._relative), (WHOLE_YEAR, self._whole_year)):
            for match in pattern.finditer(self.plain):
                read(match)
        for match in YEAR_END.finditer(self.plain):
            if match["end"] or re.match("ภาย|ก่อน", match[0]):
                self._year_end(match)
        self._settle_unmarked()
        self._whole_cell()
        found = [replace(one, open_ended=one.end in self.open_ends) for one in self.found]
        return _once_each(sorted(found, key=lambda deadline: deadline.start))

    # Reading one kind

    def _day_span(self, match: re.Match[str]) -> None:
        first, last = month_number(match["month1"]), month_number(match["month2"])
        due, inferred = self._year(match, 2, last)
        starts = self._start_year(match, first, last, due)
        if due is None or starts is None:
            return
        start, end = day_of(starts, first, int(match["day1"])), day_of(due, last, int(match["day2"]))
        if end is None or (start is None and int(match["day1"]) > 0):
            self._impossible(match)
        elif start is None or start <= end:
            self._add_dated(match, start, end, inferred)

    def _days_of_month(self, match: re.Match[str]) -> None:
        month = month_number(match["month1"])
        year, inferred = self._year(match, 1, month)
        if year is None:
            return
        start, end = day_of(year, month, int(match["day1"])), day_of(year, month, int(match["day2"]))
        if start is not None and end is not None and start <= end:
            self._add_dated(match, start, end, inferred)

    def _month_span(self, match: re.Match[str]) -> None:
        if "\n" in match["joiner"] and re.search(r"(?:^|\n)\s*[-–]\s*$", self.plain[: match.start()]):
            return  # a list with dashes, not from … to …
        first, last = month_number(match["month1"]), month_number(match["month2"])
        due, inferred = self._year(match, 2, last)
        starts = self._start_year(match, first, last, due)
        if due is not None and starts is not None and (starts, first) <= (due, last):
            self._add_dated(match, date(starts, first, 1), last_day(due, last), inferred)

    def _day_of_every_month(self, match: re.Match[str]) -> None:
        self._add(match, None, None, "monthly")

    def _day(self, match: re.Match[str]) -> None:
        month = month_number(match["month1"])
        year, inferred = self._year(match, 1, month)
        every = re.match(r"\s?(?:ของ\s?)?ทุก\s?ๆ?\s?ปี", self.plain[match.end() :])
        due = day_of(year, month, int(match["day1"])) if year is not None else None
        if due is None and year is not None:
            self._impossible(match)
            return
        if due is not None and self._has_unread_end(match):
            self._add_dated(match, due, None, inferred)
            return
        self._add_dated(match, None, due, inferred, "annual" if every else "once")

    def _has_unread_end(self, match: re.Match[str]) -> bool:
        """Whether a date begins a span of which the end cannot be read; where both stand is remembered."""
        unread = _UNREAD_END.match(self.plain, match.end())
        if unread is None or ONE_MONTH.search(unread[0]):
            return False
        self.open_ends[match.start() + len(match[0].rstrip())] = unread.span()
        return True

    def _impossible(self, match: re.Match[str]) -> None:
        """A day that the calendar does not have: kept without its date, for a person to look at."""
        if NOT_A_DEADLINE.search(self.plain[: match.start()][-24:]):
            self._blank(match.start(), match.end())
            return
        self._keep(match.start(), match.end(), None, None, "once", False)
        self.found[-1] = replace(self.found[-1], impossible=True)

    def _months(self, match: re.Match[str]) -> None:
        listed = list(ONE_MONTH.finditer(self.plain, match.start(), match.end()))
        numbers = [month_number(one["month1"]) for one in listed]
        recurrence: Recurrence = "once"
        if match["every"]:
            recurrence = "semiannual" if len(numbers) == 2 and abs(numbers[0] - numbers[1]) == 6 else "annual"
        trailing = listed[-1]["year1"]
        for position, (one, month) in enumerate(zip(listed, numbers, strict=True)):
            year, inferred = self._year(one, 1, month)
            if year is None and trailing:
                year, inferred = gregorian_year(trailing), True
            due = last_day(year, month) if year is not None else None
            start = None
            if due is not None and one.end() == match.end() and self._has_unread_end(one):
                start, due = due.replace(day=1), None
            self._add_dated(one, start, due, inferred, recurrence, listed=position > 0)
        self._blank(match.start(), match.end())

    def _numeric_dates(self) -> None:
        for one in dates(self.plain):
            match = re.compile(r".*", re.DOTALL).fullmatch(self.plain, one.start, one.end)
            if match is not None:
                self._add_dated(match, None, one.value, False)
        for match in NUMERIC.finditer(self.plain):
            self._impossible(match)  # what is left of dates in digits is none

    def _quarters(self, match: re.Match[str]) -> None:
        printed = match["year1"]
        fiscal = gregorian_year(printed) + _BUDDHIST if printed else self.fiscal_year
        numbers = [int(n) for n in re.findall(r"[1-4]", match[0][: match.end("last") - match.start()])]
        if not match["last"]:
            numbers = [int(match["first"])]
        spans = (
            [(min(numbers), max(numbers))] if match["join"] in ("-", "–", "ถึง") else [(n, n) for n in numbers]
        )
        for first, last in spans:
            start = end = None
            if fiscal is not None:
                start, end = _quarter(fiscal, first)[0], _quarter(fiscal, last)[1]
            self._add_dated(match, start, end, printed is None and fiscal is not None)

    def _relative(self, match: re.Match[str]) -> None:
        self._add(match, None, None, "once")

    def _whole_year(self, match: re.Match[str]) -> None:
        fiscal = self._fiscal(match["year1"])
        start, end = _fiscal_year(fiscal) if fiscal is not None else (None, None)
        self._add(match, start, end, "once", inferred=not match["year1"] and fiscal is not None)

    def _year_end(self, match: re.Match[str]) -> None:
        fiscal = self._fiscal(match["year1"])
        start, end = _fiscal_year(fiscal) if fiscal is not None else (None, None)
        start = None if match["end"] else start
        self._add(match, start, end, "once", inferred=not match["year1"] and fiscal is not None)

    def _whole_cell(self) -> None:
        """What counts only where the cell holds nothing else: a bare fiscal year, รายเดือน, a round."""
        whole = re.sub(r"\x00+", " ", self.plain)
        if len(FILLING.sub("", whole)) > 60:
            return
        for match in OF_EACH.finditer(self.plain):
            if not FILLING.sub("", self.plain.replace(match[0], "").replace("\x00", "")):
                self._add(match, None, None, EACH[re.sub(r"\s", "", match[1])])
        for match in BARE_YEAR.finditer(self.plain):
            rest = self.plain[: match.start()] + self.plain[match.end() :]
            if match[0].strip() and len(FILLING.sub("", rest.replace("\x00", ""))) <= 4:
                fiscal = self._fiscal(match["year1"])
                until = self._fiscal(match["year2"]) if match["year2"] else fiscal
                start = _fiscal_year(fiscal)[0] if fiscal is not None else None
                end = _fiscal_year(until)[1] if until is not None else None
                if not any(found.due_on for found in self.found):
                    self._add(match, start, end, "once", inferred=not match["year1"] and fiscal is not None)
        beside = FILLING.sub("", ROUND_FILLING.sub("", ROUND.sub("", whole)))
        if not self.found and self.fiscal_year is not None and not beside:
            for match in ROUND.finditer(self.plain):
                start, end = _fiscal_year(self.fiscal_year)
                end = end if match[1] == "12" else date(end.year, 3, 31)
                self._add(match, start, end, "once", inferred=True)

    # Years

    def _fiscal(self, printed: str | None) -> int | None:
        return gregorian_year(printed) + _BUDDHIST if printed else self.fiscal_year

    def _year(self, match: re.Match[str], number: int, month: int) -> tuple[int | None, bool]:
        """The Gregorian year of a month, and whether it was inferred from a fiscal year."""
        printed = match[f"year{number}"]
        if printed:
            return gregorian_year(printed), False
        fiscal = match[f"fiscal{number}"]
        year = gregorian_year(fiscal) + _BUDDHIST if fiscal else self.fiscal_year
        if year is None:
            return None, False
        return year - _BUDDHIST - (1 if month >= 10 else 0), fiscal is None

    def _start_year(self, match: re.Match[str], first: int, last: int, due: int | None) -> int | None:
        """The year of a span's first month: its own, else the latest that is before the end."""
        if match["year1"]:
            return gregorian_year(match["year1"])
        return due if due is None or first <= last else due - 1

    # Keeping what was read

    def _add_dated(
        self,
        match: re.Match[str],
        start: date | None,
        due: date | None,
        inferred: bool,
        recurrence: Recurrence = "once",
        listed: bool = False,
    ) -> None:
        """Keeps a dated find if a word before it says so, or later if little stands around it.
        ``listed`` for the second and later months of a list, which the first one's word covers."""
        before = self.plain[: match.start()]
        if listed and self.found:
            self._keep(match.start(), match.end(), start, due, recurrence, inferred)
            return
        if NOT_A_DEADLINE.search(before[-24:]):
            self._blank(match.start(), match.end())
            return
        if start is None and due is not None:
            onwards = ONWARDS.search(before) or START_ONLY.match(self.plain[match.end() :])
            if onwards:
                start, due = (due.replace(day=1) if not match.groupdict().get("day1") else due), None
        marker = MARKER.search(before[-40:])
        if marker:
            begin = match.start() - (len(before[-40:]) - marker.start())
            self._keep(begin, match.end(), start, due, recurrence, inferred)
        else:
            span = (match.start(), match.end())
            self.unmarked.append(Deadline("", start, due, recurrence, inferred, *span))
            self._blank(*span)

    def _add(
        self,
        match: re.Match[str],
        start: date | None,
        due: date | None,
        recurrence: Recurrence,
        inferred: bool = False,
    ) -> None:
        if match[0].strip("\x00 "):
            self._keep(match.start(), match.end(), start, due, recurrence, inferred)

    def _keep(
        self,
        start: int,
        end: int,
        starts: date | None,
        due: date | None,
        recurrence: Recurrence,
        inferred: bool,
    ) -> None:
        printed = self.text[start:end]
        lead = len(printed) - len(printed.lstrip())
        start, end = start + lead, start + len(printed.rstrip())
        self.found.append(Deadline(self.text[start:end], starts, due, recurrence, inferred, start, end))
        self._blank(start, end)

    def _blank(self, start: int, end: int) -> None:
        self.plain = self.plain[:start] + "\x00" * (end - start) + self.plain[end:]

    def _settle_unmarked(self) -> None:
        """Finds without a word before them count where their sentence says little else."""
        if not self.unmarked:
            return
        edges = [0, *(match.start() for match in NUMBERING.finditer(self.plain)), len(self.plain)]
        for one in self.unmarked:
            first = max(edge for edge in edges if edge <= one.start)
            last = min(edge for edge in edges if edge >= one.end)
            rest = re.sub(r"[\s\x00]+", "", self.plain[first:last])
            if len(rest) <= PROSE:
                self._keep(one.start, one.end, one.starts_on, one.due_on, one.recurrence, one.year_inferred)


def _fiscal_year(year: int) -> tuple[date, date]:
    return date(year - _BUDDHIST - 1, 10, 1), date(year - _BUDDHIST, 9, 30)


def _quarter(year: int, number: int) -> tuple[date, date]:
    """First and last day of quarter 1 (October to December) to 4 of a fiscal year."""
    month = 10 if number == 1 else 3 * number - 5
    gregorian = year - _BUDDHIST - (1 if number == 1 else 0)
    return date(gregorian, month, 1), last_day(gregorian, month + 2)


def _once_each(found: list[Deadline]) -> list[Deadline]:
    """Each meaning once, and a recurrence without a date only where no dated one of its kind stands."""
    dated = {deadline.recurrence for deadline in found if deadline.due_on is not None}
    kept: dict[tuple[date | None, date | None, Recurrence, str], Deadline] = {}
    for deadline in found:
        pure = deadline.starts_on is None and deadline.due_on is None
        if pure and deadline.recurrence != "once" and deadline.recurrence in dated:
            continue
        wording = deadline.text if pure and deadline.recurrence == "once" else ""
        kept.setdefault((deadline.starts_on, deadline.due_on, deadline.recurrence, wording), deadline)
    return list(kept.values())
