"""Facts that rest on a number which only one reading of a picture gave: they wait for review.

A digit reader is right nearly always, and nobody sees where it is not. So a number of a picture counts
as known only where a second source says the same: another reader (then it is not in
``Document.unconfirmed``), a second printing in another line, or the arithmetic of the scores: ten
indicators that give the printed total, or the printed mean of their instrument. Documents without
pictures pass through unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from transforms.document import Document
from transforms.extract.scores.indicators import IndicatorReader
from transforms.facts import (
    AssessmentRow,
    DisclosureRow,
    DocumentRow,
    EvidenceLinkRow,
    Extraction,
    IndicatorScoreRow,
    MeasureDeadlineRow,
    MeasureDepartmentRow,
    MeasureRow,
)
from transforms.resolve.assessment_rows import ASSESSMENTS, SCORES
from transforms.resolve.document_rows import DOCUMENTS
from transforms.resolve.ledger import Ledger
from transforms.resolve.number_review import NumberReview
from transforms.resolve.second_sources import SecondSources
from transforms.resolve.unconfirmed_measures import MeasureReview

_Row = TypeVar(
    "_Row",
    DocumentRow,
    AssessmentRow,
    IndicatorScoreRow,
    MeasureRow,
    MeasureDeadlineRow,
    MeasureDepartmentRow,
    DisclosureRow,
    EvidenceLinkRow,
)

FROM_PICTURE = "page-read-from-picture"
_MEASURES, _DISCLOSURES = "core.measures", "core.disclosures"
_LINKS = "core.evidence_links"
_ADDRESS = re.compile(r"[A-Za-z][\w-]*[./][\w/-]")
#: Indicators and total are each rounded to the cent: more than this apart, a digit is another.
_ROUNDING = Decimal("0.01")
_ALL = 10
_DIGITS = re.compile(r"[0-9]+")
_BUDDHIST = 543
#: An organization that is named otherwise than in the register.
_FUZZY = ("similar", "mended")
_YEAR_COLUMNS = {
    "scores_fiscal_year": ("scores_fiscal_year",),
    "measures_fiscal_year": ("measures_fiscal_year", "period_start", "period_end"),
}


def is_from_pictures(document: Document) -> bool:
    """Whether any of the document's text was read from a picture."""
    return bool(document.unconfirmed) or any(note.rule == FROM_PICTURE for note in document.notes)


def doubt_unconfirmed(
    found: Extraction,
    document: Document,
    ledger: Ledger,
    sources: SecondSources | None = None,
    indicators: IndicatorReader | None = None,
) -> Extraction:
    """``found`` with every row to be reviewed that rests on an unconfirmed number of ``document``, and an
    issue at each record and column. ``sources`` are further printings of the report's own figures;
    ``indicators`` finds names of indicators, which confirm their numbers."""
    if not is_from_pictures(document):
        return found
    review = NumberReview(found, document, ledger, sources or SecondSources())
    unsure_years = _doubt_document(review)
    for assessment in found.assessments:
        _doubt_assessment(review, assessment, unsure_years)
    measures = MeasureReview(review, indicators)
    year_waits = "measures_fiscal_year" in unsure_years
    for measure in found.measures:
        measures.measure(measure, waits=year_waits)
    for item in found.disclosures:
        measures.item(item, waits=year_waits)
    deadlines = measures.deadlines(is_year_sure=not year_waits)
    _doubt_links(review, document)
    return _reviewed(review, deadlines, everything=_is_named_otherwise(review))


def _reviewed(
    review: NumberReview, deadlines: Collection[tuple[str, int]], *, everything: bool
) -> Extraction:
    found = review.found

    def waits(identity: str) -> bool:
        return everything or identity in review.waits

    return replace(
        found,
        document=_marked(found.document, waits(found.document.document_id)),
        assessments=tuple(_marked(row, waits(row.assessment_id)) for row in found.assessments),
        indicator_scores=tuple(_marked(row, waits(row.score_id)) for row in found.indicator_scores),
        measures=tuple(_marked(row, waits(row.measure_id)) for row in found.measures),
        measure_deadlines=tuple(
            _marked(row, waits(row.measure_id) or (row.measure_id, row.ordinal) in deadlines)
            for row in found.measure_deadlines
        ),
        measure_departments=tuple(_marked(row, waits(row.measure_id)) for row in found.measure_departments),
        disclosures=tuple(_marked(row, waits(row.disclosure_id)) for row in found.disclosures),
        evidence_links=tuple(_marked(row, waits(row.link_id)) for row in found.evidence_links),
        issues=review.ledger.issues(),
    )


def _marked(row: _Row, waits: bool) -> _Row:
    return replace(row, certainty="needs_review") if waits else row


