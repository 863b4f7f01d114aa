"""What the printed total proves about damaged digits: which readings reproduce it, if any.

Nothing is filled in here: a reading counts only where it is the one choice of all that are possible
that gives the printed total (within 0.02) and every printed mean of an instrument (within 0.015).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from math import prod

from transforms.reference import Framework
from transforms.resolve.formula import TOLERANCE, recompute, rounded

_MOST_CHOICES = 1024
#: Rounded or truncated indicators and a rounded or truncated mean differ by no more.
_MEAN_TOLERANCE = Decimal("0.015")
#: The second decimal of one indicator moves the total by less than the tolerance.
_PROVABLE_PLACES = (0, 1, 3)


@dataclass(frozen=True, slots=True)
class Suspect:
    """One number whose reading with one other digit would reconcile all: that of an indicator, or
    (``indicator_no`` null) the printed total."""

    indicator_no: int | None
    printed: Decimal
    reading: Decimal


def fitting(
    known: Mapping[int, Decimal],
    choices: Mapping[int, Sequence[Decimal]],
    totals: Sequence[Decimal],
    means: Mapping[str, Decimal],
    framework: Framework,
) -> list[dict[int, Decimal]]:
    """Every choice of one value an indicator that, with the ``known`` ones, reproduces a total and all
    means; none where the choices are too many to try."""
    if not choices or not totals or not all(choices.values()):
        return []
    if prod(len(values) for values in choices.values()) > _MOST_CHOICES:
        return []
    found = []
    for choice in product(*choices.values()):
        values = {**known, **dict(zip(choices, choice, strict=True))}
        if reconciles(values, totals, means, framework):
            found.append({no: values[no] for no in choices})
    return found


def likeliest(
    fits: list[dict[int, Decimal]],
    known: Mapping[int, Decimal],
    choices: Mapping[int, Sequence[Decimal]],
    totals: Sequence[Decimal],
    framework: Framework,
) -> list[dict[int, Decimal]]:
    """Of several fitting choices the one alone that gives a printed total to the cent, if it is the nearest
    reading of each damaged number, too; else all."""
    exact = [
        fit
        for fit in fits
        if (total := recompute({**known, **fit}, framework).total) is not None
        and any(rounded(total) == rounded(printed) for printed in totals)
    ]
    plain = len(exact) == 1 and all(value == choices[no][0] for no, value in exact[0].items())
    return exact if plain else fits


def reconciles(
    values: Mapping[int, Decimal],
    totals: Sequence[Decimal],
    means: Mapping[str, Decimal],
    framework: Framework,
) -> bool:
    """Whether the indicators give one of the totals and every mean, within 0.02
    and 0.015."""
    computed = recompute(values, framework)
    if computed.total is None or not any(abs(computed.total - total) <= TOLERANCE for total in totals):
        return False
    return not any(
        (mean := computed.instruments.get(code)) is not None and abs(mean - printed) > _MEAN_TOLERANCE
        for code, printed in means.items()
    )


def proven_by_means(
    values: Mapping[int, Decimal], means: Mapping[str, Decimal], framework: Framework
) -> frozenset[int]:
    """Indicators of the instruments whose printed mean they reproduce."""
    computed = recompute(values, framework).instruments
    return frozenset(
        no
        for instrument in framework.instruments
        if (mean := computed.get(instrument.code)) is not None
        and instrument.code in means
        and abs(mean - means[instrument.code]) <= _MEAN_TOLERANCE
        for no in instrument.indicators
    )


def suspects(
    values: Mapping[int, Decimal],
    total: Decimal,
    means: Mapping[str, Decimal],
    framework: Framework,
    *,
    total_corroborated: bool,
) -> list[Suspect]:
    """Every number of which one misread digit would explain why indicators and total disagree."""
    found: list[Suspect] = []
    proven = proven_by_means(values, means, framework)
    for no, value in values.items():
        if no in proven:
            continue
        found.extend(
            Suspect(no, value, reading)
            for reading in _one_digit_off(value, _PROVABLE_PLACES)
            if reconciles({**values, no: reading}, [total], means, framework)
        )
    computed = recompute(values, framework).total
    if computed is not None and not total_corroborated:
        found.extend(
            Suspect(None, total, reading)
            for reading in _one_digit_off(total, (0, 1, 3, 4))
            if reconciles(values, [reading], means, framework)
        )
    return found


def _one_digit_off(value: Decimal, places: Sequence[int]) -> list[Decimal]:
    spelled = f"{value:.2f}"
    if len(spelled) != 5:
        return []
    return [
        Decimal(spelled[:at] + digit + spelled[at + 1 :])
        for at in places
        for digit in "0123456789"
        if digit != spelled[at] and not (at == 0 and digit == "0")
    ]
