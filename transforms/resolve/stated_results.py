"""Results of many organizations, or of many years, into assessments: one of each organization and year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from transforms.extract.results.cells import NOT_STATED, out_of_range
from transforms.extract.results.stated_result import NamedOrganization, StatedNumber, StatedResult, StatedYear
from transforms.extract.scores.score_list import DamagedScore
from transforms.extract.scores.totals import TotalMention
from transforms.facts import AssessmentRow, IndicatorScoreRow, stable_id
from transforms.reference import Organization, Reference
from transforms.resolve.assessment_rows import ASSESSMENTS, assessment_rows
from transforms.resolve.document_rows import DOCUMENTS
from transforms.resolve.formula import TOLERANCE, level_of, recompute, rounded, years_of_level
from transforms.resolve.ledger import Ledger
from transforms.resolve.named_organizations import (
    NOT_LOCAL,
    FoundOrganization,
    RegisteredNames,
    registered_names,
)
from transforms.resolve.score_merging import DecidedScore
from transforms.resolve.score_recovery import confirmed
from transforms.resolve.scores import DecidedAssessment

_NAMED_IN_SUMMARY = 3
#: Years that stand with the result itself.
_OWN_YEARS = ("row-year", "column-year", "sentence-year")


@dataclass(slots=True)
class AttributedResults:
    """Results by organization; ``others`` are names that no organization could be decided for."""

    found: list[tuple[Organization, FoundOrganization, StatedResult]] = field(default_factory=list)
    own: list[StatedResult] = field(default_factory=list)
    others: list[tuple[NamedOrganization, FoundOrganization]] = field(default_factory=list)

    def organizations(self) -> set[str]:
        """The ids of all that a result was found of."""
        return {organization.organization_id for organization, _, _ in self.found}


def attribute(results: Sequence[StatedResult], reference: Reference, *, similar: bool) -> AttributedResults:
    """Each result with the organization that it is of; ``similar`` allows for a scanner's misprints."""
    names = registered_names(reference)
    known: dict[tuple[object, ...], FoundOrganization] = {}
    sorted_out = AttributedResults()
    for result in results:
        named = result.organization
        if named is None:
            sorted_out.own.append(result)
            continue
        found = _looked_up(named, names, known, similar)
        if found.organization is not None:
            sorted_out.found.append((found.organization, found, result))
        else:
            sorted_out.others.append((named, found))
    return sorted_out


def own_and_others(
    attributed: AttributedResults,
    organization_id: str,
    own_totals: Collection[Decimal],
    listed: Collection[int] = (),
) -> tuple[list[StatedResult], AttributedResults]:
    """What an organization's own report states of the organization itself, with the year that stands with
    it, and what it states of others in a known year. Templates carry the names of those that they were
    copied from: what is said of another organization alone is the other's only where the report has a
    total of its own (``own_totals``, printed where nobody else is named) that is not the same. In the blocks
    ``listed``, tables whose rows name organizations, the year above the table is that of its rows."""
    own = [
        result
        for organization, _, result in attributed.found
        if organization.organization_id == organization_id
    ]
    printed = {rounded(total) for total in own_totals}
    printed |= {rounded(one.total.value) for one in (*attributed.own, *own) if one.total is not None}
    told: dict[int, set[str]] = {}
    for organization, _, result in attributed.found:
        told.setdefault(result.block, set()).add(organization.organization_id)
    others = [
        entry
        for entry in attributed.found
        if entry[0].organization_id != organization_id
        and entry[2].year is not None
        and (
            len(told[entry[2].block]) > 1
            or (printed and entry[2].total is not None and rounded(entry[2].total.value) not in printed)
        )
    ]
    return results_with_year([*attributed.own, *own], listed), AttributedResults(others)


def own_rows_without_year(
    attributed: AttributedResults, organization_id: str, listed: Collection[int], year: StatedYear | None
) -> list[StatedResult]:
    """The organization's own rows in tables (``listed``) that say nothing of a year, with that of the
    document."""
    return [
        replace(result, year=year)
        for organization, _, result in attributed.found
        if organization.organization_id == organization_id
        and result.block in listed
        and result.year is None
        and year is not None
    ]


def results_with_year(results: Sequence[StatedResult], listed: Collection[int] = ()) -> list[StatedResult]:
    """Those with a total or level and a year that stands with it in its row, column or sentence, or above
    the table where this is one of ``listed``."""
    return [
        result
        for result in results
        if (result.total is not None or result.level is not None)
        and result.year is not None
        and (result.year.rule in _OWN_YEARS or result.block in listed)
    ]


def _looked_up(
    named: NamedOrganization,
    names: RegisteredNames,
    known: dict[tuple[object, ...], FoundOrganization],
    similar: bool,
) -> FoundOrganization:
    key = (named.name, named.types, named.is_local, named.amphoe, named.province, named.near_amphoe)
    if key not in known:
        known[key] = names.find(named, similar=similar)
    return known[key]


