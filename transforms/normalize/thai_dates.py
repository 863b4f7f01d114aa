"""Thai dates and years: month names and their abbreviations, Buddhist-era years, two-digit years."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from transforms.normalize.digits import to_arabic

_NAMES = (
    ("มกราคม", "ม.ค."),
    ("กุมภาพันธ์", "ก.พ."),
    ("มีนาคม", "มี.ค."),
    ("เมษายน", "เม.ย."),
    ("พฤษภาคม", "พ.ค."),
    ("มิถุนายน", "มิ.ย."),
    ("กรกฎาคม", "ก.ค."),
    ("สิงหาคม", "ส.ค."),
    ("กันยายน", "ก.ย."),
    ("ตุลาคม", "ต.ค."),
    ("พฤศจิกายน", "พ.ย."),
    ("ธันวาคม", "ธ.ค."),
)
MONTH_NAMES = tuple(name for name, _ in _NAMES)
_MISSPELT = {"กรกฏาคม": 7, "กุมภาพันธุ์": 2, "กุมภาพันธ": 2, "มิถุนา": 6, "พฤศจิกา": 11, "กรกฎา": 7}
_THAI_LETTER = "ก-ฮะ-ฺเ-๎"
_BUDDHIST = 543


def _spaced(name: str) -> str:
    """The name with a space or line break of the scanner allowed before any base letter."""
    return re.sub(r"(?<=.)([ก-ฮเ-ไ])", r"\\s?\1", name)


def _abbreviated(name: str) -> str:
    first, second = name.rstrip(".").split(".")
    # "อบต.คลอง…" and "อ.ส.ค." hold letters and dots in the same order, but go on with letters.
    return rf"(?<![ก-ฮ]\.){first}\s?\.\s?{second}(?:\s?\.|(?![{_THAI_LETTER}.]))"


_NUMBER_OF = {**{name: no for no, (name, _) in enumerate(_NAMES, start=1)}, **_MISSPELT}
_NUMBER_OF |= {short.replace(".", ""): no for no, (_, short) in enumerate(_NAMES, start=1)}

_DOTLESS = "|".join(short.replace(".", "") for _, short in _NAMES)

#: A month, by name or abbreviation. One alternation without groups; read with :func:`month_number`.
#: An abbreviation without its dots counts only before a year.
MONTH = (
    "(?:"
    + "|".join(_spaced(n) for n in sorted((*(n for n, _ in _NAMES), *_MISSPELT), key=len, reverse=True))
    + "|"
    + "|".join(_abbreviated(short) for _, short in _NAMES)
    + rf"|(?<![{_THAI_LETTER}.])(?:{_DOTLESS})(?=\s?\.?\s?(?:25)?[5-7]\d(?!\d))"
    + ")"
)
#: A year behind a month; two digits too, also where the next day runs into it (``๖๕๓๑ มี.ค.``).
YEAR = rf"(?:25\d\d|20\d\d|\d\d)(?:(?!\d)|(?=[0-3]?\d\s?(?:เดือน\s?)?{MONTH}))"
ERA = r"(?:(?:ปี\s?)?(?:พ\s?\.?\s?ศ|ค\s?\.\s?ศ)\s?\.?\s?|ปี\s?)?"
DAY = r"(?<!\d)(?:[0-2]?\d|3[01])"

_WRITTEN = re.compile(rf"(?P<day>{DAY})\s?(?:เดือน\s?)?(?P<month>{MONTH})\s?,?\s?{ERA}(?P<year>{YEAR})")
#: A date in digits, whether or not the calendar has it.
NUMERIC = re.compile(
    r"(?<![\d/.\-])(?P<day>\d{1,2})(?P<mark>[/.\-])(?P<month>\d{1,2})(?P=mark)"
    r"(?P<year>25\d\d|20\d\d|[5-9]\d)(?![\d/\-]|\.\d)"
)
_YEAR_WORDS = re.compile(
    r"(?P<fiscal>(?:ประจำ\s?)?ปี\s?งบ\s?ประมาณ\s?|ประจำ\s?ปี\s?)?(?P<year_word>ปี\s?)?"
    r"(?P<era>(?:พ|ค)\s?\.\s?ศ\s?\.?\s?)?(?P<gregorian>ITA\s?|ค\.\s?ศ\.\s?)?"
    r"(?<!\d[.,])(?<![\d/=_])(?P<year>\d{4}|\d\d)(?![\d]|[.,]\d|[A-Za-z_])"
)
_RANGE_JOINER = re.compile(r"\s?(?:[-–—]|ถึง)\s?(?:พ\s?\.\s?ศ\s?\.?\s?)?")
_RANGE_END = re.compile(r"25\d\d(?!\d)|[5-9]\d(?!\d|\s?[ก-ฮ]\.)")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """One full date (Gregorian) with its span in the text."""

    value: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundYear:
    """One Buddhist-era year. ``role`` is ``fiscal`` (behind ปีงบประมาณ or ประจำปี), ``range`` (one end
    of ``๒๕๖๖ - ๒๕๗๐``) or ``bare``."""

    year: int
    start: int
    end: int
    role: Literal["fiscal", "bare", "range"]


def month_number(printed: str) -> int:
    """1 to 12 for what :data:`MONTH` matched."""
    return _NUMBER_OF[re.sub(r"[\s.]", "", printed)]


def gregorian_year(printed: str) -> int:
    """``2566``, ``66`` (Buddhist era) or ``2023`` as a Gregorian year."""
    year = int(printed)
    if year < 100:
        year += 2500
    return year - _BUDDHIST if year >= 2400 else year


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, or ``None`` where the calendar does not have it."""
    if not (1 <= month <= 12 and 1900 <= year <= 2200 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def last_day(year: int, month: int) -> date:
    """The last day of a month of a Gregorian year."""
    return date(year, month, calendar.monthrange(year, month)[1])


def dates(text: str) -> list[FoundDate]:
    """Every full date in ``text``, in order: ``๒๕ มีนาคม ๒๕๖๗``, ``๘ ก.พ. ๖๖``, ``๑๕/๐๙/๒๕๖๗``. Dates
    that the calendar does not have are left out."""
    plain = to_arabic(text)
    found: list[FoundDate] = []
    for match in _WRITTEN.finditer(plain):
        value = day_of(gregorian_year(match["year"]), month_number(match["month"]), int(match["day"]))
        if value is not None:
            found.append(FoundDate(value, match.start(), match.end()))
    if "/" in plain or "-" in plain or "." in plain:
        for match in NUMERIC.finditer(plain):
            value = day_of(gregorian_year(match["year"]), int(match["month"]), int(match["day"]))
            if value is not None:
                found.append(FoundDate(value, match.start(), match.end()))
    return sorted(found, key=lambda item: item.start)


def years(text: str) -> list[FoundYear]:
    """Every year in ``text``, in order. Four digits from 2540 to 2599; two digits only behind ปี or a
    month; Gregorian years only behind ``ITA`` or ค.ศ."""
    plain = to_arabic(text)
    found: list[FoundYear] = []
    months = {match.start("year") for match in _WRITTEN.finditer(plain)}
    months |= {match.end() for match in re.finditer(rf"{MONTH}\s?", plain)}
    previous: tuple[int, bool] | None = None  # end of the year before, and whether a range joins there
    for match in _YEAR_WORDS.finditer(plain):
        start, end, printed = match.start("year"), match.end("year"), match["year"]
        year = int(printed)
        joined = (
            previous is not None
            and previous[1]
            and _RANGE_JOINER.fullmatch(plain, previous[0], match.start()) is not None
        )
        if len(printed) == 2:
            told = joined or match["fiscal"] or match["year_word"] or start in months
            if not told or not 50 <= year <= 99:
                continue
            year += 2500
        elif 2000 <= year <= 2056 and match["gregorian"]:
            year += _BUDDHIST
        elif not 2540 <= year <= 2599:
            continue
        joins = _RANGE_JOINER.match(plain, end)
        after = joins is not None and _RANGE_END.match(plain, joins.end()) is not None
        role: Literal["fiscal", "bare", "range"] = "fiscal" if match["fiscal"] else "bare"
        if after or joined:
            role = "range"
        found.append(FoundYear(year, start, end, role))
        previous = (end, after)
    return found