def _doubt_links(review: NumberReview, document: Document) -> None:
    """Addresses that were read from a picture: one letter of them misread leads elsewhere."""
    doubts = {
        doubt.strip("()[]\"'.,").casefold()
        for doubts in document.unconfirmed.values()
        for doubt in doubts
        if _ADDRESS.search(doubt)
    }
    for link in review.found.evidence_links:
        url = link.url.casefold()
        if any(doubt in url or url in doubt for doubt in doubts):
            review.doubt(_LINKS, link.link_id, "url", link.url)


def _is_named_otherwise(review: NumberReview) -> bool:
    """Whether the organization was recognized by a similar name only; text of a picture has wrong letters,
    and everything rests on it."""
    row = review.found.document
    if not any(word in (row.organization_basis or "") for word in _FUZZY):
        return False
    review.waits.add(row.document_id)
    return True


def _doubt_document(review: NumberReview) -> set[str]:
    """The columns of years of the document that nothing confirms."""
    row = review.found.document
    unsure: set[str] = set()
    for column, year in (
        ("scores_fiscal_year", row.scores_fiscal_year),
        ("measures_fiscal_year", row.measures_fiscal_year),
    ):
        if year is None:
            continue
        number = review.number(row.document_id, column, Decimal(year))
        places = [*review.sources.years.get(year, ())]
        if column == "measures_fiscal_year":
            places += review.sources.due_years.get(year, ())
        if number and not review.pieces.sure(places, Decimal(year)):
            unsure.add(column)
            for each in _YEAR_COLUMNS[column]:
                review.doubt(DOCUMENTS, row.document_id, each, number)
    if row.reporting_round is not None:
        months = Decimal(6 if row.reporting_round == "6-month" else 12)
        said = review.sources.rounds.get(row.reporting_round, ())
        number = review.number(row.document_id, "reporting_round", months)
        if number and not review.pieces.sure(said, months):
            for column in ("reporting_round", "period_start", "period_end"):
                review.doubt(DOCUMENTS, row.document_id, column, number)
    if row.document_date is not None:
        for evidence in review.of(row.document_id, "document_date"):
            for value in (row.document_date.day, row.document_date.year + _BUDDHIST):
                if number := review.pieces.under(evidence.locator, Decimal(value)):
                    review.doubt(DOCUMENTS, row.document_id, "document_date", number)
    return unsure


def _doubt_assessment(review: NumberReview, row: AssessmentRow, unsure_years: Collection[str]) -> None:
    scores = [
        score
        for score in review.found.indicator_scores
        if (score.organization_id, score.fiscal_year) == (row.organization_id, row.fiscal_year)
    ]
    of_document = row.fiscal_year == review.found.document.scores_fiscal_year
    printed_year = review.of(row.assessment_id, "fiscal_year")
    year = review.number(row.assessment_id, "fiscal_year", Decimal(row.fiscal_year or 0))
    if year and review.pieces.sure(
        review.sources.years.get(row.fiscal_year or 0, ()), Decimal(row.fiscal_year or 0)
    ):
        year = None
    if not printed_year and of_document and "scores_fiscal_year" in unsure_years:
        year = str(row.fiscal_year)
    if year:
        review.doubt(ASSESSMENTS, row.assessment_id, "fiscal_year", year)
        for score in scores:
            review.doubt(SCORES, score.score_id, "fiscal_year", year)
    if _adds_up(row, scores):
        return
    unconfirmed: list[str] = []
    of_total: list[str] = []
    if row.overall_score is not None:
        number = review.number(row.assessment_id, "overall_score", row.overall_score)
        if number and not review.pieces.sure(
            review.sources.totals.get(row.assessment_id, ()), row.overall_score
        ):
            review.doubt(ASSESSMENTS, row.assessment_id, "overall_score", number)
            of_total = [number]
    for score in scores:
        number = review.number(score.score_id, "score", score.score)
        if number is None or score.score_id in review.sources.by_mean:
            continue
        if review.pieces.sure(review.sources.scores.get(score.score_id, ()), score.score):
            continue
        review.doubt(SCORES, score.score_id, "score", number)
        unconfirmed.append(number)
    if row.overall_recomputed is None:
        return
    computed = (("overall_recomputed", unconfirmed), ("level_recomputed", unconfirmed),
                ("reconciliation", of_total + unconfirmed))  # fmt: skip
    for column, numbers in computed:
        if numbers:
            review.doubt(ASSESSMENTS, row.assessment_id, column, ", ".join(dict.fromkeys(numbers)))


def _adds_up(row: AssessmentRow, scores: Sequence[IndicatorScoreRow]) -> bool:
    """Whether ten printed indicators give the printed total as nearly as rounding lets them. A score
    that was solved from the total proves nothing of it."""
    return (
        row.overall_score is not None
        and row.overall_recomputed is not None
        and abs(row.overall_score - row.overall_recomputed) <= _ROUNDING
        and len(scores) == _ALL
        and all(score.method != "solved" for score in scores)
    )
