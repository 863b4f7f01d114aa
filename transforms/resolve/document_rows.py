"""The decisions about a document as a whole, and its row."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from transforms import RULES_VERSION
from transforms.document import Document
from transforms.extract.years.statements import document_date
from transforms.facts import DocumentRow, OrganizationRow, SourceKind, State
from transforms.read.choose import media_type_of
from transforms.resolve.ledger import Ledger
from transforms.resolve.organization import OrganizationDecision
from transforms.resolve.years import RoundDecision, YearDecision, period_of

DOCUMENTS = "core.documents"
#: The basis where a document is about many organizations.
MANY = "many"


@dataclass(frozen=True, slots=True)
class Decisions:
    """Whose report it is, of which years and round."""

    organization: OrganizationDecision
    scores_year: YearDecision
    measures_year: YearDecision
    reporting_round: RoundDecision

    def years(self) -> tuple[tuple[str, YearDecision], ...]:
        """Column → decision, for both years."""
        return (("scores_fiscal_year", self.scores_year), ("measures_fiscal_year", self.measures_year))


def document_row(
    document: Document, byte_count: int, ruined: frozenset[int], decided: Decisions, ledger: Ledger
) -> DocumentRow:
    """The row of a loaded document; each decision's evidence, or why it is null, goes to the ledger."""
    identity = ledger.document_id
    organization, reporting_round = decided.organization, decided.reporting_round
    assert organization.organization is not None
    if organization.mention is not None:
        mention = organization.mention
        ledger.evidence(
            DOCUMENTS, identity, "organization_id", mention.place, mention.raw, organization.basis
        )
    for column, decision in decided.years():
        if decision.statement is not None:
            ledger.evidence(
                DOCUMENTS,
                identity,
                column,
                decision.statement.place,
                decision.statement.raw,
                decision.rule,
            )
        elif decision.year is None:
            named = " | ".join(str(year) for year, _ in decision.candidates)
            ledger.unknown(DOCUMENTS, identity, column, decision.reason or "not-stated", named or None)
    if reporting_round.statement is not None:
        said = reporting_round.statement
        ledger.evidence(DOCUMENTS, identity, "reporting_round", said.place, said.raw, "round-wording")
    elif reporting_round.reporting_round is None:
        ledger.unknown(DOCUMENTS, identity, "reporting_round", reporting_round.reason)
    dated = document_date(document, ruined)
    if dated is not None:
        ledger.evidence(DOCUMENTS, identity, "document_date", dated[1], dated[2], "memo-date")
    start, end = period_of(decided.measures_year.year, reporting_round.reporting_round)
    if start is None:
        for column in ("period_start", "period_end"):
            ledger.unknown(DOCUMENTS, identity, column, decided.measures_year.reason or "not-stated")
    return replace(
        _row_read(document, byte_count, identity),
        source_kind="own_report",
        organization_id=organization.organization.organization_id,
        organization_basis=organization.basis,
        measures_fiscal_year=decided.measures_year.year,
        scores_fiscal_year=decided.scores_year.year,
        reporting_round=reporting_round.reporting_round,
        period_start=start,
        period_end=end,
        document_date=dated[0] if dated else None,
    )


def row_of_many(
    document: Document, byte_count: int, source_kind: SourceKind, years: Collection[int], ledger: Ledger
) -> DocumentRow:
    """The row of a document about many organizations. ``years`` are those of its results: the document has
    one where they are one. It states no measures and is nobody's own report."""
    identity = ledger.document_id
    ledger.unknown(DOCUMENTS, identity, "organization_id", "many-organizations")
    ledger.unknown(DOCUMENTS, identity, "measures_fiscal_year", "states-no-measures")
    ledger.unknown(DOCUMENTS, identity, "reporting_round", "states-no-measures")
    if len(years) != 1:
        named = " | ".join(map(str, sorted(years)))
        reason = "several-years" if years else "not-stated"
        ledger.unknown(DOCUMENTS, identity, "scores_fiscal_year", reason, named or None)
    return replace(
        _row_read(document, byte_count, identity),
        source_kind=source_kind,
        organization_basis=MANY,
        scores_fiscal_year=next(iter(years)) if len(years) == 1 else None,
    )


def _row_read(document: Document, byte_count: int, document_id: str) -> DocumentRow:
    """The row of a document that was read, before anything is decided about it."""
    return replace(
        _row_undecided(document.sha256, document.media_type, byte_count, document_id),
        reader=document.reader,
        encoding=document.encoding,
        line_count=document.line_count,
        state="loaded",
    )


def row_set_aside(content: bytes, sha256: str, reason: str, state: State, document_id: str) -> DocumentRow:
    """The row of a document that gives no facts, for ``reason``."""
    return replace(
        _row_undecided(sha256, media_type_of(content), len(content), document_id),
        state=state,
        state_reason=reason,
    )


def _row_undecided(sha256: str, media_type: str, byte_count: int, document_id: str) -> DocumentRow:
    return DocumentRow(
        document_id=document_id,
        sha256=sha256,
        media_type=media_type,
        reader="none",
        encoding=None,
        byte_count=byte_count,
        line_count=None,
        state="quarantined",
        state_reason=None,
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


def organization_rows(decision: OrganizationDecision, document_id: str) -> tuple[OrganizationRow, ...]:
    """The provisional organization, where the register does not have the one that reports."""
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
            document_id,
        ),
    )