def without_impossible_years(results: Sequence[StatedResult], reference: Reference) -> list[StatedResult]:
    """``results`` with years that do not stand in their own row, column or sentence taken away, where the
    levels of most of them do not exist in that year."""
    fitting: Counter[tuple[int, bool]] = Counter()
    for result in results:
        if result.year is not None and result.level is not None:
            fitting[result.year.year, _exists(result.level, result.year.year, reference)] += 1
    impossible = {year for year, _ in fitting if fitting[year, False] > fitting[year, True]}
    return [
        replace(result, year=None)
        if result.year is not None
        and result.year.year in impossible
        and result.year.rule in ("caption-year", "document-year")
        else result
        for result in results
    ]


def _exists(level: str, year: int, reference: Reference) -> bool:
    span = years_of_level(level, reference)
    return span is None or (span[0] <= year and (span[1] is None or year <= span[1]))


def decided_results(
    results: Sequence[StatedResult], reference: Reference
) -> list[tuple[DecidedAssessment, StatedResult]]:
    """The results of one organization, one a year, each with the row or sentence that states it first. What
    is stated again with another total is a rival."""
    years: dict[int | None, list[StatedResult]] = {}
    for result in results:
        years.setdefault(result.year.year if result.year else None, []).append(result)
    return [(_decided(year, stated, reference), stated[0]) for year, stated in years.items()]


def _decided(year: int | None, stated: Sequence[StatedResult], reference: Reference) -> DecidedAssessment:
    framework = reference.framework(year)
    totals = [(result, result.total) for result in stated if result.total is not None]
    scores: dict[int, DecidedScore] = {}
    for result in stated:
        for no, number in result.scores:
            if no not in scores:
                scores[no] = DecidedScore(no, number.value, "printed", number.place, number.raw)
            elif scores[no].value != number.value and number.value not in scores[no].rivals:
                scores[no] = replace(scores[no], rivals=(*scores[no].rivals, number.value))
    recomputed = recompute({no: score.value for no, score in scores.items()}, framework)
    total = _mention(*totals[0]) if totals else None
    damaged = None if total is not None else _damaged_mention(stated)
    if damaged is not None:
        total = confirmed(damaged, recomputed.total)
    reconciliation: Literal["match", "mismatch", "incomplete"] = "incomplete"
    if total is not None and recomputed.total is not None:
        # Unrounded totals of a spreadsheet stand within the same tolerance.
        reconciliation = "match" if abs(total.value - recomputed.total) <= TOLERANCE else "mismatch"
    levelled = next(
        (r for r in stated if r.level and (total is None or r.total is None or _same(r.total, total))), None
    )
    seen = {rounded(total.value)} if total is not None else set()
    rivals = []
    for result, number in totals[1:]:
        if rounded(number.value) not in seen:
            seen.add(rounded(number.value))
            rivals.append(_mention(result, number))
    return DecidedAssessment(
        year,
        total,
        levelled.level if levelled else None,
        levelled.level_place if levelled else None,
        levelled.level_raw if levelled else None,
        dict(sorted(scores.items())),
        recomputed,
        level_of(recomputed, year, reference),
        reconciliation,
        tuple(rivals),
        proven=frozenset(scores) if reconciliation == "match" else frozenset(),
        damaged=_lost_scores(stated, scores),
        damaged_total=damaged,
    )


def _lost_scores(stated: Sequence[StatedResult], scores: Collection[int]) -> dict[int, DamagedScore]:
    """The indicators that have no score in any row, rather with what stands there than with nothing."""
    found: dict[int, DamagedScore] = {}
    for result in stated:
        for no, lost in result.lost_scores:
            if no not in scores and (no not in found or found[no].reason == NOT_STATED):
                found[no] = DamagedScore(no, lost.readings, lost.reason, lost.place, lost.raw)
    return dict(sorted(found.items()))


def _damaged_mention(stated: Sequence[StatedResult]) -> TotalMention | None:
    for result in stated:
        damaged = result.damaged_total
        if damaged is not None:
            year = result.year.year if result.year else None
            return TotalMention(
                out_of_range(damaged.raw) or Decimal(0),
                result.level,
                year,
                damaged.place,
                damaged.raw,
                result.block,
                damaged.reason,
                damaged.readings,
            )
    return None


def _same(number: StatedNumber, total: TotalMention) -> bool:
    return rounded(number.value) == rounded(total.value)


def _mention(result: StatedResult, number: StatedNumber) -> TotalMention:
    year = result.year.year if result.year else None
    return TotalMention(number.value, result.level, year, number.place, number.raw, result.block)


