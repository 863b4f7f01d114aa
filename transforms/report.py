"""One report into facts: read, extract, decide. The whole of reading is this one pure function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from transforms.corrections import Correction, DocumentCorrections
from transforms.document import Document, NotADocument, UnreadableDocument
from transforms.extract.destruction import is_destroyed
from transforms.extract.disclosures.rows import disclosure_list
from transforms.extract.legibility import is_worn
from transforms.extract.measures.rows import deadline_cells, measure_candidates
from transforms.extract.organizations.mentions import organization_finder
from transforms.extract.results.stated_result import StatedYear
from transforms.extract.ruined import ruined_blocks, without_ruined_rows
from transforms.extract.scope import out_of_scope_reason
from transforms.extract.scores.indicators import indicator_reader
from transforms.extract.scores.lists import score_lists
from transforms.extract.scores.totals import level_reader, total_mentions
from transforms.extract.tables.headings import heading_reader
from transforms.extract.tables.logical_rows import LogicalRow
from transforms.extract.tables.logical_tables import (
    DISCLOSURES,
    MEASURES,
    ORGANIZATIONS,
    OTHER,
    logical_tables,
)
from transforms.extract.years.rounds import round_statements
from transforms.extract.years.statements import document_date, year_of_making, year_statements
from transforms.facts import (
    Extraction,
    State,
    WordingRow,
    document_id_of,
)
from transforms.normalize.departments import DepartmentMatcher
from transforms.normalize.status import StatusReader
from transforms.read.choose import SPREADSHEETS, read_document
from transforms.reference import Framework, Reference
from transforms.resolve.assessment_rows import assessment_rows
from transforms.resolve.corrected_decisions import (
    is_withdrawn,
    settled_organization,
    settled_round,
    settled_year,
)
from transforms.resolve.corrected_rows import corrected
from transforms.resolve.corrected_wordings import standing_wordings, wording_uses
from transforms.resolve.destroyed_rows import waiting
from transforms.resolve.disclosure_rows import disclosure_rows
from transforms.resolve.document_doubts import (
    doubt_organization,
    doubt_scores_year,
    doubt_text,
    doubt_years,
)
from transforms.resolve.document_rows import (
    DOCUMENTS,
    Decisions,
    document_row,
    organization_rows,
    row_set_aside,
)
from transforms.resolve.history import latest_of_series, totals_apart, weigh_text, with_history
from transforms.resolve.ledger import Ledger
from transforms.resolve.link_rows import doubt_links, other_links
from transforms.resolve.measure_rows import MeasureRows
from transforms.resolve.organization import (
    OrganizationDecision,
    decide_organization,
    decided_by_places,
    lines_of_others,
)
from transforms.resolve.pasted_blocks import pasted_blocks
from transforms.resolve.row_doubts import doubt_rows_set_aside
from transforms.resolve.scores import decide_assessments, first_block, printed_scores
from transforms.resolve.second_sources import SURELY_TITLED, second_sources
from transforms.resolve.stated_results import (
    doubt_others,
    doubt_rows,
    own_and_others,
    own_rows_without_year,
    rows_of_many,
    year_evidence,
)
from transforms.resolve.unconfirmed_numbers import doubt_unconfirmed, is_from_pictures
from transforms.resolve.unmatched_wordings import wordings_without_issue
from transforms.resolve.year_doubts import doubt_years_together
from transforms.resolve.years import (
    PLAINLY_OF_MEASURES,
    RoundDecision,
    YearDecision,
    decide_measures_year,
    decide_round,
    decide_scores_year,
    in_known_times,
    measures_year_of_deadlines,
    questions_framework,
)
from transforms.result_list import extraction_of_many, is_about_many, stated_results


@lru_cache(maxsize=4)
def _department_matcher(reference: Reference) -> DepartmentMatcher:
    return DepartmentMatcher(reference.departments)


@lru_cache(maxsize=4)
def _status_reader(reference: Reference) -> StatusReader:
    return StatusReader(reference.statuses)


def extract_report(
    content: bytes,
    sha256: str,
    file_name: str,
    reference: Reference,
    read: Callable[[bytes, str], Document] = read_document,
    corrections: Sequence[Correction] = (),
) -> Extraction:
    """The facts of one document, whose original bytes are ``content``, as ``read`` reads them and
    ``corrections`` settle them.

    Never raises for a bad document: what cannot be read is an ``Extraction`` whose document is
    ``quarantined`` (or ``out_of_scope``) with the rule as its reason and an issue that says what to
    do. ``file_name`` stands in messages only; nothing is decided by it.
    """
    made: list[Document] = []

    def read_once(content: bytes, sha256: str) -> Document:
        if not made:
            made.append(read(content, sha256))
        return made[0]

    def extracted(known: Reference) -> Extraction:
        settled = DocumentCorrections(corrections)
        return corrected(_extracted(content, sha256, file_name, known, read_once, settled), settled, known)

    found = extracted(reference)
    if reference.plain is None or not made:
        return found
    standing = standing_wordings(made[0], reference)
    if not standing:
        return found
    return replace(
        found, wordings=(*found.wordings, *wording_uses(extracted(reference.plain), found, standing))
    )


def _extracted(
    content: bytes,
    sha256: str,
    file_name: str,
    reference: Reference,
    read: Callable[[bytes, str], Document],
    corrections: DocumentCorrections,
) -> Extraction:
    ledger = Ledger(document_id_of(sha256), reference)
    try:
        document = read(content, sha256)
    except NotADocument as other:
        ledger.issue(other.rule, DOCUMENTS, ledger.document_id, detail=other.detail, file_name=file_name)
        for note in other.notes:
            ledger.issue(note.rule, DOCUMENTS, ledger.document_id, detail=note.detail)
        row = row_set_aside(content, sha256, other.rule, "out_of_scope", ledger.document_id)
        return Extraction(row, issues=ledger.issues())
    except UnreadableDocument as unreadable:
        ledger.issue(
            unreadable.rule, DOCUMENTS, ledger.document_id, detail=unreadable.detail, file_name=file_name
        )
        row = row_set_aside(content, sha256, unreadable.rule, "quarantined", ledger.document_id)
        return Extraction(row, issues=ledger.issues())
    for note in document.notes:
        ledger.issue(note.rule, DOCUMENTS, ledger.document_id, place=note.place, detail=note.detail)
    if document.reader in SPREADSHEETS:
        stated = stated_results(document, (), reference)
        if stated.named() > 1 and stated.attributed.found and stated.plainly_ita:
            return extraction_of_many(content, document, stated, None, ledger, reference)
    return _Resolution(content, document, ledger, reference, corrections).extraction()


class _Resolution:
    """The decisions about one document, in their order; each candidate is extracted before."""

    def __init__(
        self,
        content: bytes,
        document: Document,
        ledger: Ledger,
        reference: Reference,
        corrections: DocumentCorrections,
    ) -> None:
        self.content = content
        self.corrections = corrections
        document, self.ruined_rows = without_ruined_rows(document)
        self.document = document
        self.ledger = ledger
        self.reference = reference
        self.tables = logical_tables(document, heading_reader(reference))
        understood = frozenset(
            row.block for table in self.tables if table.kind != OTHER for row in table.rows
        )
        self.ruins = ruined_blocks(document, understood)
        self.ruined = frozenset(self.ruins)

    def extraction(self) -> Extraction:
        """The rows of all tables."""
        if is_withdrawn(self.corrections):
            return self._set_aside("withdrawn", "out_of_scope")
        reason = out_of_scope_reason(self.document, self.ruined)
        if reason is not None:
            self.ledger.issue(reason, DOCUMENTS, self.ledger.document_id)
            return self._set_aside(reason, "out_of_scope")
        self.stated = stated_results(self.document, self.ruined, self.reference)
        finder = organization_finder(self.reference)
        mentions = finder.mentions(self.document, self.ruined)
        has_measures = any(table.kind in (MEASURES, DISCLOSURES) for table in self.tables)
        if is_about_many(self.stated, mentions, self.reference, has_measures=has_measures):
            return self._of_many()
        if not self.stated.attributed.found and any(
            table.kind == ORGANIZATIONS and len(table.rows) > 1 for table in self.tables
        ):
            self.ledger.issue("many-organizations", DOCUMENTS, self.ledger.document_id)
            if self.reference.register:
                doubt_rows(self.stated.attributed, self.stated.unread, self.ledger, DOCUMENTS)
            return self._set_aside("many-organizations", "quarantined")
        if self.stated.named() > 1:
            lines = self.stated.lines()
            elsewhere = [mention for mention in mentions if mention.place.line not in lines]
            mentions = elsewhere if decide_organization(elsewhere, self.reference).organization else mentions
        organization = decide_organization(mentions, self.reference)
        if organization.reason == "organization-ambiguous":
            places = finder.places(self.document, self.ruined)
            organization = decided_by_places(organization, places, mentions, self.reference)
        organization = settled_organization(organization, self.corrections, self.reference)
        if organization.organization is None:
            assert organization.reason is not None
            place = organization.mention.place if organization.mention else None
            candidates = ", ".join(
                f"{o.name} อ.{o.amphoe} จ.{o.province} ({o.organization_id})" for o in organization.candidates
            )
            self.ledger.issue(
                organization.reason,
                DOCUMENTS,
                self.ledger.document_id,
                "organization_id",
                place,
                organization.mention.raw if organization.mention else None,
                candidates=candidates or "—",
            )
            self.ledger.unknown(
                DOCUMENTS, self.ledger.document_id, "organization_id", organization.reason, candidates or None
            )
            return self._set_aside(organization.reason, "quarantined")
        self.ledger.organization_id = organization.organization.organization_id
        self.pasted = pasted_blocks(self.tables, mentions, organization.organization, self.reference)
        return self._facts(organization, lines_of_others(mentions, organization.organization))

    def _of_many(self) -> Extraction:
        """The results of many organizations; where none is printed beside them, of the document's year."""
        statements = in_known_times(year_statements(self.document, self.ruined), self.reference)
        levels = [result.level for result in self.stated.results if result.level]
        said = decide_scores_year(statements, levels, {}, self.reference)
        year = None
        if said.year is not None and said.statement is not None and not said.conflict:
            year = StatedYear(said.year, "document-year", said.statement.place, said.statement.raw)
        found = extraction_of_many(
            self.content, self.document, self.stated, year, self.ledger, self.reference
        )
        return doubt_unconfirmed(found, self.document, self.ledger)

    def _set_aside(self, reason: str, state: State) -> Extraction:
        ledger = self.ledger
        row = row_set_aside(self.content, self.document.sha256, reason, state, ledger.document_id)
        return Extraction(
            row,
            unknowns=tuple(ledger.unknown_rows),
            issues=ledger.issues(),
            wordings=self._unmatched() if state == "quarantined" else (),
        )

    def _unmatched(self) -> tuple[WordingRow, ...]:
        """What matched nothing in the reference tables."""
        others = wordings_without_issue(
            self.document,
            self.tables,
            self.ruined,
            heading_reader(self.reference),
            self.reference.provinces,
        )
        return (*self.ledger.wording_rows, *others)

    def _facts(self, organization: OrganizationDecision, others: frozenset[int]) -> Extraction:
        document, ledger, reference = self.document, self.ledger, self.reference
        assert organization.organization is not None
        organization_id = organization.organization.organization_id
        statements = in_known_times(year_statements(document, self.ruined), reference)
        hidden = self.ruined | self.stated.organization_blocks
        totals, levels = total_mentions(document, self.tables, hidden, level_reader(reference))
        plainly_own = [total for total in totals if total.place.line not in others]
        totals = [total for total in totals if total in plainly_own or self.stated.is_of_nobody_else(total)]
        lists = score_lists(document, self.tables, hidden, indicator_reader(reference))
        printed_levels = [t.level for t in totals if t.level] + [mention.level for mention in levels]
        dated = document_date(document, self.ruined)
        table = first_block(lists, totals)
        scores_year = decide_scores_year(
            statements, printed_levels, printed_scores(lists), reference, dated[0] if dated else None, table
        )
        listed = self.stated.organization_blocks
        own, foreign = own_and_others(
            self.stated.attributed, organization_id, [total.value for total in plainly_own], listed
        )
        scores_year = (
            latest_of_series(own, scores_year) or scores_year if scores_year.year is None else scores_year
        )
        scores_year = settled_year("scores_fiscal_year", scores_year, self.corrections)
        if scores_year.statement is not None and scores_year.year is not None:
            place, raw = scores_year.statement.place, scores_year.statement.raw
            year = StatedYear(scores_year.year, "document-year", place, raw)
            own += own_rows_without_year(self.stated.attributed, organization_id, listed, year)
        totals = totals_apart(totals, own, [result for _, _, result in foreign.found], scores_year.year)
        decided = decide_assessments(totals, levels, lists, statements, scores_year.year, reference)
        decided, read_years = with_history(decided, own, reference)
        weigh_text(decided, is_worn(document, self.ruined))
        assessments, scores = assessment_rows(decided, organization_id, ledger, reference)
        for read_year in read_years.values():
            year_evidence(ledger, organization_id, read_year)
        of_others = rows_of_many(foreign, ledger, reference, told_by=organization.organization)
        assessments, scores = assessments + of_others[0], scores + of_others[1]

        measures_year = decide_measures_year(statements, scores_year.year)
        if measures_year.year is None:
            times = deadline_cells(self.tables, self.ruined)
            made = year_of_making(document, self.ruined)
            by_deadlines = measures_year_of_deadlines(times, scores_year.year, made)
            measures_year = by_deadlines if by_deadlines.year is not None else measures_year
        measures_year = settled_year("measures_fiscal_year", measures_year, self.corrections)
        framework = reference.framework(measures_year.year or scores_year.year)
        set_aside: list[tuple[LogicalRow, str]] = []
        measures = measure_candidates(
            document,
            self.tables,
            self.ruined,
            questions_framework(scores_year.year, measures_year.year, reference),
            indicator_reader(reference),
            _department_matcher(reference),
            set_aside,
        )
        doubt_rows_set_aside(ledger, set_aside)
        disclosures = disclosure_list(self.tables, self.ruined, self._frameworks(framework))
        reporting_round = decide_round(round_statements(document, self.ruined))
        reporting_round = settled_round(reporting_round, self.corrections)
        said = measures_year.statement
        if not (measures or disclosures.items or (said and said.weight >= PLAINLY_OF_MEASURES)):
            measures_year = YearDecision(None, "states-no-measures", "scores-alone", (), None)
            reporting_round = RoundDecision(None, None, "states-no-measures")
        rows = MeasureRows(
            ledger,
            organization_id,
            measures_year.year,
            reporting_round.reporting_round,
            _status_reader(reference),
            _department_matcher(reference),
            self.pasted,
        )
        rows.add_all(measures)
        items_year = self._items_year(disclosures.framework, measures_year.year)
        items, item_links = disclosure_rows(
            disclosures, organization_id, items_year, _status_reader(reference), ledger
        )
        links = [*rows.links, *item_links]
        links += other_links(document, self.ruined, links, ledger)
        doubt_links(links, ledger)
        decisions = Decisions(organization, scores_year, measures_year, reporting_round)
        row = document_row(document, len(self.content), self.ruined, decisions, ledger)
        doubt_organization(decisions, reference, ledger)
        doubt_others(foreign, ledger, reference)
        doubt_years(decisions, ledger)
        times = deadline_cells(self.tables, self.ruined)
        doubted = doubt_years_together(
            decisions, statements, times, dated[0] if dated else None, ledger, damaged=bool(self.ruins)
        )
        if scores_year.conflict or "scores_fiscal_year" in doubted:
            doubt_scores_year(scores_year, assessments, scores, frozenset(read_years), ledger)
        doubt_text(document, self.tables, self.ruins, ledger, self.ruined_rows)
        if (rows.measures or items) and reporting_round.reporting_round is None:
            for column in ("reporting_round", "period_end"):
                ledger.issue("round-unknown", DOCUMENTS, ledger.document_id, column)
        if not (assessments or rows.measures or items):
            ledger.issue("nothing-found", DOCUMENTS, ledger.document_id)
        destroyed = bool(rows.measures or items) and is_destroyed(document, self.tables, self.ruined)
        if destroyed:
            ledger.issue("document-destroyed", DOCUMENTS, ledger.document_id)
        found = Extraction(
            document=row,
            organizations=organization_rows(organization, ledger.document_id),
            assessments=tuple(assessments),
            indicator_scores=tuple(scores),
            measures=tuple(rows.measures),
            measure_deadlines=tuple(rows.deadlines),
            measure_departments=tuple(rows.departments),
            disclosures=tuple(items),
            evidence_links=tuple(links),
            evidence=tuple(ledger.evidence_rows),
            unknowns=tuple(ledger.unknown_rows),
            issues=ledger.issues(),
            wordings=self._unmatched(),
        )
        found = waiting(found) if destroyed else found
        if not is_from_pictures(document):
            return found
        titled = [i.item.code for i in disclosures.items if i.doubt is None and i.likeness >= SURELY_TITLED]
        rounds = round_statements(document, self.ruined)
        sources = second_sources(
            ledger.document_id, organization_id, decided, totals, own, statements, rounds, times, titled
        )
        return doubt_unconfirmed(found, document, ledger, sources, indicator_reader(reference))

    def _frameworks(self, likely: Framework) -> list[Framework]:
        """All frameworks with items, the likely one first, then the later before the earlier."""
        others = sorted(self.reference.frameworks.values(), key=lambda framework: -framework.fiscal_year)
        return [likely, *(framework for framework in others if framework is not likely)]

    def _items_year(self, items_of: Framework | None, measures_year: int | None) -> int | None:
        """The year of the framework whose items are listed: the measures' year where its items are
        the same list."""
        if items_of is None:
            return None
        if measures_year is not None and self.reference.framework(measures_year).items == items_of.items:
            return measures_year
        return items_of.fiscal_year
