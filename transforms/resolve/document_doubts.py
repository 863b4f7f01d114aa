"""What is doubtful about a document as a whole: one issue each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from transforms.document import Document, Place
from transforms.extract.ruined import RuinedBlock
from transforms.extract.tables.logical_tables import LogicalTable
from transforms.facts import AssessmentRow, IndicatorScoreRow
from transforms.reference import Reference
from transforms.resolve.document_rows import DOCUMENTS, Decisions
from transforms.resolve.ledger import Ledger
from transforms.resolve.years import YearDecision

_FILLED_IN = re.compile(r"\s*(?:[ก-ฮ]{2}\s?)?[0-9๐-๙]+(?:[./][0-9๐-๙]+)*\s*")
#: Instruments above columns of numbers are read with the scores.
_INSTRUMENT = re.compile(r"\s*(?:IIT|EIT|OIT)\s*")


def doubt_organization(decided: Decisions, reference: Reference, ledger: Ledger) -> None:
    """Issues about whose report it is."""
    identity, organization = ledger.document_id, decided.organization
    chosen = organization.organization
    assert chosen is not None
    names = {kind.code: kind.abbreviation for kind in reference.organization_types}
    if not organization.in_register:
        ledger.issue("organization-not-in-register", DOCUMENTS, identity, "organization_id", name=chosen.name)
        for namesake in organization.candidates:
            ledger.issue(
                "organization-perhaps-upgraded",
                DOCUMENTS,
                identity,
                "organization_id",
                name=chosen.name,
                code=namesake.organization_id,
                other=f"{names.get(namesake.organization_type, '')}{namesake.name}",
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
    for homonym in organization.homonyms:
        other = homonym.organization
        ledger.issue(
            "organization-homonym-named",
            DOCUMENTS,
            identity,
            "organization_id",
            homonym.mention.place,
            homonym.mention.raw,
            chosen=f"อ.{chosen.amphoe} จ.{chosen.province} ({chosen.organization_id})",
            other=f"อ.{other.amphoe} จ.{other.province} ({other.organization_id})",
            name=f"{names.get(other.organization_type, '')}{other.name}",
        )
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


def doubt_years(decided: Decisions, ledger: Ledger) -> None:
    """Issues about the two years: printed ones that disagree, none printed."""
    identity = ledger.document_id
    for column, decision in decided.years():
        candidates = ", ".join(f"{year}" for year, _ in decision.candidates)
        said, which = decision.statement, _WHICH[column]
        place, raw = (said.place, said.raw) if said else (None, None)
        with_it = (column, *_FOLLOWS[column])
        for doubted in with_it if decision.conflict else ():
            ledger.issue(
                "year-conflict", DOCUMENTS, identity, doubted, place, raw, name=which, candidates=candidates
            )
        if (
            not decision.conflict
            and decision.year is None
            and decision.reason in ("not-stated", "no-score-in-that-year")
        ):
            ledger.issue("year-unknown", DOCUMENTS, identity, column, name=which)
        if decision.after_date:
            ledger.issue(
                "year-after-document-date", DOCUMENTS, identity, column, place, raw, candidates=candidates
            )
        for doubted in with_it if said is not None and said.mended else ():
            ledger.issue(
                "year-misread", DOCUMENTS, identity, doubted, place, raw, name=which, year=decision.year
            )


def doubt_scores_year(
    decision: YearDecision,
    assessments: Sequence[AssessmentRow],
    scores: Sequence[IndicatorScoreRow],
    read_years: frozenset[int],
    ledger: Ledger,
) -> None:
    """Where the scores' year is in doubt, each row of the year that was chosen says so, but for results with
    their year beside them (``read_years``)."""
    if decision.year is None or decision.year in read_years:
        return
    said = decision.statement
    place, raw = (said.place, said.raw) if said else (None, None)
    candidates = ", ".join(f"{year}" for year, _ in decision.candidates)
    rule = "year-conflict" if decision.conflict else "year-of-row-doubted"
    records = [
        ("core.assessments", row.assessment_id)
        for row in assessments
        if row.fiscal_year == decision.year and row.organization_id == ledger.organization_id
    ] + [
        ("core.indicator_scores", row.score_id)
        for row in scores
        if row.fiscal_year == decision.year and row.organization_id == ledger.organization_id
    ]
    for table, record in records:
        ledger.issue(
            rule,
            table,
            record,
            "fiscal_year",
            place,
            raw,
            name=_WHICH["scores_fiscal_year"],
            candidates=candidates,
        )


#: What follows from each year.
_FOLLOWS: Mapping[str, tuple[str, ...]] = {
    "scores_fiscal_year": (),
    "measures_fiscal_year": ("period_start", "period_end"),
}
#: Each year as it is called in messages, Thai and English alike.
_WHICH = {"scores_fiscal_year": "ปีของคะแนน (scores)", "measures_fiscal_year": "ปีของมาตรการ (measures)"}


def doubt_text(
    document: Document,
    tables: Sequence[LogicalTable],
    ruins: Mapping[int, RuinedBlock],
    ledger: Ledger,
    ruined_rows: Sequence[RuinedBlock] = (),
) -> None:
    """Issues about the text: characters and blocks that are ruined, headings that are not known."""
    identity = ledger.document_id
    if document.damaged:
        ledger.issue("text-partly-undecodable", DOCUMENTS, identity, count=document.damaged)
    for run in [*_runs(ruins.values()), *([row] for row in ruined_rows)]:
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
    for table in tables:
        form = any(_FILLED_IN.fullmatch(cell.text) for cell in table.unknown_headings)
        if form or table.block in ruins:
            continue  # the head of a memo between tabs: what is filled in is no heading
        for cell in table.unknown_headings:
            if _INSTRUMENT.fullmatch(cell.text) is None:
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
