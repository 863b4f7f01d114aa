"""Lists of scores of one year into one score an indicator, with what else was printed for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from transforms.document import Place
from transforms.extract.scores.score_list import DamagedScore, ScoreList, ScoreMention
from transforms.reference import Framework
from transforms.resolve.score_solving import fitting, reconciles

Method = Literal["printed", "recovered", "solved"]


@dataclass(frozen=True, slots=True)
class DecidedScore:
    """One indicator's score. ``rivals`` are other values printed for it in the same year; ``coarse``
    where a decimal may be lost; ``steps`` says how a solved value was found."""

    indicator_no: int
    value: Decimal
    method: Method
    place: Place
    raw: str
    label_conflict: bool = False
    rivals: tuple[Decimal, ...] = ()
    coarse: bool = False
    steps: str = ""
    printed: tuple[ScoreMention, ...] = ()


@dataclass(frozen=True, slots=True)
class MergedScores:
    """Scores by indicator, those that only damaged digits stand for, and lists that are of something
    else: they disagree with most of what is proven."""

    scores: dict[int, DecidedScore]
    damaged: dict[int, DamagedScore]
    stray: tuple[ScoreList, ...]


def merged(lists: Sequence[ScoreList], totals: Sequence[Decimal], framework: Framework) -> MergedScores:
    """One score an indicator. A list that reproduces a printed total comes before all others; else
    the first printed value counts, unless the sum decides between the printed ones."""
    ordered = sorted(lists, key=lambda scores: not _reproduces(scores, totals, framework))
    kept: list[ScoreList] = []
    stray: list[ScoreList] = []
    if ordered and _reproduces(ordered[0], totals, framework):
        for scores in ordered:
            (stray if _is_of_something_else(scores, ordered[0]) else kept).append(scores)
    else:
        kept = list(lists)
    mentions: dict[int, list[ScoreMention]] = {}
    damaged: dict[int, DamagedScore] = {}
    for scores in kept:
        for mention in scores.mentions:
            mentions.setdefault(mention.indicator_no, []).append(mention)
        for one in scores.damaged:
            damaged.setdefault(one.indicator_no, one)
    decided = {no: _decided(no, found) for no, found in sorted(mentions.items())}
    decided = _by_arithmetic(decided, totals, framework)
    return MergedScores(
        decided, {no: one for no, one in sorted(damaged.items()) if no not in decided}, tuple(stray)
    )


def values_of(scores: ScoreList) -> dict[int, Decimal]:
    """The value of each indicator of the list; the last where one stands there twice."""
    return {mention.indicator_no: mention.value for mention in scores.mentions}


def _reproduces(scores: ScoreList, totals: Sequence[Decimal], framework: Framework) -> bool:
    return bool(totals) and reconciles(values_of(scores), totals, {}, framework)


def _is_of_something_else(scores: ScoreList, proven: ScoreList) -> bool:
    base = values_of(proven)
    mine = values_of(scores)
    disagreeing = sum(base.get(no, value) != value for no, value in mine.items())
    return disagreeing >= 3 and disagreeing * 2 > len(mine)


def _decided(no: int, found: Sequence[ScoreMention]) -> DecidedScore:
    fine = [mention for mention in found if not mention.coarse]
    first = fine[0] if fine else found[0]
    method: Method = "recovered" if first.method == "numbered" else "printed"
    values = dict.fromkeys(mention.value for mention in found if not _same_but_coarser(mention, first))
    conflict = all(mention.label_conflict for mention in found if mention.value == first.value)
    return DecidedScore(
        no,
        first.value,
        method,
        first.place,
        first.raw,
        conflict,
        tuple(value for value in values if value != first.value),
        first.coarse,
        printed=tuple(found),
    )


def _same_but_coarser(mention: ScoreMention, first: ScoreMention) -> bool:
    return mention.coarse and not first.coarse and abs(mention.value - first.value) < Decimal("0.1")


def _by_arithmetic(
    scores: dict[int, DecidedScore], totals: Sequence[Decimal], framework: Framework
) -> dict[int, DecidedScore]:
    """Where an indicator is printed with several values: those that reproduce a printed total, if only
    one choice of them does; else the first printed ones."""
    choices = {no: (score.value, *score.rivals) for no, score in scores.items() if score.rivals}
    known = {no: score.value for no, score in scores.items()}
    fits = fitting(known, choices, totals, {}, framework)
    if len(fits) != 1:
        return scores
    return {no: _with_value(score, fits[0].get(no, score.value)) for no, score in scores.items()}


def _with_value(score: DecidedScore, value: Decimal) -> DecidedScore:
    if value == score.value:
        return score
    source = next(mention for mention in score.printed if mention.value == value)
    return replace(
        score,
        value=value,
        place=source.place,
        raw=source.raw,
        label_conflict=source.label_conflict,
        coarse=source.coarse,
        rivals=(score.value, *(r for r in score.rivals if r != value)),
    )


def with_solved(
    scores: Mapping[int, DecidedScore],
    solved: Mapping[int, Decimal],
    damaged: Mapping[int, DamagedScore],
    steps: str,
) -> dict[int, DecidedScore]:
    """The scores with the solved ones among them, in order of indicators."""
    added = {
        no: DecidedScore(no, value, "solved", damaged[no].place, damaged[no].raw, steps=steps)
        for no, value in solved.items()
    }
    return dict(sorted({**scores, **added}.items()))
