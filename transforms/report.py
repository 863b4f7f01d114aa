"""One report into facts: read, extract, decide. The whole of reading is this one pure function."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from transforms import RULES_VERSION
from transforms.document import Document, Paragraph, Place, UnreadableDocument
from transforms.extract.disclosures import DisclosureCandidate, disclosure_candidates
from transforms.extract.headings import heading_reader
from transforms.extract.indicators import indicator_reader
from transforms.extract.links import foreign_hosts, links_in
from transforms.extract.logical_tables import ORGANIZATIONS, OTHER, logical_tables
from transforms.extract.measures import MeasureCandidate, measure_candidates
from transforms.extract.organizations import organization_finder
from transforms.extract.ruined import RuinedBlock, ruined_blocks
from transforms.extract.scope import out_of_scope_reason
from transforms.extract.scores import level_reader, score_lists, total_mentions
from transforms.extract.years import document_date, round_statements, year_statements
from transforms.facts import (
    DocumentRow,
    EvidenceLinkRow,
    Extraction,
    OrganizationRow,
    State,
    document_id_of,
    stable_id,
)
from transforms.normalize.departments import DepartmentMatcher
from transforms.normalize.status import StatusReader
from transforms.read.choose import media_type_of, read_document
from transforms.reference import Framework, Reference
from transforms.resolve.assessment_rows import assessment_rows
from transforms.resolve.disclosure_rows import disclosure_rows
from transforms.resolve.ledger import Ledger
from transforms.resolve.measure_rows import MeasureRows
from transforms.resolve.organization import OrganizationDecision, decide_organization
from transforms.resolve.scores import decide_assessments, printed_scores
from transforms.resolve.years import (
    RoundDecision,
    YearDecision,
    decide_measures_year,
    decide_round,
    decide_scores_year,
    period_of,
)

DOCUMENTS = "core.documents"


@lru_cache(maxsize=4)
def _department_matcher(reference: Reference) -> DepartmentMatcher:
    return DepartmentMatcher(reference.departments)


@lru_cache(maxsize=4)
def _status_reader(reference: Reference) -> StatusReader:
    return StatusReader(reference.statuses)


def extract_report(content: bytes, sha256: str, file_name: str, reference: Reference) -> Extraction:
    """The facts of one document, whose original bytes are ``content``.

    Never raises for a bad document: what cannot be read is an ``Extraction`` whose document is
    ``quarantined`` (or ``out_of_scope``) with the rule as its reason and an issue that says what to
    do. ``file_name`` stands in messages only; nothing is decided by it.
    """
    ledger = Ledger(document_id_of(sha256), reference)
    try:
        document = read_document(content, sha256)
    except UnreadableDocument as unreadable:
        ledger.issue(
            unreadable.rule, DOCUMENTS, ledger.document_id, detail=unreadable.detail, file_name=file_name
        )
        return set_aside(content, sha256, unreadable.rule, ledger)
    return _Resolution(content, document, ledger, reference).extraction()


def set_aside(
    content: bytes, sha256: str, reason: str, ledger: Ledger, state: State = "quarantined"
) -> Extraction:
    """The extraction of a document that gives no facts, for ``reason``."""
    row = DocumentRow(
        document_id=ledger.document_id,
        sha256=sha256,
        media_type=media_type_of(content),
        reader="none",
        encoding=None,
        byte_count=len(content),
        line_count=None,
        state=state,
        state_reason=reason,
        source_kind="other",
        organization_id=None,
        organization_basis=None,
        measures_fiscal_year=None,
        scores_fiscal_year=None,
        reporting_round=None,
        period_start=None,
        period_end=None,
        document_date=None,
        certainty="sure",
        rules_version=RULES_VERSION,
    )
    return Extraction(row, issues=ledger.issues())


class _Resolution:
    """The decisions about one document, in their order; each candidate is extracted before."""

    def __init__(self, content: bytes, document: Document, ledger: Ledger, reference: Reference) -> None:
        self.content = content
        self.document = document
        self.ledger = ledger
        self.reference = reference
        self.tables = logical_tables(document, heading_reader(reference))
        understood = frozenset(table.block for table in self.tables if table.kind != OTHER)
        self.ruins = ruined_blocks(document, understood)
        self.ruined = frozenset(self.ruins)

    def extraction(self) -> Extraction:
        """The rows of all tables."""
        reason = out_of_scope_reason(self.document, self.ruined)
        if reason is not None:
            self.ledger.issue(reason, DOCUMENTS, self.ledger.document_id)
            return self._set_aside(reason, "out_of_scope")
        if any(table.kind == ORGANIZATIONS and len(table.rows) > 1 for table in self.tables):
            self.ledger.issue("many-organizations", DOCUMENTS, self.ledger.document_id)
            return self._set_aside("many-organizations", "quarantined")
        mentions = organization_finder(self.reference).mentions(self.document, self.ruined)
        organization = decide_organization(mentions, self.reference)
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
        return self._facts(organization)

    def _set_aside(self, reason: str, state: State) -> Extraction:
        return set_aside(self.content, self.document.sha256, reason, self.ledger, state)

    def _facts(self, organization: OrganizationDecision) -> Extraction:
        document, ledger, reference = self.document, self.ledger, self.reference
        assert organization.organization is not None
        organization_id = organization.organization.organization_id
        statements = year_statements(document, self.ruined)
        totals, levels = total_mentions(document, self.ruined, level_reader(reference))
        lists = score_lists(document, self.tables, self.ruined, indicator_reader(reference))
        printed_levels = [t.level for t in totals if t.level] + [mention.level for mention in levels]
        scores_year = decide_scores_year(statements, printed_levels, printed_scores(lists), reference)
        decided = decide_assessments(totals, levels, lists, statements, scores_year.year, reference)
        assessments, scores = assessment_rows(decided, organization_id, ledger)

        measures_year = decide_measures_year(statements, scores_year.year)
        framework = reference.framework(measures_year.year or scores_year.year)
        measures = measure_candidates(
            document,
            self.tables,
            self.ruined,
            framework,
            indicator_reader(reference),
            _department_matcher(reference),
        )
        disclosures, items_of = disclosure_candidates(self.tables, self.ruined, self._frameworks(framework))
        reporting_round = decide_round(round_statements(document, self.ruined))
        if not measures and not disclosures and decided:
            measures_year = YearDecision(None, "states-no-measures", "scores-alone", (), None)
        rows = MeasureRows(
            ledger,
            organization_id,
            measures_year.year,
            reporting_round.reporting_round,
            _status_reader(reference),
            _department_matcher(reference),
        )
        rows.add_all(measures)
        items_year = self._items_year(items_of, measures_year.year)
        items, item_links = disclosure_rows(
            disclosures, organization_id, items_year, _status_reader(reference), ledger
        )
        links = [*rows.links, *item_links]
        links += self._other_links({link.url for link in links}, measures, disclosures)
        self._doubt_links(links)
        row = self._document_row(organization, scores_year, measures_year, reporting_round)
        self._doubts(organization, scores_year, measures_year)
        if (rows.measures or items) and reporting_round.reporting_round is None:
            ledger.issue("round-unknown", DOCUMENTS, ledger.document_id, "reporting_round")
        if not (assessments or rows.measures or items):
            ledger.issue("nothing-found", DOCUMENTS, ledger.document_id)
        return Extraction(
            document=row,
            organizations=self._provisional(organization),
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
        )

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

    def _provisional(self, decision: OrganizationDecision) -> tuple[OrganizationRow, ...]:
        if decision.in_register or decision.organization is None:
            return ()
        found = decision.organization
        return (
            OrganizationRow(
                found.organization_id,
                found.organization_type,
                found.name,
                found.amphoe or None,
                found.province or None,
                False,
                self.ledger.document_id,
            ),
        )

    def _other_links(
        self,
        seen: set[str],
        measures: Sequence[MeasureCandidate],
        disclosures: Sequence[DisclosureCandidate],
    ) -> list[EvidenceLinkRow]:
        """Addresses outside measures and items (running text, other tables), outside ruined blocks."""
        found: list[EvidenceLinkRow] = []
        for index, block in enumerate(self.document.blocks):
            if index in self.ruined:
                continue
            pieces = (
                [block]
                if isinstance(block, Paragraph)
                else [cell for row in block.rows for cell in row.cells]
            )
            for piece in pieces:
                for link in links_in(piece.raw, piece.text, piece.place):
                    if link.url not in seen:
                        seen.add(link.url)
                        identity = stable_id("l", self.ledger.document_id, link.url)
                        found.append(
                            EvidenceLinkRow(
                                identity,
                                self.ledger.document_id,
                                None,
                                None,
                                link.url,
                                link.place.line,
                                "sure",
                            )
                        )
        return found

    def _doubt_links(self, links: Sequence[EvidenceLinkRow]) -> None:
        hosts = foreign_hosts([link.url for link in links])
        for link in links:
            if link.url in hosts:
                self.ledger.issue(
                    "link-foreign-host",
                    "core.evidence_links",
                    link.link_id,
                    "url",
                    Place(link.source_line),
                    link.url,
                    host=hosts[link.url],
                )

    def _document_row(
        self,
        organization: OrganizationDecision,
        scores_year: YearDecision,
        measures_year: YearDecision,
        reporting_round: RoundDecision,
    ) -> DocumentRow:
        ledger, document = self.ledger, self.document
        identity = ledger.document_id
        assert organization.organization is not None
        if organization.mention is not None:
            mention = organization.mention
            ledger.evidence(
                DOCUMENTS, identity, "organization_id", mention.place, mention.raw, organization.basis
            )
        for column, decision in (
            ("scores_fiscal_year", scores_year),
            ("measures_fiscal_year", measures_year),
        ):
            if decision.statement is not None:
                ledger.evidence(
                    DOCUMENTS,
                    identity,
                    column,
                    decision.statement.place,
                    decision.statement.raw,
                    decision.rule,
                )
            else:
                named = " | ".join(str(year) for year, _ in decision.candidates)
                ledger.unknown(DOCUMENTS, identity, column, decision.reason or "not-stated", named or None)
        if reporting_round.statement is not None:
            said = reporting_round.statement
            ledger.evidence(DOCUMENTS, identity, "reporting_round", said.place, said.raw, "round-wording")
        else:
            ledger.unknown(DOCUMENTS, identity, "reporting_round", "not-stated")
        dated = document_date(document, self.ruined)
        if dated is not None:
            ledger.evidence(DOCUMENTS, identity, "document_date", dated[1], dated[2], "memo-date")
        start, end = period_of(measures_year.year, reporting_round.reporting_round)
        return DocumentRow(
            document_id=identity,
            sha256=document.sha256,
            media_type=document.media_type,
            reader=document.reader,
            encoding=document.encoding,
            byte_count=len(self.content),
            line_count=document.line_count,
            state="loaded",
            state_reason=None,
            source_kind="own_report",
            organization_id=organization.organization.organization_id,
            organization_basis=organization.basis,
            measures_fiscal_year=measures_year.year,
            scores_fiscal_year=scores_year.year,
            reporting_round=reporting_round.reporting_round,
            period_start=start,
            period_end=end,
            document_date=dated[0] if dated else None,
            certainty="sure",
            rules_version=RULES_VERSION,
        )

    def _doubts(
        self, organization: OrganizationDecision, scores_year: YearDecision, measures_year: YearDecision
    ) -> None:
        ledger, identity = self.ledger, self.ledger.document_id
        chosen = organization.organization
        assert chosen is not None
        if self.document.damaged:
            ledger.issue("text-partly-undecodable", DOCUMENTS, identity, count=self.document.damaged)
        if not organization.in_register:
            ledger.issue(
                "organization-not-in-register", DOCUMENTS, identity, "organization_id", name=chosen.name
            )
        if "similar-name" in organization.basis and organization.mention is not None:
            ledger.issue(
                "organization-name-variant",
                DOCUMENTS,
                identity,
                "organization_id",
                organization.mention.place,
                organization.mention.raw,
                printed=organization.mention.name,
                chosen=chosen.name,
            )
        for mention in organization.variants:
            ledger.issue(
                "organization-name-variant",
                DOCUMENTS,
                identity,
                "organization_id",
                mention.place,
                mention.raw,
                printed=mention.name,
                chosen=chosen.name,
            )
        if "mended" in organization.basis and organization.mention is not None:
            ledger.issue(
                "place-mended",
                DOCUMENTS,
                identity,
                "organization_id",
                organization.mention.place,
                organization.mention.raw,
                printed=f"อ.{organization.printed_amphoe} จ.{organization.printed_province}",
                chosen=f"อ.{chosen.amphoe} จ.{chosen.province}",
            )
        names = {kind.code: kind.abbreviation for kind in self.reference.organization_types}
        for foreign in organization.foreign:
            ledger.issue(
                "foreign-organization",
                DOCUMENTS,
                identity,
                "organization_id",
                foreign.mention.place,
                foreign.mention.raw,
                name=f"{names.get(foreign.organization_type, '')}{foreign.name}",
            )
        for column, decision in (
            ("scores_fiscal_year", scores_year),
            ("measures_fiscal_year", measures_year),
        ):
            candidates = ", ".join(f"{year}" for year, _ in decision.candidates)
            place = decision.statement.place if decision.statement else None
            if decision.conflict:
                ledger.issue("year-conflict", DOCUMENTS, identity, column, place, candidates=candidates)
            elif decision.year is None and decision.reason == "not-stated":
                ledger.issue("year-unknown", DOCUMENTS, identity, column)
        for run in _runs(self.ruins.values()):
            ledger.issue(
                "block-ruined",
                DOCUMENTS,
                identity,
                None,
                Place(run[0].first_line),
                None,
                reason=run[0].reason,
                first_line=run[0].first_line,
                last_line=run[-1].last_line,
            )
        for table in self.tables:
            for cell in table.unknown_headings:
                if table.block not in self.ruined:
                    ledger.issue(
                        "header-unknown",
                        DOCUMENTS,
                        identity,
                        None,
                        cell.place,
                        cell.raw,
                        wording=cell.text[:80],
                    )


def _runs(ruins: Iterable[RuinedBlock]) -> list[list[RuinedBlock]]:
    """Ruined blocks next to each other with one reason, together: one issue a run."""
    runs: list[list[RuinedBlock]] = []
    for ruin in ruins:
        if runs and runs[-1][-1].index == ruin.index - 1 and runs[-1][-1].reason == ruin.reason:
            runs[-1].append(ruin)
        else:
            runs.append([ruin])
    return runs