def rows_of_many(
    attributed: AttributedResults, ledger: Ledger, reference: Reference, told_by: Organization | None = None
) -> tuple[list[AssessmentRow], list[IndicatorScoreRow]]:
    """The rows of every organization, with the evidence of whose and of which year each is. A row whose
    organization was recognized by a similar name waits for review, and so does every row that somebody
    else's own report (``told_by``) states."""
    by_organization: dict[str, list[tuple[FoundOrganization, StatedResult]]] = {}
    for organization, found, result in attributed.found:
        by_organization.setdefault(organization.organization_id, []).append((found, result))
    whose = ledger.organization_id
    assessments: list[AssessmentRow] = []
    scores: list[IndicatorScoreRow] = []
    for organization_id, stated in by_organization.items():
        ledger.organization_id = organization_id
        basis = {id(result): found for found, result in stated}
        for decided, first in decided_results([result for _, result in stated], reference):
            found = basis[id(first)]
            rows, score_rows = assessment_rows([decided], organization_id, ledger, reference)
            assert first.organization is not None
            named = first.organization
            identity = rows[0].assessment_id
            ledger.evidence(ASSESSMENTS, identity, "organization_id", named.place, named.raw, found.basis)
            year_evidence(ledger, organization_id, first.year)
            if any(result.moved for _, result in stated):
                ledger.issue("row-shifted", ASSESSMENTS, identity, None, first.place, named.raw)
            if "similar" in found.basis or "mended" in found.basis:
                chosen = found.organization
                assert chosen is not None
                ledger.issue(
                    "organization-name-variant",
                    ASSESSMENTS,
                    identity,
                    "organization_id",
                    named.place,
                    named.raw,
                    printed=named.raw,
                    chosen=f"{chosen.name} อ.{chosen.amphoe} จ.{chosen.province}",
                )
                rows = [replace(row, certainty="needs_review") for row in rows]
                score_rows = [replace(row, certainty="needs_review") for row in score_rows]
            if any(result.fraction for _, result in stated):
                ledger.issue(
                    "scores-held-as-fractions",
                    ASSESSMENTS,
                    identity,
                    "overall_score",
                    first.place,
                    first.total.raw if first.total else None,
                )
                rows = [replace(row, certainty="needs_review") for row in rows]
                score_rows = [replace(row, certainty="needs_review") for row in score_rows]
            if told_by is not None:
                ledger.issue(
                    "result-told-by-another", ASSESSMENTS, identity, None, first.place, named.raw,
                    name=named.raw, other=told_by.name,
                )  # fmt: skip
                rows = [replace(row, certainty="needs_review") for row in rows]
                score_rows = [replace(row, certainty="needs_review") for row in score_rows]
            assessments += rows
            scores += score_rows
    ledger.organization_id = whose
    return assessments, scores


def doubt_others(attributed: AttributedResults, ledger: Ledger, reference: Reference) -> None:
    """One issue for each organization of which somebody else's own report states a result."""
    names = {kind.code: kind.abbreviation for kind in reference.organization_types}
    seen: set[str] = set()
    for organization, _, result in attributed.found:
        if organization.organization_id in seen or result.organization is None:
            continue
        seen.add(organization.organization_id)
        ledger.issue(
            "foreign-organization", DOCUMENTS, ledger.document_id, "organization_id",
            result.organization.place, result.organization.raw,
            name=f"{names.get(organization.organization_type, '')}{organization.name}",
        )  # fmt: skip


def year_evidence(ledger: Ledger, organization_id: str, year: StatedYear | None) -> None:
    """Where the year of an assessment was read."""
    if year is not None:
        identity = stable_id("a", ledger.document_id, organization_id, year.year)
        ledger.evidence(ASSESSMENTS, identity, "fiscal_year", year.place, year.raw, year.rule)


def doubt_rows(
    attributed: AttributedResults, unread: Sequence[NamedOrganization], ledger: Ledger, table: str
) -> None:
    """One issue for each row whose organization could not be decided, one for all bodies that are no local
    administration."""
    left_out: list[str] = []
    for named, found in attributed.others:
        if found.reason == NOT_LOCAL or found.reason is None:
            left_out.append(named.raw)
            continue
        beside = " ".join(
            f"{word}{place}" for word, place in (("อ.", named.amphoe), ("จ.", named.province)) if place
        )
        candidates = ", ".join(
            f"อ.{o.amphoe} จ.{o.province} ({o.organization_id})" for o in found.candidates[:12]
        )
        ledger.issue(
            found.reason,
            table,
            ledger.document_id,
            None,
            named.place,
            named.raw,
            name=" ".join(part for part in (named.raw.strip(), beside) if part),
            candidates=candidates or "—",
        )
    if left_out:
        first = next(named for named, found in attributed.others if found.reason in (NOT_LOCAL, None))
        some = ", ".join(dict.fromkeys(left_out[:_NAMED_IN_SUMMARY]))
        ledger.issue(
            "list-rows-not-local", table, ledger.document_id, None, first.place, first.raw,
            count=len(left_out), name=some,
        )  # fmt: skip
    for named in unread:
        ledger.issue(
            "list-row-unreadable", table, ledger.document_id, None, named.place, named.raw, name=named.raw
        )
