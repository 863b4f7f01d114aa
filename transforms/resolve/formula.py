"""The score formula, the levels with their side conditions, and the lattice of disclosure scores.

total = 0.30 · mean(indicators 1-5) + 0.30 · mean(6-8) + 0.40 · mean(9, 10), weights and indicators
as the year's framework has them. Published indicators are rounded and some sources truncate, so a
printed total matches within 0.02.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import product
from typing import Literal

from transforms.reference import Framework, Reference

TOLERANCE = Decimal("0.02")
_MICRO = Decimal("0.000001")
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Recomputed:
    """Means of the instruments and the total, six decimals; null where an indicator is missing."""

    instruments: Mapping[str, Decimal | None]
    total: Decimal | None


def recompute(scores: Mapping[int, Decimal], framework: Framework) -> Recomputed:
    """Instrument means and total from indicator scores (0 to 100 each)."""
    means: dict[str, Decimal | None] = {}
    total: Decimal | None = Decimal(0)
    for instrument in framework.instruments:
        values = [scores[no] for no in instrument.indicators if no in scores]
        if len(values) != len(instrument.indicators) or not values:
            means[instrument.code] = total = None
            continue
        mean = sum(values, Decimal(0)) / len(values)
        means[instrument.code] = mean.quantize(_MICRO, ROUND_HALF_UP)
        if total is not None:
            total += instrument.weight * mean
    return Recomputed(means, total.quantize(_MICRO, ROUND_HALF_UP) if total is not None else None)


def rounded(value: Decimal) -> Decimal:
    """``value`` half up to two decimals, as levels are derived from."""
    return value.quantize(_CENT, ROUND_HALF_UP)


def reconciliation_of(
    printed: Decimal | None, computed: Decimal | None
) -> Literal["match", "mismatch", "incomplete"]:
    """Whether a printed total is the computed one; ``incomplete`` where either is missing."""
    if printed is None or computed is None:
        return "incomplete"
    return "match" if abs(printed - computed) <= TOLERANCE else "mismatch"


def level_of(recomputed: Recomputed, fiscal_year: int | None, reference: Reference) -> str | None:
    """The level that total and instruments give in that year; ``None`` where a total, a needed
    instrument or the year is missing."""
    if recomputed.total is None or fiscal_year is None:
        return None
    total = rounded(recomputed.total)
    means = [rounded(mean) for mean in recomputed.instruments.values() if mean is not None]
    for level in reference.levels:
        if fiscal_year < level.from_year or (level.to_year is not None and fiscal_year > level.to_year):
            continue
        if total < level.lower or (level.upper is not None and total >= level.upper):
            continue
        lowest = min(means, default=None)
        if level.each_instrument_at_least is not None and (
            lowest is None or lowest < level.each_instrument_at_least
        ):
            continue
        if level.some_instrument_below is not None and (
            lowest is None or lowest >= level.some_instrument_below
        ):
            continue
        return level.level
    return None


def years_of_level(level: str, reference: Reference) -> tuple[int, int | None] | None:
    """First and last year (null: open) of the scheme that has this level; ``None`` if in several."""
    spans = {(entry.from_year, entry.to_year) for entry in reference.levels if entry.level == level}
    return next(iter(spans)) if len(spans) == 1 else None


@lru_cache(maxsize=64)
def _lattice(sizes: tuple[int, ...]) -> frozenset[Decimal]:
    """Every value that an indicator can take whose sub-indicators have so many items: the mean of
    the sub-indicators, each the mean of items that score 0 or 100."""
    steps = [[Decimal(100) * done / size for done in range(size + 1)] for size in sizes]
    sums = {Decimal(0)}
    for values in steps:
        sums = {(done + value).quantize(_MICRO) for done, value in product(sums, values)}
    return frozenset(rounded(value / len(steps)) for value in sums)


def possible_in(score: Decimal, indicator_no: int, fiscal_year: int, reference: Reference) -> bool | None:
    """Whether a disclosure indicator can have this score in that year, within 0.01 (some sources
    truncate); ``None`` where the year's items are not known."""
    values = possible_scores(indicator_no, fiscal_year, reference)
    if values is None:
        return None
    near = rounded(score)
    return any(near + step in values for step in (Decimal(0), _CENT, -_CENT))


def possible_scores(
    indicator_no: int, fiscal_year: int | None, reference: Reference
) -> frozenset[Decimal] | None:
    """Every score that a disclosure indicator can have in that year, two decimals; ``None`` for the
    other indicators and where the year's items are not known."""
    framework = reference.frameworks.get(fiscal_year) if fiscal_year is not None else None
    sizes: dict[str, int] = {}
    for item in framework.items if framework is not None else ():
        if item.indicator_no == indicator_no:
            sizes[item.sub_indicator] = sizes.get(item.sub_indicator, 0) + 1
    return _lattice(tuple(sorted(sizes.values()))) if sizes else None


def contradicts(total: Decimal, level: str, reference: Reference) -> bool:
    """Whether no year's scheme gives a printed total this level, whatever the instruments."""
    spans = [entry for entry in reference.levels if entry.level == level]
    near = rounded(total)
    return bool(spans) and not any(
        entry.lower <= near and (entry.upper is None or near < entry.upper) for entry in spans
    )
