"""Results of many organizations: the commission's list, a province's table, a press page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from transforms.document import Document
from transforms.extract.organizations.mentions import OrganizationMention
from transforms.extract.results.captions import is_commissions
from transforms.extract.results.columns import LEVEL, ORGANIZATION, PROVINCE, TOTAL
from transforms.extract.results.sentences import result_sentences
from transforms.extract.results.stated_result import NamedOrganization, StatedResult, StatedYear
from transforms.extract.results.tables import ResultTable, result_tables
from transforms.extract.scores.totals import TotalMention
from transforms.facts import Extraction, SourceKind
from transforms.read.choose import SPREADSHEETS
from transforms.reference import Reference
from transforms.resolve.document_rows import DOCUMENTS, row_of_many
from transforms.resolve.formula import rounded
from transforms.resolve.ledger import Ledger
from transforms.resolve.organization import decide_organization
from transforms.resolve.stated_results import (
    AttributedResults,
    attribute,
    doubt_rows,
    rows_of_many,
    without_impossible_years,
)

#: The commission's list has all ten indicators. Without its name above it must reach over so many provinces.
_ALL_INDICATORS = frozenset(range(1, 11))
_MANY_PROVINCES = 3
#: So many organizations with a result each are a list, of which some rows may be damaged.
_PLAINLY_A_LIST = 5
#: A table of so many indicators is one of ITA, whatever stands around it.
_PLAINLY_ITA = 5


@dataclass(frozen=True, slots=True)
class StatedResults:
    """All results that a document states row by row or sentence by sentence, with the organizations that
    they are of."""

    tables: tuple[ResultTable, ...]
    results: tuple[StatedResult, ...]
    attributed: AttributedResults
    unread: tuple[NamedOrganization, ...]

    @property
    def plainly_ita(self) -> bool:
        """Whether a table has so many of the indicators that it can be of nothing else."""
        return any(len(table.indicators()) >= _PLAINLY_ITA for table in self.tables if table.of_organizations)

    @property
    def organization_blocks(self) -> frozenset[int]:
        """The blocks of tables whose rows are local administrations."""
        return frozenset(
            result.block
            for table in self.tables
            for result in table.results
            if result.organization is not None and result.organization.is_local
        )

    def named(self) -> int:
        """How many organizations have a result here, found in the register or not."""
        unknown = {(named.name, named.types) for named, _ in self.attributed.others if named.is_local}
        return len(self.attributed.organizations()) + len(unknown)

    def is_of_nobody_else(self, total: TotalMention) -> bool:
        """Whether running text states ``total`` before it names any organization."""
        return any(
            result.organization is None
            and result.total is not None
            and result.total.place.line == total.place.line
            and rounded(result.total.value) == rounded(total.value)
            for result in self.results
        )

    def lines(self) -> frozenset[int]:
        """The lines on which an organization's result stands."""
        return frozenset(result.place.line for result in self.results if result.organization is not None)


def stated_results(document: Document, ruined: Collection[int], reference: Reference) -> StatedResults:
    """What tables and sentences outside ruined blocks state of organizations or years."""
    tables = result_tables(document, ruined, reference)
    is_data = document.reader in SPREADSHEETS
    results = [result for table in tables for result in table.results]
    if not is_data:
        results += result_sentences(document, ruined, reference)
    possible = without_impossible_years(results, reference)
    return StatedResults(
        tuple(tables),
        tuple(possible),
        attribute(possible, reference, similar=not is_data),
        tuple(named for table in tables for named in table.unread),
    )


def source_kind_of(document: Document, stated: StatedResults) -> SourceKind:
    """``official_result_list`` for a spreadsheet with agency, province, all ten indicators, total and level
    that carries the commission's name above the list or reaches over three provinces or more; anything
    short of it is ``other``."""
    if document.reader not in SPREADSHEETS:
        return "other"
    full = [
        table
        for table in stated.tables
        if {ORGANIZATION, PROVINCE, TOTAL, LEVEL} <= table.kinds() and table.indicators() == _ALL_INDICATORS
    ]
    rest = [table for table in stated.tables if table not in full and table.of_organizations]
    if not full or rest:
        return "other"
    if any(is_commissions(title.text) for table in full for title in table.titles):
        return "official_result_list"
    provinces = {organization.province for organization, _, _ in stated.attributed.found}
    return "official_result_list" if len(provinces) >= _MANY_PROVINCES else "other"


def is_about_many(
    stated: StatedResults,
    mentions: Sequence[OrganizationMention],
    reference: Reference,
    *,
    has_measures: bool,
) -> bool:
    """Whether the document is nobody's own report: it states results of two organizations or more, and
    apart from these nothing says whose report it is. A report with measures is somebody's."""
    if stated.named() < 2 or not stated.attributed.found:
        return False
    lines = stated.lines()
    if stated.named() >= _PLAINLY_A_LIST and not has_measures:
        # What stands between its rows, or right behind the last, is a row that could not be read.
        lines = frozenset(range(min(lines), max(lines) + 3))
    elsewhere = decide_organization([m for m in mentions if m.place.line not in lines], reference)
    if elsewhere.organization is not None:
        return False
    if not has_measures and stated.named() > 2:
        return True
    return decide_organization(mentions, reference).organization is None


def extraction_of_many(
    content: bytes,
    document: Document,
    stated: StatedResults,
    year: StatedYear | None,
    ledger: Ledger,
    reference: Reference,
) -> Extraction:
    """The rows of a document about many organizations. ``year`` is that of the document, for results beside
    which none is printed."""
    attributed = stated.attributed
    if year is not None:
        attributed = _with_year(attributed, year, reference)
    assessments, scores = rows_of_many(attributed, ledger, reference)
    doubt_rows(attributed, stated.unread, ledger, DOCUMENTS)
    years = {row.fiscal_year for row in assessments if row.fiscal_year is not None}
    row = row_of_many(document, len(content), source_kind_of(document, stated), years, ledger)
    first = next((result.year for _, _, result in attributed.found if result.year is not None), None)
    if row.scores_fiscal_year is not None and first is not None:
        ledger.evidence(
            DOCUMENTS, ledger.document_id, "scores_fiscal_year", first.place, first.raw, first.rule
        )
    if any(row.fiscal_year is None for row in assessments):
        ledger.issue("year-unknown", DOCUMENTS, ledger.document_id, "scores_fiscal_year", name="scores")
    return Extraction(
        document=row,
        assessments=tuple(assessments),
        indicator_scores=tuple(scores),
        evidence=tuple(ledger.evidence_rows),
        unknowns=tuple(ledger.unknown_rows),
        issues=ledger.issues(),
        wordings=tuple(ledger.wording_rows),
    )


def _with_year(attributed: AttributedResults, year: StatedYear, reference: Reference) -> AttributedResults:
    results = [
        replace(result, year=year) if result.year is None else result for _, _, result in attributed.found
    ]
    possible = without_impossible_years(results, reference)
    found = [
        (organization, how, result)
        for (organization, how, _), result in zip(attributed.found, possible, strict=True)
    ]
    return AttributedResults(found, attributed.own, attributed.others)
