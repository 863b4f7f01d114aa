"""Years held against what else a report says of its time: its other year, its date, its deadlines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from transforms.document import Cell
from transforms.extract.years.statements import YearStatement
from transforms.normalize.deadlines import deadlines
from transforms.resolve.document_rows import DOCUMENTS, Decisions
from transforms.resolve.ledger import Ledger
from transforms.resolve.years import YearDecision, fiscal_year_of

#: Measures are of the year of the scores or of the next; a report is written that near to its years.
_APART, _SCORES_BEFORE, _MEASURES_BEFORE, _MEASURES_BEHIND = (0, 1), 2, 2, 1
#: So many dated deadlines, most of them in one other year, speak against a year.
_DEADLINES = 2
#: What is of the measures' year stands or falls with it.
COLUMNS = {
    "scores_fiscal_year": ("scores_fiscal_year",),
    "measures_fiscal_year": ("measures_fiscal_year", "period_start", "period_end"),
}


def doubt_years_together(
    decided: Decisions,
    statements: Sequence[YearStatement],
    times: Sequence[tuple[Cell, int]],
    dated: date | None,
    ledger: Ledger,
    *,
    damaged: bool,
) -> frozenset[str]:
    """Issues about years that do not go together with each other, with the date of the document or with the
    deadlines (``times`` are their cells); in ``damaged`` text also about one that is said once only, where
    nothing else confirms it. The columns of the years that are doubted."""
    scores, measures = decided.scores_year, decided.measures_year
    doubted: dict[str, str] = {}
    due = _years_of(times)
    both = scores.year is not None and measures.year is not None
    apart = measures.year - scores.year if scores.year is not None and measures.year is not None else 0
    if both and apart not in _APART:
        known = f"{scores.year} / {measures.year}"
        doubted |= dict.fromkeys(COLUMNS, known)
    if dated is not None:
        year = fiscal_year_of(dated)
        if scores.year is not None and year - scores.year > _SCORES_BEFORE:
            doubted.setdefault("scores_fiscal_year", f"{scores.year} / {dated:%d.%m.}{dated.year + 543}")
        if measures.year is not None and not -_MEASURES_BEHIND <= year - measures.year <= _MEASURES_BEFORE:
            doubted.setdefault("measures_fiscal_year", f"{measures.year} / {dated:%d.%m.}{dated.year + 543}")
    others = [year for year in due if year != measures.year]
    if measures.year is not None and len(others) >= _DEADLINES and len(others) * 2 > len(due):
        doubted.setdefault(
            "measures_fiscal_year", f"{measures.year} / {', '.join(map(str, sorted(set(others))))}"
        )
    for column, found in doubted.items():
        for each in COLUMNS[column]:
            ledger.issue("years-do-not-fit", DOCUMENTS, ledger.document_id, each, candidates=found)
    for column, decision in decided.years():
        confirmed = both or (column == "measures_fiscal_year" and decision.year in due)
        if damaged and column not in doubted and not confirmed and _said_once(decision, statements):
            said = decision.statement
            assert said is not None
            doubted[column] = str(decision.year)
            for each in COLUMNS[column]:
                ledger.issue(
                    "year-said-once",
                    DOCUMENTS,
                    ledger.document_id,
                    each,
                    said.place,
                    said.raw,
                    year=decision.year,
                )
    return frozenset(doubted)


def _said_once(decision: YearDecision, statements: Sequence[YearStatement]) -> bool:
    places = {statement.place.line for statement in statements if statement.year == decision.year}
    return decision.statement is not None and decision.rule != "deadlines" and len(places) <= 1


def _years_of(times: Sequence[tuple[Cell, int]]) -> list[int]:
    """The fiscal year of every deadline that has a printed one."""
    days = (
        one.due_on or one.starts_on
        for cell, _ in times
        for one in deadlines(cell.text, None)
        if not one.year_inferred
    )
    return [fiscal_year_of(day) for day in days if day is not None]
