"""What an organization was given in a year, computed here: scores, total and level.

The total is 0.30 of the mean of indicators 1-5, 0.30 of that of 6-8 and 0.40 of that of 9-10. The levels are
letters up to 2565; from 2566 on they are words that each of the three instruments must reach too. Scores of
9 and 10 are means of sub-indicators whose items score 0 or 100.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import lru_cache

from benchmarks.synthetic.chance import Chance

INDICATORS = (
    "การปฏิบัติหน้าที่",
    "การใช้งบประมาณ",
    "การใช้อำนาจ",
    "การใช้ทรัพย์สินของราชการ",
    "การแก้ไขปัญหาการทุจริต",
    "คุณภาพการดำเนินงาน",
    "ประสิทธิภาพการสื่อสาร",
    "การปรับปรุงการทำงาน",
    "การเปิดเผยข้อมูล",
    "การป้องกันการทุจริต",
)
VARIANTS = {4: "การใช้ทรัพย์สินของทางราชการ", 8: "การปรับปรุงระบบการทำงาน", 10: "การดำเนินการเพื่อป้องกันการทุจริต"}

#: Last item of each sub-indicator 9.1 .. 9.5, 10.1, 10.2.
ITEMS = {2565: (9, 17, 24, 28, 33, 41, 43), 2566: (10, 18, 22, 26, 30, 38, 43)}

CENT = Decimal("0.01")
_LETTERS = ((95, "AA"), (85, "A"), (75, "B"), (65, "C"), (55, "D"), (50, "E"), (0, "F"))


def instruments(scores: dict[int, Decimal]) -> tuple[Decimal, Decimal, Decimal]:
    """The means of IIT, EIT and OIT."""
    return (
        sum((scores[no] for no in range(1, 6)), Decimal()) / 5,
        sum((scores[no] for no in range(6, 9)), Decimal()) / 3,
        (scores[9] + scores[10]) / 2,
    )


def total_of(scores: dict[int, Decimal]) -> Decimal:
    """The total, unrounded."""
    staff, public, disclosed = instruments(scores)
    return staff * Decimal("0.30") + public * Decimal("0.30") + disclosed * Decimal("0.40")


def level_of(year: int, total: Decimal, scores: dict[int, Decimal]) -> str:
    """The level of a total that is rounded to two decimals."""
    if year <= 2565:
        return next(letter for least, letter in _LETTERS if total >= least)
    weakest = min(value.quantize(CENT, ROUND_HALF_UP) for value in instruments(scores))
    if total >= 95 and weakest >= 95:
        return "ผ่านดีเยี่ยม"
    if total >= 85:
        return "ผ่านดี" if weakest >= 85 else "ผ่าน"
    return "ต้องปรับปรุง" if total >= 70 else "ต้องปรับปรุงโดยด่วน"


@dataclass(frozen=True, slots=True)
class Result:
    """One year of one organization. ``total`` and ``level`` are as it prints them, rightly or not."""

    year: int
    scores: dict[int, Decimal]
    total: Decimal
    level: str
    recomputed: Decimal
    level_recomputed: str


def _disclosure_scores(chance: Chance, year: int, quality: float) -> tuple[Decimal, Decimal]:
    framework = ITEMS[2566 if year >= 2566 else 2565]
    means = []
    first = 0
    for last in framework:
        items = last - first
        passed = sum(chance.maybe(quality) for _ in range(items))
        means.append(Decimal(100 * passed) / items)
        first = last
    ninth = sum(means[:5], Decimal()) / 5
    tenth = sum(means[5:], Decimal()) / 2
    return ninth.quantize(CENT, ROUND_HALF_UP), tenth.quantize(CENT, ROUND_HALF_UP)


@lru_cache(maxsize=20_000)
def result(organization_key: str, year: int) -> Result:
    """What an organization was given in a year: always the same."""
    chance = Chance("result", organization_key, year)
    quality = min(1.0, max(0.3, Chance("quality", organization_key).bell(0.86, 0.09) + (year - 2565) * 0.03))
    scores: dict[int, Decimal] = {}
    for no in range(1, 9):
        habit = Chance("habit", organization_key, no).bell(-3 if no > 5 else 0, 4)
        value = max(38.0, chance.bell(100 * quality + habit, 2.5))
        if value > 99.5:  # near the top they lie close, and seldom at it
            value = 99.99 - 6 * chance.share() ** 2
        scores[no] = Decimal(round(value * 100)).scaleb(-2).quantize(CENT)
    if chance.maybe(0.12):
        scores[chance.whole(1, 8)] = Decimal("100.00")
    scores[9], scores[10] = _disclosure_scores(chance, year, min(1.0, quality + 0.04))
    exact = total_of(scores)
    total = exact.quantize(CENT, ROUND_HALF_UP)
    level = level_of(year, total, scores)
    printed = total
    cut = exact.quantize(CENT, ROUND_DOWN)
    if chance.maybe(0.08) and level_of(year, cut, scores) == level:
        printed = cut
    if chance.maybe(0.015):
        printed = max(Decimal("1.00"), total - Decimal(chance.whole(100, 900)) / 100)
    return Result(year, scores, printed, level, exact.quantize(Decimal("0.000001"), ROUND_HALF_UP), level)
