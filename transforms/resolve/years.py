"""The two years of a report, its round and its period, decided from all statements together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from transforms.document import Cell
from transforms.extract.years.rounds import UNREADABLE, RoundStatement
from transforms.extract.years.statements import YearStatement
from transforms.normalize.deadlines import deadlines
from transforms.normalize.thai import squeeze
from transforms.reference import Framework, Reference
from transforms.resolve.formula import possible_in, years_of_level

#: Disclosure indicators, whose scores lie on a lattice that differs between frameworks.
_LATTICE_INDICATORS = (9, 10)
_PLAIN_ROUND = 2.5
#: What a list or a field of measures says of rounds is when to report, not what the report is of.
_LEAST_ROUND = 1.0
_WHOLE_YEAR, _FEW = 3.0, 2.0
_BUDDHIST = 543
#: No report on integrity is of an earlier year (Buddhist era).
_FIRST_YEAR = 2550
#: So many years behind the last framework that is known, a year is misread.
_YEARS_TO_COME = 6
#: A heading so many blocks above the scores is of them, and weighs so much more.
_NEAR_BLOCKS, _AT_TABLE, _PLAINLY_OF_SCORES = 8, 3.0, 1.5
#: Years told for comparison only weigh less.
_LEAST_UNSAID = 0.5
#: A year that is said in a title and again, or thrice.
_SAID_AGAIN = 4.0
#: A year of measures in a title, or said so twice as plainly as anywhere else.
PLAINLY_OF_MEASURES = 3.5


@dataclass(frozen=True, slots=True)
class YearDecision:
    """``year`` null with a ``reason`` where it could not be decided; ``candidates`` are all printed
    years with their weights, heaviest first, those that fell out too; ``rule`` names what decided;
    ``after_date`` where every year is one that had not come when the document was dated."""

    year: int | None
    reason: str | None
    rule: str
    candidates: tuple[tuple[int, float], ...]
    statement: YearStatement | None
    after_date: bool = False

    @property
    def conflict(self) -> bool:
        """Whether the report states more than one year for the same thing."""
        return len([weight for _, weight in self.candidates if weight >= 1]) > 1


def in_known_times(statements: Sequence[YearStatement], reference: Reference) -> list[YearStatement]:
    """``statements`` without years far behind the last framework, which are misread."""
    last = max(reference.frameworks) + _YEARS_TO_COME
    return [statement for statement in statements if statement.year <= last]


def decide_scores_year(
    statements: Sequence[YearStatement],
    levels: Sequence[str],
    scores: Mapping[int, Decimal],
    reference: Reference,
    dated: date | None = None,
    table: int | None = None,
) -> YearDecision:
    """The fiscal year of the scores that the report states or analyses.

    Printed years are weighed; a year in which the printed level does not exist, in which a disclosure
    score is impossible, or that had not come on the day of the document (``dated``), falls out as long
    as another is left. Where every year is one to come, the day is as likely misread as a year that is
    said only once: that is then unknown. What stands nearest above the table of the scores (``table`` is
    the index of its block) says more of them than the cover.
    """
    statements = _weighed_at_table(statements, table)
    weights = _weights(statements, "scores")
    rule = "printed-years"
    known = {year: weight for year, weight in weights.items() if year >= min(reference.frameworks)}
    if weights and not known:  # there was no score to report before the first framework
        return YearDecision(None, "no-score-in-that-year", rule, _ranked(weights), None)
    weights = known
    come = {
        year: weight for year, weight in weights.items() if dated is None or year <= fiscal_year_of(dated)
    }
    after_date = bool(weights) and not come
    if come and len(come) < len(weights):
        weights, rule = come, "printed-years+document-date"
    spans = [span for level in levels if (span := years_of_level(level, reference)) is not None]
    fits = {y: w for y, w in weights.items() if all(a <= y and (b is None or y <= b) for a, b in spans)}
    if fits and len(fits) < len(weights):
        weights, rule = fits, f"{rule}+level-scheme"
    for no in _LATTICE_INDICATORS:
        if no in scores:
            fits = {
                y: w for y, w in weights.items() if possible_in(scores[no], no, y, reference) is not False
            }
            if fits and len(fits) < len(weights):
                weights, rule = fits, f"{rule}+lattice"
    decision = _decide(weights, statements, "scores", rule)
    if after_date and decision.year is not None and weights[decision.year] < _SAID_AGAIN:
        decision = replace(decision, year=None, reason="year-not-yet-come", statement=None)
    return replace(decision, candidates=_ranked(_weights(statements, "scores")), after_date=after_date)


def _weighed_at_table(statements: Sequence[YearStatement], table: int | None) -> list[YearStatement]:
    """``statements``, the last one above the ``table`` with more weight where it is near and says plainly
    that it is of scores."""
    above = [s for s in statements if table is not None and 0 <= table - s.block <= _NEAR_BLOCKS]
    plain = [s for s in above if s.of == "scores" and s.weight >= _PLAINLY_OF_SCORES]
    if not plain or {s.year for s in above if s.block > plain[-1].block and s.of != "measures"} - {
        plain[-1].year
    }:
        return list(statements)
    nearest = plain[-1]
    return [replace(s, weight=s.weight + _AT_TABLE) if s is nearest else s for s in statements]


def fiscal_year_of(day: date) -> int:
    """The fiscal year (Buddhist era) in which ``day`` falls."""
    return day.year + _BUDDHIST + (1 if day.month >= 10 else 0)


def decide_measures_year(statements: Sequence[YearStatement], scores_year: int | None) -> YearDecision:
    """The fiscal year in which the measures are carried out."""
    weights = _weights(statements, "measures")
    if not weights:
        unsaid = _weights(statements, "unsaid")
        unsaid.pop(scores_year or 0, None)
        unsaid = {year: weight for year, weight in unsaid.items() if weight >= _LEAST_UNSAID}
        return _decide(unsaid, statements, "unsaid", "only-other-year")
    return _decide(weights, statements, "measures", "printed-years")


def measures_year_of_deadlines(
    times: Sequence[tuple[Cell, int]], scores_year: int | None = None, made: YearStatement | None = None
) -> YearDecision:
    """The fiscal year in which most deadlines of the measures fall (``times`` are their cells, each with
    the index of its block), where no year is printed for them: two thirds of three or more, a span of a
    whole fiscal year counting as three. ``made`` is the year in which the report was made, which counts as
    one more where it is the same. Of fewer, all agree and are of the year behind that of the scores."""
    statements: list[YearStatement] = []
    for cell, block in times:
        for deadline in deadlines(cell.text, None):
            day = deadline.due_on or deadline.starts_on
            if day is None or deadline.year_inferred:
                continue
            year = fiscal_year_of(day)
            if year < _FIRST_YEAR:
                continue  # misread: there were no measures of ITA then
            whole = deadline.starts_on == date(year - _BUDDHIST - 1, 10, 1) and day.month == 9
            weight = _WHOLE_YEAR if whole else 1.0
            statements.append(YearStatement(year, "measures", weight, cell.place, cell.text[:300], block))
    if made is not None and any(statement.year == made.year for statement in statements):
        statements.append(made)
    weights = _weights(statements, "measures")
    ranked = _ranked(weights)
    total = sum(weights.values())
    follows = scores_year is not None and list(weights) == [scores_year + 1]
    if total < (_FEW if follows else _WHOLE_YEAR) or ranked[0][1] * 3 < total * 2:
        return YearDecision(None, "not-stated", "deadlines", ranked, None)
    mine = [statement for statement in statements if statement.year == ranked[0][0]]
    return YearDecision(ranked[0][0], None, "deadlines", ranked[:1], mine[0])


def questions_framework(
    scores_year: int | None, measures_year: int | None, reference: Reference
) -> Framework:
    """The framework whose questions a report on measures means: that of the scores which it answers,
    usually the year before its own. Without questions where none of these years has any."""
    before = measures_year - 1 if measures_year is not None else None
    for year in (scores_year, before, measures_year):
        if year is not None and (framework := reference.framework(year)).questions:
            return framework
    return reference.framework(measures_year or scores_year)


def _weights(statements: Sequence[YearStatement], of: str) -> dict[int, float]:
    weights: dict[int, float] = {}
    for statement in statements:
        if statement.of == of:
            weights[statement.year] = weights.get(statement.year, 0.0) + statement.weight
    return weights


def _ranked(weights: Mapping[int, float]) -> tuple[tuple[int, float], ...]:
    return tuple(sorted(weights.items(), key=lambda pair: (-pair[1], pair[0])))


def _decide(
    weights: Mapping[int, float],
    statements: Sequence[YearStatement],
    of: Literal["scores", "measures", "unsaid"],
    rule: str,
) -> YearDecision:
    ranked = _ranked(weights)
    if not ranked:
        return YearDecision(None, "not-stated", rule, (), None)
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 0.5:
        return YearDecision(None, "years-equally-likely", rule, ranked, None)
    chosen = ranked[0][0]
    mine = [statement for statement in statements if statement.year == chosen and statement.of == of]
    return YearDecision(chosen, None, rule, ranked, max(mine, key=lambda statement: statement.weight))


@dataclass(frozen=True, slots=True)
class RoundDecision:
    """The reporting round, null with a ``reason`` where nothing tells it."""

    reporting_round: str | None
    statement: RoundStatement | None
    reason: str = "not-stated"


def decide_round(statements: Sequence[RoundStatement]) -> RoundDecision:
    """The round with the most weight; each wording counts once, and a plain wording that names the
    months outweighs all kinds of titles."""
    statements = [statement for statement in statements if statement.weight >= _LEAST_ROUND]
    if any(statement.explicit and statement.weight >= _PLAIN_ROUND for statement in statements):
        statements = [statement for statement in statements if statement.explicit]
    weights: dict[str, float] = {}
    said: set[tuple[str, str]] = set()
    for statement in statements:
        wording = (statement.reporting_round, squeeze(statement.raw))
        if wording in said:
            continue
        said.add(wording)
        weights[statement.reporting_round] = weights.get(statement.reporting_round, 0.0) + statement.weight
    ranked = sorted(weights.items(), key=lambda pair: -pair[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return RoundDecision(None, None)
    chosen = ranked[0][0]
    if chosen == UNREADABLE:
        return RoundDecision(None, None, "round-unreadable")
    mine = [statement for statement in statements if statement.reporting_round == chosen]
    return RoundDecision(chosen, max(mine, key=lambda statement: statement.weight))


def period_of(fiscal_year: int | None, reporting_round: str | None) -> tuple[date | None, date | None]:
    """First and last day that a report covers: 1 October to 31 March for ``6-month``, else the whole
    fiscal year (a plan's too). Fiscal year N (Buddhist era) ends on 30 September of N - 543."""
    if fiscal_year is None:
        return None, None
    year = fiscal_year - 543
    if reporting_round == "6-month":
        return date(year - 1, 10, 1), date(year, 3, 31)
    return date(year - 1, 10, 1), date(year, 9, 30)
