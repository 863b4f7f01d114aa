"""An organization's results of other years, as its own report states them beside those that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from transforms.extract.results.stated_result import StatedResult, StatedYear
from transforms.extract.scores.totals import TotalMention
from transforms.extract.years.statements import YearStatement
from transforms.reference import Reference
from transforms.resolve.formula import TOLERANCE, rounded
from transforms.resolve.scores import DecidedAssessment
from transforms.resolve.stated_results import decided_results
from transforms.resolve.years import YearDecision

_NO_YEAR = "not-stated"


def totals_apart(
    totals: Sequence[TotalMention],
    own: Sequence[StatedResult],
    others: Sequence[StatedResult],
    scores_year: int | None,
) -> list[TotalMention]:
    """``totals`` without those that are stated of another year or of another organization, which are read
    with these. Where none is left, those of the scores' own year."""
    elsewhere: set[tuple[int, Decimal]] = set()
    here: set[tuple[int, Decimal]] = set()
    for result in (*own, *others):
        if result.total is not None:
            place = (result.total.place.line, rounded(result.total.value))
            is_here = result in own and result.year is not None and result.year.year == scores_year
            (here if is_here else elsewhere).add(place)
    kept = [
        total
        for total in totals
        if (place := (total.place.line, rounded(total.value))) not in elsewhere or place in here
    ]
    return kept or [
        TotalMention(stated.value, result.level, scores_year, stated.place, stated.raw, result.block)
        for result in own
        if (stated := result.total) is not None and result.year and result.year.year == scores_year
    ]


def latest_of_series(own: Sequence[StatedResult], said: YearDecision) -> YearDecision | None:
    """The last year of a series, which a report is about that states no other. Where nothing else is
    ``said`` of a year, that of the only total, to which a list without a year belongs."""
    stated = {result.year.year: result for result in own if result.year is not None}
    lone = len(stated) == 1 and said.reason == _NO_YEAR and any(result.total for result in stated.values())
    if len(stated) < 2 and not lone:
        return None
    latest = stated[max(stated)]
    assert latest.year is not None
    rule = "only-stated-total" if lone else "latest-of-series"
    of = YearStatement(latest.year.year, "scores", 1.0, latest.year.place, latest.year.raw, latest.block)
    return YearDecision(of.year, None, rule, ((of.year, of.weight),), of)


def with_history(
    decided: Sequence[DecidedAssessment], own: Sequence[StatedResult], reference: Reference
) -> tuple[list[DecidedAssessment], dict[int, StatedYear]]:
    """``decided`` and the results of further years, with where the years of these were read. A year that is
    decided already keeps its total; another one that is stated for it is a rival."""
    years = {one.fiscal_year: one for one in decided}
    read: dict[int, StatedYear] = {}
    added: list[DecidedAssessment] = []
    for stated, first in decided_results(own, reference):
        assert stated.fiscal_year is not None and first.year is not None
        known = years.get(stated.fiscal_year)
        if stated.total is None:
            if known is not None:
                _level_of_its_year(known, stated)
        elif known is None:
            added.append(stated)
            read[stated.fiscal_year] = first.year
        elif known.total is None and known.damaged_total is None:
            _complete(known, stated)
        elif known.total is not None:
            if rounded(known.total.value) == rounded(stated.total.value):
                _level_of_its_year(known, stated)
            printed = {rounded(total.value) for total in (known.total, *known.rival_totals)}
            if rounded(stated.total.value) not in printed:
                known.rival_totals = (*known.rival_totals, stated.total)
    stated_totals = {rounded(one.total.value) for one in added if one.total is not None}
    kept = [
        one
        for one in decided
        if not (
            one.fiscal_year is None
            and one.total is not None
            and rounded(one.total.value) in stated_totals
            and not one.scores
        )
    ]
    return sorted([*kept, *added], key=lambda one: one.fiscal_year or 0), read


def weigh_text(decided: Sequence[DecidedAssessment], worn: bool) -> None:
    """Mark the results of a text that is damaged all over."""
    for one in decided:
        one.worn = worn


def _level_of_its_year(known: DecidedAssessment, stated: DecidedAssessment) -> None:
    """A level that stands with its year comes before one that was found near the total."""
    if stated.level is not None and stated.level != known.level:
        known.level, known.level_place, known.level_raw = stated.level, stated.level_place, stated.level_raw
        known.rival_levels = ()


def _complete(known: DecidedAssessment, stated: DecidedAssessment) -> None:
    """The total, and the level where none is known, of a year whose indicators alone were read."""
    assert stated.total is not None
    known.total = replace(stated.total)
    if known.level is None and stated.level is not None:
        known.level, known.level_place, known.level_raw = stated.level, stated.level_place, stated.level_raw
    if known.recomputed.total is not None:
        fits = abs(stated.total.value - known.recomputed.total) <= TOLERANCE
        known.reconciliation = "match" if fits else "mismatch"
        known.proven = frozenset(known.scores) if fits else known.proven
