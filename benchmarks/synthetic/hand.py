"""How one clerk writes numbers, years and dates: a hand stays the same over a report."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from benchmarks.synthetic.chance import Chance

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
_TO_THAI = str.maketrans("0123456789", THAI_DIGITS)

MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
SHORT_MONTHS = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)


def thai(value: object) -> str:
    """A number in Thai digits."""
    return str(value).translate(_TO_THAI)


def fiscal_start(year: int) -> date:
    """The first day of a Buddhist-era fiscal year."""
    return date(year - 544, 10, 1)


def fiscal_end(year: int) -> date:
    """The last day of a Buddhist-era fiscal year."""
    return date(year - 543, 9, 30)


def calendar_year(month: int, fiscal_year: int) -> int:
    """The Buddhist-era calendar year in which ``month`` of ``fiscal_year`` lies."""
    return fiscal_year - 1 if month >= 10 else fiscal_year


def month_end(month: int, fiscal_year: int) -> date:
    """The last day of ``month`` in ``fiscal_year``."""
    year = calendar_year(month, fiscal_year) - 543
    return date(year, month, monthrange(year, month)[1])


@dataclass(frozen=True, slots=True)
class Hand:
    """A clerk's habits. ``digits`` is ``thai``, ``arabic`` or ``both`` (each number in one of them)."""

    chance: Chance
    digits: str
    era: str
    decimal: str
    paragraphs: str
    short_type: float
    two_digits: float = 0.0
    trims: bool = False

    def number(self, value: object) -> str:
        """A whole number, code or score in this hand's digits."""
        if self.digits == "arabic" or (self.digits == "both" and self.chance.maybe(0.5)):
            return str(value)
        return thai(value)

    def score(self, value: object) -> str:
        """A score: two decimals, with this hand's decimal sign."""
        text = str(value)
        if text == "100.00" and self.chance.maybe(0.25):
            text = "100"
        if self.trims and "." in text:
            text = text.rstrip("0").rstrip(".")
        return self.number(text.replace(".", self.decimal))

    def year(self, year: int) -> str:
        """``พ.ศ. ๒๕๖๖`` and the like, without a word before."""
        return self.era + self.number(year)

    def fiscal_year(self, year: int) -> str:
        """``ปีงบประมาณ พ.ศ. ๒๕๖๖`` and the like."""
        form = self.chance.weighted({"full": 60, "short": 10, "tight": 20, "two": 100 * self.two_digits})
        if form == "two":
            return f"{self.chance.pick(('ปีงบประมาณ ', 'ปีงบประมาณ พ.ศ. '))}{self.number(year % 100)}"
        if form == "short":
            return f"ปีงบประมาณ {self.number(year)}"
        if form == "tight":
            return f"ปีงบประมาณ{self.year(year)}" if self.era else f"ปีงบประมาณ {self.number(year)}"
        return f"ปีงบประมาณ {self.year(year)}"

    def day(self, day: date, *, short: bool = False) -> str:
        """``๓๑ มีนาคม ๒๕๖๖`` or ``๓๑ มี.ค. ๖๖``."""
        year = day.year + 543
        if short:
            return f"{self.number(day.day)} {SHORT_MONTHS[day.month - 1]} {self.number(year % 100)}"
        return f"{self.number(day.day)} {MONTHS[day.month - 1]} {self.number(year)}"

    def cell(self, parts: list[str]) -> str:
        """Several paragraphs in one cell of a table."""
        parts = [part for part in parts if part]
        if self.paragraphs == "p":
            return " ".join(f"<p>{part}</p>" for part in parts)
        if self.paragraphs == "br":
            return "<br>".join(parts)
        if self.paragraphs == "list" and len(parts) > 1:
            return f"<ul> {' '.join(f'<li>{part}</li>' for part in parts)} </ul>"
        return " ".join(parts)


def draw_hand(chance: Chance) -> Hand:
    """Somebody's habits of writing."""
    return Hand(
        chance=chance,
        digits=chance.weighted({"thai": 60, "arabic": 27, "both": 13}),
        era=chance.weighted({"พ.ศ. ": 50, "พ.ศ.": 25, "": 25}),
        decimal="," if chance.maybe(0.02) else ".",
        paragraphs=chance.weighted({"plain": 45, "p": 35, "br": 8, "list": 12}),
        short_type=chance.pick((0.0, 0.1, 0.5)),
        two_digits=0.3 if chance.maybe(0.06) else 0.0,
        trims=chance.maybe(0.03),
    )
