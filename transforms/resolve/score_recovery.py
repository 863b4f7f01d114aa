"""Lists without labels that the total proves, and what damaged or lonely scores can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from transforms.extract.scores.score_list import DamagedScore, ScoreList
from transforms.extract.scores.totals import TotalMention
from transforms.reference import Framework, Reference
from transforms.resolve.formula import TOLERANCE, possible_scores, recompute
from transforms.resolve.score_merging import values_of
from transforms.resolve.score_solving import fitting

_LATTICE_INDICATORS = (9, 10)
_CENT = Decimal("0.01")
_ENOUGH, _FAR_BELOW = 5, Decimal(25)
_FULL, _REPEATED = Decimal(100), 4


def recovered(
    printed: Sequence[TotalMention], unlabelled: Sequence[ScoreList], year: int | None, reference: Reference
) -> tuple[ScoreList | None, ScoreList | None]:
    """A list whose labels are ruined counts if its ten scores reproduce a printed total: by its row
    numbers; without them the total proves the instruments only, and the scores are not stated. Of
    columns that nothing tells apart that one counts which alone can reproduce it. The list that counts,
    and the one that is proven but not stated."""
    framework = reference.framework(year)
    totals = [total.value for total in printed]
    proven = [scores for scores in unlabelled if fitting_total(values_of(scores), totals, framework)]
    known = [scores for scores in proven if scores.mentions[0].method != "ordered"]
    if known:
        return min(known, key=lambda scores: scores.ruined), None
    if proven:
        return None, proven[0]
    solvable = []
    for scores in unlabelled:
        choices = {one.indicator_no: choices_of(one, year, reference) for one in scores.damaged}
        if len(values_of(scores)) + len(choices) == len(framework.indicators):
            fits = fitting(values_of(scores), choices, totals, {}, framework)
            solvable.extend([scores] * len(fits))
    return (solvable[0] if len(solvable) == 1 else None), None


def fitting_total(
    values: dict[int, Decimal], totals: Sequence[Decimal], framework: Framework
) -> Decimal | None:
    """The first of the totals that the indicators reproduce."""
    computed = recompute(values, framework).total
    if computed is None:
        return None
    return next((total for total in totals if abs(total - computed) <= TOLERANCE), None)


def unlikely(values: dict[int, Decimal], proven: frozenset[int]) -> frozenset[int]:
    """Scores of surveys that nothing proves and that are far below all others: of a person's answers
    ten indicators lie close together, so that a digit is sooner misread."""
    answers = sorted(value for no, value in values.items() if no not in _LATTICE_INDICATORS)
    if len(answers) < _ENOUGH:
        return frozenset()
    lowest = answers[1]
    return frozenset(
        no
        for no, value in values.items()
        if no not in proven and no not in _LATTICE_INDICATORS and value < lowest - _FAR_BELOW
    )


def repeated_value(values: Mapping[int, Decimal]) -> Decimal | None:
    """The one value below a hundred that most scores have: what a scanner repeats, whatever its sum is."""
    counted = Counter(value for value in values.values() if value < _FULL)
    value, times = counted.most_common(1)[0] if counted else (None, 0)
    return value if times >= _REPEATED and 2 * times > len(values) else None


def choices_of(one: DamagedScore, year: int | None, reference: Reference) -> tuple[Decimal, ...]:
    """The readings of a damaged score; of a disclosure indicator only those that it can have."""
    if one.reason != "digits-damaged":
        return ()
    lattice = possible_scores(one.indicator_no, year, reference)
    if lattice is None or one.indicator_no not in _LATTICE_INDICATORS:
        return one.readings
    if not one.readings:
        return tuple(sorted(lattice))
    return tuple(v for v in one.readings if lattice & {v, v + _CENT, v - _CENT}) or one.readings


def steps_of(
    choices: dict[int, tuple[Decimal, ...]], total: Decimal | None, means: dict[str, Decimal]
) -> str:
    """The readings that were tried and what singled one out, for the evidence of a solved score."""
    tried = "; ".join(f"{no}: {', '.join(map(str, values[:12]))}" for no, values in choices.items())
    beside = "".join(f", {code} {value}" for code, value in means.items())
    return f"readings {tried}; one only gives the total {total}{beside}"


def confirmed(damaged: TotalMention, computed: Decimal | None) -> TotalMention | None:
    """A damaged total whose one reading the indicators give."""
    if computed is None:
        return None
    fits = [reading for reading in damaged.readings if abs(reading - computed) <= TOLERANCE]
    return replace(damaged, value=fits[0]) if len(fits) == 1 else None
